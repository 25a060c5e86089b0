import { expect } from "chai";
import { ETH, isAsset } from "../../../offchain/channel/token.ts";
import type { Hex } from "../../../offchain/evm/hex.ts";
import { checkAsset } from "../../../offchain/generated/protocol/rules.ts";

const at = (kind: string): Hex => `0x${kind}${"00".repeat(11)}${"ab".repeat(20)}`;

describe("assets that nodes take", () => {
  it("ETH and ERC-20, in their one form (finding C4)", () => {
    expect([isAsset(ETH, 0n), isAsset(at("01"), 0n)]).to.deep.equal([true, true]);
    const stray: Hex = `0x01${"00".repeat(10)}01${"ab".repeat(20)}`;
    for (const [token, id] of [
      [ETH, 1n],
      [at("01"), 1n],
      [at("00"), 0n],
      [stray, 0n],
      [at("04"), 0n],
      ["0x01", 0n],
    ] as const)
      expect(isAsset(token, id), `${token} ${id}`).to.equal(false);
  });

  it("no collectibles and no items, although the adjudicator holds them", () => {
    for (const token of [at("02"), at("03")]) {
      expect(checkAsset(token, 7n)).to.equal(true);
      expect(isAsset(token, 7n)).to.equal(false);
    }
  });
});
