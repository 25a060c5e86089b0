import { getBytes, keccak256 } from "ethers";
import type { BlockRef } from "../channel/chain.ts";
import type { Address, Hex } from "../evm/hex.ts";
import { type JsonRpc, ProviderTrouble } from "./jsonRpc.ts";

/** A block with what it takes to follow the chain. */
export interface ChainBlock extends BlockRef {
  readonly parentHash: Hex;
  readonly logsBloom: Hex;
  /** Wei per gas; 0 before EIP-1559. */
  readonly baseFee: bigint;
}

function text(url: string, block: object, field: string): Hex {
  const value = Reflect.get(block, field);
  if (typeof value !== "string" || !value.startsWith("0x")) throw new ProviderTrouble(url, `a block without ${field}`);
  return value.toLowerCase() as Hex; // it starts with 0x
}

/**
 * A block out of a provider's answer.
 * @throws ProviderTrouble where the answer is not a block (a lagging node says null).
 */
export function parseBlock(url: string, answer: unknown, wanted: string): ChainBlock {
  if (typeof answer !== "object" || answer === null) throw new ProviderTrouble(url, `it does not know block ${wanted}`);
  const fee = Reflect.get(answer, "baseFeePerGas");
  return {
    number: Number(text(url, answer, "number")),
    hash: text(url, answer, "hash"),
    timestamp: Number(text(url, answer, "timestamp")),
    parentHash: text(url, answer, "parentHash"),
    logsBloom: text(url, answer, "logsBloom"),
    baseFee: typeof fee === "string" ? BigInt(fee) : 0n,
  };
}

/** The newest block that the provider has. */
export async function newestBlock(rpc: JsonRpc): Promise<ChainBlock> {
  return parseBlock(rpc.url, await rpc.send("eth_getBlockByNumber", ["latest", false]), "latest");
}

/** The block of that hash. */
export async function blockOfHash(rpc: JsonRpc, hash: Hex): Promise<ChainBlock> {
  return parseBlock(rpc.url, await rpc.send("eth_getBlockByHash", [hash, false]), hash);
}

/**
 * Up to `count` blocks before a block, ascending: asked for by number, many at a time, and of them those that are linked to it by
 * parent hash. Fewer where the chain changes meanwhile, or the provider does not know them.
 * @throws ProviderTrouble
 * @example await blocksBefore(rpc, newest, 60)
 */
export async function blocksBefore(rpc: JsonRpc, block: ChainBlock, count: number): Promise<readonly ChainBlock[]> {
  const first = Math.max(0, block.number - count);
  const requests = Array.from({ length: block.number - first }, (_, place) => ({
    method: "eth_getBlockByNumber",
    params: [`0x${(first + place).toString(16)}`, false],
  }));
  const linked: ChainBlock[] = [];
  for (const answer of (await rpc.sendAll(requests)).toReversed()) {
    if (answer === null) break;
    const before = parseBlock(rpc.url, answer, "by number");
    if (before.hash !== (linked.at(-1) ?? block).parentHash) break;
    linked.push(before);
  }
  return linked.reverse();
}

/**
 * Whether a block's bloom filter allows a log of that contract: false is certain, true is not. Holds an empty answer to
 * eth_getLogs against the block itself (attack 32).
 * @example mayHaveLogsOf(block, adjudicator) // false: there are none
 */
export function mayHaveLogsOf(block: ChainBlock, contract: Address): boolean {
  const bloom = getBytes(block.logsBloom);
  const hash = getBytes(keccak256(contract));
  for (let pair = 0; pair < 6; pair += 2) {
    const bit = (((hash[pair] ?? 0) << 8) | (hash[pair + 1] ?? 0)) & 2047;
    if ((((bloom[bloom.length - 1 - (bit >> 3)] ?? 0) >> (bit & 7)) & 1) === 0) return false;
  }
  return true;
}
