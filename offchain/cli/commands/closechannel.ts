import type { Command } from "commander";
import { contextOf, fieldsOf, required, textOf } from "../context.ts";
import { untilClosed } from "../untilStage.ts";
import { example } from "./example.ts";
import { channelIdOf } from "./openchannel.ts";
import { timeOf } from "./pendingchannels.ts";

interface Options {
  readonly channel_id?: string;
  readonly force?: true;
  readonly block?: true;
}

/** `chenilles closechannel` */
export function addClosechannel(program: Command): void {
  program
    .command("closechannel")
    .description("close a channel with the peer's agreement; with --force by the chain alone")
    .argument("[channel_id]", "the channel")
    .option("--channel_id <id>", "the channel")
    .option("--force", "challenge on chain: costs gas, and takes the challenge duration")
    .option("--block", "wait until it is settled")
    .addHelpText("after", example("closechannel 0x12…", "closechannel 0x12… --force"))
    .action(async (id: string | undefined, options: Options, command: Command) => {
      const context = contextOf(command);
      const channelId = channelIdOf(required(options.channel_id ?? id, "--channel_id", "closechannel 0x12…"));
      const params = { channelId, ...(options.force === true ? { force: true } : {}) };
      const closing = fieldsOf(await context.request("closechannel", params));
      const last = options.block === true ? { ...closing, ...(await untilClosed(context, channelId)) } : closing;
      const deadline = timeOf(closing["deadline"]);
      const hint = options.block === true ? "" : "; follow it with `chenilles pendingchannels`";
      context.print(
        last,
        `channel ${channelId}: ${textOf(fieldsOf(last)["stage"])}${deadline === "" ? "" : `, deadline ${deadline}`}${hint}`,
      );
    });
}
