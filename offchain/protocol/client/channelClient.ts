import type { Address } from "../../evm/hex.ts";
import { bytesToHex } from "../../evm/hex.ts";
import { abiDecodeHex, abiEncode } from "../../evm/strictAbi.ts";
import type { AppClient, AppDescriptor } from "./descriptor.ts";
import type { Interaction, InteractionContext } from "./interaction.ts";
import { interaction, seatOf, seatsOf } from "./interaction.ts";
import type { AssetName, ChannelPort, InteractionPort, InteractionProposal } from "./port.ts";
import { readRefusal, refusalSaid } from "./refusal.ts";
import type { Pot } from "./view.ts";
import { potOf } from "./view.ts";

/** What is proposed: terms, who sits where, and which asset is which. */
export interface Proposal<Terms, Seated, Asset extends string> {
  readonly terms: Terms;
  readonly seats: Seated;
  readonly assets: Readonly<Record<Asset, AssetName>>;
}

/** A proposal as the one who is asked sees it. */
export interface ProposalView<Terms, Seated, Asset extends string, Role extends string>
  extends Proposal<Terms, Seated, Asset> {
  /** The role that one would take. */
  readonly role: Role;
  /** What each seat puts in. */
  readonly stakes: Readonly<Record<Asset, readonly bigint[]>>;
}

/** One channel, as programs use it. */
export interface ChannelClient {
  propose<T, S, A extends string, V, R, Role extends keyof V & string>(
    app: AppClient<T, S, A, V, R>,
    role: Role,
    proposal: Proposal<T, S, A>,
  ): Promise<Interaction<V[Role]>>;
  /** Says which proposals of others to sign; `joined` is given what resolves once everybody has. */
  onProposal<T, S, A extends string, V, R>(
    app: AppClient<T, S, A, V, R>,
    accept: (proposal: ProposalView<T, S, A, keyof V & string>) => boolean,
    joined?: (interaction: Promise<Interaction<V[keyof V & string]>>) => void,
  ): void;
  /** One's interactions of an app that run now, in a role: to go on with after a restart. */
  running<T, S, A extends string, V, R, Role extends keyof V & string>(
    app: AppClient<T, S, A, V, R>,
    role: Role,
  ): readonly Interaction<V[Role]>[];
  /** The client of an interaction that a node gives by other ways. */
  join<T, S, A extends string, V, R, Role extends keyof V & string>(
    app: AppClient<T, S, A, V, R>,
    role: Role,
    port: InteractionPort,
  ): Interaction<V[Role]>;
}

/** The proposal does not fit the app. */
export class BadProposal extends Error {
  constructor(app: AppDescriptor, problem: string) {
    super(`${app.code.name}: ${problem}`);
    this.name = "BadProposal";
  }
}

/**
 * The typed client of a channel, over what its node offers.
 *
 * @example const channel = channelClient(port);
 */
export function channelClient(
  port: ChannelPort,
  options: Pick<InteractionContext, "draw" | "showByItself"> = {},
): ChannelClient {
  const context: InteractionContext = { me: port.me, secrets: port.secrets, ...options };
  return {
    async propose(app, role, proposal) {
      const given = toBytes(app, proposal.terms, proposal.seats, proposal.assets);
      seatOf(app, role, given.seats, port.me); // fails before anything is proposed
      return interaction(app, role, await port.propose(given), context);
    },
    onProposal(app, accept, joined) {
      port.onProposal((given, running) => {
        if (given.app.codeHash !== app.code.codeHash) return false;
        const role = app.roles.find((candidate) => seatsOf(candidate, given.seats).includes(port.me));
        if (role === undefined || !isFirstState(app, given)) return false;
        // The app's own types: terms, seats and roles come out of its descriptors.
        const said = accept(toView(app, given, role.name) as never);
        if (said) joined?.(running().then((at) => interaction(app, role.name as never, at, context)));
        return said;
      });
    },
    running(app, role) {
      const taken = app.roles.filter(({ name }) => name === role);
      return port
        .running(app.code)
        .filter((at) => taken.some((each) => seatsOf(each, at.current().seats).includes(port.me)))
        .map((at) => interaction(app, role, at, context));
    },
    join(app, role, at) {
      return interaction(app, role, at, context);
    },
  };
}

/** A proposal in the app's own bytes, its first state by the app's own rules. */
function toBytes(
  app: AppDescriptor,
  terms: unknown,
  seats: unknown,
  assets: Readonly<Record<string, AssetName>>,
): InteractionProposal {
  // Objects of the generated types: the codec checks each field as it writes it.
  const encoded = bytesToHex(abiEncode([{ name: "terms", type: { kind: "tuple", fields: app.terms } }], { terms }));
  const named = seats as Readonly<Record<string, Address | readonly Address[]>>;
  const taken = app.roles.flatMap((role) => {
    const given = named[role.name];
    const list = typeof given === "string" ? [given] : (given ?? []);
    if (list.length < role.min || list.length > role.max)
      throw new BadProposal(
        app,
        `${role.name} takes ${role.min === role.max ? role.min : `${role.min} to ${role.max}`} of the seats, ${list.length} given`,
      );
    return list;
  });
  const first = app.code.begin(encoded, BigInt(taken.length));
  if (!first.ok)
    throw new BadProposal(app, `these terms cannot be opened: ${refusalSaid(readRefusal(app, first.revert))}`);
  const listed = app.assets.map((name) => {
    const asset = assets[name];
    if (asset === undefined) throw new BadProposal(app, `say which asset ${name} is`);
    return asset;
  });
  return { app: app.code, terms: encoded, seats: taken, assets: listed, state: first.value };
}

/** What is locked must be what the terms say: the first state is made again, and compared. */
function isFirstState(app: AppDescriptor, given: InteractionProposal): boolean {
  const first = app.code.begin(given.terms, BigInt(given.seats.length));
  return (
    first.ok &&
    first.value.body === given.state.body &&
    first.value.isFinal === given.state.isFinal &&
    first.value.held.join() === given.state.held.join()
  );
}

function toView(app: AppDescriptor, given: InteractionProposal, role: string): object {
  const { terms } = abiDecodeHex([{ name: "terms", type: { kind: "tuple", fields: app.terms } }], given.terms);
  const seats = Object.fromEntries(
    app.roles.map((each) => [each.name, each.max === 1 ? seatsOf(each, given.seats)[0] : seatsOf(each, given.seats)]),
  );
  const assets = Object.fromEntries(app.assets.map((name, i) => [name, given.assets[i]]));
  const stakes: Pot = potOf(app, given.state);
  return { terms, seats, assets, stakes, role };
}
