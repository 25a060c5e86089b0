import type { Address } from "../../evm/hex.ts";
import type { InteractionEvent } from "./changes.ts";
import { changesOf, eventsOf, keyOf } from "./changes.ts";
import type { AppClient, AppDescriptor, MoveDescriptor, RoleDescriptor } from "./descriptor.ts";
import type { InteractionPort, InteractionSnapshot, SecretStore } from "./port.ts";
import { MoveRefused, readRefusal } from "./refusal.ts";
import type { Draw } from "./secrets.ts";
import { drawRandom, open, seal } from "./secrets.ts";
import type { AnyView, Option } from "./view.ts";
import { encodeArgs, optionsOf, viewOf } from "./view.ts";

/** The name of a view's phase. */
export type PhaseOf<View> = View extends { readonly phase: infer P } ? P : never;

/** The names of the moves that a view may offer. */
export type MoveOf<View> = View extends { readonly moves: infer M } ? keyof NonNullable<M> & string : never;

/** Something that a seat can do now, by the name of its method. */
export interface OptionOf<View> extends Option {
  readonly move: MoveOf<View>;
}

/** The interaction ended without that phase. */
export class PhaseNotReached extends Error {
  constructor(wanted: string, ended: string) {
    super(`the interaction ended in ${ended}, without ${wanted}`);
    this.name = "PhaseNotReached";
  }
}

/** One seat's end of an interaction. */
export interface Interaction<View> {
  readonly seat: number;
  readonly index: number;
  view(): View;
  /** Everything that this seat can do now: names of the view's `moves`, with what they are and what they ask for. */
  whatCanIDo(): readonly OptionOf<View>[];
  /** The view now, and after every change; it ends after a final one. Sealed values that are due are shown by themselves. */
  views(): AsyncIterableIterator<View>;
  /** The same, and what has happened each time. */
  events(): AsyncIterableIterator<InteractionEvent<View>>;
  /**
   * Resolves with the first view of the phase. Sealed values that are due on the way are shown by themselves. Rejects with
   * `PhaseNotReached`, and with `SecretMissing` where what was sealed is lost.
   */
  until<P extends PhaseOf<View> & string>(phase: P): Promise<Extract<View, { readonly phase: P }>>;
}

/** The signer does not sit there. */
export class NotSeated extends Error {
  constructor(app: AppDescriptor, role: string, me: Address) {
    super(`${app.code.name}: ${me} does not sit as ${role}`);
    this.name = "NotSeated";
  }
}

/** The signers on a role's seats; the last role takes what is left. */
export function seatsOf(role: RoleDescriptor, seats: readonly Address[]): readonly Address[] {
  return seats.slice(role.seat, role.seat + role.max);
}

/** The seat that a signer has in a role. Throws `NotSeated`. */
export function seatOf(app: AppDescriptor, name: string, seats: readonly Address[], me: Address): number {
  const role = app.roles.find((candidate) => candidate.name === name);
  const place =
    role === undefined ? -1 : seatsOf(role, seats).findIndex((signer) => signer.toLowerCase() === me.toLowerCase());
  if (role === undefined || place < 0) throw new NotSeated(app, name, me);
  return role.seat + place;
}

/** What an interaction needs besides its port. */
export interface InteractionContext {
  /** The signer whose seat it is. */
  readonly me: Address;
  readonly secrets: SecretStore;
  /** Randomness for salts; the platform's own if it is left out. */
  readonly draw?: Draw;
  /** Whether sealed values are shown by themselves when `views`, `events` or `until` wait for what comes next; true if left out. */
  readonly showByItself?: boolean;
}

/**
 * A seat's client of an interaction.
 *
 * @throws NotSeated where the context's signer has no seat of the role.
 * @example const game = interaction(ticTacToe, "x", port, { me: alice, secrets });
 */
export function interaction<T, S, A extends string, V, R, Role extends keyof V & string>(
  app: AppClient<T, S, A, V, R>,
  role: Role,
  port: InteractionPort,
  context: InteractionContext,
): Interaction<V[Role]> {
  const seat = seatOf(app, role, port.current().seats, context.me);
  const tried = new Set<string>();
  const act = (move: MoveDescriptor, given: Readonly<Record<string, unknown>>): Promise<AnyView> => {
    if (move.reveals !== null) tried.add(keyOf(port.current()));
    return moveBy(app, seat, port, context, move, given, look);
  };
  /** Shows what is due, once for each state: what was left out by the time that one waits for others. */
  const show = (fail: (error: unknown) => void): void => {
    const now = port.current();
    const key = keyOf(now);
    const due = context.showByItself === false || tried.has(key) ? undefined : revealDue(app, now, seat);
    if (due !== undefined)
      void act(due, {}).catch((error: unknown) => (keyOf(port.current()) === key ? fail(error) : {}));
  };
  const look = (snapshot: InteractionSnapshot): AnyView => viewOf(app, snapshot, seat, act);
  const changes = (): ReturnType<typeof changesOf> => changesOf(port, look, show);
  const typed = (view: AnyView): V[Role] => view as unknown as V[Role]; // the generated type of this app, role and phase
  return {
    seat,
    index: port.current().index,
    view: () => typed(look(port.current())),
    // The names are those of the app's moves, of which the type is made.
    whatCanIDo: () => optionsOf(app, port.current(), seat) as unknown as readonly OptionOf<V[Role]>[],
    async *views() {
      for await (const { view } of changes()) yield typed(view);
    },
    events: () => eventsOf(changes(), typed),
    async until(phase) {
      let last = "";
      for await (const { view } of changes()) {
        last = view.phase;
        // The phase says which member of the union it is.
        if (view.phase === phase) return view as unknown as Extract<V[Role], { readonly phase: typeof phase }>;
      }
      throw new PhaseNotReached(phase, last);
    },
  };
}

/** The move by which a seat has to show now what it sealed. */
function revealDue(app: AppDescriptor, now: InteractionSnapshot, seat: number): MoveDescriptor | undefined {
  const options = optionsOf(app, now, seat);
  return app.moves.find((move) => move.reveals !== null && options.some((option) => option.move === move.name));
}

/** Checks a move by the app's own rules, then hands it to the node. */
async function moveBy(
  app: AppDescriptor,
  seat: number,
  port: InteractionPort,
  context: InteractionContext,
  move: MoveDescriptor,
  given: Readonly<Record<string, unknown>>,
  look: (snapshot: InteractionSnapshot) => AnyView,
): Promise<AnyView> {
  const now = port.current();
  const values = await argumentsOf(app, seat, now, context, move, given);
  const args = encodeArgs(move, values);
  const number = app.moves.indexOf(move);
  const outcome = app.code.play(now.terms, now.state, seat, number, args);
  if (!outcome.ok) throw new MoveRefused(move.name, readRefusal(app, outcome.revert));
  return look(await port.move(seat, number, args));
}

async function argumentsOf(
  app: AppDescriptor,
  seat: number,
  now: InteractionSnapshot,
  context: InteractionContext,
  move: MoveDescriptor,
  given: Readonly<Record<string, unknown>>,
): Promise<Readonly<Record<string, unknown>>> {
  if (move.opener !== null) return seal(app, move, seat, given, context.secrets, context.draw ?? drawRandom);
  if (move.reveals !== null) return open(app, move, now, seat, context.secrets);
  return given;
}
