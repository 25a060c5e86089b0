import { expect } from "chai";
import { entries } from "../../../offchain/channel/hexMap.ts";
import type { MessageOf } from "../../../offchain/protocol/messages.ts";
import { decodeMessage, encodeMessage } from "../../../offchain/protocol/messages.ts";
import { walletOf } from "../../simulation/ledger.ts";
import { CALM, DEPOSIT, ETH, PROFILE, Simulation, TOKEN, WEALTH } from "../../simulation/simulation.ts";
import { Line } from "./support/line.ts";

type Open = MessageOf<"open">;

/** An Open as a peer sends it, and what the other answers to it, changed as the test says. */
function answerTo(change: (open: Open) => Open): { kind: string; reason: string } {
  const run = new Simulation(3, 2, CALM);
  const [alice, bob] = run.nodes;
  if (alice === undefined || bob === undefined) throw new Error("two nodes");
  run.block(false);
  alice.turn([{ kind: "connected", nonce: alice.nonce() }]);
  run.request(alice, {
    kind: "openChannel",
    opening: {
      peers: [bob.keys.nodeId],
      assets: [{ token: ETH, deposits: [1_000n, 500n] }],
      challengeDuration: PROFILE.challengeDuration,
      salt: 7n,
    },
  });
  let open: Open | null = null;
  for (let i = 0; i < 20 && open === null; i++) {
    run.tick(1_000);
    for (let frame = run.network.take(true); frame !== null; frame = run.network.take(true)) {
      const message = decodeMessage(frame.bytes);
      if (message.kind === "open") open = message;
      else run.deliver([frame]);
    }
  }
  if (open === null) throw new Error("no Open was sent");
  run.network.clear();
  run.deliver([{ from: alice.keys.nodeId, to: bob.keys.nodeId, bytes: encodeMessage(change(open)) }]);
  const frame = run.network.take(true);
  const answer = frame === null ? null : decodeMessage(frame.bytes);
  if (answer?.kind === "decline") expect(bob.state.channels.size).to.equal(0);
  return { kind: answer?.kind ?? "nothing", reason: answer?.kind === "decline" ? answer.reason : "" };
}

const withParticipant = (open: Open, at: number, change: object): Open => ({
  ...open,
  channel: {
    ...open.channel,
    participants: open.channel.participants.map((one, i) => (i === at ? { ...one, ...change } : one)),
  },
});
const withDeposits = (open: Open, deposits: readonly bigint[]): Open => ({
  ...open,
  assets: open.assets.map((asset) => ({ ...asset, deposits })),
});

describe("opening (protocol §1.7 L1, policy)", () => {
  it("accepts what fits", () => expect(answerTo((open) => open).kind).to.equal("accept"));

  const declined = (what: string, reason: RegExp, change: (open: Open) => Open): void => {
    it(`declines ${what}`, () => {
      const answer = answerTo(change);
      expect(answer.kind).to.equal("decline");
      expect(answer.reason).to.match(reason);
    });
  };
  declined("another chain", /chain 5 is not/, (open) => ({ ...open, chainId: 5 }));
  declined("a challenge too short for four margins (adjudicator M11)", /47 s is too short/, (open) => ({
    ...open,
    channel: { ...open.channel, challengeDuration: 47 },
  }));
  declined("another appGas", /appGas 9/, (open) => ({ ...open, channel: { ...open.channel, appGas: 9 } }));
  declined("a payout that is not its own (adjudicator L4)", /addresses are not/, (open) =>
    withParticipant(open, 1, { payout: `0x${"77".repeat(20)}` }),
  );
  declined("a signer that is not its own", /addresses are not/, (open) =>
    withParticipant(open, 1, { signer: `0x${"77".repeat(20)}` }),
  );
  declined("one signer twice (adjudicator L5)", /once|addresses/, (open) =>
    withParticipant(open, 0, { signer: open.channel.participants[1]?.signer }),
  );
  declined("a child channel, which is not there yet", /child/, (open) => ({
    ...open,
    channel: { ...open.channel, child: `0x${"01".repeat(32)}` },
  }));
  declined("an asset that is neither ETH nor an ERC-20", /neither/, (open) => ({
    ...open,
    assets: open.assets.map((asset) => ({ ...asset, token: `0x03${"00".repeat(31)}` })),
  }));
  declined("a deposit of its own above its limit", /it gives 10000 at most/, (open) =>
    withDeposits(open, [1_000n, DEPOSIT + 1n]),
  );
  declined("a deposit above 2^112 (adjudicator M13)", /2\^112/, (open) => withDeposits(open, [2n ** 112n + 1n, 0n]));
  declined("deposits that are not one each", /per participant/, (open) => withDeposits(open, [1n]));
  it("accepts an asset more, within its own limit", () => {
    const more = (open: Open): Open => ({
      ...open,
      assets: [...open.assets, { token: TOKEN, id: 0n, deposits: [5n, DEPOSIT] }],
    });
    expect(answerTo(more).kind).to.equal("accept");
  });
  declined("one asset twice (adjudicator C4)", /each once/, (open) => ({
    ...open,
    assets: [...open.assets, ...open.assets],
  }));
  declined("assets out of order (adjudicator C4)", /in order/, (open) => ({
    ...open,
    assets: [{ token: TOKEN, id: 0n, deposits: [1n, 1n] }, ...open.assets],
  }));
  declined("no asset at all", /1 to 16 assets/, (open) => ({ ...open, assets: [] }));
  declined("a deposit of a token that it was not told to deposit", /it gives 0 at most/, (open) => ({
    ...open,
    assets: [...open.assets, { token: `0x01${"0".repeat(22)}${"8".repeat(40)}`, id: 0n, deposits: [0n, 1n] }],
  }));
  declined("an opener that takes no part", /among the nodes/, (open) => ({
    ...open,
    nodes: [`0x02${"ab".repeat(32)}`, open.nodes[1] ?? "0x"],
  }));

  it("answers the same Open again with the same Accept (rule 14)", () => {
    const line = new Line();
    const { genesis } = line.channel(1);
    const open: Open = {
      kind: "open",
      channel: genesis.channel,
      nodes: genesis.nodes,
      chainId: genesis.chainId,
      assets: genesis.assets,
      features: "0x",
    };
    const before = line.channel(1);
    line.say(0, 1, open);
    expect(line.take("accept", 0).channelId).to.equal(genesis.channelId);
    expect(line.channel(1)).to.equal(before);
  });

  it("signs nothing before every agreed deposit is final (L2, attack 21), and takes payments when they are", () => {
    const run = new Simulation(2, 2, CALM);
    const [alice, bob] = run.nodes;
    if (alice === undefined || bob === undefined) throw new Error("two nodes");
    run.block(false);
    run.request(alice, {
      kind: "openChannel",
      opening: {
        peers: [bob.keys.nodeId],
        assets: [{ token: ETH, deposits: [1_000n, 500n] }],
        challengeDuration: PROFILE.challengeDuration,
        salt: 7n,
      },
    });
    const lives: string[] = [];
    for (let i = 0; i < 20; i++) {
      run.round();
      const channel = alice.channels()[0];
      if (channel === undefined) continue;
      lives.push(channel.life);
      const final = channel.view?.final.nets[0] ?? [0n, 0n];
      if (channel.life === "open") expect(final).to.deep.equal([1_000n, 500n]);
    }
    expect(new Set(lives)).to.deep.equal(new Set(["funding", "open"]));
  });

  it("gives back what was deposited of one asset where another never comes (rule 8, adjudicator §6)", () => {
    const run = new Simulation(2, 2, CALM);
    const [alice, bob] = run.nodes;
    if (alice === undefined || bob === undefined) throw new Error("two nodes");
    run.block(false);
    const nobodys = `0x01${"0".repeat(22)}${"9".repeat(40)}` as const;
    const opening = {
      peers: [bob.keys.nodeId],
      assets: [
        { token: nobodys, deposits: [5n, 0n] },
        { token: ETH, deposits: [1_000n, 500n] },
      ],
      challengeDuration: PROFILE.challengeDuration,
      salt: 7n,
    };
    run.request(alice, { kind: "openChannel", opening });
    for (let i = 0; i < 20; i++) run.round();
    const [channel] = alice.channels();
    expect(channel?.life).to.equal("funding");
    expect(channel?.view?.final.nets).to.deep.equal([
      [1_000n, 500n],
      [0n, 0n],
    ]);
    run.request(bob, { kind: "close", channelId: channel?.genesis.channelId ?? "0x", force: true });
    for (let i = 0; i < PROFILE.challengeDuration + 20; i++) run.round();
    for (const { state, keys } of [alice, bob]) {
      expect([...entries(state.channels)].map(([, { life }]) => life)).to.deep.equal(["closed"]);
      expect(walletOf(run.chain.head.world, ETH, keys.payout)).to.equal(WEALTH);
    }
  });

  it("keeps asking until it is answered, and gives up when declined", () => {
    const run = new Simulation(2, 2, CALM);
    const [alice, bob] = run.nodes;
    if (alice === undefined || bob === undefined) throw new Error("two nodes");
    run.block(false);
    run.request(alice, {
      kind: "openChannel",
      opening: {
        peers: [bob.keys.nodeId],
        assets: [{ token: ETH, deposits: [1n, DEPOSIT + 5n] }],
        challengeDuration: PROFILE.challengeDuration,
        salt: 7n,
      },
    });
    for (let i = 0; i < 5; i++) run.round();
    expect(alice.channels().map(({ life }) => life)).to.deep.equal(["closed"]);
    expect(bob.channels()).to.deep.equal([]);
  });
});
