import process from "node:process";
import type { Command } from "commander";
import { type Api, startApi } from "../../api/apiServer.ts";
import type { Hex } from "../../evm/hex.ts";
import { type NodeOptions, type RunningNode, startNode } from "../../runtime/node.ts";
import { contextOf } from "../context.ts";
import { eventLine } from "../eventLine.ts";
import { type ConfigFlags, readConfig, tokenDeposits } from "../nodeConfig.ts";
import { loadApps } from "../ownApps.ts";
import { readPassword } from "../password.ts";
import { portOf } from "../port.ts";
import { withProgress } from "../progress.ts";
import { untilSignal } from "../untilSignal.ts";
import { addAppOption, addWhereOptions } from "../whereOptions.ts";
import { example } from "./example.ts";

interface Options extends ConfigFlags {
  readonly password_file?: string;
  readonly app?: readonly string[];
  readonly api_port: string;
}

/** `chenilles start` */
export function addStart(program: Command): void {
  const command = program
    .command("start")
    .description("run the node of this directory until Ctrl-C or `chenilles stop`");
  addAppOption(addWhereOptions(command))
    .option("--api_port <port>", "port of the API on 127.0.0.1 (0: any free one)", "0")
    .addHelpText("after", example("start", "start --rpc http://127.0.0.1:8545 --password_file secret.txt"))
    .action(async (options: Options, self: Command) => {
      const { directory, json, print } = contextOf(self);
      const fatal = watchFatal();
      const line = (text: string): void => void process.stderr.write(`${text}\n`);
      const nodeOptions = { ...(await nodeOptionsOf(directory, options)), onLine: line, onFatal: fatal.tell };
      const node = await withProgress("starting", startNode(nodeOptions));
      node.onEvent((event) => {
        const text = eventLine(event);
        if (text !== null) line(text);
      });
      const api = await serve(directory, portOf(options.api_port, "--api_port"), node);
      const ready = { event: "ready", nodeId: node.nodeId, account: node.account, api: api.url };
      print(
        ready,
        `node ${node.nodeId}\naccount ${node.account}\nAPI ${api.url}, token in ${directory}/api.token\nReady; Ctrl-C stops it.`,
      );
      const why = await Promise.race([untilSignal(), node.stopped.then(() => "asked to stop"), fatal.happened]);
      await api.close();
      if (why instanceof Error) throw why;
      await node.close();
      if (!json) line(`stopped (${why})`);
    });
}

/** A disk that fails, or a state that cannot be: nothing may be sent any more, not even on the way out. */
export function watchFatal(): { readonly tell: (error: unknown) => void; readonly happened: Promise<Error> } {
  let tell: (error: unknown) => void = () => {};
  const happened = new Promise<Error>((resolve) => {
    tell = (error) => resolve(error instanceof Error ? error : new Error(String(error)));
  });
  return { tell, happened };
}

/** What a node of this directory is started with; also a watcher's. */
export async function nodeOptionsOf(
  directory: string,
  options: ConfigFlags & { readonly password_file?: string; readonly app?: readonly string[] },
): Promise<NodeOptions> {
  const config = await readConfig(directory, options);
  const password = await readPassword(options.password_file, "open");
  const { rpc, relay, alias } = config;
  return {
    directory,
    password,
    chain: config.profile,
    rpc,
    relay,
    alias,
    ...(config.adjudicator === "" ? {} : { adjudicator: config.adjudicator as Hex }), // readConfig has checked it
    ...(config.tower === "" ? {} : { watcher: config.tower as Hex }), // readConfig has checked it
    apps: await loadApps(options.app ?? []),
    limits: {
      maxDeposit: BigInt(config.maxDeposit),
      maxTokenDeposits: tokenDeposits(config.maxTokenDeposits),
      feeBase: BigInt(config.feeBase),
      feeRate: BigInt(config.feeRate),
    },
  };
}

async function serve(directory: string, port: number, node: RunningNode): Promise<Api> {
  try {
    return await startApi({ directory, port }, node);
  } catch (error) {
    await node.close();
    throw error;
  }
}
