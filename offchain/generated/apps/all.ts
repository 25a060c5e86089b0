// Generated from contracts/apps by `chenilles generate`. Do not edit.
// Sources and compiler: sha256 f27a5c94ea234673e460733c56446e3eff6888b38557799b35b7ec85ed67943d

import type { AppCode } from "../protocol/app.ts";
import { hashLockCode } from "./hashLock.ts";
import { ticTacToeCode } from "./ticTacToe.ts";

/** The code of every app, in the order of their names. */
export const allApps: readonly AppCode[] = [hashLockCode, ticTacToeCode];
