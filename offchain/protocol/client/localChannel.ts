import type { Address, Hex } from "../../evm/hex.ts";
import type { AppState } from "../../generated/protocol/structs.ts";
import type { ChannelPort, InteractionPort, InteractionProposal, InteractionSnapshot } from "./port.ts";

/** A channel without nodes and without a chain, for rehearsals: whatever one player does, the others have at once. */
export interface LocalChannel {
  /** The channel as a player sees it; `me` is any address that no other player has. */
  port(me: Address): ChannelPort;
  /** The clock of an interaction's phase is over, and somebody makes the timeout. `published` is when its lock was, Unix seconds. */
  expire(index: number, published?: bigint): void;
}

/** A player of a local channel does what the others' rules do not allow. */
export class LocalRefusal extends Error {
  constructor(why: string) {
    super(why);
    this.name = "LocalRefusal";
  }
}

type Listener = (snapshot: InteractionSnapshot) => void;
type Accept = Parameters<ChannelPort["onProposal"]>[0];

interface Table {
  readonly proposal: InteractionProposal;
  readonly listeners: Set<Listener>;
  snapshot: InteractionSnapshot;
}

/**
 * A channel in the memory of one program, of any number of players. Its rules are the app's own, the very code that nodes run;
 * nothing is signed, no money moves, and nobody can go to a chain. For tests, for trying an app out, for pages without a node.
 *
 * @example const channel = localChannel(); const alice = channelClient(channel.port(`0x${"a1".repeat(20)}`));
 */
export function localChannel(): LocalChannel {
  const tables: Table[] = [];
  const acceptors = new Map<Address, Accept>();
  return {
    port: (me) => portOf(me, tables, acceptors),
    expire(index, published = 0n) {
      const table = tables[index];
      if (table === undefined) throw new LocalRefusal(`no interaction ${index} runs: propose one first`);
      const { app, terms } = table.proposal;
      const outcome = app.expire(terms, table.snapshot.state, published);
      if (!outcome.ok) throw new LocalRefusal(`${app.name} has no timeout now: ${outcome.revert}`);
      change(table, outcome.value);
    },
  };
}

function portOf(me: Address, tables: Table[], acceptors: Map<Address, Accept>): ChannelPort {
  const secrets = new Map<string, Hex>();
  return {
    me,
    secrets: {
      get: (key) => Promise.resolve(secrets.get(key)),
      put: (key, secret) => Promise.resolve(void secrets.set(key, secret)),
    },
    async propose(proposal) {
      const index = tables.length;
      const seats = new Set(proposal.seats.filter((seat) => seat !== me));
      const snapshot = { terms: proposal.terms, state: proposal.state, seats: proposal.seats, index, version: 1 };
      const table: Table = { proposal, listeners: new Set(), snapshot };
      // Who says yes gets the interaction when it is asked for, once everybody has: by then it runs, or it never will.
      const opened = async (): Promise<InteractionPort> => {
        await Promise.resolve();
        if (tables[index] !== table) throw new LocalRefusal("another player did not accept");
        return interactionPort(table);
      };
      for (const seat of seats)
        if (acceptors.get(seat)?.(proposal, opened) !== true)
          throw new LocalRefusal(`${seat} does not accept: it has to call onProposal first, and say yes`);
      tables.push(table);
      return interactionPort(table);
    },
    running: (app) =>
      tables.filter(({ proposal }) => proposal.app.codeHash === app.codeHash).map((table) => interactionPort(table)),
    onProposal: (accept) => void acceptors.set(me, accept),
  };
}

function interactionPort(table: Table): InteractionPort {
  return {
    current: () => table.snapshot,
    subscribe(changed) {
      table.listeners.add(changed);
      return () => void table.listeners.delete(changed);
    },
    async move(seat, move, args) {
      const { app, terms } = table.proposal;
      const outcome = app.play(terms, table.snapshot.state, seat, move, args);
      if (!outcome.ok) throw new LocalRefusal(`the others refuse move ${move} of seat ${seat}: ${outcome.revert}`);
      change(table, outcome.value.next);
      return table.snapshot;
    },
  };
}

function change(table: Table, state: AppState): void {
  table.snapshot = { ...table.snapshot, state, version: table.snapshot.version + 1 };
  for (const listener of [...table.listeners]) listener(table.snapshot);
}
