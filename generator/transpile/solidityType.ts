/** Where a reference type lies. */
export type Location = "memory" | "calldata" | "storage";

/** A Solidity type, as far as the translator knows it. */
export type SolidityType =
  | { readonly kind: "uint" | "int"; readonly bits: number }
  | { readonly kind: "fixedBytes"; readonly size: number }
  | { readonly kind: "bool" }
  | { readonly kind: "address" }
  | { readonly kind: "contract" | "enum" | "named"; readonly id: number }
  | { readonly kind: "bytes" | "string"; readonly location: Location }
  | {
      readonly kind: "array";
      readonly element: SolidityType;
      readonly length: number | null;
      readonly location: Location;
    }
  | { readonly kind: "struct"; readonly id: number; readonly location: Location }
  | { readonly kind: "rational"; readonly numerator: bigint; readonly denominator: bigint }
  | { readonly kind: "literal" }
  | { readonly kind: "tuple"; readonly items: readonly (SolidityType | null)[] }
  | { readonly kind: "other"; readonly text: string };

const WORDS: readonly (readonly [RegExp, (match: RegExpExecArray) => SolidityType])[] = [
  [/^t_uint(\d+)/, (m) => ({ kind: "uint", bits: Number(m[1]) })],
  [/^t_int(\d+)/, (m) => ({ kind: "int", bits: Number(m[1]) })],
  [/^t_bool/, () => ({ kind: "bool" })],
  [/^t_address(_payable)?/, () => ({ kind: "address" })],
  [/^t_enum\$_.*?_\$(\d+)/, (m) => ({ kind: "enum", id: Number(m[1]) })],
  [/^t_contract\$_.*?_\$(\d+)/, (m) => ({ kind: "contract", id: Number(m[1]) })],
  [/^t_userDefinedValueType\$_.*?_\$(\d+)/, (m) => ({ kind: "named", id: Number(m[1]) })],
  [
    /^t_struct\$_.*?_\$(\d+)_(memory|calldata|storage)(_ptr)?/,
    (m) => ({ kind: "struct", id: Number(m[1]), location: place(m[2]) }),
  ],
  [
    /^t_(bytes|string)_(memory|calldata|storage)(_ptr)?(_slice)?/,
    (m) => ({ kind: m[1] === "bytes" ? "bytes" : "string", location: place(m[2]) }),
  ],
  [/^t_bytes(\d+)/, (m) => ({ kind: "fixedBytes", size: Number(m[1]) })],
  [/^t_stringliteral_[0-9a-f]{64}/, () => ({ kind: "literal" })],
  [
    /^t_rational_(minus_)?(\d+)_by_(\d+)/,
    (m) => ({
      kind: "rational",
      numerator: BigInt(m[2] ?? 0) * (m[1] === undefined ? 1n : -1n),
      denominator: BigInt(m[3] ?? 1),
    }),
  ],
];

function place(word: string | undefined): Location {
  return word === "calldata" || word === "storage" ? word : "memory";
}

/** A parsed type and what is left of the text. */
interface Parsed {
  readonly type: SolidityType;
  readonly rest: string;
}

function parse(identifier: string): Parsed {
  if (identifier.startsWith("t_array$_")) return parseArray(identifier);
  if (identifier.startsWith("t_tuple$_")) return parseTuple(identifier);
  for (const [pattern, make] of WORDS) {
    const match = pattern.exec(identifier);
    if (match !== null) return { type: make(match), rest: identifier.slice(match[0].length) };
  }
  return { type: { kind: "other", text: identifier }, rest: "" };
}

function parseArray(identifier: string): Parsed {
  const element = parse(identifier.slice("t_array$_".length));
  const match = /^_\$(dyn|\d+)_(memory|calldata|storage)(_ptr)?(_slice)?/.exec(element.rest);
  if (element.type.kind === "other" || match === null) return { type: { kind: "other", text: identifier }, rest: "" };
  const length = match[1] === "dyn" ? null : Number(match[1]);
  const type: SolidityType = { kind: "array", element: element.type, length, location: place(match[2]) };
  return { type, rest: element.rest.slice(match[0].length) };
}

function parseTuple(identifier: string): Parsed {
  const items: (SolidityType | null)[] = [];
  let rest = identifier.slice("t_tuple$_".length);
  if (rest.startsWith("_$")) return { type: { kind: "tuple", items }, rest: rest.slice(2) };
  for (;;) {
    const item: Parsed | null = rest.startsWith("_$") ? null : parse(rest);
    if (item !== null && item.type.kind === "other") return { type: { kind: "other", text: identifier }, rest: "" };
    items.push(item?.type ?? null);
    rest = item?.rest ?? rest;
    // "_$_" parts items; before "$" its "_" belongs to the end of a tuple around this one
    if (rest.startsWith("_$_") && !rest.startsWith("_$_$")) rest = rest.slice(3);
    else return { type: { kind: "tuple", items }, rest: rest.slice(2) };
  }
}

/**
 * Reads solc's type identifier.
 * @example typeOfIdentifier("t_uint256") // { kind: "uint", bits: 256 }
 */
export function typeOfIdentifier(identifier: string): SolidityType {
  const { type, rest } = parse(identifier);
  return rest === "" ? type : { kind: "other", text: identifier };
}

/** The same type in another location, its elements too. */
export function relocate(type: SolidityType, location: Location): SolidityType {
  switch (type.kind) {
    case "array":
      return { ...type, location, element: relocate(type.element, location) };
    case "bytes":
    case "string":
    case "struct":
      return { ...type, location };
    default:
      return type;
  }
}

/** Whether a value of the type is held by reference in calldata. */
export function inCalldata(type: SolidityType): boolean {
  return "location" in type && type.location === "calldata";
}
