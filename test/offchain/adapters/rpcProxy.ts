import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A JSON-RPC endpoint in front of another, which can be cut off, or made to lie about one method. */
export interface RpcProxy {
  readonly url: string;
  readonly cut: () => Promise<void>;
  readonly mend: () => Promise<void>;
  /** From now on every request of that method gets this result; null: the truth again. A function sees the parameters, and tells the truth by undefined. */
  readonly answer: (method: string, result: unknown) => void;
  /** The parameters of each request of that method so far. */
  readonly requestsOf: (method: string) => readonly (readonly unknown[])[];
  readonly close: () => Promise<void>;
}

interface Request {
  readonly id: unknown;
  readonly method: string;
  readonly params: readonly unknown[];
}

export async function startProxy(target: string): Promise<RpcProxy> {
  const lies = new Map<string, unknown>();
  const seen: Request[] = [];
  const handle = async (body: string): Promise<unknown> => {
    const parsed = JSON.parse(body) as Request | Request[];
    const requests = Array.isArray(parsed) ? parsed : [parsed];
    seen.push(...requests);
    const answers = await Promise.all(
      requests.map(async (request) => {
        const told = lies.get(request.method);
        const lie: unknown = typeof told === "function" ? told(request.params) : told;
        if (lie !== undefined) return { jsonrpc: "2.0", id: request.id, result: lie };
        const response = await fetch(target, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(request),
        });
        return response.json();
      }),
    );
    return Array.isArray(parsed) ? answers : answers[0];
  };
  let port = 0;
  let server: Server | null = null;
  const mend = async (): Promise<void> => {
    const fresh = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk: Buffer) => {
        body += chunk.toString();
      });
      request.on("end", () => {
        void handle(body).then(
          (answer) => response.end(JSON.stringify(answer)),
          () => response.destroy(),
        );
      });
    });
    await new Promise<void>((resolve, reject) => fresh.once("error", reject).listen(port, "127.0.0.1", resolve));
    port = (fresh.address() as AddressInfo).port;
    server = fresh;
  };
  const cut = async (): Promise<void> => {
    const old = server;
    server = null;
    if (old === null) return;
    old.closeAllConnections();
    await new Promise<void>((resolve) => old.close(() => resolve()));
  };
  await mend();
  return {
    url: `http://127.0.0.1:${port}`,
    cut,
    mend,
    close: cut,
    answer: (method, result) => void (result === null ? lies.delete(method) : lies.set(method, result)),
    requestsOf: (method) => seen.filter((request) => request.method === method).map((request) => request.params),
  };
}
