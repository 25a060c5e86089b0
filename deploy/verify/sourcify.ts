import type { Explorer } from "../chainFacts.ts";
import {
  ask,
  member,
  mismatch,
  textMember,
  unexpected,
  until,
  type Verdict,
  type VerificationRequest,
} from "./explorerAnswer.ts";

/**
 * Verifies at Sourcify, by version 2 of its interface: a job that is asked for until it is over.
 *
 * @throws ExplorerSilent
 * @example await verifyAtSourcify(explorer, request)
 */
export async function verifyAtSourcify(explorer: Explorer, request: VerificationRequest): Promise<Verdict> {
  const { chainId, contract } = request;
  const url = `${explorer.url}/${chainId}/${contract.address}`;
  const known = await ask(`${explorer.api}/v2/contract/${chainId}/${contract.address}`);
  if (known.status === 200 && isMatch(member(known.body, "match"))) return { kind: "verified", url };
  let job = request.begun;
  if (job === null) {
    const sent = await ask(`${explorer.api}/v2/verify/${chainId}/${contract.address}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        stdJsonInput: JSON.parse(request.input),
        compilerVersion: request.compiler,
        contractIdentifier: contract.identifier,
        ...(contract.transaction === null ? {} : { creationTransactionHash: contract.transaction }),
      }),
    });
    if (sent.status === 409) return { kind: "verified", url };
    job = textMember(sent.body, "verificationId");
    if (job === null) return unexpected(sent);
    request.note(job);
  }
  return until(request, () => look(explorer, request, url, job));
}

async function look(explorer: Explorer, request: VerificationRequest, url: string, job: string): Promise<Verdict> {
  const answer = await ask(`${explorer.api}/v2/verify/${job}`);
  if (answer.status === 404) {
    request.note(null);
    return { kind: "failed", why: "it has forgotten the job", next: "run again: the source is sent anew" };
  }
  if (answer.status !== 200) return unexpected(answer);
  if (member(answer.body, "isJobCompleted") !== true) return { kind: "pending", why: "the job is not over yet" };
  request.note(null);
  if (isMatch(member(answer.body, "contract", "match"))) return { kind: "verified", url };
  if (textMember(answer.body, "error", "customCode") === "already_verified") return { kind: "verified", url };
  return mismatch(textMember(answer.body, "error", "message") ?? "recompiled code and deployed code differ");
}

/** "match", or "exact_match" where the compiler's metadata is the same too. */
const isMatch = (match: unknown): boolean => match === "match" || match === "exact_match";
