import type { Command } from "commander";
import type { Hex } from "../../evm/hex.ts";
import { contextOf, fieldsOf, required, textOf } from "../context.ts";
import { UsageError } from "../exitCodes.ts";
import { untilOpen } from "../untilStage.ts";
import { example } from "./example.ts";

interface Options {
  readonly node_key?: string;
  readonly local_amt?: string;
  readonly remote_amt?: string;
  readonly challenge_duration?: string;
  readonly block?: true;
}

/** `chenilles openchannel` */
export function addOpenchannel(program: Command): void {
  program
    .command("openchannel")
    .description("open a channel with a peer and deposit into it")
    .argument("[node_key]", "the peer's node id")
    .argument("[local_amt]", "what this node deposits")
    .option("--node_key <id>", "the peer's node id")
    .option("--local_amt <amount>", "what this node deposits: 0.5eth, 1000wei, 12.5@<token>")
    .option("--remote_amt <amount>", "what the peer is asked to deposit")
    .option("--challenge_duration <seconds>", "how long a challenge can be answered (default: the chain's)")
    .option("--block", "wait until the channel is open")
    .addHelpText(
      "after",
      example(
        "openchannel --node_key 02ab… --local_amt 0.5eth",
        "openchannel 02ab… 12.5@0x5fbd… --remote_amt 12.5@0x5fbd… --block",
      ),
    )
    .action(async (key: string | undefined, amount: string | undefined, options: Options, command: Command) => {
      const context = contextOf(command);
      const usage = "openchannel --node_key 02ab… --local_amt 0.5eth";
      const peer = required(options.node_key ?? key, "--node_key", usage);
      const local = await context.amount(required(options.local_amt ?? amount, "--local_amt", usage));
      const remote =
        options.remote_amt === undefined
          ? { token: local.token, amount: "0" }
          : await context.amount(options.remote_amt);
      if (remote.token !== local.token)
        throw new UsageError(
          "both amounts must be of one token",
          "give --local_amt and --remote_amt in the same token",
        );
      const duration =
        options.challenge_duration === undefined ? {} : { challengeDuration: secondsOf(options.challenge_duration) };
      const params = {
        peer: nodeIdOf(peer),
        token: local.token,
        localAmount: local.amount,
        remoteAmount: remote.amount,
        ...duration,
      };
      const opened = fieldsOf(await context.request("openchannel", params));
      const channelId = textOf(opened["channelId"]);
      const last = options.block === true ? { ...opened, ...(await untilOpen(context, channelId)) } : opened;
      const shown = await context.show(local.amount, local.token);
      const hint = options.block === true ? "" : "; watch it with `chenilles pendingchannels`";
      context.print(last, `channel ${channelId}: ${textOf(fieldsOf(last)["stage"])}, depositing ${shown}${hint}`);
    });
}

/** A whole number of seconds. @throws UsageError */
export function secondsOf(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new UsageError(`"${text}" is not a number of seconds`, "write e.g. 3600");
  return Number(text);
}

/** A node id as the API takes it; also without 0x. @throws UsageError */
export function nodeIdOf(text: string): Hex {
  const hex = text.toLowerCase().replace(/^0x/, "");
  if (!/^0[23][0-9a-f]{64}$/.test(hex)) {
    throw new UsageError(
      `"${text}" is not a node id`,
      "a node id is 33 bytes in hexadecimal, 02… or 03…; the peer's `chenilles getinfo` shows it",
    );
  }
  return `0x${hex}`;
}

/** A channel id. @throws UsageError */
export function channelIdOf(text: string): string {
  const id = text.toLowerCase();
  if (!/^0x[0-9a-f]{64}$/.test(id))
    throw new UsageError(
      `"${text}" is not a channel id`,
      "copy it from `chenilles listchannels --json`: 0x and 64 digits",
    );
  return id;
}
