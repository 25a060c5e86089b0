import type { Address, Hex } from "../evm/hex.ts";

/** A node's public key, 33 bytes compressed secp256k1: names a node to its peers and signs no state. */
export type NodeId = Hex;

/**
 * The keys a node's core may use: deterministic functions, so that the core stays pure. `sign` is RFC 6979, 65 bytes r|s|v with
 * v 27 or 28 and low s; `verify` compares with the address that signed.
 */
export interface Keys {
  readonly signer: Address;
  readonly nodeId: NodeId;
  /** The address that is paid. */
  readonly payout: Address;
  readonly sign: (digest: Hex) => Hex;
  readonly verify: (signer: Address, digest: Hex, signature: Hex) => boolean;
  /** Signs as the node (invoices); 64 bytes r|s. */
  readonly signAsNode: (digest: Hex) => Hex;
  readonly verifyNode: (node: NodeId, digest: Hex, signature: Hex) => boolean;
  /** Opens a box sealed to this node, or null; deterministic. */
  readonly unseal: (box: Uint8Array) => Uint8Array | null;
}

/** Seals bytes to a node so that only it reads them; `entropy` is 32 fresh random bytes. Sender stays anonymous. */
export type Seal = (to: NodeId, plain: Uint8Array, entropy: Uint8Array) => Uint8Array;
