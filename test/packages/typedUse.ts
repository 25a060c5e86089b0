/** A program of somebody who uses an app's generated files with viem and with ethers: it has to compile, and to print "agreed". */
export const TYPED_USE = `
import { Interface } from "ethers";
import { decodeErrorResult, decodeFunctionResult, encodeFunctionData, getContract, type PublicClient } from "viem";
import type { Address, Hex } from "chenilles";
import { ethersContract } from "chenilles/ethers";
import { bytesToHex, hexToBytes } from "chenilles/evm/hex";
import { adjudicatorAbi } from "chenilles/protocol/adjudicator";
import { pennies, penniesCode } from "./generated/apps/pennies.ts";
import { penniesAbi } from "./generated/apps/penniesAbi.ts";
import { call } from "./generated/apps/penniesCode.ts";

const address: Address = penniesCode.address;
const terms: Hex = \`0x\${"5".padStart(64, "0")}\${"3c".padStart(64, "0")}\`;
const answer = (data: Hex): Hex => bytesToHex(call(hexToBytes(data)).data);

// viem: functions, arguments and results by the ABI's own types.
const begin = encodeFunctionData({ abi: penniesAbi, functionName: "begin", args: [terms, 2n] });
const first = decodeFunctionResult({ abi: penniesAbi, functionName: "begin", data: answer(begin) });
const held: readonly bigint[] = first.held;
const bad = decodeErrorResult({
  abi: penniesAbi,
  data: answer(encodeFunctionData({ abi: penniesAbi, functionName: "begin", args: [terms, 3n] })),
});
const word: "BadSeats" | string = bad.errorName;
export async function onChain(client: PublicClient): Promise<number> {
  const adapter = getContract({ abi: penniesAbi, address, client });
  const status = await adapter.read.status([terms, first, "0x"]);
  await client.getContractEvents({ abi: adjudicatorAbi, address, eventName: "Moved" }).catch(() => []);
  return status.due;
}
export function neverCalled(): void {
  // @ts-expect-error no such function
  encodeFunctionData({ abi: penniesAbi, functionName: "start", args: [terms, 2n] });
  // @ts-expect-error the number of seats is no text
  encodeFunctionData({ abi: penniesAbi, functionName: "begin", args: [terms, "2"] });
}

// ethers 6: the same ABI, and the same typed by chenilles/ethers.
const parsed = new Interface(penniesAbi).decodeFunctionResult("begin", answer(begin));
const runner = { provider: null, call: async ({ data }: { data?: string | null }) => answer(data as Hex) };
const adapter = ethersContract(penniesAbi, address, runner);
const again: { readonly held: readonly bigint[] } = await adapter.begin(terms, 2n);
// @ts-expect-error no such function
adapter.start;

// What the client knows is of the same types.
const seats: Parameters<typeof pennies.code.begin>[1] = 2n;
if (String([...held]) !== "5,5" || String([...again.held]) !== "5,5" || parsed.length !== 1 || seats !== 2n) throw new Error("they differ");
console.log(word === "BadSeats" && bad.args[0] === 3n ? "agreed" : word);
`;
