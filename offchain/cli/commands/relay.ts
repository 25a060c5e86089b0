import type { Command } from "commander";
import { startApi } from "../../api/apiServer.ts";
import { startRelay } from "../../runtime/relay.ts";
import { contextOf } from "../context.ts";
import { portOf } from "../port.ts";
import { untilSignal } from "../untilSignal.ts";
import { example } from "./example.ts";

/** `chenilles relay` */
export function addRelay(program: Command): void {
  program
    .command("relay")
    .description("run a relay: mailboxes for nodes that are away; it reads nothing and decides nothing")
    .option("--port <port>", "port to listen on (0: any free one)", "9735")
    .option("--host <address>", "address to listen on", "127.0.0.1")
    .addHelpText("after", example("relay --port 9735"))
    .action(async (options: { readonly port: string; readonly host: string }, self: Command) => {
      const { directory, print } = contextOf(self);
      const relay = await startRelay({ host: options.host, port: portOf(options.port, "--port") });
      const api = await startApi({ directory }, relay);
      print({ event: "ready", url: relay.url, api: api.url }, `relay ${relay.url}\nReady; Ctrl-C stops it.`);
      await untilSignal();
      await api.close();
      await relay.close();
    });
}
