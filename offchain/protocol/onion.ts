import type { NodeId, Seal } from "../channel/keys.ts";
import { bytes, type Codec, choice, decode, encode, fixed, record, u16, u128, word } from "../channel/wire.ts";
import { bytesToHex, type Hex, hexToBytes } from "../evm/hex.ts";

/** What one hop of a route is told: pass it on, or keep it. Sealed to that hop, the next hop's box inside. */
export type Layer =
  | { readonly kind: "deliver"; readonly secret: Hex; readonly pad: number }
  | { readonly kind: "forward"; readonly next: NodeId; readonly amount: bigint; readonly onion: Hex };

const layer: Codec<Layer> = choice({
  deliver: record({ secret: word, pad: u16 }),
  forward: record({ next: fixed(33), amount: u128, onion: bytes(1_024) }),
});

/** One hop of a route: who it is, and what it passes on (base units); the last one keeps it. */
export interface Hop {
  readonly node: NodeId;
  readonly amount: bigint;
}

/**
 * The box for the first hop of a route: each opens its own and finds the next. `entropy` gives 32 fresh bytes for each layer.
 * @throws RangeError when the route is too long for an operation's 1,024 bytes.
 */
export function wrap(seal: Seal, hops: readonly Hop[], secret: Hex, entropy: readonly Uint8Array[]): Hex {
  const last = hops.length - 1;
  let inner: Hex = "0x";
  for (let at = last; at >= 0; at--) {
    const hop = hops[at];
    const next = hops[at + 1];
    const salt = entropy[at];
    if (hop === undefined || salt === undefined)
      throw new RangeError("a route needs a hop and 32 bytes of entropy for each layer");
    const plain: Layer =
      next === undefined
        ? { kind: "deliver", secret, pad: 0 }
        : { kind: "forward", next: next.node, amount: next.amount, onion: inner };
    inner = bytesToHex(seal(hop.node, encode(layer, plain), salt));
  }
  return inner;
}

/** Opens this node's layer, or null: not for this node, or not a layer. */
export function unwrap(unseal: (box: Uint8Array) => Uint8Array | null, onion: Hex): Layer | null {
  try {
    const plain = unseal(hexToBytes(onion));
    return plain === null ? null : decode(layer, plain);
  } catch {
    return null;
  }
}
