import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { ROOT } from "../steps.ts";
import { verdictOn } from "./tree.ts";

const README = readFileSync(join(ROOT, "README.md"), "utf8");
const COPIED = ["tsconfig.json", "package.json", "offchain/evm", "offchain/generated", "offchain/protocol/client"];

/** What the example takes for granted. */
const GIVEN = `
import type { ChannelClient } from "./offchain/protocol/client/channelClient.ts";
declare const channel: ChannelClient;
declare const alice: \`0x\${string}\`;
declare const bob: \`0x\${string}\`;
declare function ask(question: string): Promise<number>;
declare function print(line: string): void;
`;

function example(): string {
  const [, code = ""] = /```ts\n([\s\S]*?)```/.exec(README) ?? [];
  return code;
}

function typecheck(code: string): Promise<{ readonly ok: boolean; readonly text: string }> {
  const tsconfig = readFileSync(join(ROOT, "tsconfig.json"), "utf8").replace('"hardhat.config.ts"', '"readme.ts"');
  return verdictOn("types", { "readme.ts": GIVEN + code, "tsconfig.json": tsconfig }, COPIED);
}

describe("README.md", function () {
  this.timeout(120_000);

  it("has an example of about 20 lines that compiles", async () => {
    expect(example().split("\n").length).to.be.within(15, 25);
    const { ok, text } = await typecheck(example());
    expect(ok, text).to.equal(true);
  });

  it("would not compile with a move that is not there", async () => {
    const { ok, text } = await typecheck(example().replace("view.moves.mark(", "view.moves.erase("));
    expect(ok).to.equal(false);
    expect(text).to.include("readme.ts").and.include("erase");
  });

  it("would not compile with a phase forgotten", async () => {
    const { ok, text } = await typecheck(example().replace('case "Over":', 'case "Playing again":'));
    expect(ok).to.equal(false);
    expect(text).to.include("readme.ts");
  });
});
