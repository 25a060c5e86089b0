// One party of the bare bound: signs and verifies with the node's own keys, writes with the node's own store, and nothing else.
import { type NodeKeys, newMnemonic, nodeKeysOf } from "../../offchain/adapters/nodeKeys.ts";
import { openStore } from "../../offchain/adapters/sqliteStore.ts";
import { keccakHex } from "../../offchain/evm/hash.ts";
import { bytesToHex, concat, type Hex, hexToBytes } from "../../offchain/evm/hex.ts";
import type { Store } from "../../offchain/ports/store.ts";

const RECORD = "r".repeat(500);
const FRAME = 300;

/** Keys and store of one party. */
export interface Party {
  readonly keys: NodeKeys;
  readonly store: Store;
}

/** A party with fresh keys and an empty store in `directory`. */
export function newParty(directory: string): Party {
  return { keys: nodeKeysOf(newMnemonic()), store: openStore({ directory }) };
}

/** The digest that version `version` stands for here. */
export function digestOf(version: number): Hex {
  const bytes = new Uint8Array(32);
  new DataView(bytes.buffer).setUint32(28, version);
  return keccakHex(bytes);
}

/** One durable write of the size of a payment's record, its guard line included. */
export function write(party: Party, version: number): Promise<void> {
  const channelId = digestOf(0);
  return party.store.commit({
    puts: new Map([[`head/${channelId}`, RECORD]]),
    deletes: new Set(),
    logSeq: version,
    guard: [{ channelId, maxSigned: version, digest: digestOf(version), held: version - 1, sticky: false }],
  });
}

/** A frame of the size of a proposal: version, signature, padding. */
export function frameOf(version: number, signature: Hex): Uint8Array {
  const head = new Uint8Array(4);
  new DataView(head.buffer).setUint32(0, version);
  return concat(head, hexToBytes(signature), new Uint8Array(FRAME - 69));
}

/** What a frame says. */
export function readFrame(frame: Uint8Array): { readonly version: number; readonly signature: Hex } {
  const version = new DataView(frame.buffer, frame.byteOffset).getUint32(0);
  return { version, signature: bytesToHex(frame.subarray(4, 69)) };
}

/** @throws Error when `signer` did not sign that version. */
export function check(party: Party, signer: Hex, version: number, signature: Hex): void {
  if (!party.keys.verify(signer, digestOf(version), signature)) throw new Error(`version ${version}: bad signature`);
}
