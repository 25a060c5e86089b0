import type { Apps } from "../../offchain/channel/apps.ts";
import type { ChainUpdate, ChannelInterest } from "../../offchain/channel/chain.ts";
import { entries } from "../../offchain/channel/hexMap.ts";
import type { Keys, NodeId } from "../../offchain/channel/keys.ts";
import type { Address, Hex } from "../../offchain/evm/hex.ts";
import type { ChannelState } from "../../offchain/protocol/channelState.ts";
import { boot, commitOf, repairOf } from "../../offchain/protocol/disk.ts";
import { encodeMessage } from "../../offchain/protocol/messages.ts";
import { endTurn, type Input, step } from "../../offchain/protocol/node.ts";
import { channelEnv, type Effect, type NodeEnv, type NodeState, newNode } from "../../offchain/protocol/nodeState.ts";
import type { Profile } from "../../offchain/protocol/profile.ts";
import { interestOf, mediatedInterests } from "../../offchain/runtime/core.ts";
import { resizingOf } from "../../offchain/watcher/resizing.ts";
import { wantsOf } from "../../offchain/watcher/wants.ts";
import { type Log, ModelDisk } from "./disk.ts";
import { type ModelChain, type Told, toldNothing } from "./modelChain.ts";
import type { Mutant } from "./mutant.ts";
import type { Random } from "./random.ts";

/** Where a process dies in a turn, if it does. */
export type Crash = "no" | "beforeCommit" | "guardMissing" | "logMissing" | "beforeSend";

/** Who looks over a node's shoulder. */
export interface Observer {
  /** A turn's state is durable; its effects have not left. */
  readonly committed: (node: SimNode, before: NodeState, after: NodeState) => void;
  /** An effect leaves the process. */
  readonly released: (node: SimNode, effect: Effect) => void;
  readonly restarted: (node: SimNode, stale: boolean) => void;
}

export interface NodeWorld {
  readonly chain: ModelChain;
  readonly apps: Apps;
  readonly profile: Profile;
  readonly domain: Hex;
  readonly adjudicator: Address;
  readonly random: Random;
  readonly observer: Observer;
  readonly transmit: (from: SimNode, to: NodeId, frame: Uint8Array) => void;
  now: number;
}

/** A node as production runs it, turn by turn: step, endTurn, commit to disk, and only then effects and wishes leave. */
export class SimNode {
  readonly name: string;
  readonly keys: Keys;
  readonly world: NodeWorld;
  readonly mutant: Mutant | null;
  readonly disk = new ModelDisk();
  state: NodeState;
  told: Told = toldNothing;
  /** What the operator's side has been answered, by request. */
  readonly replies = new Map<string, Extract<Effect, { kind: "reply" }>["reply"]>();
  /** The last news from the chain: told twice, it must change nothing. */
  lastUpdate: ChainUpdate | null = null;
  backup: Log | null = null;
  starts = 0;
  stale = false;

  constructor(name: string, keys: Keys, world: NodeWorld, mutant: Mutant | null) {
    this.name = name;
    this.keys = keys;
    this.world = world;
    this.mutant = mutant;
    this.state = newNode(this.nonce());
  }

  nonce(): Hex {
    return this.world.random.hex(16);
  }

  get env(): NodeEnv {
    const { apps, profile, domain, adjudicator, now } = this.world;
    return { keys: this.keys, apps, profile, domain, adjudicator, now };
  }

  channels(): readonly ChannelState[] {
    return entries(this.state.channels).map(([, channel]) => channel);
  }

  /** One turn of the event loop over some inputs. @returns whether the process lived through it. */
  turn(inputs: readonly Input[], crash: Crash = "no"): boolean {
    const before = this.state;
    const effects: Effect[] = [];
    let state = before;
    const one = this.mutant?.step ?? step;
    for (const input of inputs) {
      const done = one(this.env, state, input, this);
      state = done.state;
      effects.push(...done.effects);
    }
    const ended = endTurn(this.env, state);
    effects.push(...ended.effects);
    state = this.mutant?.after?.(this.env, ended.state, this) ?? ended.state;
    if (this.mutant?.sendsFirst === true) this.#release(effects);
    if (crash === "beforeCommit") return this.restart();
    const made = commitOf(before, state);
    this.state = made?.state ?? state;
    if (made !== null) {
      if (crash !== "logMissing") this.disk.writeLog(made.commit);
      if (crash === "guardMissing") return this.#diedWith(before);
      this.disk.writeGuard(made.commit);
      if (crash === "logMissing") {
        this.stale = true;
        return this.restart();
      }
    }
    this.world.observer.committed(this, before, this.state);
    if (crash === "beforeSend") return this.restart();
    if (this.mutant?.sendsFirst !== true) this.#release(effects);
    this.wish();
    return true;
  }

  /** The log has the turn, the guard has not: it counts all the same. */
  #diedWith(before: NodeState): false {
    this.world.observer.committed(this, before, this.state);
    return this.restart();
  }

  #release(effects: readonly Effect[]): void {
    for (const effect of effects) {
      this.world.observer.released(this, effect);
      if (effect.kind === "reply") this.replies.set(effect.request, effect.reply);
      if (effect.kind === "send") this.world.transmit(this, effect.to, encodeMessage(effect.message));
    }
  }

  /** What this node wants of the chain, made anew. */
  wish(): void {
    const env = channelEnv(this.env, this.state);
    const wanted = this.channels().flatMap((channel) => [...wantsOf(env, channel), ...resizingOf(channel)]);
    const keep = this.mutant?.wants;
    this.world.chain.want(this.name, this.keys.payout, keep === undefined ? wanted : wanted.filter(keep));
  }

  /** The process ends, whatever it had in memory, and starts from its disk. @returns false: it did not live on. */
  restart(restore: Log | null = null): false {
    if (restore !== null) {
      this.disk.restore(restore);
      if (this.mutant?.forgetsGuard === true) this.disk.forgetGuard([]);
      this.stale = true;
    }
    const disk = this.disk.load();
    this.state = boot(disk, this.world.apps, this.nonce());
    const repair = repairOf(disk, this.state);
    if (repair !== null) {
      this.disk.writeLog(repair.commit);
      this.disk.writeGuard(repair.commit);
      this.state = repair.state;
    }
    this.state = this.mutant?.booted?.(this.state, this) ?? this.state;
    this.told = toldNothing;
    this.lastUpdate = null;
    this.starts++;
    this.world.observer.restarted(this, restore !== null);
    this.turn([{ kind: "connected", nonce: this.nonce() }]);
    this.lookAtChain(0);
    return false;
  }

  /** Reads the chain, up to `behind` blocks late. */
  lookAtChain(behind: number, crash: Crash = "no"): void {
    const own = this.channels().map((channel) => ({ ...interestOf(channel), indices: [] }));
    const interests: ChannelInterest[] = [...own, ...mediatedInterests(this.state)];
    const found = this.world.chain.update(this.told, interests, behind);
    if (found === null) return;
    this.told = found.told;
    this.lastUpdate = found.update;
    this.turn([{ kind: "chain", update: found.update }], crash);
  }
}
