// Calls of funding and of a channel's life.
import type { Address, Hex } from "../../../offchain/evm/hex.ts";
import { hashChildTerms } from "../../../offchain/generated/protocol/hashes.ts";
import type { ChildTerms, Deposit } from "../../../offchain/generated/protocol/structs.ts";
import type { Call, ChallengeAuth, DepositItem, InChannel, Signature } from "../calls.ts";
import { keyOf, ZERO } from "../identity.ts";
import type { Asset } from "../paying.ts";
import { netOf, pageOf, slotOf } from "../state.ts";
import { NOTHING, type Ours, registeredOf } from "./ours.ts";
import { anyOf, masksFor, newer, one, registered, rich, type Scene, someMask, standingOf } from "./scene.ts";

/** Sender, time and channel of a call; with the terms of a child. Seldom of another channel than it seems. */
export function inChannel(scene: Scene, ours: Ours, sender: Address = rich(scene)): InChannel {
  const { random, now } = scene;
  const { channel, terms } = random.once(80) ? misnamed(scene, ours) : ours;
  const base = { sender, now, channel };
  return terms === undefined ? base : { ...base, terms };
}

/** A channel that is not quite the one that was signed for: too many participants or none, a root as a child, other terms. */
function misnamed({ random, players }: Scene, { channel, terms }: Ours): Pick<Ours, "channel" | "terms"> {
  switch (random.below(6)) {
    case 0:
      return { channel: { ...channel, participants: [] }, terms };
    case 1: {
      const many = players.people.slice(0, 101).map((signer) => ({ signer, payout: signer }));
      return { channel: { ...channel, participants: many }, terms };
    }
    case 2:
      return { channel, terms: terms === undefined ? { expiry: 0, resolveBy: 0, funding: [] } : undefined };
    case 3:
      return { channel, terms: terms === undefined ? terms : { ...terms, resolveBy: terms.resolveBy + 1 } };
    case 4: {
      // Terms that no child can have, and an id that commits to them.
      const bad: ChildTerms = { expiry: 10, resolveBy: 9, funding: [] };
      return { channel: { ...channel, child: hashChildTerms(bad) }, terms: bad };
    }
    default:
      return { channel: { ...channel, salt: channel.salt + 1_000n }, terms };
  }
}

function someAmount({ random }: Scene, kind: number): bigint {
  if (kind === 2) return 1n;
  if (random.once(30)) return 0n;
  if (random.once(40)) return one(random, [1n, (1n << 112n) - 1n, 1n << 112n, (1n << 112n) + 1n]);
  return BigInt(1 + random.below(1_000));
}

/** A deposit in ETH or in a token. */
export function funding(scene: Scene, ours: Ours): Call {
  const { random, players, model, now } = scene;
  const known = ours.assets.filter(({ token, id }) => players.assets.some((a) => a.token === token && a.id === id));
  const isETH = players.assets.length === 0 || random.once(2);
  const chosen: Asset = isETH
    ? { token: ZERO, id: 0n }
    : known.length > 0 && !random.once(3)
      ? one(random, known)
      : one(random, players.assets);
  const { token, id } = chosen;
  const owners = players.assets.find((asset) => asset.token === token && asset.id === id)?.owners;
  const sender = owners === undefined ? rich(scene) : one(random, owners);
  const participant = random.once(40) ? ours.n : random.below(ours.n);
  const page = pageOf(model, ours.channelId, keyOf(token, id), participant);
  const held = page.even + page.odd;
  const minHeld = random.once(5) && held > 0n ? held + (random.once(8) ? 1n : 0n) : 0n;
  const channelId = ours.channelId;
  const kind = Number.parseInt(token.slice(2, 4), 16);
  const amount = someAmount(scene, kind);
  if (ours.terms === undefined && !ours.assets.some((a) => a.token === token && a.id === id) && ours.assets.length < 16)
    ours.assets.push({ token, id });
  if (isETH) return { entry: "fundETH", channelId, participant, minHeld, value: amount % 100_000n, sender, now };
  const odd = random.once(40) ? { token, id: id + 1n } : { token, id };
  return { entry: "fund", channelId, participant, amount, minHeld, sender, now, ...odd };
}

/** Several deposits in one call, ETH summed. */
export function fundingMany(scene: Scene, ours: Ours): Call {
  const { random, now } = scene;
  const sender = rich(scene);
  const calls = Array.from({ length: 1 + random.below(3) }, () => funding(scene, ours));
  const items = calls.flatMap((call): readonly DepositItem[] => {
    if (call.entry === "fundETH") return [{ ...call, token: ZERO, id: 0n, amount: call.value }];
    return call.entry === "fund" ? [call] : [];
  });
  const plain = items.map(({ participant, token, id, amount, minHeld }) => ({
    participant,
    token,
    id,
    amount,
    minHeld,
  }));
  const value = items.reduce((sum, { token, amount }) => (token === ZERO ? sum + amount : sum), 0n);
  const sent = random.once(20) ? value + 1n : value;
  const call = { entry: "fundMany", sender, now, channel: ours.channel, items: plain, value: sent } as const;
  return random.once(30) ? { ...call, given: ours.newest.state.interactionsRoot } : call;
}

/** A deposit that its payer signed, brought by somebody. */
export function fundingFor(scene: Scene, ours: Ours): Call | null {
  const { random, players, now } = scene;
  const made = funding(scene, ours);
  if (made.entry !== "fund") return null;
  const { channelId, participant, token, id, amount, minHeld } = made;
  const wallet = players.wallets.length > 0 && random.once(4) ? one(random, players.wallets) : null;
  const payer = wallet?.at ?? made.sender;
  const validUntil = now + (random.pick([-1, 0, 1, 1_000, 1_000, 1_000]) ?? 0);
  const deposit: Deposit = {
    channelId,
    participant,
    token,
    id,
    amount,
    minHeld,
    nonce: BigInt(random.below(400)),
    validUntil,
  };
  const over = random.once(20) ? { ...deposit, amount: amount + 1n } : deposit;
  const by = random.once(25) ? rich(scene) : (wallet?.key ?? payer);
  const signature: Signature<Deposit> = random.once(25) ? { by, over, flaw: "zero" } : { by, over };
  return { entry: "fundFor", sender: rich(scene), now, deposit, pulled: { kind: "deposit", payer, signature } };
}

/** Registers a newer state, or tries an old one. */
export function checkpointing(scene: Scene, ours: Ours): Call {
  const { content, signatures } = scene.random.once(15) ? anyOf(scene, ours) : newer(scene, ours);
  return { entry: "checkpoint", ...inChannel(scene, ours), state: content.state, signatures };
}

function challengeAuth(scene: Scene, ours: Ours, participant: number): ChallengeAuth {
  const { random, now, model } = scene;
  const slot = slotOf(model, ours.channelId);
  const minVersion = random.once(4) ? slot.version + random.below(3) : 0;
  const validUntil = now + (random.pick([-1, 0, 1, 1_000, 1_000]) ?? 0);
  const previousDeadline = random.once(12) ? 0 : slot.deadline;
  const by = ours.channel.participants[participant]?.signer ?? "0x";
  const over = { channelId: ours.channelId, minVersion, previousDeadline, validUntil };
  const signature: Signature<typeof over> = random.once(20) ? { by, over, flaw: "malleable" } : { by, over };
  return { minVersion, validUntil, signature };
}

/** Starts the clock: with nothing, with an old state or with a newer one; by a participant, or by its authorisation. */
export function challenging(scene: Scene, ours: Ours): Call {
  const { random } = scene;
  const given = random.once(3) ? anyOf(scene, ours) : newer(scene, ours);
  const participant = random.once(40) ? ours.n : random.below(ours.n);
  const who = ours.channel.participants[participant];
  const sender = who === undefined ? rich(scene) : random.once(5) ? who.payout : who.signer;
  const { content, signatures } = given;
  const call = { entry: "challenge", participant, state: content.state, signatures } as const;
  if (!random.once(5)) return { ...call, ...inChannel(scene, ours, random.once(25) ? rich(scene) : sender) };
  return { ...call, ...inChannel(scene, ours), auth: challengeAuth(scene, ours, participant) };
}

/** Ends a challenge, by all; seldom with another deadline's signatures. */
export function resuming(scene: Scene, ours: Ours): Call {
  const { random, model } = scene;
  const { deadline } = slotOf(model, ours.channelId);
  const over = { channelId: ours.channelId, deadline: random.once(12) ? deadline - 1 : deadline };
  const all = ours.channel.participants.map(({ signer }) => ({ by: signer, over }));
  const { terms: _, ...rest } = inChannel(scene, ours);
  return { entry: "resume", ...rest, signatures: random.once(25) ? all.slice(1) : all };
}

/** A final state, now and then the registered one or one that is not final. */
export function concluding(scene: Scene, ours: Ours): Call {
  const { random, model } = scene;
  const current = registeredOf(model, ours);
  const given =
    current.state.isFinal && random.once(2)
      ? { content: current, signatures: [] }
      : random.once(15)
        ? anyOf(scene, ours)
        : newer(scene, ours, true);
  const { content, signatures } = given;
  const masks = ours.terms === undefined ? masksFor(scene, ours, content) : [];
  return { entry: "conclude", ...inChannel(scene, ours), state: content.state, signatures, masks };
}

/** Pays what withdrawals owe, by the registered state or a newer one. */
export function withdrawing(scene: Scene, ours: Ours): Call {
  const { random, model } = scene;
  const given = random.once(3) ? { content: registeredOf(model, ours), signatures: [] } : newer(scene, ours);
  const { terms: _, ...rest } = inChannel(scene, ours);
  const assetMask = random.once(3) ? BigInt(random.below(4)) : (1n << 16n) - 1n;
  return { entry: "withdraw", ...rest, state: given.content.state, signatures: given.signatures, assetMask };
}

/** Pays a fixed channel, in slices. */
export function settling(scene: Scene, ours: Ours): Call {
  const content = registered(scene, ours);
  const { terms: _, ...rest } = inChannel(scene, ours);
  return { entry: "settle", ...rest, state: content.state, masks: masksFor(scene, ours, content) };
}

const isHeld = ({ model }: Scene, { channelId, n }: Ours, key: Hex): boolean =>
  Array.from({ length: n }, (_, i) => netOf(model, channelId, key, i)).some((net) => net !== 0n);

/** Pays what no state accounts for. */
export function sweeping(scene: Scene, ours: Ours): Call | null {
  const { random, players, model } = scene;
  const content = standingOf(scene, ours) === "fixed" ? registered(scene, ours) : NOTHING;
  const listed = registeredOf(model, ours).state.assets;
  const all = [{ token: ZERO, id: 0n }, ...ours.assets, ...(random.once(8) ? players.assets : [])];
  const unlisted = all.filter(({ token, id }) => !listed.some((asset) => asset.token === token && asset.id === id));
  const loose = unlisted.filter(({ token, id }) => isHeld(scene, ours, keyOf(token, id)));
  if (loose.length === 0 && !random.once(12)) return null;
  const chosen = one(random, loose.length > 0 ? loose : unlisted.length > 0 && !random.once(4) ? unlisted : all);
  const { token, id } = random.once(60) ? { ...chosen, id: chosen.id + 1n } : chosen;
  const { terms: _, ...rest } = inChannel(scene, ours);
  return { entry: "sweep", ...rest, state: content.state, token, id, mask: someMask(scene, ours.n) };
}
