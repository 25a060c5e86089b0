/** The whole numbers from `lo` to `hi`, both included. Booleans are 0 and 1, enums their place, words of bytes the number they spell. */
export interface Interval {
  readonly lo: bigint;
  readonly hi: bigint;
}

/** All that a word of the EVM may be, read without a sign. */
export const WORD: Interval = { lo: 0n, hi: (1n << 256n) - 1n };

/** What a seat may hold of an asset: the adapter refuses more (adjudicator §9). */
export const AMOUNT: Interval = { lo: 0n, hi: (1n << 128n) - 1n };

export const BOOL: Interval = { lo: 0n, hi: 1n };

/** One number. */
export function only(value: bigint): Interval {
  return { lo: value, hi: value };
}

export function isOnly(interval: Interval): boolean {
  return interval.lo === interval.hi;
}

/** The least interval with both in it. */
export function hull(a: Interval, b: Interval): Interval {
  return { lo: a.lo < b.lo ? a.lo : b.lo, hi: a.hi > b.hi ? a.hi : b.hi };
}

/** What both have; undefined if nothing. */
export function meet(a: Interval, b: Interval): Interval | undefined {
  const [lo, hi] = [a.lo > b.lo ? a.lo : b.lo, a.hi < b.hi ? a.hi : b.hi];
  return lo > hi ? undefined : { lo, hi };
}

export function isWithin(inner: Interval, outer: Interval): boolean {
  return inner.lo >= outer.lo && inner.hi <= outer.hi;
}

export function isSame(a: Interval, b: Interval): boolean {
  return a.lo === b.lo && a.hi === b.hi;
}

function ofCorners(a: Interval, b: Interval, f: (x: bigint, y: bigint) => bigint): Interval {
  const corners = [f(a.lo, b.lo), f(a.lo, b.hi), f(a.hi, b.lo), f(a.hi, b.hi)];
  return corners.map(only).reduce(hull);
}

/** The divisors without 0; undefined if there are none. */
function withoutZero(b: Interval): Interval | undefined {
  if (b.lo === 0n && b.hi === 0n) return undefined;
  return { lo: b.lo === 0n ? 1n : b.lo, hi: b.hi === 0n ? -1n : b.hi };
}

/** What `+ - * / % ** & | ^ << >>` may give, before it is cut to its type; undefined for what is not followed. Division leaves 0 out. */
export function arithmetic(operator: string, a: Interval, b: Interval): Interval | undefined {
  switch (operator) {
    case "+":
      return { lo: a.lo + b.lo, hi: a.hi + b.hi };
    case "-":
      return { lo: a.lo - b.hi, hi: a.hi - b.lo };
    case "*":
      return ofCorners(a, b, (x, y) => x * y);
    case "/":
    case "%": {
      const divisor = withoutZero(b);
      if (divisor === undefined) return undefined;
      return operator === "/" ? quotient(a, divisor) : remainder(a, divisor);
    }
    case "**":
      return a.lo >= 0n && b.lo >= 0n && b.hi <= 256n ? { lo: a.lo ** b.lo, hi: a.hi ** b.hi } : undefined;
    default:
      return a.lo < 0n || b.lo < 0n ? undefined : bits(operator, a, b);
  }
}

function quotient(a: Interval, b: Interval): Interval {
  const whole = ofCorners(a, b, (x, y) => x / y);
  // Divisors of both signs: 1 and -1 give the most and the least.
  if (b.lo > 0n || b.hi < 0n) return whole;
  return hull(whole, hull(a, { lo: -a.hi, hi: -a.lo }));
}

function remainder(a: Interval, b: Interval): Interval {
  if (isOnly(a) && isOnly(b)) return only(a.lo % b.lo);
  const [low, high] = [b.lo < 0n ? -b.lo : b.lo, b.hi < 0n ? -b.hi : b.hi];
  const most = (low > high ? low : high) - 1n;
  return { lo: a.lo < 0n ? (a.lo > -most ? a.lo : -most) : 0n, hi: a.hi > 0n ? (a.hi < most ? a.hi : most) : 0n };
}

function bits(operator: string, a: Interval, b: Interval): Interval | undefined {
  const filled = (x: bigint): bigint => (1n << BigInt(x.toString(2).length)) - 1n;
  switch (operator) {
    case "&":
      return { lo: 0n, hi: a.hi < b.hi ? a.hi : b.hi };
    case "|":
      return { lo: a.lo > b.lo ? a.lo : b.lo, hi: filled(a.hi > b.hi ? a.hi : b.hi) };
    case "^":
      return { lo: 0n, hi: filled(a.hi > b.hi ? a.hi : b.hi) };
    case "<<":
      return b.hi > 256n ? undefined : { lo: a.lo << b.lo, hi: a.hi << b.hi };
    case ">>":
      return { lo: b.hi > 256n ? 0n : a.lo >> b.hi, hi: b.lo > 256n ? 0n : a.hi >> b.lo };
    default:
      return undefined;
  }
}

function sayNumber(n: bigint): string {
  if (n < 0n) return `-${sayNumber(-n)}`;
  if (n < 1_000_000n) return String(n);
  const width = n.toString(2).length;
  if (n === 1n << BigInt(width - 1)) return `2^${width - 1}`;
  if (n === (1n << BigInt(width)) - 1n) return `2^${width} - 1`;
  return `about 2^${width - 1}`;
}

/** For people: `0 to 2^256 - 1`, or the one number. */
export function sayInterval(interval: Interval): string {
  return isOnly(interval) ? sayNumber(interval.lo) : `${sayNumber(interval.lo)} to ${sayNumber(interval.hi)}`;
}
