// The apps that sequences play: terms and states of contracts/mocks/ScriptedApp.sol in bytes, and TicTacToe's.
import { bytesToHex, concat, type Hex, hexToBytes } from "../../../offchain/evm/hex.ts";
import { ticTacToeCode } from "../../../offchain/generated/apps/ticTacToe.ts";
import type { AppState, Status } from "../../../offchain/generated/protocol/structs.ts";
import type { Random } from "../../simulation/random.ts";
import { word } from "../identity.ts";

/** How a scripted app misbehaves, in the order of its enum. */
export const FAULTS = [
  "none",
  "reverts",
  "burnsGas",
  "empty",
  "garbage",
  "floods",
  "wrongSum",
  "wrongLength",
  "tooLarge",
] as const;

/** Which of its functions does. */
export const FAULTY = ["status", "play", "expire"] as const;

/** The terms of a scripted app. */
export interface Script {
  readonly clock: number;
  readonly window: bigint;
  readonly time: bigint;
  readonly lock: Hex;
  readonly stays: boolean;
  readonly most: number;
  readonly finalAt: bigint;
  readonly fault: (typeof FAULTS)[number];
  readonly faulty: (typeof FAULTY)[number];
}

const words = (...values: readonly (number | bigint | Hex)[]): Hex =>
  bytesToHex(concat(...values.map((value) => (typeof value === "string" ? hexToBytes(value) : word(value)))));

/** abi.encode of a `Script`. */
export const encodeScript = (s: Script): Hex =>
  words(
    s.clock,
    s.window,
    s.time,
    s.lock,
    s.stays ? 1 : 0,
    s.most,
    s.finalAt,
    FAULTS.indexOf(s.fault),
    FAULTY.indexOf(s.faulty),
  );

/** The terms that bytes say. */
export function decodeScript(terms: Hex): Script {
  const at = (k: number): bigint => BigInt(`0x${terms.slice(2 + 64 * k, 66 + 64 * k)}`);
  return {
    clock: Number(at(0)),
    window: at(1),
    time: at(2),
    lock: `0x${terms.slice(2 + 64 * 3, 66 + 64 * 3)}`,
    stays: at(4) === 1n,
    most: Number(at(5)),
    finalAt: at(6),
    fault: FAULTS[Number(at(7))] ?? "none",
    faulty: FAULTY[Number(at(8))] ?? "status",
  };
}

/** A scripted app's state: its pot, and how many steps it has made. */
export const scriptedState = (script: Script, held: readonly bigint[], steps: bigint): AppState => ({
  isFinal: steps >= script.finalAt,
  held,
  body: words(steps),
});

/** How many steps a scripted app has made. */
export const stepsOf = (state: AppState): bigint => BigInt(state.body);

/** A script: mostly one that plays well, sometimes one at fault. */
export function someScript(random: Random, now: number, lock: Hex): Script {
  const isAt = random.once(6);
  const fault = random.once(5) ? (random.pick(FAULTS) ?? "none") : "none";
  return {
    clock: isAt ? 2 : 1,
    window: BigInt(random.pick([0, 1, 60, 300, 600, 600, 600, 3_600]) ?? 60),
    time: BigInt(isAt || random.once(5) ? now + random.below(2_000) : 0),
    lock: isAt ? lock : `0x${"0".repeat(64)}`,
    stays: random.once(3),
    most: random.pick([0, 1, 2, 3, 255]) ?? 1,
    finalAt: BigInt(random.pick([1, 2, 3, 4, 6]) ?? 3),
    fault,
    faulty: random.pick(FAULTY) ?? "play",
  };
}

/** TicTacToe's terms. */
export const ticTacToeTerms = (stake: bigint, moveTime: number): Hex => words(stake, moveTime);

/** TicTacToe's first state. */
export function ticTacToeStart(terms: Hex): AppState {
  const begun = ticTacToeCode.begin(terms, 2n);
  if (!begun.ok) throw new Error("TicTacToe does not begin");
  return begun.value;
}

/** An app's status as its rules, not the chain, tell it; null: it fails. */
export function statusOf(kind: "scripted" | "ticTacToe", terms: Hex, state: AppState, used: Hex): Status | null {
  if (kind === "ticTacToe") {
    const told = ticTacToeCode.status(terms, state, used);
    return told.ok ? told.value : null;
  }
  const s = decodeScript(terms);
  if (s.faulty === "status" && !["none", "wrongSum", "wrongLength", "tooLarge"].includes(s.fault)) return null;
  const due = Number(stepsOf(state) % BigInt(state.held.length));
  const spent = hexToBytes(used)[due];
  return {
    clock: s.clock,
    window: s.window,
    time: s.time,
    lock: s.lock,
    due: (1 << due) >>> 0,
    exhausted: s.clock === 1 && spent !== undefined && spent >= s.most,
  };
}
