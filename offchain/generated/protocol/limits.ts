// Generated from contracts/types and contracts/interfaces/IApp.sol by `chenilles generate`. Do not edit.
// Sources and compiler: sha256 aa3345dc01faa446f0f06d72966d1e8a63876912daa97b18647f16c4dc53cd1e

export const MAX_PARTICIPANTS = 100;
export const MAX_ASSETS = 16;
export const MAX_SEATS = 32;
export const MAX_SHARES = 16;
export const MAX_DEPTH = 16;
/** A holding's net after a deposit is at most this; the exclusive bound of |delta|, locked and withdrawn is MAX_AMOUNT. */
export const MAX_NET = 5192296858534827628530496329220096n;
export const MAX_AMOUNT = 664613997892457936451903530140172288n;
export const MAX_APP_STATE = 4096;
export const MAX_APP_RETURN = 8192;
/** Gas for one payout, and what is kept beside a capped call. */
export const PAY_GAS_ETH = 50000;
export const PAY_GAS_TOKEN = 200000;
export const GAS_RESERVE = 40000;
