import { spawn } from "node:child_process";
import process from "node:process";
import { fileURLToPath } from "node:url";
import type { Command } from "commander";
import { example } from "./example.ts";

/** Runs the generator, a program of its own, with the same streams; ends with its exit code. */
function runGenerator(name: string, args: readonly string[]): Promise<void> {
  const program = fileURLToPath(new URL("../../../generator/cli.ts", import.meta.url));
  const child = spawn(process.execPath, [program, name, ...args], { stdio: "inherit" });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code, signal) => {
      process.exitCode = signal === null ? (code ?? 1) : 1;
      resolve();
    });
  });
}

/** `chenilles generate`, `chenilles transpile` and `chenilles init`. */
export function addGenerate(program: Command): void {
  const commands = [
    ["generate", "derive off-chain code and adapters from the contracts", example("generate", "generate --check")],
    ["transpile", "translate pure Solidity functions to TypeScript", example("transpile contracts/apps/TicTacToe.sol")],
    ["init", "make a project of a first app, or add one to a Hardhat 3 project", example("init Race")],
  ] as const;
  for (const [name, description, help] of commands) {
    program
      .command(name)
      .description(description)
      .argument("[args...]", "passed on to the generator")
      .allowUnknownOption()
      .helpOption(false)
      .addHelpText("after", help)
      .action(async (args: readonly string[], _: object, command: Command) => {
        const json = command.optsWithGlobals<{ json?: true }>().json === true ? ["--json"] : [];
        await runGenerator(name, [...args, ...json]);
      });
  }
}
