import { type Content, digestOf, locksOf, spendable } from "../../offchain/channel/content.ts";
import { entries, get } from "../../offchain/channel/hexMap.ts";
import { idText, type Op, sameId } from "../../offchain/channel/operation.ts";
import { leaves } from "../../offchain/channel/tree.ts";
import type { Hex } from "../../offchain/evm/hex.ts";
import { type ChannelState, frozen, isKind } from "../../offchain/protocol/channelState.ts";
import { boot } from "../../offchain/protocol/disk.ts";
import type { MessageOf } from "../../offchain/protocol/messages.ts";
import type { Effect, NodeState } from "../../offchain/protocol/nodeState.ts";
import { keepsWithdrawals } from "../../offchain/protocol/sticky.ts";
import type { SimNode } from "./simNode.ts";
import { hold } from "./violation.ts";

/** A state that somebody has made: what it is based on, and who let a signature on it go. */
export interface Made {
  readonly digest: Hex;
  readonly version: number;
  readonly base: Hex | null;
  readonly ops: readonly string[];
  readonly body: readonly Op[];
  readonly content: Content;
  readonly released: Set<number>;
}

/** What one honest node has counted in one channel: acts outside hang on it. */
interface Counted {
  readonly final: Map<string, number>;
  readonly dead: Set<string>;
  recent: string[];
}

/** All that is known of one channel from outside. */
export interface Group {
  readonly channelId: Hex;
  readonly made: Map<Hex, Made>;
  readonly signedVersions: Map<string, Hex>;
  readonly counted: Map<number, Counted>;
  /** What honest participants have said on entering a term: "term/participant" -> the newest version held then. */
  readonly said: Map<string, number>;
  /** The states that may still matter: nothing older than the oldest newest-held one of an honest participant. */
  live: Made[];
}

const RECENT = 24;

/** Rules 2 and 13, asset by asset: nothing is made or lost, what is locked is what the leaves lock, nobody has spent more than it has. */
function conserved(channelId: Hex, { books, tree, version }: Content): void {
  const locked = books.map(() => 0n);
  for (const [, leaf] of leaves(tree))
    for (const { asset, amount } of locksOf(leaf, books)) locked[asset] = (locked[asset] ?? 0n) + amount;
  for (const [a, book] of books.entries()) {
    const sum = book.delta.reduce((all, delta) => all + delta, book.locked);
    const fits = sum === 0n && book.locked === locked[a] && book.delta.every((_, i) => spendable(book, i) >= 0n);
    hold("2", fits, () => `version ${version} of ${channelId.slice(0, 10)} does not conserve asset ${a}`);
  }
}

/** Rules 2 and 6: what the entry `withdraw` may have paid out of one state, every newer one knows of (finding C3). */
function monotone(channelId: Hex, outcomes: readonly Made[]): void {
  const inOrder = [...outcomes].sort((a, b) => a.version - b.version);
  for (const [at, { content, version }] of inOrder.entries()) {
    const next = inOrder[at + 1];
    const kept = next === undefined || next.version === version || keepsWithdrawals(next.content, content);
    hold(
      "2",
      kept,
      () => `version ${next?.version} of ${channelId.slice(0, 10)} forgets a withdrawal of version ${version}`,
    );
  }
}

/**
 * The oracle of protocol §5: from the signatures that left, the states the chain may still settle on; and against them what each
 * honest node holds possible, has counted FINAL and has counted DEAD (rules 6, 9, 10, 18).
 */
export class Oracle {
  readonly groups = new Map<Hex, Group>();
  readonly nodes: SimNode[] = [];
  readonly byzantine = new Set<SimNode>();
  readonly #proposals = new Map<Hex, { readonly base: Hex; readonly ops: readonly Op[] }>();
  readonly #durable = new Map<string, Set<Hex>>();
  checks = 0;
  #sample = 0;

  group(channelId: Hex): Group {
    const found = this.groups.get(channelId) ?? {
      channelId,
      made: new Map(),
      signedVersions: new Map(),
      counted: new Map(),
      said: new Map(),
      live: [],
    };
    this.groups.set(channelId, found);
    return found;
  }

  honestIn(channelId: Hex): readonly { readonly node: SimNode; readonly state: ChannelState }[] {
    return this.nodes.flatMap((node) => {
      const state = get(node.state.channels, channelId);
      return state === undefined || this.byzantine.has(node) ? [] : [{ node, state }];
    });
  }

  /** A Propose that was sent, whoever made it: what its digest stands on. */
  proposed({ digest, base, ops }: MessageOf<"propose">): void {
    if (!this.#proposals.has(digest)) this.#proposals.set(digest, { base, ops });
  }

  /** Takes note of every state that a node has in memory. */
  learn(state: ChannelState): void {
    const { channelId, domain } = state.genesis;
    const group = this.group(channelId);
    const note = (digest: Hex, version: number, base: Hex | null, ops: readonly Op[], content: Content): void => {
      const known = group.made.get(digest);
      if (known !== undefined) return;
      if (this.#sample++ % 4 === 0) conserved(channelId, content);
      if (this.#sample % 16 === 0)
        hold(
          "18",
          digestOf(domain, channelId, content) === digest,
          () => `version ${version} of ${channelId} is kept under a digest that is not its own`,
        );
      const made: Made = {
        digest,
        version,
        base,
        ops: ops.map(({ id }) => idText(id)),
        body: ops,
        content,
        released: new Set(),
      };
      group.made.set(digest, made);
      group.live.push(made);
    };
    if (state.held.content.version === 0) note(state.held.digest, 0, null, [], state.held.content);
    for (const { digest, version, base, ops, content } of state.candidates)
      note(digest, version, base.digest, ops, content);
    const proposal = this.#proposals.get(state.held.digest);
    note(
      state.held.digest,
      state.held.content.version,
      proposal?.base ?? null,
      proposal?.ops ?? [],
      state.held.content,
    );
  }

  /** A turn is durable: who signed what, and what is counted from now on. */
  committed(node: SimNode, before: NodeState, after: NodeState): void {
    for (const [channelId, state] of entries(after.channels)) {
      const was = get(before.channels, channelId);
      if (was === state) continue;
      this.learn(state);
      if (this.byzantine.has(node)) continue;
      if (was === undefined || was.held !== state.held) this.#everybody(node, state);
      this.#keep(node, state);
      if (was !== undefined) this.#count(was, state);
    }
    for (const [channelId, state] of entries(after.channels))
      if (get(before.channels, channelId) !== state) this.check(channelId as Hex);
  }

  /** Rule 5: what is held bears everybody's signature; an honest participant's cannot be there unless it let it go. */
  #everybody(node: SimNode, { genesis, held }: ChannelState): void {
    if (held.content.version === 0) return;
    const released = this.group(genesis.channelId).made.get(held.digest)?.released;
    const missing = this.honestIn(genesis.channelId).find(
      ({ state: { genesis: theirs } }) => theirs.me !== genesis.me && released?.has(theirs.me) !== true,
    );
    hold(
      "5",
      missing === undefined && held.signatures.length === genesis.nodes.length,
      () => `${node.name} holds version ${held.content.version}, which ${missing?.node.name} has not signed`,
    );
  }

  /** Protocol T3: an honest proposer begins a term when all have said where they stand, and from the newest of it. */
  #begun(node: SimNode, { channelId, term, base, version }: MessageOf<"propose">): void {
    if (term === 0 || this.byzantine.has(node)) return;
    const group = this.group(channelId);
    const from = group.made.get(base)?.version ?? -1;
    for (const other of this.honestIn(channelId)) {
      const said = other.node === node ? 0 : group.said.get(`${term}/${other.state.genesis.me}`);
      hold(
        "T3",
        said !== undefined && said <= from,
        () =>
          `${node.name} proposes version ${version} of term ${term} from ${from}; ${other.node.name} ${said === undefined ? "has not said where it stands" : `held ${said}`}`,
      );
    }
  }

  #said(node: SimNode, { channelId, term, held }: MessageOf<"status">): void {
    const me = get(node.state.channels, channelId)?.genesis.me;
    const { said } = this.group(channelId);
    const key = `${term}/${me}`;
    if (!this.byzantine.has(node) && !said.has(key)) said.set(key, held.version);
  }

  restarted(node: SimNode): void {
    for (const state of node.channels()) {
      this.learn(state);
      this.#durable.delete(`${node.name}/${state.genesis.channelId}`);
      this.#keep(node, state);
    }
  }

  #keep(node: SimNode, { genesis, held, candidates }: ChannelState): void {
    const key = `${node.name}/${genesis.channelId}`;
    const known = this.#durable.get(key) ?? new Set<Hex>();
    known.add(held.digest);
    for (const { digest } of candidates) known.add(digest);
    if (known.size > 256) known.delete([...known][0] ?? "0x");
    this.#durable.set(key, known);
  }

  /** A signature leaves (rules 9 and 10). */
  released(node: SimNode, effect: Effect): void {
    if (effect.kind !== "send") return;
    const { message } = effect;
    if (message.kind === "status") this.#said(node, message);
    if (message.kind === "propose") {
      this.proposed(message);
      this.#begun(node, message);
    }
    if (message.kind === "propose" || message.kind === "sign")
      this.#signature(node, message.channelId, message.version, message.digest);
    if ((message.kind === "welcome" || message.kind === "status") && message.signatures.length > 0)
      this.#signature(node, message.channelId, message.held.version, message.held.digest);
    if (message.kind === "full" && message.signatures.length > 0) this.#shown(node, message);
  }

  /** A whole state lets go what it bears; which one it is, the node's own records say. */
  #shown(node: SimNode, { channelId, content }: MessageOf<"full">): void {
    const held = get(node.state.channels, channelId)?.held;
    if (held?.content.version === content.version) this.#signature(node, channelId, content.version, held.digest);
  }

  #signature(node: SimNode, channelId: Hex, version: number, digest: Hex): void {
    const group = this.group(channelId);
    const state = get(node.state.channels, channelId);
    const me = state?.genesis.me ?? -1;
    if (this.byzantine.has(node)) return void group.made.get(digest)?.released.add(me);
    const key = `${me}/${version}`;
    const other = group.signedVersions.get(key);
    hold(
      "9",
      other === undefined || other === digest,
      () => `${node.name} signs two states of version ${version}: ${other} and ${digest}`,
    );
    // A state that a newer one has taken the place of in the same turn needs no record any more.
    const recorded =
      this.#durable.get(`${node.name}/${channelId}`)?.has(digest) === true ||
      (state?.held.content.version ?? 0) > version;
    hold("10", recorded, () => `${node.name} lets a signature on version ${version} go before its record`);
    group.signedVersions.set(key, digest);
    group.made.get(digest)?.released.add(me);
    if (this.#sample++ % 64 === 0) this.#onDisk(node, channelId, version, digest);
  }

  /** Rule 10, from the bytes: what has left is there after a restart. */
  #onDisk(node: SimNode, channelId: Hex, version: number, digest: Hex): void {
    const state = get(boot(node.disk.load(), node.world.apps, "0x00").channels, channelId);
    const there =
      state !== undefined &&
      (state.held.content.version >= version ||
        state.candidates.some((candidate) => candidate.digest === digest) ||
        state.behind !== null);
    hold(
      "10",
      there && (node.disk.lines.get(channelId)?.maxSigned ?? 0) >= version,
      () =>
        `${node.name} would not find version ${version} of ${channelId.slice(0, 10)} after a restart: it holds ${state?.held.content.version}, signed ${state?.candidates.map((candidate) => candidate.version).join()}, guard ${node.disk.lines.get(channelId)?.maxSigned}`,
    );
  }

  #countedOf(state: ChannelState): Counted {
    const group = this.group(state.genesis.channelId);
    const found = group.counted.get(state.genesis.me) ?? { final: new Map(), dead: new Set(), recent: [] };
    group.counted.set(state.genesis.me, found);
    return found;
  }

  /** What the chain has fixed is a state that this node held possible; it was answered if it was older. */
  #fixed(was: ChannelState, state: ChannelState): void {
    const { outcome, genesis } = state;
    hold(
      "6",
      outcome !== null && outcome.version >= was.held.content.version,
      () =>
        `version ${outcome?.version ?? "unknown"} of ${genesis.channelId.slice(0, 10)} is fixed; participant ${genesis.me} held ${was.held.content.version}`,
    );
  }

  #count(was: ChannelState, state: ChannelState): void {
    if (
      was.life === "open" &&
      state.life === "fixed" &&
      was.behind === null &&
      was.held.content.version >= was.unknownUpTo
    )
      this.#fixed(was, state);
    // A node that catches up adopts what it has forgotten; it counts none of it.
    if (
      state.life !== "open" ||
      was.life !== "open" ||
      was.behind !== null ||
      was.held.content.version < was.unknownUpTo
    )
      return;
    const counted = this.#countedOf(state);
    const open = (id: string): boolean => state.unfinal.some(({ op }) => idText(op.id) === id);
    const add = (id: string, version: number): void => {
      if (counted.final.has(id) || open(id)) return;
      hold(
        "6",
        !frozen(state),
        () =>
          `participant ${state.genesis.me} counts operation ${id} of version ${version} while a challenge is on chain`,
      );
      counted.final.set(id, version);
      counted.recent = [...counted.recent, id].slice(-RECENT);
      hold(
        "6",
        !counted.dead.has(id),
        () => `participant ${state.genesis.me} counts operation ${id} FINAL after it counted it DEAD`,
      );
    };
    for (const { id, version } of this.#between(was, state)) add(id, version);
    // What a late state has left out is in neither: it is not counted, and goes in again.
    const group = this.group(state.genesis.channelId);
    const held = group.made.get(state.held.digest);
    for (const { op, version } of was.unfinal)
      if (held !== undefined && this.contains(group, held, idText(op.id), version)) add(idText(op.id), version);
    if (state.pending === was.pending) return;
    for (const { op } of was.pending) {
      const id = idText(op.id);
      if (state.pending.some((entry) => sameId(entry.op.id, op.id)) || counted.final.has(id) || open(id)) continue;
      // Its owner's signature on a withdrawal stands for good: nothing hangs on its having been given up.
      if (state.behind === null && !isKind(op, "withdraw")) counted.dead.add(id);
    }
  }

  /** The operations between two held states, by what was seen being made. */
  #between(was: ChannelState, state: ChannelState): { id: string; version: number }[] {
    if (was.held.digest === state.held.digest) return [];
    const { made } = this.group(state.genesis.channelId);
    const found: { id: string; version: number }[] = [];
    for (
      let at = made.get(state.held.digest);
      at !== undefined && at.digest !== was.held.digest && at.version > 0;
      at = at.base === null ? undefined : made.get(at.base)
    ) {
      for (const id of at.ops) found.push({ id, version: at.version });
      if (at.version <= was.held.content.version) break;
    }
    return found;
  }

  contains(group: Group, made: Made, id: string, since: number): boolean {
    for (
      let at: Made | undefined = made;
      at !== undefined;
      at = at.base === null ? undefined : group.made.get(at.base)
    ) {
      if (at.ops.includes(id)) return true;
      if (at.version < since) return false;
    }
    return false;
  }

  /** E: every state the chain could be shown. */
  assemblable(group: Group): readonly Made[] {
    const honest = this.honestIn(group.channelId);
    const floor = Math.min(...honest.map(({ state }) => state.held.content.version));
    group.live = group.live.filter(({ version }) => version >= floor);
    return group.live.filter((made) => {
      if (made.version === 0) return true;
      const missing = honest.filter(({ state }) => !made.released.has(state.genesis.me));
      const [last] = missing;
      if (last === undefined) return true;
      const has =
        last.state.held.digest === made.digest || last.state.candidates.some(({ digest }) => digest === made.digest);
      // A Byzantine participant may have let any of its signatures go; so may an honest one that holds the rest.
      return missing.length === 1 && has && honest.length === last.state.genesis.nodes.length;
    });
  }

  check(channelId: Hex): void {
    this.checks++;
    const group = this.group(channelId);
    const outcomes = this.assemblable(group);
    if (this.checks % 4 === 0) monotone(channelId, outcomes);
    for (const { node, state } of this.honestIn(channelId)) {
      if (state.life !== "open" || state.behind !== null) continue;
      this.#mine(node, state, group, outcomes);
    }
  }

  #mine(node: SimNode, state: ChannelState, group: Group, outcomes: readonly Made[]): void {
    const { held, candidates, genesis } = state;
    const counted = group.counted.get(genesis.me);
    for (const outcome of outcomes) {
      if (outcome.version < held.content.version) continue;
      const known =
        outcome.digest === held.digest ||
        candidates.some(({ digest }) => digest === outcome.digest) ||
        outcome.version <= state.unknownUpTo;
      hold(
        "6",
        known,
        () =>
          `the chain may settle on version ${outcome.version}, which ${node.name} (at ${held.content.version}) does not hold possible`,
      );
      if (counted === undefined || outcome.version < held.content.version) continue;
      for (const id of counted.recent)
        hold(
          "6",
          this.contains(group, outcome, id, counted.final.get(id) ?? 0),
          () => `${node.name} counts operation ${id} FINAL, and version ${outcome.version} without it may settle`,
        );
      for (const id of counted.dead)
        hold(
          "6",
          !outcome.ops.includes(id),
          () => `${node.name} counts operation ${id} DEAD, and version ${outcome.version} with it may settle`,
        );
    }
  }

  /** The end: what settled has everything that was counted FINAL and nothing that was counted DEAD. */
  settledOn(channelId: Hex, digest: Hex): void {
    const group = this.group(channelId);
    const found = group.made.get(digest);
    if (found === undefined) return;
    const inside = new Set<string>();
    for (
      let at: Made | undefined = found;
      at !== undefined;
      at = at.base === null ? undefined : group.made.get(at.base)
    )
      for (const id of at.ops) inside.add(id);
    for (const { node, state } of this.honestIn(channelId)) {
      const counted = group.counted.get(state.genesis.me);
      if (counted === undefined || node.stale) continue;
      for (const id of counted.final.keys())
        hold(
          "6",
          inside.has(id),
          () => `${node.name} counted operation ${id} FINAL; the channel ended at version ${found.version} without it`,
        );
      for (const id of counted.dead)
        hold(
          "6",
          !inside.has(id),
          () => `${node.name} counted operation ${id} DEAD; the channel ended at version ${found.version} with it`,
        );
    }
  }
}
