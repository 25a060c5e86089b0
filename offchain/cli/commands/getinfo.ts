import type { Command } from "commander";
import { contextOf, fieldsOf, textOf } from "../context.ts";
import { example } from "./example.ts";

/** `chenilles getinfo` */
export function addGetinfo(program: Command): void {
  program
    .command("getinfo")
    .description("who this node is, its chain and how it stands")
    .addHelpText("after", example("getinfo", "getinfo --json"))
    .action(async (_: object, command: Command) => {
      const context = contextOf(command);
      const info = fieldsOf(await context.request("getinfo"));
      const lines = Object.entries(info).map(([name, value]) => `${name.padEnd(12)} ${describe(value)}`);
      context.print(info, lines.join("\n"));
    });
}

function describe(value: Parameters<typeof textOf>[0]): string {
  const fields = Object.entries(fieldsOf(value));
  return fields.length === 0 ? textOf(value) : fields.map(([name, inner]) => `${name} ${textOf(inner)}`).join(", ");
}
