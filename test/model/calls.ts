// What can be asked of the adjudicator, what it answers, and what it meets outside: the words that the reference model, the
// generator of sequences and the driver of the real contract share. Semantic throughout: who signed what, not bytes.
import type { Address, Hex } from "../../offchain/evm/hex.ts";
import type {
  App,
  AppState,
  Challenge,
  Channel,
  ChildTerms,
  Deposit,
  HashLock,
  Leg,
  Move,
  Redirect,
  Resume,
  State,
  Status,
} from "../../offchain/generated/protocol/structs.ts";

/** What may be wrong with a signature's bytes although the right key signed the right message. */
export type Flaw =
  /** High s: (r, n - s, flipped v). */
  | "malleable"
  /** v 0 or 1 instead of 27 or 28. */
  | "lowV"
  /** Signed under another EIP-712 domain (another chain id). */
  | "otherDomain"
  /** 65 zero bytes: recovers to nobody. */
  | "zero"
  /** 64 bytes instead of 65 (so the total length is wrong). */
  | "short";

/**
 * One signature: by whom, over what, and what is wrong with its bytes. It is good if `by` is the account asked for, `over`
 * equals the message asked for, and there is no flaw.
 */
export interface Signature<Message> {
  readonly by: Address;
  readonly over: Message;
  readonly flaw?: Flaw;
}

/** The message that a signature over a state covers. Absent `over`: the state of this call, in the channel of this call. */
export interface SignedState {
  readonly channelId: Hex;
  readonly state: State;
}

/** A signature over a state; those of a call are laid end to end in the order of the list. */
export interface StateSignature {
  readonly by: Address;
  readonly over?: SignedState;
  readonly flaw?: Flaw;
}

/** The authorisation of a challenge: the call carries `minVersion`, `validUntil` and the signature over its own `over`. */
export interface ChallengeAuth {
  readonly minVersion: number;
  readonly validUntil: number;
  readonly signature: Signature<Challenge>;
}

/** One item of a claim. `proof`: real siblings from the leaf up. `other`: raw bytes, for kinds that do not exist. */
export type ClaimItem =
  | { readonly kind: "hashLock"; readonly leaf: HashLock; readonly proof: readonly Hex[] }
  | {
      readonly kind: "leg";
      readonly leaf: Leg;
      readonly proof: readonly Hex[];
      readonly channel: Channel;
      readonly terms: ChildTerms;
      readonly state: State;
    }
  | {
      readonly kind: "app";
      readonly leaf: App;
      readonly proof: readonly Hex[];
      readonly state: AppState;
      readonly entryHash: Hex;
      readonly used: Hex;
    }
  | {
      readonly kind: "other";
      readonly number: number;
      readonly leaf: Hex;
      readonly proof: readonly Hex[];
      readonly extra: Hex;
    };

/** Where an app stands, as a caller says. */
export interface AppPosition {
  readonly leaf: App;
  readonly proof: readonly Hex[];
  readonly terms: Hex;
  readonly state: AppState;
  readonly entryHash: Hex;
  readonly used: Hex;
}

/** One step of a seat. No `signature`: the caller moves for itself. `over.moveHash` is of what was signed. */
export interface AppPlay {
  readonly seat: number;
  readonly move: number;
  readonly args: Hex;
  readonly signature?: Signature<Move>;
}

/** One of several deposits. */
export interface DepositItem {
  readonly participant: number;
  readonly token: Hex;
  readonly id: bigint;
  readonly amount: bigint;
  readonly minHeld: bigint;
}

/** How the signer of a deposit consents to be pulled from. `payer`: whose assets, as the call says. */
export type Pulled =
  /** By the allowance that the payer gave the adjudicator, under its `Deposit` (EOA or ERC-1271). */
  | { readonly kind: "deposit"; readonly payer: Address; readonly signature: Signature<Deposit> }
  /** The same, after an ERC-2612 permit of the payer that raises the allowance; `permitUsed`: somebody used it before. */
  | {
      readonly kind: "permit2612";
      readonly payer: Address;
      readonly signature: Signature<Deposit>;
      readonly permitBy: Address;
      readonly permitUsed: boolean;
    }
  /** By Permit2, with the deposit as its witness. */
  | { readonly kind: "permit2"; readonly payer: Address; readonly signature: Signature<Deposit> }
  /** By EIP-3009, the nonce bound to the deposit. */
  | { readonly kind: "authorization3009"; readonly payer: Address; readonly signature: Signature<Deposit> };

/** Who calls, when (block timestamp, seconds) and with how much wei. */
export interface Sent {
  readonly sender: Address;
  readonly now: number;
  readonly value?: bigint;
}

/** What the entries of a channel's life take in common. `terms` is there for children alone: then it is the `...Child` entry. */
export interface InChannel extends Sent {
  readonly channel: Channel;
  readonly terms?: ChildTerms;
}

/** What entries that read a state take. */
export interface WithState extends InChannel {
  readonly state: State;
}

/** One call of the adjudicator. */
export type Call =
  | ({
      readonly entry: "fundETH";
      readonly channelId: Hex;
      readonly participant: number;
      readonly minHeld: bigint;
      readonly value: bigint;
    } & Sent)
  | ({
      readonly entry: "fund";
      readonly channelId: Hex;
      readonly participant: number;
      readonly token: Hex;
      readonly id: bigint;
      readonly amount: bigint;
      readonly minHeld: bigint;
    } & Sent)
  | ({
      readonly entry: "fundMany";
      readonly channel: Channel;
      /** The id that the caller means (record 0029); absent: the channel's. */
      readonly given?: Hex;
      readonly items: readonly DepositItem[];
    } & Sent)
  | ({ readonly entry: "fundFor"; readonly deposit: Deposit; readonly pulled: Pulled } & Sent)
  | ({ readonly entry: "checkpoint"; readonly signatures: readonly StateSignature[] } & WithState)
  | ({
      readonly entry: "challenge";
      readonly signatures: readonly StateSignature[];
      readonly participant: number;
      readonly auth?: ChallengeAuth;
    } & WithState)
  | ({ readonly entry: "resume"; readonly signatures: readonly Signature<Resume>[] } & InChannel)
  | ({
      readonly entry: "conclude";
      readonly signatures: readonly StateSignature[];
      /** Whom to pay now, one mask per listed asset (none for children). */
      readonly masks: readonly bigint[];
    } & WithState)
  | ({
      readonly entry: "withdraw";
      readonly signatures: readonly StateSignature[];
      readonly assetMask: bigint;
    } & WithState)
  | ({ readonly entry: "settle"; readonly masks: readonly bigint[] } & WithState)
  | ({ readonly entry: "sweep"; readonly token: Hex; readonly id: bigint; readonly mask: bigint } & WithState)
  | ({ readonly entry: "claim"; readonly items: readonly ClaimItem[] } & WithState)
  | ({
      readonly entry: "claimAll";
      readonly locks: readonly HashLock[];
      readonly depth: number;
      readonly siblings: readonly Hex[];
    } & WithState)
  | ({ readonly entry: "progress"; readonly position: AppPosition; readonly play: AppPlay } & WithState)
  | ({ readonly entry: "timeout"; readonly position: AppPosition } & WithState)
  | ({ readonly entry: "publish"; readonly preimages: readonly Hex[] } & Sent)
  | ({ readonly entry: "withdrawCredit"; readonly token: Hex; readonly id: bigint; readonly to: Address } & Sent)
  | ({ readonly entry: "redirect"; readonly redirect: Redirect; readonly signature: Signature<Redirect> } & Sent);

/** The name of an entry, as `Call` has it; the child's entry of that name is told apart by `terms`. */
export type Entry = Call["entry"];

/** An event, decoded. `Registered` is given by the parts of its slot word. */
export type ModelEvent =
  | {
      readonly name: "Funded";
      readonly channelId: Hex;
      readonly token: Hex;
      readonly id: bigint;
      readonly participant: number;
      readonly amount: bigint;
    }
  | { readonly name: "FundedETH"; readonly channelId: Hex; readonly participant: number; readonly amount: bigint }
  | ({ readonly name: "Registered"; readonly channelId: Hex } & Slot)
  | ({ readonly name: "ChildState"; readonly channelId: Hex } & State)
  | { readonly name: "Concluded"; readonly channelId: Hex; readonly version: number }
  | { readonly name: "Paid"; readonly channelId: Hex; readonly assetKey: Hex; readonly mask: bigint }
  | { readonly name: "Claimed"; readonly channelId: Hex; readonly index: number }
  | {
      readonly name: "Moved";
      readonly channelId: Hex;
      readonly index: number;
      readonly turn: number;
      readonly seat: number;
      readonly move: number;
      readonly args: Hex;
      readonly state: AppState;
    }
  | {
      readonly name: "TimedOut";
      readonly channelId: Hex;
      readonly index: number;
      readonly turn: number;
      readonly state: AppState;
    }
  | { readonly name: "Published"; readonly hash: Hex; readonly preimage: Hex }
  | { readonly name: "Credited"; readonly owner: Address; readonly assetKey: Hex; readonly amount: bigint }
  | {
      readonly name: "CreditWithdrawn";
      readonly owner: Address;
      readonly assetKey: Hex;
      readonly to: Address;
      readonly amount: bigint;
    };

/** An attempt to pay. `failed`: it became a credit of `to`. */
export interface Payment {
  readonly token: Hex;
  readonly id: bigint;
  readonly to: Address;
  readonly amount: bigint;
  readonly failed: boolean;
}

/** What was pulled (ETH sent with the call included). */
export interface Pull {
  readonly token: Hex;
  readonly id: bigint;
  readonly from: Address;
  readonly amount: bigint;
}

/** In `reverted`: reverts as what is outside does (a token's own error), or as Solidity does by itself. */
export const ANY_ERROR = "*";

/**
 * What a call came to. `mayEmit`: events that the text allows and does not ask for (a `Paid` there has any mask, and may be
 * missing). `reverted`: the names of the errors that the text allows here, one of which it is (`ANY_ERROR` among
 * them: any). The order of events and payments is not part of it: compare them as multisets.
 */
export type Outcome =
  | { readonly reverted: readonly string[] }
  | {
      readonly events: readonly ModelEvent[];
      readonly mayEmit?: readonly ModelEvent[];
      readonly payments: readonly Payment[];
      readonly pulls: readonly Pull[];
    };

/** A payment or pull that is about to be made. */
export interface Transfer {
  readonly token: Hex;
  readonly id: bigint;
  readonly account: Address;
  readonly amount: bigint;
}

/** A call to an app. */
export interface AppCall {
  readonly app: Address;
  /** Gas of the call: the channel's `appGas`. */
  readonly gas: number;
  readonly terms: Hex;
  readonly state: AppState;
}

/** What the model cannot know. Whoever answers must answer the same for the same question within a call. */
export interface Outside {
  /** How much arrives when the adjudicator pulls from `account`; null: the pull reverts. ERC-721: 1 if the adjudicator then owns it. */
  pull(transfer: Transfer, by: "sender" | Pulled["kind"]): bigint | null;
  /** Whether a payout to `account` succeeds within its gas. */
  pay(transfer: Transfer): boolean;
  /** EXTCODEHASH of an app. */
  codeHashOf(app: Address): Hex;
  /** What the app says of a state; null: it fails in any way (reverts, gas, size, garbage). */
  status(call: AppCall, used: Hex): Status | null;
  play(
    call: AppCall,
    seat: number,
    move: number,
    args: Hex,
  ): { readonly next: AppState; readonly stays: boolean; readonly most: number } | null;
  expire(call: AppCall, published: number): AppState | null;
  /** Whether a contract account takes a signature as its own (ERC-1271); null: the account has no code, only its key counts. */
  wallet(account: Address, signature: Signature<Deposit> | Signature<Redirect>): boolean | null;
}

/** What is registered of a channel. status 0 open, 1 disputed, 2 closed; `fingerprint`: 20 bytes. */
export interface Slot {
  readonly version: number;
  readonly deadline: number;
  readonly status: number;
  readonly fingerprint: Hex;
}

/** Something to read: of the model by `read` (views.ts), of the contract by the view of that name. */
export type View =
  | { readonly view: "slot"; readonly channelId: Hex }
  | {
      readonly view: "holding" | "paid" | "resolved";
      readonly channelId: Hex;
      readonly token: Hex;
      readonly id: bigint;
      readonly participant: number;
    }
  | { readonly view: "released"; readonly channelId: Hex; readonly asset: number }
  | { readonly view: "claimed" | "turn"; readonly channelId: Hex; readonly index: number }
  | { readonly view: "published"; readonly hash: Hex }
  | { readonly view: "credit"; readonly owner: Address; readonly token: Hex; readonly id: bigint }
  | { readonly view: "nonce"; readonly owner: Address; readonly nonce: bigint };

/** What a view answers, by its name. `turn`: `fingerprint` is 22 bytes. */
export interface Answers {
  readonly slot: Slot;
  readonly holding: { readonly net: bigint; readonly closed: boolean };
  readonly paid: bigint;
  readonly resolved: bigint;
  readonly released: bigint;
  readonly claimed: boolean;
  readonly turn: {
    readonly turn: number;
    readonly enteredAt: number;
    readonly done: boolean;
    readonly fingerprint: Hex;
  };
  readonly published: number;
  readonly credit: bigint;
  /** Whether it is used. */
  readonly nonce: boolean;
}
