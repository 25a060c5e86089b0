import { expect } from "chai";
import {
  channelClient,
  type Interaction,
  joinNext,
  localChannel,
  MoveRefused,
  rehearse,
} from "../../deploy/packages/chenilles/index.ts";
import { rockPaperScissors } from "../../offchain/generated/apps/rockPaperScissors.ts";
import { sealedBidAuction } from "../../offchain/generated/apps/sealedBidAuction.ts";
import { ticTacToe } from "../../offchain/generated/apps/ticTacToe.ts";

const [ann, bob, carol] = [`0x${"a1".repeat(20)}`, `0x${"b0".repeat(20)}`, `0x${"ca".repeat(20)}`] as const;
const terms = { stake: 10n, moveTime: 60 };

describe("a rehearsal: all players in one program", () => {
  it("plays by the app's own rules, and pays", async () => {
    const { players } = await rehearse(ticTacToe, { terms, seats: { x: ann, o: bob } });
    for (const [turn, cell] of [0, 3, 1, 4].entries()) {
      const view = (turn % 2 === 0 ? players.x : players.o).view();
      if (view.phase === "Playing") await view.moves?.mark({ cell });
    }
    const playing = await players.x.until("Playing");
    const refused = await playing.moves?.mark({ cell: 3 }).catch((error: unknown) => error);
    expect(refused).to.be.instanceOf(MoveRefused).and.have.nested.property("refusal.error", "CellTaken");
    await playing.moves?.mark({ cell: 2 });
    expect((await players.o.until("Over")).payout).to.deep.equal({ money: [20n, 0n] });
  });

  it("seals and shows; a role of several seats is a list", async () => {
    const { players } = await rehearse(rockPaperScissors, { terms, seats: { player: [ann, bob] } });
    expect(players.player).to.have.length(2);
    for (const [i, player] of players.player.entries())
      await (await player.until("Choosing")).moves?.choose({ hand: i === 0 ? "Rock" : "Scissors" });
    for (const player of players.player) await (await player.until("Showing")).moves?.show();
    expect(players.player[0]?.view()).to.have.deep.property("payout", { money: [20n, 0n] });
  });

  it("mixes roles of one seat and of several", async () => {
    const auction = { goods: 1n, reserve: 10n, limit: 100n, window: 60 };
    const { players } = await rehearse(sealedBidAuction, {
      terms: auction,
      seats: { seller: ann, bidder: [bob, carol] },
    });
    expect([players.seller.seat, ...players.bidder.map(({ seat }) => seat)]).to.deep.equal([0, 1, 2]);
  });

  it("lets the clock run out: who was silent loses", async () => {
    const { players, expire } = await rehearse(ticTacToe, { terms, seats: { x: ann, o: bob } });
    expire();
    expect((await players.x.until("Over")).payout).to.deep.equal({ money: [0n, 20n] });
    expect(() => expire()).to.throw("no timeout now");
  });

  it("joins the next game that one likes, and no other", async () => {
    const channel = localChannel();
    const anns = channelClient(channel.port(ann));
    const next = joinNext(channelClient(channel.port(bob)), ticTacToe, "o", ({ terms: { stake } }) => stake <= 10n);
    const propose = (stake: bigint, x: `0x${string}`, o: `0x${string}`): Promise<Interaction<unknown>> => {
      const given = { terms: { stake, moveTime: 60 }, seats: { x, o }, assets: { money: { kind: "eth" } } } as const;
      return anns.propose(ticTacToe, x === ann ? "x" : "o", given);
    };
    const refused = [propose(11n, ann, bob), propose(10n, bob, ann)].map((each) => each.then(String, String));
    for (const answer of await Promise.all(refused)) expect(answer).to.include("does not accept");
    const game = await propose(10n, ann, bob);
    expect([(await next).seat, (await next).index]).to.deep.equal([1, game.index]);
    expect(await propose(10n, ann, bob).then(String, String)).to.include("does not accept");
  });

  it("opens nothing that somebody does not accept, or that the terms do not allow", async () => {
    const channel = localChannel();
    const proposal = { terms, seats: { x: ann, o: bob }, assets: { money: { kind: "eth" } } } as const;
    const propose = (): Promise<unknown> => channelClient(channel.port(ann)).propose(ticTacToe, "x", proposal);
    expect(await propose().catch((error: Error) => error.message)).to.include("does not accept");
    channelClient(channel.port(bob)).onProposal(ticTacToe, ({ terms: { stake } }) => stake < 10n);
    expect(await propose().catch((error: Error) => error.message)).to.include("does not accept");
    expect(() => channel.expire(0)).to.throw("no interaction 0");
    const bad = rehearse(rockPaperScissors, { terms, seats: { player: [ann] } });
    expect(await bad.catch((error: Error) => error.name)).to.equal("BadProposal");
  });
});
