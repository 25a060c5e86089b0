import type { Content } from "../channel/content.ts";
import { idText, type OpId } from "../channel/operation.ts";
import { leaves } from "../channel/tree.ts";
import { type ChannelState, type Out, pathTo, tell } from "./channelState.ts";

/**
 * FINAL and DEAD once the chain has decided (protocol §1.3, FIXED): what is in the outcome is FINAL, everything else DEAD. The
 * outcome may be the held state, a candidate that the other side showed, or an older state that nobody answered.
 * @example decidedBy(state, outcome) // the notices, each operation once
 */
export function decidedBy(state: ChannelState, outcome: Content): Out[] {
  const candidate = state.candidates.find(({ content }) => content === outcome);
  const path = candidate === undefined ? [] : pathTo(candidate);
  const from = candidate?.fork ?? outcome.version;
  const names = new Set(path.map(({ op }) => idText(op.id)));
  const inside = (id: OpId, version: number): boolean => names.has(idText(id)) || version <= from;
  const places = new Map(leaves(outcome.tree).map(([index, { by }]) => [idText(by), index]));
  const told = new Set(state.counted.map(idText));
  const out: Out[] = [];
  for (const { op, index, version } of state.unfinal) {
    told.add(idText(op.id));
    if (inside(op.id, version)) out.push(tell(state, { kind: "final", op, index }));
    else out.push(tell(state, { kind: "dead", op, code: "FROZEN", reason: "the chain has fixed a state without it" }));
  }
  for (const { op } of path) {
    if (told.has(idText(op.id))) continue;
    told.add(idText(op.id));
    out.push(tell(state, { kind: "final", op, index: places.get(idText(op.id)) ?? null }));
  }
  for (const { op } of state.pending)
    if (!told.has(idText(op.id)))
      out.push(
        tell(state, { kind: "dead", op, code: "FROZEN", reason: "the channel was closed before it was signed" }),
      );
  return out;
}
