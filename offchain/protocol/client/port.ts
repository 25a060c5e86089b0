import type { Address, Hex } from "../../evm/hex.ts";
import type { AppCode } from "../../generated/protocol/app.ts";
import type { AppState } from "../../generated/protocol/structs.ts";

/** An asset as people name it; `token` and `id` where the kind has them. */
export interface AssetName {
  readonly kind: "eth" | "erc20" | "erc721" | "erc1155";
  readonly token?: Address;
  readonly id?: bigint;
}

/** An interaction as its node shows it: co-signed off chain, or as the chain has it since. */
export interface InteractionSnapshot {
  readonly terms: Hex;
  readonly state: AppState;
  /** The signers, by seat. */
  readonly seats: readonly Address[];
  /** Its place in the state's tree. */
  readonly index: number;
  /** The channel state's version that shows it. */
  readonly version: number;
  /** When its phase was entered on chain, Unix seconds; absent as long as it is played off chain. */
  readonly enteredAt?: number;
}

/** What a proposal says, in the app's own bytes. */
export interface InteractionProposal {
  readonly app: AppCode;
  readonly terms: Hex;
  readonly seats: readonly Address[];
  /** By the app's assets, in their order. */
  readonly assets: readonly AssetName[];
  /** The app's first state. */
  readonly state: AppState;
}

/** One interaction of a node: the client looks through it, and moves by it. */
export interface InteractionPort {
  current(): InteractionSnapshot;
  /** Calls back after each change; the function returned ends it. */
  subscribe(changed: (snapshot: InteractionSnapshot) => void): () => void;
  /** Resolves when the move is in a state that everybody signed, or on chain. */
  move(seat: number, move: number, args: Hex): Promise<InteractionSnapshot>;
}

/** Where secrets are kept before their seals are shown to anybody: durable when `put` resolves. */
export interface SecretStore {
  get(key: string): Promise<Hex | undefined>;
  put(key: string, secret: Hex): Promise<void>;
}

/** One channel of a node. */
export interface ChannelPort {
  /** The signer that this node signs with. */
  readonly me: Address;
  readonly secrets: SecretStore;
  /** Resolves when everybody has signed the state that locks the stakes. */
  propose(proposal: InteractionProposal): Promise<InteractionPort>;
  /** The interactions of an app that run now: what a program goes on with after a restart. */
  running(app: AppCode): readonly InteractionPort[];
  /** Asks `accept` about each proposal of others; what it refuses is not signed. */
  onProposal(accept: (proposal: InteractionProposal, interaction: () => Promise<InteractionPort>) => boolean): void;
}
