import { join } from "node:path";
import { expect } from "chai";
import { parseEther } from "ethers";
import { type Api, startApi } from "../../offchain/api/apiServer.ts";
import { readConfig, tokenDeposits } from "../../offchain/cli/nodeConfig.ts";
import type { Address } from "../../offchain/evm/hex.ts";
import type { RunningNode } from "../../offchain/runtime/node.ts";
import { RealNodes } from "./realNodes.ts";
import { chenilles, type Ended } from "./runCommand.ts";

describe("commands about a channel of several assets", function () {
  this.timeout(180_000);
  this.bail(true);
  let nodes: RealNodes;
  let bob: RunningNode;
  const apis: Api[] = [];
  let token: Address;
  let other: Address;
  let channelId = "";

  const on = (name: string, ...args: readonly string[]): Promise<Ended> =>
    chenilles(["--dir", join(nodes.folder, name), ...args]);
  const json = async (name: string, ...args: readonly string[]): Promise<Record<string, never>> => {
    const { exit, out, err } = await on(name, ...args, "--json");
    expect(exit, err).equal(0);
    return JSON.parse(out);
  };
  const refused = ({ exit, err }: Ended, code: number, message: RegExp): void => {
    expect(err).match(message);
    expect(err).contains("What to do: ");
    expect(exit).equal(code);
  };

  before(async () => {
    nodes = await RealNodes.begin();
    [token = "0x", other = "0x"] = nodes.tokens;
    const alice = await nodes.start("alice");
    bob = await nodes.start("bob");
    for (const [name, node] of Object.entries({ alice, bob }))
      apis.push(await startApi({ directory: join(nodes.folder, name) }, node));
  });

  after(async () => {
    for (const api of apis) await api.close();
    await nodes?.close();
  });

  it("start: takes a limit of deposits for each asset, and keeps them apart", async () => {
    const flags = { max_deposit: ["0.5eth", `7units@${token}`, `8units@${other}`] };
    const config = await readConfig(nodes.folder, flags);
    expect(config.maxDeposit).to.equal(parseEther("0.5").toString());
    expect(tokenDeposits(config.maxTokenDeposits)).to.deep.equal({ [token]: 7n, [other]: 8n });
    expect(tokenDeposits((await readConfig(nodes.folder, {})).maxTokenDeposits)).to.deep.equal({});
    const error = await readConfig(nodes.folder, { max_deposit: [`7@${token}`] }).catch(String);
    expect(error).to.match(/decimal places/);
  });

  it("openchannel: refuses one asset twice, and more of one than the account has", async () => {
    refused(
      await on("alice", "openchannel", bob.nodeId, "1eth", "--local_amt", "2eth"),
      1,
      /--local_amt names one asset twice/,
    );
    const much = ["1eth", "--local_amt", `1000@${token}`];
    refused(await on("alice", "openchannel", bob.nodeId, ...much), 2, new RegExp(`of ${token} is needed on chain`));
    const nothing = ["1eth", "--remote_amt", `0@${token}`];
    refused(await on("alice", "openchannel", bob.nodeId, ...nothing), 1, new RegExp(`nobody deposits any ${token}`));
  });

  it("openchannel: says which asset the peer does not deposit so much of", async () => {
    const asked = await on("alice", "openchannel", bob.nodeId, "1eth", "--remote_amt", `60@${other}`);
    refused(
      asked,
      2,
      new RegExp(`declines: a deposit of 6\\d+ of ${other} is asked of this node, it gives 5\\d+ at most`),
    );
  });

  it("openchannel, listchannels: a line for each asset", async () => {
    const deposits = ["--local_amt", `20@${token}`, "--remote_amt", `4@${other}`, "--remote_amt", "1eth"];
    const opened = await json("alice", "openchannel", "--node_key", bob.nodeId, ...deposits, "--block");
    expect(opened["stage"]).to.equal("open");
    channelId = String(opened["channelId"]);
    const { out } = await on("alice", "listchannels");
    expect(out.split("\n").filter((line) => / (eth|TST|TSU) /.test(line))).to.have.length(3);
    expect(out)
      .to.match(/20 TST +0 TST/)
      .and.match(/0 TSU +4 TSU/)
      .and.match(/0 eth +1 eth/);
    expect((await on("bob", "balances")).out)
      .to.match(/4 TSU/)
      .and.match(/1 eth/)
      .and.match(/20 TST/);
  });

  it("sendpayment: says what the channel holds instead", async () => {
    refused(
      await on("alice", "sendpayment", bob.nodeId, `1units@0x${"8".repeat(40)}`),
      2,
      new RegExp(`no open channel with ${bob.nodeId} holds 0x8+; what they hold is eth, 0x`),
    );
    expect(await json("alice", "sendpayment", bob.nodeId, `2@${token}`)).to.include({ status: "succeeded" });
  });

  it("acceptapp, openapp, playapp: a swap of one asset against another", async () => {
    const terms = {
      goods: parseEther("5").toString(),
      price: parseEther("0.5").toString(),
      premium: "0",
      patience: 600,
    };
    const swap = (...more: readonly string[]): Promise<Ended> =>
      on("alice", "openapp", channelId, "Swap", "--terms", JSON.stringify(terms), "--role", "maker", ...more, "--json");
    refused(await swap(), 1, /say which asset goods of Swap is/);
    refused(await swap("--asset", "goods=tulips"), 1, /does not say which asset/);
    refused(
      await swap("--asset", `goods=0x${"8".repeat(40)}`, "--asset", "money=eth"),
      2,
      /does not hold 0x8+; it holds eth, 0x/,
    );
    const assets = ["--asset", `goods=${token}`, "--asset", "money=eth"];
    await json("bob", "acceptapp", "Swap", "--max_stake", "0.1eth", "--max_stake", `100@${token}`);
    refused(await swap(...assets), 2, /a stake of 5\d+ of eth is asked of this node, its limit is 1\d+/);
    await json("bob", "acceptapp", "Swap", "--max_stake", "0.5eth");
    const opened = await swap(...assets);
    expect(opened.exit, opened.err).to.equal(0);
    const played = await json("bob", "playapp", channelId, String(JSON.parse(opened.out).index), "accept");
    expect(played["over"]).to.equal(true);
    const { out } = await on("bob", "listchannels");
    expect(out)
      .to.match(/7 TST +13 TST/)
      .and.match(/0.5 eth +0.5 eth/);
  });

  it("withdraw, topup: say what it costs, take a token out of the open channel and put some back", async () => {
    const planned = await json("alice", "withdraw", channelId, `3@${token}`, "--dry_run");
    expect(planned).to.include({ stage: "planned", amount: parseEther("3").toString() });
    expect(Number(Reflect.get(planned["estimate"] ?? {}, "gas"))).to.be.greaterThan(50_000);
    refused(await on("alice", "withdraw", channelId, `1000@${token}`), 2, /is spendable, 1000\d+ is to be withdrawn/);
    refused(await on("alice", "withdraw", channelId, `1units@0x${"8".repeat(40)}`), 2, /does not hold 0x8+/);
    const { account } = JSON.parse((await on("alice", "getinfo", "--json")).out);
    const before = await nodes.wallet(account, token);
    expect(await json("alice", "withdraw", channelId, `3@${token}`, "--block")).to.include({ stage: "withdrawn" });
    expect(await nodes.wallet(account, token)).to.equal(before + parseEther("3"));
    refused(await on("alice", "topup", channelId, `100000@${token}`), 2, /is needed on chain, the account/);
    const back = await on("alice", "topup", channelId, `1@${token}`, "--block");
    expect(back.out).to.match(/^counted: 1 TST, about \d+ gas \(/);
    expect(back.exit).to.equal(0);
    expect((await on("alice", "listchannels")).out).to.match(/11 TST +7 TST/);
  });

  it("openvirtual: says what is missing", async () => {
    const hub = `02${"ab".repeat(32)}`;
    const asked = ["openvirtual", bob.nodeId, "--local_amt", "0.1eth"];
    refused(await on("alice", ...asked, "--via", hub), 2, new RegExp(`no open channel of two with 0x${hub}`));
    refused(await on("alice", ...asked, "--via", bob.nodeId), 1, /the peer, the hub and this node are three/);
    refused(await on("alice", ...asked), 1, /--via is missing/);
    refused(await on("alice", ...asked, "--via", hub, "--life", "60"), 1, /a life of 60 s is too short/);
  });
});
