import { expect } from "chai";
import fc from "fast-check";
import { Malformed } from "../../../offchain/channel/wire.ts";
import { bytesToHex } from "../../../offchain/evm/hex.ts";
import { decodeMessage, encodeMessage, MAX_FRAME, message, PROTOCOL } from "../../../offchain/protocol/messages.ts";
import { corpus } from "./support/corpus.ts";

const KINDS = [
  "hello",
  "greet",
  "welcome",
  "open",
  "accept",
  "decline",
  "submit",
  "refuse",
  "propose",
  "sign",
  "reject",
  "fetch",
  "full",
  "offer",
  "answer",
  "watch",
  "watched",
  "warn",
  "openChild",
];

/** Decodes, or fails as a decoder of hostile bytes may: with Malformed and nothing else (attack 38). */
function attempt(frame: Uint8Array): ReturnType<typeof decodeMessage> | null {
  try {
    return decodeMessage(frame);
  } catch (error) {
    expect(error).to.be.instanceOf(Malformed);
    return null;
  }
}

describe("messages on the wire", function () {
  this.timeout(60_000);
  const frames = corpus();

  it("has a frame of every kind to work on", () => {
    expect(new Set(frames.map((frame) => decodeMessage(frame).kind))).to.deep.equal(new Set(KINDS));
    expect(message).to.be.an("object");
  });

  it("encodes what it decoded to the same bytes", () => {
    for (const frame of frames) expect(bytesToHex(encodeMessage(decodeMessage(frame)))).to.equal(bytesToHex(frame));
  });

  it("is Malformed wherever it is cut off, and with a byte too many", () => {
    for (const frame of frames) {
      for (let length = 0; length < frame.length; length += frame.length > 400 ? 7 : 1)
        expect(attempt(frame.subarray(0, length)), `${length}`).to.equal(null);
      expect(attempt(Uint8Array.from([...frame, 0]))).to.equal(null);
    }
  });

  it("never does anything but decode or be Malformed: 20,000 mutated frames, 20,000 random ones", () => {
    const mutated = fc.tuple(
      fc.nat(frames.length - 1),
      fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 4 }),
    );
    fc.assert(
      fc.property(mutated, ([at, changes]) => {
        const frame = Uint8Array.from(frames[at] ?? []);
        for (const [place, value] of changes) frame[place % frame.length] = value;
        const found = attempt(frame);
        if (found !== null) encodeMessage(found);
      }),
      { numRuns: 20_000 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void attempt(Uint8Array.of(PROTOCOL, ...bytes))),
      { numRuns: 20_000 },
    );
  });

  it("does not allocate what a length announces and the frame does not hold", () => {
    // submit, a channel id, an op of kind move with arguments of 2^32 - 1 bytes
    const frame = new Uint8Array(120).fill(0xff);
    frame[0] = PROTOCOL;
    const before = process.memoryUsage().arrayBuffers;
    for (let kind = 0; kind < 256; kind++) {
      frame[1] = kind;
      expect(attempt(frame)).to.equal(null);
    }
    expect(process.memoryUsage().arrayBuffers - before).to.be.below(8 * MAX_FRAME);
  });

  it("refuses a frame over 1 MiB, and another version of the protocol by name", () => {
    expect(() => decodeMessage(new Uint8Array(MAX_FRAME + 1))).to.throw(Malformed, /1048577/);
    expect(() => decodeMessage(Uint8Array.of(PROTOCOL + 1, 0))).to.throw(Malformed, /version 2/);
  });
});
