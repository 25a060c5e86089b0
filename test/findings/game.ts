import { AbiCoder, keccak256, type Result } from "ethers";
import type { Hex } from "../../offchain/evm/hex.ts";
import { hashApp, hashMove } from "../../offchain/generated/protocol/hashes.ts";
import { appStateHash, moveHash } from "../../offchain/generated/protocol/rules.ts";
import type { App, AppState, Move, Play, Position, State } from "../../offchain/generated/protocol/structs.ts";
import type { Court, Pact, Sending } from "./court.ts";
import { Tree } from "./leaves.ts";
import { ALICE, BOB, DAY, hex, type Person, stateOf } from "./people.ts";

/** What a scripted app does (contracts/mocks/ScriptedApp.sol). Clock 1: after a window; 2: at a time. */
export interface Script {
  readonly clock: number;
  readonly window: number;
  readonly time: number;
  readonly lock: Hex;
  readonly stays: boolean;
  readonly most: number;
  readonly finalAt: number;
  /** 0 none, 1 reverts, 2 burns gas, 6 sums wrong. */
  readonly fault: number;
  /** 0 `status`, 1 `play`, 2 `expire`. */
  readonly faulty: number;
}

export const HOUR = 3600;
/** The version of the state that holds the apps. */
export const VERSION = 3;
const FALLBACK = 3 * HOUR;
const abi = AbiCoder.defaultAbiCoder();

const SCRIPT: Script = {
  ...{ clock: 1, window: HOUR, time: 0, lock: hex(`0x${"00".repeat(32)}`), stays: false },
  ...{ most: 5, finalAt: 9, fault: 0, faulty: 1 },
};

/** What an app is set up with, if not with what is usual. */
export interface Setting {
  readonly script?: Partial<Script>;
  readonly leaf?: Partial<App>;
  /** The scripted app if not one of those whose terms are a window. */
  readonly kind?: "ScriptedApp" | "Ladder" | "BluffApp" | "CurtApp" | "MeddlingApp";
  /** The fixed state's version. */
  readonly version?: number;
  /** What the state says that it locks, in all. */
  readonly locked?: bigint;
  /** Alice challenges with the state that holds the app, and a day passes: as if it had been there all the time. */
  readonly fixed?: boolean;
}

/**
 * Alice and Bob, 20 each, 6 of hers and 4 of his in an app, twice: the same at index 0 and at index 1 of a tree of two. What
 * is known of the app follows the events.
 */
export class Game {
  readonly court: Court;
  readonly pact: Pact;
  readonly state: State;
  readonly tree: Tree;
  readonly leaf: App;
  readonly terms: Hex;
  private readonly setting: Setting;
  standing: AppState;
  entryHash: Hex;
  used: Hex = "0x";
  turn = 0;

  private constructor(court: Court, pact: Pact, leaf: App, first: AppState, terms: Hex, setting: Setting) {
    const { version = VERSION, locked = 20n } = setting;
    const leaves = [0, 1].map((index) => ({ ...leaf, index }));
    this.court = court;
    this.pact = pact;
    this.leaf = leaf;
    this.terms = terms;
    this.setting = setting;
    this.tree = new Tree(1, new Map(leaves.map((one) => [one.index, hashApp(one)])));
    this.state = stateOf(version, [-locked / 2n, -locked / 2n], { interactionsRoot: this.tree.root }, locked);
    this.standing = first;
    this.entryHash = leaf.stateHash;
  }

  static async begin(court: Court, setting: Setting = {}): Promise<Game> {
    const { script = {}, kind = "ScriptedApp", fixed = true } = setting;
    const pact = await court.funded([ALICE, BOB], 20n, 20n);
    const app = await court.deploy(kind);
    const first: AppState = { isFinal: false, held: [6n, 4n], body: hex(abi.encode(["uint256"], [0])) };
    const terms = kind === "ScriptedApp" ? termsOf({ ...SCRIPT, ...script }) : hex(abi.encode(["uint64"], [HOUR]));
    const leaf: App = {
      ...{ index: 0, app, codeHash: await court.codeHashOf(app), termsHash: hex(keccak256(terms)) },
      ...{ stateHash: appStateHash(first), notBefore: 0, fallbackDelay: FALLBACK, seats: [0, 1] },
      locks: [{ asset: 0, amount: 10n }],
      ...setting.leaf,
    };
    const game = new Game(court, pact, leaf, first, terms, setting);
    if (!fixed) return game;
    await court.challenge(ALICE, pact, game.state);
    court.pass(DAY);
    return game;
  }

  /** The same app at the other index; to be asked for before anybody moves. */
  twin(): Game {
    const leaf = { ...this.leaf, index: 1 - this.leaf.index };
    return new Game(this.court, this.pact, leaf, this.standing, this.terms, this.setting);
  }

  // --- what is said of the app

  position(): Position {
    const { leaf, terms, standing, entryHash, used } = this;
    return { leaf, proof: this.tree.proofOf(leaf.index), terms, state: standing, entryHash, used };
  }

  /** A move that its seat sends itself, or that `signMove` has signed. */
  moveOf(seat: number, amount = 1n): Play {
    return { seat, move: 0, args: hex(abi.encode(["uint128"], [amount])), signature: "0x" };
  }

  /** The mover's `Move` for the app as it stands, unless `over` says for what else. */
  signMove(play: Play, over: Partial<Move> = {}): Play {
    const bound = { channelId: this.pact.id, version: this.state.version, index: this.leaf.index, turn: this.turn };
    const move = { ...bound, stateHash: this.entryHash, moveHash: moveHash(play.seat, play.move, play.args), ...over };
    return { ...play, signature: this.court.signBy(this.seat(play.seat), hashMove(move)) };
  }

  seat(seat: number): Person {
    const person = this.pact.people[this.leaf.seats[seat] ?? 0];
    if (person === undefined) throw new Error(`nobody has seat ${seat}`);
    return person;
  }

  // --- steps

  /** Sends a move; without a signature its mover does. */
  async play(play: Play, sending: Sending = {}): Promise<void> {
    const by = play.signature === "0x" ? { by: this.seat(play.seat).signer } : {};
    const receipt = await this.court.progress(this.pact, this.state, this.position(), play, { ...by, ...sending });
    this.count(play.seat);
    this.follow(this.court.event(receipt, "Moved"), this.setting.script?.stays ?? false);
  }

  move(seat: number, amount = 1n): Promise<void> {
    return this.play(this.moveOf(seat, amount));
  }

  async late(): Promise<void> {
    this.follow(this.court.event(await this.court.timeout(this.pact, this.state, this.position()), "TimedOut"), false);
  }

  /** Claims the app as it is known to stand, or as somebody says. */
  claim(state = this.standing, entryHash = this.entryHash, used = this.used) {
    return this.court.claim(this.pact, this.state, [this.tree.app(this.leaf, state, entryHash, used)]);
  }

  private count(seat: number): void {
    const bytes = (this.used.slice(2).match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16));
    while (bytes.length <= seat) bytes.push(0);
    bytes[seat] = (bytes[seat] ?? 0) + 1;
    this.used = hex(`0x${bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("")}`);
  }

  private follow(event: Result, stays: boolean): void {
    const { isFinal, held, body } = event.getValue("state");
    this.standing = { isFinal, held: [...held], body };
    this.turn = Number(event.getValue("turn"));
    if (!stays || isFinal) this.entryHash = appStateHash(this.standing);
  }
}

function termsOf(script: Script): Hex {
  const { clock, window, time, lock, stays, most, finalAt, fault, faulty } = script;
  const types = ["uint8", "uint64", "uint64", "bytes32", "bool", "uint8", "uint256", "uint8", "uint8"];
  return hex(abi.encode(types, [clock, window, time, lock, stays, most, finalAt, fault, faulty]));
}
