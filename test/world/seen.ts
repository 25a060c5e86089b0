import { sha256Hex } from "../../offchain/evm/hash.ts";
import { type Address, type Hex, hexToBytes } from "../../offchain/evm/hex.ts";
import type { Channel, State } from "../../offchain/generated/protocol/structs.ts";
import type { Call, View } from "../model/calls.ts";
import { isChildId, keyOf, participantsOf, ZERO } from "../model/identity.ts";

/** Anything that can be held. */
interface Asset {
  readonly token: Hex;
  readonly id: bigint;
}

const ETHER: Asset = { token: ZERO, id: 0n };

/** Everything that calls have named so far, and so all that can have changed. It only grows. */
export class Seen {
  readonly channels = new Set<Hex>();
  readonly accounts = new Set<Address>();
  readonly #assets = new Map<Hex, Map<Hex, Asset>>();
  readonly #hashes = new Set<Hex>();
  readonly #indices = new Map<Hex, Set<number>>();
  readonly #nonces = new Map<string, View>();
  readonly #idOf: (channel: Channel) => Hex;

  constructor(idOf: (channel: Channel) => Hex) {
    this.#idOf = idOf;
  }

  /** Notes what a call names. */
  note(call: Call): void {
    this.#account(call.sender);
    if ("channelId" in call) {
      this.channels.add(call.channelId);
      const { token, id } = "token" in call ? call : ETHER;
      this.#asset(call.channelId, token, id);
    }
    if ("channel" in call) {
      const id = this.#named(call.channel);
      if ("state" in call) this.#state(id, call.state);
      if ("token" in call) this.#asset(id, call.token, call.id);
    }
    this.#noteEntry(call);
  }

  /** The channels that a call names. */
  touchedBy(call: Call): readonly Hex[] {
    if ("channelId" in call) return [call.channelId];
    if (call.entry === "fundFor") return [call.deposit.channelId];
    if (!("channel" in call)) return [];
    const children =
      call.entry === "claim" ? call.items.flatMap((item) => (item.kind === "leg" ? [item.channel] : [])) : [];
    return [...new Set([call.channel, ...children].map(this.#idOf))];
  }

  #noteEntry(call: Call): void {
    switch (call.entry) {
      case "claim":
        for (const item of call.items) {
          if (item.kind === "other") continue;
          this.#index(this.#idOf(call.channel), item.leaf.index);
          if (item.kind === "hashLock") this.#hashes.add(item.leaf.hash);
          if (item.kind === "leg") this.#state(this.#named(item.channel), item.state);
        }
        break;
      case "claimAll":
        for (const lock of call.locks) {
          this.#index(this.#idOf(call.channel), lock.index);
          this.#hashes.add(lock.hash);
        }
        break;
      case "progress":
      case "timeout":
        this.#index(this.#idOf(call.channel), call.position.leaf.index);
        break;
      case "publish":
        for (const preimage of call.preimages) this.#hashes.add(sha256Hex(hexToBytes(preimage)));
        break;
      case "withdrawCredit":
        this.#account(call.to);
        break;
      case "fundMany":
        for (const { token, id } of call.items) this.#asset(this.#idOf(call.channel), token, id);
        break;
      case "fundFor":
        this.channels.add(call.deposit.channelId);
        this.#asset(call.deposit.channelId, call.deposit.token, call.deposit.id);
        this.#nonce(call.pulled.payer, call.deposit.nonce);
        break;
      case "redirect":
        this.#account(call.redirect.to);
        this.#account(call.redirect.owner);
        this.#nonce(call.redirect.owner, call.redirect.nonce);
        break;
      default:
    }
  }

  /** Every view of a channel. */
  viewsOf(channelId: Hex): readonly View[] {
    const participants = Array.from({ length: participantsOf(channelId) }, (_, i) => i);
    const kinds = isChildId(channelId) ? (["resolved"] as const) : (["holding", "paid"] as const);
    const assets = [...(this.#assets.get(channelId)?.values() ?? [])].flatMap(
      ({ token, id }, asset): readonly View[] => [
        { view: "released", channelId, asset },
        ...participants.flatMap((participant) =>
          kinds.map((view): View => ({ view, channelId, token, id, participant })),
        ),
      ],
    );
    const indices = [...(this.#indices.get(channelId) ?? [])].flatMap((index): readonly View[] => [
      { view: "claimed", channelId, index },
      { view: "turn", channelId, index },
    ]);
    return [{ view: "slot", channelId }, ...assets, ...indices];
  }

  /** Every view of what belongs to no channel. */
  otherViews(): readonly View[] {
    const assets = new Map([...this.#assets.values()].flatMap((own) => [...own]));
    const credits = [...this.accounts].flatMap((owner) =>
      [...assets.values()].map(({ token, id }): View => ({ view: "credit", owner, token, id })),
    );
    return [
      ...credits,
      ...[...this.#hashes].map((hash): View => ({ view: "published", hash })),
      ...this.#nonces.values(),
    ];
  }

  #named(channel: Channel): Hex {
    const id = this.#idOf(channel);
    this.channels.add(id);
    for (const { payout } of channel.participants) this.#account(payout);
    return id;
  }

  #state(channelId: Hex, state: State): void {
    for (const { token, id } of state.assets) this.#asset(channelId, token, id);
  }

  #account(account: Address): void {
    this.accounts.add(account);
  }

  #asset(channelId: Hex, token: Hex, id: bigint): void {
    const known = this.#assets.get(channelId) ?? new Map<Hex, Asset>();
    known.set(keyOf(token, id), { token, id });
    this.#assets.set(channelId, known);
  }

  #index(channelId: Hex, index: number): void {
    const known = this.#indices.get(channelId) ?? new Set();
    known.add(index);
    this.#indices.set(channelId, known);
  }

  #nonce(owner: Address, nonce: bigint): void {
    this.#nonces.set(`${owner}/${nonce}`, { view: "nonce", owner, nonce });
  }
}
