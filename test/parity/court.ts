import { Common, Hardfork, Mainnet } from "@ethereumjs/common";
import { createEVM, type EVM } from "@ethereumjs/evm";
import { Account, createAddressFromString } from "@ethereumjs/util";
import {
  AbiCoder,
  computeAddress,
  getBytes,
  hexlify,
  Interface,
  type JsonFragment,
  keccak256,
  SigningKey,
} from "ethers";
import { compileContract, readCompilerPin } from "../../generator/read/compiler.ts";
import { closureOf } from "../../generator/read/sources.ts";
import type { Address, Hex } from "../../offchain/evm/hex.ts";
import { ADJUDICATOR_INIT_CODE, adjudicatorAbi } from "../../offchain/generated/protocol/adjudicator.ts";
import { digest, domainSeparator } from "../../offchain/generated/protocol/hashes.ts";
import { ROOT } from "../generator/support/fixtureProject.ts";

const CHAIN = 1n;
const DEPLOYER = `0x${"de".repeat(20)}`;
/** Later than every time in sample terms. */
const START = 2_000_000_000n;

/** The adjudicator, a token and adapters in one EVM, with a clock that tests move. */
export interface Court {
  readonly adjudicator: Address;
  readonly token: Address;
  now: bigint;
  /** The names of moves that a test has made here. */
  readonly moves: Set<string>;
  /** Deploys init code. */
  deploy(initCode: string): Promise<Address>;
  /** Calls the adjudicator; throws the name of the error that it reverts with. A second passes. */
  act(from: string, name: string, args: readonly unknown[], value?: bigint): Promise<void>;
  ask(name: string, args: readonly unknown[]): Promise<readonly unknown[]>;
  balanceOf(who: string, asset: "eth" | "token"): Promise<bigint>;
  mint(to: string, amount: bigint): Promise<void>;
  sign(key: SigningKey, structHash: Hex): Hex;
}

const court = new Interface(adjudicatorAbi as unknown as JsonFragment[]); // solc's ABI is what ethers reads
const erc20 = new Interface([
  "function mint(address to, uint256 amount)",
  "function approve(address spender, uint256 amount) returns (bool)",
  "function balanceOf(address) view returns (uint256)",
]);

/** The key of a participant of test channels. */
export function keyOf(participant: number): SigningKey {
  return new SigningKey(keccak256(new Uint8Array([7, participant])));
}

export function signerOf(participant: number): Address {
  return computeAddress(keyOf(participant).publicKey).toLowerCase() as Address; // ethers' addresses are hexadecimal
}

/** Deploys everything. */
export async function openCourt(): Promise<Court> {
  const evm = await createEVM({ common: new Common({ chain: Mainnet, hardfork: Hardfork.Cancun }) });
  await evm.stateManager.putAccount(createAddressFromString(DEPLOYER), new Account(0n, 10n ** 30n));
  const clock = { now: START };
  const run = (from: string, to: string | undefined, data: string, value = 0n): ReturnType<EVM["runCall"]> =>
    evm.runCall({
      caller: createAddressFromString(from),
      ...(to === undefined ? {} : { to: createAddressFromString(to) }),
      data: getBytes(data),
      value,
      gasLimit: 25_000_000n,
      block: blockAt(clock.now),
    });
  const deploy = async (initCode: string): Promise<Address> => {
    const { createdAddress, execResult } = await run(DEPLOYER, undefined, initCode);
    if (createdAddress === undefined || execResult.exceptionError !== undefined) throw new Error("deployment fails");
    return createdAddress.toString().toLowerCase() as Address; // hexadecimal with 0x
  };
  const adjudicator = await deploy(ADJUDICATOR_INIT_CODE);
  const path = "contracts/mocks/TestToken.sol";
  const compiled = compileContract(ROOT, closureOf(ROOT, [path]), path, "TestToken", readCompilerPin(ROOT));
  const token = await deploy(
    compiled.initCode + AbiCoder.defaultAbiCoder().encode(["string", "string"], ["Test", "TST"]).slice(2),
  );
  const domain = domainSeparator(CHAIN, adjudicator);
  const must = async (from: string, to: string, data: string, value = 0n): Promise<Uint8Array> => {
    const { execResult } = await run(from, to, data, value);
    if (execResult.exceptionError !== undefined)
      throw new Error(errorOf(execResult.returnValue, execResult.exceptionError.error));
    return execResult.returnValue;
  };
  return {
    adjudicator,
    token,
    deploy,
    moves: new Set(),
    get now() {
      return clock.now;
    },
    set now(time) {
      clock.now = time;
    },
    async act(from, name, args, value) {
      await must(from, adjudicator, court.encodeFunctionData(name, args), value);
      clock.now += 1n;
    },
    async ask(name, args) {
      return court.decodeFunctionResult(name, await must(DEPLOYER, adjudicator, court.encodeFunctionData(name, args)));
    },
    async balanceOf(who, asset) {
      if (asset === "eth") return (await evm.stateManager.getAccount(createAddressFromString(who)))?.balance ?? 0n;
      return BigInt(hexlify(await must(DEPLOYER, token, erc20.encodeFunctionData("balanceOf", [who]))));
    },
    async mint(to, amount) {
      await must(DEPLOYER, token, erc20.encodeFunctionData("mint", [to, amount]));
      await must(to, token, erc20.encodeFunctionData("approve", [adjudicator, amount]));
    },
    sign(key, structHash) {
      const { r, s, v } = key.sign(digest(domain, structHash));
      return `${r}${s.slice(2)}${v.toString(16)}` as Hex; // ethers' hexadecimal
    },
  };
}

/** Who brings the deposits. */
export const FUNDER: string = DEPLOYER;

function blockAt(timestamp: bigint): NonNullable<Parameters<EVM["runCall"]>[0]["block"]> {
  return {
    header: {
      number: 1n,
      coinbase: createAddressFromString(`0x${"00".repeat(20)}`),
      timestamp,
      difficulty: 0n,
      prevRandao: new Uint8Array(32),
      gasLimit: 30_000_000n,
      baseFeePerGas: 0n,
      slotNumber: 0n,
      getBlobGasPrice: () => undefined,
    },
  };
}

function errorOf(revert: Uint8Array, otherwise: string): string {
  return court.parseError(revert)?.name ?? `${otherwise} ${hexlify(revert)}`;
}
