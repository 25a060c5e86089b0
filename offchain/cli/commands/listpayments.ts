import type { Command } from "commander";
import { contextOf, fieldsOf, rowsOf, textOf } from "../context.ts";
import { short, table } from "../table.ts";
import { example } from "./example.ts";
import { timeOf } from "./pendingchannels.ts";

/** `chenilles listpayments` */
export function addListpayments(program: Command): void {
  program
    .command("listpayments")
    .description("payments made, received and forwarded, with the reason of each failure")
    .addHelpText("after", example("listpayments"))
    .action(async (_: object, command: Command) => {
      const context = contextOf(command);
      const result = await context.request("listpayments");
      const payments = rowsOf(fieldsOf(result)["payments"]);
      const rows = await Promise.all(
        payments.map(async (payment) => [
          short(textOf(payment["paymentId"])),
          textOf(payment["direction"]),
          textOf(payment["kind"]),
          await context.show(textOf(payment["amount"]), textOf(payment["token"])),
          textOf(payment["fee"]),
          textOf(payment["status"]),
          timeOf(payment["at"]),
          textOf(payment["failure"]),
        ]),
      );
      const heading = ["payment", "direction", "kind", "amount", "fee", "status", "at", "failure"];
      context.print(result, rows.length === 0 ? "no payments yet" : table(heading, rows));
    });
}
