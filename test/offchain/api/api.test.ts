import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { WebSocket } from "ws";
import { apiClient, NotRunning } from "../../../offchain/api/apiClient.ts";
import { ApiError } from "../../../offchain/api/apiError.ts";
import { type Api, ApiPortTaken, startApi } from "../../../offchain/api/apiServer.ts";
import type { Json, Served } from "../../../offchain/runtime/json.ts";

describe("api: one loopback server, one token", () => {
  let folder: string;
  let api: Api;
  let emit: (event: Json) => void = () => {};
  const served: Served = {
    request: async (method, params) => {
      if (method === "echo") return params;
      if (method === "fail")
        throw Object.assign(new Error("too little"), { code: "insufficient_balance", next: "deposit more" });
      if (method === "crash") throw new TypeError("x is undefined");
      throw new ApiError("unknown_method", `no method ${method}`, "see --help");
    },
    onEvent: (listener) => {
      emit = listener;
      return () => {};
    },
  };

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "chenilles-api-"));
    api = await startApi({ directory: folder }, served);
  });
  afterEach(async () => {
    await api.close();
    rmSync(folder, { recursive: true });
  });

  const token = (): string => readFileSync(join(folder, "api.token"), "utf8").trim();
  const raw = (
    headers: Record<string, string>,
    options: { body?: string; method?: string; path?: string } = {},
  ): Promise<{ status: number; code: string }> =>
    new Promise((resolve, reject) => {
      const request = httpRequest(
        {
          host: "127.0.0.1",
          port: api.port,
          path: options.path ?? "/v1/echo",
          method: options.method ?? "POST",
          headers,
        },
        (response) => {
          let text = "";
          response.on("data", (chunk: Buffer) => {
            text += chunk.toString();
          });
          response.on("end", () =>
            resolve({ status: response.statusCode ?? 0, code: JSON.parse(text).error?.code ?? "" }),
          );
        },
      );
      request.on("error", reject);
      request.end(options.body ?? "{}");
    });
  const good = (): Record<string, string> => ({
    authorization: `Bearer ${token()}`,
    "content-type": "application/json",
  });

  it("answers who has the token, with what the node says", async () => {
    expect(await apiClient(folder).request("echo", { amount: "1000000000000000000000" })).deep.equal({
      amount: "1000000000000000000000",
    });
  });

  it("keeps the token to its owner, and over restarts", async () => {
    expect(statSync(join(folder, "api.token")).mode & 0o777).equal(0o600);
    const before = token();
    await api.close();
    api = await startApi({ directory: folder }, served);
    expect(token()).equal(before);
  });

  it("refuses a missing, short and wrong token", async () => {
    for (const authorization of ["", "Bearer ab", `Bearer ${"0".repeat(64)}`]) {
      expect(await raw({ ...good(), authorization })).include({ status: 401, code: "unauthorized" });
    }
  });

  it("refuses a foreign Host (DNS rebinding) and a web page's Origin", async () => {
    expect(await raw({ ...good(), host: "evil.example" })).include({ status: 403, code: "bad_host" });
    expect(await raw({ ...good(), origin: "https://evil.example" })).include({ status: 403, code: "bad_origin" });
    expect(await raw({ ...good(), origin: `http://127.0.0.1:${api.port}` })).include({ status: 200 });
  });

  it("takes POST with JSON of at most 1 MiB, and nothing else", async () => {
    expect(await raw(good(), { method: "GET", body: "" })).include({ status: 405 });
    expect(await raw({ ...good(), "content-type": "text/plain" })).include({ status: 415 });
    expect(await raw(good(), { body: "{" })).include({ status: 422, code: "bad_request" });
    expect(await raw(good(), { path: "/v1/../etc" })).include({ status: 404 });
    expect(await raw(good(), { body: JSON.stringify("a".repeat(1 << 20)) })).include({
      status: 413,
      code: "too_large",
    });
  });

  it("passes a node's errors on with code and next step, and hides nothing of a defect", async () => {
    const client = apiClient(folder);
    const failed = await client.request("fail").catch((error: unknown) => error);
    expect(failed)
      .instanceOf(ApiError)
      .include({ code: "insufficient_balance", message: "too little", next: "deposit more" });
    expect(await client.request("crash").catch((error: unknown) => error)).include({
      code: "internal",
      message: "x is undefined",
    });
    client.close();
  });

  it("streams events to who has the token", async () => {
    const events: Json[] = [];
    const client = apiClient(folder);
    const stop = await client.events((event) => events.push(event));
    emit({ event: "paid", amount: "5" });
    while (events.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(events).deep.equal([{ event: "paid", amount: "5" }]);
    stop();
    const refused = await new Promise<number>((resolve) => {
      const socket = new WebSocket(`ws://127.0.0.1:${api.port}/v1/events`);
      socket.on("unexpected-response", (_, response) => resolve(response.statusCode ?? 0));
      socket.on("error", () => {});
    });
    expect(refused).equal(401);
  });

  it("names a port that is taken", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as AddressInfo;
    const error = await startApi({ directory: folder, port }, served).catch((thrown: unknown) => thrown);
    expect(error).instanceOf(ApiPortTaken).property("message").contains(String(port));
    other.close();
  });

  it("tells that no node runs, before and after one ran", async () => {
    await api.close();
    expect(existsSync(join(folder, "api.json"))).equal(false);
    const error = await apiClient(folder)
      .request("echo")
      .catch((thrown: unknown) => thrown);
    expect(error).instanceOf(NotRunning).property("next").contains("chenilles --dir");
    api = await startApi({ directory: folder }, served);
  });
});
