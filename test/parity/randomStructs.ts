import { bytesToHex } from "../../offchain/evm/hex.ts";
import { structFields } from "../../offchain/generated/protocol/structs.ts";
import type { Random } from "../generator/differential/random.ts";

/** A random value of a Solidity type, by the conventions of the generated structs. `longest` bounds lists. */
export function randomValue(random: Random, type: string, longest = 4): unknown {
  const array = /^(.*)\[\]$/.exec(type);
  if (array !== null)
    return Array.from({ length: random.below(longest + 1) }, () => randomValue(random, array[1] ?? "", longest));
  const integer = /^(u?)int(\d+)$/.exec(type);
  if (integer !== null) {
    const bits = Number(integer[2]);
    const value = integer[1] === "u" ? random.bits(bits) : BigInt.asIntN(bits, random.bits(bits));
    return bits <= 48 ? Number(value) : value;
  }
  const fixed = /^bytes(\d+)$/.exec(type);
  if (fixed !== null)
    return bytesToHex(random.once(4) ? new Uint8Array(Number(fixed[1])) : random.bytes(Number(fixed[1])));
  if (type === "address") return bytesToHex(random.bytes(20));
  if (type === "bool") return random.once(2);
  if (type === "bytes") return bytesToHex(random.bytes(random.pick([0, 1, 31, 32, 33, 64, 100])));
  return randomStruct(random, type, longest);
}

/** A random struct of the protocol, by its name. */
export function randomStruct(random: Random, name: string, longest = 4): Record<string, unknown> {
  const fields = Object.entries(structFields).find(([struct]) => struct === name)?.[1];
  if (fields === undefined) throw new Error(`no struct ${name}`);
  return Object.fromEntries(fields.map((field) => [field.name, randomValue(random, field.type, longest)]));
}

/** The types of a struct and of those it holds, as ethers takes them; `leading` fields in front of the struct's own. */
export function typedData(
  name: string,
  leading: readonly { name: string; type: string }[] = [],
): Record<string, { name: string; type: string }[]> {
  const types: Record<string, { name: string; type: string }[]> = {};
  const add = (struct: string): void => {
    const fields = Object.entries(structFields).find(([each]) => each === struct)?.[1];
    if (fields === undefined || types[struct] !== undefined) return;
    types[struct] = [...(struct === name ? leading : []), ...fields];
    for (const field of fields) add(field.type.replace(/\[\]$/, ""));
  };
  add(name);
  return types;
}

/** The tuple type of a struct, as ethers' ABI coder takes it. */
export function tupleType(type: string): string {
  const array = type.endsWith("[]") ? "[]" : "";
  const fields = Object.entries(structFields).find(([struct]) => struct === type.replace(/\[\]$/, ""))?.[1];
  if (fields === undefined) return type;
  return `tuple(${fields.map((field) => `${tupleType(field.type)} ${field.name}`).join(",")})${array}`;
}

/** How many cases a parity test runs: more with CHENILLES_FUZZ_RUNS. */
export function runs(usual: number): number {
  return Number(process.env["CHENILLES_FUZZ_RUNS"] ?? usual);
}
