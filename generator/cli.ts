import { relative, resolve } from "node:path";
import { generateCommand } from "./generateCommand.ts";
import { initCommand } from "./init/command.ts";
import { transpileCommand } from "./transpile/command.ts";

/** A command: the command line from its name on, what it says and what it complains of; gives the exit code. */
export type GeneratorCommand = (
  args: readonly string[],
  print: (line: string) => void,
  complain: (line: string) => void,
) => number;

const COMMANDS: Readonly<Record<string, GeneratorCommand>> = {
  generate: generateCommand,
  transpile: transpileCommand,
  init: initCommand,
};

/** One page for all of the generator's commands. */
const HELP = `chenilles: derive both sides of an app from its rules

  init        a project of a first app, or a first app in a Hardhat 3 project
  generate    everything from the specs in contracts/apps
  transpile   any contract's pure functions as TypeScript, exact to the bit

  Each has --help with its options and an example.

  Example: npx chenilles generate --check
`;

/**
 * Runs one command line and returns the exit code: that of the command, 2 for a command that there is not.
 * @example main(["generate", "--check"], console.log, console.error)
 */
export function main(args: readonly string[], print: (line: string) => void, complain: (line: string) => void): number {
  const [name = ""] = args;
  if (Object.hasOwn(COMMANDS, name)) return COMMANDS[name]?.(args, print, complain) ?? 2;
  if (name === "--help" || name === "-h") {
    print(HELP);
    return 0;
  }
  const known = Object.keys(COMMANDS).join(", ");
  complain(`unknown command '${name}': there are ${known}\nRun \`chenilles generate --help\` for an example.`);
  return 2;
}

if (process.argv[1] !== undefined && relative(resolve(process.argv[1]), import.meta.filename) === "")
  process.exitCode = main(
    process.argv.slice(2),
    (line) => process.stdout.write(`${line}\n`),
    (line) => process.stderr.write(`${line}\n`),
  );
