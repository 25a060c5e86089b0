import { expect } from "chai";
import { AbiCoder } from "ethers";
import type { Hex } from "../../offchain/evm/hex.ts";
import { bytesToHex, hexToBytes } from "../../offchain/evm/hex.ts";
import type { AbiField, AbiType } from "../../offchain/evm/strictAbi.ts";
import { abiDecode, abiEncode, BadEncoding } from "../../offchain/evm/strictAbi.ts";
import * as codecs from "../../offchain/generated/protocol/codecs.ts";
import { Random } from "../generator/differential/random.ts";
import { randomStruct, randomValue, runs, tupleType } from "./randomStructs.ts";

const ethersCoder = AbiCoder.defaultAbiCoder();

interface Codec {
  readonly name: string;
  readonly encode: (value: unknown) => Hex;
  readonly decode: (bytes: Hex) => unknown;
  readonly types: readonly string[];
  readonly make: (random: Random) => Record<string, unknown>;
  readonly values: (value: Record<string, unknown>) => readonly unknown[];
}

const struct = (name: string, encode: unknown, decode: unknown): Codec => ({
  name,
  encode: encode as Codec["encode"], // each takes and returns the struct of its name
  decode: decode as Codec["decode"],
  types: [tupleType(name)],
  make: (random) => randomStruct(random, name, 6),
  values: (value) => [value],
});

const CODECS: readonly Codec[] = [
  struct("HashLock", codecs.encodeHashLock, codecs.decodeHashLock),
  struct("Leg", codecs.encodeLeg, codecs.decodeLeg),
  struct("App", codecs.encodeApp, codecs.decodeApp),
  struct("AppState", codecs.encodeAppState, codecs.decodeAppState),
  struct("ChildTerms", codecs.encodeChildTerms, codecs.decodeChildTerms),
  {
    name: "AppClaim",
    encode: codecs.encodeAppClaim as Codec["encode"],
    decode: codecs.decodeAppClaim,
    types: [tupleType("AppState"), "bytes32", "bytes"],
    make: (random) => ({
      state: randomStruct(random, "AppState"),
      entryHash: randomValue(random, "bytes32"),
      used: randomValue(random, "bytes"),
    }),
    values: (value) => [value["state"], value["entryHash"], value["used"]],
  },
  {
    name: "ChallengeAuth",
    encode: codecs.encodeChallengeAuth as Codec["encode"],
    decode: codecs.decodeChallengeAuth,
    types: ["uint48", "uint40", "bytes"],
    make: (random) => ({
      minVersion: randomValue(random, "uint48"),
      validUntil: randomValue(random, "uint40"),
      signature: randomValue(random, "bytes"),
    }),
    values: (value) => [value["minVersion"], value["validUntil"], value["signature"]],
  },
];

/** The same bytes with one place changed, cut or prolonged. */
function broken(random: Random, hex: Hex): Hex {
  const bytes = hexToBytes(hex);
  const how = random.below(4);
  if (how === 0) return bytesToHex(bytes.subarray(0, random.below(bytes.length)));
  if (how === 1) return bytesToHex(Uint8Array.from([...bytes, ...random.bytes(random.pick([1, 32]))]));
  const at = how === 2 ? random.below(bytes.length) : 32 * random.below(bytes.length / 32) + 31;
  bytes[at] = random.pick([0, 1, 0x20, 0x40, 0xff, random.below(256)]);
  return bytesToHex(bytes);
}

describe("codecs: TypeScript = ethers, and nothing else is taken (rules 17, 18)", () => {
  const random = new Random(3);

  for (const codec of CODECS) {
    it(`${codec.name}: encodes as ethers does, decodes what it encodes`, () => {
      for (let i = 0; i < runs(200); i++) {
        const value = codec.make(random);
        const bytes = codec.encode(value);
        expect(bytes).to.equal(ethersCoder.encode(codec.types, codec.values(value)));
        expect(codec.decode(bytes)).to.deep.equal(value);
      }
    });

    it(`${codec.name}: of malformed bytes it takes only what it would encode itself`, () => {
      let refused = 0;
      for (let i = 0; i < runs(500); i++) {
        const bytes = broken(random, codec.encode(codec.make(random)));
        try {
          expect(codec.encode(codec.decode(bytes))).to.equal(bytes);
        } catch (error) {
          if (!(error instanceof BadEncoding)) throw error;
          refused++;
        }
      }
      expect(refused).to.be.greaterThan(0);
    });
  }

  it("a length that speaks of more than there is, is refused before anything is made", () => {
    const bytes = hexToBytes(codecs.encodeLeg({ index: 1, child: `0x${"11".repeat(32)}`, seats: [1, 2] }));
    bytes.fill(0xff, 4 * 32 + 24, 5 * 32);
    expect(() => codecs.decodeLeg(bytesToHex(bytes))).to.throw(BadEncoding, /seats/);
    bytes.fill(0, 4 * 32, 5 * 32);
    bytes[5 * 32 - 1] = 3;
    expect(() => codecs.decodeLeg(bytesToHex(bytes))).to.throw(BadEncoding, /3 items do not fit/);
  });

  it("longer than any claim is refused unread", () => {
    expect(() => codecs.decodeLeg(`0x${"00".repeat(codecs.MAX_ENCODED + 1)}`)).to.throw(BadEncoding, /longer than/);
  });

  it("a value that its type does not hold is refused, and the place is named", () => {
    const type = (of: AbiType): readonly AbiField[] => [{ name: "x", type: of }];
    const refuse = (of: AbiType, x: unknown): void =>
      void expect(() => abiEncode(type(of), { x }), JSON.stringify(of)).to.throw(BadEncoding, "value.x");
    refuse({ kind: "uint", bits: 8 }, 256);
    refuse({ kind: "uint", bits: 8 }, -1);
    refuse({ kind: "uint", bits: 8 }, 1.5);
    refuse({ kind: "int", bits: 8 }, 128);
    refuse({ kind: "bool" }, 1);
    refuse({ kind: "address" }, "0x11");
    refuse({ kind: "bytesN", size: 4 }, "0x1122334455");
    refuse({ kind: "bytes" }, "abc");
    refuse({ kind: "string" }, 5);
    refuse({ kind: "enum", names: ["A"] }, "B");
    refuse({ kind: "set" }, new Set([256]));
    refuse({ kind: "array", of: { kind: "bool" }, length: 2 }, [true]);
    refuse({ kind: "tuple", fields: type({ kind: "bool" }) }, null);
  });

  it("enums by name, sets of seats, times as numbers, texts", () => {
    const fields: readonly AbiField[] = [
      { name: "phase", type: { kind: "enum", names: ["A", "B"] } },
      { name: "done", type: { kind: "set" } },
      { name: "time", type: { kind: "uint", bits: 64, small: true } },
      { name: "note", type: { kind: "string" } },
      {
        name: "grid",
        type: { kind: "array", of: { kind: "array", of: { kind: "uint", bits: 8 }, length: 2 }, length: null },
      },
    ];
    const value = {
      phase: "B",
      done: new Set([0, 5, 255]),
      time: 2 ** 40,
      note: "ü — ok",
      grid: [
        [1, 2],
        [3, 4],
      ],
    };
    const bytes = abiEncode(fields, value);
    expect(bytesToHex(bytes)).to.equal(
      ethersCoder.encode(
        ["uint8", "uint256", "uint64", "string", "uint8[2][]"],
        [1, (1n << 255n) + 33n, 2 ** 40, "ü — ok", value.grid],
      ),
    );
    expect(abiDecode(fields, bytes)).to.deep.equal(value);
    const far = ethersCoder.encode(["uint64"], [1n << 60n]);
    expect(() =>
      abiDecode([{ name: "time", type: { kind: "uint", bits: 64, small: true } }], hexToBytes(far)),
    ).to.throw(BadEncoding, /exactly/);
    expect(() =>
      abiDecode(
        [{ name: "phase", type: { kind: "enum", names: ["A"] } }],
        hexToBytes(ethersCoder.encode(["uint8"], [1])),
      ),
    ).to.throw(BadEncoding, /none of A/);
  });
});
