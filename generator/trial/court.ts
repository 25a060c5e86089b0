import { Common, Hardfork, Mainnet } from "@ethereumjs/common";
import { createEVM, type EVM } from "@ethereumjs/evm";
import { Account, createAddressFromString } from "@ethereumjs/util";
import { computeAddress, getBytes, hexlify, Interface, type JsonFragment, keccak256, SigningKey } from "ethers";
import type { Address, Hex } from "../../offchain/evm/hex.ts";
import { ADJUDICATOR_INIT_CODE, adjudicatorAbi } from "../../offchain/generated/protocol/adjudicator.ts";
import { digest, domainSeparator } from "../../offchain/generated/protocol/hashes.ts";
import type { CompilerPin } from "../read/compiler.ts";
import { tokenInitCode } from "./token.ts";

/** The chain that courts are on. */
export const CHAIN = 1n;
/** Who deploys, and brings the deposits. */
export const FUNDER = `0x${"de".repeat(20)}`;
const RICHES = 10n ** 30n;
const GAS = 25_000_000n;

/** The adjudicator, tokens and adapters in one EVM, with a clock that trials move. */
export interface Court {
  readonly adjudicator: Address;
  now: bigint;
  /** Deploys init code. */
  deploy(initCode: string): Promise<Address>;
  /** Calls the adjudicator; throws `CourtRefuses` with the error that it reverts with. A second passes. */
  act(from: string, name: string, args: readonly unknown[], value?: bigint): Promise<void>;
  ask(name: string, args: readonly unknown[]): Promise<readonly unknown[]>;
  /** The token that an asset of a game is here; null for the first, which is ETH. */
  tokenOf(asset: number): Promise<Address | null>;
  balanceOf(who: string, asset: number): Promise<bigint>;
  /** Gives the funder of an asset, for the adjudicator to take. */
  mint(asset: number, amount: bigint): Promise<void>;
  sign(key: SigningKey, structHash: Hex): Hex;
}

/** A call that the chain reverts. */
export class CourtRefuses extends Error {
  constructor(error: string) {
    super(error);
    this.name = "CourtRefuses";
  }
}

const court = new Interface(adjudicatorAbi as unknown as JsonFragment[]); // solc's ABI is what ethers reads
const erc20 = new Interface([
  "function mint(address to, uint256 amount)",
  "function approve(address spender, uint256 amount) returns (bool)",
  "function balanceOf(address) view returns (uint256)",
]);

/** The key of a participant of channels on trial. */
export function keyOf(participant: number): SigningKey {
  return new SigningKey(keccak256(new Uint8Array([7, participant])));
}

/** Its address. */
export function signerOf(participant: number): Address {
  return computeAddress(keyOf(participant).publicKey).toLowerCase() as Address; // ethers' addresses are hexadecimal
}

/** Deploys the adjudicator on a chain of its own, at a time. */
export async function openCourt(root: string, pin: CompilerPin, now: bigint): Promise<Court> {
  const evm = await createEVM({ common: new Common({ chain: Mainnet, hardfork: Hardfork.Cancun }) });
  await evm.stateManager.putAccount(createAddressFromString(FUNDER), new Account(0n, RICHES));
  const clock = { now };
  const run = (from: string, to: string | undefined, data: string, value = 0n): ReturnType<EVM["runCall"]> =>
    evm.runCall({
      caller: createAddressFromString(from),
      ...(to === undefined ? {} : { to: createAddressFromString(to) }),
      data: getBytes(data),
      value,
      gasLimit: GAS,
      block: blockAt(clock.now),
    });
  const deploy = async (initCode: string): Promise<Address> => {
    const { createdAddress, execResult } = await run(FUNDER, undefined, initCode);
    if (createdAddress === undefined || execResult.exceptionError !== undefined)
      throw new CourtRefuses("a deployment fails");
    return createdAddress.toString().toLowerCase() as Address; // hexadecimal with 0x
  };
  const must = async (from: string, to: string, data: string, value = 0n): Promise<Uint8Array> => {
    const { execResult } = await run(from, to, data, value);
    if (execResult.exceptionError !== undefined)
      throw new CourtRefuses(errorOf(execResult.returnValue, execResult.exceptionError.error));
    return execResult.returnValue;
  };
  const adjudicator = await deploy(ADJUDICATOR_INIT_CODE);
  const domain = domainSeparator(CHAIN, adjudicator);
  const tokens = new Map<number, Address>();
  const tokenOf = async (asset: number): Promise<Address | null> => {
    if (asset === 0) return null;
    const token = tokens.get(asset) ?? (await deploy(tokenInitCode(root, pin)));
    tokens.set(asset, token);
    return token;
  };
  return {
    adjudicator,
    deploy,
    tokenOf,
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
      return court.decodeFunctionResult(name, await must(FUNDER, adjudicator, court.encodeFunctionData(name, args)));
    },
    async balanceOf(who, asset) {
      const token = await tokenOf(asset);
      if (token === null) return (await evm.stateManager.getAccount(createAddressFromString(who)))?.balance ?? 0n;
      return BigInt(hexlify(await must(FUNDER, token, erc20.encodeFunctionData("balanceOf", [who]))));
    },
    async mint(asset, amount) {
      const token = await tokenOf(asset);
      if (token === null) return; // the funder is rich
      await must(FUNDER, token, erc20.encodeFunctionData("mint", [FUNDER, amount]));
      await must(FUNDER, token, erc20.encodeFunctionData("approve", [adjudicator, amount]));
    },
    sign(key, structHash) {
      const { r, s, v } = key.sign(digest(domain, structHash));
      return `${r}${s.slice(2)}${v.toString(16)}` as Hex; // ethers' hexadecimal
    },
  };
}

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
