import { changed, entries, get, set } from "../../offchain/channel/hexMap.ts";
import { idText, type Op } from "../../offchain/channel/operation.ts";
import { emptyTree, leafAt, leaves } from "../../offchain/channel/tree.ts";
import type { Hex } from "../../offchain/evm/hex.ts";
import type { Candidate, ChannelState, Held } from "../../offchain/protocol/channelState.ts";
import { type Input, step } from "../../offchain/protocol/node.ts";
import type { NodeEnv, NodeState, NodeStep } from "../../offchain/protocol/nodeState.ts";
import { margin } from "../../offchain/protocol/profile.ts";
import { amProposer } from "../../offchain/protocol/term.ts";
import type { Mutant } from "./mutant.ts";

type Change = (channel: ChannelState) => ChannelState;

/** The state with one channel, or all that were touched, seen otherwise. */
function withChannels(state: NodeState, ids: readonly Hex[], change: Change): NodeState {
  let { channels } = state;
  for (const id of ids) {
    const channel = get(channels, id);
    if (channel !== undefined) channels = set(channels, id, change(channel));
  }
  return { ...state, channels };
}

const about = (input: Input): Hex | null =>
  input.kind === "message" && "channelId" in input.message ? input.message.channelId : null;

/** Known bug: a candidate that was rejected is taken for dead (protocol §3: drop on Reject). */
const dropOnReject: Mutant = {
  name: "drop on reject",
  rules: ["6", "9", "10"],
  faults: "byzantine",
  step: (env, state, input) => {
    const done = step(env, state, input);
    const id = about(input);
    if (input.kind !== "message" || input.message.kind !== "reject" || id === null) return done;
    const { digest } = input.message;
    return {
      ...done,
      state: withChannels(done.state, [id], (channel) => ({
        ...channel,
        candidates: channel.candidates.filter((one) => one.digest !== digest),
      })),
    };
  },
};

/** Known bug: what is held is taken for FINAL, whatever older signatures are still about. */
const countWhenHeld: Mutant = {
  name: "count when held",
  rules: ["6"],
  faults: "byzantine",
  step: (env, state, input) => {
    const done = step(env, state, input);
    return {
      ...done,
      state: withChannels(done.state, [...done.state.dirty], (channel) =>
        channel.unfinal.length === 0 ? channel : { ...channel, unfinal: [] },
      ),
    };
  },
};

/** Known bug: a signer accepts a base that is not what it holds. */
function noBaseCheck(): Mutant {
  const old = new Map<Hex, Held>();
  return {
    name: "no base check",
    rules: ["6"],
    faults: "byzantine",
    step: (env, state, input) => {
      const id = about(input);
      const channel = id === null ? undefined : get(state.channels, id);
      if (id === null || channel === undefined || input.kind !== "message" || input.message.kind !== "propose")
        return step(env, state, input);
      old.set(channel.held.digest, channel.held);
      const base = old.get(input.message.base);
      if (base === undefined || base.digest === channel.held.digest) return step(env, state, input);
      const done = step(
        env,
        withChannels(state, [id], (known) => ({ ...known, held: base })),
        input,
      );
      const newest = (after: ChannelState): ChannelState =>
        after.held.digest === base.digest ? { ...after, held: channel.held } : after;
      return { ...done, state: withChannels(done.state, [id], newest) };
    },
  };
}

/** Known bug: the payer goes on to pay off chain after the cutoff. */
const paysLate: Mutant = {
  name: "pay off chain after the cutoff",
  from: 84,
  rules: ["6", "11"],
  faults: "byzantine",
  step: (env, state, input) => {
    if (input.kind !== "message" || state.head === null) return step(env, state, input);
    const early = { ...state.head, timestamp: state.head.timestamp - 3 * margin(env.profile) };
    const done = step(env, { ...state, head: early }, input);
    return { ...done, state: { ...done.state, head: state.head } };
  },
};

/** Known bug: signing goes on while a challenge is on chain. */
const noFreeze: Mutant = {
  name: "no freeze",
  rules: ["6"],
  faults: "byzantine",
  step: (env, state, input) => {
    const id = about(input);
    const view = id === null ? undefined : get(state.channels, id)?.view;
    if (id === null || view === undefined || view === null || view.final.status !== 0) return step(env, state, input);
    const calm = { ...view, head: { ...view.head, status: 0 as const } };
    const done = step(
      env,
      withChannels(state, [id], (channel) => ({ ...channel, view: calm })),
      input,
    );
    return { ...done, state: withChannels(done.state, [id], (channel) => ({ ...channel, view })) };
  },
};

/** Known bug: a forward is failed upstream on the downstream's mere request. */
const failsEarly: Mutant = {
  name: "fail upstream early",
  from: 175,
  rules: ["6", "11"],
  faults: "byzantine",
  step: (env: NodeEnv, state: NodeState, input: Input): NodeStep => {
    const done = step(env, state, input);
    if (input.kind !== "message" || input.message.kind !== "submit" || input.message.op.body.kind !== "failed")
      return done;
    const { hash } = input.message.op.body;
    const forward = get(done.state.forwards, hash);
    if (forward === undefined || forward.status !== "inFlight") return done;
    return {
      ...done,
      state: { ...done.state, forwards: set(done.state.forwards, hash, { ...forward, status: "failing" }) },
    };
  },
};

/** Known bug: a stale challenge is not answered. */
const nothingAnswered: Mutant = {
  name: "no answer to a stale challenge",
  rules: ["6"],
  faults: "byzantine",
  wants: ({ fn }) => fn !== "checkpoint",
};
/** Known bug: a preimage is not published when the other side is silent. */
const nothingPublished: Mutant = {
  name: "no publication before the cutoff",
  rules: ["6", "11", "12"],
  faults: "byzantine",
  wants: ({ fn }) => fn !== "publish",
};
/** Known bug: a payment goes on in the asset that stands, in the next channel, where the one that came in stood in its own. */
const forwardsByPlace: Mutant = {
  name: "forward by the place of the asset",
  from: 20,
  rules: ["6", "11"],
  faults: "calm",
  step: (env, state, input) => {
    const done = step(env, state, input);
    const wrong = new Map<string, number>();
    for (const [, { incoming, outgoing }] of changed(state.forwards, done.state.forwards).set) {
      const found = leafAt(
        get(done.state.channels, incoming.channelId)?.held.content.tree ?? emptyTree,
        incoming.index,
      );
      if (outgoing !== null && found?.kind === "hashLock")
        wrong.set(`${outgoing.channelId}/${idText(outgoing.op)}`, found.leaf.asset);
    }
    const moved = (channelId: Hex, op: Op): Op => {
      const asset = wrong.get(`${channelId}/${idText(op.id)}`);
      return asset === undefined || op.body.kind !== "add" ? op : { ...op, body: { ...op.body, asset } };
    };
    const ids = [...wrong.keys()].map((key) => key.split("/")[0] as Hex); // a channel id in front
    return {
      state: withChannels(done.state, ids, (channel) => ({
        ...channel,
        pending: channel.pending.map((one) => ({ ...one, op: moved(channel.genesis.channelId, one.op) })),
      })),
      effects: done.effects.map((effect) =>
        effect.kind === "send" && effect.message.kind === "submit"
          ? { ...effect, message: { ...effect.message, op: moved(effect.message.channelId, effect.message.op) } }
          : effect,
      ),
    };
  },
};

/** Known bug: an invoice in one asset is taken for paid by as much of another. */
const paidInAnything: Mutant = {
  name: "take any asset for an invoice",
  rules: ["6"],
  faults: "calm",
  step: (env, state, input) => {
    const asked = state.invoices;
    let { invoices } = state;
    for (const [, { held, candidates }] of entries(state.channels)) {
      for (const { books, tree } of [held.content, ...candidates.map(({ content }) => content)]) {
        for (const [, leaf] of leaves(tree)) {
          const invoice = leaf.kind === "hashLock" ? get(invoices, leaf.leaf.hash) : undefined;
          const token = leaf.kind === "hashLock" ? books[leaf.leaf.asset]?.token : undefined;
          if (invoice !== undefined && token !== undefined)
            invoices = set(invoices, invoice.hash, { ...invoice, token });
        }
      }
    }
    const done = step(env, { ...state, invoices }, input);
    let after = done.state.invoices;
    for (const [hash, invoice] of entries(after))
      after = set(after, hash, { ...invoice, token: get(asked, hash)?.token ?? invoice.token });
    return { ...done, state: { ...done.state, invoices: after } };
  },
};

const persistAfterSend: Mutant = {
  name: "persist after send",
  rules: ["9", "10"],
  faults: "crashes",
  sendsFirst: true,
};
const noGuard: Mutant = { name: "no guard", rules: ["6", "9", "10"], faults: "stale", forgetsGuard: true };

/** Known bug: a state of a group is taken for held while one signature is missing. */
const heldWithoutOne: Mutant = {
  name: "held with all signatures but one",
  group: true,
  rules: ["5"],
  faults: "calm",
  step: (env, state, input) => {
    const id = about(input);
    if (id === null || input.kind !== "message" || input.message.kind !== "sign") return step(env, state, input);
    const { digest, signature } = input.message;
    const filled = withChannels(state, [id], (channel) => ({
      ...channel,
      candidates: channel.candidates.map((one) =>
        one.digest === digest && one.signatures.filter((given) => given === null).length === 2
          ? { ...one, signatures: fill(channel, one.signatures, input.from, signature) }
          : one,
      ),
    }));
    return step(env, filled, input);
  },
};

/** Signatures with the missing ones filled in, but for that of the one that is just being heard. */
const fill = (
  { genesis }: ChannelState,
  signatures: readonly (Hex | null)[],
  from: Hex,
  with_: Hex,
): readonly (Hex | null)[] => signatures.map((known, i) => (genesis.nodes[i] === from ? known : (known ?? with_)));

/** Known bug: a signature that came early is taken for one on whatever is proposed next. */
const earlyForAnother: Mutant = {
  name: "an early Sign is accepted for another digest",
  from: 130,
  group: true,
  rules: ["5", "6"],
  faults: "byzantine",
  step: (env, state, input) => {
    const id = about(input);
    if (id === null || input.kind !== "message" || input.message.kind !== "propose") return step(env, state, input);
    const { digest } = input.message;
    const early = get(state.channels, id)?.early ?? [];
    if (early.length === 0 || early.some((one) => one.digest === digest)) return step(env, state, input);
    const credulous = { ...env, keys: { ...env.keys, verify: () => true } };
    const renamed = withChannels(state, [id], (channel) => ({
      ...channel,
      early: early.map((one) => ({ ...one, digest })),
    }));
    return step(credulous, renamed, input);
  },
};

/** A new proposer that takes for said what others have not said, or less than they have. */
const standingsAs = (name: string, change: (channel: ChannelState) => ChannelState["standings"]): Mutant => ({
  name,
  group: true,
  rules: ["T3", "15"],
  faults: "crashes",
  step: (env, state, input) => {
    const done = step(env, state, input);
    const ids = [...done.state.dirty].filter((id) => {
      const channel = get(done.state.channels, id);
      return (
        channel !== undefined && channel.term > 0 && channel.term % channel.genesis.nodes.length === channel.genesis.me
      );
    });
    return {
      ...done,
      state: withChannels(done.state, ids, (channel) => ({ ...channel, standings: change(channel) })),
    };
  },
});

/** Known bug: the proposer of a new term does not wait for every Status. */
const noWait = standingsAs("a new proposer waits for nobody", ({ standings }) =>
  standings.map((known) => known ?? { held: 0, signed: 0, sticky: [] }),
);

/** Known bug: the proposer of a new term goes on from an older state than the newest of the Statuses. */
function oldBase(): Mutant {
  const before = new Map<string, Held>();
  const last = new Map<string, Held>();
  const newest = new Map<string, Held>();
  return {
    name: "a new proposer goes on from an old state",
    group: true,
    rules: ["T3", "6"],
    faults: "crashes",
    step: (env, state, input) => {
      const done = step(env, state, input);
      const ids = [...done.state.dirty].filter((id) => {
        const channel = get(done.state.channels, id);
        return channel !== undefined && channel.term > 0 && amProposer(channel) && before.has(id) && !newest.has(id);
      });
      return {
        ...done,
        state: withChannels(done.state, ids, (channel) => {
          const { channelId } = channel.genesis;
          newest.set(channelId, channel.held);
          return { ...channel, held: before.get(channelId) ?? channel.held };
        }),
      };
    },
    after: (_, state) => {
      const ids = [...newest.keys()] as Hex[]; // channel ids, as they were put in
      const restored = withChannels(state, ids, (channel) => {
        const held = newest.get(channel.genesis.channelId);
        const same = channel.held.digest === before.get(channel.genesis.channelId)?.digest;
        return held !== undefined && same ? { ...channel, held } : channel;
      });
      newest.clear();
      for (const [id, { held }] of entries(restored.channels)) {
        const known = last.get(id);
        if (known !== undefined && known.digest !== held.digest) before.set(id, known);
        last.set(id, held);
      }
      return restored;
    },
  };
}

/** Known bug: a state that was signed, and may still be shown to `withdraw`, is left out of account (S5; finding C3). */
function forgetsWithdrawals(): Mutant {
  const none = (candidate: Candidate): Candidate => ({
    ...candidate,
    ops: candidate.ops.filter(({ body }) => body.kind !== "withdraw"),
    below: candidate.below.filter(({ op }) => op.body.kind !== "withdraw"),
    content: {
      ...candidate.content,
      books: candidate.content.books.map((book) => ({ ...book, withdrawn: book.withdrawn.map(() => 0n) })),
    },
  });
  return {
    name: "withdrawals are not sticky",
    rules: ["2", "6"],
    faults: "byzantine",
    resizing: true,
    from: 70,
    step: (env, state, input) => {
      const id = about(input);
      const channel = id === null ? undefined : get(state.channels, id);
      if (id === null || channel === undefined || input.kind !== "message" || input.message.kind !== "propose")
        return step(env, state, input);
      const whole = new Map(channel.candidates.map((candidate) => [candidate.digest, candidate]));
      const blind = withChannels(state, [id], (known) => ({ ...known, candidates: known.candidates.map(none) }));
      const done = step(env, blind, input);
      return {
        ...done,
        state: withChannels(done.state, [id], (known) => ({
          ...known,
          candidates: known.candidates.map((candidate) => whole.get(candidate.digest) ?? candidate),
        })),
      };
    },
  };
}

/** Every known bug; each call makes them anew, for some remember. */
export const mutants = (): readonly Mutant[] => [
  persistAfterSend,
  countWhenHeld,
  noBaseCheck(),
  dropOnReject,
  noGuard,
  failsEarly,
  paysLate,
  noFreeze,
  nothingAnswered,
  nothingPublished,
  forwardsByPlace,
  paidInAnything,
  heldWithoutOne,
  earlyForAnother,
  noWait,
  oldBase(),
  forgetsWithdrawals(),
];
