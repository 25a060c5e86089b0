import { expect } from "chai";
import type { ChainAction, ChannelFacts } from "../../../offchain/channel/chain.ts";
import { fingerprintOf } from "../../../offchain/channel/content.ts";
import { get, set } from "../../../offchain/channel/hexMap.ts";
import { addressOf } from "../../../offchain/channel/token.ts";
import type { Hex } from "../../../offchain/evm/hex.ts";
import type { ChannelState } from "../../../offchain/protocol/channelState.ts";
import { step } from "../../../offchain/protocol/node.ts";
import { channelEnv } from "../../../offchain/protocol/nodeState.ts";
import { wantsOf } from "../../../offchain/watcher/wants.ts";
import { DEPOSIT, ETH, OTHER, PROFILE, TOKEN } from "../../simulation/simulation.ts";
import { Line } from "../protocol/support/line.ts";

const ALICE = 0;
const BOB = 2;
const FULL = [DEPOSIT, DEPOSIT];

/** Alice and Bob, and the channel between them, which holds ETH and two tokens. */
class Three {
  readonly line = new Line(3);

  get channel(): ChannelState {
    return this.line.channel(ALICE, BOB);
  }

  pay(token: Hex, amount: bigint): void {
    this.line.run.request(this.line.node(ALICE), {
      kind: "payDirect",
      paymentId: `0x${token.slice(-30)}${amount.toString(16).padStart(2, "0").slice(-2)}`,
      to: this.line.node(BOB).keys.nodeId,
      token,
      amount,
      channelId: this.channel.genesis.channelId,
    });
    this.line.passAll();
  }

  wants(facts: Partial<ChannelFacts>, change: Partial<ChannelState> = {}): readonly ChainAction[] {
    const node = this.line.node(ALICE);
    const untouched = {
      version: 0,
      deadline: 0,
      status: 0 as const,
      fingerprint: `0x${"0".repeat(40)}` as const,
      nets: [FULL, FULL, FULL],
      paid: [],
      closed: [false, false, false],
      claimed: [],
    };
    const head = { ...untouched, ...facts };
    const { channelId } = this.channel.genesis;
    const view = { channelId, head, final: head, appEvents: [] };
    return wantsOf(channelEnv(node.env, node.state), { ...this.channel, view, ...change });
  }

  /** What the chain shows once the newest state is fixed. */
  get fixed(): Partial<ChannelFacts> {
    const { genesis, held } = this.channel;
    const fingerprint = fingerprintOf(genesis.channelId, held.content);
    return { status: 1, version: held.content.version, deadline: this.line.now, fingerprint };
  }
}

describe("what a node wants of the chain for a channel of several assets", () => {
  it("holds them in the order of states, each with its own deposits (adjudicator §4)", () => {
    const { genesis, held } = new Three().channel;
    expect(genesis.assets.map(({ token }) => token)).to.deep.equal([ETH, OTHER, TOKEN]);
    expect(held.content.books.map(({ deposits }) => deposits)).to.deep.equal([FULL, FULL, FULL]);
  });

  it("deposits what is missing of each, with the allowance of each token (L1)", () => {
    const wishes = new Three().wants({ nets: [[4_000n, DEPOSIT], [0n, DEPOSIT], FULL] }, { life: "funding" });
    expect(wishes.map(({ fn, value, allowance }) => [fn, value, allowance])).to.deep.equal([
      ["fundETH", 6_000n, undefined],
      ["fund", undefined, { token: addressOf(OTHER), amount: DEPOSIT }],
    ]);
    expect(new Set(wishes.map(({ id }) => id)).size).to.equal(2);
  });

  it("is open once the deposits of every asset are final, and not before (L2)", () => {
    const test = new Three();
    const { channelId } = test.channel.genesis;
    const { state, env, lastUpdate } = test.line.node(ALICE);
    const { view } = test.channel;
    if (view === null || lastUpdate === null) return expect.fail("the chain has been seen");
    const funding = {
      ...state,
      channels: set(state.channels, channelId, { ...test.channel, life: "funding" as const }),
    };
    const lifeAt = (nets: readonly (readonly bigint[])[]): string | undefined => {
      const channels = [{ ...view, final: { ...view.final, nets } }];
      const after = step(env, funding, { kind: "chain", update: { ...lastUpdate, channels } }).state;
      return get(after.channels, channelId)?.life;
    };
    expect(lifeAt([FULL, [DEPOSIT, DEPOSIT - 1n], FULL])).to.equal("funding");
    expect(lifeAt([FULL, FULL, [0n, DEPOSIT]])).to.equal("funding");
    expect(lifeAt([FULL, FULL, FULL])).to.equal("open");
  });

  it("pays out each asset by its own mask, and what is paid already not again (C7)", () => {
    const test = new Three();
    test.pay(OTHER, DEPOSIT);
    test.pay(TOKEN, 3n);
    const all = test.wants(test.fixed, { force: "x" });
    expect(all.map(({ fn, args }) => [fn, args[2]])).to.deep.equal([["settle", [3n, 2n, 3n]]]);
    const [some] = test.wants({ ...test.fixed, nets: [[0n, 0n], FULL, [3n, -3n]] }, { force: "x" });
    expect(some?.args[2]).to.deep.equal([0n, 2n, 0n]);
    expect(
      test.wants(
        {
          ...test.fixed,
          nets: [
            [0n, 0n],
            [DEPOSIT, -DEPOSIT],
            [3n, -3n],
          ],
        },
        { force: "x" },
      ),
    ).to.deep.equal([]);
  });

  it("of version 0 sweeps each asset that somebody has deposited (adjudicator §6)", () => {
    const test = new Three();
    const swept = test.wants({ status: 1, deadline: test.line.now, nets: [FULL, [0n, 0n], [0n, 7n]] }, { force: "x" });
    expect(swept.map(({ fn, args }) => [fn, args[2], args[4]])).to.deep.equal([
      ["sweep", ETH, 3n],
      ["sweep", TOKEN, 2n],
    ]);
  });

  it("closes all of them at once, by a mask for each (L5)", () => {
    const test = new Three();
    test.pay(TOKEN, 3n);
    const { channelId } = test.channel.genesis;
    test.line.run.request(test.line.node(ALICE), { kind: "close", channelId, force: false });
    test.line.passAll();
    const [concluding] = test.wants({});
    expect(concluding?.fn).to.equal("conclude");
    expect(concluding?.args[3]).to.deep.equal([3n, 3n, 3n]);
    test.line.seconds(3 * PROFILE.inclusion + 8);
    expect(test.channel.life).to.equal("closed");
  });
});
