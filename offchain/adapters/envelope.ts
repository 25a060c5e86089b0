import { hkdfSync, randomFillSync } from "node:crypto";
import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import type { NodeId, Seal } from "../channel/keys.ts";
import { bytesToHex, concat, hexToBytes } from "../evm/hex.ts";
import type { Curve } from "./curve.ts";

/** The largest frame, in bytes (protocol §1.2). */
export const MAX_FRAME: number = 1 << 20;

/** What is around a frame: version, sender, nonce, tag. */
export const ENVELOPE_OVERHEAD: number = 1 + 33 + 24 + 16;

/** The frame is larger than the protocol allows. */
export class FrameTooLarge extends Error {
  constructor(have: number) {
    super(`a frame of ${have} bytes is over the limit of ${MAX_FRAME}; send it in parts`);
    this.name = "FrameTooLarge";
  }
}

const VERSION = 1;
const NONCE_AT = 34;
const BODY_AT = 58;
/** Pairs of nodes whose keys are remembered. */
const REMEMBERED = 4096;
const BOX_NONCE = new Uint8Array(24);

/** A Diffie-Hellman with the node's key, done inside the key holder; null where the other key is no point. */
export type Agree = (with_: NodeId) => Uint8Array | null;

function derive(secret: Uint8Array, purpose: string, a: Uint8Array, b: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", secret, new Uint8Array(), concat(Buffer.from(purpose), a, b), 32));
}

/** Seals frames from one node key to another, and opens those sealed to it. */
export interface Envelopes {
  /** @throws FrameTooLarge. */
  readonly seal: (to: NodeId, frame: Uint8Array) => Uint8Array;
  /** The sender, proved, and the frame; null where anything is wrong. */
  readonly open: (envelope: Uint8Array) => { readonly from: NodeId; readonly frame: Uint8Array } | null;
}

/**
 * Envelopes of one node: XChaCha20-Poly1305 under a key of sender and receiver, in that order, with both names as associated
 * data and a random nonce. What carries them can only lose, delay and repeat.
 * @example const sealed = envelopesOf(keys.nodeId, keys.agree).seal(bob, frame)
 */
export function envelopesOf(self: NodeId, agree: Agree): Envelopes {
  const me = hexToBytes(self);
  const known = new Map<NodeId, { readonly out: Uint8Array; readonly in: Uint8Array; readonly bytes: Uint8Array }>();

  const keysWith = (peer: NodeId) => {
    const found = known.get(peer);
    if (found !== undefined) return found;
    const secret = agree(peer);
    if (secret === null) return null;
    const bytes = hexToBytes(peer);
    return {
      out: derive(secret, "chenilles frame 1", me, bytes),
      in: derive(secret, "chenilles frame 1", bytes, me),
      bytes,
    };
  };
  const remember = (peer: NodeId, keys: NonNullable<ReturnType<typeof keysWith>>): void => {
    if (known.has(peer)) return;
    const oldest = known.size < REMEMBERED ? undefined : known.keys().next().value;
    if (oldest !== undefined) known.delete(oldest);
    known.set(peer, keys);
  };
  return {
    seal: (to, frame) => {
      if (frame.length > MAX_FRAME) throw new FrameTooLarge(frame.length);
      const keys = keysWith(to);
      if (keys === null) throw new NotANodeId(to);
      remember(to, keys);
      const envelope = new Uint8Array(frame.length + ENVELOPE_OVERHEAD);
      envelope[0] = VERSION;
      envelope.set(me, 1);
      const nonce = randomFillSync(envelope.subarray(NONCE_AT, BODY_AT));
      xchacha20poly1305(keys.out, nonce, concat(me, keys.bytes)).encrypt(frame, envelope.subarray(BODY_AT));
      return envelope;
    },
    open: (envelope) => {
      const size = envelope.length - ENVELOPE_OVERHEAD;
      if (size < 0 || size > MAX_FRAME || envelope[0] !== VERSION) return null;
      const sender = envelope.subarray(1, NONCE_AT);
      const from = bytesToHex(sender);
      const keys = keysWith(from);
      if (keys === null) return null;
      try {
        const cipher = xchacha20poly1305(keys.in, envelope.subarray(NONCE_AT, BODY_AT), concat(sender, me));
        const frame = cipher.decrypt(envelope.subarray(BODY_AT));
        remember(from, keys);
        return { from, frame };
      } catch {
        return null;
      }
    },
  };
}

/** The text is no node id: 33 bytes of a compressed secp256k1 key. */
export class NotANodeId extends Error {
  constructor(text: string) {
    super(
      `${text.slice(0, 80)} is no node id; a node id is a public key, 0x and 66 hexadecimal digits beginning with 02 or 03`,
    );
    this.name = "NotANodeId";
  }
}

/**
 * Sealing to a node without saying who seals; deterministic in `entropy`.
 * @example const seal = sealWith(curve); seal(bob, plain, entropy)
 */
export function sealWith(curve: Curve): Seal {
  return (to, plain, entropy) => {
    const receiver = hexToBytes(to);
    const key = derive(entropy, "chenilles box key 1", new Uint8Array(), receiver);
    const ephemeral = curve.publicKey(key, true);
    const secret = receiver.length === 33 ? curve.sharedSecret(receiver, key) : null;
    if (secret === null) throw new NotANodeId(to);
    // The key serves this box alone, so the nonce may be constant.
    const cipher = xchacha20poly1305(derive(secret, "chenilles box 1", ephemeral, receiver), BOX_NONCE);
    return concat(ephemeral, cipher.encrypt(plain));
  };
}

/** Opens what `sealWith` sealed to this node; null where anything is wrong. */
export function unsealWith(self: NodeId, agree: Agree, box: Uint8Array): Uint8Array | null {
  if (box.length < 33 + 16 || box.length > MAX_FRAME) return null;
  const ephemeral = box.subarray(0, 33);
  const secret = agree(bytesToHex(ephemeral));
  if (secret === null) return null;
  try {
    return xchacha20poly1305(derive(secret, "chenilles box 1", ephemeral, hexToBytes(self)), BOX_NONCE).decrypt(
      box.subarray(33),
    );
  } catch {
    return null;
  }
}
