/** A seeded source of choices: the same seed, the same choices, on every machine. */
export interface Random {
  /** A whole number from 0 to below `n`. */
  readonly below: (n: number) => number;
  /** True once in `n` times. */
  readonly once: (n: number) => boolean;
  readonly pick: <T>(list: readonly T[]) => T | undefined;
  /** `length` bytes as hexadecimal text. */
  readonly hex: (length: number) => `0x${string}`;
  readonly bytes: (length: number) => Uint8Array;
}

/** @example randomOf(7).below(10) // always the same */
export function randomOf(seed: number): Random {
  let [a, b, c, d] = [seed >>> 0, 0x9e3779b9, 0x243f6a88, 0xb7e15162];
  const word = (): number => {
    // sfc32
    const t = (((a + b) >>> 0) + d) >>> 0;
    d = (d + 1) >>> 0;
    a = (b ^ (b >>> 9)) >>> 0;
    b = (c + (c << 3)) >>> 0;
    c = (((c << 21) | (c >>> 11)) + t) >>> 0;
    return t;
  };
  for (let i = 0; i < 16; i++) word();
  const below = (n: number): number => Math.floor((word() / 2 ** 32) * n);
  const bytes = (length: number): Uint8Array => Uint8Array.from({ length }, () => below(256));
  return {
    below,
    once: (n) => below(n) === 0,
    pick: (list) => list[below(list.length)],
    bytes,
    hex: (length) => `0x${Buffer.from(bytes(length)).toString("hex")}`,
  };
}
