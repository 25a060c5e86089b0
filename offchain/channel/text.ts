/** A record's text on disk does not read back: the file was changed or is torn. */
export class BadRecord extends Error {
  constructor(key: string, reason: string) {
    super(`the record ${key} on disk cannot be read (${reason}); restore the directory from a backup, do not edit it`);
    this.name = "BadRecord";
  }
}

const NUMBER = /^-?\d+n$/;

/**
 * A value as text for the disk: JSON, with wide integers as "123n". Text that would look like one gets a `~` in front.
 * @example toText({ amount: 5n }) // '{"amount":"5n"}'
 */
export function toText(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner === "bigint") return `${inner}n`;
    if (typeof inner === "string" && (inner[0] === "~" || NUMBER.test(inner))) return `~${inner}`;
    return inner;
  });
}

/**
 * The value that `toText` wrote. What it is, is the writer's word: only this node's own disk is read with it.
 * @throws BadRecord where the text is not whole.
 */
export function fromText<T>(key: string, text: string): T {
  try {
    return JSON.parse(text, (_, inner: unknown) => {
      if (typeof inner !== "string") return inner;
      if (inner[0] === "~") return inner.slice(1);
      return NUMBER.test(inner) ? BigInt(inner.slice(0, -1)) : inner;
    }) as T;
  } catch (error) {
    throw new BadRecord(key, String(error));
  }
}
