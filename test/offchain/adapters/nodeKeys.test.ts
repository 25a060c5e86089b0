import { randomBytes } from "node:crypto";
import { expect } from "chai";
import { HDNodeWallet, recoverAddress, SigningKey, Wallet } from "ethers";
import { type Curve, javascriptCurve, loadCurve, nativeCurve } from "../../../offchain/adapters/curve.ts";
import { BadMnemonic, newMnemonic, nodeKeysOf } from "../../../offchain/adapters/nodeKeys.ts";
import { bytesToHex, type Hex, hexToBytes } from "../../../offchain/evm/hex.ts";

const WORDS = `${"abandon ".repeat(23)}art`;
const ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
const digestOf = () => bytesToHex(randomBytes(32));

const FIRST = 2;

function flip(hex: Hex, byte: number): Hex {
  const bytes = hexToBytes(hex);
  bytes[byte] = (bytes[byte] ?? 0) ^ 1;
  return bytesToHex(bytes);
}

/** The other signature of the same key on the same digest: s mirrored, v swapped. */
function mirrored(signature: Hex): Hex {
  const s = ORDER - BigInt(`0x${signature.slice(66, 130)}`);
  const v = signature.endsWith("1b") ? "1c" : "1b";
  return `0x${signature.slice(FIRST, 66)}${s.toString(16).padStart(64, "0")}${v}`;
}

const curves: readonly (readonly [string, () => Curve])[] = [
  ["native", nativeCurve],
  ["javascript", javascriptCurve],
];

describe("nodeKeys", () => {
  it("derives account, signer and node key from 24 words, and always the same", () => {
    const keys = nodeKeysOf(WORDS, nativeCurve());
    const atHome = HDNodeWallet.fromPhrase(WORDS, undefined, "m/44'/60'/0'/0/0");
    expect(keys.payout).to.equal(atHome.address.toLowerCase());
    expect(keys.accountKey()).to.equal(atHome.privateKey);
    expect(keys.nodeId).to.match(/^0x0[23][0-9a-f]{64}$/);
    expect(new Set([keys.payout, keys.signer]).size).to.equal(2);
    const again = nodeKeysOf(` ${WORDS.toUpperCase().replaceAll(" ", "  ")}\n`, javascriptCurve());
    expect([again.signer, again.nodeId, again.payout]).to.deep.equal([keys.signer, keys.nodeId, keys.payout]);
  });

  it("refuses words that are no mnemonic, and says why", () => {
    expect(() => nodeKeysOf("one two three")).to.throw(BadMnemonic, /3 words/);
    expect(() => nodeKeysOf(`${"abandon ".repeat(23)}abandon`)).to.throw(BadMnemonic, /checksum/);
    expect(newMnemonic().split(" ")).to.have.length(24);
  });

  it("hides private keys from printing", () => {
    const keys = nodeKeysOf(WORDS, nativeCurve());
    expect(JSON.stringify(keys)).to.not.include(keys.accountKey().slice(FIRST));
  });

  for (const [name, make] of curves) {
    describe(`on the ${name} curve`, () => {
      const keys = nodeKeysOf(WORDS, make());
      const signing = new SigningKey(HDNodeWallet.fromPhrase(WORDS, undefined, "m/44'/60'/1'/0/0").privateKey);

      it("rule 18: signs like ethers, byte for byte", () => {
        for (let i = 0; i < 20; i++) {
          const digest = digestOf();
          expect(keys.sign(digest)).to.equal(signing.sign(digest).serialized);
          expect(recoverAddress(digest, keys.sign(digest)).toLowerCase()).to.equal(keys.signer);
        }
      });

      it("verifies what another wallet signed, first and cached", () => {
        const wallet = Wallet.createRandom();
        const digest = digestOf();
        // ethers writes signatures as 0x… text
        const signature = wallet.signingKey.sign(digest).serialized as Hex;
        const address = wallet.address.toLowerCase() as Hex;
        for (const _ of [1, 2]) expect(keys.verify(address, digest, signature)).to.equal(true);
        for (const _ of [1, 2]) expect(keys.verify(keys.signer, digest, signature)).to.equal(false);
      });

      it("rule 17: refuses what the chain would refuse: wrong v, high s, other bytes, other lengths", () => {
        const digest = digestOf();
        const good = keys.sign(digest);
        expect(keys.verify(keys.signer, digest, good)).to.equal(true);
        const wrongV: Hex = `0x${good.slice(FIRST, 130)}${good.endsWith("1b") ? "1c" : "1b"}`;
        const bad: Hex[] = [wrongV, mirrored(good), `0x${good.slice(FIRST, 130)}00`, "0x", `${good}00`, "0xzz" as Hex];
        bad.push(`0x${"00".repeat(65)}`, `0x${"ff".repeat(64)}1b`, `0x${"zz".repeat(65)}`);
        for (let i = 0; i < 65; i++) bad.push(flip(good, i));
        for (const signature of bad) expect(keys.verify(keys.signer, digest, signature), signature).to.equal(false);
        expect(keys.verify(keys.signer, "0x00", good)).to.equal(false);
        expect(keys.verify(keys.signer, digestOf(), good)).to.equal(false);
      });

      it("signs and verifies as the node", () => {
        const digest = digestOf();
        const signature = keys.signAsNode(digest);
        expect(signature).to.have.length(130);
        expect(keys.verifyNode(keys.nodeId, digest, signature)).to.equal(true);
        for (let i = 0; i < 64; i++) expect(keys.verifyNode(keys.nodeId, digest, flip(signature, i))).to.equal(false);
        const high = mirrored(`${signature}1b`).slice(0, 130) as Hex; // still 0x and digits
        expect(keys.verifyNode(keys.nodeId, digest, high)).to.equal(false);
        expect(keys.verifyNode("0x02", digest, signature)).to.equal(false);
        expect(keys.verifyNode(`0x05${"11".repeat(32)}`, digest, signature)).to.equal(false);
      });
    });
  }

  it("both curves agree on keys, signatures and shared secrets", () => {
    const [native, javascript] = [nodeKeysOf(WORDS, nativeCurve()), nodeKeysOf(WORDS, javascriptCurve())];
    const peer = nodeKeysOf(newMnemonic(), nativeCurve());
    const digest = digestOf();
    expect(javascript.signAsNode(digest)).to.equal(native.signAsNode(digest));
    expect(javascript.agree(peer.nodeId)).to.deep.equal(native.agree(peer.nodeId));
    expect(javascript.agree(peer.nodeId)).to.deep.equal(peer.agree(native.nodeId));
    for (const keys of [native, javascript]) expect(keys.agree(`0x02${"ff".repeat(32)}`)).to.equal(null);
  });

  it("falls back to JavaScript where the native module is missing, and says so aloud", () => {
    const said: string[] = [];
    const curve = loadCurve(
      (text) => said.push(text),
      () => {
        throw new Error("no build for this machine");
      },
    );
    expect(curve.name).to.equal("javascript");
    expect(said.join()).to.match(/no native module.*no build for this machine.*slower.*npm rebuild secp256k1/s);
    const quiet: string[] = [];
    expect(loadCurve((text) => quiet.push(text)).name).to.equal("native");
    expect(quiet).to.deep.equal([]);
  });
});
