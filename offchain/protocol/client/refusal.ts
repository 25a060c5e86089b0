import type { Hex } from "../../evm/hex.ts";
import { hexToBytes } from "../../evm/hex.ts";
import { abiDecode, BadEncoding } from "../../evm/strictAbi.ts";
import type { AppClient, AppDescriptor } from "./descriptor.ts";

/** Why an app refuses a move: the error's name and its arguments. */
export interface RefusalValue {
  readonly error: string;
  readonly [argument: string]: unknown;
}

/** The app's rules do not allow the move; nothing was sent. `refusal` is the rule by its error's name, with its arguments. */
export class MoveRefused<Refusal = RefusalValue> extends Error {
  readonly refusal: Refusal;

  constructor(move: string, refusal: Refusal & RefusalValue) {
    super(
      `${move} is refused: ${refusalSaid(refusal)}. Look at the view's \`moves\` and \`waitingFor\`, and at the app's rules for this error`,
    );
    this.name = "MoveRefused";
    this.refusal = refusal;
  }
}

/**
 * The app's own error that a move was refused with, typed; undefined where something else went wrong.
 *
 * @example
 * catch (error) { if (refusalOf(ticTacToe, error)?.error === "NotACell") askAgain(); }
 */
export function refusalOf<T, S, A extends string, V, R>(_app: AppClient<T, S, A, V, R>, error: unknown): R | undefined {
  return error instanceof MoveRefused ? (error.refusal as R) : undefined; // read by the app's own table of errors
}

/** `NotACell(cell 9)`. */
export function refusalSaid({ error, ...args }: RefusalValue): string {
  const said = Object.entries(args).map(([name, value]) => `${name} ${String(value)}`);
  return said.length === 0 ? error : `${error}(${said.join(", ")})`;
}

/** Reads the bytes that an app reverts with. `Panic` and unknown bytes keep their code or their bytes. */
export function readRefusal(app: AppDescriptor, revert: Hex): RefusalValue {
  const selector = revert.slice(0, 10);
  const rest = hexToBytes(`0x${revert.slice(10)}`);
  const known = app.errors.find((error) => error.selector === selector);
  try {
    if (known !== undefined) return { error: known.name, ...abiDecode(known.args, rest) };
    if (selector === "0x4e487b71")
      return { error: "Panic", ...abiDecode([{ name: "code", type: { kind: "uint", bits: 256 } }], rest) };
  } catch (error) {
    if (!(error instanceof BadEncoding)) throw error;
  }
  return { error: revert === "0x" ? "BadArguments" : "Unknown", revert };
}
