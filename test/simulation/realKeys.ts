import { Mnemonic } from "ethers";
import type { Curve } from "../../offchain/adapters/curve.ts";
import { sealWith } from "../../offchain/adapters/envelope.ts";
import { nodeKeysOf } from "../../offchain/adapters/nodeKeys.ts";
import { keccakHex } from "../../offchain/evm/hash.ts";
import type { Crypto } from "./fakeKeys.ts";

/** Real keys and real boxes, always the same for a name. */
export function realCrypto(curve: Curve): Crypto {
  const wordsOf = (name: string): string =>
    Mnemonic.fromEntropy(keccakHex(new TextEncoder().encode(`real ${name}`))).phrase;
  return { keysOf: (name) => nodeKeysOf(wordsOf(name), curve), seal: sealWith(curve) };
}
