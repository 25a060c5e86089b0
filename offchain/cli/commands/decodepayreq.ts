import type { Command } from "commander";
import { contextOf, fieldsOf, required, textOf } from "../context.ts";
import { example } from "./example.ts";

/** `chenilles decodepayreq` */
export function addDecodepayreq(program: Command): void {
  program
    .command("decodepayreq")
    .description("everything that a payment request says, before paying it")
    .argument("[pay_req]", "the payment request")
    .option("--pay_req <text>", "the payment request")
    .addHelpText("after", example("decodepayreq lnch1…"))
    .action(async (text: string | undefined, options: { readonly pay_req?: string }, command: Command) => {
      const context = contextOf(command);
      const payReq = required(options.pay_req ?? text, "the payment request", "decodepayreq lnch1…");
      const decoded = fieldsOf(await context.request("decodepayreq", { payReq }));
      context.print(
        decoded,
        Object.entries(decoded)
          .map(([name, value]) => `${name.padEnd(12)} ${textOf(value)}`)
          .join("\n"),
      );
    });
}
