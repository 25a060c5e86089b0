import type { Address, Hex } from "../../offchain/evm/hex.ts";
import { adjudicatorAbi } from "../../offchain/generated/protocol/adjudicator.ts";
import { domainSeparator, hashState } from "../../offchain/generated/protocol/hashes.ts";
import { channelId } from "../../offchain/generated/protocol/rules.ts";
import type { Channel, State } from "../../offchain/generated/protocol/structs.ts";
import { ContractAbi, type Named, type Values } from "./abi.ts";
import { Chain, type ChainOptions, type Log, type Mined, type Snapshot } from "./chain.ts";
import { PEOPLE } from "./keys.ts";
import { mock } from "./mocks.ts";
import { allSign, type Signing } from "./signing.ts";
import { staged } from "./staged.ts";

/** The adjudicator's entries, events and errors. */
export const COURT_ABI: ContractAbi = new ContractAbi(adjudicatorAbi);

/** How a call is sent: by whom (`DEPLOYER` if not said), with how much wei, under which gas limit. */
export interface Sending {
  readonly by?: Address;
  readonly value?: bigint;
  readonly gas?: number;
}

/** What a call of the adjudicator came to. `error`: what it reverted with, its name "" where there was no reason (out of gas). */
export type Answer =
  | { readonly ok: true; readonly events: readonly Named[]; readonly gasUsed: number }
  | { readonly ok: false; readonly error: Named };

/** What a world begins with. `code`: the adjudicator's init code, if not the one that is deployed. */
export interface WorldOptions extends ChainOptions {
  readonly code?: Hex;
}

/** Deploys everything, and sends what nobody in particular sends. */
export const DEPLOYER: Address = `0x${"de".repeat(20)}`;
export const ZERO: Hex = `0x${"00".repeat(32)}`;
/** ETH, as an asset. */
export const ETH: Hex = ZERO;
/** What stands for "no state": version 0. */
export const NOTHING: State = { version: 0, isFinal: false, interactionsRoot: ZERO, assets: [] };

/**
 * An adjudicator on a chain of its own, in this process, with people whose keys are known.
 *
 * @example
 * const world = await World.begin();
 * const channel = world.channel(2);
 * await world.must("fundETH", [world.idOf(channel), 0n], { value: 100n });
 * const { error } = await world.act("resume", [channel, world.allSign(channel, someHash)]);
 */
export class World {
  readonly chain: Chain;
  readonly court: Address;
  readonly signing: Signing;
  #salt = 0n;

  private constructor(chain: Chain, court: Address) {
    this.chain = chain;
    this.court = court;
    this.signing = { chainId: chain.chainId, court, domain: domainSeparator(BigInt(chain.chainId), court) };
  }

  /** A chain, the adjudicator on it, and ETH for everybody in `PEOPLE`. Some 40 ms, and a second once for hardhat itself. */
  static async begin({ code = staged().code, ...options }: WorldOptions = {}): Promise<World> {
    const { coinbase } = staged();
    const chain = await Chain.open(coinbase === undefined ? options : { coinbase, ...options });
    for (const rich of [DEPLOYER, ...PEOPLE.slice(0, 16)]) await chain.enrich(rich);
    return new World(chain, await chain.deploy(DEPLOYER, code));
  }

  /** The time of the next call, in seconds. */
  get now(): number {
    return this.chain.now;
  }

  set now(time: number) {
    this.chain.now = time;
  }

  wait(seconds: number): void {
    this.chain.now += seconds;
  }

  /** Calls an entry, its arguments in order or by name. That it reverts is an answer. */
  async act(
    entry: string,
    args: readonly unknown[] | Values,
    { by = DEPLOYER, ...how }: Sending = {},
  ): Promise<Answer> {
    const data = COURT_ABI.encode(entry, args);
    return this.#answer(await this.chain.transact({ from: by, to: this.court, data, ...how }));
  }

  /** As `act`, for what has to go through: its events. Throws with the error's name otherwise. */
  async must(entry: string, args: readonly unknown[] | Values, how: Sending = {}): Promise<readonly Named[]> {
    const answer = await this.act(entry, args, how);
    if (!answer.ok) throw new Error(`${entry} reverts: ${describe(answer.error)}`);
    return answer.events;
  }

  /** As `act`, for what has to revert: the error's name. Throws if it goes through. */
  async refused(entry: string, args: readonly unknown[] | Values, how: Sending = {}): Promise<string> {
    const answer = await this.act(entry, args, how);
    if (answer.ok) throw new Error(`${entry} goes through`);
    return answer.error.name;
  }

  /** What a view of the adjudicator answers, by name; an unnamed value is called "0". */
  async view(entry: string, args: readonly unknown[] | Values): Promise<Values> {
    return COURT_ABI.decode(entry, await this.chain.call(this.court, COURT_ABI.encode(entry, args)));
  }

  /** A participant's holding, in units of the asset. */
  async netOf(channel: Channel, participant: number, token: Hex = ETH, id = 0n): Promise<bigint> {
    const { net } = await this.view("holdingOf", [this.idOf(channel), token, id, participant]);
    return net as bigint; // int256
  }

  /** What an account has of ETH or of an ERC-20. */
  async balanceOf(account: Address, token: Hex = ETH): Promise<bigint> {
    if (token === ETH) return this.chain.balanceOf(account);
    const { 0: amount } = await this.ask("TestToken", addressOfAsset(token), "balanceOf", [account]);
    return amount as bigint; // uint256
  }

  // --- channels and signatures

  /** A fresh channel of the first `count` people, each paid where it signs. A day to answer a challenge. */
  channel(count = 2, change: Partial<Channel> = {}): Channel {
    this.#salt += 1n;
    return {
      participants: PEOPLE.slice(0, count).map((signer) => ({ signer, payout: signer })),
      challengeDuration: 86_400,
      appGas: 500_000,
      salt: this.#salt,
      child: ZERO,
      ...change,
    };
  }

  idOf(channel: Channel): Hex {
    return channelId(channel, BigInt(this.signing.chainId), this.court);
  }

  /** All participants' signatures over the struct hash of a message. */
  allSign(channel: Channel, structHash: Hex): Hex {
    return allSign(this.signing, channel, structHash);
  }

  /** All participants' signatures over a state. */
  signState(channel: Channel, state: State): Hex {
    return this.allSign(channel, hashState(this.idOf(channel), state));
  }

  // --- other contracts

  /** Deploys a contract of contracts/mocks. */
  async deployMock(name: string, args: readonly unknown[] = []): Promise<Address> {
    const { abi, initCode } = mock(name);
    const inputs = abi.find((item) => item.type === "constructor")?.inputs ?? [];
    const made = new ContractAbi([{ type: "function", name: "made", inputs }]).encode("made", args);
    return this.chain.deploy(DEPLOYER, `${initCode}${made.slice(10)}`);
  }

  /** Deploys an ERC-20 of contracts/mocks, and gives each of the first people a million, all of it allowed to the adjudicator. */
  async token(
    name = "TestToken",
    args: readonly unknown[] = name === "TestToken" ? ["Test", "TST"] : [],
  ): Promise<Hex> {
    const token = await this.deployMock(name, args);
    for (const person of [DEPLOYER, ...PEOPLE.slice(0, 5)]) {
      await this.tell(name, token, "mint", [person, 1_000_000n]);
      await this.tell(name, token, "approve", [this.court, 1n << 200n], { by: person });
    }
    return `0x01${"00".repeat(11)}${token.slice(2)}`;
  }

  /** Calls a mock; throws if it reverts. */
  async tell(
    name: string,
    at: Address,
    entry: string,
    args: readonly unknown[],
    { by = DEPLOYER, ...how }: Sending = {},
  ): Promise<void> {
    const abi = abiOfMock(name);
    const mined = await this.chain.transact({ from: by, to: at, data: abi.encode(entry, args), ...how });
    if (!mined.ok) throw new Error(`${name}.${entry} reverts: ${describe(abi.error(mined.data))}`);
  }

  /** What a view of a mock answers. */
  async ask(name: string, at: Address, entry: string, args: readonly unknown[]): Promise<Values> {
    const abi = abiOfMock(name);
    return abi.decode(entry, await this.chain.call(at, abi.encode(entry, args)));
  }

  // --- time travel

  snapshot(): Promise<Snapshot> {
    return this.chain.snapshot();
  }

  /** Back to a snapshot, which is used up: the one that comes back stands for the same point. */
  restore(at: Snapshot): Promise<Snapshot> {
    return this.chain.restore(at);
  }

  close(): Promise<void> {
    return this.chain.close();
  }

  #answer(mined: Mined): Answer {
    if (!mined.ok) return { ok: false, error: COURT_ABI.error(mined.data) };
    return { ok: true, gasUsed: mined.gasUsed, events: this.eventsIn(mined.logs) };
  }

  /** The adjudicator's events among logs. */
  eventsIn(logs: readonly Log[]): readonly Named[] {
    return logs.filter(({ address }) => address === this.court).flatMap((log) => COURT_ABI.event(log) ?? []);
  }
}

const mockAbis = new Map<string, ContractAbi>();

function abiOfMock(name: string): ContractAbi {
  const abi = mockAbis.get(name) ?? new ContractAbi(mock(name).abi);
  mockAbis.set(name, abi);
  return abi;
}

/** The account that an asset names. */
export function addressOfAsset(token: Hex): Address {
  return `0x${token.slice(26)}`;
}

function describe({ name, args }: Named): string {
  const values = Object.values(args).map((value) => (typeof value === "object" ? "…" : String(value)));
  return name === "" ? "without a reason" : `${name}(${values.join(", ")})`;
}
