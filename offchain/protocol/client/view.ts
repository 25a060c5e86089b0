import { bytesToHex } from "../../evm/hex.ts";
import type { AbiField } from "../../evm/strictAbi.ts";
import { abiDecodeHex, abiEncode } from "../../evm/strictAbi.ts";
import type { AppState } from "../../generated/protocol/structs.ts";
import { deadlineOf } from "./deadline.ts";
import type { AppDescriptor, MoveDescriptor } from "./descriptor.ts";
import type { InteractionSnapshot } from "./port.ts";
import { readRefusal } from "./refusal.ts";

/** What each seat holds of each asset, by the asset's name. */
export type Pot = Readonly<Record<string, readonly bigint[]>>;

/** What every app's view has in common. */
export interface AnyView {
  readonly phase: string;
  readonly final: boolean;
  readonly state: Readonly<Record<string, unknown>> & { readonly pot: Pot };
}

/** The app's rules fail on a state that everybody signed, or on one that nobody should have: a defect, not a refusal. */
export class BadInteraction extends Error {
  constructor(app: AppDescriptor, what: string) {
    super(`${app.code.name}: ${what}`);
    this.name = "BadInteraction";
  }
}

/** Something that a seat can do now. */
export interface Option {
  readonly move: string;
  /** What it is, for people. */
  readonly notice: string;
  /** Whether the others wait for it. */
  readonly must: boolean;
  /** What to give the move: of a sealing move what will be shown, of a showing move nothing. */
  readonly asks: readonly AbiField[];
}

/** Everything that a seat can do in a snapshot; nothing when it is not its turn, or the interaction is over. */
export function optionsOf(app: AppDescriptor, snapshot: InteractionSnapshot, seat: number): readonly Option[] {
  const { phase } = readBody(app, snapshot.state);
  const status = app.code.status(snapshot.terms, snapshot.state, "0x");
  if (!status.ok) throw new BadInteraction(app, `its status fails with ${readRefusal(app, status.revert).error}`);
  if (!((status.value.due >>> seat) & 1)) return [];
  return app.moves
    .filter((move) => move.phase === phase && move.roles.includes(roleOf(app, seat)))
    .map((move) => ({ move: move.name, notice: move.notice, must: move.must, asks: asksOf(app, move) }));
}

function asksOf(app: AppDescriptor, move: MoveDescriptor): readonly AbiField[] {
  if (move.reveals !== null) return [];
  const opener = app.moves.find((each) => each.name === move.opener);
  return opener === undefined ? move.args : opener.args.slice(0, -1);
}

/** Does a move with arguments; the runtime of an interaction gives it. */
export type Act = (move: MoveDescriptor, args: Readonly<Record<string, unknown>>) => Promise<AnyView>;

/** What a seat sees of a snapshot, and may do. */
export function viewOf(app: AppDescriptor, snapshot: InteractionSnapshot, seat: number, act: Act): AnyView {
  const { phase, fields } = readBody(app, snapshot.state);
  const pot = potOf(app, snapshot.state);
  const descriptor = app.phases.find((candidate) => candidate.name === phase);
  const common = { phase, state: { pot, ...fields } };
  if (descriptor?.timeout == null) return { ...common, final: true, payout: pot } as AnyView;
  const status = app.code.status(snapshot.terms, snapshot.state, "0x");
  if (!status.ok) throw new BadInteraction(app, `its status fails with ${readRefusal(app, status.revert).error}`);
  const waitingFor = snapshot.seats.map((_, i) => i).filter((i) => (status.value.due >>> i) & 1);
  const own = app.moves.filter((move) => move.phase === phase && move.roles.includes(roleOf(app, seat)));
  const moves =
    waitingFor.includes(seat) && own.length > 0
      ? Object.fromEntries(
          own.map((move) => [move.name, (args?: Readonly<Record<string, unknown>>) => act(move, args ?? {})]),
        )
      : null;
  return {
    ...common,
    final: false,
    waitingFor,
    deadline: deadlineOf(status.value, snapshot.enteredAt),
    ifSilent: ifSilent(app, snapshot, descriptor.timeout),
    moves,
  } as AnyView;
}

/** Where the timeout would lead if nobody did anything, and nothing were published. */
function ifSilent(app: AppDescriptor, snapshot: InteractionSnapshot, by: string): object {
  const next = app.code.expire(snapshot.terms, snapshot.state, 0n);
  if (!next.ok) throw new BadInteraction(app, `its timeout fails with ${readRefusal(app, next.revert).error}`);
  return { by, leadsTo: readBody(app, next.value).phase, payout: potOf(app, next.value) };
}

/** The phase and the other fields of a state. */
export function readBody(app: AppDescriptor, state: AppState): { phase: string; fields: Record<string, unknown> } {
  const { phase, ...fields } = abiDecodeHex(app.body, state.body);
  if (typeof phase !== "string") throw new BadInteraction(app, "its state has no phase");
  return { phase, fields };
}

/** The pot by asset. */
export function potOf(app: AppDescriptor, state: AppState): Pot {
  const seats = state.held.length / app.assets.length;
  return Object.fromEntries(app.assets.map((asset, i) => [asset, state.held.slice(i * seats, (i + 1) * seats)]));
}

/** The role that a seat belongs to. */
export function roleOf(app: AppDescriptor, seat: number): string {
  const role = app.roles.find((candidate) => seat >= candidate.seat && seat < candidate.seat + candidate.max);
  if (role === undefined) throw new BadInteraction(app, `it has no seat ${seat}`);
  return role.name;
}

/** A move's arguments in its own bytes. Throws `BadEncoding`. */
export function encodeArgs(move: MoveDescriptor, args: Readonly<Record<string, unknown>>): `0x${string}` {
  return bytesToHex(abiEncode(move.args, args));
}
