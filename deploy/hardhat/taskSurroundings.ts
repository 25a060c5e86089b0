import process from "node:process";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import type { DeploySurroundings } from "../deployCommand.ts";

const EVERY = 5_000;

/** What a deployment meets the world with inside Hardhat: its prompt, its folder, this process. */
export function taskSurroundings(hre: HardhatRuntimeEnvironment): DeploySurroundings {
  return {
    root: hre.config.paths.root,
    env: process.env,
    ask: process.stdin.isTTY ? (what) => hre.interruptions.requestSecretInput("chenilles", what) : null,
    print: (line) => process.stdout.write(`${line}\n`),
    note: (line) => process.stderr.write(`${line}\n`),
    pause: () => new Promise((resolve) => setTimeout(resolve, EVERY)),
  };
}
