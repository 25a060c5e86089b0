import { readFileSync, writeFileSync } from "node:fs";
import process from "node:process";
import type { Command } from "commander";
import { createNode } from "../../runtime/node.ts";
import { contextOf } from "../context.ts";
import { UsageError } from "../exitCodes.ts";
import { type ConfigFlags, readConfig, writeConfig } from "../nodeConfig.ts";
import { readPassword } from "../password.ts";
import { addWhereOptions } from "../whereOptions.ts";
import { example } from "./example.ts";

interface Options extends ConfigFlags {
  readonly password_file?: string;
  readonly words_file?: string;
  readonly words_out?: string;
}

/** `chenilles create` */
export function addCreate(program: Command): void {
  const command = program
    .command("create")
    .description("make keys and a directory for a node, a watcher's too; shows the 24 words that restore the keys");
  addWhereOptions(command)
    .option("--words_file <file>", "restore the keys of the 24 words in this file")
    .option("--words_out <file>", "write the 24 words to this new file instead of showing them")
    .addHelpText(
      "after",
      example("create --rpc http://127.0.0.1:8545 --relay ws://127.0.0.1:9735", "create --words_file words.txt"),
    )
    .action(async (options: Options, self: Command) => {
      const context = contextOf(self);
      const config = await readConfig(context.directory, options);
      const words = options.words_file === undefined ? undefined : readWords(options.words_file);
      const password = await readPassword(options.password_file, "choose");
      const made = await createNode(context.directory, password, words);
      writeConfig(context.directory, config);
      if (options.words_out !== undefined)
        writeFileSync(options.words_out, `${made.words}\n`, { mode: 0o600, flag: "wx" });
      const { nodeId, account, signer } = made;
      const shown = words === undefined && options.words_out === undefined && !context.json;
      const secret = shown
        ? `\nWrite these 24 words down; with them alone the keys come back:\n\n  ${made.words}\n`
        : "";
      if (words === undefined && options.words_out === undefined && context.json) {
        process.stderr.write("the 24 words are not shown with --json: give --words_out to keep them\n");
      }
      context.print(
        { nodeId, account, signer, directory: context.directory },
        `node     ${nodeId}\naccount  ${account} (send it some ether for deposits and gas)\n${secret}`,
      );
    });
}

function readWords(path: string): string {
  try {
    return readFileSync(path, "utf8").trim().split(/\s+/).join(" ");
  } catch (error) {
    throw new UsageError(
      `cannot read the words in ${path}: ${error instanceof Error ? error.message : String(error)}`,
      "name a file with the 24 words in it",
    );
  }
}
