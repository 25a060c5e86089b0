// Seeded sequences of sensible calls: chosen from what the model knows, mostly meant to go through. The same seed, players and
// answers give the same calls.
import type { Hex } from "../../offchain/evm/hex.ts";
import type { AppState, State } from "../../offchain/generated/protocol/structs.ts";
import { type Random, randomOf } from "../simulation/random.ts";
import { newChild, newRoot } from "./arbitrary/channels.ts";
import {
  claiming,
  claimingAll,
  endOf,
  hashOf,
  publishing,
  stepping,
  takingCredit,
  turnOf,
} from "./arbitrary/claiming.ts";
import {
  challenging,
  checkpointing,
  concluding,
  funding,
  fundingFor,
  fundingMany,
  resuming,
  settling,
  sweeping,
  withdrawing,
} from "./arbitrary/living.ts";
import { type Ours, registeredOf } from "./arbitrary/ours.ts";
import type { Players } from "./arbitrary/players.ts";
import { one, rich, type Scene, type Standing, standingOf } from "./arbitrary/scene.ts";
import { statusOf } from "./arbitrary/scripts.ts";
import type { Call, Outcome } from "./calls.ts";
import { appStateHashOf, keyOf } from "./identity.ts";
import type { Asset } from "./paying.ts";
import { at, type Model, netOf, pageOf, slotOf } from "./state.ts";

type Choice = (scene: Scene, ours: Ours) => Call | null;

/** What is done with a channel that stands so, and how often; what is for another time comes by `#choose` now and then. */
const ROOT: Readonly<Record<Standing, readonly (readonly [number, Choice])[]>> = {
  open: [
    [6, funding],
    [1, fundingMany],
    [2, fundingFor],
    [6, checkpointing],
    [9, challenging],
    [4, withdrawing],
    [1, concluding],
  ],
  disputed: [
    [3, funding],
    [7, checkpointing],
    [1, resuming],
    [2, withdrawing],
    [1, concluding],
  ],
  fixed: [
    [3, settling],
    [6, claiming],
    [3, claimingAll],
    [14, stepping],
    [2, sweeping],
    [1, funding],
  ],
  closed: [
    [3, sweeping],
    [1, funding],
  ],
};

const CHILD: Readonly<Record<Standing, readonly (readonly [number, Choice])[]>> = {
  open: [
    [6, checkpointing],
    [5, challenging],
    [1, concluding],
  ],
  disputed: [
    [5, checkpointing],
    [1, resuming],
    [1, concluding],
  ],
  fixed: [
    [5, claiming],
    [12, stepping],
  ],
  closed: [[1, checkpointing]],
};

/** How many channels have something to do at a time, and how many there are in all. */
const LIVELY = 4;
const MANY = 24;

/** A source of calls. It is told what became of each, as players see events. */
export class Arbitrary {
  readonly #random: Random;
  readonly #players: Players;
  readonly #channels: Ours[] = [];
  readonly #preimages: readonly Hex[];
  readonly #appStates = new Map<Hex, AppState>();
  #now: number;
  #salt = 0;
  /** The last call, where what follows at once decides something. */
  #last: Call | null = null;

  /** `start`: the time of the first call at the earliest, in seconds. */
  constructor(seed: number, players: Players, start: number) {
    this.#random = randomOf(seed);
    this.#players = players;
    this.#now = start;
    this.#preimages = Array.from({ length: 12 }, () => this.#random.hex(32));
  }

  /** The next call, for an adjudicator that is as the model says. */
  next(model: Model): Call {
    this.#pass(model);
    const scene = this.#scene(model);
    this.#open(scene);
    for (;;) {
      const call = this.#followUp(scene) ?? this.#choose(scene);
      if (call === null || this.#players.without?.includes(call.entry) === true) continue;
      this.#last = call;
      return call;
    }
  }

  /** What became of the last call: the states of apps are in events. */
  note(outcome: Outcome): void {
    if ("reverted" in outcome) return;
    for (const event of outcome.events)
      if (event.name === "Moved" || event.name === "TimedOut")
        this.#appStates.set(appStateHashOf(event.state), event.state);
  }

  #scene(model: Model): Scene {
    return {
      random: this.#random,
      players: this.#players,
      model,
      now: this.#now,
      channels: this.#channels,
      preimages: this.#preimages,
      appStates: this.#appStates,
    };
  }

  #open(scene: Scene): void {
    const random = this.#random;
    const lively = this.#channels.filter((ours) => !isOver(scene, ours)).length;
    if (this.#channels.length >= MANY) return;
    if (lively === 0 || (lively < LIVELY && random.once(8))) this.#channels.push(newRoot(scene, ++this.#salt));
    else if (lively < 2 * LIVELY && random.once(6)) {
      const child = newChild(scene, ++this.#salt);
      if (child !== null) this.#channels.push(child);
    }
  }

  /** What shows a rule only if it comes at once: a challenge after a resume (H7), a publication in the last second (H11). */
  #followUp(scene: Scene): Call | null {
    const random = this.#random;
    const last = this.#last;
    this.#last = null;
    const ours =
      last !== null && "channel" in last ? this.#channels.find(({ channel }) => channel === last.channel) : null;
    if (last !== null && last.now === this.#now && ours != null && !random.once(3)) {
      if (last.entry === "resume") return challenging(scene, ours);
      if (last.entry === "challenge" && random.once(2)) return resuming(scene, ours);
    }
    // A child in the second of its expiry (H1).
    const ended = this.#channels.find(({ terms }) => terms?.expiry === this.#now);
    if (ended !== undefined && random.once(2)) return (random.once(2) ? challenging : checkpointing)(scene, ended);
    const due = this.#channels.flatMap((one) =>
      registeredOf(scene.model, one).leaves.flatMap((leaf) =>
        leaf.kind === "hashLock" && leaf.leaf.until === this.#now && !scene.model.published.has(leaf.leaf.hash)
          ? [leaf.leaf.hash]
          : [],
      ),
    );
    const preimages = this.#preimages.filter((preimage) => due.includes(hashOf(preimage)));
    if (preimages.length === 0 || random.once(2)) return null;
    return { entry: "publish", sender: rich(scene), now: this.#now, preimages };
  }

  #choose(scene: Scene): Call | null {
    const random = this.#random;
    if (random.once(25)) return publishing(scene);
    if (random.once(12)) return takingCredit(scene);
    const ours = one(random, this.#channels);
    if (isOver(scene, ours) && !random.once(15)) return null;
    // What has ended is not looked at as often as what goes on.
    if (standingOf(scene, ours) === "closed" && !random.once(4)) return null;
    // Seldom a child is taken for a root.
    const table = ours.terms === undefined || random.once(60) ? ROOT : CHILD;
    // Now and then what is for another time of its life.
    const standing = random.once(25)
      ? one(random, ["open", "disputed", "fixed", "closed"] as const)
      : standingOf(scene, ours);
    return weighed(random, table[standing])(scene, ours);
  }

  /** Time goes on: mostly a little, sometimes to just before, at or after a time that decides something. */
  #pass(model: Model): void {
    const random = this.#random;
    if (random.once(this.#last?.entry === "resume" || this.#last?.entry === "challenge" ? 2 : 4)) return;
    if (!random.once(5)) {
      this.#now += random.below(30);
      return;
    }
    const times = this.#times(model).filter((time) => time > this.#now);
    if (times.length === 0) return;
    const sorted = times.sort((a, b) => a - b);
    const next = sorted[random.below(Math.min(4, sorted.length))] ?? this.#now;
    this.#now = Math.max(this.#now, next + random.below(3) - 1);
  }

  #times(model: Model): number[] {
    return this.#channels.flatMap((ours) => {
      const slot = slotOf(model, ours.channelId);
      const own = [slot.status === 1 ? slot.deadline : 0, ours.terms?.expiry ?? 0, ours.terms?.resolveBy ?? 0];
      const leaves = registeredOf(model, ours).leaves.flatMap((leaf): readonly number[] => {
        if (leaf.kind === "hashLock") return [leaf.leaf.until];
        if (leaf.kind === "leg") return [];
        const scene = this.#scene(model);
        const turn = turnOf(scene, ours, leaf);
        const state = this.#appStates.get(turn.stateHash) ?? leaf.start;
        const status = statusOf(leaf.rules, leaf.terms, state, turn.used);
        const fallback = Math.max(turn.enteredAt, leaf.leaf.notBefore) + leaf.leaf.fallbackDelay;
        return [status === null ? 0 : endOf(turn, status), fallback];
      });
      return [...own, ...leaves];
    });
  }
}

/** Whether there is nothing to do for a channel any more: all is claimed and paid, or a child's time is over. */
function isOver(scene: Scene, ours: Ours): boolean {
  const { model, now } = scene;
  const standing = standingOf(scene, ours);
  if (standing !== "fixed" && standing !== "closed") return false;
  const { leaves, state } = registeredOf(model, ours);
  const isLate = ours.terms !== undefined && ours.terms.expiry !== 0 && now >= ours.terms.resolveBy;
  const isClaimed = isLate || leaves.every(({ leaf }) => model.claimed.has(at(ours.channelId, leaf.index)));
  return isClaimed && (ours.terms !== undefined || ours.assets.every((asset) => isPaid(scene, ours, state, asset)));
}

function isPaid({ model }: Scene, ours: Ours, state: State, { token, id }: Asset): boolean {
  const key = keyOf(token, id);
  const listed = state.assets.find((asset) => asset.token === token && asset.id === id);
  const open = slotOf(model, ours.channelId).status !== 2 && !pageOf(model, ours.channelId, key, 0).closed;
  const due = (i: number): bigint => netOf(model, ours.channelId, key, i) + (open ? (listed?.delta[i] ?? 0n) : 0n);
  return Array.from({ length: ours.n }, (_, i) => due(i)).every((amount) => amount === 0n);
}

function weighed(random: Random, choices: readonly (readonly [number, Choice])[]): Choice {
  let left = random.below(choices.reduce((sum, [weight]) => sum + weight, 0));
  for (const [weight, choice] of choices) {
    if (left < weight) return choice;
    left -= weight;
  }
  return one(random, choices)[1];
}
