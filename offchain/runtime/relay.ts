import { type Relay, startRelay as serveRelay } from "../adapters/relayServer.ts";
import { type Json, RequestError, type Served, toJson } from "./json.ts";

/** A relay that runs. */
export interface RunningRelay extends Served {
  readonly url: string;
  readonly port: number;
  readonly close: () => Promise<void>;
}

/**
 * Starts a relay: mailboxes that keep frames for nodes that are away. It can lose, delay and repeat them, and read none.
 * @throws PortTaken
 * @example const relay = await startRelay({ port: 9735 })
 */
export async function startRelay(options: { readonly host?: string; readonly port?: number }): Promise<RunningRelay> {
  const relay: Relay = await serveRelay(options);
  return {
    url: relay.url,
    port: relay.port,
    close: relay.close,
    onEvent: () => () => {},
    request: (method): Promise<Json> => {
      if (method === "getinfo") return Promise.resolve({ url: relay.url, metrics: toJson(relay.metrics()) });
      return Promise.reject(new RequestError("unknown_method", `a relay has no method ${method}`, "choose getinfo"));
    },
  };
}
