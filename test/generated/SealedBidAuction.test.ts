// Generated from contracts/apps/SealedBidAuction.sol by `chenilles generate`. Do not edit.
// Sources and compiler: sha256 00c169497cb602fa6a79b6e1e5c8bdb2b1f372065d385aa414bf219e7fe00ba3

import { sealedBidAuction } from "../../offchain/generated/apps/sealedBidAuction.ts";
import { call } from "../../offchain/generated/apps/sealedBidAuctionCode.ts";
import { describe, it, openTrial } from "../../generator/trial/index.ts";

const trial = openTrial({ root: new URL("../..", import.meta.url), spec: "contracts/apps/SealedBidAuction.sol", app: sealedBidAuction, call });

describe("SealedBidAuction: EVM = TypeScript (rule 16)", () => {
  it("every call that play made: the same bytes", () => trial.conforms());
  it("the same calls, broken: the same revert bytes", () => trial.conformsBroken());
  it("the code that is deployed is the code that was checked", () => trial.isDeployed());
});

describe("SealedBidAuction: somebody stops (rules 1, 2, 5, 6, 7)", () => {
  it("seller, at each state of Bidding: it ends, the others get what they were promised", () => trial.stops("Bidding", "seller"));
  it("seller, in Bidding, the rest on chain: everybody is paid what the rules say", () => trial.stopsOnChain("Bidding", "seller"));
  it("bidder, at each state of Bidding: it ends, the others get what they were promised", () => trial.stops("Bidding", "bidder"));
  it("bidder, in Bidding, the rest on chain: everybody is paid what the rules say", () => trial.stopsOnChain("Bidding", "bidder"));
  it("seller, at each state of Showing: it ends, the others get what they were promised", () => trial.stops("Showing", "seller"));
  it("seller, in Showing, the rest on chain: everybody is paid what the rules say", () => trial.stopsOnChain("Showing", "seller"));
  it("bidder, at each state of Showing: it ends, the others get what they were promised", () => trial.stops("Showing", "bidder"));
  it("bidder, in Showing, the rest on chain: everybody is paid what the rules say", () => trial.stopsOnChain("Showing", "bidder"));
  it("Bidding: who has used up its moves on chain leaves the pot as it stands", () => trial.counts("Bidding"));
  it("Showing: who has used up its moves on chain leaves the pot as it stands", () => trial.counts("Showing"));
});

describe("SealedBidAuction: each row of the watcher's table, on chain", () => {
  it("Bidding, seller: otherwise wait after window", () => trial.waits("Bidding", "seller"));
  it("Bidding, seller: clock over: shut -> Showing or Over", () => trial.over("Bidding", "seller"));
  it("Bidding, seller: another's bid appears: apply, look up again", () => trial.another("Bidding", "seller", "bid"));
  it("Bidding, bidder: bid (a new secret)", () => trial.due("Bidding", "bidder", "bid"));
  it("Bidding, bidder: otherwise wait after window", () => trial.waits("Bidding", "bidder"));
  it("Bidding, bidder: clock over: shut -> Showing or Over", () => trial.over("Bidding", "bidder"));
  it("Bidding, bidder: another's bid appears: apply, look up again", () => trial.another("Bidding", "bidder", "bid"));
  it("Showing, seller: otherwise wait after window", () => trial.waits("Showing", "seller"));
  it("Showing, seller: clock over: forfeit -> Over", () => trial.over("Showing", "seller"));
  it("Showing, seller: another's show appears: apply, look up again", () => trial.another("Showing", "seller", "show"));
  it("Showing, bidder: show (the stored secret)", () => trial.due("Showing", "bidder", "show"));
  it("Showing, bidder: otherwise wait after window", () => trial.waits("Showing", "bidder"));
  it("Showing, bidder: clock over: forfeit -> Over", () => trial.over("Showing", "bidder"));
  it("Showing, bidder: another's show appears: apply, look up again", () => trial.another("Showing", "bidder", "show"));
});
