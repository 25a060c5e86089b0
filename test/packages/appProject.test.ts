import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { main } from "../../generator/cli.ts";
import { generate } from "../../generator/generate.ts";
import { fitSolidity, isGenerated } from "../../generator/layout.ts";
import { ROOT } from "../steps.ts";

const SPEC = readFileSync(join(ROOT, "contracts/apps/TicTacToe.sol"), "utf8").replace(
  '"./Rules.sol"',
  '"chenilles/contracts/apps/Rules.sol"',
);
const FILES = [
  "contracts/generated/TicTacToeApp.sol",
  "generated/apps/ticTacToe.ts",
  "generated/apps/ticTacToeCode.ts",
  "generated/apps/ticTacToeAbi.ts",
  "generated/apps/all.ts",
  "audits/apps/TicTacToe.md",
  "audits/apps/TicTacToe.svg",
  "test/generated/TicTacToe.test.ts",
];

describe("generate, in a project that only has specs", function () {
  this.timeout(120_000);
  let root: string;
  const text = (path: string): string => readFileSync(join(root, path), "utf8");
  const write = (path: string, content: string): void => writeFileSync(join(root, path), content);

  before(() => {
    root = mkdtempSync(join(tmpdir(), "chenilles-app-"));
    mkdirSync(join(root, "contracts/apps"), { recursive: true });
  });

  after(() => rmSync(root, { recursive: true, force: true }));

  it("says where specs belong while there is none", () => {
    const said: string[] = [];
    expect(
      main(
        ["generate", "--root", root],
        () => {},
        (line) => said.push(line),
      ),
    ).to.equal(1);
    expect(said.join("\n")).to.include("contracts/apps").and.include("chenilles init");
  });

  it("derives both sides from a spec, and names the package in every import", () => {
    write("contracts/apps/TicTacToe.sol", SPEC);
    const { stale } = generate({ root, check: false });
    expect(stale).to.include.members(FILES);
    for (const path of stale) expect(isGenerated(text(path)), path).to.equal(true);
    for (const path of stale.filter((each) => /\.(ts|sol)$/.test(each))) {
      const outside = [...text(path).matchAll(/from "(\.\.\/[^"]+)"/g)].map((match) => match[1]);
      const ours = path.endsWith(".test.ts")
        ? ["../../generated/apps/ticTacToe.ts", "../../generated/apps/ticTacToeCode.ts"]
        : [];
      expect(outside, path).to.deep.equal(path.endsWith(".sol") ? ["../apps/TicTacToe.sol"] : ours);
    }
    expect(text("generated/apps/ticTacToe.ts")).to.include('from "./ticTacToeCode.ts"');
  });

  it("gives the same code as here: one adapter, one code hash", () => {
    const hash = /codeHash: "(0x[0-9a-f]{64})"/;
    const here = readFileSync(join(ROOT, "offchain/generated/apps/ticTacToe.ts"), "utf8");
    expect(hash.exec(text("generated/apps/ticTacToe.ts"))?.[1]).to.equal(hash.exec(here)?.[1]);
  });

  it("does nothing again, and says so with --check", () => {
    expect(generate({ root, check: true })).to.deep.include({ stale: [], orphans: [] });
  });

  it("writes imports of neighbours as the project's TypeScript takes them", () => {
    write("tsconfig.json", '{ "compilerOptions": { "module": "nodenext" } }');
    generate({ root, check: false });
    expect(text("generated/apps/ticTacToe.ts")).to.include('from "./ticTacToeCode.js"');
    rmSync(join(root, "tsconfig.json"));
    generate({ root, check: false });
  });

  it("leaves other people's files alone, also in the folders that it writes to", () => {
    write("generated/apps/mine.ts", "export {};\n");
    write("contracts/generated/Mine.sol", "// mine\n");
    expect(generate({ root, check: false }).orphans).to.deep.equal([]);
    expect(text("generated/apps/mine.ts")).to.equal("export {};\n");
    write("generated/apps/ticTacToe.ts", "export const mine = 1;\n");
    expect(() => generate({ root, check: false })).to.throw("ticTacToe.ts was not written by `chenilles generate`");
    expect(text("generated/apps/ticTacToe.ts")).to.equal("export const mine = 1;\n");
    rmSync(join(root, "generated/apps/ticTacToe.ts"));
    expect(generate({ root, check: false }).stale).to.deep.equal(["generated/apps/ticTacToe.ts"]);
  });

  it("refuses a spec with words of its own: what the rules of the pot are is not the project's to say", () => {
    cpSync(join(ROOT, "contracts/apps/Rules.sol"), join(root, "contracts/apps/Rules.sol"));
    write("contracts/apps/TicTacToe.sol", readFileSync(join(ROOT, "contracts/apps/TicTacToe.sol"), "utf8"));
    const said: string[] = [];
    expect(
      main(
        ["generate", "--root", root],
        () => {},
        (line) => said.push(line),
      ),
    ).to.equal(3);
    expect(said.join("\n")).to.include('imports its words from "chenilles/contracts/apps/Rules.sol"');
    rmSync(join(root, "contracts/apps/Rules.sol"));
  });

  it("removes what a spec that is gone has left", () => {
    write("contracts/apps/Other.sol", SPEC.replaceAll("library TicTacToe", "library Other"));
    rmSync(join(root, "contracts/apps/TicTacToe.sol"));
    const { orphans } = generate({ root, check: false });
    expect(orphans).to.include.members(FILES.filter((path) => !path.endsWith("all.ts")));
    expect(existsSync(join(root, "contracts/generated/TicTacToeApp.sol"))).to.equal(false);
    expect(existsSync(join(root, "contracts/generated/Mine.sol"))).to.equal(true);
  });
});

describe("imports of an adapter elsewhere", () => {
  it("names the package for what is the protocol's, and nothing else", () => {
    const text =
      'import {A} from "../apps/Rules.sol";\nimport {B} from "../apps/Nim.sol";\nimport {C} from "../types/C.sol";';
    expect(fitSolidity(text)).to.equal(
      'import {A} from "chenilles/contracts/apps/Rules.sol";\nimport {B} from "../apps/Nim.sol";\nimport {C} from "chenilles/contracts/types/C.sol";',
    );
  });
});
