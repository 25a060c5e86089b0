import { type Address, type Hex, hexToBytes } from "../../offchain/evm/hex.ts";
import { type AbiField, abiDecode } from "../../offchain/evm/strictAbi.ts";
import type { Payment, Pull } from "../model/calls.ts";
import type { CallFrame } from "./chain.ts";

/** What the adjudicator moved, or tried to move, in one transaction. */
export interface Moved {
  readonly payments: readonly Payment[];
  readonly pulls: readonly Pull[];
}

const ETH: Hex = `0x${"00".repeat(32)}`;
const WORD: Hex = `0x${"00".repeat(31)}01`;

const account = (name: string): AbiField => ({ name, type: { kind: "address" } });
const whole = (name: string): AbiField => ({ name, type: { kind: "uint", bits: 256 } });
const bytes = (name: string): AbiField => ({ name, type: { kind: "bytes" } });

interface Shape {
  /** The kind byte of the asset; null: 1 or 2, as the token is. */
  readonly kind: 1 | 3 | null;
  readonly fields: readonly AbiField[];
}

/** transfer, transferFrom of an ERC-20 or ERC-721, safeTransferFrom of an ERC-1155. */
const SHAPES: Readonly<Record<string, Shape>> = {
  "0xa9059cbb": { kind: 1, fields: [account("to"), whole("amount")] },
  "0x23b872dd": { kind: null, fields: [account("from"), account("to"), whole("amount")] },
  "0xf242432a": {
    kind: 3,
    fields: [account("from"), account("to"), whole("id"), whole("amount"), bytes("extra")],
  },
};

/**
 * The transfers that the adjudicator itself ordered, from a transaction's tree of calls. A token's `transferFrom` is taken for a
 * collectible's if `collectibles` has it. A payment has failed if its call failed, or an ERC-20 answered anything but nothing or
 * true.
 */
export function movedBy(court: Address, root: CallFrame, collectibles: ReadonlySet<Address>): Moved {
  const payments: Payment[] = [];
  const pulls: Pull[] = [];
  const value = BigInt(root.value ?? 0);
  if (value > 0n) pulls.push({ token: ETH, id: 0n, from: root.from, amount: value });
  for (const frame of orderedBy(court, root)) {
    const payment = paymentOf(court, frame, collectibles);
    if (payment === null) continue;
    if ("from" in payment) pulls.push(payment);
    else payments.push(payment);
  }
  return { payments, pulls };
}

/** Calls whose caller is the court: its own, and those of code that it runs as its own. */
function orderedBy(court: Address, frame: CallFrame): readonly CallFrame[] {
  return (frame.calls ?? []).flatMap((inner) => {
    if (inner.type === "DELEGATECALL") return orderedBy(court, inner);
    return inner.type === "CALL" && inner.from === court ? [inner] : [];
  });
}

function paymentOf(court: Address, frame: CallFrame, collectibles: ReadonlySet<Address>): Payment | Pull | null {
  const value = BigInt(frame.value ?? 0);
  const broken = frame.error !== undefined;
  if (value > 0n) return { token: ETH, id: 0n, to: frame.to, amount: value, failed: broken };
  const shape = SHAPES[frame.input.slice(0, 10)];
  if (shape === undefined) return null;
  const said = abiDecode(shape.fields, hexToBytes(`0x${frame.input.slice(10)}`));
  const { from, to, id = 0n, amount } = said as { from?: Address; to: Address; id?: bigint; amount: bigint }; // as the shapes say
  const kind = shape.kind ?? (collectibles.has(frame.to) ? 2 : 1);
  const token: Hex = `0x0${kind}${"00".repeat(11)}${frame.to.slice(2)}`;
  const asset = kind === 2 ? { token, id: amount, amount: 1n } : { token, id, amount };
  if (from !== undefined && from !== court) return { ...asset, from };
  const refused = kind === 1 && frame.output !== undefined && frame.output !== "0x" && frame.output !== WORD;
  return { ...asset, to, failed: broken || refused };
}
