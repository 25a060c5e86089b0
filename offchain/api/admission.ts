import type { IncomingMessage } from "node:http";
import { ApiError } from "./apiError.ts";
import { isSameToken } from "./credentials.ts";

/** Who may speak to the API. */
export interface Admission {
  readonly token: string;
  readonly port: number;
  /** Origins of web pages that may, e.g. "http://127.0.0.1:8080"; the API's own is always one. */
  readonly origins: readonly string[];
}

const LOOPBACK = ["127.0.0.1", "localhost", "[::1]"];

/**
 * Refuses a request that does not come by the loopback's own name (DNS rebinding), comes from a web page that is not allowed,
 * or does not bring the token. No CORS header is ever sent.
 * @throws ApiError
 */
export function admit({ headers }: IncomingMessage, { token, port, origins }: Admission): void {
  if (!LOOPBACK.some((name) => headers.host === `${name}:${port}`)) {
    throw new ApiError(
      "bad_host",
      `Host ${headers.host ?? "(none)"} is not this API's`,
      `address it as 127.0.0.1:${port}`,
    );
  }
  const allowed = [...LOOPBACK.map((name) => `http://${name}:${port}`), ...origins];
  if (headers.origin !== undefined && !allowed.includes(headers.origin)) {
    throw new ApiError(
      "bad_origin",
      `a web page of ${headers.origin} may not use this API`,
      "call it from the command line, or allow that origin",
    );
  }
  const bearer = /^Bearer ([0-9a-f]+)$/.exec(headers.authorization ?? "")?.[1];
  if (bearer === undefined || !isSameToken(bearer, token)) {
    throw new ApiError(
      "unauthorized",
      "no valid bearer token",
      "send `Authorization: Bearer <token>` with the token in api.token of the node's directory",
    );
  }
}
