import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { parseEther } from "ethers";
import { newMnemonic, nodeKeysOf } from "../../offchain/adapters/nodeKeys.ts";
import { relayTransport } from "../../offchain/adapters/relayTransport.ts";
import { freePort, startAnvil } from "../../offchain/cli/devnet/anvil.ts";
import { type Narrator, narrator } from "../../offchain/cli/devnet/narrator.ts";
import { type Stage, setStage } from "../../offchain/cli/devnet/stage.ts";
import type { Hex } from "../../offchain/evm/hex.ts";
import { type RpcProxy, startProxy } from "../offchain/adapters/rpcProxy.ts";
import { chenilles, type Ended, type Staying, stays } from "./runCommand.ts";

const silent: Narrator = { ...narrator(true), say: () => {}, step: (_, work) => work() };

describe("chenilles: commands as a user runs them", function () {
  this.timeout(120_000);
  this.bail(true);
  let folder: string;
  let stage: Stage;
  let proxy: RpcProxy;
  let relay: Staying;
  let relayUrl: string;
  let password: string;
  const nodes: { alice?: Staying; bob?: Staying } = {};
  const ids = { alice: "", bob: "" };
  let channelId = "";
  let carol = "";

  const dir = (name: string): string => join(folder, name);
  const on = (name: string, ...args: readonly string[]): Promise<Ended> =>
    chenilles(["--dir", dir(name), ...args], { password });
  const json = async (name: string, ...args: readonly string[]): Promise<Record<string, never>> => {
    const { exit, out, err } = await on(name, ...args, "--json");
    expect(exit, err).equal(0);
    return JSON.parse(out);
  };
  /** The payee counts a payment a moment after the payer does. */
  const comesToShow = (name: string, amount: string): Promise<unknown> =>
    eventually(async () => {
      const { channels } = await json(name, "listchannels");
      return Reflect.get(Object(channels)[0].local, "spendable") === parseEther(amount).toString();
    });
  const start = (name: string, ...args: readonly string[]): Promise<Staying> =>
    stays(["--dir", dir(name), "start", "--json", ...args], { password });
  const refused = ({ exit, err, out }: Ended, code: number, message: RegExp): void => {
    expect(err).match(message);
    expect(err).contains("What to do: ");
    expect(err).not.contains("    at ");
    expect(exit).equal(code);
    expect(out).equal("");
  };

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "chenilles-commands-"));
    password = join(folder, "password");
    writeFileSync(password, "tulips\n");
    stage = await setStage(silent);
    proxy = await startProxy(stage.anvil.url);
    relay = await stays(["--dir", dir("relay"), "relay", "--port", "0", "--json"]);
    relayUrl = JSON.parse(relay.ready).url;
  });

  after(async () => {
    await Promise.all([nodes.alice?.stop(), nodes.bob?.stop(), relay?.stop()]);
    await proxy?.close();
    await stage?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it("create: makes keys, shows the words once and never in JSON", async () => {
    for (const name of ["alice", "bob"] as const) {
      const rpc = name === "alice" ? proxy.url : stage.anvil.url;
      const made = await on(
        name,
        "create",
        "--rpc",
        rpc,
        "--relay",
        relayUrl,
        "--alias",
        name,
        "--max_deposit",
        "1eth",
      );
      expect(made.exit, made.err).equal(0);
      expect(made.out.match(/^ {2}([a-z]+ ){23}[a-z]+$/m), "24 words").not.equal(null);
      expect(readFileSync(join(dir(name), "keystore.json"), "utf8")).not.contains(
        made.out.match(/[a-z]+ [a-z]+ [a-z]+/)?.[0] ?? "?",
      );
      ids[name] = made.out.match(/^node +(0x\S+)$/m)?.[1] ?? "";
      const account = made.out.match(/^account +(0x\S+)/m)?.[1] ?? "";
      await (await stage.rich.sendTransaction({ to: account, value: parseEther("10") })).wait();
    }
    const made = await json("carol", "create", "--words_out", join(folder, "words"));
    carol = String(made["nodeId"]);
    expect(Object.keys(made)).deep.equal(["nodeId", "account", "signer", "directory"]);
    expect(readFileSync(join(folder, "words"), "utf8").trim().split(" ")).lengthOf(24);
  });

  it("create: never overwrites keys", async () => {
    refused(await on("alice", "create"), 2, /keystore\.json exists already and is never overwritten/);
  });

  it("create: restores the same node from its words", async () => {
    const again = await json("carol2", "create", "--words_file", join(folder, "words"));
    expect(again["nodeId"]).equal(carol);
  });

  it("start: refuses a directory without keys", async () => {
    refused(await on("nobody", "start"), 2, /there is no keystore at .*nobody/);
  });

  it("start: refuses a wrong password", async () => {
    const wrong = join(folder, "wrong");
    writeFileSync(wrong, "roses\n");
    const ended = await chenilles(["--dir", dir("alice"), "start"], { password: wrong });
    refused(ended, 4, /the password does not open .*keystore\.json/);
  });

  it("start: asks for a password in a file where there is no terminal", async () => {
    refused(await chenilles(["--dir", dir("alice"), "start"]), 1, /no password: stdin is no terminal/);
  });

  it("start: says that the RPC endpoint is down", async () => {
    const nobody = `http://127.0.0.1:${await freePort()}`;
    refused(await on("alice", "start", "--rpc", nobody), 5, new RegExp(`RPC endpoint ${nobody}.*ECONNREFUSED`));
  });

  it("start: refuses an endpoint of another chain", async () => {
    const other = await startAnvil({ chainId: 5 });
    const ended = await on("alice", "start", "--rpc", other.url);
    await other.stop();
    refused(ended, 5, /is chain 5, not chain 31337/);
  });

  it("start: refuses an address where no adjudicator is", async () => {
    refused(await on("alice", "start", "--adjudicator", `0x${"77".repeat(20)}`), 5, /has no adjudicator at 0x7777/);
  });

  it("start: refuses a chain profile that does not exist", async () => {
    refused(await on("alice", "start", "--profile", "moon"), 1, /no profile of a chain called "moon"/);
  });

  it("start, getinfo: after all that the node is there with the same keys", async () => {
    nodes.alice = await start("alice");
    nodes.bob = await start("bob");
    for (const name of ["alice", "bob"] as const) {
      const info = await json(name, "getinfo");
      expect(info).include({ nodeId: ids[name], alias: name, chainId: 31337, chain: "ok" });
      const maxDeposits = [{ token: `0x${"0".repeat(64)}`, amount: parseEther("1").toString() }];
      expect(info["limits"]).deep.include({ maxDeposits });
    }
    expect((await on("alice", "getinfo")).out).contains(ids.alice);
  });

  it("start: refuses a directory whose database another process uses", async () => {
    refused(await on("alice", "start"), 6, /alice.*in use/);
    expect(await json("alice", "getinfo")).include({ nodeId: ids.alice });
  });

  it("start: refuses an API port that is taken, and leaves nothing locked", async () => {
    const { port } = new URL(JSON.parse(nodes.bob?.ready ?? "{}").api);
    await json(
      "dave",
      "create",
      "--rpc",
      stage.anvil.url,
      "--relay",
      relayUrl,
      "--words_out",
      join(folder, "dave-words"),
    );
    refused(await on("dave", "start", "--api_port", port), 6, new RegExp(`port ${port} of 127.0.0.1 is taken`));
    const dave = await start("dave");
    await dave.stop();
  });

  it("relay: refuses a port that is taken", async () => {
    const { port } = new URL(relayUrl);
    refused(await on("relay2", "relay", "--port", port), 6, new RegExp(`port ${port}.*taken`));
  });

  it("openchannel: says that a peer is unknown or away", async () => {
    const stranger = nodeKeysOf(newMnemonic()).nodeId;
    refused(await on("alice", "openchannel", stranger, "0.1eth"), 2, /did not answer within/);
  });

  it("openchannel: says that the account has too little", async () => {
    refused(await on("alice", "openchannel", ids.bob, "1000eth"), 2, /needed on chain, the account .* has/);
  });

  it("openchannel: refuses an address that is no token", async () => {
    const nothing = `1units@0x${"12".repeat(20)}`;
    refused(await on("alice", "openchannel", ids.bob, nothing), 2, /there is no ERC-20 token at 0x1212/);
  });

  it("openchannel: says why the peer declines", async () => {
    refused(await on("alice", "openchannel", ids.bob, "0.1eth", "--remote_amt", "5eth"), 2, /declines/);
  });

  it("openchannel --block: opens, and listchannels shows it on both sides", async () => {
    const opened = await json(
      "alice",
      "openchannel",
      "--node-key",
      ids.bob,
      "--local-amt",
      "1eth",
      "--remote-amt",
      "0.5eth",
      "--block",
    );
    channelId = String(opened["channelId"]);
    expect(opened["stage"]).equal("open");
    const shown = await on("bob", "listchannels");
    expect(shown.out).contains(channelId).contains("0.5 eth").contains("1 eth");
  });

  it("addinvoice, decodepayreq, payinvoice: pays once, however often it is asked", async () => {
    const invoice = await on("bob", "addinvoice", "--amt", "0.01eth", "--memo", "two coffees");
    const payReq = invoice.out.trim();
    expect((await on("alice", "decodepayreq", payReq)).out).contains("two coffees");
    for (let i = 0; i < 2; i++) expect(await json("alice", "payinvoice", payReq)).include({ status: "succeeded" });
    await comesToShow("bob", "0.51");
    expect((await on("bob", "listinvoices")).out)
      .contains("settled")
      .contains("0.01 eth");
  });

  it("payinvoice: refuses a payment request with one letter changed", async () => {
    const payReq = (await on("bob", "addinvoice", "0.01eth")).out.trim();
    const at = payReq.length - 20;
    const changed = `${payReq.slice(0, at)}${payReq[at] === "q" ? "p" : "q"}${payReq.slice(at + 1)}`;
    refused(await on("alice", "payinvoice", changed), 2, /payment request/);
    refused(await on("alice", "payinvoice", "coffee"), 2, /payment request/);
  });

  it("payinvoice, sendpayment: say that too little is spendable, and lose nothing", async () => {
    const payReq = (await on("bob", "addinvoice", "30eth")).out.trim();
    refused(await on("alice", "payinvoice", payReq), 2, /no route|liquidity|spendable/);
    refused(
      await on("alice", "sendpayment", ids.bob, "30eth"),
      2,
      /is spendable in one channel with .*, 30000000000000000000 is needed/,
    );
    await comesToShow("alice", "0.99");
  });

  it("sendpayment: pays a peer directly; refuses a stranger", async () => {
    expect(await json("alice", "sendpayment", "--dest", ids.bob, "--amt", "1000wei")).include({ status: "succeeded" });
    refused(await on("alice", "sendpayment", `02${"11".repeat(32)}`, "1wei"), 2, /there is no open channel with/);
    expect((await on("alice", "listpayments")).out)
      .contains("direct")
      .contains("succeeded");
  });

  it("survives a corrupted message from a stranger, and says so", async () => {
    let log = "";
    nodes.alice?.child.stderr?.on("data", (chunk: Buffer) => {
      log += chunk.toString();
    });
    const keys = nodeKeysOf(newMnemonic());
    const transport = relayTransport({ url: relayUrl, keys });
    await new Promise<void>((resolve) => transport.onConnected(resolve));
    transport.send(ids.alice as Hex, new Uint8Array([255, 1, 2, 3])); // `create` printed it as a node id
    const deadline = performance.now() + 5_000;
    while (!log.includes("no message") && performance.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, 20));
    await transport.close();
    expect(log).contains(keys.nodeId).contains("a frame that is no message");
    expect(await json("alice", "getinfo")).include({ chain: "ok" });
  });

  it("goes on while the RPC endpoint is down, says so, and catches up", async () => {
    await proxy.cut();
    await eventually(async () => String((await json("alice", "getinfo"))["chain"]).includes("no usable answer"));
    expect(await json("alice", "sendpayment", ids.bob, "1000wei")).include({ status: "succeeded" });
    refused(await on("alice", "openchannel", ids.bob, "0.1eth"), 5, /no usable answer from the RPC endpoint/);
    await proxy.mend();
    await eventually(async () => (await json("alice", "getinfo"))["chain"] === ("ok" as string));
  });

  it("is killed by SIGKILL and started again, nothing lost", async () => {
    const before = await json("alice", "listchannels");
    await nodes.alice?.stop("SIGKILL");
    refused(await on("alice", "getinfo"), 3, /no node answers/);
    nodes.alice = await start("alice");
    const after = await json("alice", "listchannels");
    const money = ({ channels }: Record<string, never>): unknown => [
      Object(channels)[0].local,
      Object(channels)[0].version,
    ];
    expect(money(after)).deep.equal(money(before));
  });

  it("closechannel: refuses an unknown channel", async () => {
    refused(await on("alice", "closechannel", `0x${"12".repeat(32)}`), 2, /has no channel 0x1212/);
  });

  it("closechannel --block: closes by agreement; then there is none", async () => {
    await eventually(async () => Object((await json("alice", "listchannels"))["channels"])[0].stage === "open");
    expect(await json("alice", "closechannel", channelId, "--block")).include({ channelId, stage: "closed" });
    expect((await on("alice", "listchannels")).out).contains("no open channel");
    expect((await on("alice", "balances")).out).match(/on chain +spendable/);
  });

  it("stop: ends the node in order", async () => {
    const gone = new Promise<number | null>((resolve) => nodes.bob?.child.once("exit", resolve));
    expect((await on("bob", "stop")).exit).equal(0);
    expect(await gone).equal(0);
    refused(await on("bob", "getinfo"), 3, /it has not been started/);
  });
});

async function eventually(check: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + 30_000;
  while (!(await check())) {
    if (performance.now() > end) throw new Error("waited 30 s in vain");
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
