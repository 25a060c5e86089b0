// Generated from contracts/apps by `chenilles generate`. Do not edit.
// Sources and compiler: sha256 5eccbe5701a874cc96d409027708993b6f3e866bb9c65ede5ed92cc54439b30e

import type { AppCode } from "../protocol/app.ts";
import { fourWayDrawCode } from "./fourWayDraw.ts";
import { futureCode } from "./future.ts";
import { hashLockCode } from "./hashLock.ts";
import { meteredCode } from "./metered.ts";
import { rockPaperScissorsCode } from "./rockPaperScissors.ts";
import { sealedBidAuctionCode } from "./sealedBidAuction.ts";
import { swapCode } from "./swap.ts";
import { ticTacToeCode } from "./ticTacToe.ts";

/** The code of every app, in the order of their names. */
export const allApps: readonly AppCode[] = [fourWayDrawCode, futureCode, hashLockCode, meteredCode, rockPaperScissorsCode, sealedBidAuctionCode, swapCode, ticTacToeCode];
