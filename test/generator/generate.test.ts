import { readFileSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { main } from "../../generator/cli.ts";
import { generate } from "../../generator/generate.ts";
import { listSolidity } from "../../generator/read/sources.ts";
import { fixtureProject, ROOT } from "./support/fixtureProject.ts";

const TIC_TAC_TOE = join(ROOT, "contracts/apps/TicTacToe.sol");

/** Runs the command in a project: its exit code, and what it says. */
function run(
  root: string,
  ...args: readonly string[]
): { readonly code: number; readonly out: readonly string[]; readonly err: readonly string[] } {
  const out: string[] = [];
  const err: string[] = [];
  const code = main(
    [...args, "--root", root],
    (line) => out.push(line),
    (line) => err.push(line),
  );
  return { code, out, err };
}

describe("generate", function () {
  this.timeout(300_000);
  let root: string;
  const edit = (path: string, from: string, to: string): void => {
    const text = readFileSync(join(root, path), "utf8");
    expect(text).to.include(from);
    rmSync(join(root, path));
    writeFileSync(join(root, path), text.replace(from, to));
  };

  before(() => {
    root = fixtureProject(
      listSolidity(ROOT, "contracts/apps")
        .filter((path) => !path.endsWith("/Rules.sol"))
        .map((path) => join(ROOT, path)),
      true,
    );
  });

  it("the committed files are what the sources give", () => {
    const report = generate({ root, check: true });
    expect(report.stale).to.deep.equal([]);
    expect(report.orphans).to.deep.equal([]);
    expect(report.fresh).to.equal(65);
  });

  it("does nothing again when nothing has changed", () => {
    const started = Date.now();
    const said: string[] = [];
    expect(generate({ root, check: false, progress: (line) => said.push(line) }).stale).to.deep.equal([]);
    expect(said.every((line) => line.includes("up to date"))).to.equal(true);
    expect(Date.now() - started).to.be.lessThan(5000);
  });

  it("an edited file is stale, and is put right", () => {
    edit("offchain/generated/protocol/hashes.ts", "0x19, 0x01", "0x19, 0x02");
    expect(generate({ root, check: true }).stale).to.deep.equal(["offchain/generated/protocol/hashes.ts"]);
    const checked = run(root, "generate", "--check");
    expect(checked.code).to.equal(1);
    expect(checked.out.join("\n"))
      .to.include("offchain/generated/protocol/hashes.ts: not what the sources give")
      .and.include("npx chenilles generate");
    expect(run(root, "generate").code).to.equal(0);
    expect(readFileSync(join(root, "offchain/generated/protocol/hashes.ts"), "utf8")).to.equal(
      readFileSync(join(ROOT, "offchain/generated/protocol/hashes.ts"), "utf8"),
    );
  });

  it("an edited sheet is stale, and is put right", () => {
    edit("audits/apps/HashLock.md", "What is not", "What is not quite");
    expect(generate({ root, check: true }).stale).to.deep.equal(["audits/apps/HashLock.md"]);
    expect(generate({ root, check: false }).stale).to.deep.equal(["audits/apps/HashLock.md"]);
    expect(generate({ root, check: true }).stale).to.deep.equal([]);
  });

  it("a missing file is stale", () => {
    unlinkSync(join(root, "contracts/generated/HashLockApp.sol"));
    expect(generate({ root, check: true }).stale).to.deep.equal(["contracts/generated/HashLockApp.sol"]);
    expect(generate({ root, check: false }).stale).to.deep.equal(["contracts/generated/HashLockApp.sol"]);
  });

  it("a file that nothing generates is reported, then removed", () => {
    writeFileSync(join(root, "offchain/generated/apps/old.ts"), "export {};\n");
    expect(run(root, "generate", "--check").out.join("\n")).to.include(
      "offchain/generated/apps/old.ts: nothing generates it",
    );
    expect(generate({ root, check: false }).orphans).to.deep.equal(["offchain/generated/apps/old.ts"]);
    expect(generate({ root, check: true }).orphans).to.deep.equal([]);
  });

  it("a changed spec makes its files stale, and no others", () => {
    edit("contracts/apps/TicTacToe.sol", "at most 5 on chain", "at most 6 on chain");
    const { stale } = generate({ root, check: true });
    expect(stale).to.have.members([
      "contracts/generated/TicTacToeApp.sol",
      "offchain/generated/apps/ticTacToe.ts",
      "offchain/generated/apps/ticTacToeCode.ts",
      "offchain/generated/apps/ticTacToeAbi.ts",
      "audits/apps/TicTacToe.md",
      "test/generated/TicTacToe.test.ts",
    ]);
    generate({ root, check: false });
    expect(readFileSync(join(root, "contracts/generated/TicTacToeApp.sol"), "utf8")).to.include("most = 6;");
  });

  it("a refused spec: exit code 3, file and line, nothing written", () => {
    const before = readFileSync(join(root, "contracts/generated/TicTacToeApp.sol"), "utf8");
    edit("contracts/apps/TicTacToe.sol", "/// @custom:timeout Playing after moveTime", "// nobody waits");
    const { code, err, out } = run(root, "generate", "--json");
    expect(code).to.equal(3);
    expect(err.join("\n")).to.match(/contracts\/apps\/TicTacToe\.sol:\d+:\d+: Playing has no timeout.*\[no-timeout\]/);
    const last: unknown = JSON.parse(out.at(-1) ?? "");
    expect(last).to.have.property("ok", false);
    expect(last).to.have.nested.property("diagnostics[0].rule", "no-timeout");
    expect(readFileSync(join(root, "contracts/generated/TicTacToeApp.sol"), "utf8")).to.equal(before);
  });

  it("--json ends with one object", () => {
    rmSync(join(root, "contracts/apps/TicTacToe.sol"));
    symlinkSync(TIC_TAC_TOE, join(root, "contracts/apps/TicTacToe.sol"));
    const { code, out } = run(root, "generate", "--json");
    expect(code).to.equal(0);
    expect(JSON.parse(out.at(-1) ?? "")).to.deep.include({ ok: true, orphans: [] });
  });

  it("says how it is used", () => {
    const help = run(root, "--help");
    expect(help.code).to.equal(0);
    expect(help.out.join("\n")).to.include("Example: npx chenilles generate --check");
    for (const args of [["generat"], [], ["generate", "--chek"], ["generate", "more"]]) {
      const { code, err } = run(root, ...args);
      expect(code, args.join(" ")).to.equal(2);
      expect(err.join("\n")).to.include("generate --help");
    }
  });

  it("a project without the compiler's pin: what is missing is named", () => {
    rmSync(join(root, "deploy/compiler.json"));
    const { code, err } = run(root, "generate");
    expect(code).to.equal(1);
    expect(err.join("\n")).to.include("deploy/compiler.json");
  });
});
