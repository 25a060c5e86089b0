import { apply } from "../../offchain/channel/apply.ts";
import { digestOf, stateOf } from "../../offchain/channel/content.ts";
import { entries, get, set } from "../../offchain/channel/hexMap.ts";
import type { Op, Operation } from "../../offchain/channel/operation.ts";
import { leaves } from "../../offchain/channel/tree.ts";
import type { Hex } from "../../offchain/evm/hex.ts";
import type { ChannelState } from "../../offchain/protocol/channelState.ts";
import { toWire } from "../../offchain/protocol/full.ts";
import { CODES, encodeMessage, type Message } from "../../offchain/protocol/messages.ts";
import type { NodeState } from "../../offchain/protocol/nodeState.ts";
import type { Made } from "./oracle.ts";
import type { SimNode } from "./simNode.ts";
import type { Simulation } from "./simulation.ts";

const MEMORIES = 6;

/** A member with its real key that does what it likes: forgets, forks itself, withholds, lies, and shows the chain any state it can. */
class Byzantine {
  readonly run: Simulation;
  readonly node: SimNode;
  readonly memories: NodeState[] = [];
  /** Hashes whose lock it has asked to fail: it publishes them all the same. */
  readonly kept: Hex[] = [];
  withhold: "nothing" | "everything" | "signatures" | "half" = "nothing";

  constructor(run: Simulation, node: SimNode) {
    this.run = run;
    this.node = node;
  }

  /** A channel of its own, and the honest side of it. */
  target(): { state: ChannelState; victim: SimNode; theirs: ChannelState } | null {
    const state = this.run.random.pick(this.node.channels());
    if (state === undefined) return null;
    const honest = this.run.oracle.honestIn(state.genesis.channelId);
    const found = honest.length > 1 ? this.run.random.pick(honest) : honest[0];
    return found === undefined ? null : { state, victim: found.node, theirs: found.state };
  }

  say(to: SimNode, message: Message): void {
    this.run.network.send({ from: this.node.keys.nodeId, to: to.keys.nodeId, bytes: encodeMessage(message) });
  }

  /** Goes on from an earlier memory, and keeps the present one: two of it have then signed. */
  fork(): void {
    this.memories.push(this.node.state);
    if (this.memories.length > MEMORIES) this.memories.splice(this.run.random.below(MEMORIES), 1);
    const other = this.run.random.pick(this.memories);
    if (other !== undefined) this.node.state = { ...other, nonce: this.node.state.nonce };
  }

  remember(): void {
    this.memories.push(this.node.state);
    if (this.memories.length > MEMORIES) this.memories.shift();
  }

  /** A signature for whatever the other side has proposed, without looking, late or early. */
  signAnything(): void {
    const at = this.target();
    const candidate = at === null ? undefined : this.run.random.pick(at.theirs.candidates);
    if (at === null || candidate === undefined) return;
    const { channelId } = at.state.genesis;
    this.say(at.victim, {
      kind: "sign",
      channelId,
      version: candidate.version,
      digest: candidate.digest,
      signature: this.node.keys.sign(candidate.digest),
    });
  }

  rejectAnything(): void {
    const at = this.target();
    const candidate = at === null ? undefined : this.run.random.pick(at.theirs.candidates);
    if (at === null || candidate === undefined) return;
    const code = this.run.random.pick(CODES) ?? "BAD_OP";
    const ops = this.run.random.once(2) ? candidate.ops.map(({ id }) => id) : [];
    const maxSigned = this.run.random.once(4) ? candidate.version + this.run.random.below(70_000) : candidate.version;
    this.say(at.victim, {
      kind: "reject",
      channelId: at.state.genesis.channelId,
      version: candidate.version,
      digest: candidate.digest,
      code,
      ops,
      maxSigned,
      reason: "",
    });
  }

  /** An operation that nobody asked for, of itself or in the victim's name. */
  forged(at: { state: ChannelState; theirs: ChannelState }): Op {
    const { random } = this.run;
    const { me } = at.state.genesis;
    const group = at.state.genesis.nodes.length > 2;
    const others = at.state.genesis.nodes.map((_, i) => i).filter((i) => i !== me);
    const participant = random.once(2) ? me : group ? (random.pick(others) ?? 0) : 1 - me;
    const to = group ? random.below(others.length + 1) : 1 - participant;
    const locks = leaves(at.theirs.held.content.tree);
    const index = random.pick(locks)?.[0] ?? random.below(4);
    const leaf = locks.find(([i]) => i === index)?.[1];
    const hash: Hex = leaf?.kind === "hashLock" ? leaf.leaf.hash : random.hex(32);
    const lock = leaf?.by ?? { participant: me, seq: 1 };
    // Mostly one that the channel holds.
    const asset = random.below(at.state.genesis.assets.length + (random.once(9) ? 1 : 0));
    const bodies: readonly Operation[] = [
      { kind: "pay", to, asset, amount: BigInt(random.below(9_000)), note: random.hex(16) },
      { kind: "failed", index, lock, hash, reason: 0 },
      { kind: "paid", index, lock, preimage: random.hex(32) },
      { kind: "topUp", participant: me, asset, deposits: 20_000n },
      {
        kind: "add",
        to,
        asset,
        amount: 50n,
        hash: random.once(2) ? hash : random.hex(32),
        until: this.run.chain.head.ref.timestamp + random.below(100),
        onion: "0x",
      },
      { kind: "proposeClose" },
      { kind: "finalize" },
      {
        kind: "move",
        index,
        seat: random.below(2),
        move: 0,
        args: `0x${random.below(9).toString(16).padStart(64, "0")}`,
      },
    ];
    const seq = (at.theirs.held.content.seqs[participant] ?? 0) + 1 + random.below(3);
    return { id: { participant, seq }, body: random.pick(bodies) ?? { kind: "proposeClose" } };
  }

  proposeForged(): void {
    const at = this.target();
    if (at === null || at.theirs.term % at.state.genesis.nodes.length !== at.state.genesis.me) return;
    const message = this.forgedProposal(at, this.run.random.below(3));
    if (message !== null) this.say(at.victim, message);
  }

  /** A proposal of an operation that nobody asked for, so much above what the victim has signed. */
  forgedProposal(at: NonNullable<ReturnType<Byzantine["target"]>>, above: number): Message | null {
    const { genesis } = at.state;
    const bases = [at.theirs.held, ...at.theirs.candidates, at.state.held];
    const base = this.run.random.pick(bases);
    if (base === undefined) return null;
    const ops = [this.forged(at), ...(this.run.random.once(2) ? [this.forged(at)] : [])];
    const version = at.theirs.maxSigned.version + above;
    const applied = apply(base.content, ops, version, this.run.world.apps);
    if (!applied.ok) return null;
    const digest = digestOf(genesis.domain, genesis.channelId, applied.content);
    const message: Message = {
      kind: "propose",
      channelId: genesis.channelId,
      term: at.theirs.term,
      version,
      base: base.digest,
      ops,
      digest,
      signature: this.node.keys.sign(digest),
    };
    this.run.oracle.proposed(message);
    return message;
  }

  /** Shows one state to one and another to another, both of one version (protocol T4). */
  equivocate(): void {
    const at = this.target();
    if (at === null || at.theirs.term % at.state.genesis.nodes.length !== at.state.genesis.me) return;
    for (const { node, state } of this.run.oracle.honestIn(at.state.genesis.channelId)) {
      const theirs = { ...state, maxSigned: at.theirs.maxSigned };
      const message = this.forgedProposal({ ...at, victim: node, theirs }, 1);
      if (message !== null) this.say(node, message);
    }
  }

  /** A version as far ahead as is signed, or further. */
  inflate(): void {
    const at = this.target();
    if (at === null) return;
    const message = this.forgedProposal(at, 65_000 + this.run.random.below(1_000));
    if (message !== null) this.say(at.victim, message);
  }

  /** A Status of this term or another, with an old held state, no candidates, and any highest version. */
  lieInStatus(): void {
    const at = this.target();
    if (at === null) return;
    const { channelId } = at.state.genesis;
    const made = this.run.random.pick(this.shown(channelId));
    if (made === undefined) return;
    this.say(at.victim, {
      kind: "status",
      channelId,
      term: at.theirs.term + this.run.random.below(3),
      held: { version: made.version + (this.run.random.once(4) ? 5 : 0), digest: made.digest },
      signatures: made.version === 0 ? [] : this.signatures(at.state, made),
      candidates: [],
      maxSigned: this.run.random.below(made.version + 9),
    });
  }

  /** Signs something else of the version that the others are at, or shows a signature of another's as evidence. */
  signOther(): void {
    const at = this.target();
    const candidate = at === null ? undefined : this.run.random.pick(at.theirs.candidates);
    if (at === null || candidate === undefined) return;
    const { channelId, me } = at.state.genesis;
    const { version } = candidate;
    const digest = this.run.random.hex(32);
    const signature = this.node.keys.sign(digest);
    this.say(at.victim, { kind: "sign", channelId, version, digest, signature });
    if (this.run.random.once(3))
      this.say(at.victim, { kind: "evidence", channelId, participant: me, version, digest, signature });
    const other = this.run.random.below(at.state.genesis.nodes.length);
    this.say(at.victim, { kind: "evidence", channelId, participant: other, version, digest, signature });
  }

  /** Forgets what others have handed in: their operations are skipped (protocol T4). */
  skip(): void {
    const at = this.target();
    if (at === null) return;
    const { channelId } = at.state.genesis;
    const channels = set(this.node.state.channels, channelId, { ...at.state, submitted: [] });
    this.node.state = { ...this.node.state, channels };
  }

  submitForged(): void {
    const at = this.target();
    if (at !== null)
      this.say(at.victim, { kind: "submit", channelId: at.state.genesis.channelId, op: this.forged(at) });
  }

  refuseAnything(): void {
    const at = this.target();
    const op = at === null ? undefined : this.run.random.pick(at.theirs.pending)?.op;
    if (at !== null && op !== undefined)
      this.say(at.victim, {
        kind: "refuse",
        channelId: at.state.genesis.channelId,
        op: op.id,
        code: "BAD_OP",
        reason: "",
      });
  }

  /** A Welcome of old, with nothing to show. */
  lieInWelcome(): void {
    const at = this.target();
    if (at === null) return;
    const made = this.run.random.pick(this.shown(at.state.genesis.channelId));
    if (made === undefined) return;
    const signatures = made.version === 0 ? [] : this.signatures(at.state, made);
    this.say(at.victim, {
      kind: "welcome",
      nonce: at.victim.state.nonce,
      channelId: at.state.genesis.channelId,
      term: at.theirs.term,
      held: { version: made.version, digest: made.digest },
      signatures,
      evidence: [],
      maxSigned: this.run.random.below(made.version + 9),
    });
    if (this.run.random.once(2) && made.version > 0)
      this.say(at.victim, {
        kind: "full",
        channelId: at.state.genesis.channelId,
        content: toWire(made.content),
        signatures,
      });
  }

  /** The states that it can show with every signature. */
  shown(channelId: Hex): readonly Made[] {
    const group = this.run.oracle.group(channelId);
    const honest = this.run.oracle.honestIn(channelId);
    return [...group.made.values()].filter(
      (made) => made.version === 0 || honest.every(({ state }) => made.released.has(state.genesis.me)),
    );
  }

  signatures(state: ChannelState, made: Made): Hex[] {
    return state.genesis.nodes.map((id) => this.run.nodeOf(id)?.keys.sign(made.digest) ?? "0x");
  }

  /** Shows the chain some state, old or new, at once. */
  goToChain(): void {
    const at = this.target();
    if (at === null) return;
    const made = this.run.random.pick(this.shown(at.state.genesis.channelId));
    if (made === undefined) return;
    const { channel, me } = at.state.genesis;
    const zero = { version: 0, isFinal: false, interactionsRoot: `0x${"0".repeat(64)}`, assets: [] };
    const state = made.version === 0 ? zero : stateOf(made.content);
    const signatures =
      made.version === 0
        ? "0x"
        : `0x${this.signatures(at.state, made)
            .map((one) => one.slice(2))
            .join("")}`;
    const sender = this.node.keys.payout;
    const everybody = (1n << BigInt(channel.participants.length)) - 1n;
    const fn = this.run.random.once(2) ? "challenge" : "checkpoint";
    const args = fn === "challenge" ? [channel, state, signatures, BigInt(me), "0x"] : [channel, state, signatures];
    if (fn === "checkpoint" && made.version === 0) return;
    this.run.chain.send("byzantine", { sender, fn, args }, this.run.random.once(2));
    if (made.content.isFinal)
      this.run.chain.send(
        "byzantine",
        { sender, fn: "conclude", args: [channel, state, signatures, [everybody]] },
        true,
      );
  }

  /** Asks for its own lock to be failed, and then signs nothing: whoever believes it has given a claim away. */
  failAndKeep(): void {
    const at = this.target();
    if (at === null) return;
    const { me, channelId } = at.state.genesis;
    const mine = leaves(at.theirs.held.content.tree).filter(
      ([, leaf]) => leaf.kind === "hashLock" && leaf.leaf.to === me,
    );
    const found = this.run.random.pick(mine);
    if (found === undefined || found[1].kind !== "hashLock") return;
    const seq = (at.theirs.held.content.seqs[me] ?? 0) + 1;
    this.withhold = "signatures";
    this.kept.push(found[1].leaf.hash);
    this.say(at.victim, {
      kind: "submit",
      channelId,
      op: {
        id: { participant: me, seq },
        body: { kind: "failed", index: found[0], lock: found[1].by, hash: found[1].leaf.hash, reason: 0 },
      },
    });
  }

  /** Puts a preimage of its own into the registry, at a time of its choice. */
  publish(): void {
    const kept = this.run.random.once(2) ? this.kept.pop() : undefined;
    const invoice =
      kept === undefined
        ? this.run.random.pick(entries(this.node.state.invoices))?.[1]
        : get(this.node.state.invoices, kept);
    if (invoice !== undefined)
      this.run.chain.send(
        "byzantine",
        { sender: this.node.keys.payout, fn: "publish", args: [[invoice.preimage]] },
        this.run.random.once(2),
      );
  }

  act(): void {
    const acts = [
      this.failAndKeep,
      this.failAndKeep,
      this.publish,
      this.fork,
      this.remember,
      this.signAnything,
      this.rejectAnything,
      this.proposeForged,
      this.proposeForged,
      this.submitForged,
      this.refuseAnything,
      this.lieInWelcome,
      this.goToChain,
    ];
    if (this.run.random.once(6))
      this.withhold =
        this.run.random.pick(["nothing", "nothing", "everything", "signatures", "half"] as const) ?? "nothing";
    const group = [
      this.equivocate,
      this.inflate,
      this.lieInStatus,
      this.lieInStatus,
      this.signOther,
      this.skip,
      this.skip,
    ];
    if (this.run.group > 0 && this.run.random.once(3)) return this.run.random.pick(group)?.call(this);
    const chosen = this.run.random.below(acts.length + (this.run.random.once(6) ? 0 : -1));
    acts[chosen]?.call(this);
  }
}

/** Turns the scenario's bad node bad. */
export function corrupt(run: Simulation): void {
  const node = run.faults.byzantine === null ? undefined : run.nodes[run.faults.byzantine];
  if (node === undefined) return;
  const bad = new Byzantine(run, node);
  run.misbehave = () => bad.act();
  run.tamper = (frame) => {
    if (bad.withhold === "everything") return [];
    if (bad.withhold === "half" && run.random.once(2)) return [];
    // A Sign begins with the protocol's version and its own kind, 9 in the list of messages.
    if (bad.withhold === "signatures" && frame.bytes[1] === 9) return [];
    return [frame];
  };
}
