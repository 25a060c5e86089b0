import { type Context, type Location, same, type Variable } from "./context.ts";
import { expression } from "./expressions.ts";
import { BYTES1, type Type } from "./types.ts";

/** Something that a variable holds: itself, a field, an element. */
export interface Place {
  readonly type: Type;
  readonly location: Location;
  readonly write: () => string;
  /** Whether it can be assigned, and whether that writes memory. */
  readonly fixed: boolean;
  readonly inMemory: boolean;
}

function indexOf(context: Context, length: number | null): string {
  const { random } = context;
  if (length === null || length === 0)
    return random.once(4) ? expression(context, { kind: "uint", bits: 256 }, 1) : String(random.below(3));
  return random.once(4) ? expression(context, { kind: "uint", bits: 8 }, 1) : String(random.below(length));
}

/** What can be reached from a place in one step. */
function inside(context: Context, place: Place): readonly Place[] {
  const { type, location } = place;
  const part = (inner: Type, write: () => string): Place => ({
    type: inner,
    location:
      inner.kind === "struct" || inner.kind === "array" || inner.kind === "bytes" || inner.kind === "string"
        ? location
        : "value",
    write,
    fixed: location === "calldata" || location === "value",
    inMemory: true,
  });
  switch (type.kind) {
    case "struct":
      return type.fields.map((f) => part(f.type, () => `${place.write()}.${f.name}`));
    case "array":
      return type.length === 0 ? [] : [part(type.element, () => `${place.write()}[${indexOf(context, type.length)}]`)];
    case "bytes":
      return [part(BYTES1, () => `${place.write()}[${indexOf(context, null)}]`)];
    case "fixed":
      return [part(BYTES1, () => `${place.write()}[${indexOf(context, type.size)}]`)];
    default:
      return [];
  }
}

function rootOf(variable: Variable): Place {
  return { ...variable, write: () => variable.name, inMemory: false };
}

/** All places that can be reached from the variables in at most three steps. */
export function places(context: Context): readonly Place[] {
  const found: Place[] = [...context.scope, ...context.constants].map(rootOf);
  let last = found;
  for (let steps = 0; steps < 3; steps++) {
    last = last.flatMap((place) => inside(context, place));
    found.push(...last);
  }
  return found;
}

/** Places of a type, in memory or on the stack only if `strict`. */
export function placesOf(context: Context, type: Type, strict: boolean): readonly Place[] {
  return places(context).filter((p) => same(p.type, type) && !(strict && p.location === "calldata"));
}

/** Places that an assignment may change. */
export function writable(context: Context): readonly Place[] {
  return places(context).filter((p) => !p.fixed && !(context.readOnly && p.inMemory) && p.location !== "calldata");
}
