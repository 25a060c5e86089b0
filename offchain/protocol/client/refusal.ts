import type { Hex } from "../../evm/hex.ts";
import { hexToBytes } from "../../evm/hex.ts";
import { abiDecode, BadEncoding } from "../../evm/strictAbi.ts";
import type { AppDescriptor } from "./descriptor.ts";

/** Why an app refuses a move: the error's name and its arguments. */
export interface RefusalValue {
  readonly error: string;
  readonly [argument: string]: unknown;
}

/** The app's rules do not allow the move; nothing was sent. */
export class MoveRefused<Refusal = RefusalValue> extends Error {
  readonly refusal: Refusal;

  constructor(move: string, refusal: Refusal & { readonly error: string }) {
    super(
      `${move} is refused: ${refusal.error}. Look at the view's \`moves\` and \`waitingFor\`, and at the app's rules for this error`,
    );
    this.name = "MoveRefused";
    this.refusal = refusal;
  }
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
