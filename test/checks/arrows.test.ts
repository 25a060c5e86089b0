import { expect } from "chai";
import { verdictOn } from "./tree.ts";

const CONFIG = [".dependency-cruiser.cjs", "tsconfig.json", "package.json"];
const leaf = "export const one = 1;\n";
const importing = (path: string): string => `import { one } from "${path}";\nexport const two = one + 1;\n`;
const importingType = (path: string): string => `import type { one } from "${path}";\nexport type Two = typeof one;\n`;

/** from, to: an arrow the design does not have, and the rule that must say so. */
const REFUSED: readonly (readonly [string, string, string])[] = [
  ["offchain/evm/a.ts", "offchain/channel/b.ts", "offchain-evm"],
  ["offchain/generated/protocol/a.ts", "offchain/channel/b.ts", "offchain-generated-protocol"],
  ["offchain/channel/a.ts", "offchain/protocol/b.ts", "offchain-channel"],
  ["offchain/protocol/a.ts", "offchain/watcher/b.ts", "offchain-protocol"],
  ["offchain/watcher/a.ts", "offchain/ports/b.ts", "offchain-watcher"],
  ["offchain/protocol/a.ts", "offchain/generated/apps/b.ts", "offchain-protocol"],
  ["offchain/ports/a.ts", "offchain/protocol/b.ts", "offchain-ports"],
  ["offchain/adapters/a.ts", "offchain/protocol/b.ts", "offchain-adapters"],
  ["offchain/adapters/a.ts", "offchain/runtime/b.ts", "offchain-adapters"],
  ["offchain/cli/a.ts", "offchain/adapters/b.ts", "offchain-cli"],
  ["offchain/cli/a.ts", "offchain/protocol/b.ts", "offchain-cli"],
  ["offchain/api/a.ts", "offchain/channel/b.ts", "offchain-api"],
  ["offchain/runtime/a.ts", "offchain/cli/b.ts", "offchain-runtime"],
  ["offchain/elsewhere/a.ts", "offchain/evm/b.ts", "offchain-folders"],
  ["generator/emit/a.ts", "offchain/evm/b.ts", "generator-apart"],
  ["offchain/runtime/a.ts", "generator/b.ts", "offchain-apart"],
  ["offchain/adapters/a.ts", "deploy/b.ts", "deploy-joined-by-runtime"],
  ["deploy/a.ts", "offchain/runtime/b.ts", "deploy-apart"],
  ["generator/emit/a.ts", "deploy/packages/chenilles/b.ts", "packages-on-top"],
  ["offchain/protocol/a.ts", "offchain/protocol/index.ts", "no-barrel-inside-offchain"],
];

const ALLOWED: readonly (readonly [string, string])[] = [
  ["offchain/channel/a.ts", "offchain/evm/b.ts"],
  ["offchain/channel/a.ts", "offchain/generated/protocol/b.ts"],
  ["offchain/watcher/a.ts", "offchain/channel/b.ts"],
  ["offchain/generated/apps/a.ts", "offchain/protocol/b.ts"],
  ["offchain/adapters/a.ts", "offchain/ports/b.ts"],
  ["offchain/runtime/a.ts", "offchain/generated/apps/b.ts"],
  ["offchain/cli/a.ts", "offchain/runtime/b.ts"],
];

function relativeImport(from: string, to: string): string {
  return `${"../".repeat(from.split("/").length - 1)}${to}`;
}

const numbered = (path: string, n: number): string => path.replace(/\/([ab])\.ts$/, `/$1${n}.ts`);

describe("arrows", () => {
  let said = "";

  before(async () => {
    const files: Record<string, string> = {};
    for (const [n, [from, to]] of REFUSED.entries()) {
      files[numbered(from, n)] = importing(relativeImport(from, numbered(to, n)));
      files[numbered(to, n)] = leaf;
    }
    said = (await verdictOn("arrows", files, CONFIG)).text;
  });

  for (const [n, [from, to, rule]] of REFUSED.entries()) {
    it(`refuses ${from} -> ${to}`, () => {
      expect(said).to.include(`error ${rule}: ${numbered(from, n)} → ${numbered(to, n)}`);
    });
  }

  it("refuses a forbidden import of types alone", async () => {
    const files = { "offchain/evm/a.ts": importingType("../channel/b.ts"), "offchain/channel/b.ts": leaf };
    const { ok, text } = await verdictOn("arrows", files, CONFIG);
    expect(ok).to.equal(false);
    expect(text).to.include("offchain-evm");
  });

  it("refuses a cycle", async () => {
    const files = { "generator/a.ts": importing("./b.ts"), "generator/b.ts": importing("./a.ts") };
    const { ok, text } = await verdictOn("arrows", files, CONFIG);
    expect(ok).to.equal(false);
    expect(text).to.include("no-cycles");
  });

  it("refuses Node's own modules in the core", async () => {
    const source = 'import { readFileSync } from "node:fs";\nexport const text = readFileSync("a", "utf8");\n';
    const { ok, text } = await verdictOn("arrows", { "offchain/protocol/a.ts": source }, CONFIG);
    expect(ok).to.equal(false);
    expect(text).to.include("pure-core");
  });

  it("refuses an import that is not there", async () => {
    const { ok, text } = await verdictOn("arrows", { "generator/a.ts": importing("./b.ts") }, CONFIG);
    expect(ok).to.equal(false);
    expect(text).to.include("resolvable");
  });

  it("accepts every arrow of the design", async () => {
    const files: Record<string, string> = {};
    for (const [n, [from, to]] of ALLOWED.entries()) {
      files[numbered(from, n)] = importing(relativeImport(from, to));
      files[to] = leaf;
    }
    const { ok, text } = await verdictOn("arrows", files, CONFIG);
    expect(ok, text).to.equal(true);
  });
});
