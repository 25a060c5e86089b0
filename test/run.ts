// `npm test`: every step of steps.ts, one after the other, and one true sum at the end.
import { spawn } from "node:child_process";
import { existsSync, globSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { ROOT, STEPS, type Step } from "./steps.ts";

/** What one step came to. `failed` is at least 1 when its process did not exit with 0. */
export interface Outcome {
  readonly step: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly seconds: number;
}

const ANSI = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*[A-Za-z]`, "g");

function lastCount(text: string, word: string): number {
  const found = [...text.matchAll(new RegExp(`^\\s*(\\d+) ${word}\\b`, "gm"))].at(-1);
  return found?.[1] === undefined ? 0 : Number(found[1]);
}

/**
 * The counts in what mocha, hardhat and the checks print ("12 passing", "1 failing", "2 pending"). Exit code and text are held
 * against each other: a step that exits with an error has failed at least once, and one that counted nothing has not passed.
 *
 * @example countOutcome("offchain", "  12 passing (3s)\n", 0, 3).passed // 12
 */
export function countOutcome(step: string, output: string, exitCode: number | null, seconds: number): Outcome {
  const text = output.replace(ANSI, "");
  const passed = lastCount(text, "passing");
  const failing = lastCount(text, "failing");
  const skipped = lastCount(text, "pending") + lastCount(text, "skipped");
  const broken = exitCode !== 0 || (passed === 0 && failing === 0);
  return { step, passed, failed: broken ? Math.max(1, failing) : failing, skipped, seconds };
}

function runStep(step: Step): Promise<Outcome> {
  const started = performance.now();
  const files = step.files ? globSync(step.files, { cwd: ROOT }).sort() : [];
  const [command, ...args] = [...step.command, ...files];
  return new Promise((resolve) => {
    const child = spawn(join(ROOT, "node_modules", ".bin", command ?? ""), args, {
      cwd: ROOT,
      env: { ...process.env, ...step.env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const pass = (chunk: Buffer, to: NodeJS.WriteStream): void => {
      output += chunk.toString();
      to.write(chunk);
    };
    child.stdout.on("data", (chunk: Buffer) => pass(chunk, process.stdout));
    child.stderr.on("data", (chunk: Buffer) => pass(chunk, process.stderr));
    const end = (code: number | null): void =>
      resolve(countOutcome(step.name, output, code, (performance.now() - started) / 1000));
    child.on("error", (error) => {
      output += error.message;
      process.stderr.write(`cannot start ${command}: ${error.message}\n`);
      end(1);
    });
    child.on("close", end);
  });
}

function isThere(step: Step): boolean {
  return step.files === undefined ? existsSync(join(ROOT, step.needs)) : globSync(step.files, { cwd: ROOT }).length > 0;
}

function selected(args: readonly string[]): readonly Step[] {
  if (args.includes("--fuzz"))
    return STEPS.filter((step) => step.fuzz !== undefined).map((step) => ({ ...step, ...step.fuzz }));
  const names = args.filter((arg) => !arg.startsWith("--"));
  const unknown = names.filter((name) => !STEPS.some((step) => step.name === name));
  if (unknown.length > 0) {
    process.stderr.write(`no test step "${unknown[0]}". There are: ${STEPS.map((step) => step.name).join(", ")}\n`);
    process.exit(2);
  }
  return names.length === 0 ? STEPS : STEPS.filter((step) => names.includes(step.name));
}

function report(outcomes: readonly Outcome[]): void {
  const sum = (of: (outcome: Outcome) => number): number => outcomes.reduce((total, outcome) => total + of(outcome), 0);
  process.stdout.write("\n");
  for (const { step, passed, failed, skipped, seconds } of outcomes) {
    const rest = skipped > 0 ? `, ${skipped} skipped` : "";
    process.stdout.write(
      `${failed > 0 ? "FAIL" : "ok  "} ${step.padEnd(12)} ${passed} passed, ${failed} failed${rest} (${seconds.toFixed(1)} s)\n`,
    );
  }
  const skipped = sum((outcome) => outcome.skipped);
  process.stdout.write(
    `${sum((outcome) => outcome.passed)} passed, ${sum((outcome) => outcome.failed)} failed${skipped > 0 ? `, ${skipped} skipped` : ""} in ${sum((outcome) => outcome.seconds).toFixed(0)} s\n`,
  );
}

async function main(args: readonly string[]): Promise<void> {
  const outcomes: Outcome[] = [];
  for (const step of selected(args)) {
    process.stdout.write(`\n=== ${step.name}: ${step.shows}\n`);
    if (isThere(step)) {
      outcomes.push(await runStep(step));
    } else {
      process.stdout.write(`nothing at ${step.files ?? step.needs}\n`);
      outcomes.push({ step: step.name, passed: 0, failed: 1, skipped: 0, seconds: 0 });
    }
    const last = outcomes.at(-1);
    process.stdout.write(
      `=== ${step.name}: ${last?.passed} passed, ${last?.failed} failed in ${last?.seconds.toFixed(1)} s\n`,
    );
  }
  report(outcomes);
  process.exitCode = outcomes.some((outcome) => outcome.failed > 0) ? 1 : 0;
}

/** What `npm run fuzz -- NAME …` and `npm run mutate -- NAME …` run alone, for as long as asked. */
const CAMPAIGNS: ReadonlyMap<string, string> = new Map([
  ["--fuzz generator", "test/generator/transpileFuzz.ts"],
  ["--fuzz contracts", "test/fuzz/contracts.ts"],
  ["--mutate generator", "test/generator/transpileMutate.ts"],
  ["--mutate contracts", "test/mutation/contracts.ts"],
  ["--coverage contracts", "test/mutation/coverage.ts"],
]);

async function runCampaign(program: string, args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", join(ROOT, program), ...args], {
    cwd: ROOT,
    stdio: "inherit",
  });
  process.exitCode = await new Promise<number>((resolve) => child.on("close", (code) => resolve(code ?? 1)));
}

if (import.meta.main) {
  const [first, second, ...rest] = process.argv.slice(2);
  const campaign = CAMPAIGNS.get(`${first} ${second}`);
  // The defences are taken out one by one as well, each against its own test.
  if (`${first} ${second}` === "--mutate contracts" && rest[0] === "--defences")
    await runCampaign("test/findings/trial.ts", rest.slice(1));
  else if (campaign !== undefined) await runCampaign(campaign, rest);
  else if (first === "--mutate") {
    process.stderr.write("npm run mutate -- generator [--seconds N] [--seed S] [--rule R] [--foreign] [--json]\n");
    process.stderr.write(
      "npm run mutate -- contracts [--seconds N] [--seed S] [--rule R] [--id I] [--sample N] [--json]\n",
    );
    process.stderr.write("npm run mutate -- contracts --defences [ID …]\n");
    process.exitCode = 2;
  } else await main(process.argv.slice(2));
}
