// Calls about interactions: claims, steps of apps, publications, and credits.
import { sha256Hex } from "../../../offchain/evm/hash.ts";
import { bytesToHex, type Hex, hexToBytes } from "../../../offchain/evm/hex.ts";
import type { AppState, Move, Redirect } from "../../../offchain/generated/protocol/structs.ts";
import type { AppPosition, Call, ClaimItem } from "../calls.ts";
import { keyOf, moveHashOf, word, ZERO } from "../identity.ts";
import { fixedAtOf } from "../registration.ts";
import { at, slotOf, type Turn } from "../state.ts";
import { inChannel } from "./living.ts";
import { type Content, type OurLeaf, type Ours, registeredOf } from "./ours.ts";
import { one, registered, rich, type Scene } from "./scene.ts";
import { decodeScript, statusOf } from "./scripts.ts";
import { proofOf, siblingsOf } from "./trees.ts";

type AppLeaf = OurLeaf & { readonly kind: "app" };

/** Where an app stands on chain. */
export function turnOf({ model }: Scene, ours: Ours, { leaf }: AppLeaf): Turn {
  const start = { stateHash: leaf.stateHash, entryHash: leaf.stateHash, used: "0x" as Hex };
  const enteredAt = fixedAtOf(slotOf(model, ours.channelId), ours.terms ?? null);
  return model.turns.get(at(ours.channelId, leaf.index)) ?? { turn: 0, enteredAt, done: false, ...start };
}

/** The state of an app that its recorded hash stands for. */
function stateOf(scene: Scene, ours: Ours, leaf: AppLeaf): AppState {
  return scene.appStates.get(turnOf(scene, ours, leaf).stateHash) ?? leaf.start;
}

function claimItem(scene: Scene, ours: Ours, content: Content, leaf: OurLeaf): ClaimItem {
  const { random, model } = scene;
  const straight = proofOf(content.levels, leaf.leaf.index);
  const proof = random.once(60) ? [...straight, ZERO] : random.once(60) ? straight.slice(1) : straight;
  switch (leaf.kind) {
    case "hashLock": {
      // C6: the same leaf as another index; or with more in it.
      const alias = { ...leaf.leaf, index: (leaf.leaf.index + 2 ** straight.length) % 65_536 };
      if (random.once(60)) return { kind: "hashLock", leaf: alias, proof };
      if (random.once(60)) return { kind: "hashLock", leaf: { ...leaf.leaf, to: ours.n }, proof };
      return { kind: "hashLock", leaf: leaf.leaf, proof };
    }
    case "leg": {
      const { child } = leaf;
      const { state } = random.once(20) ? child.newest : registeredOf(model, child);
      const terms = child.terms ?? { expiry: 0, resolveBy: 0, funding: [] };
      return { kind: "leg", leaf: leaf.leaf, proof, channel: child.channel, terms, state };
    }
    case "app": {
      const { entryHash, used } = turnOf(scene, ours, leaf);
      const state = random.once(25) ? leaf.start : stateOf(scene, ours, leaf);
      return { kind: "app", leaf: leaf.leaf, proof, state, entryHash, used };
    }
    default:
      return leaf satisfies never;
  }
}

/** The fixed state with its leaves that are not claimed yet; seldom with those that are. null: there is nothing left. */
function leavesOf(scene: Scene, ours: Ours): { readonly content: Content; readonly leaves: readonly OurLeaf[] } | null {
  const { random, model, now } = scene;
  const content = registered(scene, ours);
  const isLate = ours.terms !== undefined && ours.terms.expiry !== 0 && now >= ours.terms.resolveBy;
  const left = content.leaves.filter(({ leaf }) => !model.claimed.has(at(ours.channelId, leaf.index)));
  if (left.length > 0 && !isLate) return { content, leaves: random.once(10) ? content.leaves : left };
  return random.once(25) ? { content, leaves: content.leaves } : null;
}

/** Claims some leaves, one now and then twice. */
export function claiming(scene: Scene, ours: Ours): Call | null {
  const { random } = scene;
  const found = leavesOf(scene, ours);
  if (found === null) return null;
  const { content, leaves } = found;
  const picked = random.once(2) ? leaves : leaves.filter(() => random.once(2));
  const items = picked.map((leaf) => claimItem(scene, ours, content, leaf));
  const [first] = items;
  if (first !== undefined && random.once(10)) items.push(first);
  if (random.once(60)) items.push({ kind: "other", number: 3, leaf: "0x", proof: [], extra: "0x" });
  return { entry: "claim", ...inChannel(scene, ours), state: content.state, items };
}

/** Claims hash locks under one proof. */
export function claimingAll(scene: Scene, ours: Ours): Call | null {
  const { random } = scene;
  const found = leavesOf(scene, ours);
  const all = found?.leaves.flatMap((leaf) => (leaf.kind === "hashLock" ? [leaf.leaf] : [])) ?? [];
  if (found === null || (all.length === 0 && !random.once(60))) return null;
  const { content } = found;
  const picked = (random.once(2) ? all : all.filter(() => !random.once(3))).sort((a, b) => a.index - b.index);
  const straight = siblingsOf(
    content.levels,
    picked.map(({ index }) => index),
  );
  const siblings = random.once(30) ? straight.slice(1) : random.once(40) ? [...straight, ZERO] : straight;
  const locks = random.once(40) ? [...picked].reverse() : picked;
  const depth = content.levels.length - 1;
  const { terms: _, ...rest } = inChannel(scene, ours);
  return { entry: "claimAll", ...rest, state: content.state, locks, depth, siblings };
}

function positionOf(scene: Scene, ours: Ours, content: Content, leaf: AppLeaf): AppPosition {
  const { random } = scene;
  const { entryHash, used } = turnOf(scene, ours, leaf);
  const state = random.once(30) ? leaf.start : stateOf(scene, ours, leaf);
  const straight = proofOf(content.levels, leaf.leaf.index);
  const proof = random.once(60) ? straight.slice(1) : straight;
  const terms = random.once(60) ? (`${leaf.terms}00` as Hex) : leaf.terms;
  return { leaf: leaf.leaf, proof, terms, state, entryHash, used: random.once(60) ? `${used}01` : used };
}

function argsFor({ random }: Scene, leaf: AppLeaf, state: AppState, seat: number): Hex {
  if (leaf.rules === "ticTacToe") return bytesToHex(word(random.below(10)));
  const held = state.held[seat] ?? 0n;
  const amount = random.once(15) ? held + 1n : (held * BigInt(random.below(5))) / 4n;
  return bytesToHex(word(amount));
}

function seatFor({ random }: Scene, leaf: AppLeaf, state: AppState, used: Hex): number {
  const due = statusOf(leaf.rules, leaf.terms, state, used)?.due ?? 0;
  const seats = leaf.leaf.seats.map((_, seat) => seat);
  const waiting = seats.filter((seat) => (due >> seat) & 1);
  if (random.once(20)) return random.below(leaf.leaf.seats.length + 1);
  return one(random, waiting.length > 0 && !random.once(4) ? waiting : seats);
}

/** The next step of an app: a move of a due seat, or the timeout if its clock has run out. */
export function stepping(scene: Scene, ours: Ours): Call | null {
  const { random, now } = scene;
  const found = leavesOf(scene, ours);
  if (found === null) return null;
  const { content, leaves } = found;
  const apps = leaves.filter((leaf) => leaf.kind === "app");
  const running = apps.filter((app) => !turnOf(scene, ours, app).done && !stateOf(scene, ours, app).isFinal);
  if (apps.length === 0 || (running.length === 0 && !random.once(12))) return null;
  const leaf = one(random, running.length > 0 && !random.once(20) ? running : apps);
  const position = positionOf(scene, ours, content, leaf);
  const turn = turnOf(scene, ours, leaf);
  const status = statusOf(leaf.rules, leaf.terms, position.state, position.used);
  const base = { ...inChannel(scene, ours), state: content.state, position };
  const end = status === null ? 0 : endOf(turn, status);
  const isOver = status?.clock === 2 || now >= end;
  // What is broken is tried, but not all the time: the fallback has to come.
  if ((status === null || isBroken(leaf, isOver)) && !random.once(8)) return null;
  // In the very second of the end either must be tried (S11).
  if (isOver ? !random.once(now === end ? 2 : 12) : random.once(20)) return { entry: "timeout", ...base };
  return { entry: "progress", ...base, ...moveOf(scene, ours, leaf, position) };
}

function isBroken({ rules, terms, leaf }: AppLeaf, isOver: boolean): boolean {
  if (rules === "ticTacToe") return false;
  const { fault, faulty } = decodeScript(terms);
  // Alone at its app, the one seat that is late loses what it cannot give to another: sums do not fit.
  if (isOver && leaf.seats.length === 1) return true;
  return fault !== "none" && faulty === (isOver ? "expire" : "play");
}

/** The end of an app's clock, in seconds. */
export const endOf = (
  { enteredAt }: Turn,
  { clock, time, window }: NonNullable<ReturnType<typeof statusOf>>,
): number => (clock === 2 ? Number(time) : Math.max(enteredAt, Number(time)) + Number(window));

function moveOf(scene: Scene, ours: Ours, leaf: AppLeaf, position: AppPosition) {
  const { random, model } = scene;
  const seat = seatFor(scene, leaf, position.state, position.used);
  const move = random.once(30) ? 1 : 0;
  const args = argsFor(scene, leaf, position.state, seat);
  const who = ours.channel.participants[leaf.leaf.seats[seat] ?? 0]?.signer ?? rich(scene);
  if (!random.once(3)) return { play: { seat, move, args }, sender: random.once(30) ? rich(scene) : who };
  const turn = turnOf(scene, ours, leaf);
  const over: Move = {
    channelId: ours.channelId,
    version: slotOf(model, ours.channelId).version - (random.once(20) ? 1 : 0),
    index: leaf.leaf.index,
    turn: turn.turn + (random.once(20) ? 1 : 0),
    stateHash: random.once(20) ? turn.stateHash : turn.entryHash,
    moveHash: moveHashOf(seat, move, args),
  };
  if (over.version < 0) return { play: { seat, move, args }, sender: who };
  return { play: { seat, move, args, signature: { by: who, over } }, sender: rich(scene) };
}

/** Publishes preimages: mostly of locks that are open. */
export function publishing(scene: Scene): Call | null {
  const { random, preimages, now, model } = scene;
  const count = random.once(4) ? random.below(4) : 1;
  const unknown = preimages.filter((preimage) => !model.published.has(hashOf(preimage)));
  if (unknown.length === 0 && !random.once(30)) return null;
  const from = unknown.length > 0 && !random.once(6) ? unknown : preimages;
  const picked = Array.from({ length: count }, () => one(random, from));
  return { entry: "publish", sender: rich(scene), now, preimages: picked };
}

/** Takes a credit elsewhere: its owner does, or somebody with the owner's signature. */
export function takingCredit(scene: Scene): Call | null {
  const { random, model, now, players } = scene;
  const assets = [{ token: ZERO, id: 0n }, ...players.assets];
  if (model.credits.size === 0) return null;
  const [owner, key] = one(random, [...model.credits.keys()]).split("/") as [Hex, Hex]; // as `pay` puts them together
  const { token, id } = assets.find((asset) => keyOf(asset.token, asset.id) === key) ?? one(random, assets);
  const to = random.once(5) && players.payees.length > 0 ? one(random, players.payees) : rich(scene);
  const signer = players.wallets.find(({ at: wallet }) => wallet === owner)?.key ?? owner;
  const isSigning = players.people.includes(signer);
  if (isSigning && (signer !== owner || random.once(2))) return redirecting(scene, { owner, token, id, to, signer });
  return { entry: "withdrawCredit", sender: random.once(8) ? rich(scene) : owner, now, token, id, to };
}

interface Redirecting {
  readonly owner: Hex;
  readonly token: Hex;
  readonly id: bigint;
  readonly to: Hex;
  readonly signer: Hex;
}

function redirecting(scene: Scene, { signer, ...what }: Redirecting): Call {
  const { random, now } = scene;
  const validUntil = now + (random.pick([-1, 0, 1, 1_000, 1_000, 1_000]) ?? 0);
  const redirect: Redirect = { ...what, nonce: BigInt(random.below(400)), validUntil };
  const over = random.once(15) ? { ...redirect, to: rich(scene) } : redirect;
  const signature = random.once(20) ? { by: signer, over, flaw: "zero" as const } : { by: signer, over };
  return { entry: "redirect", sender: rich(scene), now, redirect, signature };
}

/** The hash of a preimage. */
export const hashOf = (preimage: Hex): Hex => sha256Hex(hexToBytes(preimage));
