import type { AppEvent } from "../channel/chain.ts";
import type { Interaction } from "../channel/content.ts";
import type { Hex } from "../evm/hex.ts";
import type { AppCode } from "../generated/protocol/app.ts";
import { appStateHash } from "../generated/protocol/rules.ts";
import type { AppState, Status } from "../generated/protocol/structs.ts";

/** Where an app stands on chain once its channel is fixed (adjudicator §9); times in chain seconds. */
export interface Standing {
  readonly state: AppState;
  readonly status: Status;
  readonly turn: number;
  readonly enteredAt: number;
  /** The block of the entry; 0 for the fixed state itself. */
  readonly enteredIn: number;
  readonly entryHash: Hex;
  readonly used: Hex;
  readonly done: boolean;
}

type Played = Extract<Interaction, { kind: "app" }>;

/** The moves made on chain: a byte per (seat, move), cut after the last that is not zero. */
function usedBytes(counts: ReadonlyMap<number, number>): Hex {
  const last = Math.max(-1, ...counts.keys());
  let text: Hex = "0x";
  for (let at = 0; at <= last; at++) text = `${text}${(counts.get(at) ?? 0).toString(16).padStart(2, "0")}`;
  return text;
}

/**
 * The app's leaf with every step that the chain shows, in order; null where the app's code gives no status (then only the
 * fallback is left). A step makes a new entry, but for an `each` move that stays in its phase.
 */
export function standing(
  code: AppCode,
  { leaf, terms, state: first }: Played,
  fixedAt: number,
  events: readonly AppEvent[],
): Standing | null {
  const seats = leaf.seats.length;
  const counts = new Map<number, number>();
  let state = first;
  let entry = { turn: 0, at: fixedAt, block: 0, hash: leaf.stateHash };
  for (const event of events) {
    if (event.index !== leaf.index) continue;
    if (event.kind === "moved")
      counts.set(event.move * seats + event.seat, (counts.get(event.move * seats + event.seat) ?? 0) + 1);
    state = event.state;
    if (event.turn !== entry.turn)
      entry = { turn: event.turn, at: event.at, block: event.block, hash: appStateHash(event.state) };
  }
  const used = usedBytes(counts);
  const status = code.status(terms, state, used);
  if (!status.ok) return null;
  const stepped = events.some(({ index }) => index === leaf.index);
  return {
    state,
    status: status.value,
    turn: entry.turn,
    enteredAt: entry.at,
    enteredIn: entry.block,
    entryHash: entry.hash,
    used,
    done: state.isFinal || (stepped && status.value.exhausted),
  };
}

/** When the phase's clock is over, in chain seconds; null for a final phase. */
export function clockEnd({ status, enteredAt }: Standing): number | null {
  if (status.clock === 1) return Math.max(enteredAt, Number(status.time)) + Number(status.window);
  return status.clock === 2 ? Number(status.time) + 1 : null;
}
