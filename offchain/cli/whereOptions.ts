import type { Command } from "commander";
import { nodeIdOf } from "./commands/openchannel.ts";

/** The options that say where a node lives: its chain, its relay, its adjudicator. */
export function addWhereOptions(command: Command): Command {
  return command
    .option("--rpc <url>", "HTTP endpoint of an EVM node (default: http://127.0.0.1:8545)")
    .option("--relay <url>", "WebSocket address of the relay (default: ws://127.0.0.1:9735)")
    .option("--profile <name>", "the chain's profile in deploy/chains (default: local)")
    .option("--adjudicator <address>", "the adjudicator (default: its CREATE2 address)")
    .option("--alias <name>", "what this node calls itself")
    .option("--tower <node id>", "a watcher that gets this node's states; may be given again", addTower)
    .option("--password_file <file>", "a file with the password alone in it (also CHENILLES_PASSWORD_FILE)");
}

function addTower(id: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), nodeIdOf(id)];
}
