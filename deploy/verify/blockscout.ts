import type { Explorer } from "../chainFacts.ts";
import { ask, member, mismatch, unexpected, until, type Verdict, type VerificationRequest } from "./explorerAnswer.ts";

/**
 * Verifies at a Blockscout: the source is sent, and the contract looked at until it counts as verified. Blockscout names no job and
 * tells no reason if it does not.
 *
 * @throws ExplorerSilent
 * @example await verifyAtBlockscout(explorer, request)
 */
export async function verifyAtBlockscout(explorer: Explorer, request: VerificationRequest): Promise<Verdict> {
  const { contract } = request;
  const page = `${explorer.api}/smart-contracts/${contract.address}`;
  const verified: Verdict = { kind: "verified", url: `${explorer.url}/address/${contract.address}?tab=contract` };
  const isVerified = async (): Promise<boolean> => member((await ask(page)).body, "is_verified") === true;
  if (await isVerified()) return verified;
  if (request.begun === null) {
    const sent = await ask(`${page}/verification/via/standard-input`, { method: "POST", body: formOf(request) });
    if (sent.status !== 200) return /already verified/i.test(JSON.stringify(sent.body)) ? verified : unexpected(sent);
    request.note("sent");
  }
  const verdict = await until(request, async () =>
    (await isVerified()) ? verified : { kind: "pending", why: "it does not show the source yet" },
  );
  request.note(null);
  return verdict.kind === "pending" ? mismatch("it took the source, and does not show it as verified") : verdict;
}

function formOf({ contract, input, compiler }: VerificationRequest): FormData {
  const form = new FormData();
  form.set("compiler_version", `v${compiler}`);
  form.set("contract_name", contract.name);
  form.set("license_type", "apache_2_0");
  form.set("autodetect_constructor_args", "false");
  form.set("constructor_args", "");
  form.set("files[0]", new Blob([input], { type: "application/json" }), "input.json");
  return form;
}
