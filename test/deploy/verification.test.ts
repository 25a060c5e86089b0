import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { FunctionFragment, Interface, type InterfaceAbi } from "ethers";
import { listContracts, readAddressBook } from "../../deploy/addressBook.ts";
import { type ChainProfile, readChainProfile } from "../../deploy/chainProfile.ts";
import { ADAPTERS, ADJUDICATOR, type Deployable } from "../../deploy/deployables.ts";
import { stateFile } from "../../deploy/deploymentState.ts";
import { type PlannedContract, planDeployment } from "../../deploy/plan.ts";
import { annexesOf, compilerName, standardInput } from "../../deploy/verify/standardInput.ts";
import { type ContractVerdict, verifiables, verifyAll } from "../../deploy/verify/verification.ts";
import { compileContract, readAbi, readCompilerPin } from "../../generator/read/compiler.ts";
import { closureOf } from "../../generator/read/sources.ts";
import { type FakeExplorers, fakeExplorers, type Sent } from "./fakeExplorers.ts";

const ROOT = join(import.meta.dirname, "../..");
const KINDS = ["sourcify", "blockscout", "etherscan"] as const;

/** The compiler, on standard JSON as text: the init code of each contract by `file:name`. */
function compiled(input: string): ReadonlyMap<string, string> {
  const solc = createRequire(import.meta.url)("solc") as { compile(input: string): string }; // it has no usable types
  const { contracts } = JSON.parse(solc.compile(input)) as {
    contracts: Record<string, Record<string, { evm: { bytecode: { object: string } } }>>; // as asked for in the input
  };
  return new Map(
    Object.entries(contracts).flatMap(([file, made]) =>
      Object.entries(made).map(([name, { evm }]) => [`${file}:${name}`, `0x${evm.bytecode.object}`] as const),
    ),
  );
}

describe("the source that is sent to explorers", () => {
  const [hashLock] = ADAPTERS.filter(({ name }) => name === "HashLockApp");

  it("makes the deployed code again, to the byte: an adapter, out of what an explorer was sent", () => {
    const { source, initCode } = hashLock as Deployable; // one of the generated ones
    const again = JSON.stringify(standardInput(source));
    expect(again).to.equal(JSON.stringify(standardInput(source)));
    expect(compiled(again).get(`${source}:HashLockApp`)).to.equal(initCode);
  });

  it("is what the adjudicator is compiled from: the same sources, the same settings", () => {
    const { sources, settings } = standardInput(ADJUDICATOR.source);
    const pin = readCompilerPin(ROOT);
    const { outputSelection: _, ...compilerSettings } = settings;
    expect(compilerSettings).to.deep.equal(pin.settings);
    expect(sources).to.deep.equal(closureOf(ROOT, [ADJUDICATOR.source]));
    const { initCode } = compileContract(ROOT, sources, ADJUDICATOR.source, "Adjudicator", pin);
    expect(initCode).to.equal(ADJUDICATOR.initCode);
  }).timeout(300_000);

  it("names what the constructor makes, in the order of creation: each has its own entries, and no other's", async () => {
    const [planned] = (await planDeployment(readChainProfile("local"), [ADJUDICATOR])).contracts;
    const named = annexesOf(ADJUDICATOR.source);
    expect(planned?.annexes.length).to.equal(named.length);
    const pin = readCompilerPin(ROOT);
    const selectors = named.map(({ name, source }) => {
      const abi = readAbi(closureOf(ROOT, [source]), source, name, pin) as InterfaceAbi; // the compiler's
      return new Interface(abi).fragments.filter(FunctionFragment.isFragment).map(({ selector }) => selector.slice(2));
    });
    for (const [place, { code }] of (planned?.annexes ?? []).entries())
      for (const [other, own] of selectors.entries()) {
        expect(own.length).to.be.above(0);
        expect(
          own.every((selector) => code.includes(selector)),
          named[other]?.name,
        ).to.equal(place === other);
      }
  }).timeout(60_000);

  it("names the compiler as explorers do", () => {
    expect(compilerName()).to.match(/^0\.8\.30\+commit\.[0-9a-f]{8}$/);
  });
});

describe("verification", () => {
  let fake: FakeExplorers;
  let folder: string;
  let planned: PlannedContract;
  before(async () => {
    [planned] = (await planDeployment(readChainProfile("local"), [ADJUDICATOR])).contracts as [PlannedContract]; // one
  });
  beforeEach(async () => {
    fake = await fakeExplorers();
    folder = mkdtempSync(join(tmpdir(), "chenilles-verify-"));
  });
  afterEach(async () => {
    await fake.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const state = () => stateFile(join(folder, "state"), 31337);

  async function verify(
    kinds: readonly (typeof KINDS)[number][],
    options: { tries?: number; apiKey?: string | null } = {},
  ): Promise<readonly ContractVerdict[]> {
    const profile: ChainProfile = { ...readChainProfile("local"), explorers: kinds.map(fake.explorer) };
    const { address, initCodeHash, codeHash } = planned;
    const entry = { address, initCodeHash, codeHash, annexes: [], transaction: "0x77", block: 7, verified: {} };
    const head = { chain: "local", chainId: 31337, factory: profile.factory.address };
    const book = listContracts(folder, head, { Adjudicator: entry });
    const { tries = 5, apiKey = "a key" } = options;
    const tools = { state: state(), addresses: folder, pause: async () => {}, tries, apiKey, onLine: () => {} };
    return verifyAll(profile, [planned], book, tools);
  }

  const kindsOf = (verdicts: readonly ContractVerdict[]) => new Set(verdicts.map(({ verdict }) => verdict.kind));
  const about = (sent: readonly Sent[], address: string) =>
    sent.filter(({ path, body }) => `${path}${body}`.includes(address));

  it("sends the adjudicator and each annex to each explorer, waits, and lists where they can be read", async () => {
    const verdicts = await verify(KINDS);
    const contracts = verifiables(planned, null);
    expect(contracts.length)
      .to.equal(1 + planned.annexes.length)
      .and.to.be.above(1);
    expect(verdicts.length).to.equal(3 * contracts.length);
    expect([...kindsOf(verdicts)]).to.deep.equal(["verified"]);
    for (const { address } of contracts) expect(about(fake.sent, address).length, address).to.equal(3);
    const url = `https://look.example`;
    expect(readAddressBook(folder, 31337)?.contracts["Adjudicator"]?.verified).to.deep.equal({
      sourcify: `${url}/31337/${planned.address}`,
      blockscout: `${url}/address/${planned.address}?tab=contract`,
      etherscan: `${url}/address/${planned.address}#code`,
    });
    expect(state().read().verifications).to.deep.equal({});
  });

  it("each by its own interface, with the same input, contract and compiler", async () => {
    await verify(KINDS);
    const input = standardInput(ADJUDICATOR.source);
    const compiler = compilerName();
    const [sourcify, blockscout, etherscan] = about(fake.sent, planned.address);
    expect(sourcify?.path).to.equal(`/sourcify/v2/verify/31337/${planned.address}`);
    expect(JSON.parse(sourcify?.body ?? "")).to.deep.equal({
      stdJsonInput: input,
      compilerVersion: compiler,
      contractIdentifier: "contracts/Adjudicator.sol:Adjudicator",
      creationTransactionHash: "0x77",
    });
    expect(blockscout?.path).to.equal(`/blockscout/smart-contracts/${planned.address}/verification/via/standard-input`);
    for (const part of [JSON.stringify(input), `v${compiler}`, "apache_2_0"]) expect(blockscout?.body).to.contain(part);
    expect(etherscan?.path).to.match(
      /^\/etherscan\?chainid=31337&module=contract&apikey=a%20key&action=verifysourcecode/,
    );
    const form = Object.fromEntries(new URLSearchParams(etherscan?.body));
    expect(JSON.parse(form["sourceCode"] ?? "")).to.deep.equal(input);
    expect(form).to.include({
      contractaddress: planned.address,
      codeformat: "solidity-standard-json-input",
      contractname: "contracts/Adjudicator.sol:Adjudicator",
      compilerversion: `v${compiler}`,
      constructorArguments: "",
    });
  });

  for (const kind of KINDS) {
    it(`${kind}: what it has already is not sent again`, async () => {
      fake.mood = "has it";
      expect([...kindsOf(await verify([kind]))]).to.deep.equal(["verified"]);
      if (kind !== "etherscan") expect(fake.sent).to.deep.equal([]);
    });

    it(`${kind}: sources that do not match are told, with what to check`, async () => {
      fake.mood = "says no";
      const [first] = await verify([kind]);
      expect(first?.verdict).to.include({ kind: "failed" });
      expect(first?.verdict).to.have.property("next").that.contains("deploy/compiler.json");
      expect(readAddressBook(folder, 31337)?.contracts["Adjudicator"]?.verified).to.deep.equal({});
    });

    it(`${kind}: down, or broken, it stops nothing`, async () => {
      fake.mood = "is broken";
      const broken = await verify([kind]);
      expect(broken[0]?.verdict).to.include({ kind: "failed", next: "run again later: the deployment itself is done" });
      expect(broken[0]?.verdict).to.have.property("why").that.contains("502 and no JSON");
      await fake.stop();
      const down = await verify([kind]);
      expect(down[0]?.verdict).to.have.property("why").that.contains("cannot be reached");
      fake = await fakeExplorers();
    });
  }

  for (const kind of ["sourcify", "etherscan"] as const)
    it(`${kind}: a job that takes long is asked for by the next run, not sent again`, async () => {
      fake.pending = 3;
      expect([...kindsOf(await verify([kind], { tries: 1 }))]).to.deep.equal(["pending"]);
      const before = fake.sent.length;
      expect([...kindsOf(await verify([kind], { tries: 9 }))]).to.deep.equal(["verified"]);
      expect(fake.sent.length).to.equal(before);
    });

  it("etherscan: it is told again while it does not know the contract yet, and wants a key", async () => {
    fake.mood = "is behind";
    expect([...kindsOf(await verify(["etherscan"]))]).to.deep.equal(["verified"]);
    const [first] = await verify(["etherscan"], { apiKey: null });
    expect(first?.verdict).to.include({ kind: "skipped" });
    expect(first?.verdict).to.have.property("next").that.contains("ETHERSCAN_API_KEY");
  });
});
