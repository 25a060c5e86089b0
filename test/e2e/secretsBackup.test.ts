import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { parseEther } from "ethers";
import { secretFile } from "../../offchain/adapters/secretFile.ts";
import { eventually } from "../../offchain/cli/devnet/waiting.ts";
import type { Hex } from "../../offchain/evm/hex.ts";
import { rockPaperScissors } from "../../offchain/generated/apps/rockPaperScissors.ts";
import { type ChannelClient, channelClient } from "../../offchain/protocol/client/channelClient.ts";
import { withBackup } from "../../offchain/protocol/client/secretBackup.ts";
import { SecretMissing } from "../../offchain/protocol/client/secrets.ts";
import { channelPort } from "../../offchain/runtime/channelPort.ts";
import type { RunningNode } from "../../offchain/runtime/node.ts";
import { clientOf, comesToShow, RealNodes } from "./realNodes.ts";

const STAKE = parseEther("0.01");
const KEY: Hex = `0x${"5e".repeat(32)}`;

describe("a node is lost between commit and reveal (spec-language §1, Secrets)", function () {
  this.timeout(180_000);
  const elsewhere = mkdtempSync(join(tmpdir(), "chenilles-elsewhere-"));
  let nodes: RealNodes;
  let alice: RunningNode;
  let bob: RunningNode;
  let channelId: Hex;

  before(async () => {
    nodes = await RealNodes.begin();
    alice = await nodes.start("alice");
    bob = await nodes.start("bob");
    channelId = await nodes.open(alice, bob, [{ local: parseEther("0.1"), remote: parseEther("0.1") }]);
  });

  after(async () => {
    await nodes?.close();
    rmSync(elsewhere, { recursive: true, force: true });
  });

  /** Alice's client, whose secrets are in a file on another disk as well. */
  const careful = async (): Promise<ChannelClient> =>
    channelClient(await withBackup(channelPort(alice.running, channelId), secretFile(join(elsewhere, "secrets")), KEY));

  it("from an old copy of its disk and the backup it shows what it sealed, and wins", async () => {
    const player = [alice.running.keys.signer, bob.running.keys.signer] as const;
    const theirs = new Promise<string>((resolve, reject) => {
      clientOf(bob, channelId).onProposal(
        rockPaperScissors,
        () => true,
        (joined) => {
          const play = async (): Promise<void> => {
            const game = await joined;
            const view = await game.until("Choosing");
            await view.moves?.choose({ hand: "Rock" });
            resolve((await game.until("Over")).payout.money.join());
          };
          play().catch(reject);
        },
      );
    });
    await (await careful()).propose(rockPaperScissors, "player", {
      terms: { stake: STAKE, moveTime: 3_600 },
      seats: { player },
      assets: { money: { kind: "eth" } },
    });
    // A copy of the whole disk, as somebody makes one now and then: before the hand is chosen.
    await nodes.silence(alice);
    cpSync(join(nodes.folder, "alice"), join(elsewhere, "alice"), { recursive: true });
    alice = await nodes.restart("alice");
    const game = (await careful()).running(rockPaperScissors, "player")[0];
    const view = game?.view();
    if (view?.phase !== "Choosing") throw new Error("the game goes on after a restart");
    await view.moves?.choose({ hand: "Paper" });
    await nodes.silence(alice);
    // The disk is lost, and with it the secret: the old copy does not have it.
    rmSync(join(nodes.folder, "alice"), { recursive: true });
    cpSync(join(elsewhere, "alice"), join(nodes.folder, "alice"), { recursive: true });
    alice = await nodes.restart("alice");
    const showing = await eventually("what was signed since has come back from the other side", async () => {
      const [back] = clientOf(alice, channelId).running(rockPaperScissors, "player");
      return back?.view().phase === "Showing" ? back : null;
    });
    expect(await showing.until("Over").catch((error: unknown) => error)).to.be.instanceOf(SecretMissing);
    const [again] = (await careful()).running(rockPaperScissors, "player");
    expect((await again?.until("Over"))?.payout).to.deep.equal({ money: [2n * STAKE, 0n] });
    expect(await theirs).to.equal(`${2n * STAKE},0`);
    await comesToShow(alice, channelId, parseEther("0.11"));
  });
});
