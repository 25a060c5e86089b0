/** A value of JSON; amounts are decimal text in it. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** What a node, a relay or a watcher shows to whoever serves it: methods and events. */
export interface Served {
  readonly request: (method: string, params: Json) => Promise<Json>;
  /** Calls the listener for each event until the function returned is called. */
  readonly onEvent: (listener: (event: Json) => void) => () => void;
}

/** A request that cannot be done: a stable code, what was wrong, and what to do next. */
export class RequestError extends Error {
  readonly code: string;
  readonly next: string;

  constructor(code: string, message: string, next: string) {
    super(message);
    this.name = "RequestError";
    this.code = code;
    this.next = next;
  }
}

/** A value as JSON: bigints as decimal text, maps as objects. */
export function toJson(value: unknown): Json {
  if (typeof value === "bigint") return value.toString();
  if (value === null || typeof value === "boolean" || typeof value === "number" || typeof value === "string")
    return value;
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value === "object")
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, inner]) => (inner === undefined ? [] : [[key, toJson(inner)]])),
    );
  return null;
}
