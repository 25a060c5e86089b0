import type { Command } from "commander";
import { contextOf, fieldsOf, rowsOf, textOf } from "../context.ts";
import { table } from "../table.ts";
import { example } from "./example.ts";

const COLUMNS = [
  ["on chain", "onChain"],
  ["spendable", "spendable"],
  ["receivable", "receivable"],
  ["in flight", "inFlight"],
] as const;

/** `chenilles balances` */
export function addBalances(program: Command): void {
  program
    .command("balances")
    .description("what this node owns, on chain and in channels")
    .addHelpText("after", example("balances"))
    .action(async (_: object, command: Command) => {
      const context = contextOf(command);
      const result = fieldsOf(await context.request("balances"));
      const rows = await Promise.all(
        rowsOf(result["balances"]).map((row) =>
          Promise.all(COLUMNS.map(([, name]) => context.show(textOf(row[name]), textOf(row["token"])))),
        ),
      );
      context.print(
        result,
        table(
          COLUMNS.map(([title]) => title),
          rows,
        ),
      );
    });
}
