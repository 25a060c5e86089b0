import type { Explorer } from "../chainFacts.ts";
import {
  type Answer,
  ask,
  mismatch,
  textMember,
  unexpected,
  until,
  type Verdict,
  type VerificationRequest,
} from "./explorerAnswer.ts";

/** Apache-2.0, in Etherscan's list. */
const LICENSE = "12";

/**
 * Verifies at Etherscan, by version 2 of its interface: one address and one key for all its chains.
 *
 * @throws ExplorerSilent
 * @example await verifyAtEtherscan(explorer, request)
 */
export async function verifyAtEtherscan(explorer: Explorer, request: VerificationRequest): Promise<Verdict> {
  const { contract, apiKey } = request;
  if (apiKey === null)
    return {
      kind: "skipped",
      why: "it wants a key, and none was given",
      next: "make one at etherscan.io, put it in ETHERSCAN_API_KEY, and run again",
    };
  const verified: Verdict = { kind: "verified", url: `${explorer.url}/address/${contract.address}#code` };
  const job = request.begun ?? (await submitted(explorer, request, verified));
  if (typeof job !== "string") return job;
  request.note(job);
  return until(request, () => look(explorer, request, verified, job));
}

/** The job's name; or a verdict, if it is settled without one. It follows the chain a little behind: then it is asked again. */
async function submitted(
  explorer: Explorer,
  request: VerificationRequest,
  verified: Verdict,
): Promise<string | Verdict> {
  for (let tries = 1; ; tries++) {
    const answer = await send(explorer, request);
    const said = textMember(answer.body, "result") ?? "";
    if (/already verified/i.test(said)) return verified;
    if (textMember(answer.body, "status") === "1") return said;
    if (!/unable to locate/i.test(said)) return unexpected(answer);
    if (tries >= request.tries) return { kind: "pending", why: said };
    await request.pause();
  }
}

function send(explorer: Explorer, request: VerificationRequest): Promise<Answer> {
  const { contract, input, compiler } = request;
  const body = new URLSearchParams({
    contractaddress: contract.address,
    sourceCode: input,
    codeformat: "solidity-standard-json-input",
    contractname: contract.identifier,
    compilerversion: `v${compiler}`,
    constructorArguments: "",
    licenseType: LICENSE,
  });
  return ask(`${addressOf(explorer, request)}&action=verifysourcecode`, { method: "POST", body });
}

async function look(
  explorer: Explorer,
  request: VerificationRequest,
  verified: Verdict,
  guid: string,
): Promise<Verdict> {
  const answer = await ask(`${addressOf(explorer, request)}&action=checkverifystatus&guid=${guid}`);
  return verdictOf(answer, request, verified);
}

function verdictOf(answer: Answer, request: VerificationRequest, verified: Verdict): Verdict {
  const said = textMember(answer.body, "result") ?? "";
  if (/^pending/i.test(said)) return { kind: "pending", why: said };
  request.note(null);
  if (/^pass|already verified/i.test(said)) return verified;
  return /^fail/i.test(said) ? mismatch(said) : unexpected(answer);
}

function addressOf({ api }: Explorer, { chainId, apiKey }: VerificationRequest): string {
  return `${api}?chainid=${chainId}&module=contract&apikey=${encodeURIComponent(apiKey ?? "")}`;
}
