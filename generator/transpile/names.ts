const RESERVED =
  "abstract any arguments as asserts async await bigint boolean break case catch class const constructor continue debugger declare default delete do else enum eval export extends false finally for from function get globalThis if implements import in infer instanceof interface is keyof let module namespace never new null number object of package private protected public readonly require return satisfies set static string super switch symbol this throw true try type typeof undefined unique unknown using var void while with yield NaN Infinity Array BigInt Boolean DataView Error JSON Map Math Number Object RangeError Reflect Set String Symbol Uint8Array Uint32Array Int32Array ArrayBuffer Promise TextEncoder TextDecoder WebAssembly console process";

/** Gives each declaration a name of its own in the emitted module. */
export class Names {
  readonly #taken: Set<string>;
  readonly #left: ReadonlySet<string>;
  readonly #outer: Names | null;
  /** Names that inner scopes took: one taken out here later would be hidden there. */
  readonly #inside = new Set<string>();

  /** `taken`: names that may not be given, such as those of the library. `left`: names that are left to inner scopes. */
  constructor(taken: Iterable<string>, left: Iterable<string> = [], outer: Names | null = null) {
    this.#taken = new Set(outer === null ? [...RESERVED.split(" "), ...taken] : taken);
    this.#left = new Set(left);
    this.#outer = outer;
  }

  /** The wanted name, or that name with a number. */
  take(wanted: string): string {
    const plain = /^[A-Za-z_$][\w$]*$/.test(wanted) ? wanted : "unnamed";
    let name = plain;
    for (let n = 2; this.#isTaken(name) || this.#left.has(name) || this.#inside.has(name); n++) name = `${plain}_${n}`;
    this.#taken.add(name);
    if (this.#outer !== null) this.#outer.#inside.add(name);
    return name;
  }

  /** A scope inside this one: its names differ from all that are taken in this one, before or after. */
  inner(): Names {
    return new Names([], [], this);
  }

  #isTaken(name: string): boolean {
    const outside = this.#outer === null ? false : this.#outer.#isTaken(name);
    return outside || this.#taken.has(name);
  }
}

/** A struct field's name as a property: the one name that an object literal treats otherwise is changed. */
export function fieldName(name: string): string {
  return name === "__proto__" ? "__proto__$" : name;
}
