import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { Explorer } from "../../deploy/chainFacts.ts";

/** How an explorer behaves towards all that is sent to it. */
export type Mood = "takes" | "has it" | "says no" | "is broken" | "is behind";

/** Something that was sent to an explorer. */
export interface Sent {
  readonly path: string;
  readonly body: string;
}

/** Three explorers on the loopback interface, each by its own interface. */
export interface FakeExplorers {
  mood: Mood;
  /** How often a job counts as pending before it is over. */
  pending: number;
  readonly sent: Sent[];
  readonly explorer: (kind: Explorer["kind"]) => Explorer;
  readonly stop: () => Promise<void>;
}

interface Reply {
  readonly status: number;
  readonly body: unknown;
}

const reply = (body: unknown, status = 200): Reply => ({ status, body });

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}

/** What each interface answers, by its documents; `waits` says whether a job is still pending. */
function answerOf(url: URL, posted: boolean, mood: Mood, waits: () => boolean): Reply {
  const path = url.pathname;
  if (path.startsWith("/sourcify/v2/contract/"))
    return mood === "has it" ? reply({ match: "match" }) : reply({ match: null }, 404);
  if (path.startsWith("/sourcify/v2/verify/") && posted) return reply({ verificationId: "job-1" }, 202);
  if (path.startsWith("/sourcify/v2/verify/")) {
    if (waits()) return reply({ isJobCompleted: false });
    const error = { customCode: "no_match", message: "The onchain and recompiled bytecodes don't match." };
    const contract = { match: mood === "says no" ? null : "match" };
    return reply({ isJobCompleted: true, contract, ...(mood === "says no" ? { error } : {}) });
  }
  if (path.startsWith("/blockscout/smart-contracts/") && posted)
    return reply({ message: "Smart-contract verification started" });
  if (path.startsWith("/blockscout/smart-contracts/"))
    return reply({ is_verified: mood === "has it" || (mood === "takes" && !waits()) });
  if (path === "/etherscan" && posted) {
    if (mood === "has it") return reply({ status: "0", result: "Contract source code already verified" });
    if (mood === "is behind" && waits()) return reply({ status: "0", result: "Unable to locate ContractCode at 0x" });
    return reply({ status: "1", message: "OK", result: "guid-1" });
  }
  if (waits()) return reply({ status: "0", result: "Pending in queue" });
  return mood === "says no"
    ? reply({ status: "0", result: "Fail - Unable to verify" })
    : reply({ status: "1", result: "Pass - Verified" });
}

/** Starts them. */
export async function fakeExplorers(): Promise<FakeExplorers> {
  const sent: Sent[] = [];
  const waited = new Map<string, number>();
  const waits = (key: string): boolean => {
    const times = waited.get(key) ?? 0;
    waited.set(key, times + 1);
    return times < fake.pending;
  };
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    const body = await textOf(request);
    const posted = request.method === "POST";
    if (posted) sent.push({ path: `${url.pathname}${url.search}`, body });
    if (fake.mood === "is broken") {
      response.writeHead(502, { "content-type": "text/html" }).end("<html>Bad gateway</html>");
      return;
    }
    // A Blockscout's page is looked at before anything is sent: only afterwards it is a job that waits.
    const begun = !url.pathname.startsWith("/blockscout") || sent.some((each) => each.path.startsWith(url.pathname));
    const answer = answerOf(url, posted, fake.mood, () => !begun || waits(url.pathname));
    response.writeHead(answer.status, { "content-type": "application/json" }).end(JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // it listens on a port
  const fake: FakeExplorers = {
    mood: "takes",
    pending: 2,
    sent,
    explorer: (kind) => ({ name: kind, url: "https://look.example", kind, api: `http://127.0.0.1:${port}/${kind}` }),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return fake;
}
