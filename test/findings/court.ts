import { readFileSync } from "node:fs";
import { Interface, keccak256, type Result } from "ethers";
import type { Hex } from "../../offchain/evm/hex.ts";
import { adjudicatorAbi } from "../../offchain/generated/protocol/adjudicator.ts";
import { encodeChallengeAuth } from "../../offchain/generated/protocol/codecs.ts";
import {
  digest,
  domainSeparator,
  hashChallenge,
  hashChildTerms,
  hashResume,
  hashState,
} from "../../offchain/generated/protocol/hashes.ts";
import { assetAddress, channelId, erc20Asset } from "../../offchain/generated/protocol/rules.ts";
import type {
  Channel,
  ChildTerms,
  Claim,
  HashLock,
  Play,
  Position,
  State,
} from "../../offchain/generated/protocol/structs.ts";
import type { Log } from "../world/chain.ts";
import { mock } from "../world/mocks.ts";
import { staged } from "../world/staged.ts";
import { type Ground, hardhatGround } from "./ground.ts";
import { DAY, ETH, hex, NONE, type Person } from "./people.ts";

export { stage } from "../world/staged.ts";

/** A channel, its people in the order of the channel, and a child's terms. */
export interface Pact {
  readonly channel: Channel;
  readonly people: readonly Person[];
  readonly id: Hex;
  readonly terms?: ChildTerms;
}

/** A call that the court refused: the error's name and arguments. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly error: string;

  constructor(error: string, entry: string, args: string) {
    super(`${entry} was refused: ${error}(${args})`);
    this.error = error;
  }
}

/** What a call did: its logs, its gas. */
export interface Receipt {
  readonly logs: readonly Log[];
  readonly gasUsed: number;
}

/** How a call is sent: by whom if not by anyone, with how much. */
export interface Sending {
  readonly by?: Hex;
  readonly value?: bigint;
  readonly gas?: number;
}

/** Sends what anyone may send, and deploys. */
const NOBODY: Hex = hex(`0x${"00".repeat(20)}`);
const ANYONE: Hex = hex(`0x${"a1".repeat(20)}`);

const ERRORS = ["contracts/types/Errors.sol", "contracts/interfaces/IApp.sol"].flatMap((file) => {
  const source = readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
  return [...source.matchAll(/^\s*error [^;]+;/gm)].map(([text]) => text.trim().slice(0, -1));
});
const FACE = new Interface([...adjudicatorAbi, ...ERRORS.filter((text) => !declared(text))]);

function declared(text: string): boolean {
  const name = /error (\w+)/.exec(text)?.[1];
  return adjudicatorAbi.some((entry) => entry.type === "error" && entry.name === name);
}

/** A chain with an adjudicator, and its entries by name. Each call throws `Refused` if it reverts. */
export class Court {
  readonly chain: Ground;
  readonly address: Hex;
  readonly domain: Hex;
  private salts = 0n;

  private constructor(chain: Ground, address: Hex) {
    this.chain = chain;
    this.address = address;
    this.domain = domainSeparator(BigInt(chain.chainId), address);
  }

  /** On hardhat's chain, unless another is given. */
  static async begin(other?: (coinbase: Hex) => Promise<Ground>): Promise<Court> {
    const { code, coinbase = NOBODY } = staged();
    const chain = other === undefined ? await hardhatGround(coinbase) : await other(coinbase);
    await chain.enrich(ANYONE);
    return new Court(chain, await chain.deploy(ANYONE, code));
  }

  /** The same court on hardhat's chain under another id. */
  static on(chainId: number): Promise<Court> {
    return Court.begin((coinbase) => hardhatGround(coinbase, chainId));
  }

  end(): Promise<void> {
    return this.chain.close();
  }

  get now(): number {
    return this.chain.now;
  }

  /** Time passes, in seconds. */
  pass(seconds: number): void {
    this.chain.now += seconds;
  }

  /** Deploys a contract of contracts/mocks. */
  deploy(name: string, args: Hex = "0x"): Promise<Hex> {
    return this.chain.deploy(ANYONE, hex(`${mock(name).initCode}${args.slice(2)}`));
  }

  // --- channels

  pact(people: readonly Person[], change: Partial<Channel> = {}): Pact {
    const participants = people.map(({ signer, payout }) => ({ signer, payout }));
    const rest = { challengeDuration: DAY, appGas: 500_000, salt: ++this.salts, child: NONE };
    const channel = { participants, ...rest, ...change };
    return { channel, people, id: channelId(channel, BigInt(this.chain.chainId), this.address) };
  }

  child(people: readonly Person[], terms: ChildTerms): Pact {
    return { ...this.pact(people, { child: hashChildTerms(terms) }), terms };
  }

  /** A channel in which each person has deposited this much ETH. */
  async funded(people: readonly Person[], ...amounts: readonly bigint[]): Promise<Pact> {
    const pact = this.pact(people);
    for (const [i, amount] of amounts.entries()) if (amount > 0n) await this.fundETH(pact, i, amount);
    return pact;
  }

  // --- signatures

  signBy(who: Person, structHash: Hex): Hex {
    return hex(who.key.sign(digest(this.domain, structHash)).serialized);
  }

  signAll(people: readonly Person[], structHash: Hex): Hex {
    return hex(`0x${people.map((who) => this.signBy(who, structHash).slice(2)).join("")}`);
  }

  sign(pact: Pact, state: State): Hex {
    return state.version === 0 ? "0x" : this.signAll(pact.people, hashState(pact.id, state));
  }

  /** A tower's authorisation by its principal. */
  authOf(pact: Pact, who: Person, previousDeadline: number, minVersion = 0, validUntil = 2 ** 40 - 1): Hex {
    const message = { channelId: pact.id, minVersion, previousDeadline, validUntil };
    return encodeChallengeAuth({ minVersion, validUntil, signature: this.signBy(who, hashChallenge(message)) });
  }

  // --- entries

  fundETH(pact: Pact, i: number, value: bigint, minHeld = 0n): Promise<Receipt> {
    return this.call("fundETH", [pact.id, BigInt(i) | (minHeld << 8n)], { value });
  }

  /** From the account `by`, which must have allowed it. */
  fund(pact: Pact, i: number, asset: Hex, amount: bigint, by: Hex): Promise<Receipt> {
    return this.call("fund", [pact.id, i, asset, 0, amount, 0], { by });
  }

  checkpoint(pact: Pact, state: State, signatures: Hex = this.sign(pact, state)): Promise<Receipt> {
    return this.call(...childOr(pact, "checkpoint", [state, signatures]));
  }

  challenge(who: Person, pact: Pact, state: State, sending: Sending = { by: who.signer }, auth: Hex = "0x") {
    const args = [state, this.sign(pact, state), pact.people.indexOf(who), auth];
    return this.call(...childOr(pact, "challenge", args), sending);
  }

  async resume(pact: Pact, deadline?: number): Promise<Receipt> {
    const current = deadline ?? (await this.slot(pact)).deadline;
    const signatures = this.signAll(pact.people, hashResume({ channelId: pact.id, deadline: current }));
    return this.call("resume", [pact.channel, signatures]);
  }

  /** Pays everyone, of every asset, unless masks say otherwise. */
  conclude(
    pact: Pact,
    state: State,
    masks: readonly bigint[] = everyone(pact, state),
    signatures = this.sign(pact, state),
  ) {
    const args = pact.terms === undefined ? [state, signatures, masks] : [state, signatures];
    return this.call(...childOr(pact, "conclude", args));
  }

  withdraw(pact: Pact, state: State): Promise<Receipt> {
    return this.call("withdraw", [pact.channel, state, this.sign(pact, state), 2 ** state.assets.length - 1]);
  }

  settle(
    pact: Pact,
    state: State,
    masks: readonly bigint[] = everyone(pact, state),
    sending: Sending = {},
  ): Promise<Receipt> {
    return this.call("settle", [pact.channel, state, masks], sending);
  }

  sweep(pact: Pact, state: State, asset: Hex = ETH): Promise<Receipt> {
    return this.call("sweep", [pact.channel, state, asset, 0, 2n ** BigInt(pact.people.length) - 1n]);
  }

  claim(pact: Pact, state: State, items: readonly Claim[], sending: Sending = {}): Promise<Receipt> {
    return this.call(...childOr(pact, "claim", [state, items]), sending);
  }

  claimAll(pact: Pact, state: State, locks: readonly HashLock[], depth: number, siblings: readonly Hex[] = []) {
    return this.call("claimAll", [pact.channel, state, locks, depth, siblings]);
  }

  publish(...preimages: readonly Hex[]): Promise<Receipt> {
    return this.call("publish", [preimages]);
  }

  progress(pact: Pact, state: State, position: Position, play: Play, sending: Sending = {}): Promise<Receipt> {
    return this.call(...childOr(pact, "progress", [state, position, play]), sending);
  }

  timeout(pact: Pact, state: State, position: Position, sending: Sending = {}): Promise<Receipt> {
    return this.call(...childOr(pact, "timeout", [state, position]), sending);
  }

  withdrawCredit(by: Hex, asset: Hex, to: Hex): Promise<Receipt> {
    return this.call("withdrawCredit", [asset, 0, to], { by });
  }

  /** Any entry, with any arguments. */
  async call(entry: string, args: readonly unknown[], sending: Sending = {}): Promise<Receipt> {
    const { by = ANYONE, ...rest } = sending;
    const data = this.calldata(entry, args);
    const mined = await this.chain.transact({ from: by, to: this.address, data, ...rest });
    if (mined.ok) return mined;
    const { name, args: said } = errorIn(mined.data);
    throw new Refused(name, entry, said);
  }

  calldata(entry: string, args: readonly unknown[]): Hex {
    return hex(FACE.encodeFunctionData(entry, [...args]));
  }

  /** The shortest call of an entry: every argument is zero, or lies where zeros are. For callers with little gas. */
  blank(entry: string): Hex {
    return hex(`${FACE.getFunction(entry)?.selector}${"00".repeat(6 * 32)}`);
  }

  // --- views

  async view(entry: string, args: readonly unknown[]): Promise<readonly unknown[]> {
    return FACE.decodeFunctionResult(entry, await this.chain.call(this.address, this.calldata(entry, args)));
  }

  async slot(pact: Pact): Promise<{ version: number; deadline: number; status: number }> {
    const [version, deadline, status] = await this.view("slotOf", [pact.id]);
    return { version: Number(version), deadline: Number(deadline), status: Number(status) };
  }

  async netOf(pact: Pact, i: number, asset: Hex = ETH): Promise<bigint> {
    // Sound: the view's first answer is an int256.
    return (await this.view("holdingOf", [pact.id, asset, 0, i]))[0] as bigint;
  }

  async codeHashOf(account: Hex): Promise<Hex> {
    return hex(keccak256(await this.chain.codeAt(account)));
  }

  /** All that a person has been given, credits included. */
  async gotBy(who: { readonly payout: Hex }, asset: Hex = ETH): Promise<bigint> {
    return (await this.balanceOf(who.payout, asset)) + (await this.creditOf(who.payout, asset));
  }

  async creditOf(owner: Hex, asset: Hex = ETH): Promise<bigint> {
    // Sound: the view answers one uint256.
    return (await this.view("creditOf", [owner, asset, 0]))[0] as bigint;
  }

  async balanceOf(account: Hex, asset: Hex = ETH): Promise<bigint> {
    if (asset === ETH) return this.chain.balanceOf(account);
    const data = new Interface(["function balanceOf(address)"]).encodeFunctionData("balanceOf", [account]);
    return BigInt(await this.chain.call(assetAddress(asset), hex(data)));
  }

  /** The arguments of a receipt's first event of this name. */
  event(receipt: Receipt, name: string): Result {
    const own = receipt.logs.filter(({ address }) => address === this.address);
    const found = own.map((log) => FACE.parseLog({ topics: [...log.topics], data: log.data }));
    const event = found.find((parsed) => parsed?.name === name);
    if (event === undefined || event === null) throw new Error(`there is no event ${name}`);
    return event.args;
  }

  /** The events of a receipt, by name. */
  events(receipt: Receipt): readonly string[] {
    return receipt.logs.filter(({ address }) => address === this.address).map((log) => nameOf(log));
  }

  // --- other contracts

  /** Calls a function of another contract, given as Solidity declares it; reverts throw. */
  async tell(to: Hex, declaration: string, args: readonly unknown[], sending: Sending = {}): Promise<Receipt> {
    const { by = ANYONE, ...rest } = sending;
    const face = new Interface([`function ${declaration}`]);
    const name = declaration.slice(0, declaration.indexOf("("));
    const data = hex(face.encodeFunctionData(name, [...args]));
    const mined = await this.chain.transact({ from: by, to, data, ...rest });
    if (!mined.ok) throw new Refused("unknown", name, mined.data);
    return mined;
  }

  /** A token of this kind, as an asset. */
  async token(kind: "TestToken" | "FeeToken" | "ReenteringToken" | "RefusingToken" | "RebasingToken"): Promise<Hex> {
    const named = hex(new Interface(["constructor(string,string)"]).encodeDeploy(["Gold", "GLD"]));
    return erc20Asset(await this.deploy(kind, kind === "TestToken" ? named : "0x"));
  }

  /** Mints, and allows the court all of it. */
  async rich(owner: Hex, asset: Hex, amount: bigint): Promise<void> {
    const token = assetAddress(asset);
    await this.tell(token, "mint(address,uint256)", [owner, amount]);
    await this.tell(token, "approve(address,uint256)", [this.address, amount], { by: owner });
  }
}

function everyone(pact: Pact, state: State): bigint[] {
  return state.assets.map(() => 2n ** BigInt(pact.people.length) - 1n);
}

// --- words

function childOr(pact: Pact, entry: string, args: readonly unknown[]): [string, readonly unknown[]] {
  if (pact.terms === undefined) return [entry, [pact.channel, ...args]];
  return [`${entry}Child`, [pact.channel, pact.terms, ...args]];
}

function errorIn(answer: Hex): { name: string; args: string } {
  // Nothing: out of gas, or no reason given.
  const error = answer.length < 10 ? null : FACE.parseError(answer);
  return { name: error?.name ?? "unknown", args: error?.args.join(", ") ?? "" };
}

function nameOf(log: Log): string {
  return FACE.parseLog({ topics: [...log.topics], data: log.data })?.name ?? "?";
}

/** Fails unless the court refuses with this error. */
export async function refused(call: Promise<unknown>, error: string): Promise<void> {
  const outcome = await call.then(
    () => "nothing was refused",
    (failure: unknown) => {
      if (failure instanceof Refused) return failure.error;
      throw failure;
    },
  );
  if (outcome !== error) throw new Error(`expected ${error}, but ${outcome}`);
}
