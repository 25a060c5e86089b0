import type { Command } from "commander";
import { ETH_TOKEN } from "../amounts.ts";
import { contextOf, fieldsOf, required, textOf } from "../context.ts";
import { example } from "./example.ts";
import { nodeIdOf, secondsOf } from "./openchannel.ts";

interface Options {
  readonly pay_req?: string;
  readonly amt?: string;
  readonly fee_limit?: string;
  readonly payment_id?: string;
  readonly via?: string;
  readonly timeout?: string;
}

/** `chenilles payinvoice` */
export function addPayinvoice(program: Command): void {
  program
    .command("payinvoice")
    .description("pay a payment request and wait for the outcome")
    .argument("[pay_req]", "the payment request")
    .option("--pay_req <text>", "the payment request")
    .option("--amt <amount>", "what to pay, where the invoice leaves it open")
    .option("--fee_limit <amount>", "the most to pay in fees on top")
    .option("--payment_id <id>", "your own id: the same id is never paid twice")
    .option("--via <node id>", "the hub to pay through")
    .option("--timeout <seconds>", "how long to wait for the outcome")
    .addHelpText("after", example("payinvoice lnch1… --fee_limit 0.0001eth"))
    .action(async (text: string | undefined, options: Options, command: Command) => {
      const context = contextOf(command);
      const payReq = required(options.pay_req ?? text, "the payment request", "payinvoice lnch1…");
      const params = {
        payReq,
        ...(options.amt === undefined ? {} : { amount: (await context.amount(options.amt)).amount }),
        ...(options.fee_limit === undefined ? {} : { feeLimit: (await context.amount(options.fee_limit)).amount }),
        ...(options.payment_id === undefined ? {} : { paymentId: options.payment_id }),
        ...(options.via === undefined ? {} : { via: nodeIdOf(options.via) }),
        ...(options.timeout === undefined ? {} : { timeoutSeconds: secondsOf(options.timeout) }),
      };
      const paid = fieldsOf(await context.request("payinvoice", params));
      const fee = await context.show(textOf(paid["fee"]) || "0", textOf(paid["token"]) || ETH_TOKEN);
      context.print(
        paid,
        `${textOf(paid["status"])}, fee ${fee}, preimage ${textOf(paid["preimage"])}, payment ${textOf(paid["paymentId"])}`,
      );
    });
}
