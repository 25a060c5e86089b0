import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ROOT } from "../steps.ts";
import { onHits } from "../world/chain.ts";
import { plainArtifacts, withWoven, workpiece } from "./build.ts";
import { FindingTests } from "./findingTests.ts";
import { BRANCHES, WATCHING } from "./mutantLibrary.ts";
import { SequenceTests } from "./sequenceTests.ts";
import { SolidityTests } from "./solidityTests.ts";
import { UNREACHED } from "./unreached.ts";
import type { Branching } from "./weave.ts";

// Branch coverage of the contracts by their tests: both outcomes of every `if`, `?:`, loop and `require`.
// `npm run coverage`: writes audits/coverage.md. `npm run coverage -- --json`: the figures only.

/** Sequences of 200 calls: what tests miss by accident they meet. */
const SEQUENCES = 12;

interface Branch extends Branching {
  readonly outcome: boolean;
  readonly reached: boolean;
}

function branchesOf(branchings: readonly Branching[], hits: ReadonlySet<bigint>): readonly Branch[] {
  return branchings.flatMap((branching) =>
    [false, true].map((outcome) => {
      const hit = BRANCHES + 2n * BigInt(branching.number) + (outcome ? 1n : 0n);
      return { ...branching, outcome, reached: hits.has(hit) };
    }),
  );
}

/** How a branch is named in the list of those that are explained: as long as its condition stays, whatever its line. */
function keyOf({ rule, text, outcome }: Branch): string {
  return `${rule}: ${text.replace(/\s+/g, " ")}: ${outcome}`;
}

interface Figures {
  branches: number;
  reached: number;
  explained: number;
}

function figuresOf(branches: readonly Branch[]): Figures {
  const reached = branches.filter((branch) => branch.reached).length;
  const explained = branches.filter((branch) => !branch.reached && UNREACHED[keyOf(branch)] !== undefined).length;
  return { branches: branches.length, reached, explained };
}

function percent({ branches, reached, explained }: Figures): string {
  return branches === explained ? "-" : `${((100 * reached) / (branches - explained)).toFixed(1)} %`;
}

function report(branches: readonly Branch[]): string {
  const files = [...new Set(branches.map(({ file }) => file))];
  const row = (name: string, of: readonly Branch[]): string => {
    const figures = figuresOf(of);
    return `| ${name} | ${figures.branches} | ${figures.reached} | ${figures.explained} | ${percent(figures)} |`;
  };
  const missing = branches.filter(({ reached }) => !reached);
  return [
    "# Branch coverage of the contracts",
    "",
    "Both outcomes of every `if`, `?:`, loop condition and `require`, by the Solidity tests (test/contracts), the tests of",
    "findings and attacks (test/findings), those of the ways in and out (test/world) and a few sequences beside the model.",
    "Made by `npm run coverage`. What is reached comes from the contracts themselves, woven so that each condition reports its",
    "outcome (test/mutation).",
    "",
    "| File | Branches | Reached | Cannot be reached | Of the rest |",
    "|---|--:|--:|--:|--:|",
    ...files.map((file) =>
      row(
        file,
        branches.filter((branch) => branch.file === file),
      ),
    ),
    row("all", branches),
    "",
    "## Not reached",
    "",
    ...missing.map((branch) => {
      const why = UNREACHED[keyOf(branch)] ?? "no test yet";
      return `- ${branch.file}:${branch.line}: \`${branch.text.replace(/\s+/g, " ")}\` is ${branch.outcome}: ${why}`;
    }),
    "",
  ].join("\n");
}

const { values } = parseArgs({
  options: { json: { type: "boolean", default: false }, built: { type: "boolean", default: false } },
  allowPositionals: true,
});
const piece = workpiece({ mutants: (all) => all, watching: true }, "all"); // the build that mutants are tried on
const tests = await SolidityTests.open(withWoven(await plainArtifacts(values.built), piece), {
  fuzzRuns: 64,
  invariantRuns: 8,
  depth: 60,
});
const hits = new Set(await tests.reached([...tests.suites.keys()]));
const bySolidity = hits.size;
await onHits((hit) => hits.add(hit));
const initCode = piece.court.contract.bytecode as `0x${string}`; // written so in build.ts
await (await FindingTests.load(initCode)).watch();
await (await SequenceTests.open(initCode, SEQUENCES)).run(WATCHING);
if (hits.size === bySolidity)
  throw new Error("the TypeScript tests told nothing: is the EVM's watched address another one?");
const branches = branchesOf(
  piece.weft.woven.flatMap(({ branchings }) => branchings),
  hits,
);
if (!values.json) writeFileSync(join(ROOT, "audits", "coverage.md"), report(branches));
const figures = figuresOf(branches);
const missing = branches.filter((branch) => !branch.reached && UNREACHED[keyOf(branch)] === undefined).map(keyOf);
console.log(values.json ? JSON.stringify({ ...figures, missing }) : { ...figures, share: percent(figures), missing });
// A branch that no test meets and nothing explains is a failure.
process.exit(missing.length === 0 ? 0 : 1);
