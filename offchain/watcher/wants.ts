import type { ChainAction, ChannelFacts } from "../channel/chain.ts";
import { type Content, type Interaction, stateOf } from "../channel/content.ts";
import { leaves, proofOf } from "../channel/tree.ts";
import type { Hex } from "../evm/hex.ts";
import { encodeApp, encodeAppClaim, encodeHashLock, encodeLeg, encodeLegClaim } from "../generated/protocol/codecs.ts";
import { digest, hashMove } from "../generated/protocol/hashes.ts";
import { moveHash } from "../generated/protocol/rules.ts";
import type { Claim, Position } from "../generated/protocol/structs.ts";
import { named } from "../protocol/chainNews.ts";
import { type ChannelState, type Env, possible } from "../protocol/channelState.ts";
import { completeOutcome } from "../protocol/child.ts";
import { cutoff } from "../protocol/profile.ts";
import { childWants } from "./childWants.ts";
import { clockEnd, type Standing, standing } from "./position.ts";
import { deposit, joined, NOTHING, short } from "./wish.ts";

const everybody = (state: ChannelState): bigint => (1n << BigInt(state.genesis.nodes.length)) - 1n;

/**
 * The transactions that a participant, or a watcher for it, wants the chain to have now. Made anew from what the chain shows at
 * each block, so that the *effect* is watched and never one's own transaction (attack 12), and acting twice is harmless.
 * Rows of protocol §1.8: C1, C2, C4, C7 and the funding of §1.7.
 */
export function wantsOf(env: Env, state: ChannelState): readonly ChainAction[] {
  const { view, life } = state;
  if (view === null || life === "opening" || life === "closed") return [];
  if (state.genesis.child !== undefined) return childWants(env, state, view.head, state.genesis.child.terms);
  const { head } = view;
  const publications = publish(env, state);
  if (life === "funding" && state.force === null && head.status === 0) return fund(state, head);
  if (head.status === 2 || head.closed.every(Boolean)) return publications;
  if (head.status === 1 && env.chainTime >= head.deadline) return [...publications, ...afterwards(env, state, head)];
  if (head.status === 1) return [...publications, ...answer(env, state, head)];
  if (state.held.content.isFinal) return [...publications, ...conclude(env, state)];
  // V3: a node that may have forgotten something starts no challenge.
  return state.force === null || state.behind !== null ? publications : [...publications, ...challenge(state, head)];
}

/** L1: what this node agreed to deposit and the chain does not show yet. */
function fund({ genesis }: ChannelState, head: ChannelFacts): ChainAction[] {
  return genesis.assets.flatMap(({ deposits }, a) => {
    const missing = (deposits[genesis.me] ?? 0n) - (head.nets[a]?.[genesis.me] ?? 0n);
    return missing <= 0n ? [] : [deposit(genesis, a, missing, `fund/${genesis.channelId}/${a}/${missing}`)];
  });
}

/** C4: the clock is started with the newest held state; one that the chain knows better is ignored there. */
function challenge({ genesis, held, force }: ChannelState, head: ChannelFacts): ChainAction[] {
  const { channelId, channel, me } = genesis;
  const unsigned = held.content.version === 0;
  const args = [
    channel,
    unsigned ? NOTHING : stateOf(held.content),
    unsigned ? "0x" : joined(held.signatures),
    BigInt(me),
    "0x",
  ];
  if (head.nets.every((nets) => nets.every((net) => net === 0n))) return [];
  return [
    {
      id: `challenge/${channelId}/${head.deadline}`,
      fn: "challenge",
      args,
      why: `challenge channel ${short(channelId)}: ${force}`,
    },
  ];
}

/** C2: an older version is registered: the newest goes in, well before half the window is over. */
function answer(env: Env, { genesis, held }: ChannelState, head: ChannelFacts): ChainAction[] {
  if (head.version >= held.content.version) return [];
  const by = env.chainTime + Math.floor((head.deadline - env.chainTime) / 2);
  const args = [genesis.channel, stateOf(held.content), joined(held.signatures)];
  return [
    {
      id: `answer/${genesis.channelId}/${held.content.version}`,
      fn: "checkpoint",
      args,
      by,
      why: `answer the stale version ${head.version} of channel ${short(genesis.channelId)} with version ${held.content.version}`,
    },
  ];
}

/** L5: the wanter concludes at once, the others after `patience`. */
function conclude(env: Env, state: ChannelState): ChainAction[] {
  const { genesis, held, closing } = state;
  const mine = closing?.mine === true || state.force !== null;
  if (!mine && env.chainTime < (closing?.since ?? env.chainTime) + env.profile.patience / 1_000) return [];
  const masks = held.content.books.map(() => everybody(state));
  const args = [genesis.channel, stateOf(held.content), joined(held.signatures), masks];
  return [
    {
      id: `conclude/${genesis.channelId}`,
      fn: "conclude",
      args,
      why: `close channel ${short(genesis.channelId)} cooperatively`,
    },
  ];
}

/** C1: a preimage that this node has shown, or was shown, goes to the registry when a lock that pays it could slip away. */
function publish(env: Env, state: ChannelState): ChainAction[] {
  const { me, channelId } = state.genesis;
  const found: ChainAction[] = [];
  const contents = state.outcome === null ? possible(state) : [state.outcome];
  const disputed = state.outcome !== null || state.view?.head.status === 1;
  for (const content of contents) {
    for (const [, interaction] of leaves(content.tree)) {
      if (interaction.kind !== "hashLock" || interaction.leaf.to !== me) continue;
      const { hash, until } = interaction.leaf;
      const preimage = env.preimage(hash);
      const due = disputed || env.chainTime >= cutoff(env.profile, until) - env.profile.inclusion;
      if (preimage === undefined || env.publication(hash) !== undefined || !due || env.chainTime > until) continue;
      if (found.some(({ id }) => id === `publish/${hash}`)) continue;
      found.push({
        id: `publish/${hash}`,
        fn: "publish",
        args: [[preimage]],
        by: cutoff(env.profile, until),
        why: `publish a preimage before ${until}: channel ${short(channelId)} does not pay it`,
      });
    }
  }
  return found;
}

/** C7: the outcome stands: payouts, claims, steps of apps. Whoever did not start this leaves it to the other for a while. */
function afterwards(env: Env, state: ChannelState, head: ChannelFacts): ChainAction[] {
  const outcome = named(state, head.version, head.fingerprint);
  if (outcome === null) return [];
  const ready = state.force !== null || env.chainTime >= head.deadline + 2 * env.profile.inclusion;
  const steps = leaves(outcome.tree).flatMap(([index, interaction]) =>
    interaction.kind === "app" && !head.claimed.includes(index) ? appSteps(env, state, outcome, index, ready) : [],
  );
  return ready ? [...settle(state, outcome, head), ...claim(env, state, outcome, head), ...steps] : steps;
}

function settle(state: ChannelState, outcome: Content, head: ChannelFacts): ChainAction[] {
  const { channelId, channel, assets } = state.genesis;
  const owed = outcome.books.map((book, a) => book.delta.map((delta, i) => (head.nets[a]?.[i] ?? 0n) + delta));
  const masks = owed.map((amounts) =>
    amounts.reduce((mask, amount, i) => (amount > 0n ? mask | (1n << BigInt(i)) : mask), 0n),
  );
  if (masks.every((mask) => mask === 0n)) return [];
  const why = `pay out channel ${short(channelId)} at version ${outcome.version}`;
  if (outcome.version > 0)
    return [
      { id: `settle/${channelId}/${masks.join(".")}`, fn: "settle", args: [channel, stateOf(outcome), masks], why },
    ];
  return assets.flatMap(({ token, id }, a) => {
    const mask = masks[a] ?? 0n;
    return mask === 0n
      ? []
      : [{ id: `sweep/${channelId}/${a}/${mask}`, fn: "sweep", args: [channel, NOTHING, token, id, mask], why }];
  });
}

function claim(env: Env, state: ChannelState, outcome: Content, head: ChannelFacts): ChainAction[] {
  const { channelId, channel } = state.genesis;
  const items: Claim[] = [];
  const indices: number[] = [];
  for (const [index, interaction] of leaves(outcome.tree)) {
    if (head.claimed.includes(index)) continue;
    const proof = proofOf(outcome.tree, index);
    if (interaction.kind === "hashLock") {
      const published = env.publication(interaction.leaf.hash);
      const paid = published !== undefined && published.at <= interaction.leaf.until;
      if (!paid && env.chainTime <= interaction.leaf.until) continue;
      items.push({ kind: 0, leaf: encodeHashLock(interaction.leaf), proof, extra: "0x" });
    } else if (interaction.kind === "leg") {
      const extra = legClaim(env, interaction);
      if (extra === null) continue;
      items.push({ kind: 1, leaf: encodeLeg(interaction.leaf), proof, extra });
    } else {
      const at = standingOf(env, state, outcome, index);
      const fallback =
        Math.max(at?.enteredAt ?? head.deadline, interaction.leaf.notBefore) + interaction.leaf.fallbackDelay;
      if (at === null || !(at.done || env.chainTime >= fallback)) continue;
      const extra = encodeAppClaim({ state: at.state, entryHash: at.entryHash, used: at.used });
      items.push({ kind: 2, leaf: encodeApp(interaction.leaf), proof, extra });
    }
    indices.push(index);
  }
  if (items.length === 0) return [];
  return [
    {
      id: `claim/${channelId}/${indices.join(".")}`,
      fn: "claim",
      args: [channel, stateOf(outcome), items],
      why: `claim ${items.length} interactions of channel ${short(channelId)}`,
    },
  ];
}

/** What a leg's claim shows of the child; null while the child is not complete (adjudicator §8). */
function legClaim(env: Env, { leaf, channel, terms }: Extract<Interaction, { kind: "leg" }>): Hex | null {
  const facts = env.legs?.facts(leaf.child);
  if (facts === undefined || completeOutcome(leaf.child, facts, terms, env.chainTime) === null) return null;
  return encodeLegClaim({ channel, terms, state: facts.child?.state ?? NOTHING });
}

function standingOf(env: Env, state: ChannelState, outcome: Content, index: number): Standing | null {
  const interaction = leaves(outcome.tree).find(([at]) => at === index)?.[1];
  if (interaction?.kind !== "app" || state.view === null) return null;
  const code = env.apps.get(interaction.leaf.app);
  return code === undefined ? null : standing(code, interaction, state.view.head.deadline, state.view.appEvents);
}

/** §9 (f): claim if done; else timeout once the clock is over; else the own due move, the one that was chosen. */
function appSteps(env: Env, state: ChannelState, outcome: Content, index: number, ready: boolean): ChainAction[] {
  const { channelId, channel, me, domain } = state.genesis;
  const interaction = leaves(outcome.tree).find(([at]) => at === index)?.[1];
  const at = standingOf(env, state, outcome, index);
  if (interaction?.kind !== "app" || at === null || at.done) return [];
  const { leaf, terms } = interaction;
  const position: Position = {
    leaf,
    proof: proofOf(outcome.tree, index),
    terms,
    state: at.state,
    entryHash: at.entryHash,
    used: at.used,
  };
  const end = clockEnd(at);
  const published = at.status.clock === 2 && env.publication(at.status.lock) !== undefined;
  if (end !== null && (env.chainTime >= end || published))
    return ready
      ? [
          {
            id: `timeout/${channelId}/${index}/${at.turn}/${at.used}`,
            fn: "timeout",
            args: [channel, stateOf(outcome), position],
            why: `the clock of the app at index ${index} is over`,
          },
        ]
      : [];
  const seat = leaf.seats.indexOf(me);
  const chosen = state.chosen[`${index}/${at.turn}/${seat}`];
  if (seat < 0 || chosen === undefined || (at.status.due & (1 << seat)) === 0) return [];
  // §9 (d), (c): what a move answers, or shows, must not be undone by a reorg.
  if (at.enteredIn > env.finalBlock) return [];
  const move = {
    channelId,
    version: outcome.version,
    index,
    turn: at.turn,
    stateHash: at.entryHash,
    moveHash: moveHash(seat, chosen.move, chosen.args),
  };
  const play = { seat, move: chosen.move, args: chosen.args, signature: env.keys.sign(digest(domain, hashMove(move))) };
  return [
    {
      // With `used`: another seat's move of the same phase makes no new turn, and leaves this one with an old state to move from.
      id: `progress/${channelId}/${index}/${at.turn}/${seat}/${at.used}`,
      fn: "progress",
      args: [channel, stateOf(outcome), position, play],
      by: end ?? env.chainTime,
      why: `make the move of seat ${seat} in the app at index ${index}`,
    },
  ];
}
