import type { Command } from "commander";
import { contextOf } from "../context.ts";
import { example } from "./example.ts";

/** `chenilles stop` */
export function addStop(program: Command): void {
  program
    .command("stop")
    .description("stop the node; what is pending goes on at the next start, its watcher watches meanwhile")
    .addHelpText("after", example("stop"))
    .action(async (_: object, command: Command) => {
      const context = contextOf(command);
      context.print(await context.request("stop"), "the node stops");
    });
}
