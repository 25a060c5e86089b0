import type { Command } from "commander";
import { contextOf, fieldsOf, rowsOf, textOf } from "../context.ts";
import { short, table } from "../table.ts";
import { example } from "./example.ts";

/** `chenilles listchannels` */
export function addListchannels(program: Command): void {
  program
    .command("listchannels")
    .description("the open channels and what can be spent in each")
    .addHelpText("after", example("listchannels"))
    .action(async (_: object, command: Command) => {
      const context = contextOf(command);
      const result = await context.request("listchannels");
      const channels = rowsOf(fieldsOf(result)["channels"]);
      const rows = await Promise.all(
        channels.map(async (channel) => {
          const token = textOf(channel["token"]);
          const spendable = (side: string): Promise<string> =>
            context.show(textOf(fieldsOf(channel[side])["spendable"]), token);
          return [
            textOf(channel["channelId"]),
            short(textOf(channel["peer"])),
            textOf(channel["phase"]),
            textOf(channel["version"]),
            await spendable("local"),
            await spendable("remote"),
            textOf(channel["inFlight"]),
          ];
        }),
      );
      const heading = ["channel", "peer", "phase", "version", "spendable", "receivable", "in flight"];
      context.print(
        result,
        rows.length === 0 ? "no open channel; open one with `chenilles openchannel`" : table(heading, rows),
      );
    });
}
