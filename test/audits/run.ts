// npm run audits [-- --slither]: the papers for auditors, made anew from the sources.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { ROOT } from "../steps.ts";
import { DOCUMENTS, writeDocuments } from "./documents.ts";
import { scopeHash, sourcesOf } from "./scope.ts";
import { SLITHER_FILE, type Slither } from "./staticAnalysis.ts";

function slither(): void {
  const { settings } = JSON.parse(readFileSync(join(ROOT, "deploy/compiler.json"), "utf8")) as { settings: object };
  const outputSelection = {
    "*": { "*": ["abi", "metadata", "devdoc", "userdoc", "evm.bytecode", "evm.deployedBytecode"], "": ["ast"] },
  };
  const sources = Object.fromEntries(sourcesOf(ROOT).map(({ file, text }) => [file, { content: text }]));
  const input = JSON.stringify({ language: "Solidity", sources, settings: { ...settings, outputSelection } });
  const compiler = join(ROOT, "test/audits/solcForSlither.mjs");
  process.stdout.write("slither: compiling and looking, about a minute\n");
  const { status, stdout, stderr } = spawnSync("python3", [join(ROOT, "test/audits/runSlither.py"), compiler], {
    input,
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  if (status !== 0)
    throw new Error(`slither did not run; install it with "pip install slither-analyzer":\n${stderr.slice(-2_000)}`);
  // runSlither.py prints exactly this.
  const said = JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as Omit<Slither, "scope">;
  const kept: Slither = { version: said.version, scope: scopeHash(ROOT), detectors: said.detectors, found: said.found };
  writeFileSync(join(ROOT, SLITHER_FILE), `${JSON.stringify(kept, null, 2)}\n`);
}

if (process.argv.includes("--slither")) slither();
const changed = await writeDocuments(ROOT);
if (process.argv.includes("--json"))
  process.stdout.write(`${JSON.stringify({ made: DOCUMENTS.map(({ file }) => file), changed })}\n`);
else
  for (const { file } of DOCUMENTS)
    process.stdout.write(`${file}: ${changed.includes(file) ? "written" : "as it was"}\n`);
