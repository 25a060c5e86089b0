import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { expect } from "chai";
import { encryptKeystoreJsonSync, Wallet } from "ethers";
import { type ChainProfile, chainNames, readChainProfile } from "../../deploy/chainProfile.ts";
import { ADAPTERS, ADJUDICATOR } from "../../deploy/deployables.ts";
import { type DeployArguments, type DeploySurroundings, deployCommand } from "../../deploy/deployCommand.ts";
import type { DryRun } from "../../deploy/dryRun.ts";
import { adjudicatorAddress } from "../../offchain/runtime/adjudicator.ts";
import { type AnvilChain, anvilChain, RICH_KEY } from "./anvilChain.ts";
import { fakeExplorers } from "./fakeExplorers.ts";

const ROOT = join(import.meta.dirname, "../..");
const NOTHING: DeployArguments = {
  chain: "local",
  rpc: "",
  keystore: "",
  gasPrice: "",
  dryRun: false,
  json: true,
  deployFactory: false,
  skipVerification: true,
};

/** Runs the command with its surroundings in hand: its exit code, what it printed, and its JSON. */
async function command(
  args: Partial<DeployArguments>,
  around: Partial<DeploySurroundings> = {},
  contracts = [ADJUDICATOR],
) {
  const printed: string[] = [];
  const noted: string[] = [];
  const surroundings: DeploySurroundings = {
    root: "/nowhere",
    env: {},
    ask: null,
    print: (line) => printed.push(line),
    note: (line) => noted.push(line),
    pause: async () => {},
    ...around,
  };
  const exit = await deployCommand({ ...NOTHING, ...args }, contracts, surroundings);
  const said = printed.join("\n");
  // What each test compares is what it expects to be there.
  const json = (args.json ?? true) ? (JSON.parse(said) as Record<string, never>) : {};
  return { exit, said, noted, json };
}

describe("hardhat chenilles deploy --dry-run", () => {
  it("tells addresses, hashes, gas and steps of every profile, without a network", () => {
    const args = ["hardhat", "chenilles", "deploy", "--chain", "all", "--dry-run", "--json"];
    const run = spawnSync(join(ROOT, "node_modules/.bin", args[0] ?? ""), args.slice(1), {
      cwd: ROOT,
      encoding: "utf8",
    });
    expect(run.status, run.stderr).to.equal(0);
    const { chains } = JSON.parse(run.stdout) as { chains: readonly DryRun[] }; // as the command is documented
    expect(chains.map(({ chain }) => chain)).to.deep.equal(chainNames());
    for (const { chain, contracts, steps, refused, gas } of chains) {
      expect(
        contracts.map(({ address }) => address),
        chain,
      ).to.deep.equal([adjudicatorAddress()]);
      expect(Number(gas), chain)
        .to.be.above(5_000_000)
        .and.below(2 ** 24);
      if (refused === null) expect(steps.length, chain).to.be.at.least(4);
      else expect(steps, chain).to.deep.equal([]);
    }
    expect(chains.filter(({ refused }) => refused !== null).map(({ chain }) => chain)).to.deep.equal(["filecoin"]);
  });

  it("in words, with the cost at a gas price", async () => {
    const { exit, said } = await command({ chain: "sepolia", dryRun: true, json: false, gasPrice: "2" });
    expect(exit).to.equal(0);
    expect(said)
      .to.contain("Sepolia (sepolia, chain id 11155111, osaka)")
      .and.contain(`Adjudicator ${adjudicatorAddress()}`);
    expect(said)
      .to.match(/in all \d+ gas, 0\.0\d+ ETH/)
      .and.contain("deploy/addresses/11155111.json");
  });

  it("the adapters of all apps likewise", async () => {
    const { json } = await command({ chain: "base", dryRun: true }, {}, [...ADAPTERS]);
    const [base] = json["chains"] as unknown as [DryRun]; // one chain was asked for
    expect(base.contracts.map(({ name }) => name)).to.deep.equal(ADAPTERS.map(({ name }) => name));
  });
});

describe("the command, where something is wrong", () => {
  const wrong: readonly (readonly [
    string,
    Partial<DeployArguments>,
    Partial<DeploySurroundings>,
    number,
    string,
    RegExp,
  ])[] = [
    ["no such profile", { chain: "nowhere" }, {}, 1, "usage", /add deploy\/chains\/nowhere\.json/],
    ["several chains at once", { chain: "all" }, {}, 1, "usage", /one chain is deployed to at a time/],
    ["no endpoint", {}, {}, 1, "no_rpc", /no endpoint/],
    ["a bad endpoint", { rpc: "localhost" }, {}, 1, "no_rpc", /no address of an endpoint/],
    ["a bad gas price", { dryRun: true, gasPrice: "much" }, {}, 1, "usage", /--gas-price is "much"/],
    ["nobody there", {}, { env: { CHENILLES_RPC: "http://127.0.0.1:9" } }, 5, "chain_unreachable", /does not answer/],
  ];
  for (const [what, args, around, exit, code, message] of wrong)
    it(`${what}: exit ${exit}, ${code}, with what to do`, async () => {
      const ended = await command(args, around);
      const error = ended.json["error"] as unknown as { code: string; message: string; next: string }; // as documented
      expect(ended.exit).to.equal(exit);
      expect(error.code).to.equal(code);
      expect(error.message).to.match(message);
      expect(error.next).to.not.equal("");
    });
});

describe("the command, on a chain", () => {
  let chain: AnvilChain;
  beforeEach(async () => {
    chain = await anvilChain("local");
  });
  afterEach(() => chain.stop());

  const here = (env: Record<string, string> = {}): Partial<DeploySurroundings> => ({
    root: chain.folder,
    env: { CHENILLES_RPC: chain.anvil.url, ...env },
  });

  it("deploys, verifies, lists, and on the next day does nothing", async () => {
    const explorers = await fakeExplorers();
    try {
      const profile: ChainProfile = { ...readChainProfile("local"), explorers: [explorers.explorer("sourcify")] };
      const around = { ...here({ CHENILLES_DEPLOYER_KEY: RICH_KEY }), profiles: () => [profile] };
      const first = await command({ skipVerification: false }, around);
      expect(first.exit, first.said).to.equal(0);
      expect(first.json["made"]).to.deep.equal(["Adjudicator"]);
      const file = join(chain.folder, "deploy/addresses/31337.json");
      const text = readFileSync(file, "utf8");
      expect(JSON.parse(text).contracts.Adjudicator).to.include({ address: adjudicatorAddress() });
      expect(Object.keys(JSON.parse(text).contracts.Adjudicator.verified)).to.deep.equal(["sourcify"]);

      explorers.mood = "has it";
      const again = await command({ skipVerification: false }, { ...around, env: { CHENILLES_RPC: chain.anvil.url } });
      expect(again.exit).to.equal(0);
      expect(again.json["made"]).to.deep.equal([]);
      expect(readFileSync(file, "utf8")).to.equal(text);

      explorers.mood = "is broken";
      expect((await command({ skipVerification: false }, around)).exit).to.equal(2);
    } finally {
      await explorers.stop();
    }
  });

  it("the key comes from a keystore, the environment or a question; a wrong one is told, and none is asked for in vain", async () => {
    const password = join(chain.folder, "password");
    const keystore = join(chain.folder, "keystore.json");
    mkdirSync(chain.folder, { recursive: true });
    writeFileSync(password, "open sesame\n");
    const { address, privateKey } = new Wallet(RICH_KEY);
    const scrypt = { N: 1024, r: 8, p: 1 };
    writeFileSync(keystore, encryptKeystoreJsonSync({ address, privateKey }, "open sesame", { scrypt }));
    const codeOf = async (args: Partial<DeployArguments>, around: Partial<DeploySurroundings>) =>
      ((await command(args, around)).json["error"] as unknown as { code: string }).code; // each is refused
    expect(await codeOf({}, here())).to.equal("no_key");
    expect(await codeOf({}, here({ CHENILLES_DEPLOYER_KEY: "0x12" }))).to.equal("bad_key");
    expect(await codeOf({}, { ...here(), ask: async () => "what?" })).to.equal("bad_key");
    expect(await codeOf({ keystore }, here())).to.equal("no_key");
    expect(await codeOf({ keystore: `${keystore}.not` }, here())).to.equal("no_key");
    expect(await codeOf({ keystore }, { ...here(), ask: async () => "open barley" })).to.equal("bad_key");
    expect(existsSync(join(chain.folder, "deploy/addresses/31337.json"))).to.equal(false);
    const { exit } = await command({ keystore }, here({ CHENILLES_PASSWORD_FILE: password }));
    expect(exit).to.equal(0);
    const asked = await command({}, { ...here(), ask: async () => RICH_KEY }, [...ADAPTERS.slice(0, 1)]);
    expect(asked.json["made"]).to.deep.equal([ADAPTERS[0]?.name]);
  });

  it("no key is ever said", async () => {
    const { said, noted } = await command({ json: false }, here({ CHENILLES_DEPLOYER_KEY: RICH_KEY }));
    expect(`${said}${noted.join("")}${process.argv.join("")}`).to.not.contain(RICH_KEY.slice(2));
  });
});
