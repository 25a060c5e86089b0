import type { Address, Hex } from "../../../offchain/evm/hex.ts";
import type {
  ChannelPort,
  InteractionPort,
  InteractionProposal,
  InteractionSnapshot,
  SecretStore,
} from "../../../offchain/protocol/client/port.ts";

/** One channel of two or more in this process: whatever one signs, all sign at once. Only the app's rules are real here. */
export interface SharedChannel {
  port(me: Address): ChannelPort;
  /** The interaction that runs, as a node would give it to a program after a restart. */
  interaction(): InteractionPort;
  /** Moves that reached the "node", by seat. */
  readonly moves: readonly { readonly seat: number; readonly move: number; readonly args: Hex }[];
  readonly stores: ReadonlyMap<Address, Map<string, Hex>>;
  /** Changes a proposal on its way to the others, as a cheating proposer would. */
  tamper: (proposal: InteractionProposal) => InteractionProposal;
  /** The channel was fixed, and the interaction stands on chain since then (Unix seconds). */
  enter(at: number): void;
  /** The clock is over: somebody makes the timeout. */
  expire(): void;
}

export function sharedChannel(): SharedChannel {
  const listeners = new Set<(snapshot: InteractionSnapshot) => void>();
  const acceptors = new Map<
    Address,
    (proposal: InteractionProposal, interaction: () => Promise<InteractionPort>) => boolean
  >();
  const moves: { seat: number; move: number; args: Hex }[] = [];
  const stores = new Map<Address, Map<string, Hex>>();
  let running: { readonly proposal: InteractionProposal; snapshot: InteractionSnapshot } | undefined;
  const game = (): NonNullable<typeof running> => {
    if (running === undefined) throw new Error("nothing was proposed");
    return running;
  };
  const change = (state: InteractionSnapshot["state"]): void => {
    const now = game();
    now.snapshot = { ...now.snapshot, state, version: now.snapshot.version + 1 };
    for (const listener of [...listeners]) listener(now.snapshot);
  };
  const port: InteractionPort = {
    current: () => game().snapshot,
    subscribe(changed) {
      listeners.add(changed);
      return () => void listeners.delete(changed);
    },
    async move(seat, move, args) {
      moves.push({ seat, move, args });
      const { proposal, snapshot } = game();
      const outcome = proposal.app.play(snapshot.terms, snapshot.state, seat, move, args);
      if (!outcome.ok) throw new Error(`the other side refuses: ${outcome.revert}`);
      change(outcome.value.next);
      return game().snapshot;
    },
  };
  const channel: SharedChannel = {
    moves,
    stores,
    interaction: () => port,
    tamper: (proposal) => proposal,
    enter(at) {
      const now = game();
      now.snapshot = { ...now.snapshot, enteredAt: at };
    },
    expire() {
      const { proposal, snapshot } = game();
      const outcome = proposal.app.expire(snapshot.terms, snapshot.state, 0n);
      if (!outcome.ok) throw new Error("the timeout fails");
      change(outcome.value);
    },
    port(me) {
      const store = new Map<string, Hex>();
      stores.set(me, store);
      const secrets: SecretStore = {
        get: async (key) => store.get(key),
        put: async (key, secret) => void store.set(key, secret),
      };
      return {
        me,
        secrets,
        async propose(proposal) {
          const told = channel.tamper(proposal);
          for (const [other, accept] of acceptors)
            if (other !== me && !accept(told, async () => port)) throw new Error(`${other} refuses`);
          running = {
            proposal,
            snapshot: { terms: proposal.terms, state: proposal.state, seats: proposal.seats, index: 0, version: 1 },
          };
          return port;
        },
        running: (app) => (running?.proposal.app.codeHash === app.codeHash ? [port] : []),
        onProposal: (accept) => void acceptors.set(me, accept),
      };
    },
  };
  return channel;
}
