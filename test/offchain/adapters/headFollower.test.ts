import { expect } from "chai";
import { HeadFollower } from "../../../offchain/adapters/headFollower.ts";
import type { JsonRpc, RpcRequest } from "../../../offchain/adapters/jsonRpc.ts";

/** A provider of made-up blocks; a block's hash tells its number and its branch. */
function provider() {
  const asked: string[] = [];
  const chain = {
    height: 9_000,
    /** From this number on the blocks are another branch's. */
    forkedFrom: Number.POSITIVE_INFINITY,
    /** What it answers by number: null where it does not know the block, or of the other branch. */
    byNumber: (_: number): "known" | "unknown" | "other branch" => "known",
    asked,
  };
  const hashOf = (number: number, branch: number): string => `0x${branch}${number.toString(16).padStart(63, "0")}`;
  const branchOf = (number: number): number => (number >= chain.forkedFrom ? 2 : 1);
  const blockOf = (number: number, branch = branchOf(number)) => ({
    number: `0x${number.toString(16)}`,
    hash: hashOf(number, branch),
    parentHash: hashOf(number - 1, branchOf(number - 1)),
    timestamp: `0x${number.toString(16)}`,
    logsBloom: `0x${"00".repeat(256)}`,
    baseFeePerGas: "0x1",
  });
  const answer = ({ method, params: [which] }: RpcRequest): unknown => {
    if (method === "eth_getBlockByHash") return blockOf(Number.parseInt(String(which).slice(3), 16));
    if (which === "latest") return blockOf(chain.height);
    const number = Number(which);
    const knows = chain.byNumber(number);
    return knows === "unknown" ? null : blockOf(number, knows === "known" ? branchOf(number) : 3);
  };
  const rpc: JsonRpc = {
    url: "http://127.0.0.1",
    send: async (method, params) => {
      asked.push(method);
      return answer({ method, params });
    },
    sendAll: async (requests) => {
      asked.push(`${requests.length} at once`);
      return requests.map(answer);
    },
  };
  return { rpc, chain };
}

/** Numbers of blocks, ascending, each linked to the one before. */
function linked(follower: HeadFollower): readonly number[] {
  const { blocks } = follower;
  blocks.forEach((block, place) => {
    if (place > 0) expect(block.parentHash).to.equal(blocks[place - 1]?.hash);
  });
  return blocks.map(({ number }) => number);
}

async function follow(follower: HeadFollower) {
  const advance = await follower.poll();
  if (advance === null) throw new Error("nothing new");
  follower.accept(advance);
  return advance;
}

describe("headFollower: chains of fast blocks", () => {
  it("reads its first window many blocks at a time: 7,200 of a quarter of a second", async () => {
    const { rpc, chain } = provider();
    const follower = new HeadFollower(rpc, 7_200);
    await follow(follower);
    expect(linked(follower).at(0)).to.equal(1_800);
    expect(follower.head.number).to.equal(9_000);
    expect(follower.final.number).to.equal(1_800);
    expect(chain.asked).to.deep.equal(["eth_getBlockByNumber", "7200 at once"]);
  });

  it("catches up many blocks at a time, and asks for none that it has", async () => {
    const { rpc, chain } = provider();
    const follower = new HeadFollower(rpc, 100);
    await follow(follower);
    chain.height += 500;
    chain.asked.length = 0;
    const { added, removed } = await follow(follower);
    expect([added.length, removed.length]).to.deep.equal([500, 0]);
    expect(chain.asked).to.deep.equal(["eth_getBlockByNumber", "499 at once"]);
    expect(linked(follower).at(-1)).to.equal(9_500);
  });

  it("blocks that are not known by number, or are of another branch, are found by parent hash", async () => {
    for (const answer of ["unknown", "other branch"] as const) {
      const { rpc, chain } = provider();
      chain.byNumber = (number) => (number === 8_990 ? answer : "known");
      const follower = new HeadFollower(rpc, 20);
      await follow(follower);
      expect(linked(follower)[0], answer).to.equal(8_980);
      expect(chain.asked.filter((one) => one === "eth_getBlockByHash").length, answer).to.equal(11);
    }
  });

  it("a reorganisation under what was missed is followed down to its fork (attack 32)", async () => {
    const { rpc, chain } = provider();
    const follower = new HeadFollower(rpc, 100);
    await follow(follower);
    chain.forkedFrom = 8_995;
    chain.height = 9_010;
    const { removed, added } = await follow(follower);
    expect(removed.map(({ number }) => number)).to.deep.equal([8_995, 8_996, 8_997, 8_998, 8_999, 9_000]);
    expect(added.map(({ number }) => number)).to.deep.equal(Array.from({ length: 16 }, (_, place) => 8_995 + place));
    expect(linked(follower).at(-1)).to.equal(9_010);
  });

  it("a head that is not higher is walked by hash alone", async () => {
    const { rpc, chain } = provider();
    const follower = new HeadFollower(rpc, 100);
    await follow(follower);
    chain.forkedFrom = 9_000;
    chain.asked.length = 0;
    const { removed, added } = await follow(follower);
    expect([removed.length, added.length]).to.deep.equal([1, 1]);
    expect(chain.asked).to.deep.equal(["eth_getBlockByNumber"]);
  });
});
