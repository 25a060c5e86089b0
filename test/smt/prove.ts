import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Solver } from "./solver.ts";

const FILE = "Conservation.sol";

interface Compiler {
  compile(input: string, callbacks: { smtSolver: (query: string) => { contents: string } | { error: string } }): string;
}

interface Said {
  readonly severity: string;
  readonly message: string;
  readonly sourceLocation?: { readonly start: number; readonly end: number };
}

/** What the model checker says of each assertion, by line. */
export interface Proof {
  readonly proved: readonly string[];
  readonly violated: readonly string[];
  /** Not decided, or not understood: what keeps the rest from being a proof. */
  readonly open: readonly string[];
  readonly questions: number;
}

/** The arithmetic of one channel, as it stands in this folder. */
export const conservationSource = (): string => readFileSync(new URL(`./${FILE}`, import.meta.url), "utf8");

/**
 * Has the compiler's model checker look at every assertion of a contract, entry by entry, with Z3.
 *
 * @example (await prove(conservationSource())).violated // []
 */
export async function prove(source: string): Promise<Proof> {
  // solc comes without types, and as CommonJS.
  const solc = createRequire(import.meta.url)("solc") as Compiler;
  const solver = new Solver();
  let questions = 0;
  const smtSolver = (query: string): { contents: string } => {
    questions++;
    return { contents: solver.ask(query) };
  };
  const input = {
    language: "Solidity",
    sources: { [FILE]: { content: source } },
    settings: {
      modelChecker: {
        engine: "bmc",
        solvers: ["smtlib2"],
        targets: ["assert"],
        showProvedSafe: true,
        showUnproved: true,
        showUnsupported: true,
      },
      outputSelection: { "*": { "*": [] } },
    },
  };
  try {
    const { errors = [] } = JSON.parse(solc.compile(JSON.stringify(input), { smtSolver })) as { errors?: Said[] };
    return { ...sorted(errors, source), questions };
  } finally {
    await solver.close();
  }
}

function sorted(errors: readonly Said[], source: string): Omit<Proof, "questions"> {
  const at = ({ sourceLocation, message }: Said): string =>
    sourceLocation === undefined ? message : lineOf(source, sourceLocation.start);
  const safe = errors.filter(({ message }) => message.includes("check is safe"));
  const violated = errors.filter(({ message }) => message.includes("violation happens"));
  const open = errors.filter((said) => !safe.includes(said) && !violated.includes(said));
  return {
    proved: safe.map(at),
    violated: violated.map(at),
    open: open.map((said) => `${at(said)} (${said.message})`),
  };
}

function lineOf(source: string, start: number): string {
  const before = source.slice(0, start).split("\n");
  return `${before.length}: ${source.split("\n")[before.length - 1]?.trim() ?? ""}`;
}
