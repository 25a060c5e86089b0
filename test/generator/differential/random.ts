/** A small seeded generator of random numbers (xorshift128+ in 32-bit halves would do as well): the same seed, the same calls. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0 || 1;
  }

  /** An integer from 0 to `below` - 1. */
  below(below: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % below;
  }

  /** True once in `n` times. */
  once(n: number): boolean {
    return this.below(n) === 0;
  }

  /** One of the items. */
  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error("nothing to pick from");
    return item;
  }

  /** An integer of so many bits, often near a power of two, often small. */
  bits(bits: number): bigint {
    const max = (1n << BigInt(bits)) - 1n;
    switch (this.below(6)) {
      case 0:
        return BigInt(this.below(5)) & max;
      case 1:
        return max - BigInt(this.below(3));
      case 2:
        return ((1n << BigInt(this.below(bits + 1))) + BigInt(this.below(3)) - 1n) & max;
      case 3:
        return BigInt(this.below(300)) & max;
      default: {
        let value = 0n;
        for (let i = 0; i < bits; i += 32) value = (value << 32n) | BigInt(this.below(2 ** 32));
        return value & max;
      }
    }
  }

  bytes(length: number): Uint8Array {
    return Uint8Array.from({ length }, () => this.below(256));
  }
}
