import type { Contract, ContractTransactionResponse, Signer, Wallet } from "ethers";
import { deployAdjudicator } from "../../deploy/deployAdjudicator.ts";
import { deployOnce } from "../../deploy/create2.ts";
import type { Hex } from "../../offchain/evm/hex.ts";
import { ticTacToeCode } from "../../offchain/generated/apps/ticTacToe.ts";
import { adjudicatorAbi } from "../../offchain/generated/protocol/adjudicator.ts";
import { digest, domainSeparator, hashState } from "../../offchain/generated/protocol/hashes.ts";
import { channelId } from "../../offchain/generated/protocol/rules.ts";
import type { Channel, State } from "../../offchain/generated/protocol/structs.ts";

/** A deployed court with two signers of fixed keys: what every gas scenario needs. */
export interface Court {
  readonly contract: Contract;
  readonly signers: readonly Wallet[];
  readonly domain: Hex;
  readonly chainId: bigint;
  /** The chain's time is set for every transaction, so that each byte of calldata is the same in every run. */
  readonly clock: { now: number };
  tick(): Promise<void>;
}

export const DURATION = 86_400;

/** When the scenarios begin, in chain time. */
const START = 2_000_000_000;
export const NOBODY: Hex = `0x${"00".repeat(32)}`;

/** The parts of hardhat's ethers that are used here. */
interface Chain {
  readonly ethers: typeof import("ethers").ethers & {
    readonly provider: {
      send(method: string, params: unknown[]): Promise<unknown>;
      getNetwork(): Promise<{ readonly chainId: bigint }>;
    };
    getSigners(): Promise<Signer[]>;
  };
}

/** A fresh court on hardhat's chain, with the app that the scenarios play. */
export async function courtOn({ ethers }: Chain): Promise<Court> {
  const [payer] = await ethers.getSigners();
  if (payer === undefined) throw new Error("hardhat's chain has no accounts");
  const address = await deployAdjudicator(payer);
  await deployOnce(payer, ticTacToeCode.initCode);
  const clock = { now: START };
  const { chainId } = await ethers.provider.getNetwork();
  return {
    contract: new ethers.Contract(address, adjudicatorAbi, payer),
    signers: [1, 2].map((n) => new ethers.Wallet(`0x${n.toString(16).padStart(64, "0")}`)),
    domain: domainSeparator(chainId, hex(address)),
    chainId,
    clock,
    tick: async () => {
      clock.now += 1;
      await ethers.provider.send("evm_setNextBlockTimestamp", [clock.now]);
    },
  };
}

/** A channel of the two; each salt is another. Payouts are accounts that exist already: a first payment costs 25,000 more. */
export function channelOf(court: Court, salt: bigint): Channel {
  return {
    participants: court.signers.map((signer) => ({ signer: hex(signer.address), payout: hex(signer.address) })),
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

export function signAll(court: Court, structHash: Hex): Hex {
  const signed = court.signers.map((signer) => signer.signingKey.sign(digest(court.domain, structHash)).serialized.slice(2));
  return hex(`0x${signed.join("")}`);
}

export function signState(court: Court, channel: Channel, state: State): Hex {
  return signAll(court, hashState(idOf(court, channel), state));
}

/** What a call cost its sender, calldata and the base of 21,000 included. */
export async function gasOf(court: Court, entry: string, args: readonly unknown[], value = 0n): Promise<number> {
  await court.tick();
  const overrides = value > 0n ? [{ value }] : [];
  // Sound: an entry that is not a view sends a transaction.
  const sent = (await court.contract.getFunction(entry)(...args, ...overrides)) as ContractTransactionResponse;
  const receipt = await sent.wait();
  if (receipt === null) throw new Error(`${entry} was not mined`);
  return Number(receipt.gasUsed);
}

export function hex(text: string): Hex {
  // Sound: callers pass what ethers made, which starts with 0x.
  return text.toLowerCase() as Hex;
}
