import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { keccak256, parseEther } from "ethers";
import { create2Address } from "../../generator/emit/create2.ts";
import { type Narrator, narrator } from "../../offchain/cli/devnet/narrator.ts";
import { type Stage, setStage } from "../../offchain/cli/devnet/stage.ts";
import { eventually } from "../../offchain/cli/devnet/waiting.ts";
import { loadApps } from "../../offchain/cli/ownApps.ts";
import type { Address, Hex } from "../../offchain/evm/hex.ts";
import { ticTacToe, ticTacToeCode } from "../../offchain/generated/apps/ticTacToe.ts";
import { channelClient } from "../../offchain/protocol/client/channelClient.ts";
import { joinNext } from "../../offchain/protocol/client/joinNext.ts";
import { appsOf, DESCRIPTORS } from "../../offchain/runtime/apps.ts";
import { channelPort } from "../../offchain/runtime/channelPort.ts";
import { AppMissing } from "../../offchain/runtime/missingApps.ts";
import { createNode, type RunningNode, startNode } from "../../offchain/runtime/node.ts";
import { type RunningRelay, startRelay } from "../../offchain/runtime/relay.ts";
import { ROOT } from "../steps.ts";

/** An app that nodes do not know: the rules of another at an address of its own, by a byte after its init code. */
const initCode: Hex = `${ticTacToeCode.initCode}00`;
const foreign: typeof ticTacToe = {
  ...ticTacToe,
  code: { ...ticTacToeCode, name: "Foreign", initCode, address: create2Address(keccak256(initCode)) as Address },
};
const PASSWORD = "correct horse battery staple";
const STAKE = parseEther("0.01");

describe("apps that a node's owner brings", () => {
  const generated = (name: string): string => join(ROOT, "offchain/generated/apps", name);

  it("are read from the files that the generator writes", async () => {
    expect(await loadApps([generated("ticTacToe.ts")])).to.deep.equal([ticTacToe]);
    expect(await loadApps([generated("all.ts"), generated("swap.ts")])).to.have.length(9);
  });

  for (const [file, said] of [
    ["nowhere.ts", "there is no file"],
    [join(ROOT, "README.md"), "cannot be loaded"],
    [join(ROOT, "offchain/evm/hex.ts"), "holds no app"],
  ] as const)
    it(`are not read from ${file.split("/").at(-1)}`, async () => {
      const error = await loadApps([file]).catch((failed: unknown) => failed);
      expect(error).to.include({ code: "usage" }).and.have.property("message").that.includes(said);
    });

  it("come before those of the same name, and once each", () => {
    const own = { ...foreign, code: { ...foreign.code, name: "TicTacToe" } };
    const { descriptors, apps } = appsOf([own, own, ticTacToe]);
    expect(descriptors).to.have.length(DESCRIPTORS.length + 1);
    expect(descriptors.find(({ code }) => code.name === "TicTacToe")).to.equal(own);
    expect([...apps.keys()]).to.include.members([own.code.address, ticTacToeCode.address]);
  });
});

describe("an app that only its players' nodes know", function () {
  this.timeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), "chenilles-own-apps-"));
  const say: Narrator = { ...narrator(true), say: () => {}, step: (_, work) => work() };
  const nodes = new Map<string, RunningNode>();
  let stage: Stage;
  let relay: RunningRelay;
  let channelId: Hex;

  const start = async (name: string, apps: readonly (typeof ticTacToe)[]): Promise<RunningNode> => {
    const where = { chain: "local", rpc: stage.anvil.url, relay: relay.url, limits: { maxDeposit: parseEther("1") } };
    const node = await startNode({ directory: join(folder, name), password: PASSWORD, ...where, apps });
    nodes.set(name, node);
    return node;
  };
  const at = (name: string): RunningNode => nodes.get(name) ?? expect.fail(`${name} does not run`);

  before(async () => {
    stage = await setStage(say, undefined, undefined, [foreign]);
    relay = await startRelay({});
    for (const name of ["alice", "bob"]) {
      const { account } = await createNode(join(folder, name), PASSWORD);
      await (await stage.rich.sendTransaction({ to: account, value: parseEther("10") })).wait();
      await start(name, [foreign]);
    }
    const amounts = { localAmount: parseEther("0.1").toString(), remoteAmount: parseEther("0.1").toString() };
    const opened = await at("alice").request("openchannel", { peer: at("bob").nodeId, ...amounts });
    channelId = (opened as { channelId: Hex }).channelId;
    for (const node of nodes.values())
      await eventually("the channel is open", async () => {
        const { channels } = (await node.request("listchannels", {})) as { channels: { stage: string }[] };
        return channels[0]?.stage === "open" ? true : null;
      });
  });

  after(async () => {
    for (const end of [...nodes.values()].map((node) => () => node.close())) await end();
    for (const end of [() => relay?.close(), () => stage?.stop()]) await end();
    rmSync(folder, { recursive: true, force: true });
  });

  it("is opened and played; a node is not started without it while it runs", async () => {
    const bobs = joinNext(channelClient(channelPort(at("bob").running, channelId)), foreign, "o", () => true);
    const game = await channelClient(channelPort(at("alice").running, channelId)).propose(foreign, "x", {
      terms: { stake: STAKE, moveTime: 3_600 },
      seats: { x: at("alice").running.keys.signer, o: at("bob").running.keys.signer },
      assets: { money: { kind: "eth" } },
    });
    await (await game.until("Playing")).moves?.mark({ cell: 4 });
    expect((await bobs).view().state.moves).to.equal(1n);
    await at("bob").close();
    nodes.delete("bob");
    const refused = await start("bob", []).catch((error: unknown) => error);
    expect(refused).to.be.instanceOf(AppMissing).and.have.deep.property("adapters", [foreign.code.address]);
    const { apps } = (await (await start("bob", [foreign])).request("listapps", {})) as { apps: { app: string }[] };
    expect(apps.map(({ app }) => app)).to.deep.equal(["Foreign"]);
    const played = (await at("bob").request("playapp", {
      channelId,
      index: game.index,
      move: "mark",
      args: { cell: 0 },
    })) as object;
    expect(played).to.have.property("over", false);
  });
});
