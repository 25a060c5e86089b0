import type { Context } from "./context.ts";
import { expression } from "./expressions.ts";
import { literal, textLiteral } from "./literals.ts";
import { BYTES, BYTES4, BYTES32, isPackable, isReference, randomValueType, STRING, type Type, UINT8 } from "./types.ts";

function anyType(context: Context): Type {
  return context.random.once(3) ? randomValueType(context.random) : context.random.pick(context.pool);
}

/** Arguments of abi.encode: any types, literals too. */
function encodable(context: Context, depth: number, packed = false): string {
  const { random } = context;
  const one = (): string => {
    const type = anyType(context);
    if (random.once(9)) return packed ? `"packed"` : textLiteral(random);
    if (packed && !isPackable(type)) return expression(context, randomValueType(random), depth);
    return expression(context, type, depth, !isReference(type));
  };
  return Array.from({ length: 1 + random.below(3) }, one).join(", ");
}

/** A slice of calldata; what it is cut from is at least four bytes long. */
function slice(context: Context, depth: number): string {
  const { random } = context;
  const at = (): string =>
    random.once(3) ? `${expression(context, UINT8, depth)} % ${random.pick([3, 8, 70])}` : String(random.below(5));
  return random.pick([
    () => `msg.data[${at()}:]`,
    () => `msg.data[:${at()}]`,
    () => `msg.data[${random.below(3)}:${2 + random.below(3)}]`,
    () => "msg.data",
  ])();
}

/** `bytes` in memory. */
export function bytesValue(context: Context, depth: number): string {
  const { random } = context;
  switch (random.below(10)) {
    case 0:
    case 1:
      return `abi.encode(${encodable(context, depth)})`;
    case 2:
    case 3:
      return `abi.encodePacked(${encodable(context, depth, true)})`;
    case 4:
      return `abi.encodeWithSelector(${expression(context, BYTES4, depth)}, ${encodable(context, depth)})`;
    case 5:
      return `abi.encodeWithSignature("f(uint256,bytes)", ${encodable(context, depth)})`;
    case 6:
      return `bytes.concat(${expression(context, random.pick([BYTES, BYTES32, BYTES4]), depth, false)}, ${slice(context, depth)}, ${expression(context, BYTES, depth)})`;
    case 7:
      return `bytes(${expression(context, STRING, depth)})`;
    case 8:
      return `new bytes(${random.once(3) ? `${expression(context, UINT8, depth)} % 70` : random.pick([0, 1, 31, 32, 33])})`;
    default:
      return literal(random, BYTES);
  }
}

/** `string` in memory. */
export function stringValue(context: Context, depth: number): string {
  const { random } = context;
  switch (random.below(4)) {
    case 0:
      return `string.concat(${expression(context, STRING, depth, false)}, ${textLiteral(random)})`;
    case 1:
      return `string(${expression(context, BYTES, depth)})`;
    default:
      return literal(random, STRING);
  }
}

/** A hash of 32 or 20 bytes. */
export function hashValue(context: Context, size: number, depth: number): string {
  const { random } = context;
  const of = random.once(3) ? slice(context, depth) : expression(context, BYTES, depth, false);
  if (size === 20) return `ripemd160(${of})`;
  return `${random.pick(["keccak256", "keccak256", "sha256"])}(${of})`;
}
