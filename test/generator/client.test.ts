import { expect } from "chai";
import type { Address } from "../../offchain/evm/hex.ts";
import { hashLock } from "../../offchain/generated/apps/hashLock.ts";
import { rockPaperScissors } from "../../offchain/generated/apps/rockPaperScissors.ts";
import { ticTacToe, type XView } from "../../offchain/generated/apps/ticTacToe.ts";
import { BadProposal, channelClient } from "../../offchain/protocol/client/channelClient.ts";
import { deadlineOf } from "../../offchain/protocol/client/deadline.ts";
import { type Interaction, NotSeated, PhaseNotReached } from "../../offchain/protocol/client/interaction.ts";
import { MoveRefused } from "../../offchain/protocol/client/refusal.ts";
import { SecretMissing } from "../../offchain/protocol/client/secrets.ts";
import { type SharedChannel, sharedChannel } from "./support/sharedGame.ts";

const alice: Address = `0x${"a1".repeat(20)}`;
const bob: Address = `0x${"b0".repeat(20)}`;
const carol: Address = `0x${"ca".repeat(20)}`;
const eth = { kind: "eth" } as const;
const offer = { terms: { stake: 10n, moveTime: 3600 }, seats: { x: alice, o: bob }, assets: { money: eth } };

/** Two players of tic-tac-toe on one channel. */
async function start(
  channel: SharedChannel = sharedChannel(),
): Promise<{ channel: SharedChannel; x: Interaction<XView>; o: Promise<Interaction<{ readonly phase: string }>> }> {
  const theirs = channelClient(channel.port(bob));
  let join: (o: Promise<Interaction<{ readonly phase: string }>>) => void = () => {};
  const o = new Promise<Interaction<{ readonly phase: string }>>((resolve) => {
    join = resolve;
  });
  theirs.onProposal(
    ticTacToe,
    (asked) => asked.terms.stake <= 10n && asked.role === "o" && asked.stakes.money[1] === 10n,
    (joined) => join(joined),
  );
  const x = await channelClient(channel.port(alice)).propose(ticTacToe, "x", offer);
  return { channel, x, o };
}

describe("the typed client", () => {
  it("plays a game: views by phase, moves when it is one's turn, the payout at the end", async () => {
    const { channel, x } = await start();
    const y = channelClient(channel.port(bob)).join(ticTacToe, "o", channel.interaction());
    const seen: string[] = [];
    const cells = { x: [0, 1, 2], o: [3, 4] };
    const o = (async () => {
      for await (const view of y.views())
        if (view.phase === "Playing" && view.moves) await view.moves.mark({ cell: cells.o.shift() ?? 8 });
    })();
    for await (const view of x.views()) {
      seen.push(view.phase);
      if (view.phase === "Playing") {
        expect(view.waitingFor).to.deep.equal([Number(view.state.moves % 2n)]);
        expect(view.ifSilent).to.deep.equal({
          by: "late",
          leadsTo: "Over",
          payout: { money: view.waitingFor[0] === 0 ? [0n, 20n] : [20n, 0n] },
        });
        if (view.moves) await view.moves.mark({ cell: cells.x.shift() ?? 8 });
      } else expect(view.payout).to.deep.equal({ money: [20n, 0n] });
    }
    await o;
    expect(seen.at(-1)).to.equal("Over");
    expect(channel.moves.map(({ seat }) => seat)).to.deep.equal([0, 1, 0, 1, 0]);
  });

  it("moves are null when it is not one's turn, and what a move gives is the next view", async () => {
    const { x } = await start();
    const view = x.view();
    if (view.phase !== "Playing" || view.moves === null) throw new Error("X begins");
    const after = await view.moves.mark({ cell: 4 });
    expect(after.phase).to.equal("Playing");
    expect(after).to.have.property("moves", null);
    expect(after.state.marks).to.deep.equal([16n, 0n]);
    expect(after.state.pot).to.deep.equal({ money: [10n, 10n] });
  });

  it("a move against the rules is refused by name, with its arguments, and never sent", async () => {
    const { channel, x } = await start();
    const view = x.view();
    if (view.phase !== "Playing" || view.moves === null) throw new Error("X begins");
    const refused = await view.moves.mark({ cell: 9 }).catch((error: unknown) => error);
    expect(refused).to.be.instanceOf(MoveRefused).with.deep.property("refusal", { error: "NotACell", cell: 9 });
    await view.moves.mark({ cell: 4 });
    const late = await view.moves.mark({ cell: 5 }).catch((error: unknown) => error);
    expect(late).to.be.instanceOf(MoveRefused).with.deep.property("refusal", { error: "NotItsTurn" });
    expect(await view.moves.mark({ cell: 300 }).catch((error: unknown) => error)).to.match(/value.cell.*uint8/);
    expect(channel.moves.length).to.equal(1);
  });

  it("whatCanIDo: the moves of this seat now, with what they are and ask for", async () => {
    const { channel, x } = await start();
    const y = channelClient(channel.port(bob)).join(ticTacToe, "o", channel.interaction());
    const [mark, ...more] = x.whatCanIDo();
    expect(mark).to.deep.include({ move: "mark", notice: "Mark a free cell, 0 to 8.", must: true });
    expect(mark?.asks.map((field) => field.name)).to.deep.equal(["cell"]);
    expect(more).to.deep.equal([]);
    expect(y.whatCanIDo()).to.deep.equal([]);
    channel.expire();
    expect(x.whatCanIDo()).to.deep.equal([]);
  });

  it("deadlines are visible: how long a phase lasts, and on chain when it ends", async () => {
    const { channel, x } = await start();
    const playing = x.view();
    if (playing.phase !== "Playing") throw new Error("it begins playing");
    expect(playing.deadline).to.deep.equal({ kind: "after", seconds: 3600, from: null, endsAt: null });
    channel.enter(1_000_000);
    const onChain = x.view();
    if (onChain.phase !== "Playing") throw new Error("it is still playing");
    expect(onChain.deadline.endsAt).to.equal(1_003_600);
  });

  it("a deadline runs from a time in the terms at the earliest, or is that time", () => {
    expect(deadlineOf({ clock: 1, window: 60n, time: 5000n }, 100)).to.deep.equal({
      kind: "after",
      seconds: 60,
      from: 5000,
      endsAt: 5060,
    });
    expect(deadlineOf({ clock: 1, window: 60n, time: 5000n }, 6000)).to.deep.include({ endsAt: 6060 });
    expect(deadlineOf({ clock: 2, window: 0n, time: 5000n }, undefined)).to.deep.equal({ kind: "at", endsAt: 5000 });
  });

  it("until: the first view of a phase; an error if the game ends without it", async () => {
    const { channel, x } = await start();
    expect((await x.until("Playing")).ifSilent.by).to.equal("late");
    const over = x.until("Over");
    channel.expire();
    expect((await over).payout).to.deep.equal({ money: [0n, 20n] });
    const missed = await x.until("Playing").catch((error: unknown) => error);
    expect(missed).to.be.instanceOf(PhaseNotReached);
  });

  it("views end with the final one, and none comes twice", async () => {
    const { channel, x } = await start();
    const views = x.views();
    expect((await views.next()).value?.phase).to.equal("Playing");
    channel.expire();
    expect((await views.next()).value?.phase).to.equal("Over");
    expect((await views.next()).done).to.equal(true);
  });

  it("whoever is asked sees terms, role and stakes, and joins by saying yes", async () => {
    const { o } = await start();
    expect((await o).seat).to.equal(1);
    const shy = sharedChannel();
    channelClient(shy.port(bob)).onProposal(ticTacToe, () => false);
    const refused = await channelClient(shy.port(alice))
      .propose(ticTacToe, "x", offer)
      .catch((error: unknown) => error);
    expect(refused).to.match(/refuses/);
  });

  it("a first state that the terms do not give is not even asked about", async () => {
    const channel = sharedChannel();
    channel.tamper = (proposal) => ({ ...proposal, state: { ...proposal.state, held: [0n, 20n] } });
    expect(await start(channel).catch((error: unknown) => error)).to.match(/refuses/);
  });

  it("a proposal that does not fit the app is refused at home", async () => {
    const client = channelClient(sharedChannel().port(alice));
    const say = (change: object): Promise<unknown> =>
      client.propose(ticTacToe, "x", { ...offer, ...change }).catch((error: unknown) => error);
    expect(await say({ seats: { x: bob, o: alice } })).to.be.instanceOf(NotSeated);
    expect(await say({ seats: { x: alice, o: [] } })).to.be.instanceOf(BadProposal);
    expect(await say({ assets: {} }))
      .to.be.instanceOf(BadProposal)
      .and.match(/which asset money is/);
    expect(await say({ terms: { stake: 1n << 200n, moveTime: 1 } }))
      .to.be.instanceOf(BadProposal)
      .and.match(/AmountTooLarge/);
    expect(await say({ terms: { stake: -1n, moveTime: 1 } })).to.match(/terms\.stake/);
  });

  it("somebody who does not sit there cannot join", async () => {
    const { channel } = await start();
    expect(() => channelClient(channel.port(carol)).join(ticTacToe, "o", channel.interaction())).to.throw(NotSeated);
  });

  it("the hash lock's client: what the sender sees while it is silent, what the receiver may do", async () => {
    const channel = sharedChannel();
    const lock = { amount: 5n, lock: `0x${"11".repeat(32)}` as const, expiry: 1000 };
    const sender = await channelClient(channel.port(alice)).propose(hashLock, "sender", {
      terms: lock,
      seats: { sender: alice, receiver: bob },
      assets: { money: eth },
    });
    const view = sender.view();
    if (view.phase !== "Locked") throw new Error("it begins locked");
    expect(view.moves).to.equal(null);
    expect(view.ifSilent).to.deep.equal({ by: "expire", leadsTo: "Refunded", payout: { money: [5n, 0n] } });
    const receiver = channelClient(channel.port(bob)).join(hashLock, "receiver", channel.interaction()).view();
    if (receiver.phase !== "Locked" || receiver.moves === null) throw new Error("the receiver may claim");
    const refused = await receiver.moves.claim({ preimage: `0x${"22".repeat(32)}` }).catch((error: unknown) => error);
    expect(refused).to.be.instanceOf(MoveRefused).with.deep.property("refusal", { error: "WrongPreimage" });
  });
});

/** What these fixtures' clients look like: their generated types are not known to the compiler here. */
type Loose = {
  readonly phase: string;
  readonly waitingFor?: readonly number[];
  readonly moves?: Record<string, (args?: object) => Promise<unknown>> | null;
  readonly payout?: unknown;
  readonly state: Record<string, unknown>;
};

describe("the typed client and secrets (spec RockPaperScissors)", function () {
  this.timeout(120_000);

  it("seals: the secret is stored before the seal is sent, and shown by itself", async () => {
    const channel = sharedChannel();
    const proposal = {
      terms: { stake: 10n, moveTime: 60 },
      seats: { player: [alice, bob] },
      assets: { money: eth },
    } as const;
    const mine = await channelClient(channel.port(alice)).propose(rockPaperScissors, "player", proposal);
    const theirs = channelClient(channel.port(bob)).join(rockPaperScissors, "player", channel.interaction());
    const look = (seat: { view(): unknown }): Loose => seat.view() as Loose; // see above
    expect([mine.seat, theirs.seat]).to.deep.equal([0, 1]);
    expect(look(mine).waitingFor).to.deep.equal([0, 1]);
    expect(mine.whatCanIDo().map(({ move, asks }) => [move, ...asks.map((field) => field.name)])).to.deep.equal([
      ["choose", "hand"],
    ]);
    await look(mine).moves?.["choose"]?.({ hand: "Paper" });
    expect([...(channel.stores.get(alice)?.keys() ?? [])]).to.have.length(1);
    expect(channel.moves[0]?.args).to.match(/^0x[0-9a-f]{64}$/);
    expect(look(mine).moves).to.equal(null);
    await look(theirs).moves?.["choose"]?.({ hand: "Rock" });
    expect(look(mine).phase).to.equal("Showing");
    expect(mine.whatCanIDo().map(({ move, asks }) => [move, ...asks])).to.deep.equal([["show"]]);
    await look(theirs).moves?.["show"]?.();
    await look(mine).moves?.["show"]?.();
    expect(look(mine)).to.deep.include({ phase: "Over", payout: { money: [20n, 0n] } });
    expect(look(mine).state["hands"]).to.deep.equal(["Paper", "Rock"]);
    expect(look(mine).state["done"]).to.deep.equal(new Set([0, 1]));
  });

  it("a lost store is said so, and nothing is sent", async () => {
    const channel = sharedChannel();
    const proposal = {
      terms: { stake: 10n, moveTime: 60 },
      seats: { player: [alice, bob] },
      assets: { money: eth },
    } as const;
    const mine = await channelClient(channel.port(alice)).propose(rockPaperScissors, "player", proposal);
    const theirs = channelClient(channel.port(bob)).join(rockPaperScissors, "player", channel.interaction());
    await (mine.view() as unknown as Loose).moves?.["choose"]?.({ hand: "Paper" });
    await (theirs.view() as unknown as Loose).moves?.["choose"]?.({ hand: "Rock" });
    channel.stores.get(alice)?.clear();
    const failed = await (mine.view() as unknown as Loose).moves?.["show"]?.().catch((error: unknown) => error);
    expect(failed).to.be.instanceOf(SecretMissing);
    expect(channel.moves).to.have.length(2);
  });
});
