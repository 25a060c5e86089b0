import type { Apps } from "../../offchain/channel/apps.ts";
import type { NodeId } from "../../offchain/channel/keys.ts";
import type { Hex } from "../../offchain/evm/hex.ts";
import { allApps } from "../../offchain/generated/apps/all.ts";
import { domainSeparator } from "../../offchain/generated/protocol/hashes.ts";
import { decodeMessage } from "../../offchain/protocol/messages.ts";
import type { Input } from "../../offchain/protocol/node.ts";
import type { Profile } from "../../offchain/protocol/profile.ts";
import { type Crypto, fakeCrypto } from "./fakeKeys.ts";
import { Games } from "./games.ts";
import { Ghost } from "./ghost.ts";
import { emptyWorld, withWallet } from "./ledger.ts";
import { ModelChain } from "./modelChain.ts";
import type { Mutant } from "./mutant.ts";
import { type Frame, Network } from "./network.ts";
import { Oracle } from "./oracle.ts";
import { type Random, randomOf } from "./random.ts";
import { type Crash, type NodeWorld, type Observer, SimNode } from "./simNode.ts";

export const ETH: Hex = `0x${"0".repeat(64)}`;
export const TOKEN: Hex = `0x01${"0".repeat(22)}${"7".repeat(40)}`;
/** Sorts before the other: where both are, `TOKEN` stands at another place than where it is alone. */
export const OTHER: Hex = `0x01${"0".repeat(22)}${"3".repeat(40)}`;
export const TOKENS: readonly Hex[] = [ETH, OTHER, TOKEN];
export const WEALTH = 1_000_000n;
export const DEPOSIT = 10_000n;
const CHAIN_ID = 31_337;
const ADJUDICATOR: Hex = `0x${"ad".repeat(20)}`;
const NAMES = ["alice", "hub", "bob", "carol", "dave", "erin", "frank", "grace"] as const;

/** The chain and the nodes' patience in virtual time: as the local chain's profile, with a waiting time that runs can reach. */
export const PROFILE: Profile = {
  chainId: CHAIN_ID,
  inclusion: 4,
  reorg: 2,
  skew: 2,
  blockTime: 1,
  challengeDuration: 48,
  appGas: 500_000,
  holdLimit: 120,
  lockTime: 60,
  maxLocks: 30,
  minLock: 10n,
  maxDeposits: { [ETH]: DEPOSIT, [OTHER]: DEPOSIT, [TOKEN]: DEPOSIT },
  feeBase: 1n,
  feeRate: 1_000n,
  rot: 5_000,
  patience: 10_000,
  force: 120_000,
};

/** Which faults a run may have. */
export interface Faults {
  readonly crashes: boolean;
  readonly stale: boolean;
  readonly reorgs: boolean;
  /** The node that has turned bad, by number; null: none. */
  readonly byzantine: number | null;
  /** Which node carries the seeded bug. */
  readonly mutant: { readonly node: number; readonly mutant: Mutant } | null;
}

/** Who shares a channel: pairs in a line; or the first so many nodes in one group in ETH, and pairs besides. */
export interface Shape {
  readonly nodes: number;
  readonly group: number;
  /** Whether money goes into and out of open channels. */
  readonly resizing?: boolean;
  /** Whether there are channels inside of channels. */
  readonly virtual?: boolean;
}

export const CALM: Faults = { crashes: false, stale: false, reorgs: false, byzantine: null, mutant: null };

/** Everything of one run. */
export class Simulation {
  readonly random: Random;
  readonly nodes: readonly SimNode[];
  readonly chain: ModelChain;
  readonly network: Network;
  readonly oracle = new Oracle();
  readonly ghost = new Ghost();
  readonly games = new Games(this);
  readonly world: NodeWorld;
  /** How many nodes share one channel; 0: pairs only. */
  readonly group: number;
  readonly resizing: boolean;
  readonly virtual: boolean;
  readonly faults: Faults;
  readonly crypto: Crypto;
  readonly counts: Record<string, number> = {};
  /** Where frames of a Byzantine node are tampered with; null: not. */
  tamper: ((frame: Frame) => readonly Frame[]) | null = null;
  /** What the Byzantine node does when its turn comes; nothing where there is none. */
  misbehave: () => void = () => {};
  #requests = 0;

  constructor(seed: number, shape: number | Shape, faults: Faults, crypto: Crypto = fakeCrypto) {
    const {
      nodes: count,
      group,
      resizing = false,
      virtual = false,
    } = typeof shape === "number" ? { nodes: shape, group: 0 } : shape;
    this.group = group;
    this.resizing = resizing;
    this.virtual = virtual;
    this.crypto = crypto;
    this.random = randomOf(seed);
    this.faults = faults;
    this.network = new Network(this.random);
    const apps: Apps = new Map(allApps.map((code) => [code.address, code]));
    const domain = domainSeparator(BigInt(CHAIN_ID), ADJUDICATOR);
    const keys = Array.from({ length: count }, (_, i) => crypto.keysOf(NAMES[i] ?? `node${i}`));
    let genesis = emptyWorld;
    for (const { payout } of keys) for (const token of TOKENS) genesis = withWallet(genesis, token, payout, WEALTH);
    this.chain = new ModelChain(
      { chainId: CHAIN_ID, adjudicator: ADJUDICATOR, domain, apps, verify: keys[0]?.verify ?? (() => false) },
      PROFILE,
      this.random,
      genesis,
      TOKENS,
    );
    this.world = {
      chain: this.chain,
      apps,
      profile: PROFILE,
      domain,
      adjudicator: ADJUDICATOR,
      random: this.random,
      observer: this.#observer(),
      transmit: (from, to, bytes) => this.transmit({ from: from.keys.nodeId, to, bytes }),
      now: 0,
    };
    this.nodes = keys.map(
      (key, i) =>
        new SimNode(NAMES[i] ?? `node${i}`, key, this.world, faults.mutant?.node === i ? faults.mutant.mutant : null),
    );
    this.oracle.nodes.push(...this.nodes);
    const bad = faults.byzantine === null ? undefined : this.nodes[faults.byzantine];
    if (bad !== undefined) this.oracle.byzantine.add(bad);
  }

  #observer(): Observer {
    return {
      committed: (node, before, after) => {
        this.ghost.committed(node, before, after);
        this.oracle.committed(node, before, after);
      },
      released: (node, effect) => this.oracle.released(node, effect),
      restarted: (node) => this.oracle.restarted(node),
    };
  }

  count(what: string): void {
    this.counts[what] = (this.counts[what] ?? 0) + 1;
  }

  transmit(frame: Frame): void {
    const bad = this.faults.byzantine === null ? undefined : this.nodes[this.faults.byzantine];
    const frames = this.tamper !== null && frame.from === bad?.keys.nodeId ? this.tamper(frame) : [frame];
    for (const one of frames) this.network.send(one);
  }

  nodeOf(id: NodeId): SimNode | undefined {
    return this.nodes.find(({ keys }) => keys.nodeId === id);
  }

  /** Hands frames to a node, all in one turn. */
  deliver(frames: readonly Frame[], crash: Crash = "no"): void {
    const [first] = frames;
    const node = first === undefined ? undefined : this.nodeOf(first.to);
    if (node === undefined) return;
    const inputs: Input[] = frames.map(({ from, bytes }) => ({ kind: "message", from, message: decodeMessage(bytes) }));
    node.turn(inputs, crash);
  }

  request(node: SimNode, request: Extract<Input, { kind: "request" }>["request"]): string {
    const id = `r${this.#requests++}`;
    node.turn([{ kind: "request", id, request }]);
    return id;
  }

  tick(milliseconds: number): void {
    this.world.now += milliseconds;
    for (const node of this.nodes) node.turn([{ kind: "tick" }]);
  }

  /** A block; everybody sees it, some a little later. */
  block(lag: boolean): void {
    this.world.now += 1_000;
    this.chain.mine();
    for (const node of this.nodes) node.lookAtChain(lag ? this.random.below(PROFILE.skew + 1) : 0);
  }

  /** A round without faults: everything arrives, in order; a second passes. */
  round(): void {
    this.tick(1_000);
    for (let i = 0; i < 200 && this.network.size > 0; i++) {
      const frame = this.network.take(true);
      if (frame !== null) this.deliver([frame]);
    }
    this.block(false);
  }
}
