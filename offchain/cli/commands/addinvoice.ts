import type { Command } from "commander";
import { ETH_TOKEN } from "../amounts.ts";
import { contextOf, fieldsOf, textOf } from "../context.ts";
import { UsageError } from "../exitCodes.ts";
import { example } from "./example.ts";
import { secondsOf } from "./openchannel.ts";

interface Options {
  readonly amt?: string;
  readonly token?: string;
  readonly memo?: string;
  readonly expiry?: string;
  readonly preimage?: string;
}

/** `chenilles addinvoice` */
export function addAddinvoice(program: Command): void {
  program
    .command("addinvoice")
    .description("make an invoice; print the payment request that the payer needs")
    .argument("[amt]", "the amount: 0.5eth, 1000wei, 12.5@<token>")
    .option("--amt <amount>", "the amount; without it the payer chooses")
    .option("--token <address>", "without an amount: the token asked for (default: ETH)")
    .option("--memo <text>", "what it is for")
    .option("--expiry <seconds>", "how long it can be paid")
    .option("--preimage <hex>", "32 bytes to use as the preimage (default: random)")
    .addHelpText("after", example('addinvoice --amt 0.01eth --memo "two coffees"'))
    .action(async (amt: string | undefined, options: Options, command: Command) => {
      const context = contextOf(command);
      const text = options.amt ?? amt;
      const amount =
        text === undefined ? { token: (options.token ?? ETH_TOKEN).toLowerCase() } : await context.amount(text);
      if (options.preimage !== undefined && !/^0x[0-9a-f]{64}$/i.test(options.preimage)) {
        throw new UsageError("the preimage is not 32 bytes", "write 0x and 64 hexadecimal digits, or leave it out");
      }
      const params = {
        ...amount,
        ...(options.memo === undefined ? {} : { memo: options.memo }),
        ...(options.expiry === undefined ? {} : { expiry: secondsOf(options.expiry) }),
        ...(options.preimage === undefined ? {} : { preimage: options.preimage.toLowerCase() }),
      };
      const result = await context.request("addinvoice", params);
      context.print(result, textOf(fieldsOf(result)["payReq"]));
    });
}
