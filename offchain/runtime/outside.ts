import { join } from "node:path";
import { chainAccountOf } from "../adapters/chainAccount.ts";
import { type EthersChain, openEthersChain } from "../adapters/ethersChain.ts";
import type { NodeKeys } from "../adapters/nodeKeys.ts";
import { type RelayTransport, relayTransport } from "../adapters/relayTransport.ts";
import type { Address } from "../evm/hex.ts";
import type { Profile } from "../protocol/profile.ts";

/** What a node and a watcher are told of the world outside: URLs, and where their transactions are kept. */
export interface OutsideOptions {
  readonly directory: string;
  /** A profile of deploy/chains by its name. */
  readonly chain: string;
  readonly rpc: string;
  readonly relay: string;
  readonly adjudicator?: Address;
  /** What the operator should read, one line each. */
  readonly onLine?: (line: string) => void;
  /** The process must end: the disk failed, or the core found what cannot be. */
  readonly onFatal?: (error: unknown) => void;
}

/** The chain and the relay, as ports; `trouble` is the endpoint's, or null. */
export interface Outside {
  readonly chain: EthersChain;
  readonly transport: RelayTransport;
  readonly trouble: () => string | null;
}

/**
 * Opens the chain and the way to the relay; trouble with either is told and waited out.
 * @throws WrongChain, NoAdjudicator, ProviderTrouble
 */
export async function openOutside(
  options: OutsideOptions,
  profile: Profile,
  adjudicator: Address,
  keys: NodeKeys,
): Promise<Outside> {
  const line = options.onLine ?? (() => {});
  let trouble: string | null = null;
  const chain = await openEthersChain({
    url: options.rpc,
    chainId: profile.chainId,
    adjudicator,
    account: chainAccountOf(keys.accountKey()),
    transactionsPath: join(options.directory, "transactions.sqlite"),
    blockTime: profile.blockTime,
    inclusion: profile.inclusion,
    reorg: profile.reorg,
    onTrouble: (found) => {
      trouble = found === null ? null : found.message;
      line(
        found === null
          ? "the chain's endpoint answers again"
          : `the chain's endpoint is in trouble: ${found.message}; nothing is lost, trying again`,
      );
    },
  });
  const onTrouble = (what: unknown): void => line(`relay: ${JSON.stringify(what)}`);
  return { chain, transport: relayTransport({ url: options.relay, keys, onTrouble }), trouble: () => trouble };
}
