import type { Command } from "commander";
import { contextOf, fieldsOf, required, textOf } from "../context.ts";
import { example } from "./example.ts";
import { channelIdOf, nodeIdOf } from "./openchannel.ts";

interface Options {
  readonly dest?: string;
  readonly amt?: string;
  readonly payment_id?: string;
  readonly channel_id?: string;
}

/** `chenilles sendpayment` */
export function addSendpayment(program: Command): void {
  program
    .command("sendpayment")
    .description("pay a peer directly, over the channel with it")
    .argument("[dest]", "the peer's node id")
    .argument("[amt]", "the amount")
    .option("--dest <id>", "the peer's node id")
    .option("--amt <amount>", "the amount: 0.5eth, 1000wei, 12.5@<token>")
    .option("--payment_id <id>", "your own id: the same id is never paid twice")
    .option("--channel_id <id>", "which channel, where there are several")
    .addHelpText("after", example("sendpayment --dest 02ab… --amt 1000wei"))
    .action(async (dest: string | undefined, amt: string | undefined, options: Options, command: Command) => {
      const context = contextOf(command);
      const usage = "sendpayment --dest 02ab… --amt 1000wei";
      const peer = nodeIdOf(required(options.dest ?? dest, "--dest", usage));
      const { token, amount } = await context.amount(required(options.amt ?? amt, "--amt", usage));
      const params = {
        peer,
        token,
        amount,
        ...(options.payment_id === undefined ? {} : { paymentId: options.payment_id }),
        ...(options.channel_id === undefined ? {} : { channelId: channelIdOf(options.channel_id) }),
      };
      const sent = fieldsOf(await context.request("sendpayment", params));
      context.print(
        sent,
        `${textOf(sent["status"])}: ${await context.show(amount, token)}, payment ${textOf(sent["paymentId"])}`,
      );
    });
}
