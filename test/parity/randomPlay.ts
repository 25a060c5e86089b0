import { keccak256, sha256 } from "../../offchain/evm/hash.ts";
import type { Hex } from "../../offchain/evm/hex.ts";
import { bytesToHex } from "../../offchain/evm/hex.ts";
import type { AbiType } from "../../offchain/evm/strictAbi.ts";
import { abiEncode } from "../../offchain/evm/strictAbi.ts";
import type { AppDescriptor, MoveDescriptor } from "../../offchain/protocol/client/descriptor.ts";
import type { Random } from "../generator/differential/random.ts";

/** A random value of a client's type: small numbers mostly, so that games get somewhere. */
export function randomAbiValue(random: Random, type: AbiType): unknown {
  switch (type.kind) {
    case "uint":
    case "int": {
      if (type.small) return random.below(2000);
      const value = random.once(6)
        ? random.bits(type.kind === "uint" ? type.bits : type.bits - 1)
        : BigInt(random.below(12)) & ((1n << BigInt(type.bits - 1)) - 1n);
      return type.bits <= 48 ? Number(value) : value;
    }
    case "bool":
      return random.once(2);
    case "address":
      return bytesToHex(random.bytes(20));
    case "bytes":
      return bytesToHex(random.bytes(random.below(70)));
    case "bytesN":
      return bytesToHex(random.bytes(type.size));
    case "string":
      return "x".repeat(random.below(40));
    case "enum":
      return random.pick(type.names);
    case "set":
      return new Set([random.below(5), random.below(5)]);
    case "array":
      return Array.from({ length: type.length ?? random.below(4) }, () => randomAbiValue(random, type.of));
    case "tuple":
      return Object.fromEntries(type.fields.map((field) => [field.name, randomAbiValue(random, field.type)]));
    default:
      return type satisfies never;
  }
}

/** A preimage that random moves know, and its lock in random terms. */
const PREIMAGE = new Uint8Array(32).fill(7);

function namedValue(random: Random, name: string, type: AbiType): unknown {
  if (name === "lock" && !random.once(4)) return bytesToHex(sha256(PREIMAGE));
  if (name === "preimage" && !random.once(4)) return bytesToHex(PREIMAGE);
  return randomAbiValue(random, type);
}

/** What each seat has sealed in a game, in the bytes of the move that shows it. */
export type Sealed = Map<number, Hex>;

const SEAL = [
  { name: "seat", type: { kind: "uint", bits: 256 } },
  { name: "secret", type: { kind: "bytes" } },
  { name: "salt", type: { kind: "bytesN", size: 32 } },
] as const;

/** Arguments of a move of a game: seals hide what will be shown, and showing shows it. */
export function gameArgs(
  random: Random,
  app: AppDescriptor,
  move: MoveDescriptor | undefined,
  seat: number,
  sealed: Sealed,
): Hex {
  const opener = app.moves.find((each) => each.name === move?.opener);
  if (move?.reveals != null && !random.once(6)) return sealed.get(seat) ?? randomArgs(random, move);
  if (opener === undefined || random.once(8)) return randomArgs(random, move);
  const values = Object.fromEntries(opener.args.map((field) => [field.name, randomAbiValue(random, field.type)]));
  const own = opener.args.slice(0, -1);
  const secret = own.length === 0 ? "0x" : bytesToHex(abiEncode(own, values));
  sealed.set(seat, bytesToHex(abiEncode(opener.args, values)));
  return bytesToHex(keccak256(abiEncode(SEAL, { seat, secret, salt: values[opener.args.at(-1)?.name ?? ""] })));
}

/** Terms of an app in its own bytes, now and then broken. */
export function randomTerms(random: Random, app: AppDescriptor): Hex {
  const terms = Object.fromEntries(app.terms.map((field) => [field.name, namedValue(random, field.name, field.type)]));
  const bytes = abiEncode([{ name: "terms", type: { kind: "tuple", fields: app.terms } }], { terms });
  return bytesToHex(random.once(15) ? bytes.subarray(0, random.below(bytes.length)) : bytes);
}

/** Arguments of a move in its own bytes, now and then broken; any bytes for a move that there is not. */
export function randomArgs(random: Random, move: MoveDescriptor | undefined): Hex {
  if (move === undefined) return bytesToHex(random.bytes(random.below(64)));
  const bytes = abiEncode(
    move.args,
    Object.fromEntries(move.args.map((field) => [field.name, namedValue(random, field.name, field.type)])),
  );
  if (random.once(8) && bytes.length > 0) bytes[random.below(bytes.length)] = random.below(256);
  return bytesToHex(random.once(12) ? bytes.subarray(0, random.below(bytes.length + 1)) : bytes);
}
