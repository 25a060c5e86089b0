import type { Command } from "commander";
import { contextOf, fieldsOf, rowsOf, textOf } from "../context.ts";
import { short, table } from "../table.ts";
import { example } from "./example.ts";
import { timeOf } from "./pendingchannels.ts";

/** `chenilles listinvoices` */
export function addListinvoices(program: Command): void {
  program
    .command("listinvoices")
    .description("this node's invoices and which of them are paid")
    .addHelpText("after", example("listinvoices"))
    .action(async (_: object, command: Command) => {
      const context = contextOf(command);
      const result = await context.request("listinvoices");
      const rows = await Promise.all(
        rowsOf(fieldsOf(result)["invoices"]).map(async (invoice) => {
          const token = textOf(invoice["token"]);
          const asked = textOf(invoice["amount"]);
          return [
            short(textOf(invoice["hash"])),
            asked === "0" ? "open" : await context.show(asked, token),
            await context.show(textOf(invoice["received"]), token),
            textOf(invoice["status"]),
            timeOf(invoice["expiresAt"]),
            textOf(invoice["memo"]),
          ];
        }),
      );
      const heading = ["hash", "amount", "received", "status", "expires", "memo"];
      context.print(result, rows.length === 0 ? "no invoices yet" : table(heading, rows));
    });
}
