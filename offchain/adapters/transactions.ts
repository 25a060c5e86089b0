import { Interface, MaxUint256, Transaction } from "ethers";
import type { BlockRef, ChainAction, TransactionReport } from "../channel/chain.ts";
import type { Address, Hex } from "../evm/hex.ts";
import { adjudicatorInterface } from "./adjudicatorInterface.ts";
import type { ChainBlock } from "./chainBlock.ts";
import { CallReverted, type JsonRpc, ProviderRefused } from "./jsonRpc.ts";
import { revertReason } from "./revertReason.ts";
import { type Fees, marketFees, raisedFees } from "./transactionFees.ts";
import type { Attempt, SentWish, TransactionStore } from "./transactionStore.ts";

/** The account that pays for transactions. `sign` takes a digest and gives 65 bytes r|s|v. */
export interface ChainAccount {
  readonly address: Address;
  readonly sign: (digest: Hex) => Hex;
}

/** How patient and how generous the sender is. */
export interface SenderOptions {
  readonly chainId: number;
  readonly adjudicator: Address;
  readonly account: ChainAccount;
  /** Blocks without inclusion after which the fee is raised. */
  readonly bumpBlocks: number;
  /** Seconds before an action's `by` from which the fee is raised at each block. */
  readonly urgency: number;
  /** The most it pays, wei per gas. */
  readonly feeCap: bigint;
}

/** A call ready to be sent. */
interface Call {
  readonly id: string;
  readonly fn: string;
  readonly to: Address;
  readonly calldata: Hex;
  readonly value: bigint;
  readonly by: number | null;
}

const erc20: Interface = new Interface([
  "function approve(address spender, uint256 amount) returns (bool)",
  "function allowance(address owner, address spender) view returns (uint256)",
]);

/** Heads without a receipt, though the nonce is used, after which a transaction counts as pushed out by a foreign one. */
const LOST_AFTER = 3;

const quantity = (value: bigint | number): Hex => `0x${value.toString(16)}`;
const hex = (text: string): Hex => text.toLowerCase() as Hex; // ethers gives 0x text

/** Brings wishes onto the chain: simulated, recorded, sent, watched, raised. One process per account. */
export class Transactions {
  readonly #rpc: JsonRpc;
  readonly #store: TransactionStore;
  readonly #options: SenderOptions;
  readonly #report: (report: TransactionReport) => void;
  readonly #wanted = new Map<string, readonly ChainAction[]>();
  readonly #refusals = new Map<string, string>();
  readonly #missed = new Map<string, number>();
  /** Mined, and then wanted no more: if wanted again, it is a new wish. */
  readonly #over = new Set<string>();
  #resend = true;

  constructor(
    rpc: JsonRpc,
    store: TransactionStore,
    options: SenderOptions,
    report: (report: TransactionReport) => void,
  ) {
    this.#rpc = rpc;
    this.#store = store;
    this.#options = options;
    this.#report = report;
  }

  /** Replaces what is wanted under `scope`. What was sent already stays on its way: its nonce has to be used. */
  want(scope: string, actions: readonly ChainAction[]): void {
    if (actions.length === 0) this.#wanted.delete(scope);
    else this.#wanted.set(scope, actions);
  }

  /** After an outage or a reorg: unmined transactions are sent again, the same bytes. */
  resendAll(): void {
    this.#resend = true;
  }

  /**
   * One round at a new head: receipts, then resends and raises, then new wishes.
   * @throws ProviderTrouble; nothing is lost, the next round goes on.
   */
  async round(head: ChainBlock, final: BlockRef): Promise<void> {
    const wanted = this.#wantedById();
    await this.#readReceipts(head, final, wanted);
    await this.#raise(head);
    for (const id of this.#refusals.keys()) if (!wanted.has(id)) this.#refusals.delete(id);
    for (const action of wanted.values()) {
      if (this.#store.get(action.id) === undefined) await this.#start(action, head);
    }
  }

  #wantedById(): Map<string, ChainAction> {
    return new Map([...this.#wanted.values()].flat().map((action) => [action.id, action]));
  }

  // --- receipts

  async #readReceipts(head: ChainBlock, final: BlockRef, wanted: ReadonlyMap<string, ChainAction>): Promise<void> {
    const open = this.#store.all();
    if (open.length === 0) return;
    const used = Number(
      await this.#rpc.send("eth_getTransactionCount", [this.#options.account.address, { blockHash: head.hash }]),
    );
    for (const wish of open) {
      const mined = await this.#receiptOf(wish);
      if (mined === null) this.#notMined(wish, used);
      else this.#isMined(wish, mined, final, wanted);
    }
  }

  async #receiptOf(wish: SentWish): Promise<SentWish["mined"]> {
    const requests = wish.attempts.map(({ hash }) => ({ method: "eth_getTransactionReceipt", params: [hash] }));
    const receipts = await this.#rpc.sendAll(requests);
    const at = receipts.findIndex((receipt) => receipt !== null && Reflect.get(Object(receipt), "blockHash") !== null);
    const attempt = wish.attempts[at];
    if (attempt === undefined) return null;
    const field = (name: string): string => String(Reflect.get(Object(receipts[at]), name));
    return {
      hash: attempt.hash,
      block: Number(field("blockNumber")),
      blockHash: hex(field("blockHash")),
      ok: BigInt(field("status")) === 1n,
      gasUsed: BigInt(field("gasUsed")),
    };
  }

  #isMined(
    wish: SentWish,
    mined: NonNullable<SentWish["mined"]>,
    final: BlockRef,
    wanted: ReadonlyMap<string, ChainAction>,
  ): void {
    this.#missed.delete(wish.id);
    if (wish.mined?.blockHash !== mined.blockHash) {
      const { id, fn } = wish;
      const status = mined.ok ? "mined" : "reverted";
      this.#store.put({ ...wish, mined });
      this.#report({
        id,
        fn,
        hash: mined.hash,
        status,
        gasUsed: mined.gasUsed,
        ...(mined.ok ? {} : { error: "it reverted on chain; tried again while it is wanted" }),
      });
    }
    if (!mined.ok || !wanted.has(ownerOf(wish.id))) this.#over.add(wish.id);
    if (!this.#over.has(wish.id) || mined.block > final.number) return;
    this.#store.delete(wish.id);
    this.#over.delete(wish.id);
  }

  #notMined(wish: SentWish, used: number): void {
    this.#over.delete(wish.id);
    if (wish.mined !== null) {
      this.#store.put({ ...wish, mined: null });
      this.#resend = true;
    }
    if (used <= wish.nonce) return;
    const missed = (this.#missed.get(wish.id) ?? 0) + 1;
    this.#missed.set(wish.id, missed);
    if (missed < LOST_AFTER) return;
    this.#store.delete(wish.id);
    const hash = wish.attempts.at(-1)?.hash ?? "0x";
    const error = `nonce ${wish.nonce} was used by a transaction from elsewhere; use this account in one place only`;
    this.#report({ id: wish.id, fn: wish.fn, hash, status: "refused", error });
  }

  // --- resending and raising

  async #raise(head: ChainBlock): Promise<void> {
    const resend = this.#resend;
    for (const wish of this.#store.all()) {
      const last = wish.attempts.at(-1);
      if (wish.mined !== null || last === undefined) continue;
      const urgent = wish.by !== null && head.timestamp >= wish.by - this.#options.urgency;
      const due = head.number - last.block >= (urgent ? 1 : this.#options.bumpBlocks);
      const fees = due ? raisedFees(last, await this.#market(head), this.#options.feeCap) : null;
      if (fees !== null) await this.#send(this.#attempt(wish, fees, head));
      else if (resend || due) await this.#broadcast(wish, last);
    }
    this.#resend = false;
  }

  // --- new wishes

  async #start(action: ChainAction, head: ChainBlock): Promise<void> {
    const call: Call = {
      id: action.id,
      fn: action.fn,
      to: this.#options.adjudicator,
      calldata: hex(adjudicatorInterface.encodeFunctionData(action.fn, [...action.args])),
      value: action.value ?? 0n,
      by: action.by ?? null,
    };
    if (action.allowance !== undefined && !(await this.#isAllowed(action, action.allowance, call, head))) return;
    await this.#simulateAndSend(call, head);
  }

  /** Whether the adjudicator may already pull that much; if not, sees to the approval. Wishes of one token go one by one. */
  async #isAllowed(
    action: ChainAction,
    { token, amount }: NonNullable<ChainAction["allowance"]>,
    call: Call,
    head: ChainBlock,
  ): Promise<boolean> {
    const { account, adjudicator } = this.#options;
    const ofToken = [...this.#wantedById().values()].filter((other) => other.allowance?.token === token);
    const first = ofToken.find(({ id }) => !this.#isOver(id));
    if (first !== undefined && first.id !== action.id) return false;
    const data = erc20.encodeFunctionData("allowance", [account.address, adjudicator]);
    const answer = String(await this.#rpc.send("eth_call", [{ to: token, data }, { blockHash: head.hash }]));
    if (answer === "0x") {
      this.#refuse(call, `there is no ERC-20 token at ${token}; check the address and the chain`);
      return false;
    }
    if (BigInt(answer) >= amount) return true;
    const approval = `${action.id}${APPROVAL}`;
    const sent = this.#store.get(approval);
    if (sent !== undefined && sent.mined === null) return false;
    if (sent !== undefined) this.#store.delete(approval); // it was used up by another wish
    const approved = amount > MaxUint256 ? MaxUint256 : amount;
    const calldata = hex(erc20.encodeFunctionData("approve", [adjudicator, approved]));
    await this.#simulateAndSend({ id: approval, fn: "approve", to: token, calldata, value: 0n, by: call.by }, head);
    return false;
  }

  /** Whether a wish no longer needs its allowance: it was mined, or cannot be sent as things are. */
  #isOver(id: string): boolean {
    const sent = this.#store.get(id);
    return sent === undefined ? this.#refusals.has(id) || this.#refusals.has(`${id}${APPROVAL}`) : sent.mined !== null;
  }

  async #simulateAndSend(call: Call, head: ChainBlock): Promise<void> {
    const { address } = this.#options.account;
    const tx = { from: address, to: call.to, data: call.calldata, value: quantity(call.value) };
    let estimate: bigint;
    try {
      estimate = BigInt(String(await this.#rpc.send("eth_estimateGas", [tx, "latest"])));
    } catch (error) {
      if (error instanceof CallReverted) return this.#refuse(call, revertReason(error.data));
      if (error instanceof ProviderRefused) return this.#refuse(call, error.reason);
      throw error;
    }
    // Room for state that changes before inclusion; capped payouts ask for gas beside them (adjudicator M4).
    const gasLimit = estimate + estimate / 4n + 20_000n;
    const fees = await this.#market(head);
    const need = call.value + gasLimit * fees.maxFee;
    const [balance, count] = await this.#rpc.sendAll([
      { method: "eth_getBalance", params: [address, "latest"] },
      { method: "eth_getTransactionCount", params: [address, "latest"] },
    ]);
    const have = BigInt(String(balance));
    if (have < need)
      return this.#refuse(call, `account ${address} has ${have} wei and needs ${need} with gas; send it some`);
    const nonce = this.#store
      .all()
      .reduce((next, { nonce: taken, mined }) => (mined === null ? Math.max(next, taken + 1) : next), Number(count));
    this.#refusals.delete(call.id);
    await this.#send(this.#attempt({ ...call, nonce, gasLimit, attempts: [], mined: null }, fees, head));
  }

  /** Said once for each reason; tried again at later heads while it is wanted. */
  #refuse(call: Call, error: string): void {
    if (this.#refusals.get(call.id) === error) return;
    this.#refusals.set(call.id, error);
    this.#report({ id: call.id, fn: call.fn, hash: "0x", status: "refused", error });
  }

  // --- signing and sending

  async #market(head: ChainBlock): Promise<Fees> {
    const tip = BigInt(String(await this.#rpc.send("eth_maxPriorityFeePerGas", [])));
    return marketFees(head.baseFee, tip, this.#options.feeCap);
  }

  #attempt(wish: SentWish, fees: Fees, head: ChainBlock): SentWish {
    const tx = Transaction.from({
      type: 2,
      chainId: this.#options.chainId,
      nonce: wish.nonce,
      to: wish.to,
      data: wish.calldata,
      value: wish.value,
      gasLimit: wish.gasLimit,
      maxFeePerGas: fees.maxFee,
      maxPriorityFeePerGas: fees.priority,
    });
    tx.signature = this.#options.account.sign(hex(tx.unsignedHash));
    if (tx.hash === null) throw new Error("a signed transaction without a hash");
    const attempt: Attempt = { hash: hex(tx.hash), raw: hex(tx.serialized), ...fees, block: head.number };
    return { ...wish, attempts: [...wish.attempts, attempt] };
  }

  /** The record first, then the wire (attacks §3). */
  async #send(wish: SentWish): Promise<void> {
    const attempt = wish.attempts.at(-1);
    if (attempt === undefined) return;
    this.#store.put(wish);
    this.#report({ id: wish.id, fn: wish.fn, hash: attempt.hash, status: "sent" });
    await this.#broadcast(wish, attempt);
  }

  async #broadcast(wish: SentWish, attempt: Attempt): Promise<void> {
    try {
      await this.#rpc.send("eth_sendRawTransaction", [attempt.raw]);
    } catch (error) {
      // Known already, or mined meanwhile: the receipts tell. Anything else is said and tried again when the fee is raised.
      if (!(error instanceof ProviderRefused || error instanceof CallReverted)) throw error;
      if (/already|known|imported|nonce too low|nonce is too low/i.test(error.message)) return;
      this.#report({ id: wish.id, fn: wish.fn, hash: attempt.hash, status: "refused", error: error.message });
    }
  }
}

const APPROVAL = "/approve";

function ownerOf(id: string): string {
  return id.endsWith(APPROVAL) ? id.slice(0, -APPROVAL.length) : id;
}
