import type { Command } from "commander";
import { contextOf, fieldsOf, textOf } from "../context.ts";
import { example } from "./example.ts";

/** `chenilles lookuppayment` */
export function addLookuppayment(program: Command): void {
  program
    .command("lookuppayment")
    .description("one payment")
    .argument("<payment_id>", "its id")
    .addHelpText("after", example("lookuppayment 0x12…"))
    .action(async (paymentId: string, _: object, command: Command) => {
      const context = contextOf(command);
      const payment = fieldsOf(await context.request("lookuppayment", { paymentId }));
      context.print(
        payment,
        Object.entries(payment)
          .map(([name, value]) => `${name.padEnd(12)} ${textOf(value)}`)
          .join("\n"),
      );
    });
}
