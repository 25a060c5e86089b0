import { Contract, type ContractTransactionResponse, getBytes, type Signer, Wallet } from "ethers";
import { deployAdjudicator } from "../../deploy/deployAdjudicator.ts";
import { deployOnce } from "../../deploy/create2.ts";
import type { Hex } from "../../offchain/evm/hex.ts";
import { ticTacToeCode } from "../../offchain/generated/apps/ticTacToe.ts";
import { adjudicatorAbi } from "../../offchain/generated/protocol/adjudicator.ts";
import { digest, domainSeparator, hashState } from "../../offchain/generated/protocol/hashes.ts";
import { channelId } from "../../offchain/generated/protocol/rules.ts";
import type { Channel, State } from "../../offchain/generated/protocol/structs.ts";
import { ether } from "./units.ts";

/** A deployed court with ten signers of fixed keys: what every gas scenario needs. */
export interface Court {
  readonly contract: Contract;
  readonly signers: readonly Wallet[];
  /** What deploying the court cost. */
  readonly deployGas: number;
  readonly domain: Hex;
  readonly chainId: bigint;
  readonly ethers: Chain["ethers"];
  /** The chain's time is set for every transaction, so that each byte of calldata is the same in every run. */
  readonly clock: { now: number };
  tick(): Promise<void>;
  /** Every call that was measured. */
  readonly calls: Sent[];
}

/** What a call cost, and how much of that its calldata. */
export interface Sent {
  readonly gas: number;
  readonly calldata: number;
}

export const DURATION = 86_400;
/** Participants that a court knows keys of. */
const SIGNERS = 10;

/** When the scenarios begin, in chain time. */
const START = 2_000_000_000;
export const NOBODY: Hex = `0x${"00".repeat(32)}`;

/** The parts of hardhat's ethers that are used here. */
export interface Chain {
  readonly ethers: typeof import("ethers").ethers & {
    readonly provider: import("ethers").Provider & {
      send(method: string, params: unknown[]): Promise<unknown>;
    };
    getSigners(): Promise<Signer[]>;
  };
}

/** A fresh court on hardhat's chain, with the app that the scenarios play. Signers and payouts are accounts with a balance. */
export async function courtOn({ ethers }: Chain): Promise<Court> {
  const [payer] = await ethers.getSigners();
  if (payer === undefined) throw new Error("hardhat's chain has no accounts");
  const address = await deployAdjudicator(payer);
  const deployed = await ethers.provider.getBlock("latest");
  await deployOnce(payer, ticTacToeCode.initCode);
  const keys = Array.from({ length: SIGNERS }, (_, n) => `0x${(n + 1).toString(16).padStart(64, "0")}`);
  const signers = keys.map((key) => new Wallet(key, ethers.provider));
  for (const signer of signers) {
    await ethers.provider.send("hardhat_setBalance", [signer.address, ethers.toQuantity(ether(1000))]);
    await ethers.provider.send("hardhat_setBalance", [coldPayout(signer), "0x1"]);
  }
  const clock = { now: START };
  const { chainId } = await ethers.provider.getNetwork();
  return {
    contract: new ethers.Contract(address, adjudicatorAbi, payer),
    signers,
    deployGas: Number(deployed?.gasUsed ?? 0n),
    domain: domainSeparator(chainId, hex(address)),
    chainId,
    ethers,
    clock,
    calls: [],
    tick: async () => {
      clock.now += 1;
      await ethers.provider.send("evm_setNextBlockTimestamp", [clock.now]);
    },
  };
}

/** An account that sends nothing: to pay it costs what a cold account costs. */
export function coldPayout(signer: Wallet): Hex {
  return hex(`0xee${signer.address.slice(4)}`);
}

/** A channel of the first `count` signers, who are paid where they sign; each salt is another. */
export function channelOf(court: Court, salt: bigint, count = 2): Channel {
  return {
    participants: court.signers.slice(0, count).map((signer) => ({ signer: hex(signer.address), payout: hex(signer.address) })),
    challengeDuration: DURATION,
    appGas: 500_000,
    salt,
    child: NOBODY,
  };
}

export function idOf(court: Court, channel: Channel): Hex {
  return channelId(channel, court.chainId, hex(court.contract.target.toString()));
}

/** A state in ETH: what Alice has more than she deposited Bob has less, and `locked` comes from her. */
export function stateOf(version: number, toAlice: bigint, change: Partial<State> = {}, locked = 0n): State {
  const delta = [toAlice - locked, -toAlice];
  const assets = [{ token: NOBODY, id: 0n, locked, delta, withdrawn: [] as bigint[] }];
  return { version, isFinal: false, interactionsRoot: NOBODY, assets, ...change };
}

export const NOTHING: State = { version: 0, isFinal: false, interactionsRoot: NOBODY, assets: [] };

export function signAll(court: Court, structHash: Hex, count = 2): Hex {
  const signed = court.signers
    .slice(0, count)
    .map((signer) => signer.signingKey.sign(digest(court.domain, structHash)).serialized.slice(2));
  return hex(`0x${signed.join("")}`);
}

export function signState(court: Court, channel: Channel, state: State): Hex {
  return signAll(court, hashState(idOf(court, channel), state), channel.participants.length);
}

/** How a call is sent: with how much wei, and by whom if not by hardhat's payer. */
export interface Sending {
  readonly value?: bigint;
  readonly by?: Wallet | undefined;
}

/** What a call cost its sender, calldata and the base of 21,000 included. */
export async function gasOf(court: Court, entry: string, args: readonly unknown[], { value = 0n, by }: Sending = {}): Promise<number> {
  await court.tick();
  const overrides = value > 0n ? [{ value }] : [];
  const contract = by === undefined ? court.contract : court.contract.connect(by);
  // Sound: an entry that is not a view sends a transaction.
  const sent = (await (contract as Contract).getFunction(entry)(...args, ...overrides)) as ContractTransactionResponse;
  const receipt = await sent.wait();
  if (receipt === null) throw new Error(`${entry} was not mined`);
  const gas = Number(receipt.gasUsed);
  court.calls.push({ gas, calldata: calldataGas(sent.data) });
  return gas;
}

/** 4 for a byte of zero, 16 for any other. */
function calldataGas(text: string): number {
  return getBytes(text).reduce((sum, byte) => sum + (byte === 0 ? 4 : 16), 0);
}

export function hex(text: string): Hex {
  // Sound: callers pass what ethers made, which starts with 0x.
  return text.toLowerCase() as Hex;
}
