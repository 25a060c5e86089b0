import type { Command } from "commander";
import { contextOf, fieldsOf, rowsOf, textOf } from "../context.ts";
import { table } from "../table.ts";
import { example } from "./example.ts";

/** `chenilles balances` */
export function addBalances(program: Command): void {
  program
    .command("balances")
    .description("what this node owns, on chain and in channels")
    .addHelpText("after", example("balances"))
    .action(async (_: object, command: Command) => {
      const context = contextOf(command);
      const result = fieldsOf(await context.request("balances"));
      const lines = await Promise.all(
        ["onChain", "channels"].map(async (where) => {
          const rows = rowsOf(result[where]);
          const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((column) => column !== "token");
          const cells = rows.map(async (row) =>
            Promise.all(columns.map((column) => context.show(textOf(row[column]), textOf(row["token"])))),
          );
          return `${where}\n${rows.length === 0 ? "nothing" : table(columns, await Promise.all(cells))}`;
        }),
      );
      context.print(result, lines.join("\n\n"));
    });
}
