// Generated from contracts/apps/SealedBidAuction.sol by `chenilles generate`. Do not edit.
// Sources and compiler: sha256 00c169497cb602fa6a79b6e1e5c8bdb2b1f372065d385aa414bf219e7fe00ba3

/** The ABI of the adapter `SealedBidAuctionApp`, its errors included. */
export const sealedBidAuctionAbi = [
  {"inputs":[{"name":"amount","type":"uint256"}],"name":"AmountTooLarge","type":"error"},
  {"inputs":[{"name":"seats","type":"uint256"}],"name":"BadSeats","type":"error"},
  {"inputs":[],"name":"NoSuchMove","type":"error"},
  {"inputs":[],"name":"NotItsTurn","type":"error"},
  {"inputs":[],"name":"NotLater","type":"error"},
  {"inputs":[],"name":"NotTheSealedBid","type":"error"},
  {"inputs":[{"name":"amount","type":"uint256"},{"name":"limit","type":"uint256"}],"name":"OverTheLimit","type":"error"},
  {"inputs":[{"name":"asset","type":"uint256"},{"name":"seat","type":"uint256"},{"name":"have","type":"uint256"},{"name":"need","type":"uint256"}],"name":"Short","type":"error"},
  {"inputs":[],"name":"WrongPhase","type":"error"},
  {"inputs":[{"name":"terms","type":"bytes"},{"name":"seats","type":"uint256"}],"name":"begin","outputs":[{"components":[{"name":"isFinal","type":"bool"},{"name":"held","type":"uint128[]"},{"name":"body","type":"bytes"}],"name":"","type":"tuple"}],"stateMutability":"pure","type":"function"},
  {"inputs":[{"name":"terms","type":"bytes"},{"components":[{"name":"isFinal","type":"bool"},{"name":"held","type":"uint128[]"},{"name":"body","type":"bytes"}],"name":"state","type":"tuple"},{"name":"","type":"uint64"}],"name":"expire","outputs":[{"components":[{"name":"isFinal","type":"bool"},{"name":"held","type":"uint128[]"},{"name":"body","type":"bytes"}],"name":"","type":"tuple"}],"stateMutability":"pure","type":"function"},
  {"inputs":[{"name":"terms","type":"bytes"},{"components":[{"name":"isFinal","type":"bool"},{"name":"held","type":"uint128[]"},{"name":"body","type":"bytes"}],"name":"state","type":"tuple"},{"name":"seat","type":"uint8"},{"name":"move","type":"uint8"},{"name":"args","type":"bytes"}],"name":"play","outputs":[{"components":[{"name":"isFinal","type":"bool"},{"name":"held","type":"uint128[]"},{"name":"body","type":"bytes"}],"name":"next","type":"tuple"},{"name":"stays","type":"bool"},{"name":"most","type":"uint8"}],"stateMutability":"pure","type":"function"},
  {"inputs":[{"name":"terms","type":"bytes"},{"components":[{"name":"isFinal","type":"bool"},{"name":"held","type":"uint128[]"},{"name":"body","type":"bytes"}],"name":"state","type":"tuple"},{"name":"used","type":"bytes"}],"name":"status","outputs":[{"components":[{"name":"clock","type":"uint8"},{"name":"window","type":"uint64"},{"name":"time","type":"uint64"},{"name":"lock","type":"bytes32"},{"name":"due","type":"uint32"},{"name":"exhausted","type":"bool"}],"name":"r","type":"tuple"}],"stateMutability":"pure","type":"function"},
] as const;
