import { createHash } from "node:crypto";
import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Words } from "./words.ts";
import { calldataOf, numberAt, selectorOf, wordAt, wordsToBytes } from "./words.ts";

/** What a translated module exports. */
export type Call = (calldata: Uint8Array) => { readonly success: boolean; readonly data: Uint8Array };

/** A state of a game, as the adapter encodes it. */
export interface GameState {
  /** abi.encode of the AppState, without the offset in front. */
  readonly encoded: Uint8Array;
  /** The same as text: equal states have equal keys. */
  readonly key: string;
  readonly isFinal: boolean;
  readonly held: readonly bigint[];
  /** The place of its phase in the enum. */
  readonly phase: number;
}

/** A call that the game made, kept for measuring. */
export interface GameCall {
  readonly what: string;
  readonly calldata: Uint8Array;
}

/** An app's adapter on fixed terms. Steps that are refused give `null`. */
export interface Game {
  begin(seats: number): GameState | null;
  /** One bit for each seat whose move is still to come. */
  due(state: GameState): number;
  play(
    state: GameState,
    seat: number,
    move: number,
    args: Uint8Array,
  ): { readonly next: GameState; readonly stays: boolean } | null;
  expire(state: GameState, published: bigint): GameState | null;
}

const STATE = "(bool,uint128[],bytes)";
const BEGIN = selectorOf("begin(bytes,uint256)");
const STATUS = selectorOf(`status(bytes,${STATE},bytes)`);
const PLAY = selectorOf(`play(bytes,${STATE},uint8,uint8,bytes)`);
const EXPIRE = selectorOf(`expire(bytes,${STATE},uint64)`);

/** Loads the translation of an adapter, the library inlined, as a module of its own below the project's `cache`. */
export function loadTranslated(root: string, code: string): Call {
  const stamp = createHash("sha256").update(code).digest("hex");
  const path = join(root, "cache/chenilles-play", `${stamp}.mts`);
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true });
    const fresh = `${path}.${process.pid}.mts`;
    writeFileSync(fresh, code);
    renameSync(fresh, path);
  }
  // What `transpile` documents of the modules that it emits.
  return (createRequire(import.meta.url)(path) as { readonly call: Call }).call;
}

/** A game by the adapter's translation; `heard` is told of every call that is not refused. */
export function gameOf(call: Call, terms: Words, heard: (call: GameCall) => void): Game {
  const bytes = wordsToBytes(terms);
  const ask = (what: string, calldata: Uint8Array): Uint8Array | null => {
    const { success, data } = call(calldata);
    if (success) heard({ what, calldata });
    return success ? data : null;
  };
  return {
    begin(seats) {
      const data = ask("begin", calldataOf(BEGIN, [{ bytes }, BigInt(seats)]));
      return data === null ? null : stateAt(data, 0);
    },
    due(state) {
      const data = ask(
        "status",
        calldataOf(STATUS, [{ bytes }, { tuple: state.encoded }, { bytes: new Uint8Array(0) }]),
      );
      if (data === null) throw new Error("status of a state of the game fails");
      return numberAt(data, 128);
    },
    play(state, seat, move, args) {
      const parts = [{ bytes }, { tuple: state.encoded }, BigInt(seat), BigInt(move), { bytes: args }];
      const data = ask(`play ${move}`, calldataOf(PLAY, parts));
      return data === null ? null : { next: stateAt(data, 0), stays: numberAt(data, 32) === 1 };
    },
    expire(state, published) {
      const data = ask("expire", calldataOf(EXPIRE, [{ bytes }, { tuple: state.encoded }, published]));
      return data === null ? null : stateAt(data, 0);
    },
  };
}

/** The AppState whose offset stands at a byte of returned data: it is the last thing there. */
function stateAt(data: Uint8Array, at: number): GameState {
  const encoded = data.slice(numberAt(data, at));
  const heldAt = numberAt(encoded, 32);
  const held = Array.from({ length: numberAt(encoded, heldAt) }, (_, i) => wordAt(encoded, heldAt + 32 + 32 * i));
  const body = numberAt(encoded, 64) + 32;
  const key = Buffer.from(encoded.buffer, encoded.byteOffset, encoded.length).toString("latin1");
  return { encoded, key, isFinal: numberAt(encoded, 0) === 1, held, phase: numberAt(encoded, body) };
}
