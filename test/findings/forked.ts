import { type Common, createCustomCommon, Hardfork, Mainnet } from "@ethereumjs/common";
import { createEVM, type EVM, paramsEVM } from "@ethereumjs/evm";
import { createAddressFromString } from "@ethereumjs/util";
import { getCreateAddress } from "ethers";
import { type Address, bytesToHex, type Hex, hexToBytes } from "../../offchain/evm/hex.ts";
import { BEGINNING, type Calling, type Mined, type Transaction } from "../world/chain.ts";
import type { Ground } from "./ground.ts";

/** Enough to deploy code that is over the limit. */
const GAS = 200_000_000;

function rulesOf(chainId: number): Common {
  return createCustomCommon({ chainId }, Mainnet, { hardfork: Hardfork.Cancun, params: paramsEVM });
}

/** A chain that can take another id, as the part of a chain that splits does (finding M8). Hardhat's keeps its own. */
export class ForkedChain implements Ground {
  now = BEGINNING;
  /** What the chain was called when it began. */
  readonly chainId: number;
  private readonly coinbase: Hex;
  private readonly evm: EVM;
  private deployed = 0;
  private gasUsed = 0;
  /** What the last transaction failed with, in the words of the EVM. */
  private failure = "";

  private constructor(evm: EVM, chainId: number, coinbase: Hex) {
    this.evm = evm;
    this.chainId = chainId;
    this.coinbase = coinbase;
  }

  static async begin(coinbase: Hex): Promise<ForkedChain> {
    const chainId = 31_337;
    const evm = await createEVM({
      common: rulesOf(chainId),
      allowUnlimitedContractSize: true,
      allowUnlimitedInitCodeSize: true,
    });
    return new ForkedChain(evm, chainId, coinbase);
  }

  fork(chainId: number): void {
    // Sound: the EVM reads its rules when it runs; these differ in the id alone.
    (this.evm as { common: Common }).common = rulesOf(chainId);
  }

  async deploy(from: Address, initCode: Hex): Promise<Address> {
    const mined = await this.transact({ from, data: initCode });
    if (!mined.ok) throw new Error(`a deployment fails: ${this.failure}`);
    // One account deploys everything here, before it sends anything else.
    return getCreateAddress({ from, nonce: this.deployed++ }).toLowerCase() as Address;
  }

  async transact(transaction: Transaction): Promise<Mined> {
    const result = await this.run(transaction);
    const { exceptionError, returnValue, logs = [], executionGasUsed } = result;
    if (exceptionError !== undefined) return { ok: false, data: bytesToHex(returnValue) };
    const seen = logs.map(([address, topics, data]) => ({
      address: bytesToHex(address),
      topics: topics.map((topic) => bytesToHex(topic)),
      data: bytesToHex(data),
    }));
    return { ok: true, hash: "0x", logs: seen, gasUsed: Number(executionGasUsed), created: null };
  }

  async call(to: Address, data: Hex, { from = `0x${"00".repeat(20)}` }: Calling = {}): Promise<Hex> {
    return bytesToHex((await this.run({ from, to, data })).returnValue);
  }

  async balanceOf(account: Address): Promise<bigint> {
    return (await this.evm.stateManager.getAccount(createAddressFromString(account)))?.balance ?? 0n;
  }

  async codeAt(account: Address): Promise<Hex> {
    return bytesToHex(await this.evm.stateManager.getCode(createAddressFromString(account)));
  }

  async lastGasUsed(): Promise<number> {
    return this.gasUsed;
  }

  /** Whoever sends ETH here has it. */
  async enrich(): Promise<void> {}

  async close(): Promise<void> {}

  private async run({ from, to, data, value = 0n, gas = GAS }: Transaction) {
    this.evm.transientStorage.clear();
    const { execResult } = await this.evm.runCall({
      caller: createAddressFromString(from),
      ...(to === undefined ? {} : { to: createAddressFromString(to) }),
      data: hexToBytes(data),
      value,
      gasLimit: BigInt(gas),
      skipBalance: true,
      block: {
        header: {
          number: 1n,
          coinbase: createAddressFromString(this.coinbase),
          timestamp: BigInt(this.now),
          difficulty: 0n,
          prevRandao: new Uint8Array(32),
          gasLimit: BigInt(GAS),
          baseFeePerGas: 0n,
          getBlobGasPrice: () => undefined,
        },
      },
    });
    await this.evm.journal.cleanup();
    this.gasUsed = Number(execResult.executionGasUsed);
    this.failure = execResult.exceptionError?.error ?? "";
    return execResult;
  }
}
