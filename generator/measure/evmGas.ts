// Run as a program of its own: the EVM's library is asynchronous, the generator is not. Standard input and output are JSON.
import { Common, Hardfork, Mainnet } from "@ethereumjs/common";
import { createEVM } from "@ethereumjs/evm";

/** What is measured: runtime code, and calls of it by name. */
export interface GasRequest {
  readonly code: string;
  readonly calls: readonly { readonly what: string; readonly calldata: string }[];
}

/** The most gas that a call of each name took, and how many of it were made. */
export type GasReport = Readonly<Record<string, { readonly most: number; readonly calls: number }>>;

const GAS = 30_000_000n;

const bytesOf = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex.replace(/^0x/, ""), "hex"));

async function measure({ code, calls }: GasRequest): Promise<GasReport> {
  const evm = await createEVM({ common: new Common({ chain: Mainnet, hardfork: Hardfork.Cancun }) });
  const runtime = bytesOf(code);
  const report: Record<string, { most: number; calls: number }> = {};
  for (const { what, calldata } of calls) {
    const { executionGasUsed, exceptionError } = await evm.runCode({
      code: runtime,
      data: bytesOf(calldata),
      gasLimit: GAS,
    });
    if (exceptionError !== undefined)
      throw new Error(`${what} fails in the EVM, though its translation does not: ${exceptionError.error}`);
    const known = report[what] ?? { most: 0, calls: 0 };
    report[what] = { most: Math.max(known.most, Number(executionGasUsed)), calls: known.calls + 1 };
  }
  return report;
}

let input = "";
for await (const chunk of process.stdin) input += String(chunk);
// The parent writes it, see measureGas.ts.
process.stdout.write(JSON.stringify(await measure(JSON.parse(input) as GasRequest)));
