import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { ROOT } from "../steps.ts";
import { openShell, type Shell, tutorialBlocks, unsaid } from "./tutorialShell.ts";

const PAPER = readFileSync(join(ROOT, "docs", "tutorial.md"), "utf8");

describe("docs/tutorial.md, as its reader types it", function () {
  this.timeout(600_000);
  this.bail(true);
  let home = "";
  let shell: Shell;

  before(() => {
    home = mkdtempSync(join(tmpdir(), "chenilles-tutorial-"));
    shell = openShell(ROOT, home);
  });

  after(async () => {
    await shell.close();
    rmSync(home, { recursive: true, force: true });
  });

  for (const block of tutorialBlocks(PAPER)) {
    it(`line ${block.line}: ${block.commands.trim().split("\n")[0]}`, async () => {
      const output = await shell.run(block, 300);
      expect(unsaid(block.shown, output), `not said in\n${output}`).to.deep.equal([]);
    });
  }
});

describe("the reader of papers", () => {
  const paper = "a\n```sh\nx=1\n```\n\n```text\nis … 1\n```\n```console\nno\n```\n```sh\necho $x\n```\n";

  it("takes commands and what they show, and leaves the rest", () => {
    const [first, second, ...more] = tutorialBlocks(paper);
    expect(first).to.deep.equal({ line: 2, commands: "x=1\n", shown: ["is … 1"] });
    expect(second).to.deep.equal({ line: 12, commands: "echo $x\n", shown: [] });
    expect(more).to.deep.equal([]);
  });

  it("notices what was not said", () => {
    expect(unsaid(["paid … to bob", "status  done"], "x\n  paid 5 wei to bob, thanks\nstatus done")).to.deep.equal([]);
    expect(unsaid(["paid … to carol"], "paid 5 wei to bob")).to.deep.equal(["paid … to carol"]);
  });

  it("keeps variables and processes between blocks, and stops at a command that fails", async () => {
    const shell = openShell(ROOT, tmpdir());
    const block = (commands: string) => ({ line: 1, commands, shown: [] });
    try {
      await shell.run(block("x=1; sleep 60 &\n"), 10);
      expect(await shell.run(block("echo $x; jobs -r | wc -l\n"), 10)).to.equal("1\n1\n");
      const failed = await shell
        .run(block("echo before; false; echo after\n"), 10)
        .catch((error: Error) => error.message);
      expect(failed).to.include("failed with exit code 1").and.include("before").and.not.include("after");
    } finally {
      await shell.close();
    }
  });

  it("does not wait for ever", async () => {
    const shell = openShell(ROOT, tmpdir());
    try {
      const late = await shell
        .run({ line: 7, commands: "sleep 30\n", shown: [] }, 0.2)
        .catch((error: Error) => error.message);
      expect(late).to.include("docs/tutorial.md:7 took longer than 0.2 s");
    } finally {
      await shell.close();
    }
  });
});
