import type { Random } from "../random.ts";
import { type Integer, isInteger, spell, type Type } from "./types.ts";

/** A value of an integer type, often at a bound. */
export function integerValue(random: Random, type: Integer): bigint {
  const bits = random.bits(type.bits);
  return type.kind === "uint" ? bits : BigInt.asIntN(type.bits, bits);
}

const CONSTANTS = [
  "1 ether",
  "3 days",
  "2**255 - 19",
  "0xff << 8",
  "1e18",
  "7 * 3 - 20",
  "10 ** 4 / 8",
  "2.5e3",
  "1 gwei + 1 wei",
];
const TEXTS = [
  "",
  "a",
  "text",
  "thirty-two bytes of text, just so",
  "longer than thirty-two bytes by some more letters",
  "line\\nbreak",
  "\\x00\\xff",
];
const HEX = ["", "00", "ff", "0102030405", "deadbeef".repeat(8), "80".repeat(33)];

/** A string literal with its quotes. */
export function textLiteral(random: Random): string {
  return `"${random.pick(TEXTS.filter((text) => !text.includes("xff")))}"`;
}

/** A literal that has no type of its own yet, as the other operand of an operator with the type. */
export function bareLiteral(random: Random, type: Type): string | null {
  if (!isInteger(type)) return null;
  const most = (1n << BigInt(type.kind === "uint" ? type.bits : type.bits - 1)) - 1n;
  const value = random.pick([0n, 1n, 2n, 3n, 7n, 10n, 100n, most, most - 1n]);
  return value > most ? "1" : type.kind === "int" && random.once(4) && value > 0n ? `-${value}` : String(value);
}

/** A literal, or constant, of a value type. */
export function literal(random: Random, type: Type): string {
  switch (type.kind) {
    case "uint":
    case "int":
      return integerLiteral(random, type);
    case "bool":
      return random.pick(["true", "false"]);
    case "address":
      return `address(${integerLiteral(random, { kind: "uint", bits: 160 })})`;
    case "fixed":
      return fixedLiteral(random, type.size);
    case "enum":
      return random.once(8)
        ? `type(${type.name}).${random.pick(["max", "min"])}`
        : `${type.name}.${random.pick(type.members)}`;
    case "defined":
      return `${type.name}.wrap(${integerLiteral(random, type.under)})`;
    case "bytes":
      return random.once(2) ? `bytes(hex"${random.pick(HEX)}")` : `bytes("${random.pick(TEXTS)}")`;
    case "string":
      return random.once(6) ? `string(unicode"ä€😀")` : `string(${textLiteral(random)})`;
    default:
      throw new Error(`no literal of ${spell(type)}`);
  }
}

function integerLiteral(random: Random, type: Integer): string {
  const name = spell(type);
  if (random.once(6)) return `type(${name}).${random.pick(["max", "min"])}`;
  if (name === "uint256" && random.once(6)) return `uint256(${random.pick(CONSTANTS)})`;
  return `${name}(${random.once(2) ? random.below(20) : integerValue(random, type)})`;
}

function fixedLiteral(random: Random, size: number): string {
  if (random.once(8)) return `bytes${size}(0)`;
  if (random.once(6)) return `bytes${size}("${"text of up to thirty-two bytes!!".slice(0, random.below(size + 1))}")`;
  const hex = random
    .bits(8 * size)
    .toString(16)
    .padStart(2 * size, "0");
  // a literal of forty digits would be an address, whose letters must be spelt as its checksum says
  return size === 20
    ? `bytes20(uint160(0x00${hex}))`
    : random.once(2)
      ? `bytes${size}(0x${hex})`
      : `bytes${size}(hex"${hex}")`;
}
