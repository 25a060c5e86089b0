import { expect } from "chai";
import { parseEther } from "ethers";
import type { Hex } from "../../offchain/evm/hex.ts";
import { rockPaperScissors } from "../../offchain/generated/apps/rockPaperScissors.ts";
import { ticTacToe } from "../../offchain/generated/apps/ticTacToe.ts";
import type { ChannelClient } from "../../offchain/protocol/client/channelClient.ts";
import type { RunningNode } from "../../offchain/runtime/node.ts";
import { clientOf as clientAt, comesToShow, RealNodes } from "./realNodes.ts";

const STAKE = parseEther("0.01");
const X_WINS = [0, 1, 2];
const O_PLAYS = [3, 4];

describe("the typed client of an app, between two real nodes", function () {
  this.timeout(120_000);
  let nodes: RealNodes;
  let alice: RunningNode;
  let bob: RunningNode;
  let channelId: Hex;

  const clientOf = (node: RunningNode): ChannelClient => clientAt(node, channelId);

  before(async () => {
    nodes = await RealNodes.begin();
    alice = await nodes.start("alice");
    bob = await nodes.start("bob");
    channelId = await nodes.open(alice, bob, [{ local: parseEther("0.1"), remote: parseEther("0.1") }]);
  });

  after(() => nodes?.close());

  it("plays a game to its end and pays the winner on both sides", async () => {
    const cells = [...O_PLAYS];
    const seen: string[] = [];
    const ended = new Promise<string>((resolve, reject) => {
      clientOf(bob).onProposal(
        ticTacToe,
        (proposal) => proposal.terms.stake === STAKE,
        (joined) => {
          const play = async (): Promise<void> => {
            const game = await joined;
            for await (const view of game.views()) {
              seen.push(view.phase);
              if (view.final) resolve(view.payout.money.join());
              else if (view.moves !== null) await view.moves.mark({ cell: cells.shift() ?? 8 });
            }
          };
          play().catch(reject);
        },
      );
    });
    const mine = [...X_WINS];
    const seats = { x: alice.running.keys.signer, o: bob.running.keys.signer };
    const assets = { money: { kind: "eth" as const } };
    const game = await clientOf(alice).propose(ticTacToe, "x", {
      terms: { stake: STAKE, moveTime: 3_600 },
      seats,
      assets,
    });
    for await (const view of game.views()) {
      if (view.final) expect(view.payout.money).to.deep.equal([2n * STAKE, 0n]);
      else if (view.moves !== null) await view.moves.mark({ cell: mine.shift() ?? 8 });
    }
    expect(await ended).to.equal(`${2n * STAKE},0`);
    expect(seen.filter((phase) => phase === "Playing")).to.have.length.greaterThan(1);
    await comesToShow(alice, channelId, parseEther("0.11"));
    await comesToShow(bob, channelId, parseEther("0.09"));
  });

  it("seals and shows a hand: what one sees of the other before is its seal", async () => {
    const player = [alice.running.keys.signer, bob.running.keys.signer] as const;
    const ended = new Promise<string>((resolve, reject) => {
      clientOf(bob).onProposal(
        rockPaperScissors,
        (proposal) => proposal.terms.stake === STAKE,
        (joined) => {
          const play = async (): Promise<void> => {
            const game = await joined;
            for await (const view of game.views()) {
              if (view.phase === "Choosing") await view.moves?.choose({ hand: "Rock" });
              if (view.phase === "Showing") await view.moves?.show();
              if (view.phase === "Over") resolve(view.payout.money.join());
            }
          };
          play().catch(reject);
        },
      );
    });
    const terms = { stake: STAKE, moveTime: 3_600 };
    const assets = { money: { kind: "eth" as const } };
    const game = await clientOf(alice).propose(rockPaperScissors, "player", { terms, seats: { player }, assets });
    for await (const view of game.views()) {
      if (view.phase === "Choosing") await view.moves?.choose({ hand: "Paper" });
      if (view.phase === "Showing") await view.moves?.show();
      if (view.phase === "Over") expect(view.payout.money).to.deep.equal([2n * STAKE, 0n]);
    }
    expect(await ended).to.equal(`${2n * STAKE},0`);
    await comesToShow(alice, channelId, parseEther("0.12"));
    await comesToShow(bob, channelId, parseEther("0.08"));
  });

  it("is told when the other side does not want to play", async () => {
    clientOf(bob).onProposal(ticTacToe, () => false);
    const seats = { x: alice.running.keys.signer, o: bob.running.keys.signer };
    const proposal = {
      terms: { stake: STAKE + 1n, moveTime: 3_600 },
      seats,
      assets: { money: { kind: "eth" as const } },
    };
    let refused = "";
    await clientOf(alice)
      .propose(ticTacToe, "x", proposal)
      .catch((error: unknown) => {
        refused = String(error);
      });
    expect(refused).to.match(/declines/);
    await comesToShow(alice, channelId, parseEther("0.12"));
  });
});
