import { bech32, bech32m } from "bech32";
import { expect } from "chai";
import fc from "fast-check";
import { nativeCurve } from "../../../offchain/adapters/curve.ts";
import { newMnemonic, nodeKeysOf } from "../../../offchain/adapters/nodeKeys.ts";
import { sha256Hex } from "../../../offchain/evm/hash.ts";
import { bytesToHex, concat, type Hex, hexToBytes } from "../../../offchain/evm/hex.ts";
import { BadInvoice, decodeInvoice, encodeInvoice, type Invoice } from "../../../offchain/routing/invoice.ts";

const keys = nodeKeysOf(newMnemonic(), nativeCurve());
const hub = nodeKeysOf(newMnemonic(), nativeCurve()).nodeId;
const ASKED: Omit<Invoice, "payee"> = {
  chainId: 31337,
  adjudicator: `0x${"ad".repeat(20)}`,
  token: `0x${"00".repeat(32)}`,
  id: 0n,
  amount: 5_000_000n,
  hash: `0x${"a1".repeat(32)}`,
  secret: `0x${"5e".repeat(32)}`,
  created: 1_800_000_000,
  expiry: 3600,
  memo: "two coffees ☕",
  hints: [hub],
};

function faultOf(run: () => unknown): BadInvoice {
  try {
    run();
  } catch (error) {
    if (error instanceof BadInvoice) return error;
    throw error;
  }
  throw new Error("it was taken");
}
const decode = (text: string) => decodeInvoice(text, keys.verifyNode);
const bytesOf = (text: string) => Uint8Array.from(bech32m.fromWords(bech32m.decode(text, 2000).words));
const textOf = (bytes: Uint8Array) => bech32m.encode("chn", bech32m.toWords(bytes), 5000);

/** Signed anew after a change, so that the parser alone has to refuse it. */
function resigned(body: Uint8Array): string {
  const digest = sha256Hex(concat(new TextEncoder().encode("chenilles invoice 1"), body));
  return textOf(concat(body, hexToBytes(keys.signAsNode(digest))));
}
const bodyOf = (invoice: Omit<Invoice, "payee">) => bytesOf(encodeInvoice(invoice, keys)).slice(0, -64);

const hex = (length: number): fc.Arbitrary<Hex> =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((bytes) => bytesToHex(bytes));
const invoices: fc.Arbitrary<Omit<Invoice, "payee">> = fc.record({
  chainId: fc.integer({ min: 0, max: 2 ** 48 - 1 }),
  adjudicator: hex(20),
  token: hex(32),
  id: fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }),
  amount: fc.option(fc.bigInt({ min: 1n, max: 2n ** 128n - 1n })),
  hash: hex(32),
  secret: hex(32),
  created: fc.integer({ min: 0, max: 2 ** 40 - 1 }),
  expiry: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  memo: fc.string({ unit: "grapheme", maxLength: 40 }).filter((memo) => Buffer.byteLength(memo) <= 256),
  hints: fc.array(hex(33), { maxLength: 4 }),
});

describe("invoice", () => {
  it("reads back what was written, whatever the fields", () => {
    fc.assert(
      fc.property(invoices, (invoice) => {
        expect(decode(encodeInvoice(invoice, keys))).to.deep.equal({ ...invoice, payee: keys.nodeId });
      }),
      { numRuns: 200 },
    );
  });

  it("is one lower-case word that begins with chn1, and is read in upper case and with blanks around", () => {
    const text = encodeInvoice(ASKED, keys);
    expect(text).to.match(/^chn1[a-z0-9]+$/);
    expect(decode(` ${text.toUpperCase()}\n`).memo).to.equal(ASKED.memo);
  });

  it("holds the longest fields", () => {
    const most = { ...ASKED, id: 2n ** 256n - 1n, memo: "m".repeat(256), hints: [hub, hub, hub, hub] };
    expect(decode(encodeInvoice(most, keys))).to.include({ memo: most.memo, id: most.id });
  });

  it("is read when it has expired", () => {
    expect(decode(encodeInvoice({ ...ASKED, created: 1, expiry: 1 }, keys))).to.include({ created: 1, expiry: 1 });
  });

  it("says what is wrong with the text", () => {
    const text = encodeInvoice(ASKED, keys);
    const faults: [string, string, RegExp][] = [
      ["", "prefix", /begin with chn1/],
      ["lnbc1xyz", "prefix", /begin with chn1/],
      [text.replace("chn1", "chm1"), "prefix", /begin with chn1/],
      [text.slice(0, -1), "checksum", /copy the whole text/],
      [`${text}q`, "checksum", /copy the whole text/],
      [`C${text.slice(1)}`, "checksum", /./],
      [text.replace(/.$/, (last) => (last === "q" ? "p" : "q")), "checksum", /a letter is wrong/],
      [`chn1${"q".repeat(5000)}`, "tooLong", /5004 letters/],
      [bech32.encode("chn", bech32.toWords(bytesOf(text)), 5000), "checksum", /./],
      [bech32m.encode("chn", [1], 100), "malformed", /bits/],
      [textOf(new Uint8Array()), "malformed", /ends within the version/],
      [bech32m.encode("chn1a", bech32m.toWords(bytesOf(text)), 5000), "prefix", /begin with chn1/],
    ];
    for (const [bad, fault, why] of faults) {
      const error = faultOf(() => decode(bad));
      expect([error.fault, error.message], bad.slice(0, 40)).to.satisfy(
        ([have, message]: [string, string]) => have === fault && why.test(message),
      );
    }
  });

  it("refuses another version, unknown flags, fields that lie, and bytes too many", () => {
    const body = bodyOf(ASKED);
    const at = (index: number, value: number) => body.map((byte, i) => (i === index ? value : byte));
    expect(faultOf(() => decode(resigned(at(0, 2)))).fault).to.equal("version");
    expect(faultOf(() => decode(resigned(at(1, 5)))).message).to.match(/unknown flags 5/);
    expect(faultOf(() => decode(resigned(at(1, 3)))).fault).to.equal("malformed");
    expect(faultOf(() => decode(resigned(concat(body, new Uint8Array(1))))).message).to.match(/1 bytes too many/);
    const zeroAmount = body.map((byte, i) => (i >= 60 && i < 76 ? 0 : byte));
    expect(faultOf(() => decode(resigned(zeroAmount))).message).to.match(/the amount is said to be there and is 0/);
    const memoAt = body.length - 34 - Buffer.byteLength(ASKED.memo);
    expect(faultOf(() => decode(resigned(at(memoAt - 2, 2)))).message).to.match(/a memo of \d+ bytes/);
    expect(faultOf(() => decode(resigned(at(memoAt, 0x1b)))).message).to.match(/control character/);
    expect(faultOf(() => decode(resigned(at(memoAt, 0xff)))).message).to.match(/no UTF-8/);
    expect(faultOf(() => decode(resigned(at(body.length - 34, 5)))).message).to.match(/5 hints/);
  });

  it("refuses to write what could not be read", () => {
    const bad: Partial<Invoice>[] = [
      { amount: 0n },
      { amount: 2n ** 128n },
      { amount: -1n },
      { chainId: 2 ** 48 },
      { chainId: 1.5 },
      { memo: "m".repeat(257) },
      { memo: "☕".repeat(100) },
      { memo: "two\nlines" },
      { memo: "\u001b[2J" },
      { memo: "\ud800" },
      { hash: "0x00" },
      { hints: [hub, hub, hub, hub, hub] },
      { hints: ["0x02"] },
      { created: 2 ** 40 },
      { expiry: -1 },
    ];
    for (const changes of bad) {
      const why = `${Object.keys(changes)}`;
      expect(faultOf(() => encodeInvoice({ ...ASKED, ...changes }, keys)).fault, why).to.equal("malformed");
    }
  });

  it("is refused when any byte was changed and the checksum made right again", () => {
    const good = bytesOf(encodeInvoice(ASKED, keys));
    for (let i = 0; i < good.length; i++) {
      const bytes = good.slice();
      bytes[i] = (bytes[i] ?? 0) ^ 1;
      expect(["signature", "malformed", "version"]).to.include(faultOf(() => decode(textOf(bytes))).fault);
    }
  });

  it("attack 38: mutated bytes are refused by name and nothing else is ever thrown", () => {
    const good = bytesOf(encodeInvoice(ASKED, keys));
    fc.assert(
      fc.property(
        fc.array(fc.record({ at: fc.nat(good.length), cut: fc.nat(8), put: fc.uint8Array({ maxLength: 8 }) }), {
          minLength: 1,
          maxLength: 4,
        }),
        fc.boolean(),
        (edits, sign) => {
          let bytes: Uint8Array = good;
          for (const { at, cut, put } of edits) bytes = concat(bytes.slice(0, at), put, bytes.slice(at + cut));
          if (Buffer.from(bytes).equals(Buffer.from(good))) return;
          const text = sign ? resigned(bytes.slice(0, -64)) : textOf(bytes);
          try {
            // What is signed anew and read must be the one text of what it says.
            const { payee, ...read } = decode(text);
            expect(payee).to.equal(keys.nodeId);
            expect(encodeInvoice(read, keys)).to.equal(text);
          } catch (error) {
            expect(error).to.be.instanceOf(BadInvoice);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("attack 38: any text at all is refused by name", () => {
    const texts = fc.oneof(
      fc.string(),
      fc.string().map((tail) => `chn1${tail}`),
      fc.uint8Array({ maxLength: 700 }).map(textOf),
    );
    fc.assert(
      fc.property(texts, (text) => {
        faultOf(() => decode(text));
      }),
      { numRuns: 2000 },
    );
  });
});
