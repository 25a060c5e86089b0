import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { main } from "../../generator/cli.ts";
import { withPlugin } from "../../generator/init/config.ts";
import { VERSIONS } from "../../generator/init/versions.ts";
import { ROOT } from "../steps.ts";

const NEW = [
  ".gitignore",
  "contracts/apps/Race.sol",
  "hardhat.config.ts",
  "package.json",
  "page/deal.ts",
  "page/index.html",
  "page/main.ts",
  "test/Race.ts",
  "tsconfig.json",
];
/** A project of Hardhat 3 as its own `hardhat --init` makes it. */
const TEMPLATES = join(ROOT, "node_modules/hardhat/templates");
const HARDHAT = { type: "module", devDependencies: { hardhat: "^3.17.0", "@nomicfoundation/hardhat-mocha": "^3.1.0" } };

describe("chenilles init", () => {
  let root: string;
  const at = (path: string): string => join(root, path);
  const read = (path: string): string => readFileSync(at(path), "utf8");
  const write = (files: Readonly<Record<string, string | object>>): void => {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(at(path)), { recursive: true });
      writeFileSync(at(path), typeof content === "string" ? content : JSON.stringify(content, null, 2));
    }
  };
  const files = (): string[] =>
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
      .sort();
  const run = (...args: readonly string[]): { code: number; out: string[]; err: string } => {
    const out: string[] = [];
    const err: string[] = [];
    const code = main(
      ["init", ...args, "--root", root],
      (line) => out.push(line),
      (line) => err.push(line),
    );
    return { code, out, err: err.join("\n") };
  };
  const report = (...args: readonly string[]): Record<string, never> => {
    const { code, out, err } = run(...args, "--json");
    expect(code, err).to.equal(0);
    return JSON.parse(out.at(-1) ?? "");
  };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "chenilles-init-"));
  });

  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it("makes a project in an empty folder, and says what to do next", () => {
    const { code, out } = run();
    expect(code).to.equal(0);
    expect(files()).to.deep.equal(NEW);
    expect(out).to.include("  package.json: made");
    expect(out.slice(-4).map((line) => line.trim())).to.deep.equal([
      "npm install",
      "npx hardhat chenilles generate",
      "npx hardhat test",
      "npm run page",
    ]);
    const manifest = JSON.parse(read("package.json"));
    expect(manifest).to.include({ type: "module", private: true });
    expect(manifest.devDependencies).to.include({ ...VERSIONS, chenilles: "0.1.0" });
  });

  it("names the app, and leaves the page out where that is asked for", () => {
    expect(report("CoinToss", "--no-page")["created"]).to.include("contracts/apps/CoinToss.sol");
    expect(read("contracts/apps/CoinToss.sol")).to.include("library CoinToss {");
    expect(read("test/CoinToss.ts")).to.include('from "../generated/apps/coinToss.ts"').and.not.include("page/");
    expect(files().filter((path) => path.startsWith("page/"))).to.deep.equal([]);
  });

  it("done twice it does nothing the second time", () => {
    run();
    const before = files().map((path) => [path, read(path)]);
    expect(report()).to.deep.include({ kind: "hardhat", created: [], changed: [], byHand: [] });
    expect(files().map((path) => [path, read(path)])).to.deep.equal(before);
  });

  it("never writes over what is there", () => {
    write({
      "tsconfig.json": "{}",
      "page/main.ts": "mine",
      "contracts/apps/Race.sol": "mine",
      "package.json": { name: "x", type: "module" },
    });
    expect(report()["kept"]).to.have.members(["tsconfig.json", "page/main.ts", "contracts/apps/Race.sol"]);
    expect(read("contracts/apps/Race.sol")).to.equal("mine");
    expect(read("page/main.ts")).to.equal("mine");
    expect(JSON.parse(read("package.json"))).to.include({ name: "x" });
  });

  it("keeps a package.json's own scripts and versions, and its indent", () => {
    const own = { name: "x", type: "module", scripts: { test: "mine" }, devDependencies: { hardhat: "3.1.0" } };
    writeFileSync(at("package.json"), JSON.stringify(own, null, "\t"));
    report();
    const manifest = JSON.parse(read("package.json"));
    expect(manifest.scripts.test).to.equal("mine");
    expect(manifest.devDependencies.hardhat).to.equal("3.1.0");
    expect(read("package.json")).to.include('\n\t"name": "x"');
    write({ "package.json": { name: "x", scripts: { test: 'echo "Error: no test specified" && exit 1' } } });
    rmSync(at("hardhat.config.ts"));
    rmSync(at("test"), { recursive: true });
    report();
    expect(JSON.parse(read("package.json")).scripts.test).to.equal("hardhat test");
  });

  for (const [template, runner] of [
    ["01-node-test-runner-viem", 'import { describe, it } from "node:test";'],
    ["02-mocha-ethers", "rehearse"],
    ["03-minimal", null],
  ] as const) {
    it(`adds to a Hardhat 3 project as ${template} makes it`, () => {
      cpSync(join(TEMPLATES, template), root, { recursive: true });
      const before = new Map(files().map((path) => [path, read(path)]));
      const { kind, byHand, changed } = report() as Record<string, unknown>;
      expect(kind).to.equal("hardhat");
      expect((changed as { path: string }[]).map(({ path }) => path)).to.have.members([
        "hardhat.config.ts",
        "package.json",
      ]);
      const config = read("hardhat.config.ts");
      expect(config).to.include('import chenilles from "chenilles/hardhat";');
      expect(config).to.match(/plugins: \[chenilles(, \w+)?\]/);
      for (const [path, text] of before)
        if (path !== "hardhat.config.ts" && path !== "package.json") expect(read(path), path).to.equal(text);
      if (runner === null) expect(byHand).to.have.length(1);
      else expect(read("test/Race.ts")).to.include(runner).and.include("generated/apps/race.js");
      const added = { ...JSON.parse(read("package.json")).devDependencies };
      for (const name of Object.keys(JSON.parse(before.get("package.json") ?? "").devDependencies)) delete added[name];
      expect(Object.keys(added)).to.deep.equal(["chenilles"]);
    });
  }

  it("says what to add by hand where a config is not plain", () => {
    const config = "const plugins = [];\nexport default { plugins };\n";
    write({ "package.json": HARDHAT, "hardhat.config.ts": config });
    expect(report()["byHand"])
      .to.have.nested.property("[0]")
      .that.includes('import chenilles from "chenilles/hardhat"');
    expect(read("hardhat.config.ts")).to.equal(config);
  });

  for (const [what, content, said] of [
    [
      "a project of Hardhat 2",
      { "package.json": { devDependencies: { hardhat: "^2.22.0" } }, "hardhat.config.js": "" },
      "Hardhat ^2.22.0",
    ],
    ["a config without a package.json", { "hardhat.config.ts": "" }, "no package here asks for hardhat"],
    ["two configs", { "package.json": HARDHAT, "hardhat.config.ts": "", "hardhat.config.js": "" }, "Keep one of them"],
    [
      "a Hardhat project that is no module",
      { "package.json": { ...HARDHAT, type: "commonjs" }, "hardhat.config.ts": "" },
      '"type": "module"',
    ],
    ["a program that is no module", { "package.json": {}, "index.js": "" }, "of its own"],
    ["a package.json that is not JSON", { "package.json": "{" }, "not JSON"],
    [
      "this project",
      { "contracts/interfaces/IApp.sol": "", "contracts/mocks/ProtocolRules.sol": "" },
      "Chenilles itself",
    ],
  ] as const) {
    it(`refuses ${what}, and writes nothing`, () => {
      write(content);
      const before = files();
      const { code, err } = run();
      expect(code).to.equal(3);
      expect(err).to.include(said);
      expect(files()).to.deep.equal(before);
    });
  }

  it("says what is wrong with its command line", () => {
    for (const args of [["race"], ["Rules"], ["Race", "More"], ["--pag"]]) {
      const { code, err } = run(...args);
      expect(code, args.join(" ")).to.equal(2);
      expect(err).to.include("init --help");
    }
    expect(run("--help").out.join("\n")).to.include("Example: npx chenilles init Race");
    expect(files()).to.deep.equal([]);
  });

  it("asks for the versions that are tested here", () => {
    const { packages } = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8"));
    for (const [name, version] of Object.entries(VERSIONS))
      expect(packages[`node_modules/${name}`]?.version, name).to.equal(version);
  });
});

describe("the plugin in a Hardhat config", () => {
  const IMPORT = 'import chenilles from "chenilles/hardhat";\n';
  for (const [before, after] of [
    [
      "export default defineConfig({ plugins: [] });",
      `${IMPORT}export default defineConfig({ plugins: [chenilles] });`,
    ],
    [
      "// a comment\nimport a from 'a';\nexport default defineConfig({\n  plugins: [a],\n});",
      `// a comment\n${IMPORT}import a from 'a';\nexport default defineConfig({\n  plugins: [chenilles, a],\n});`,
    ],
    [
      "export default defineConfig({\n  solidity: 1,\n});",
      `${IMPORT}export default defineConfig({\n  plugins: [chenilles],\n  solidity: 1,\n});`,
    ],
    ["import c from 'chenilles/hardhat';", "same"],
    ["export default defineConfig({ x: { plugins: [] }, plugins: [] });", null],
    ["export default defineConfig({\n  // plugins: [a],\n});", null],
    ["export default { plugins: [] };", null],
    ["module.exports = {};", null],
  ] as const)
    it(`${JSON.stringify(before)} ${after === null ? "is left to people" : after === "same" ? "has it" : "gets it"}`, () => {
      expect(withPlugin(before)).to.equal(after);
    });
});
