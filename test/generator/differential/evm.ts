import { createRequire } from "node:module";
import { Common, Hardfork, Mainnet } from "@ethereumjs/common";
import { createEVM } from "@ethereumjs/evm";
import compiler from "../../../deploy/compiler.json" with { type: "json" };

/** What the EVM answers; null where it ran out of gas, stack or memory. */
export type Answer = { readonly success: boolean; readonly data: Uint8Array } | null;

/** A compiled contract, and how to run it. */
export interface Compiled {
  readonly abi: readonly unknown[];
  readonly methods: Readonly<Record<string, string>>;
  run(calldata: Uint8Array): Promise<Answer>;
}

interface SolcOutput {
  readonly errors?: readonly { readonly severity: string; readonly formattedMessage: string }[];
  readonly contracts?: Readonly<
    Record<
      string,
      Readonly<
        Record<
          string,
          { abi: unknown[]; evm: { deployedBytecode: { object: string }; methodIdentifiers: Record<string, string> } }
        >
      >
    >
  >;
}

// solc's package has no types
const solc = createRequire(import.meta.url)("solc") as { compile(input: string): string };
const evm = await createEVM({
  common: new Common({ chain: Mainnet, hardfork: Hardfork.Cancun }),
  allowUnlimitedContractSize: true,
});

/** Gas of one call: what a transaction could have. */
const GAS = 30_000_000n;

/** Compiles sources with the pinned compiler and settings. */
export function compileForEvm(
  sources: Readonly<Record<string, { readonly content: string }>>,
  file: string,
  contract: string,
  viaIR = true,
): Compiled {
  const outputSelection = { "*": { "*": ["abi", "evm.deployedBytecode.object", "evm.methodIdentifiers"] } };
  const settings = { ...compiler.settings, viaIR, outputSelection };
  // the shape of standard JSON is solc's documented output
  const output = JSON.parse(solc.compile(JSON.stringify({ language: "Solidity", sources, settings }))) as SolcOutput;
  const made = output.contracts?.[file]?.[contract];
  const errors = (output.errors ?? []).filter((e) => e.severity === "error");
  if (made === undefined || errors.length > 0) throw new Error(errors.map((e) => e.formattedMessage).join("\n"));
  const code = Uint8Array.from(made.evm.deployedBytecode.object.match(/../g) ?? [], (pair) =>
    Number.parseInt(pair, 16),
  );
  const run = async (data: Uint8Array): Promise<Answer> => {
    const result = await evm.runCode({ code, data, gasLimit: GAS });
    const failed = result.exceptionError?.error;
    if (failed !== undefined && failed !== "revert") return null;
    return { success: failed === undefined, data: result.returnValue };
  };
  return { abi: made.abi, methods: made.evm.methodIdentifiers, run };
}
