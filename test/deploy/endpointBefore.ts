import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A request of JSON-RPC. */
export interface Asked {
  readonly id: number;
  readonly method: string;
  readonly params: readonly unknown[];
}

/** What an endpoint answers in place of the node behind it; null: what that one answers. */
export type Change = (asked: Asked) => { readonly result: unknown } | { readonly error: object } | null;

/** An endpoint in front of another that answers some requests itself. */
export async function endpointBefore(
  behind: string,
  change: Change,
): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> {
  const headers = { "content-type": "application/json" };
  const answerOf = async (asked: Asked): Promise<unknown> => {
    const own = change(asked);
    if (own !== null) return { jsonrpc: "2.0", id: asked.id, ...own };
    return (await fetch(behind, { method: "POST", headers, body: JSON.stringify(asked) })).json();
  };
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += String(chunk);
    const asked = JSON.parse(text) as Asked | readonly Asked[]; // JSON-RPC, one or a batch
    const answer = Array.isArray(asked) ? await Promise.all(asked.map(answerOf)) : await answerOf(asked as Asked); // not a batch
    response.writeHead(200, headers).end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // it listens on a port
  return { url: `http://127.0.0.1:${port}`, stop: () => new Promise((resolve) => server.close(() => resolve())) };
}
