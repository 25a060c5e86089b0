import type { AbiField, AbiType } from "../../evm/strictAbi.ts";
import type { Option } from "./view.ts";

/** What the views of all apps have in common; what else there is depends on the app. */
export interface SomeView {
  readonly phase: string;
  readonly final: boolean;
}

/** An interaction whose app is known only when the program runs: what pages and command lines work with. */
export interface AnyInteraction {
  readonly seat: number;
  view(): SomeView;
  whatCanIDo(): readonly Option[];
  views(): AsyncIterable<SomeView>;
}

/** What somebody typed is not what the move asks for. */
export class NotUnderstood extends Error {
  readonly field: string;

  constructor(field: string, wanted: string) {
    super(`${field}: ${wanted}`);
    this.name = "NotUnderstood";
    this.field = field;
  }
}

/**
 * A value of a type, from what a person typed: numbers in decimal, bytes as 0x…, members of enums by name, true or false.
 *
 * @throws NotUnderstood for anything else, and for lists and structs.
 * @example fromText({ name: "cell", type: { kind: "uint", bits: 8 } }, "4") // 4
 */
export function fromText({ name, type }: AbiField, text: string): unknown {
  const typed = text.trim();
  const wanted = (pattern: RegExp, what: string): string => {
    if (pattern.test(typed)) return typed;
    throw new NotUnderstood(name, `write ${what}`);
  };
  switch (type.kind) {
    case "uint":
    case "int": {
      const number = BigInt(wanted(type.kind === "uint" ? /^\d+$/ : /^-?\d+$/, "a whole number"));
      return isNumber(type) ? Number(number) : number;
    }
    case "bool":
      return wanted(/^(true|false)$/, "true or false") === "true";
    case "enum":
      if (!type.names.includes(typed)) throw new NotUnderstood(name, `one of ${type.names.join(", ")}`);
      return typed;
    case "address":
      return wanted(/^0x[0-9a-fA-F]{40}$/, "an address, 0x and 40 digits").toLowerCase();
    case "bytes":
      return wanted(/^0x([0-9a-fA-F]{2})*$/, "bytes, 0x and two digits each");
    case "bytesN":
      return wanted(new RegExp(`^0x[0-9a-fA-F]{${2 * type.size}}$`), `${type.size} bytes, 0x and two digits each`);
    case "string":
      return text;
    case "set":
    case "array":
    case "tuple":
      throw new NotUnderstood(name, "lists and structs have no text form: use the app's own client");
    default:
      return type satisfies never;
  }
}

/** Which integers the codec takes as `number`. */
function isNumber(type: Extract<AbiType, { readonly kind: "uint" | "int" }>): boolean {
  return type.bits <= 48 || type.small === true;
}

/**
 * Makes one of the moves of `whatCanIDo()`, its arguments as texts by their names.
 *
 * @throws NotUnderstood where a text is no value; rejects with MoveRefused where the app's rules refuse the move.
 * @example await moveByName(player, player.whatCanIDo()[0], { cell: "4" })
 */
export async function moveByName(
  player: AnyInteraction,
  option: Option,
  texts: Readonly<Record<string, string>>,
): Promise<SomeView> {
  const args = Object.fromEntries(option.asks.map((asked) => [asked.name, fromText(asked, texts[asked.name] ?? "")]));
  // The view's moves are those that `whatCanIDo` names, null when it is not this seat's turn any more.
  const moves = Reflect.get(player.view(), "moves") as Record<string, (args: object) => Promise<SomeView>> | null;
  const move = moves?.[option.move];
  if (move === undefined) throw new NotUnderstood(option.move, "not possible any more: look at the view");
  return move(args);
}
