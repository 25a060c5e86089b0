import { join } from "node:path";
import { createHardhatRuntimeEnvironment } from "hardhat/hre";
import type { Address, Hex } from "../../offchain/evm/hex.ts";
import { ROOT } from "../steps.ts";

/** A log as the chain gives it: topics and data, and who wrote it. */
export interface Log {
  readonly address: Address;
  readonly topics: readonly Hex[];
  readonly data: Hex;
}

/** What became of a transaction. `data`: what it reverted with, `0x` where it ran out of gas. */
export type Mined =
  | {
      readonly ok: true;
      readonly hash: Hex;
      readonly logs: readonly Log[];
      readonly gasUsed: number;
      readonly created: Address | null;
    }
  | { readonly ok: false; readonly data: Hex };

/** The same with the tree of all calls. */
export type Traced =
  | { readonly ok: true; readonly root: CallFrame; readonly logs: readonly Log[]; readonly gasUsed: number }
  | { readonly ok: false; readonly data: Hex };

type Sent = { readonly ok: true; readonly hash: Hex } | { readonly ok: false; readonly data: Hex };

/** A call within a transaction, as the chain's tracer tells it. */
export interface CallFrame {
  readonly type: string;
  readonly from: Address;
  readonly to: Address;
  readonly input: Hex;
  readonly gasUsed: Hex;
  readonly value?: Hex;
  readonly output?: Hex;
  readonly error?: string;
  readonly logs?: readonly Log[];
  readonly calls?: readonly CallFrame[];
}

/** A transaction; no `to`: a deployment. `gas`: its limit, 15 million if not said. `value` in wei. */
export interface Transaction {
  readonly from: Address;
  readonly to?: Address;
  readonly data: Hex;
  readonly value?: bigint;
  readonly gas?: number;
}

/** How a view is called. */
export interface Calling {
  readonly from?: Address;
  readonly gas?: number;
}

/** What a chain is like. `now`: the time of its first block after genesis, in seconds. */
export interface ChainOptions {
  readonly chainId?: number;
  readonly now?: number;
  readonly coinbase?: Address;
}

/** When chains begin, in seconds. */
export const BEGINNING = 2_000_000_000;
const GAS = 15_000_000;
const BLOCK_GAS = 1_000_000_000;
const RICH = 1n << 128n;

interface Wire {
  request(call: { readonly method: string; readonly params: readonly unknown[] }): Promise<unknown>;
  close(): Promise<void>;
}

interface Receipt {
  readonly status: Hex;
  readonly gasUsed: Hex;
  readonly contractAddress: Address | null;
  readonly logs: readonly Log[];
}

/** Hardhat without this project's plugins and artifacts, which it would read for its stack traces: nobody looks at them here. */
const hardhat = createHardhatRuntimeEnvironment({ paths: { artifacts: join(ROOT, "cache", "no-artifacts") } });

/**
 * Chains that are opened from now on tell what their contracts call at the address that hardhat's EVM watches for coverage: the numbers
 * that woven contracts send there (test/mutation).
 */
export async function onHits(hear: (hit: bigint) => void): Promise<void> {
  const onCoverageData = async (_: unknown, tags: readonly string[]): Promise<void> => {
    for (const tag of tags) hear(BigInt(`0x${tag}`));
  };
  (await hardhat).hooks.registerHandlers("network", { onCoverageData });
}

/**
 * An Ethereum chain in this process: hardhat's, which is native code and did 1,030 signed calls a second where ethereumjs with
 * native secp256k1 did 360. Every transaction is a block at the time `now`, which only moves when it is told to; gas is free;
 * anybody may send.
 */
export class Chain {
  /** The time of the next block, in seconds; never set it back but by `restore`. */
  now: number;
  readonly chainId: number;
  readonly #wire: Wire;
  readonly #known = new Set<Address>();
  #coinbase: Address | null = null;

  private constructor(wire: Wire, chainId: number, now: number) {
    this.#wire = wire;
    this.chainId = chainId;
    this.now = now;
  }

  static async open({ chainId = 31_337, now = BEGINNING, coinbase }: ChainOptions = {}): Promise<Chain> {
    const connection = await (await hardhat).network.connect({
      override: {
        chainId,
        hardfork: "prague",
        allowBlocksWithSameTimestamp: true,
        allowUnlimitedContractSize: true,
        blockGasLimit: BLOCK_GAS,
        initialBaseFeePerGas: 0,
        initialDate: new Date((now - 1) * 1000),
      },
    });
    const chain = new Chain(connection.provider, chainId, now);
    if (coinbase !== undefined) await chain.mineBy(coinbase);
    return chain;
  }

  request(method: string, params: readonly unknown[]): Promise<unknown> {
    return this.#wire.request({ method, params });
  }

  /** Who mines the blocks from now on, whatever is restored. */
  async mineBy(coinbase: Address): Promise<void> {
    this.#coinbase = coinbase;
    await this.request("hardhat_setCoinbase", [coinbase]);
  }

  /** Mines a transaction. What it reverts with is an answer, no error. */
  async transact(transaction: Transaction): Promise<Mined> {
    const sent = await this.#send(transaction);
    if (!sent.ok) return sent;
    const receipt = (await this.request("eth_getTransactionReceipt", [sent.hash])) as Receipt; // mined at once
    const { logs, contractAddress: created } = receipt;
    return { ok: true, hash: sent.hash, logs, gasUsed: Number(receipt.gasUsed), created };
  }

  /** The same with every call that it made, and every log. */
  async trace(transaction: Transaction): Promise<Traced> {
    const sent = await this.#send(transaction);
    if (!sent.ok) return sent;
    const how = { tracer: "callTracer", tracerConfig: { withLog: true } };
    const root = (await this.request("debug_traceTransaction", [sent.hash, how])) as CallFrame; // what that tracer tells
    return { ok: true, root, logs: logsIn(root), gasUsed: Number(root.gasUsed) };
  }

  async #send({ from, to, data, value = 0n, gas = GAS }: Transaction): Promise<Sent> {
    await this.#introduce(from);
    await this.request("evm_setNextBlockTimestamp", [this.now]);
    const sent = { from, to, data, value: quantity(value), gas: quantity(gas), gasPrice: "0x0" };
    try {
      return { ok: true, hash: (await this.request("eth_sendTransaction", [sent])) as Hex }; // its hash
    } catch (error) {
      return { ok: false, data: revertedWith(error) };
    }
  }

  /** What a call answers, without a transaction. Throws with the revert's bytes in the message. */
  async call(to: Address, data: Hex, { from, gas = BLOCK_GAS }: Calling = {}): Promise<Hex> {
    return (await this.request("eth_call", [{ to, data, from, gas: quantity(gas), gasPrice: "0x0" }, "latest"])) as Hex;
  }

  /** Deploys init code, its arguments appended; throws if it does not come to stand. */
  async deploy(from: Address, initCode: Hex): Promise<Address> {
    const mined = await this.transact({ from, data: initCode, gas: BLOCK_GAS / 2 });
    if (!mined.ok || mined.created === null) throw new Error(`a deployment fails: ${mined.ok ? "" : mined.data}`);
    return mined.created;
  }

  async balanceOf(account: Address): Promise<bigint> {
    return BigInt((await this.request("eth_getBalance", [account, "latest"])) as Hex);
  }

  setBalance(account: Address, wei: bigint): Promise<unknown> {
    return this.request("hardhat_setBalance", [account, quantity(wei)]);
  }

  /** A point to `restore`, as often as needed. */
  async snapshot(): Promise<Snapshot> {
    return { id: (await this.request("evm_snapshot", [])) as Hex, now: this.now };
  }

  /** Back to a snapshot. The snapshot is used up: what comes back stands for the same point. */
  async restore(at: Snapshot): Promise<Snapshot> {
    if ((await this.request("evm_revert", [at.id])) !== true) throw new Error("this snapshot was used before");
    if (this.#coinbase !== null) await this.mineBy(this.#coinbase);
    this.now = at.now;
    return await this.snapshot();
  }

  /** Frees what the chain holds. */
  close(): Promise<void> {
    return this.#wire.close();
  }

  /** Whoever sends for the first time is made able to, and rich if it has nothing: gas is free, but ETH is given away. */
  async #introduce(account: Address): Promise<void> {
    if (this.#known.has(account)) return;
    this.#known.add(account);
    await this.request("hardhat_impersonateAccount", [account]);
  }

  /** Gives an account more wei than any test spends. */
  enrich(account: Address): Promise<unknown> {
    return this.setBalance(account, RICH);
  }
}

/** A point of a chain to go back to. */
export interface Snapshot {
  readonly id: Hex;
  readonly now: number;
}

/** All logs of a tree of calls that did not fail. */
function logsIn(frame: CallFrame): readonly Log[] {
  if (frame.error !== undefined) return [];
  return [...(frame.logs ?? []), ...(frame.calls ?? []).flatMap(logsIn)];
}

function quantity(value: bigint | number): Hex {
  return `0x${value.toString(16)}`;
}

/** Hardhat throws for a transaction that fails although it is mined; anything else goes on. */
function revertedWith(error: unknown): Hex {
  const data = error instanceof Error && "data" in error ? error.data : undefined;
  // Sound: hexadecimal where there is any.
  if (error instanceof Error && "transactionHash" in error)
    return typeof data === "string" && data.startsWith("0x") ? (data as Hex) : "0x";
  // Out of gas: told in another shape.
  if (typeof data === "object" && data !== null && "transactionHash" in data) return "0x";
  throw error;
}
