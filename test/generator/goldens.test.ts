import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { readCheckedApp } from "../../generator/appTargets.ts";
import { emitAdapter } from "../../generator/emit/adapter.ts";
import { emitClient } from "../../generator/emit/appClient.ts";
import { parse, readCompilerPin } from "../../generator/read/compiler.ts";
import { readProtocol } from "../../generator/read/protocol.ts";
import { closureOf, listSolidity } from "../../generator/read/sources.ts";
import { ROOT } from "./support/fixtureProject.ts";

const GOLDEN = join(import.meta.dirname, "golden");

/** Compares with the file of that name, or writes it where CHENILLES_UPDATE_GOLDENS is set. */
function golden(name: string, text: string): void {
  const path = join(GOLDEN, name);
  if (process.env["CHENILLES_UPDATE_GOLDENS"] !== undefined) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  expect(existsSync(path), `${name}: run with CHENILLES_UPDATE_GOLDENS=1, and read what it writes`).to.equal(true);
  expect(text).to.equal(readFileSync(path, "utf8"));
}

const show = (model: unknown): string => `${JSON.stringify(model, null, 1)}\n`;

describe("goldens: one per app and stage", function () {
  this.timeout(120_000);
  const root = ROOT;
  const project = { root, pin: readCompilerPin(root) };

  for (const path of listSolidity(ROOT, "contracts/apps")) {
    const name = path.replace(/^.*\/|\.sol$/g, "");
    if (name === "Rules") continue;
    const read = (): ReturnType<typeof readCheckedApp> => readCheckedApp(project, path, closureOf(root, [path]));
    const code = { codeHash: `0x${"11".repeat(32)}`, initCode: "0x22", address: `0x${"33".repeat(20)}` };

    it(`${name}: model`, () => golden(`${name}.model.json`, show(read().model)));
    it(`${name}: adapter`, () => golden(`${name}App.sol`, emitAdapter(read().model, "stamp")));
    it(`${name}: client`, () => golden(`${name}.client.txt`, emitClient(read().model, read().prelude, code)));
  }

  it("the protocol: model", () => {
    const sources = closureOf(ROOT, [...listSolidity(ROOT, "contracts/types"), "contracts/interfaces/IApp.sol"]);
    golden("protocol.model.json", show(readProtocol(parse(sources, project.pin))));
  });
});
