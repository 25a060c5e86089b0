import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { chenillesProgram } from "../../offchain/cli/program.ts";
import { chenilles } from "./runCommand.ts";

describe("chenilles: wrong use", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "chenilles-usage-"));
  });
  after(() => rmSync(folder, { recursive: true }));

  it("has an example in every command's --help", () => {
    for (const command of chenillesProgram("0").commands) {
      let help = "";
      command.configureOutput({
        writeOut: (text) => {
          help += text;
        },
      });
      command.outputHelp();
      expect(help, command.name()).contains("Example:").contains(`$ chenilles ${command.name()}`);
      expect(command.description(), command.name()).not.equal("");
    }
  });

  const id = `02${"ab".repeat(32)}`;
  const cases: readonly (readonly [string, readonly string[], number, RegExp])[] = [
    ["an unknown command", ["fly"], 1, /unknown command 'fly'/],
    ["an unknown option", ["getinfo", "--loud"], 1, /unknown option '--loud'/],
    ["a node that does not run", ["getinfo"], 3, /no node answers for the directory .*\nWhat to do: start it with/],
    [
      "a peer that is no node id",
      ["openchannel", "--node_key", "02ab", "--local_amt", "1eth"],
      1,
      /"02ab" is not a node id\nWhat to do:/,
    ],
    ["a missing amount", ["openchannel", "--node_key", id], 1, /--local_amt is missing/],
    ["an amount without a unit", ["sendpayment", id, "5"], 1, /"5" is not an amount\nWhat to do: write e\.g\. 0\.5eth/],
    ["a negative amount", ["sendpayment", id, "--amt=-5eth"], 1, /"-5eth" is not an amount/],
    ["too many decimal places", ["sendpayment", id, "0.0000000000000000001eth"], 1, /more than 18 decimal places/],
    ["half a wei", ["sendpayment", id, "1.5wei"], 1, /more than 0 decimal places/],
    ["a channel id that is none", ["closechannel", "0x12"], 1, /"0x12" is not a channel id/],
    [
      "terms that are no JSON",
      ["openapp", `0x${"11".repeat(32)}`, "TicTacToe", "--role", "X", "--terms", "{stake}"],
      1,
      /--terms is not a JSON object/,
    ],
    ["a preimage of the wrong length", ["addinvoice", "1eth", "--preimage", "0x12"], 1, /the preimage is not 32 bytes/],
    ["an expiry that is no number", ["addinvoice", "1eth", "--expiry", "soon"], 1, /"soon" is not a number of seconds/],
    ["a number of payments that is none", ["devnet", "--payments", "0"], 1, /"0" is not a number of payments/],
  ];
  for (const [what, args, exit, message] of cases) {
    it(`refuses ${what}`, async () => {
      const ended = await chenilles(["--dir", folder, ...args]);
      expect(ended.err).match(message);
      expect(ended.exit).equal(exit);
      expect(ended.out).equal("");
    });
  }

  it("takes dashes and underscores in flags for the same", async () => {
    const ended = await chenilles(["--dir", folder, "openchannel", "--node-key", "02ab", "--local-amt", "1eth"]);
    expect(ended.err).contains("is not a node id");
  });

  it("says errors as JSON with --json, on stdout, and as text on stderr", async () => {
    const ended = await chenilles(["--dir", folder, "--json", "getinfo"]);
    expect(JSON.parse(ended.out).error).include({ code: "not_running" });
    expect(ended.exit).equal(3);
  });
});
