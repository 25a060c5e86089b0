import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";
import { expect } from "chai";
import type { BuildResult, Metafile } from "esbuild";
import { build } from "esbuild";
import { APPS } from "./support/apps.ts";
import { ROOT } from "./support/fixtureProject.ts";

const lowerFirst = (name: string): string => name.slice(0, 1).toLowerCase() + name.slice(1);

/** A page's script, bundled for a browser. Node's own modules are an error there. */
async function bundle(script: string, minify = false): Promise<{ readonly text: string; readonly inputs: string[] }> {
  const made: BuildResult<{ write: false; metafile: true }> = await build({
    stdin: { contents: script, resolveDir: ROOT, loader: "ts" },
    bundle: true,
    platform: "browser",
    format: "esm",
    target: "es2022",
    minify,
    write: false,
    metafile: true,
    logLevel: "silent",
  });
  const inputs: Metafile["inputs"] = made.metafile.inputs;
  return { text: made.outputFiles[0]?.text ?? "", inputs: Object.keys(inputs) };
}

/** Runs a bundle with what a page has, and nothing of Node. It imports nothing, so that a function holds it as well as a module. */
async function run(text: string): Promise<Readonly<Record<string, unknown>>> {
  const page = { crypto, TextEncoder, TextDecoder, WebAssembly, atob, btoa, queueMicrotask, result: {} };
  await runInContext(`(async () => {${text}\n})()`, createContext(page), { filename: "page.js" });
  return page.result;
}

const GAME = `
import { rockPaperScissors } from "./offchain/generated/apps/rockPaperScissors.ts";
import { channelClient } from "./offchain/protocol/client/channelClient.ts";
import { localChannel } from "./offchain/protocol/client/localChannel.ts";
import { backedUpSecrets } from "./offchain/protocol/client/secretBackup.ts";
import { memorySecrets } from "./offchain/protocol/client/secretStores.ts";

const [alice, bob] = ["0x" + "a1".repeat(20), "0x" + "b0".repeat(20)];
const channel = localChannel();
let kept = null;
const copy = { read: async () => kept, write: async (text) => void (kept = text) };
const secrets = await backedUpSecrets(memorySecrets(), copy, "0x" + "5e".repeat(32));
const theirs = new Promise((resolve) =>
  channelClient(channel.port(bob)).onProposal(rockPaperScissors, () => true, (joined) => resolve(joined)));
const mine = await channelClient({ ...channel.port(alice), secrets }).propose(rockPaperScissors, "player", {
  terms: { stake: 10n, moveTime: 60 }, seats: { player: [alice, bob] }, assets: { money: { kind: "eth" } },
});
const other = await theirs;
const options = mine.whatCanIDo().map(({ move }) => move).join();
await mine.view().moves.choose({ hand: "Paper" });
await other.view().moves.choose({ hand: "Rock" });
const [end] = await Promise.all([mine.until("Over"), other.until("Over")]);
Object.assign(result, { options, pot: end.payout.money.join(), hands: end.state.hands.join(), kept, node: typeof process });
`;

describe("generated clients in a browser", function () {
  this.timeout(120_000);

  it("a page plays a game to its end, with secrets and backup, and has nothing of Node", async () => {
    const { text, inputs } = await bundle(GAME);
    expect(inputs.filter((path) => builtinModules.includes(path.replace(/^node:/, "")))).to.deep.equal([]);
    const result = await run(text);
    expect(result).to.include({ options: "choose", pot: "20,0", hands: "Paper,Rock", node: "undefined" });
    expect(String(result["kept"])).to.match(/^chenilles-secrets-1 /);
  });

  it("every app's client is bundled for a browser, and holds no other app", async () => {
    const sizes: Record<string, number> = {};
    for (const app of APPS) {
      const constant = lowerFirst(app.code.name);
      const script = `import { ${constant} } from "./offchain/generated/apps/${constant}.ts";\nconsole.log(${constant});`;
      const { text, inputs } = await bundle(script, true);
      for (const other of APPS)
        if (other !== app) {
          expect(inputs.some((path) => path.endsWith(`/${lowerFirst(other.code.name)}.ts`))).to.equal(false);
          expect(text, `${app.code.name} holds ${other.code.name}`).not.to.include(other.code.codeHash);
        }
      sizes[app.code.name] = text.length;
      // What hashes or recovers signers brings the library that does.
      const hashes = inputs.some((path) => path.includes("hash-wasm"));
      expect(text.length, app.code.name).to.be.lessThan(hashes ? 115_000 : 40_000);
    }
    const all = await bundle(
      `import { allDescriptors } from "./offchain/generated/apps/all.ts";\nconsole.log(allDescriptors);`,
      true,
    );
    for (const [name, size] of Object.entries(sizes)) expect(size, name).to.be.lessThan(0.6 * all.text.length);
  });

  it("of a module that gives all apps, a page takes what it names", async () => {
    const barrel = APPS.map(
      ({ code }) => `export { ${lowerFirst(code.name)} } from "./offchain/generated/apps/${lowerFirst(code.name)}.ts";`,
    );
    const one = await bundle(`${barrel.join("\n").replaceAll("export {", "import {")}\nconsole.log(ticTacToe);`, true);
    for (const { code } of APPS)
      expect(one.text.includes(code.codeHash), code.name).to.equal(code.name === "TicTacToe");
  });

  it("declarations: strict, isolated, without Node's types", () => {
    const folder = mkdtempSync(join(tmpdir(), "chenilles-declarations-"));
    try {
      mkdirSync(join(folder, "out"));
      const compilerOptions = {
        target: "es2022",
        lib: ["es2024", "dom"],
        module: "nodenext",
        moduleResolution: "nodenext",
        strict: true,
        noUncheckedIndexedAccess: true,
        exactOptionalPropertyTypes: true,
        declaration: true,
        emitDeclarationOnly: true,
        isolatedDeclarations: true,
        allowImportingTsExtensions: true,
        skipLibCheck: false,
        types: [],
        rootDir: ROOT,
        outDir: join(folder, "out"),
      };
      const files = ["offchain/generated/apps/*.ts", "offchain/protocol/client/*.ts"].map((path) => join(ROOT, path));
      writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: files }));
      const { stdout } = spawnSync(join(ROOT, "node_modules/.bin/tsc"), ["-p", folder], { encoding: "utf8" });
      // Only what a package ships compiled may leave types to be inferred (TS9xxx); the files of users' own projects may not.
      const found = stdout.split("\n").filter((line) => line.includes("error TS"));
      const inferred = /^(?:\.\.\/)*(?:.*\/)?offchain\/(?:evm|generated\/protocol)\/.*error TS90\d\d:/;
      expect(found.filter((line) => !inferred.test(line))).to.deep.equal([]);
      const made = readdirSync(join(folder, "out/offchain/generated/apps"));
      for (const { code } of APPS) expect(made).to.include(`${lowerFirst(code.name)}.d.ts`);
      expect(readFileSync(join(folder, "out/offchain/generated/apps/ticTacToe.d.ts"), "utf8")).to.match(
        /export declare const ticTacToe: AppClient<Terms, Seated, Asset/,
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
