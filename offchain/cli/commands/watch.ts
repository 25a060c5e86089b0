import process from "node:process";
import type { Command } from "commander";
import { startApi } from "../../api/apiServer.ts";
import type { Hex } from "../../evm/hex.ts";
import { startWatcher } from "../../runtime/watcher.ts";
import { contextOf } from "../context.ts";
import { UsageError } from "../exitCodes.ts";
import type { ConfigFlags } from "../nodeConfig.ts";
import { portOf } from "../port.ts";
import { withProgress } from "../progress.ts";
import { untilSignal } from "../untilSignal.ts";
import { addAppOption, addWhereOptions } from "../whereOptions.ts";
import { example } from "./example.ts";
import { nodeIdOf } from "./openchannel.ts";
import { nodeOptionsOf, watchFatal } from "./start.ts";

interface Options extends ConfigFlags {
  readonly for?: readonly Hex[];
  readonly password_file?: string;
  readonly app?: readonly string[];
  readonly api_port: string;
}

/** `chenilles watch` */
export function addWatch(program: Command): void {
  const command = program
    .command("watch")
    .description("run a watcher: it holds the newest states of its owners' channels and answers the chain for them");
  addAppOption(addWhereOptions(command))
    .option("--for <node id>", "whom it watches for; may be given again", (id: string, before: readonly Hex[] = []) => [
      ...before,
      nodeIdOf(id),
    ])
    .option("--api_port <port>", "port of the API on 127.0.0.1 (0: any free one)", "0")
    .addHelpText(
      "after",
      example("watch --for 02ab…   # and on that node: chenilles start --tower <this watcher's node id>"),
    )
    .action(async (options: Options, self: Command) => {
      const { directory, print } = contextOf(self);
      const owners = options.for ?? [];
      if (owners.length === 0) throw new UsageError("nobody to watch for", "name each owner's node id with --for");
      const fatal = watchFatal();
      const line = (text: string): void => void process.stderr.write(`${text}\n`);
      const { limits: _, alias: __, watcher: ___, ...where } = await nodeOptionsOf(directory, options);
      const watcher = await withProgress(
        "starting",
        startWatcher({ ...where, owners, onLine: line, onFatal: fatal.tell }),
      );
      const api = await startApi({ directory, port: portOf(options.api_port, "--api_port") }, watcher);
      const ready = { event: "ready", nodeId: watcher.nodeId, account: watcher.account, api: api.url };
      print(
        ready,
        `watcher ${watcher.nodeId}\naccount ${watcher.account} (it pays the gas of its answers)\nReady; Ctrl-C stops it.`,
      );
      const why = await Promise.race([untilSignal(), watcher.stopped.then(() => "asked to stop"), fatal.happened]);
      await api.close();
      if (why instanceof Error) throw why;
      await watcher.close();
    });
}
