// Generated from contracts/mocks/ProtocolRules.sol by `chenilles generate`. Do not edit.
// Sources and compiler: sha256 4b8663009f2edf274ff53dcef5ce1573cb496b6fb427ce5acf089725bfc84a99

import { fixedLayout, putBigUint, putBytes } from "../../evm/fixedLayout.ts";
import { keccakHex } from "../../evm/hash.ts";
import type { Address, Hex } from "../../evm/hex.ts";
import type { AbiField } from "../../evm/strictAbi.ts";
import { abiEncode } from "../../evm/strictAbi.ts";
import type { FunctionAbi } from "../../evm/translatedCall.ts";
import { callTranslated } from "../../evm/translatedCall.ts";
import { AppStateAbi, ChannelAbi } from "./codecs.ts";
import { call } from "./rulesCode.ts";
import type { AppState, Channel } from "./structs.ts";

/** A rule of the contracts refused its arguments; `revert` holds the bytes that the contract would revert with. */
export class RuleRefused extends Error {
  readonly rule: string;
  readonly revert: Hex;

  constructor(rule: string, revert: Hex) {
    super(`${rule} refuses its arguments: the contract reverts with ${revert}`);
    this.name = "RuleRefused";
    this.rule = rule;
    this.revert = revert;
  }
}

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
  if (token === "0x0000000000000000000000000000000000000000000000000000000000000000") return "0x0000000000000000000000000000000000000000000000000000000000000000";
  return assetKeyHash(token, id);
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

// --- all others: translated statement by statement

const assetAddressAbi: FunctionAbi = {
  name: "assetAddress",
  selector: [0xbd, 0xee, 0x6d, 0xb7],
  inputs: [{ name: "token", type: { kind: "bytesN", size: 32 } }],
  outputs: [{ name: "value", type: { kind: "address" } }],
};

/** `assetAddress` of contracts/mocks/ProtocolRules.sol. Throws `RuleRefused` where the contract reverts. */
export function assetAddress(token: Hex): Address {
  const outcome = callTranslated(call, assetAddressAbi, { token });
  if (!outcome.ok) throw new RuleRefused("assetAddress", outcome.revert);
  return outcome.value["value"] as Address; // the type of its one output, in the ABI
}

const channelIdAbi: FunctionAbi = {
  name: "channelId",
  selector: [0x47, 0x2d, 0x2d, 0xee],
  inputs: [{ name: "channel", type: { kind: "tuple", fields: ChannelAbi } }, { name: "chainId", type: { kind: "uint", bits: 256 } }, { name: "adjudicator", type: { kind: "address" } }],
  outputs: [{ name: "value", type: { kind: "bytesN", size: 32 } }],
};

/** `channelId` of contracts/mocks/ProtocolRules.sol. Throws `RuleRefused` where the contract reverts. */
export function channelId(channel: Channel, chainId: bigint, adjudicator: Address): Hex {
  const outcome = callTranslated(call, channelIdAbi, { channel, chainId, adjudicator });
  if (!outcome.ok) throw new RuleRefused("channelId", outcome.revert);
  return outcome.value["value"] as Hex; // the type of its one output, in the ABI
}

const checkAssetAbi: FunctionAbi = {
  name: "checkAsset",
  selector: [0xe0, 0x44, 0xec, 0xd7],
  inputs: [{ name: "token", type: { kind: "bytesN", size: 32 } }, { name: "id", type: { kind: "uint", bits: 256 } }],
  outputs: [{ name: "value", type: { kind: "bool" } }],
};

/** `checkAsset` of contracts/mocks/ProtocolRules.sol. Throws `RuleRefused` where the contract reverts. */
export function checkAsset(token: Hex, id: bigint): boolean {
  const outcome = callTranslated(call, checkAssetAbi, { token, id });
  if (!outcome.ok) throw new RuleRefused("checkAsset", outcome.revert);
  return outcome.value["value"] as boolean; // the type of its one output, in the ABI
}

const erc20AssetAbi: FunctionAbi = {
  name: "erc20Asset",
  selector: [0xb9, 0xa8, 0x10, 0x90],
  inputs: [{ name: "token", type: { kind: "address" } }],
  outputs: [{ name: "value", type: { kind: "bytesN", size: 32 } }],
};

/** `erc20Asset` of contracts/mocks/ProtocolRules.sol. Throws `RuleRefused` where the contract reverts. */
export function erc20Asset(token: Address): Hex {
  const outcome = callTranslated(call, erc20AssetAbi, { token });
  if (!outcome.ok) throw new RuleRefused("erc20Asset", outcome.revert);
  return outcome.value["value"] as Hex; // the type of its one output, in the ABI
}

const rootOfAbi: FunctionAbi = {
  name: "rootOf",
  selector: [0x53, 0xbf, 0x78, 0x52],
  inputs: [{ name: "leafHash", type: { kind: "bytesN", size: 32 } }, { name: "index", type: { kind: "uint", bits: 256 } }, { name: "proof", type: { kind: "array", of: { kind: "bytesN", size: 32 }, length: null } }],
  outputs: [{ name: "value", type: { kind: "bytesN", size: 32 } }],
};

/** `rootOf` of contracts/mocks/ProtocolRules.sol. Throws `RuleRefused` where the contract reverts. */
export function rootOf(leafHash: Hex, index: bigint, proof: readonly Hex[]): Hex {
  const outcome = callTranslated(call, rootOfAbi, { leafHash, index, proof });
  if (!outcome.ok) throw new RuleRefused("rootOf", outcome.revert);
  return outcome.value["value"] as Hex; // the type of its one output, in the ABI
}
