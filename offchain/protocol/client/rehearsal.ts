import type { Address } from "../../evm/hex.ts";
import type { Proposal } from "./channelClient.ts";
import { channelClient } from "./channelClient.ts";
import type { AppClient } from "./descriptor.ts";
import type { Interaction } from "./interaction.ts";
import { localChannel } from "./localChannel.ts";
import type { AssetName } from "./port.ts";

/** The players of a rehearsal by role: one client where the role has one seat, a list where it may have more. */
export type Players<Seated, Views> = {
  readonly [Role in keyof Views]: Role extends keyof Seated
    ? Seated[Role] extends readonly Address[]
      ? readonly Interaction<Views[Role]>[]
      : Interaction<Views[Role]>
    : never;
};

/** An interaction of which one program plays all seats. */
export interface Rehearsal<Seated, Views> {
  readonly players: Players<Seated, Views>;
  /** The clock is over: the phase's timeout is made, as anyone might on chain. `published` is when the lock was, Unix seconds. */
  expire(published?: bigint): void;
}

/**
 * Opens an interaction in a channel in memory, everybody accepting, and gives each player's client: for tests, and for pages on
 * which players share a screen. Assets are ether unless they are named.
 *
 * @throws BadProposal where terms or seats do not fit the app.
 * @example const { players } = await rehearse(ticTacToe, { terms, seats: { x: alice, o: bob } });
 */
export async function rehearse<T, S extends object, A extends string, V extends object, R>(
  app: AppClient<T, S, A, V, R>,
  given: Omit<Proposal<T, S, A>, "assets"> & { readonly assets?: Proposal<T, S, A>["assets"] },
): Promise<Rehearsal<S, V>> {
  const channel = localChannel();
  const ether: AssetName = { kind: "eth" };
  // Every asset of the app has its name here.
  const assets = given.assets ?? (Object.fromEntries(app.assets.map((name) => [name, ether])) as Record<A, AssetName>);
  const seated = Object.entries(given.seats) as [keyof V & string, Address | readonly Address[]][]; // roles are its names
  const everyone = seated.flatMap(([role, at]) => (Array.isArray(at) ? at : [at]).map((me: Address) => ({ role, me })));
  const clients = everyone.map(({ role, me }) => ({ role, me, client: channelClient(channel.port(me)) }));
  const [first, ...others] = clients;
  if (first === undefined) throw new Error(`${app.code.name}: name who sits where`);
  const joining = others.map(({ role, client }) => {
    const joined = new Promise<Interaction<V[keyof V & string]>>((resolve, reject) => {
      client.onProposal(
        app,
        () => true,
        (running) => running.then(resolve, reject),
      );
    });
    return { role, joined };
  });
  const opened = await first.client.propose(app, first.role, { ...given, assets });
  const players: Record<string, unknown> = {};
  const seat = (role: string, client: unknown): void => {
    const alone = !Array.isArray(Reflect.get(given.seats, role));
    players[role] = alone ? client : [...((players[role] as unknown[] | undefined) ?? []), client];
  };
  seat(first.role, opened);
  for (const { role, joined } of joining) seat(role, await joined);
  // One client for each seat, under its role: what `Players` says.
  return { players: players as Players<S, V>, expire: (published) => channel.expire(opened.index, published) };
}
