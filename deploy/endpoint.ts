import { JsonRpcProvider, Network } from "ethers";
import type { ChainFacts } from "./chainFacts.ts";

/**
 * An endpoint of a profile's chain. It asks nobody but that endpoint: the library's own knowledge of chains, by which it would ask
 * others for fees, is left out.
 *
 * @param polling milliseconds between two looks for a transaction
 * @example openEndpoint("http://127.0.0.1:8545", readChainProfile("local"))
 */
export function openEndpoint(
  url: string,
  chain: Pick<ChainFacts, "name" | "chainId">,
  polling = 1_000,
): JsonRpcProvider {
  const network = new Network(chain.name, chain.chainId);
  return new JsonRpcProvider(url, network, { staticNetwork: network, cacheTimeout: -1, pollingInterval: polling });
}
