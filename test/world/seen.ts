import type { Address, Hex } from "../../offchain/evm/hex.ts";
import type { Channel, State } from "../../offchain/generated/protocol/structs.ts";
import type { Call, View } from "../model/calls.ts";
import { isChildId, keyOf, participantsOf } from "../model/identity.ts";

/** Everything that calls have named so far, and so all that can have changed. It only grows. */
export class Seen {
  readonly channels = new Set<Hex>();
  readonly accounts = new Set<Address>();
  readonly #assets = new Map<Hex, { readonly token: Hex; readonly id: bigint }>();
  readonly #hashes = new Set<Hex>();
  readonly #indices = new Map<Hex, Set<number>>();
  readonly #nonces = new Map<string, View>();
  readonly #idOf: (channel: Channel) => Hex;
  /** How often something new was named. */
  count = 0;

  constructor(idOf: (channel: Channel) => Hex) {
    this.#idOf = idOf;
  }

  /** Notes what a call names. */
  note(call: Call): void {
    this.#account(call.sender);
    if ("channelId" in call) this.#channel(call.channelId);
    if ("token" in call) this.#asset(call.token, call.id);
    if ("channel" in call) this.#named(call.channel);
    if ("state" in call) this.#state(call.state);
    this.#noteEntry(call);
  }

  #noteEntry(call: Call): void {
    switch (call.entry) {
      case "claim":
        for (const item of call.items) {
          if (item.kind === "other") continue;
          this.#index(this.#idOf(call.channel), item.leaf.index);
          if (item.kind === "hashLock") this.#add(this.#hashes, item.leaf.hash);
          if (item.kind === "leg") this.#named(item.channel);
          if (item.kind === "leg") this.#state(item.state);
        }
        break;
      case "claimAll":
        for (const lock of call.locks) {
          this.#index(this.#idOf(call.channel), lock.index);
          this.#add(this.#hashes, lock.hash);
        }
        break;
      case "progress":
      case "timeout":
        this.#index(this.#idOf(call.channel), call.position.leaf.index);
        break;
      case "withdrawCredit":
        this.#account(call.to);
        break;
      case "fundMany":
        for (const { token, id } of call.items) this.#asset(token, id);
        break;
      case "fundFor":
        this.#channel(call.deposit.channelId);
        this.#asset(call.deposit.token, call.deposit.id);
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

  /** Hashes that were published, by their owner: the one who publishes knows them. */
  published(hash: Hex): void {
    this.#add(this.#hashes, hash);
  }

  /** Every view of a channel. */
  viewsOf(channelId: Hex): readonly View[] {
    const participants = Array.from({ length: participantsOf(channelId) }, (_, i) => i);
    const kinds = isChildId(channelId) ? (["resolved"] as const) : (["holding", "paid"] as const);
    const assets = [...this.#assets.values()].flatMap(({ token, id }, asset): readonly View[] => [
      { view: "released", channelId, asset },
      ...participants.flatMap((participant) =>
        kinds.map((view): View => ({ view, channelId, token, id, participant })),
      ),
    ]);
    const indices = [...(this.#indices.get(channelId) ?? [])].flatMap((index): readonly View[] => [
      { view: "claimed", channelId, index },
      { view: "turn", channelId, index },
    ]);
    return [{ view: "slot", channelId }, ...assets, ...indices];
  }

  /** Every view of what belongs to no channel. */
  otherViews(): readonly View[] {
    const credits = [...this.accounts].flatMap((owner) =>
      [...this.#assets.values()].map(({ token, id }): View => ({ view: "credit", owner, token, id })),
    );
    return [
      ...credits,
      ...[...this.#hashes].map((hash): View => ({ view: "published", hash })),
      ...this.#nonces.values(),
    ];
  }

  #named(channel: Channel): void {
    this.#channel(this.#idOf(channel));
    for (const { payout } of channel.participants) this.#account(payout);
  }

  #state(state: State): void {
    for (const { token, id } of state.assets) this.#asset(token, id);
  }

  #channel(id: Hex): void {
    this.#add(this.channels, id);
  }

  #account(account: Address): void {
    this.#add(this.accounts, account);
  }

  #asset(token: Hex, id: bigint): void {
    if (!this.#assets.has(keyOf(token, id))) this.count += 1;
    this.#assets.set(keyOf(token, id), { token, id });
  }

  #index(channelId: Hex, index: number): void {
    const known = this.#indices.get(channelId) ?? new Set();
    this.#add(known, index);
    this.#indices.set(channelId, known);
  }

  #nonce(owner: Address, nonce: bigint): void {
    const key = `${owner}/${nonce}`;
    if (!this.#nonces.has(key)) this.count += 1;
    this.#nonces.set(key, { view: "nonce", owner, nonce });
  }

  #add<T>(set: Set<T>, value: T): void {
    if (set.has(value)) return;
    set.add(value);
    this.count += 1;
  }
}
