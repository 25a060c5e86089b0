import { id } from "ethers";
import { bytesToHex, concat, type Hex, hexToBytes } from "../../offchain/evm/hex.ts";
import { type AbiField, type AbiType, abiDecode, abiEncode } from "../../offchain/evm/strictAbi.ts";
import type { Log } from "./chain.ts";

/** The values of an event, an error or an answer, by name. Integers of up to 48 bits are `number`, others `bigint`. */
export type Values = Readonly<Record<string, unknown>>;

/** Something with a name that was decoded. */
export interface Named {
  readonly name: string;
  readonly args: Values;
}

/** A parameter as solc's ABI has it. */
interface Parameter {
  readonly name: string;
  readonly type: string;
  readonly indexed?: boolean;
  readonly components?: readonly Parameter[];
}

/** An item of solc's ABI. */
export interface AbiItem {
  readonly type: string;
  readonly name?: string;
  readonly inputs?: readonly Parameter[];
  readonly outputs?: readonly Parameter[];
}

interface Entry {
  readonly selector: Uint8Array;
  readonly inputs: readonly AbiField[];
  readonly outputs: readonly AbiField[];
}

interface EventShape {
  readonly name: string;
  readonly indexed: readonly AbiField[];
  readonly rest: readonly AbiField[];
}

/** A contract's functions, events and errors, ready to encode and decode. */
export class ContractAbi {
  readonly #entries = new Map<string, Entry>();
  readonly #events = new Map<Hex, EventShape>();
  readonly #errors = new Map<Hex, { readonly name: string; readonly inputs: readonly AbiField[] }>();

  /** Of solc's ABI. Panics and `Error(string)` are known to all. */
  constructor(items: readonly AbiItem[]) {
    for (const item of [...items, ...BUILT_IN]) {
      const { name = "", inputs = [], outputs = [] } = item;
      const topic = id(`${name}(${inputs.map(typeName).join(",")})`) as Hex; // ethers writes hexadecimal
      const selector = topic.slice(0, 10) as Hex; // 4 bytes
      if (item.type === "function")
        this.#entries.set(name, { selector: hexToBytes(selector), inputs: fields(inputs), outputs: fields(outputs) });
      else if (item.type === "error") this.#errors.set(selector, { name, inputs: fields(inputs) });
      else if (item.type === "event") this.#events.set(topic, eventShape(name, inputs));
    }
  }

  has(entry: string): boolean {
    return this.#entries.has(entry);
  }

  /** Whether an error of this name is declared. */
  declares(error: string): boolean {
    return [...this.#errors.values()].some(({ name }) => name === error);
  }

  /** Calldata of an entry: its arguments in order, or by name. Throws `BadEncoding` for what does not fit. */
  encode(entry: string, args: readonly unknown[] | Values): Hex {
    const { selector, inputs } = this.#entry(entry);
    const values = Array.isArray(args) ? inOrder(entry, inputs, args) : (args as Values); // not the list: the record
    return bytesToHex(concat(selector, abiEncode(inputs, values)));
  }

  /** What an entry returned, by name; unnamed values are called by their place. */
  decode(entry: string, answer: Hex): Values {
    return abiDecode(this.#entry(entry).outputs, hexToBytes(answer));
  }

  /** The event of a log, or null if this contract declares none such. */
  event(log: Log): Named | null {
    const shape = this.#events.get(log.topics[0] ?? "0x");
    if (shape === undefined) return null;
    const indexed = abiDecode(shape.indexed, concat(...log.topics.slice(1).map(hexToBytes)));
    return { name: shape.name, args: { ...indexed, ...abiDecode(shape.rest, hexToBytes(log.data)) } };
  }

  /** The error of revert data: `""` where it is empty (out of gas, or no reason), `unknown` where none such is declared. */
  error(data: Hex): Named {
    if (data.length < 10) return { name: "", args: {} };
    const shape = this.#errors.get(data.slice(0, 10) as Hex); // 4 bytes
    if (shape === undefined) return { name: "unknown", args: { data } };
    return { name: shape.name, args: abiDecode(shape.inputs, hexToBytes(`0x${data.slice(10)}`)) };
  }

  #entry(name: string): Entry {
    const entry = this.#entries.get(name);
    if (entry === undefined)
      throw new Error(`no entry is called ${name}: there are ${[...this.#entries.keys()].join(", ")}`);
    return entry;
  }
}

const BUILT_IN: readonly AbiItem[] = [
  { type: "error", name: "Panic", inputs: [{ name: "code", type: "uint256" }] },
  { type: "error", name: "Error", inputs: [{ name: "reason", type: "string" }] },
];

function inOrder(entry: string, inputs: readonly AbiField[], args: readonly unknown[]): Values {
  if (args.length !== inputs.length)
    throw new Error(`${entry} takes ${inputs.map((input) => input.name).join(", ")}: ${args.length} were given`);
  return Object.fromEntries(inputs.map((input, i) => [input.name, args[i]]));
}

function eventShape(name: string, inputs: readonly Parameter[]): EventShape {
  return {
    name,
    indexed: fields(inputs.filter((input) => input.indexed === true)),
    rest: fields(inputs.filter((input) => input.indexed !== true)),
  };
}

function fields(parameters: readonly Parameter[]): readonly AbiField[] {
  return parameters.map((parameter, i) => ({ name: parameter.name || `${i}`, type: typeOf(parameter) }));
}

/** The type as signatures have it: tuples as lists. */
function typeName({ type, components }: Parameter): string {
  return type.startsWith("tuple") ? `(${(components ?? []).map(typeName).join(",")})${type.slice(5)}` : type;
}

function typeOf(parameter: Parameter): AbiType {
  const array = /^(.*)\[(\d*)\]$/.exec(parameter.type);
  if (array !== null) {
    const of = typeOf({ ...parameter, type: array[1] ?? "" });
    return { kind: "array", of, length: array[2] === "" ? null : Number(array[2]) };
  }
  const { type } = parameter;
  if (type === "tuple") return { kind: "tuple", fields: fields(parameter.components ?? []) };
  if (type === "bool" || type === "address" || type === "bytes" || type === "string") return { kind: type };
  const sized = /^(uint|int|bytes)(\d+)$/.exec(type);
  if (sized?.[1] === "bytes") return { kind: "bytesN", size: Number(sized[2]) };
  if (sized?.[1] === "uint" || sized?.[1] === "int") return { kind: sized[1], bits: Number(sized[2]) };
  throw new Error(`the ABI has a type that is not known here: ${type}`);
}
