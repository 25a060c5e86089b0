import type { Command } from "commander";
import { contextOf, fieldsOf, required, textOf } from "../context.ts";
import { example } from "./example.ts";
import { nodeIdOf, secondsOf } from "./openchannel.ts";

interface Options {
  readonly node_key?: string;
  readonly via?: string;
  readonly local_amt?: string;
  readonly remote_amt?: string;
  readonly life?: string;
}

/** `chenilles openvirtual` */
export function addOpenvirtual(program: Command): void {
  const usage = "openvirtual 02ab… --via 03cd… --local_amt 0.5eth";
  program
    .command("openvirtual")
    .description(
      "open a channel with a node inside of the channels that both of you have with a hub; nothing goes on chain",
    )
    .argument("[node_key]", "the other end's node id")
    .option("--node_key <id>", "the other end's node id")
    .option("--via <id>", "the node between, which both have channels with")
    .option("--local_amt <amount>", "what this node brings: 0.5eth, 1000wei, 12.5@<token>")
    .option("--remote_amt <amount>", "what the other end is asked to bring, of the same asset")
    .option("--life <seconds>", "when it ends by itself (default: a day)")
    .addHelpText("after", example(usage, `${usage} --remote_amt 0.1eth --life 7200`))
    .action(async (id: string | undefined, options: Options, command: Command) => {
      const context = contextOf(command);
      const peer = nodeIdOf(required(options.node_key ?? id, "--node_key", usage));
      const hub = nodeIdOf(required(options.via, "--via", usage));
      const local = await context.amount(required(options.local_amt, "--local_amt", usage));
      const remote = options.remote_amt === undefined ? null : await context.amount(options.remote_amt);
      const params = {
        peer,
        hub,
        token: local.token,
        localAmount: local.amount,
        remoteAmount: remote?.amount ?? "0",
        ...(options.life === undefined ? {} : { lifeSeconds: secondsOf(options.life) }),
      };
      const opened = fieldsOf(await context.request("openvirtual", params));
      const amount = await context.show(local.amount, local.token);
      context.print(
        opened,
        `channel ${textOf(opened["channelId"])}: ${textOf(opened["stage"])}, with ${amount}; pay with sendpayment, end it with closechannel`,
      );
    });
}
