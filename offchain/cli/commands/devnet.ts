import type { Command } from "commander";
import { contextOf } from "../context.ts";
import { runDevnet } from "../devnet/devnet.ts";
import { UsageError } from "../exitCodes.ts";
import { example } from "./example.ts";

interface Options {
  readonly once?: true;
  readonly payments: string;
  readonly keep?: true;
}

/** `chenilles devnet` */
export function addDevnet(program: Command): void {
  program
    .command("devnet")
    .description(
      "the whole scenario on this machine: a chain, a relay, alice, a hub, bob and a watcher as processes; payments, games, a crash, a cheat",
    )
    .option("--once", "end and clean up afterwards; exit 0 only if every check held")
    .option("--payments <n>", "how many payments over the hub, and how many directly", "1000")
    .option("--keep", "leave the directories of the actors behind, for reading")
    .addHelpText("after", example("devnet", "devnet --once --json", "devnet --once --payments 50"))
    .action(async (options: Options, command: Command) => {
      const { json } = contextOf(command);
      if (!/^[1-9]\d{0,5}$/.test(options.payments))
        throw new UsageError(`"${options.payments}" is not a number of payments`, "write e.g. --payments 50");
      await runDevnet({
        once: options.once === true,
        json,
        payments: Number(options.payments),
        keep: options.keep === true,
      });
    });
}
