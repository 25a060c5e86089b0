import { type AddressBook, listContracts } from "../addressBook.ts";
import type { Explorer } from "../chainFacts.ts";
import type { ChainProfile } from "../chainProfile.ts";
import type { StateFile } from "../deploymentState.ts";
import type { PlannedContract } from "../plan.ts";
import { verifyAtBlockscout } from "./blockscout.ts";
import { verifyAtEtherscan } from "./etherscan.ts";
import { ExplorerSilent, type Verdict, type Verifiable, type VerificationRequest } from "./explorerAnswer.ts";
import { verifyAtSourcify } from "./sourcify.ts";
import { annexesOf, compilerName, standardInput } from "./standardInput.ts";

/** What a verification works with. */
export interface VerificationTools {
  readonly state: StateFile;
  readonly addresses: string;
  readonly pause: () => Promise<void>;
  readonly tries: number;
  /** For Etherscan. */
  readonly apiKey: string | null;
  readonly onLine: (line: string) => void;
}

/** What one explorer made of one contract. */
export interface ContractVerdict {
  readonly contract: string;
  readonly address: string;
  readonly explorer: string;
  readonly verdict: Verdict;
}

/**
 * Sends the sources of deployed contracts, and of what their constructors made, to every explorer of the chain's profile; lists where
 * they can be read. An explorer that is down or says no stops nothing else.
 *
 * @example await verifyAll(profile, contracts, book, tools)
 */
export async function verifyAll(
  profile: ChainProfile,
  contracts: readonly PlannedContract[],
  book: AddressBook,
  tools: VerificationTools,
): Promise<readonly ContractVerdict[]> {
  const verdicts: ContractVerdict[] = [];
  if (profile.explorers.length === 0) return verdicts;
  const compiler = compilerName();
  for (const planned of contracts) {
    const input = JSON.stringify(standardInput(planned.source));
    const verified: Record<string, string> = {};
    for (const explorer of profile.explorers) {
      const own: Verdict[] = [];
      for (const contract of verifiables(planned, book)) {
        const verdict = await verdictOf(explorer, {
          ...requestOf(profile, explorer, contract, tools),
          input,
          compiler,
        });
        own.push(verdict);
        verdicts.push({ contract: contract.name, address: contract.address, explorer: explorer.name, verdict });
        tools.onLine(lineOf(explorer, contract, verdict));
      }
      const [first] = own;
      if (first?.kind === "verified" && own.every(({ kind }) => kind === "verified"))
        verified[explorer.name] = first.url;
    }
    const listed = book.contracts[planned.name];
    const { chain, chainId, factory } = book;
    if (listed !== undefined)
      listContracts(tools.addresses, { chain, chainId, factory }, { [planned.name]: { ...listed, verified } });
  }
  return verdicts;
}

/** A contract and what its constructor made, with their names. */
export function verifiables(planned: PlannedContract, book: AddressBook | null): readonly Verifiable[] {
  const transaction = book?.contracts[planned.name]?.transaction ?? null;
  const named = annexesOf(planned.source);
  if (named.length !== planned.annexes.length)
    throw new Error(
      `${planned.source} names ${named.length} contracts that it makes, and made ${planned.annexes.length}: correct annexesOf`,
    );
  const own = {
    address: planned.address,
    name: planned.name,
    identifier: `${planned.source}:${planned.name}`,
    transaction,
  };
  const annexes = planned.annexes.map(({ address }, place) => {
    const { name = "", source = "" } = named[place] ?? {};
    return { address, name, identifier: `${source}:${name}`, transaction };
  });
  return [own, ...annexes];
}

function requestOf(
  { chainId }: ChainProfile,
  explorer: Explorer,
  contract: Verifiable,
  { state, pause, tries, apiKey }: VerificationTools,
): Omit<VerificationRequest, "input" | "compiler"> {
  const key = `${contract.name} at ${explorer.name}`;
  const begun = state.read().verifications[key] ?? null;
  return { chainId, contract, begun, note: (id) => state.verification(key, id), pause, tries, apiKey };
}

async function verdictOf(explorer: Explorer, request: VerificationRequest): Promise<Verdict> {
  try {
    switch (explorer.kind) {
      case "sourcify":
        return await verifyAtSourcify(explorer, request);
      case "blockscout":
        return await verifyAtBlockscout(explorer, request);
      case "etherscan":
        return await verifyAtEtherscan(explorer, request);
      default:
        return explorer.kind satisfies never;
    }
  } catch (error) {
    if (!(error instanceof ExplorerSilent)) throw error;
    return { kind: "failed", why: error.message, next: "run again later: the deployment itself is done" };
  }
}

function lineOf({ name }: Explorer, contract: Verifiable, verdict: Verdict): string {
  const head = `${contract.name} at ${name}`;
  switch (verdict.kind) {
    case "verified":
      return `${head}: verified, ${verdict.url}`;
    case "pending":
      return `${head}: not verified yet (${verdict.why}); run again later`;
    case "skipped":
      return `${head}: skipped: ${verdict.why}; ${verdict.next}`;
    case "failed":
      return `${head}: not verified: ${verdict.why}; ${verdict.next}`;
    default:
      return verdict satisfies never;
  }
}
