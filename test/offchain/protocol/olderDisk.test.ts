import { expect } from "chai";
import { get } from "../../../offchain/channel/hexMap.ts";
import { fromText, toText } from "../../../offchain/channel/text.ts";
import type { Hex } from "../../../offchain/evm/hex.ts";
import { ticTacToeCode } from "../../../offchain/generated/apps/ticTacToe.ts";
import { boot } from "../../../offchain/protocol/disk.ts";
import type { Forward } from "../../../offchain/protocol/nodeState.ts";
import { ETH } from "../../simulation/simulation.ts";
import { Line } from "./support/line.ts";

const HUB = 1;

/** The hub's disk while a payment passes through it, with some records as a database of schema 1 had them. */
function olderDisk(): { disk: Parameters<typeof boot>[0]; hash: Hex; line: Line } {
  const line = new Line(3);
  const { hash } = line.payLocked([0, HUB, 2], 500n);
  for (let i = 0; i < 3 && get(line.node(HUB).state.forwards, hash) === undefined; i++) line.pass("propose", HUB);
  const loaded = line.node(HUB).disk.load();
  const entries = new Map(loaded.entries);
  const key = `forward/${hash}`;
  const { token: _, ...older } = fromText<Forward>(key, entries.get(key) ?? expect.fail("nothing is forwarded"));
  entries.set(key, toText(older));
  entries.set("policies", toText({ [ticTacToeCode.address]: { maxStake: 70n, ask: false } }));
  return { disk: { ...loaded, entries }, hash, line };
}

describe("a disk of schema 1, when channels held one asset", () => {
  it("has policies that are limits of ETH, and of nothing else", () => {
    const { disk, line } = olderDisk();
    const { policies } = boot(disk, line.run.world.apps, "0x00");
    expect(policies[ticTacToeCode.address]).to.deep.equal({ maxStakes: { [ETH]: 70n }, ask: false });
  });

  it("has forwards in their channel's one asset", () => {
    const { disk, line, hash } = olderDisk();
    const forward = get(boot(disk, line.run.world.apps, "0x00").forwards, hash);
    expect(forward?.token).to.equal(ETH);
    expect(forward).to.deep.equal(get(line.node(HUB).state.forwards, hash));
  });
});
