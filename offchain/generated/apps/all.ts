// Generated from contracts/apps by `chenilles generate`. Do not edit.
// Sources and compiler: sha256 5eccbe5701a874cc96d409027708993b6f3e866bb9c65ede5ed92cc54439b30e

import type { AppCode } from "../protocol/app.ts";
import type { AppDescriptor } from "../../protocol/client/descriptor.ts";
import { fourWayDraw, fourWayDrawCode } from "./fourWayDraw.ts";
import { future, futureCode } from "./future.ts";
import { hashLock, hashLockCode } from "./hashLock.ts";
import { metered, meteredCode } from "./metered.ts";
import { rockPaperScissors, rockPaperScissorsCode } from "./rockPaperScissors.ts";
import { sealedBidAuction, sealedBidAuctionCode } from "./sealedBidAuction.ts";
import { swap, swapCode } from "./swap.ts";
import { ticTacToe, ticTacToeCode } from "./ticTacToe.ts";

/** The code of every app, in the order of their names. */
export const allApps: readonly AppCode[] = [fourWayDrawCode, futureCode, hashLockCode, meteredCode, rockPaperScissorsCode, sealedBidAuctionCode, swapCode, ticTacToeCode];

/** Every app as data, in the same order: what clients and watchers know of it. */
export const allDescriptors: readonly AppDescriptor[] = [fourWayDraw, future, hashLock, metered, rockPaperScissors, sealedBidAuction, swap, ticTacToe];
