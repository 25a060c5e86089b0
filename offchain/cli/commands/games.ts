import type { Command } from "commander";
import type { Json } from "../../runtime/json.ts";
import { contextOf, fieldsOf, rowsOf, textOf } from "../context.ts";
import { UsageError } from "../exitCodes.ts";
import { table } from "../table.ts";
import { example } from "./example.ts";
import { channelIdOf, each } from "./openchannel.ts";

/** A JSON object given on the command line. @throws UsageError */
function jsonOf(text: string, name: string): { readonly [key: string]: Json } {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      return value as { readonly [key: string]: Json }; // JSON.parse gives nothing else
  } catch {
    // said below
  }
  throw new UsageError(`${name} is not a JSON object: ${text}`, `write e.g. ${name} '{"cell":4}'`);
}

/** `chenilles openapp`, `acceptapp`, `playapp`, `listapps`: interactions that are apps. */
export function addGames(program: Command): void {
  addOpenapp(program);
  addAcceptapp(program);
  addPlayapp(program);
  addListapps(program);
}

function addOpenapp(program: Command): void {
  program
    .command("openapp")
    .description("propose an app to the peer of a channel")
    .argument("<channel_id>", "the channel it runs in")
    .argument("<app>", "its name, e.g. TicTacToe")
    .requiredOption("--terms <json>", "its terms, amounts in base units as text")
    .requiredOption("--role <role>", "the role this node takes")
    .option(
      "--asset <name=token>",
      "which asset of the channel one of the app's is: money=eth, goods=<token>",
      each,
      [],
    )
    .addHelpText(
      "after",
      example(
        `openapp 0x12… TicTacToe --terms '{"stake":"1000","moveTime":"60"}' --role X`,
        `openapp 0x12… Swap --terms '{"goods":"5","price":"7","premium":"1","patience":"600"}' --role maker --asset goods=0x5fbd… --asset money=eth`,
      ),
    )
    .action(
      async (
        channel: string,
        app: string,
        options: { readonly terms: string; readonly role: string; readonly asset: readonly string[] },
        command: Command,
      ) => {
        const context = contextOf(command);
        const params = {
          channelId: channelIdOf(channel),
          app,
          terms: jsonOf(options.terms, "--terms"),
          role: options.role,
          assets: Object.fromEntries(options.asset.map(namedAsset)),
        };
        const opened = fieldsOf(await context.request("openapp", params));
        context.print(opened, `${app} runs in channel ${channel} as number ${textOf(opened["index"])}`);
      },
    );
}

/** "goods=0x5fbd…" as a pair. @throws UsageError */
function namedAsset(text: string): readonly [string, string] {
  const parts = /^(\w+)=(eth|0x[0-9a-f]{40})$/i.exec(text);
  if (parts === null)
    throw new UsageError(`--asset "${text}" does not say which asset it is`, "write e.g. --asset money=eth");
  const [, name = "", token = ""] = parts;
  return [name, token.toLowerCase()];
}

function addAcceptapp(program: Command): void {
  program
    .command("acceptapp")
    .description("from now on accept an app that a peer proposes, up to a stake")
    .argument("<app>", "its name, e.g. TicTacToe")
    .requiredOption("--max_stake <amount>", "the most this node puts in; once per asset", each, [])
    .addHelpText(
      "after",
      example("acceptapp TicTacToe --max_stake 0.1eth", "acceptapp Swap --max_stake 0.1eth --max_stake 20@0x5fbd…"),
    )
    .action(async (app: string, options: { readonly max_stake: readonly string[] }, command: Command) => {
      const context = contextOf(command);
      const maxStakes = await Promise.all(options.max_stake.map((text) => context.amount(text)));
      const result = await context.request("acceptapp", { app, maxStakes: maxStakes.map((stake) => ({ ...stake })) });
      const shown = await Promise.all(maxStakes.map(({ amount, token }) => context.show(amount, token)));
      context.print(result, `${app} is accepted up to ${shown.join(" and ")}`);
    });
}

function addPlayapp(program: Command): void {
  program
    .command("playapp")
    .description("make a move of an app")
    .argument("<channel_id>", "the channel it runs in")
    .argument("<index>", "its number there")
    .argument("<move>", "the move, e.g. mark")
    .option("--args <json>", "the move's arguments", "{}")
    .addHelpText("after", example(`playapp 0x12… 0 mark --args '{"cell":4}'`))
    .action(
      async (channel: string, index: string, move: string, options: { readonly args: string }, command: Command) => {
        const context = contextOf(command);
        if (!/^\d{1,5}$/.test(index))
          throw new UsageError(`"${index}" is not an app's number`, "see `chenilles listapps`");
        const params = {
          channelId: channelIdOf(channel),
          index: Number(index),
          move,
          args: jsonOf(options.args, "--args"),
        };
        const played = fieldsOf(await context.request("playapp", params));
        context.print(played, JSON.stringify(played["view"] ?? played, null, 2));
      },
    );
}

function addListapps(program: Command): void {
  program
    .command("listapps")
    .description("the apps that run, and whose turn it is")
    .addHelpText("after", example("listapps"))
    .action(async (_: object, command: Command) => {
      const context = contextOf(command);
      const result = await context.request("listapps");
      const rows = rowsOf(fieldsOf(result)["apps"]).map((app) => [
        textOf(app["channelId"]),
        textOf(app["index"]),
        textOf(app["app"]),
        textOf(app["view"]),
      ]);
      context.print(result, rows.length === 0 ? "no app runs" : table(["channel", "number", "app", "view"], rows));
    });
}
