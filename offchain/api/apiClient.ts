import { Agent, request as httpRequest } from "node:http";
import { WebSocket } from "ws";
import type { Json } from "../runtime/json.ts";
import { ApiError } from "./apiError.ts";
import { type Endpoint, readEndpoint } from "./credentials.ts";

/** Speaks to the node of one directory. */
export interface ApiClient {
  /** @throws ApiError what the node answered; NotRunning where nobody does. */
  readonly request: (method: string, params?: Json) => Promise<Json>;
  /** The node's events from now on; resolves to a function that ends them. `onEnd` is called when the node goes away. */
  readonly events: (listener: (event: Json) => void, onEnd?: () => void) => Promise<() => void>;
  readonly close: () => void;
}

/** No node answers for that directory. */
export class NotRunning extends Error {
  readonly code = "not_running";
  readonly next: string;

  constructor(directory: string, why: string) {
    super(`no node answers for the directory ${directory} (${why})`);
    this.name = "NotRunning";
    this.next = `start it with \`chenilles --dir ${directory} start\`, or name its directory with --dir`;
  }
}

function post(
  endpoint: Endpoint,
  agent: Agent,
  method: string,
  params: Json,
): Promise<{ status: number; body: string }> {
  const body = JSON.stringify(params);
  const headers = {
    authorization: `Bearer ${endpoint.token}`,
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
  };
  return new Promise((resolve, reject) => {
    const options = { host: "127.0.0.1", port: endpoint.port, path: `/v1/${method}`, method: "POST", agent, headers };
    const request = httpRequest(options, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString("utf8") }),
      );
      response.on("error", reject);
    });
    request.on("error", reject);
    request.end(body);
  });
}

function parseAnswer({ status, body }: { status: number; body: string }): Json {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw new ApiError(
      "not_ours",
      `what listens there is no node (HTTP ${status})`,
      "check which program uses the port in api.json",
    );
  }
  if (status === 200) return value as Json; // JSON.parse gives nothing else
  const error: unknown = Reflect.get(Object(value), "error");
  const field = (name: string): string => String(Reflect.get(Object(error), name) ?? "");
  throw new ApiError(field("code") || "internal", field("message") || `HTTP ${status}`, field("next"));
}

/**
 * A client for the node of that directory; connections are kept open between requests. Reads where it listens at each request
 * that finds nobody, so that a restarted node is found again.
 * @example const { channels } = await apiClient("~/.chenilles").request("listchannels")
 */
export function apiClient(directory: string): ApiClient {
  const agent = new Agent({ keepAlive: true });
  const endpointOf = (): Endpoint => {
    const endpoint = readEndpoint(directory);
    if (endpoint === null) throw new NotRunning(directory, "it has not been started");
    return endpoint;
  };
  let known: Endpoint | null = null;
  const send = async (method: string, params: Json): Promise<{ status: number; body: string }> => {
    const tried = known ?? endpointOf();
    known = tried;
    try {
      return await post(tried, agent, method, params);
    } catch (error) {
      known = null;
      // Refused: nothing was sent. A node that was started again listens elsewhere.
      const now = Reflect.get(Object(error), "code") === "ECONNREFUSED" ? endpointOf() : null;
      if (now === null || now.port === tried.port)
        throw new NotRunning(directory, error instanceof Error ? error.message : String(error));
      known = now;
      return send(method, params);
    }
  };
  const request = async (method: string, params: Json = {}): Promise<Json> => parseAnswer(await send(method, params));
  const events: ApiClient["events"] = (listener, onEnd) => {
    const { port, token } = endpointOf();
    const socket = new WebSocket(`ws://127.0.0.1:${port}/v1/events`, { headers: { authorization: `Bearer ${token}` } });
    return new Promise((resolve, reject) => {
      socket.once("open", () => resolve(() => socket.terminate()));
      socket.on("error", (error) => reject(new NotRunning(directory, error.message)));
      socket.on("close", () => onEnd?.());
      socket.on("message", (message) => listener(JSON.parse(String(message)) as Json)); // JSON.parse gives nothing else
    });
  };
  return { request, events, close: () => agent.destroy() };
}
