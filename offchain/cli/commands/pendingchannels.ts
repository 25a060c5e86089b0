import type { Command } from "commander";
import { contextOf, fieldsOf, rowsOf, textOf } from "../context.ts";
import { table } from "../table.ts";
import { example } from "./example.ts";

/** `chenilles pendingchannels` */
export function addPendingchannels(program: Command): void {
  program
    .command("pendingchannels")
    .description("channels that open, close or are disputed: stage, deadline and what comes next")
    .addHelpText("after", example("pendingchannels"))
    .action(async (_: object, command: Command) => {
      const context = contextOf(command);
      const result = await context.request("pendingchannels");
      const rows = rowsOf(fieldsOf(result)["channels"]).map((channel) => [
        textOf(channel["channelId"]),
        textOf(channel["stage"]),
        timeOf(channel["since"]),
        timeOf(channel["deadline"]),
        textOf(channel["next"]),
      ]);
      context.print(
        result,
        rows.length === 0 ? "nothing pending" : table(["channel", "stage", "since", "deadline", "next"], rows),
      );
    });
}

/** Seconds of chain time as a date; "" for none. */
export function timeOf(seconds: Parameters<typeof textOf>[0]): string {
  return typeof seconds === "number" && seconds > 0
    ? new Date(seconds * 1000).toISOString().replace(".000Z", "Z")
    : textOf(seconds);
}
