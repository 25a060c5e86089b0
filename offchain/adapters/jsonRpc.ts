import type { Hex } from "../evm/hex.ts";

/** The provider could not be asked, or gave no usable answer: try again later. */
export class ProviderTrouble extends Error {
  readonly code = "chain_unreachable";
  readonly next = "start the EVM node, or give another endpoint with --rpc; what waits for the chain goes on by itself";
  readonly url: string;

  constructor(url: string, reason: string) {
    super(`no usable answer from the RPC endpoint ${url}: ${reason}; check that it runs and is reachable`);
    this.name = "ProviderTrouble";
    this.url = url;
  }
}

/** The provider understood and said no (nonce too low, fee too low, not enough ether for gas, ...). */
export class ProviderRefused extends Error {
  readonly code = "chain_unreachable";
  readonly next = "use an endpoint that answers by block hash (EIP-1898), or try again";
  readonly method: string;
  readonly rpcCode: number;
  readonly reason: string;

  constructor(method: string, rpcCode: number, reason: string) {
    super(`the RPC endpoint refused ${method}: ${reason}`);
    this.name = "ProviderRefused";
    this.method = method;
    this.rpcCode = rpcCode;
    this.reason = reason;
  }
}

/** A call or an estimate reverted; `data` is what the contract reverted with. */
export class CallReverted extends Error {
  readonly data: Hex;

  constructor(data: Hex, reason: string) {
    super(`the call reverted: ${reason}`);
    this.name = "CallReverted";
    this.data = data;
  }
}

/** One JSON-RPC request. */
export interface RpcRequest {
  readonly method: string;
  readonly params: readonly unknown[];
}

/** A JSON-RPC endpoint; every failure is one of the three errors of this file. */
export interface JsonRpc {
  readonly url: string;
  readonly send: (method: string, params: readonly unknown[]) => Promise<unknown>;
  /** Several requests at once; answers in the same order. The first failure fails all. */
  readonly sendAll: (requests: readonly RpcRequest[]) => Promise<readonly unknown[]>;
}

const BATCH = 60;
const TIMEOUT = 10_000;

/** What an answer of JSON-RPC may hold; nothing is trusted to be there. */
interface Answer {
  readonly id?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code?: unknown; readonly message?: unknown; readonly data?: unknown };
}

function isHexText(value: unknown): value is Hex {
  return typeof value === "string" && /^0x([0-9a-f]{2})*$/i.test(value);
}

function revertData(data: unknown): Hex | null {
  if (isHexText(data)) return data;
  if (typeof data === "object" && data !== null && "data" in data) return revertData(data.data);
  return null;
}

function failure(request: RpcRequest, error: NonNullable<Answer["error"]>): Error {
  const reason = typeof error.message === "string" ? error.message.slice(0, 300) : "no reason given";
  const code = typeof error.code === "number" ? error.code : 0;
  const data = revertData(error.data);
  const executes = request.method === "eth_call" || request.method === "eth_estimateGas";
  if (executes && (data !== null || /revert/i.test(reason))) return new CallReverted(data ?? "0x", reason);
  return new ProviderRefused(request.method, code, reason);
}

async function post(url: string, body: string): Promise<unknown> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
      signal: AbortSignal.timeout(TIMEOUT),
    });
    if (!response.ok) throw new Error(`HTTP status ${response.status}`);
    return await response.json();
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    throw new ProviderTrouble(url, cause instanceof Error ? cause.message || cause.name : String(cause));
  }
}

async function sendBatch(url: string, requests: readonly RpcRequest[]): Promise<readonly unknown[]> {
  const payload = requests.map((request, id) => ({ jsonrpc: "2.0", id, ...request }));
  const got = await post(url, JSON.stringify(payload.length === 1 ? payload[0] : payload));
  // An answer from outside: looked at field by field below.
  const answers = (Array.isArray(got) ? got : [got]) as readonly (Answer | null)[];
  const byId = new Map(answers.map((answer) => [answer?.id, answer]));
  return requests.map((request, id) => {
    const answer = byId.get(id);
    if (answer?.error !== undefined) throw failure(request, answer.error);
    if (answer === undefined || answer === null || answer.result === undefined) {
      throw new ProviderTrouble(url, `no answer to ${request.method}`);
    }
    return answer.result;
  });
}

/**
 * An endpoint over HTTP, requests batched, 10 s for each answer. Says nothing about chain or contract: see `ethersChain`.
 * @throws ProviderTrouble, ProviderRefused, CallReverted from its methods.
 * @example await jsonRpc("http://127.0.0.1:8545").send("eth_chainId", []) // "0x7a69"
 */
export function jsonRpc(url: string): JsonRpc {
  const sendAll = async (requests: readonly RpcRequest[]): Promise<readonly unknown[]> => {
    const results: unknown[] = [];
    for (let at = 0; at < requests.length; at += BATCH) {
      results.push(...(await sendBatch(url, requests.slice(at, at + BATCH))));
    }
    return results;
  };
  const send = async (method: string, params: readonly unknown[]): Promise<unknown> =>
    (await sendBatch(url, [{ method, params }]))[0];
  return { url, send, sendAll };
}
