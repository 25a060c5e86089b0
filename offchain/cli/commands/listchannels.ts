import type { Command } from "commander";
import type { Json } from "../../runtime/json.ts";
import { type Context, contextOf, fieldsOf, rowsOf, textOf } from "../context.ts";
import { short, table } from "../table.ts";
import { example } from "./example.ts";

type Channel = ReturnType<typeof fieldsOf>;

/** How many others there are besides the one that is named. */
const more = (peers: Json | undefined): string =>
  Array.isArray(peers) && peers.length > 1 ? ` and ${peers.length - 1} more` : "";

/** A line for each asset of a channel; what all have in common stands on the first. */
function rowsFor(context: Context, channel: Channel): readonly Promise<readonly string[]>[] {
  const common = [
    textOf(channel["channelId"]),
    `${short(textOf(channel["peer"]))}${more(channel["peers"])}`,
    textOf(channel["phase"]),
    textOf(channel["version"]),
  ];
  return rowsOf(channel["assets"]).map(async (asset, at) => {
    const token = textOf(asset["token"]);
    const shown = (amount: Json | undefined): Promise<string> => context.show(textOf(amount), token);
    return [
      ...(at === 0 ? common : common.map(() => "")),
      await shown(fieldsOf(asset["local"])["spendable"]),
      await shown(fieldsOf(asset["remote"])["spendable"]),
      await shown(asset["inFlight"]),
    ];
  });
}

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
      const rows = await Promise.all(channels.flatMap((channel) => rowsFor(context, channel)));
      const heading = ["channel", "peer", "phase", "version", "spendable", "receivable", "in flight"];
      context.print(
        result,
        rows.length === 0 ? "no open channel; open one with `chenilles openchannel`" : table(heading, rows),
      );
    });
}
