import { randomBytes } from "node:crypto";
import { expect } from "chai";
import { javascriptCurve, nativeCurve } from "../../../offchain/adapters/curve.ts";
import {
  ENVELOPE_OVERHEAD,
  envelopesOf,
  FrameTooLarge,
  MAX_FRAME,
  NotANodeId,
  sealWith,
} from "../../../offchain/adapters/envelope.ts";
import { newMnemonic, nodeKeysOf } from "../../../offchain/adapters/nodeKeys.ts";

const keysOf = (curve = nativeCurve()) => nodeKeysOf(newMnemonic(), curve);
const party = (keys = keysOf()) => ({ keys, id: keys.nodeId, ...envelopesOf(keys.nodeId, keys.agree) });

function changed(bytes: Uint8Array, at: number): Uint8Array {
  const copy = bytes.slice();
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

describe("envelope", () => {
  const [alice, bob, eve] = [party(), party(), party(keysOf(javascriptCurve()))];

  it("carries frames both ways and names the sender", () => {
    for (const size of [0, 1, 300, 65_536]) {
      const frame = new Uint8Array(randomBytes(size));
      expect(bob.open(alice.seal(bob.id, frame))).to.deep.equal({ from: alice.id, frame });
      expect(alice.open(bob.seal(alice.id, frame))).to.deep.equal({ from: bob.id, frame });
      expect(eve.open(alice.seal(eve.id, frame))).to.deep.equal({ from: alice.id, frame });
    }
  });

  it("never makes the same bytes twice", () => {
    const frame = new Uint8Array(10);
    expect(alice.seal(bob.id, frame)).to.not.deep.equal(alice.seal(bob.id, frame));
  });

  it("opens for its receiver alone, and not when sent back to its sender", () => {
    const sealed = alice.seal(bob.id, new Uint8Array([1, 2, 3]));
    expect(eve.open(sealed)).to.equal(null);
    expect(alice.open(sealed)).to.equal(null);
    const claimed = sealed.slice();
    claimed.set(eve.seal(bob.id, new Uint8Array()).subarray(0, 34));
    expect(bob.open(claimed)).to.equal(null);
  });

  it("refuses every changed byte and every truncation", () => {
    const sealed = alice.seal(bob.id, new Uint8Array([1, 2, 3]));
    for (let at = 0; at < sealed.length; at++) {
      expect(bob.open(changed(sealed, at)), `byte ${at}`).to.equal(null);
      expect(bob.open(sealed.subarray(0, at)), `length ${at}`).to.equal(null);
    }
    expect(bob.open(new Uint8Array(randomBytes(200)))).to.equal(null);
  });

  it("holds the limit of a frame on both sides", () => {
    const most = new Uint8Array(MAX_FRAME);
    expect(bob.open(alice.seal(bob.id, most))?.frame.length).to.equal(MAX_FRAME);
    expect(() => alice.seal(bob.id, new Uint8Array(MAX_FRAME + 1))).to.throw(FrameTooLarge, /1048577 bytes/);
    expect(bob.open(new Uint8Array(MAX_FRAME + ENVELOPE_OVERHEAD + 1))).to.equal(null);
  });

  it("names a receiver that is no key", () => {
    expect(() => alice.seal("0x1234", new Uint8Array())).to.throw(NotANodeId, /0x1234 is no node id/);
    expect(() => alice.seal(`0x02${"ff".repeat(32)}`, new Uint8Array())).to.throw(NotANodeId);
  });

  describe("box", () => {
    const seal = sealWith(nativeCurve());
    const entropy = new Uint8Array(randomBytes(32));
    const plain = new Uint8Array(randomBytes(100));

    it("opens for its receiver alone and is deterministic", () => {
      const box = seal(bob.id, plain, entropy);
      expect(seal(bob.id, plain, entropy)).to.deep.equal(box);
      expect(sealWith(javascriptCurve())(bob.id, plain, entropy)).to.deep.equal(box);
      expect(bob.keys.unseal(box)).to.deep.equal(plain);
      expect(eve.keys.unseal(box)).to.equal(null);
    });

    it("uses another key for another receiver or other entropy", () => {
      const box = seal(bob.id, plain, entropy);
      expect(seal(eve.id, plain, entropy).subarray(0, 33)).to.not.deep.equal(box.subarray(0, 33));
      expect(seal(bob.id, plain, new Uint8Array(32)).subarray(0, 33)).to.not.deep.equal(box.subarray(0, 33));
    });

    it("refuses every changed byte and every truncation", () => {
      const box = seal(bob.id, plain, entropy);
      for (let at = 0; at < box.length; at++) {
        expect(bob.keys.unseal(changed(box, at)), `byte ${at}`).to.equal(null);
        expect(bob.keys.unseal(box.subarray(0, at)), `length ${at}`).to.equal(null);
      }
    });

    it("names a receiver that is no key", () => {
      expect(() => seal("0x12", plain, entropy)).to.throw(NotANodeId);
    });
  });
});
