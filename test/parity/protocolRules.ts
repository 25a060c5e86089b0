import { join } from "node:path";
import { getBytes, Interface, type JsonFragment } from "ethers";
import { closureOf } from "../../generator/read/sources.ts";
import { bytesToHex } from "../../offchain/evm/hex.ts";
import { compileForEvm } from "../generator/differential/evm.ts";

const ROOT = join(import.meta.dirname, "../..");
const PATH = "contracts/mocks/ProtocolRules.sol";

const compiled = compileForEvm(closureOf(ROOT, [PATH]), PATH, "ProtocolRules");
// solc's ABI is what ethers reads
const abi = new Interface(compiled.abi as JsonFragment[]);

/** What the contract `ProtocolRules` answers in the EVM: its one value, or the bytes it reverts with. */
export async function ruleInEvm(
  name: string,
  args: readonly unknown[],
): Promise<{ readonly value?: unknown; readonly revert?: string }> {
  const answer = await compiled.run(getBytes(abi.encodeFunctionData(name, args)));
  if (answer === null) throw new Error(`${name} ran out of gas`);
  if (!answer.success) return { revert: bytesToHex(answer.data) };
  return { value: abi.decodeFunctionResult(name, answer.data)[0] };
}

/** A contract of the project in the EVM. */
export function contractInEvm(path: string, name: string): ReturnType<typeof compileForEvm> {
  return compileForEvm(closureOf(ROOT, [path]), path, name);
}

/** The functions that `ProtocolRules` has. */
export const RULE_NAMES: readonly string[] = abi.fragments.flatMap((fragment) =>
  fragment.type === "function" && "name" in fragment ? [String(fragment.name)] : [],
);
