// Surroundings without a chain: tokens that deliver, payees that take (or do not), apps by their rules in TypeScript.
import { type Address, bytesToHex, type Hex } from "../../offchain/evm/hex.ts";
import { ticTacToeCode } from "../../offchain/generated/apps/ticTacToe.ts";
import type { AppState, Status } from "../../offchain/generated/protocol/structs.ts";
import type { Players } from "./arbitrary/players.ts";
import { decodeScript, type Script, scriptedState, statusOf, stepsOf } from "./arbitrary/scripts.ts";
import type { AppCall, Outside, Transfer } from "./calls.ts";
import { word } from "./identity.ts";

const LIMIT = 1n << 128n;

const fails = ({ fault, faulty }: Script, call: Script["faulty"]): boolean =>
  faulty === call && !["none", "wrongSum", "wrongLength", "tooLarge"].includes(fault);

/** A state as a faulty app gives it. null: larger than any app's state may be. */
function spoil({ fault, faulty }: Script, call: Script["faulty"], next: AppState): AppState | null {
  if (faulty !== call) return next;
  if (fault === "wrongSum") return { ...next, held: [(next.held[0] ?? 0n) + 1n, ...next.held.slice(1)] };
  if (fault === "wrongLength") return { ...next, held: Array.from({ length: next.held.length + 1 }, () => 0n) };
  return fault === "tooLarge" ? null : next;
}

type Played = { readonly next: AppState; readonly stays: boolean; readonly most: number };

function playScripted({ terms, state }: AppCall, seat: number, move: number, args: Hex): Played | null {
  const script = decodeScript(terms);
  const amount = BigInt(args);
  const count = state.held.length;
  const steps = stepsOf(state);
  const isTurn = script.stays || BigInt(seat) === steps % BigInt(count);
  if (fails(script, "play") || move !== 0 || !isTurn || seat >= count || amount >= LIMIT) return null;
  const held = [...state.held];
  held[seat] = (held[seat] ?? 0n) - amount;
  const other = (seat + 1) % count;
  held[other] = (held[other] ?? 0n) + amount;
  if (held.some((one) => one < 0n || one >= LIMIT)) return null;
  const moved = scriptedState(script, held, steps + 1n);
  const next = spoil(script, "play", moved);
  return next === null ? null : { next, stays: script.stays && !moved.isFinal, most: script.most };
}

function expireScripted({ terms, state }: AppCall, published: number): AppState | null {
  const script = decodeScript(terms);
  if (fails(script, "expire")) return null;
  const held = [...state.held];
  const late = Number(stepsOf(state) % BigInt(held.length));
  if (script.clock === 1 || published !== 0) {
    const other = (late + 1) % held.length;
    held[other] = (held[other] ?? 0n) + (held[late] ?? 0n);
    held[late] = 0n;
  }
  return spoil(script, "expire", scriptedState(script, held, script.finalAt));
}

/** What the surroundings do when something is not as it should be. */
export interface Moods {
  /** Payees that take nothing. */
  readonly refusing: ReadonlySet<Address>;
}

/** @example step(model, call, quiet(players, { refusing: new Set() })) */
export function quiet(players: Players, { refusing }: Moods): Outside {
  const rulesOf = ({ app }: AppCall): "scripted" | "ticTacToe" =>
    app === players.ticTacToe.app ? "ticTacToe" : "scripted";
  return {
    pull: ({ amount }) => amount,
    pay: ({ account }: Transfer) => !refusing.has(account),
    codeHashOf: (app) =>
      [players.scripted, players.ticTacToe].find((one) => one.app === app)?.codeHash ?? bytesToHex(word(0)),
    status: (to, used): Status | null => statusOf(rulesOf(to), to.terms, to.state, used),
    play: (to, seat, move, args) => {
      if (rulesOf(to) === "scripted") return playScripted(to, seat, move, args);
      const played = ticTacToeCode.play(to.terms, to.state, seat, move, args);
      return played.ok ? played.value : null;
    },
    expire: (to, published) => {
      if (rulesOf(to) === "scripted") return expireScripted(to, published);
      const expired = ticTacToeCode.expire(to.terms, to.state, BigInt(published));
      return expired.ok ? expired.value : null;
    },
    wallet: () => null,
  };
}
