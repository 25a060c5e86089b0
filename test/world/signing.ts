import type { Address, Hex } from "../../offchain/evm/hex.ts";
import { digest, domainSeparator, hashState } from "../../offchain/generated/protocol/hashes.ts";
import type { Channel, State } from "../../offchain/generated/protocol/structs.ts";
import type { Flaw, StateSignature } from "../model/calls.ts";
import { joined, signDigest } from "./keys.ts";

/** What everything is signed for. */
export interface Signing {
  readonly chainId: number;
  readonly court: Address;
  readonly domain: Hex;
}

/** One signature over a message's struct hash, by one of `PEOPLE`, with what is wrong about it. */
export function signHash(signing: Signing, by: Address, structHash: Hex, flaw?: Flaw): Hex {
  if (flaw === "otherDomain")
    return signDigest(by, digest(domainSeparator(BigInt(signing.chainId) + 1n, signing.court), structHash));
  return signDigest(by, digest(signing.domain, structHash), flaw);
}

/** Those signatures over a state of a channel, laid end to end. */
export function signatures(signing: Signing, channelId: Hex, state: State, list: readonly StateSignature[]): Hex {
  return joined(
    list.map(({ by, over = { channelId, state }, flaw }) =>
      signHash(signing, by, hashState(over.channelId, over.state), flaw),
    ),
  );
}

/** All participants' signatures over a message. */
export function allSign(signing: Signing, channel: Channel, structHash: Hex): Hex {
  return joined(channel.participants.map(({ signer }) => signHash(signing, signer, structHash)));
}
