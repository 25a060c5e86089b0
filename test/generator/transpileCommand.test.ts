import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { transpileCommand } from "../../generator/transpile/command.ts";
import { bytesToHex, hexToBytes } from "../../offchain/evm/hex.ts";
import { load } from "./differential/compare.ts";

const HEAD = "// SPDX-License-Identifier: Apache-2.0\npragma solidity 0.8.30;\n";

function run(...args: readonly string[]): { code: number; printed: string; complained: string } {
  const [printed, complained]: [string[], string[]] = [[], []];
  const code = transpileCommand(
    ["transpile", ...args],
    (text) => printed.push(text),
    (text) => complained.push(text),
  );
  return { code, printed: printed.join("\n"), complained: complained.join("\n") };
}

describe("chenilles transpile", function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), "chenilles-command-"));
  const file = (name: string, content: string): string => {
    writeFileSync(join(folder, name), HEAD + content);
    return join(folder, name);
  };

  it("writes a module that stands alone, of a file with imports", async () => {
    file("Lib.sol", "library Lib { function twice(uint256 x) internal pure returns (uint256) { return 2 * x; } }");
    const main = file(
      "Main.sol",
      'import {Lib} from "./Lib.sol";\ncontract Main { function f(uint256 x) external pure returns (uint256) { return Lib.twice(x); } }',
    );
    const out = join(folder, "main.ts");
    expect(run(main, "--out", out)).to.deep.equal({ code: 0, printed: "", complained: "" });
    const answer = (await load(readFileSync(out, "utf8"))).call(hexToBytes(`0xb3de648b${"15".padStart(64, "0")}`));
    expect(answer.success).to.equal(true);
    expect(bytesToHex(answer.data)).to.equal(`0x${"2a".padStart(64, "0")}`);
  });

  it("shows a refusal with the line and a caret, exit code 3", () => {
    const main = file(
      "Bad.sol",
      "contract Bad {\n  function f() external pure returns (uint256 y) {\n    assembly { y := 1 }\n  }\n}",
    );
    const { code, complained } = run(main);
    expect(code).to.equal(3);
    expect(complained).to.contain("Bad.sol:5:5: assembly is not translated");
    expect(complained).to.contain("\n      assembly { y := 1 }\n      ^");
  });

  it("says what is wrong with the command line, exit code 2", () => {
    expect(run().code).to.equal(2);
    expect(run(join(folder, "None.sol")).complained).to.contain("None.sol");
    expect(run("--help").printed).to.contain("Example:");
  });
});
