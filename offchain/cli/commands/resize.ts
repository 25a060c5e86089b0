import type { Command } from "commander";
import { ETH_TOKEN } from "../amounts.ts";
import { contextOf, fieldsOf, required, textOf } from "../context.ts";
import { example } from "./example.ts";
import { channelIdOf } from "./openchannel.ts";

interface Options {
  readonly channel_id?: string;
  readonly amt?: string;
  readonly dry_run?: true;
  readonly block?: true;
}

function addResizing(program: Command, name: "withdraw" | "topup", what: string): void {
  const usage = `${name} 0x12… 0.5eth`;
  program
    .command(name)
    .description(what)
    .argument("[channel_id]", "the channel")
    .argument("[amt]", "the amount: 0.5eth, 1000wei, 12.5@<token>")
    .option("--channel_id <id>", "the channel")
    .option("--amt <amount>", "the amount")
    .option("--dry_run", "say what it will cost, and do nothing")
    .option("--block", "wait until it is done")
    .addHelpText("after", example(usage, `${name} 0x12… 12.5@0x5fbd… --block`, `${usage} --dry_run`))
    .action(async (id: string | undefined, amt: string | undefined, options: Options, command: Command) => {
      const context = contextOf(command);
      const channelId = channelIdOf(required(options.channel_id ?? id, "--channel_id", usage));
      const { token, amount } = await context.amount(required(options.amt ?? amt, "--amt", usage));
      const params = { channelId, token, amount, dryRun: options.dry_run === true, wait: options.block === true };
      const done = fieldsOf(await context.request(name, params));
      const cost = fieldsOf(done["estimate"]);
      const price = await context.show(textOf(cost["cost"]), ETH_TOKEN);
      context.print(
        done,
        `${textOf(done["stage"])}: ${await context.show(amount, token)}, about ${textOf(cost["gas"])} gas (${price}); ${textOf(done["next"])}`,
      );
    });
}

/** `chenilles withdraw` */
export function addWithdraw(program: Command): void {
  addResizing(program, "withdraw", "take money out of a channel that stays open");
}

/** `chenilles topup` */
export function addTopup(program: Command): void {
  addResizing(program, "topup", "put more money into a channel that is open");
}
