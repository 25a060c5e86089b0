import { fixedLayout, putBigUint, putBytes } from "../../evm/fixedLayout.ts";
import { keccakHex } from "../../evm/hash.ts";
import type { Hex } from "../../evm/hex.ts";
import type { AbiField } from "../../evm/strictAbi.ts";
import { abiEncode } from "../../evm/strictAbi.ts";
import { AppStateAbi } from "./codecs.ts";
import type { AppState } from "./structs.ts";

// --- bodies of conditionals and hashes: written out

const appStateHashLayout = [{ name: "state", type: { kind: "tuple", fields: AppStateAbi } }] as const satisfies readonly AbiField[];

/** `appStateHash` of contracts/mocks/ProtocolRules.sol. */
export function appStateHash(state: AppState): Hex {
  return keccakHex(abiEncode(appStateHashLayout, { state }));
}

const assetKeyLayout = fixedLayout(2);

function assetKeyHash(token: Hex, id: bigint): Hex {
  putBytes(assetKeyLayout, 0, token, 32);
  putBigUint(assetKeyLayout, 32, id, 0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffn);
  return keccakHex(assetKeyLayout.bytes);
}

/** What an asset is called in storage: 0 for ETH. */
export function assetKey(token: Hex, id: bigint): Hex {
  return token === "0x0000000000000000000000000000000000000000000000000000000000000000" ? "0x0000000000000000000000000000000000000000000000000000000000000000" : assetKeyHash(token, id);
}

const moveHashLayout = [{ name: "seat", type: { kind: "uint", bits: 8 } }, { name: "move", type: { kind: "uint", bits: 8 } }, { name: "args", type: { kind: "bytes" } }] as const satisfies readonly AbiField[];

/** `moveHash` of contracts/mocks/ProtocolRules.sol. */
export function moveHash(seat: number, move: number, args: Hex): Hex {
  return keccakHex(abiEncode(moveHashLayout, { seat, move, args }));
}

const nodeLayout = fixedLayout(2);

function nodeHash(left: Hex, right: Hex): Hex {
  putBytes(nodeLayout, 0, left, 32);
  putBytes(nodeLayout, 32, right, 32);
  return keccakHex(nodeLayout.bytes);
}

/** `node` of contracts/mocks/ProtocolRules.sol. */
export function node(left: Hex, right: Hex): Hex {
  if (left === "0x0000000000000000000000000000000000000000000000000000000000000000" && right === "0x0000000000000000000000000000000000000000000000000000000000000000") return "0x0000000000000000000000000000000000000000000000000000000000000000";
  return nodeHash(left, right);
}

const stepFingerprintLayout = [{ name: "stateHash", type: { kind: "bytesN", size: 32 } }, { name: "entryHash", type: { kind: "bytesN", size: 32 } }, { name: "used", type: { kind: "bytes" } }] as const satisfies readonly AbiField[];

/** 176 bits that stand for the state, the entry it came from and the moves used up on chain. */
export function stepFingerprint(stateHash: Hex, entryHash: Hex, used: Hex): bigint {
  return BigInt.asUintN(176, BigInt(keccakHex(abiEncode(stepFingerprintLayout, { stateHash, entryHash, used }))));
}
