import { computeAddress, SigningKey } from "ethers";
import type { Hex } from "../evm/hex.ts";
import type { ChainAccount } from "./transactions.ts";

/**
 * The account of a private key, for sending transactions.
 * @example const account = chainAccountOf(keys.accountKey())
 */
export function chainAccountOf(privateKey: Hex): ChainAccount {
  const key = new SigningKey(privateKey);
  return {
    address: computeAddress(key.publicKey).toLowerCase() as Hex, // ethers gives 0x text
    sign: (digest) => key.sign(digest).serialized as Hex, // 65 bytes as 0x text
  };
}
