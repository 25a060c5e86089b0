import { randomBytes } from "node:crypto";
import { HDNodeWallet, Mnemonic } from "ethers";
import type { Keys, NodeId } from "../channel/keys.ts";
import { keccak256 } from "../evm/hash.ts";
import { type Address, bytesToHex, type Hex, hexToBytes, sameBytes } from "../evm/hex.ts";
import { type Curve, loadCurve } from "./curve.ts";
import { type Agree, unsealWith } from "./envelope.ts";

/** The words are not a mnemonic that keys can be derived from. */
export class BadMnemonic extends Error {
  constructor(why: string) {
    super(`not a mnemonic of 24 words (${why}); check the words and their order`);
    this.name = "BadMnemonic";
  }
}

/** All keys of one node. Private keys stay inside, the account's apart, which the chain adapter signs transactions with. */
export interface NodeKeys extends Keys {
  readonly curve: Curve;
  /** Diffie-Hellman with the node's key: for envelopes. */
  readonly agree: Agree;
  /** Private key of the account that pays for transactions. */
  readonly accountKey: () => Hex;
}

/** One seed, three purposes: a wallet that imports the words finds the account at its usual place. */
const PATHS = { account: "m/44'/60'/0'/0/0", signer: "m/44'/60'/1'/0/0", node: "m/44'/60'/2'/0/0" } as const;

/** Half the order of the curve: the chain takes no s above it. */
const HALF_ORDER: Uint8Array = hexToBytes("0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0");
/** Public keys remembered for `verify`. */
const REMEMBERED = 16_384;

/**
 * 24 new words.
 * @example const words = newMnemonic() // "legal winner …"
 */
export function newMnemonic(): string {
  return Mnemonic.fromEntropy(randomBytes(32)).phrase;
}

function addressOf(publicKey: Uint8Array): Address {
  return bytesToHex(keccak256(publicKey.subarray(1)).subarray(12));
}

function isLowS(signature: Uint8Array): boolean {
  for (let i = 0; i < 32; i++) {
    const have = signature[32 + i] ?? 0;
    const limit = HALF_ORDER[i] ?? 0;
    if (have !== limit) return have < limit;
  }
  return true;
}

/** Bytes of the given length, or null: what comes from peers is checked before it is read. */
function bytesOf(hex: string, length: number): Uint8Array | null {
  if (hex.length !== 2 + 2 * length) return null;
  try {
    return hexToBytes(hex);
  } catch {
    return null;
  }
}

/**
 * Compares with the address by recovering the key: the chain does so too, and a signature whose v is wrong would pass a check
 * against the public key and fail there (rule 17). The key is remembered, which spares hashing it again.
 */
function verifier(curve: Curve): Keys["verify"] {
  const known = new Map<Address, Uint8Array>();
  return (signer, digest, signature) => {
    const bytes = bytesOf(signature, 65);
    const hash = bytesOf(digest, 32);
    const v = bytes?.[64] ?? 0;
    if (bytes === null || hash === null || (v !== 27 && v !== 28) || !isLowS(bytes)) return false;
    const publicKey = curve.recover(bytes.subarray(0, 64), v - 27, hash);
    if (publicKey === null) return false;
    const remembered = known.get(signer);
    if (remembered !== undefined) return sameBytes(remembered, publicKey);
    if (addressOf(publicKey) !== signer.toLowerCase()) return false;
    if (known.size >= REMEMBERED) known.clear();
    known.set(signer, publicKey);
    return true;
  };
}

function nodeVerifier(curve: Curve): Keys["verifyNode"] {
  return (node, digest, signature) => {
    const key = bytesOf(node, 33);
    const hash = bytesOf(digest, 32);
    const bytes = bytesOf(signature, 64);
    return key !== null && hash !== null && bytes !== null && isLowS(bytes) && curve.verify(bytes, hash, key);
  };
}

/** Checks node signatures without having keys, e.g. for whoever reads an invoice. */
export function verifyNodeWith(curve: Curve): Keys["verifyNode"] {
  return nodeVerifier(curve);
}

function derive(mnemonic: string) {
  const words = mnemonic.trim().split(/\s+/);
  if (words.length !== 24) throw new BadMnemonic(`${words.length} words`);
  const phrase = words.join(" ").toLowerCase();
  if (!Mnemonic.isValidMnemonic(phrase)) throw new BadMnemonic("a word is unknown or the checksum is wrong");
  const root = HDNodeWallet.fromPhrase(phrase, undefined, "m");
  return {
    account: root.derivePath(PATHS.account),
    signer: root.derivePath(PATHS.signer),
    node: root.derivePath(PATHS.node),
  };
}

/**
 * The keys of a node from its 24 words. `warn` is told where the fast curve is missing.
 * @throws BadMnemonic.
 * @example const keys = nodeKeysOf(newMnemonic()); keys.sign(digest)
 */
export function nodeKeysOf(
  mnemonic: string,
  curve: Curve = loadCurve((text) => process.stderr.write(`${text}\n`)),
): NodeKeys {
  const wallets = derive(mnemonic);
  const signerKey = hexToBytes(wallets.signer.privateKey);
  const nodeKey = hexToBytes(wallets.node.privateKey);
  const nodeId: NodeId = bytesToHex(curve.publicKey(nodeKey, true));
  const agree: Agree = (peer) => {
    const publicKey = bytesOf(peer, 33);
    return publicKey === null ? null : curve.sharedSecret(publicKey, nodeKey);
  };
  return {
    curve,
    signer: addressOf(curve.publicKey(signerKey, false)),
    nodeId,
    payout: bytesToHex(hexToBytes(wallets.account.address)),
    sign: (digest) => {
      const { signature, recid } = curve.sign(hexToBytes(digest), signerKey);
      return `${bytesToHex(signature)}${recid === 0 ? "1b" : "1c"}`;
    },
    verify: verifier(curve),
    signAsNode: (digest) => bytesToHex(curve.sign(hexToBytes(digest), nodeKey).signature),
    verifyNode: nodeVerifier(curve),
    unseal: (box) => unsealWith(nodeId, agree, box),
    agree,
    accountKey: () => bytesToHex(hexToBytes(wallets.account.privateKey)),
  };
}
