import { expect } from "chai";
import type { Hex } from "../../offchain/evm/hex.ts";
import { bytesToHex } from "../../offchain/evm/hex.ts";
import { hashHashLock } from "../../offchain/generated/protocol/hashes.ts";
import * as rules from "../../offchain/generated/protocol/rules.ts";
import type { AppState, Channel } from "../../offchain/generated/protocol/structs.ts";
import { Random } from "../generator/differential/random.ts";
import { ruleInEvm } from "./protocolRules.ts";
import { randomStruct, runs } from "./randomStructs.ts";

const ZERO: Hex = `0x${"00".repeat(32)}`;

describe("rules: TypeScript = contract (rules 16, 18)", function () {
  this.timeout(300_000);
  const random = new Random(2);
  const word = (): Hex => (random.once(4) ? ZERO : bytesToHex(random.bytes(32)));

  it("channelId, refusals and their bytes included", async () => {
    for (let i = 0; i < runs(300); i++) {
      const channel = randomStruct(random, "Channel", i % 15 === 0 ? 110 : 4) as unknown as Channel; // made by its own fields
      const args = [channel, random.bits(64), bytesToHex(random.bytes(20))] as const;
      const answer = await ruleInEvm("channelId", args);
      if (answer.revert === undefined) expect(rules.channelId(...args)).to.equal(answer.value);
      else
        expect(() => rules.channelId(...args))
          .to.throw(rules.RuleRefused)
          .with.property("revert", answer.revert);
    }
  });

  it("a channel of nobody, and one of 101, have no id", () => {
    const participant = { signer: `0x${"11".repeat(20)}` as Hex, payout: `0x${"22".repeat(20)}` as Hex };
    const channel = (count: number): Channel => ({
      participants: Array.from({ length: count }, () => participant),
      challengeDuration: 1,
      appGas: 1,
      salt: 1n,
      child: ZERO,
    });
    for (const count of [0, 101])
      expect(() => rules.channelId(channel(count), 1n, participant.signer)).to.throw(rules.RuleRefused);
    expect(rules.channelId(channel(100), 1n, participant.signer).slice(-2)).to.equal("64");
  });

  it("assetKey and node", async () => {
    for (let i = 0; i < runs(300); i++) {
      const [a, b] = [word(), word()];
      const amount = random.bits(256);
      expect(rules.node(a, b)).to.equal((await ruleInEvm("node", [a, b])).value);
      expect(rules.assetKey(a, amount)).to.equal((await ruleInEvm("assetKey", [a, amount])).value);
    }
    expect(rules.node(ZERO, ZERO)).to.equal(ZERO);
    expect(rules.assetKey(ZERO, 5n)).to.equal(ZERO);
  });

  it("how an asset is named: an ERC-20's word, the address in it, and what is no asset (finding C4)", async () => {
    for (let i = 0; i < runs(300); i++) {
      const address = bytesToHex(random.bytes(20));
      expect(rules.erc20Asset(address)).to.equal((await ruleInEvm("erc20Asset", [address])).value);
      // Every kind there is and a few that there are not, stray bits between kind and address, ids.
      const kind = random.below(6).toString(16).padStart(2, "0");
      const stray = random.once(3) ? bytesToHex(random.bytes(11)).slice(2) : "0".repeat(22);
      const token: Hex = random.once(5) ? ZERO : `0x${kind}${stray}${address.slice(2)}`;
      expect(rules.assetAddress(token)).to.equal(
        String((await ruleInEvm("assetAddress", [token])).value).toLowerCase(),
      );
      const id = random.once(2) ? 0n : random.bits(256);
      const answer = await ruleInEvm("checkAsset", [token, id]);
      if (answer.revert === undefined) expect(rules.checkAsset(token, id)).to.equal(true);
      else
        expect(() => rules.checkAsset(token, id))
          .to.throw(rules.RuleRefused)
          .with.property("revert", answer.revert);
    }
  });

  it("rootOf, at every depth, and its refusals (finding C6: no second index for a leaf)", async () => {
    for (let i = 0; i < runs(400); i++) {
      const proof = Array.from({ length: random.below(19) }, word);
      const index = random.once(3) ? random.bits(20) : BigInt(random.below(2 ** Math.min(proof.length, 16)));
      const args = [word(), index, proof] as const;
      const answer = await ruleInEvm("rootOf", args);
      if (answer.revert === undefined) expect(rules.rootOf(...args)).to.equal(answer.value);
      else
        expect(() => rules.rootOf(...args))
          .to.throw(rules.RuleRefused)
          .with.property("revert", answer.revert);
    }
  });

  it("rootOf climbs by node", () => {
    const leaf = hashHashLock(randomStruct(random, "HashLock") as never); // made by its own fields
    const [a, b] = [word(), word()];
    expect(rules.rootOf(leaf, 2n, [a, b])).to.equal(rules.node(b, rules.node(leaf, a)));
  });

  it("moveHash, appStateHash and stepFingerprint", async () => {
    for (let i = 0; i < runs(300); i++) {
      const [seat, move] = [random.below(256), random.below(256)];
      const bytes = bytesToHex(random.bytes(random.below(100)));
      expect(rules.moveHash(seat, move, bytes)).to.equal((await ruleInEvm("moveHash", [seat, move, bytes])).value);
      const state = randomStruct(random, "AppState", 20) as unknown as AppState; // made by its own fields
      expect(rules.appStateHash(state)).to.equal((await ruleInEvm("appStateHash", [state])).value);
      const [a, b] = [word(), word()];
      expect(rules.stepFingerprint(a, b, bytes)).to.equal((await ruleInEvm("stepFingerprint", [a, b, bytes])).value);
    }
  });
});
