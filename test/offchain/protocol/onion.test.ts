import { expect } from "chai";
import fc from "fast-check";
import { loadCurve } from "../../../offchain/adapters/curve.ts";
import { bytesToHex, type Hex } from "../../../offchain/evm/hex.ts";
import { unwrap, wrap } from "../../../offchain/protocol/onion.ts";
import { fakeKeys, fakeSeal } from "../../simulation/fakeKeys.ts";
import { realCrypto } from "../../simulation/realKeys.ts";

const secret: Hex = `0x${"5e".repeat(32)}`;
const salts = (count: number): Uint8Array[] => Array.from({ length: count }, (_, i) => new Uint8Array(32).fill(i + 1));

describe("onion: what each hop of a route is told", () => {
  it("opens layer by layer, each for its own hop and for no other", () => {
    const { keysOf, seal } = realCrypto(loadCurve(() => {}));
    const [hub, bob, carol] = ["hub", "bob", "carol"].map(keysOf);
    if (hub === undefined || bob === undefined || carol === undefined) return expect.fail("three keys");
    const hops = [hub, bob, carol].map(({ nodeId }, i) => ({ node: nodeId, amount: BigInt(300 - i) }));
    const box = wrap(seal, hops, secret, salts(3));
    expect(unwrap(bob.unseal, box)).to.equal(null);
    const first = unwrap(hub.unseal, box);
    if (first?.kind !== "forward") return expect.fail("a forward");
    expect(first).to.deep.include({ next: bob.nodeId, amount: 299n });
    const second = unwrap(bob.unseal, first.onion);
    if (second?.kind !== "forward") return expect.fail("a forward");
    expect(second).to.deep.include({ next: carol.nodeId, amount: 298n });
    expect(unwrap(carol.unseal, second.onion)).to.deep.include({ kind: "deliver", secret });
    expect(unwrap(hub.unseal, first.onion)).to.equal(null);
  });

  it("is no layer, and no crash, for any other bytes (attack 38)", () => {
    const keys = fakeKeys("fuzzed");
    const box = bytesToHex(fakeSeal(keys.nodeId, new Uint8Array(40), new Uint8Array(32)));
    expect(unwrap(keys.unseal, box)).to.equal(null);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (plain) => {
        const found = unwrap(keys.unseal, bytesToHex(fakeSeal(keys.nodeId, plain, new Uint8Array(32))));
        expect(found === null || found.kind === "deliver" || found.kind === "forward").to.equal(true);
      }),
    );
    for (const junk of ["0x", "0x00", `0x${"ff".repeat(1_024)}`] as const)
      expect(unwrap(keys.unseal, junk)).to.equal(null);
  });
});
