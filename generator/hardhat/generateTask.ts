import process from "node:process";
import type { NewTaskActionFunction } from "hardhat/types/tasks";
import { generateCommand } from "../generateCommand.ts";

/** What the task takes on its command line. */
interface GenerateArguments {
  readonly check: boolean;
  readonly json: boolean;
}

/** `hardhat chenilles generate`: the same as `chenilles generate` in the project's folder, and the same exit codes. */
const generateTask: NewTaskActionFunction<GenerateArguments> = async ({ check, json }, hre) => {
  const args = [
    "generate",
    "--root",
    hre.config.paths.root,
    ...(check ? ["--check"] : []),
    ...(json ? ["--json"] : []),
  ];
  process.exitCode = generateCommand(
    args,
    (line) => process.stdout.write(`${line}\n`),
    (line) => process.stderr.write(`${line}\n`),
  );
};

export default generateTask;
