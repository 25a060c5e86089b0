import { expect } from "chai";
import fc from "fast-check";
import type { Codec } from "../../../offchain/channel/wire.ts";
import {
  bool,
  bytes,
  choice,
  decode,
  encode,
  fixed,
  i128,
  list,
  Malformed,
  optional,
  record,
  struct,
  text,
  u8,
  u16,
  u32,
  u48,
  u64,
  u128,
  u256,
  wide,
} from "../../../offchain/channel/wire.ts";

const again = <T>(codec: Codec<T>, value: T): T => decode(codec, encode(codec, value));

describe("wire codecs", () => {
  it("brings integers of every width back, and refuses what does not fit", () => {
    for (const [codec, bits] of [
      [u8, 8],
      [u16, 16],
      [u32, 32],
      [u48, 48],
    ] as const) {
      fc.assert(
        fc.property(
          fc.integer({ min: 0, max: 2 ** bits - 1 }),
          (value) => void expect(again(codec, value)).to.equal(value),
        ),
      );
      for (const bad of [-1, 2 ** bits, 0.5, Number.NaN]) expect(() => encode(codec, bad)).to.throw(RangeError);
    }
    for (const [codec, bits] of [
      [u64, 64],
      [u128, 128],
      [u256, 256],
    ] as const) {
      fc.assert(
        fc.property(
          fc.bigInt({ min: 0n, max: 2n ** BigInt(bits) - 1n }),
          (value) => void expect(again(codec, value)).to.equal(value),
        ),
      );
      for (const bad of [-1n, 2n ** BigInt(bits)]) expect(() => encode(codec, bad)).to.throw(RangeError);
    }
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(2n ** 127n), max: 2n ** 127n - 1n }),
        (value) => void expect(again(i128, value)).to.equal(value),
      ),
    );
    expect(() => encode(wide(16, true), 2n ** 127n)).to.throw(RangeError);
  });

  it("keeps a field that makes the buffer grow, whatever its place and size", () => {
    const many = record({ first: bytes(4_096), words: list(fixed(32), 64), last: bytes(4_096) });
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 2_000 }),
        fc.nat(60),
        fc.uint8Array({ maxLength: 2_000 }),
        (first, count, last) => {
          const hex = (raw: Uint8Array): `0x${string}` => `0x${Buffer.from(raw).toString("hex")}`;
          const value = {
            first: hex(first),
            words: Array.from({ length: count }, (_, i) => hex(new Uint8Array(32).fill(i + 1))),
            last: hex(last),
          };
          expect(again(many, value)).to.deep.equal(value);
        },
      ),
    );
  });

  it("brings texts, lists, choices and missing values back", () => {
    const shape = choice({
      one: record({ name: text(64), flag: bool }),
      other: record({ items: list(optional(u16), 9) }),
    });
    expect(again(shape, { kind: "one", name: "größer", flag: true })).to.deep.equal({
      kind: "one",
      name: "größer",
      flag: true,
    });
    expect(again(shape, { kind: "other", items: [1, null, 3] })).to.deep.equal({ kind: "other", items: [1, null, 3] });
    expect(() => decode(shape, Uint8Array.of(2))).to.throw(Malformed, /no kind 2/);
    expect(() => decode(bool, Uint8Array.of(2))).to.throw(Malformed, /no boolean/);
  });

  it("says at which byte it stopped, and refuses lengths over the limit and bytes left over", () => {
    expect(() => decode(bytes(4), Uint8Array.of(0, 0, 0, 5, 1, 2, 3, 4, 5))).to.throw(
      Malformed,
      /byte 0: 5 bytes, at most 4/,
    );
    expect(() => decode(bytes(9), Uint8Array.of(0, 0, 0, 5, 1, 2))).to.throw(
      Malformed,
      /byte 4: 5 bytes are announced, 2 are left/,
    );
    expect(() => decode(list(u8, 9), Uint8Array.of(0, 0, 0, 200, 1))).to.throw(Malformed, /200 items/);
    expect(() => decode(u16, Uint8Array.of(1, 2, 3))).to.throw(Malformed, /1 bytes too many/);
    expect(() => encode(list(u8, 1), [1, 2])).to.throw(RangeError, /at most 1/);
    expect(() => encode(fixed(32), "0x01")).to.throw(RangeError);
  });

  it("makes a struct's codec out of its fields, at the fields' own widths", () => {
    const codec = struct<{ a: number; b: bigint; c: readonly bigint[]; d: `0x${string}` }>(
      [
        { name: "a", type: "uint40" },
        { name: "b", type: "uint128" },
        { name: "c", type: "int128[]" },
        { name: "d", type: "bytes32" },
      ],
      8,
    );
    const value = { a: 2 ** 39, b: 7n, c: [-1n, 5n], d: `0x${"ab".repeat(32)}` as const };
    expect(again(codec, value)).to.deep.equal(value);
  });
});
