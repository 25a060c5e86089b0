import { readFileSync } from "node:fs";
import process from "node:process";
import { CommanderError } from "commander";
import { EXIT, failureOf } from "./exitCodes.ts";
import { chenillesProgram } from "./program.ts";

/** Commands whose arguments belong to another program. */
const PASSED_ON = ["generate", "transpile", "init"];

/** LND's flags have underscores; dashes are taken for the same. */
function sameFlags(argv: readonly string[]): readonly string[] {
  if (argv.some((word) => PASSED_ON.includes(word))) return argv;
  const end = argv.indexOf("--");
  return argv.map((word, i) => {
    if (!word.startsWith("--") || (end >= 0 && i >= end)) return word;
    const [name = "", ...value] = word.slice(2).split("=");
    return [`--${name.replaceAll("-", "_")}`, ...value].join("=");
  });
}

function version(): string {
  const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  return String(Reflect.get(Object(JSON.parse(text)), "version"));
}

function fail(error: unknown, json: boolean): void {
  if (error instanceof CommanderError) {
    // commander has said it already, and help is no error.
    process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.usage;
    return;
  }
  const { code, message, next, exit } = failureOf(error);
  process.stderr.write(`chenilles: ${message}\n${next === "" ? "" : `What to do: ${next}\n`}`);
  if (json) process.stdout.write(`${JSON.stringify({ error: { code, message, next } })}\n`);
  if (exit === EXIT.defect && error instanceof Error && error.stack !== undefined)
    process.stderr.write(`${error.stack}\n`);
  process.exitCode = exit;
}

const argv = sameFlags(process.argv.slice(2));
try {
  await chenillesProgram(version()).parseAsync([...argv], { from: "user" });
} catch (error) {
  fail(error, argv.includes("--json"));
}
