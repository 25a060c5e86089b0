import type { AppModel } from "../model/appModel.ts";
import { lowerFirst } from "./protocolHashes.ts";

/** `<app>Abi.ts`: the adapter's ABI with every error that it can revert with, as ethers and viem infer types from it. */
export function emitAbi(model: AppModel, abi: readonly unknown[]): string {
  // The compiler's own names of types are for Solidity: the JSON without them says all that a caller needs.
  const items = abi.map((item) => JSON.stringify(item, (key, value) => (key === "internalType" ? undefined : value)));
  return `/** The ABI of the adapter \`${model.app}App\`, its errors included. */
export const ${lowerFirst(model.app)}Abi = [
${items.map((item) => `  ${item},\n`).join("")}] as const;
`;
}
