import { createHash } from "node:crypto";
import { globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Artifact } from "@nomicfoundation/edr";
import compiler from "../../deploy/compiler.json" with { type: "json" };
import { ROOT } from "../steps.ts";
import { type Choice, type Compiled, compile, errorsOf, sourcesOf, type Weft, weaveContracts } from "./sources.ts";

// What mutants are tried on: the woven contracts, and the tests as hardhat has compiled them.

const STORE = join(ROOT, "cache", "chenilles-mutants");

/** Test files that use libraries within themselves: they are compiled with the woven ones. */
const INLINED = ["test/contracts/cheap.t.sol", "test/contracts/returned.t.sol"];

const COURT = "contracts/Adjudicator.sol";

/** Only what keeps the stack in reach, or the compiler takes very long. */
const QUICK = {
  optimizer: { enabled: false, details: { yul: true, yulDetails: { stackAllocation: true, optimizerSteps: "" } } },
};

/** The woven contracts, compiled. */
export interface Workpiece {
  readonly weft: Weft;
  readonly court: Artifact;
  readonly inlined: readonly Artifact[];
}

function artifactOf(source: string, name: string, { abi, evm }: Compiled): Artifact {
  return {
    id: { name, source, solcVersion: compiler.version },
    contract: {
      abi: JSON.stringify(abi),
      bytecode: `0x${evm.bytecode.object}`,
      linkReferences: {},
      deployedBytecode: `0x${evm.deployedBytecode.object}`,
      deployedLinkReferences: {},
    },
  };
}

function compileWoven(weft: Weft): Workpiece {
  const outputs = ["abi", "evm.bytecode.object", "evm.deployedBytecode.object"];
  const sources = { ...sourcesOf(INLINED), ...weft.sources };
  const files = [COURT, ...INLINED];
  const output = compile(sources, Object.fromEntries(files.map((file) => [file, { "*": outputs }])), QUICK);
  const [error] = errorsOf(output);
  if (error !== undefined) throw new Error(`the woven contracts do not compile: ${error.formattedMessage}`);
  const artifacts = files.flatMap((file) =>
    Object.entries(output.contracts?.[file] ?? {}).map(([name, made]) => artifactOf(`project/${file}`, name, made)),
  );
  const court = artifacts.find(({ id }) => id.name === "Adjudicator");
  if (court === undefined) throw new Error(`the compiler says nothing of ${COURT}`);
  return { weft, court, inlined: artifacts.filter((artifact) => artifact !== court) };
}

/** What decides how the woven contracts look and what they are compiled to. */
function fingerprint(words: string): string {
  const hash = createHash("sha256").update(words);
  const contracts = "contracts/{,libraries/,types/,interfaces/}*.sol";
  const weaving = "test/mutation/{ast,mutants,weave,sources,mutantLibrary,build}.ts";
  for (const file of globSync([contracts, weaving, "test/contracts/support/*.sol", ...INLINED], { cwd: ROOT }).sort())
    hash.update(file).update(readFileSync(join(ROOT, file)));
  return hash.digest("hex").slice(0, 16);
}

/** The woven contracts, compiled anew only when they have changed. `words` say what is chosen. */
export function workpiece(choice: Choice, words: string): Workpiece {
  const file = join(STORE, `${fingerprint(words)}.json`);
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Workpiece; // what is written below
  } catch {
    const made = compileWoven(weaveContracts(choice));
    mkdirSync(STORE, { recursive: true });
    writeFileSync(file, JSON.stringify(made));
    return made;
  }
}

interface HardhatArtifact {
  readonly contractName: string;
  readonly sourceName: string;
  readonly inputSourceName?: string;
  readonly abi: readonly unknown[];
  readonly bytecode: string;
  readonly deployedBytecode: string;
}

function readArtifacts(folder: string): readonly Artifact[] {
  return globSync("{contracts,test}/**/*.sol/*.json", { cwd: folder }).map((path) => {
    // hardhat's own format
    const made = JSON.parse(readFileSync(join(folder, path), "utf8")) as HardhatArtifact;
    return {
      id: { name: made.contractName, source: made.inputSourceName ?? made.sourceName, solcVersion: compiler.version },
      contract: {
        abi: JSON.stringify(made.abi),
        bytecode: made.bytecode,
        linkReferences: {},
        deployedBytecode: made.deployedBytecode,
        deployedLinkReferences: {},
      },
    };
  });
}

/** The contracts and tests as hardhat compiles them, where something has changed; `isBuilt`: as they are. */
export async function plainArtifacts(isBuilt = false): Promise<readonly Artifact[]> {
  const { default: hre } = await import("hardhat");
  if (!isBuilt) await hre.tasks.getTask("build").run({ quiet: true });
  const folders = await Promise.all(
    (["contracts", "tests"] as const).map((scope) => hre.solidity.getArtifactsDirectory(scope)),
  );
  return folders.flatMap(readArtifacts);
}

/** The plain artifacts with those of the woven contracts in their places. */
export function withWoven(plain: readonly Artifact[], { court, inlined }: Workpiece): readonly Artifact[] {
  const woven = new Map([court, ...inlined].map((artifact) => [artifact.id.name, artifact]));
  return plain.map((artifact) => {
    const found = woven.get(artifact.id.name);
    return found === undefined ? artifact : { ...found, id: artifact.id };
  });
}
