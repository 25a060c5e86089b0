// `npm run check [names]`: every check, one after the other. `npm run format` is the same with --fix.
import process from "node:process";
import { ROOT } from "../steps.ts";
import { CHECKS, type Check } from "./checks.ts";

function selected(names: readonly string[]): readonly Check[] {
  const unknown = names.find((name) => !CHECKS.some((check) => check.name === name));
  if (unknown !== undefined) {
    process.stderr.write(`no check "${unknown}". There are: ${CHECKS.map((check) => check.name).join(", ")}\n`);
    process.exit(2);
  }
  return names.length === 0 ? CHECKS : CHECKS.filter((check) => names.includes(check.name));
}

async function main(args: readonly string[]): Promise<void> {
  const fix = args.includes("--fix");
  let failing = 0;
  const checks = selected(args.filter((arg) => !arg.startsWith("--")));
  for (const check of checks) {
    const started = performance.now();
    const { ok, text } = await check.run(ROOT, fix);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    process.stdout.write(`  ${ok ? "✔" : "✘"} ${check.name}: ${check.holds} (${seconds} s)\n`);
    if (!ok) {
      failing += 1;
      process.stdout.write(`${text.replace(/^/gm, "      ")}\n`);
    }
  }
  process.stdout.write(`\n  ${checks.length - failing} passing\n`);
  if (failing > 0) {
    process.stdout.write(`  ${failing} failing\n`);
    process.stdout.write("  `npm run format` mends what a formatter can; `npm run check <name>` runs one check.\n");
  }
  process.exitCode = failing > 0 ? 1 : 0;
}

await main(process.argv.slice(2));
