import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import type { Json, Served } from "../runtime/json.ts";
import { type Admission, admit } from "./admission.ts";
import { ApiError, toApiError } from "./apiError.ts";
import { announce, bearerToken } from "./credentials.ts";

/** A running API. */
export interface Api {
  readonly url: string;
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** `port` 0 or absent: any free one. `origins`: web pages that may use it. */
export interface ApiOptions {
  readonly directory: string;
  readonly port?: number;
  readonly origins?: readonly string[];
}

/** Another program listens on the port. */
export class ApiPortTaken extends Error {
  readonly code = "port_taken";
  readonly next = "stop that program, or choose another port with --api_port (0 takes any free one)";

  constructor(port: number) {
    super(`port ${port} of 127.0.0.1 is taken by another program`);
    this.name = "ApiPortTaken";
  }
}

const MAX_BODY = 1 << 20;
const MAX_BACKLOG = 4 << 20;

const STATUS: Readonly<Record<string, number>> = {
  unauthorized: 401,
  bad_host: 403,
  bad_origin: 403,
  unknown_method: 404,
  not_post: 405,
  too_large: 413,
  not_json: 415,
  internal: 500,
};

async function readBody(request: IncomingMessage): Promise<Json> {
  if (request.method !== "POST")
    throw new ApiError("not_post", `${request.method} is not allowed here`, "send a POST with a JSON object");
  if (!/^application\/json\b/i.test(request.headers["content-type"] ?? "")) {
    throw new ApiError("not_json", "the request is not JSON", "send `Content-Type: application/json`");
  }
  const tooLarge = new ApiError("too_large", `the request is larger than ${MAX_BODY} bytes`, "send less at once");
  if (Number(request.headers["content-length"] ?? 0) > MAX_BODY) throw tooLarge;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_BODY) throw tooLarge;
    chunks.push(chunk);
  }
  try {
    const value: unknown = JSON.parse(Buffer.concat(chunks).toString("utf8") || "{}");
    return value as Json; // JSON.parse gives nothing else
  } catch {
    throw new ApiError("bad_request", "the request's body is not valid JSON", "check quotes and commas");
  }
}

function answer(response: ServerResponse, status: number, value: Json): void {
  const body = JSON.stringify(value);
  response.writeHead(status, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  });
  response.end(body);
}

function errorBody({ code, message, next }: ApiError): Json {
  return { error: { code, message, next } };
}

async function handle(
  served: Served,
  admission: Admission,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    admit(request, admission);
    const method = /^\/v1\/([a-z]{1,40})$/.exec(request.url ?? "")?.[1];
    if (method === undefined)
      throw new ApiError(
        "unknown_method",
        `there is nothing at ${request.url}`,
        "POST to /v1/<method>, e.g. /v1/getinfo",
      );
    answer(response, 200, await served.request(method, await readBody(request)));
  } catch (thrown) {
    const error = toApiError(thrown);
    if (error.code === "too_large") response.setHeader("connection", "close");
    answer(response, STATUS[error.code] ?? 422, errorBody(error));
  }
}

function stream(served: Served, socket: WebSocket): void {
  const stop = served.onEvent((event) => {
    // One that does not read is let go; it asks for the present state when it is back.
    if (socket.bufferedAmount > MAX_BACKLOG) socket.terminate();
    else socket.send(JSON.stringify(event));
  });
  socket.on("close", stop);
  socket.on("error", () => socket.terminate());
}

function refuseUpgrade(socket: Duplex, error: ApiError): void {
  const body = JSON.stringify(errorBody(error));
  const status = STATUS[error.code] === 401 ? "401 Unauthorized" : "403 Forbidden";
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error) =>
      reject(Reflect.get(error, "code") === "EADDRINUSE" ? new ApiPortTaken(port) : error),
    );
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });
}

/**
 * Serves methods as POST /v1/<method> and events as a WebSocket at /v1/events, on the loopback interface, to whoever has the token
 * in the directory's `api.token`.
 * @throws ApiPortTaken
 * @example const api = await startApi({ directory }, node)
 */
export async function startApi(options: ApiOptions, served: Served): Promise<Api> {
  const admission = { token: bearerToken(options.directory), port: 0, origins: options.origins ?? [] };
  const server = createServer((request, response) => void handle(served, admission, request, response));
  server.keepAliveTimeout = 60_000;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 1024 });
  server.on("upgrade", (request, socket, head) => {
    try {
      admit(request, admission);
      if (request.url !== "/v1/events")
        throw new ApiError("unknown_method", "events are at /v1/events", "connect there");
    } catch (thrown) {
      return refuseUpgrade(socket, toApiError(thrown));
    }
    sockets.handleUpgrade(request, socket, head, (client) => stream(served, client));
  });
  const port = await listen(server, options.port ?? 0);
  admission.port = port;
  const withdraw = announce(options.directory, port);
  const close = async (): Promise<void> => {
    withdraw();
    for (const client of sockets.clients) client.terminate();
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
  };
  return { url: `http://127.0.0.1:${port}`, port, close };
}
