import type { Command } from "commander";

/** The options that say where a node lives and how it behaves; `create` keeps them, `start` may override them. */
export function addWhereOptions(command: Command): Command {
  return command
    .option("--rpc <url>", "HTTP endpoint of an EVM node (default: http://127.0.0.1:8545)")
    .option("--relay <url>", "WebSocket address of the relay (default: ws://127.0.0.1:9735)")
    .option("--profile <name>", "the chain's profile in deploy/chains (default: local)")
    .option("--adjudicator <address>", "the adjudicator (default: its CREATE2 address)")
    .option("--alias <name>", "what this node calls itself")
    .option("--tower <node id>", "the watcher that gets this node's states")
    .option(
      "--max_deposit <amount>",
      "the most it deposits into a channel that a peer opens, once per asset: 0.5eth, 1000units@<token> (default: nothing)",
      (value: string, before: readonly string[] = []) => [...before, value],
    )
    .option("--fee_base <amount>", "fee for each forwarded payment of ETH (default: 0)")
    .option("--fee_rate <millionths>", "fee on the forwarded amount (default: 1000, that is 0.1 percent)")
    .option("--password_file <file>", "a file with the password alone in it (also CHENILLES_PASSWORD_FILE)");
}

/** The option by which `start` and `watch` are given the owner's own apps. */
export function addAppOption(command: Command): Command {
  return command.option(
    "--app <file>",
    "a generated file of an app of your own, e.g. generated/apps/race.ts; once per app, and again at each start",
    (value: string, before: readonly string[] = []) => [...before, value],
  );
}
