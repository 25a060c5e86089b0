import { fourWayDraw } from "../../../offchain/generated/apps/fourWayDraw.ts";
import { future } from "../../../offchain/generated/apps/future.ts";
import { hashLock } from "../../../offchain/generated/apps/hashLock.ts";
import { metered } from "../../../offchain/generated/apps/metered.ts";
import { rockPaperScissors } from "../../../offchain/generated/apps/rockPaperScissors.ts";
import { sealedBidAuction } from "../../../offchain/generated/apps/sealedBidAuction.ts";
import { swap } from "../../../offchain/generated/apps/swap.ts";
import { ticTacToe } from "../../../offchain/generated/apps/ticTacToe.ts";
import type { AppDescriptor } from "../../../offchain/protocol/client/descriptor.ts";

/** Every app of the project. */
export const APPS: readonly AppDescriptor[] = [
  fourWayDraw,
  future,
  hashLock,
  metered,
  rockPaperScissors,
  sealedBidAuction,
  swap,
  ticTacToe,
];
