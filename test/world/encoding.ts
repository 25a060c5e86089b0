import type { Address, Hex } from "../../offchain/evm/hex.ts";
import {
  encodeApp,
  encodeAppClaim,
  encodeChallengeAuth,
  encodeHashLock,
  encodeLeg,
  encodeLegClaim,
} from "../../offchain/generated/protocol/codecs.ts";
import {
  hashChallenge,
  hashDeposit,
  hashMove,
  hashRedirect,
  hashResume,
} from "../../offchain/generated/protocol/hashes.ts";
import type { Channel, Claim, Play, Source } from "../../offchain/generated/protocol/structs.ts";
import type { AppPlay, Call, ChallengeAuth, ClaimItem, Pulled } from "../model/calls.ts";
import { channelIdOf } from "../model/identity.ts";
import type { Values } from "./abi.ts";
import { joined } from "./keys.ts";
import { type Signing, signatures, signHash } from "./signing.ts";

/** A call of the contract: an entry of its ABI, and the arguments by name or in order. */
export interface Encoded {
  readonly entry: string;
  readonly args: Values | readonly unknown[];
}

const NO_BYTES: Hex = "0x";
const BY_ALLOWANCE = 0;

/**
 * The arguments that say a `Call`, every signature made as it is described. Entries that the contract has under another name for
 * children get that name.
 *
 * @example encodeCall(world.signing, { entry: "publish", preimages: [], sender, now }) // { entry: "publish", args: { preimages: [] } }
 */
export function encodeCall(signing: Signing, call: Call): Encoded {
  switch (call.entry) {
    case "fundETH":
      return {
        entry: call.entry,
        args: {
          channelId: call.channelId,
          participantAndMinHeld: BigInt.asUintN(256, BigInt(call.participant) | (call.minHeld << 8n)),
        },
      };
    case "fund":
    case "withdrawCredit":
    case "publish":
      return { entry: call.entry, args: { ...call } };
    case "settle":
    case "sweep":
    case "claimAll":
      return { entry: call.entry, args: { ...call } };
    case "timeout":
      return { entry: named(call), args: { ...call } };
    case "progress":
      return { entry: named(call), args: { ...call, play: playOf(signing, call.play) } };
    case "claim":
      return { entry: named(call), args: { ...call, items: call.items.map(claimOf) } };
    case "checkpoint":
    case "conclude":
    case "withdraw": {
      const made = signatures(signing, idOf(signing, call.channel), call.state, call.signatures);
      return { entry: call.entry === "withdraw" ? call.entry : named(call), args: { ...call, signatures: made } };
    }
    case "challenge": {
      const made = signatures(signing, idOf(signing, call.channel), call.state, call.signatures);
      const auth = call.auth === undefined ? NO_BYTES : authOf(signing, call.auth);
      return { entry: named(call), args: { ...call, signatures: made, auth } };
    }
    case "resume": {
      const made = call.signatures.map(({ by, over, flaw }) =>
        signHash(signing, by, hashResume(inTime(over, "deadline")), flaw),
      );
      return { entry: call.entry, args: { channel: call.channel, signatures: joined(made) } };
    }
    case "fundMany": {
      const items = call.items.map((item) => ({ ...item, permit: NO_BYTES }));
      const { channel, given: channelId = idOf(signing, channel) } = call;
      return { entry: call.entry, args: [channel, channelId, items] };
    }
    case "fundFor":
      return { entry: call.entry, args: [call.deposit, sourceOf(signing, call.pulled)] };
    case "redirect": {
      const { by, over, flaw } = call.signature;
      const signature = signHash(signing, by, hashRedirect(over), flaw);
      return { entry: "redirectCredit", args: [call.redirect, signature] };
    }
    default:
      call satisfies never;
      throw new Error("unreachable");
  }
}

/** By allowance. Other ways are signed for other contracts: see permits.ts. */
function sourceOf(signing: Signing, pulled: Pulled): Source {
  if (pulled.kind !== "deposit") throw new Error(`sequences do not pull by ${pulled.kind}`);
  const { by, over, flaw } = pulled.signature;
  const signature = signHash(signing, by, hashDeposit(over), flaw);
  return { funder: pulled.payer, way: BY_ALLOWANCE, signature, permit: NO_BYTES };
}

function idOf({ chainId, court }: Signing, channel: Channel): Hex {
  return channelIdOf({ chainId: BigInt(chainId), adjudicator: court }, channel);
}

/** A message whose time is one that its 40 bits can hold: the second before the first one is the last. */
function inTime<Name extends string, Message extends Readonly<Record<Name, number>>>(
  over: Message,
  name: Name,
): Message {
  return { ...over, [name]: Number(BigInt.asUintN(40, BigInt(over[name]))) };
}

function named(call: { readonly entry: string; readonly terms?: unknown }): string {
  return call.terms === undefined ? call.entry : `${call.entry}Child`;
}

function authOf(signing: Signing, { minVersion, validUntil, signature }: ChallengeAuth): Hex {
  const { by, over, flaw } = signature;
  return encodeChallengeAuth({
    minVersion,
    validUntil,
    signature: signHash(signing, by, hashChallenge(inTime(over, "previousDeadline")), flaw),
  });
}

function playOf(signing: Signing, { seat, move, args, signature }: AppPlay): Play {
  if (signature === undefined) return { seat, move, args, signature: NO_BYTES };
  const { by, over, flaw } = signature;
  return { seat, move, args, signature: signHash(signing, by, hashMove(over), flaw) };
}

function claimOf(item: ClaimItem): Claim {
  const { proof } = item;
  switch (item.kind) {
    case "hashLock":
      return { kind: 0, leaf: encodeHashLock(item.leaf), proof, extra: NO_BYTES };
    case "leg": {
      const { channel, terms, state } = item;
      const extra = encodeLegClaim({ channel, terms, state });
      return { kind: 1, leaf: encodeLeg(item.leaf), proof, extra };
    }
    case "app":
      return { kind: 2, leaf: encodeApp(item.leaf), proof, extra: encodeAppClaim(item) };
    case "other":
      return { kind: item.number, leaf: item.leaf, proof, extra: item.extra };
    default:
      item satisfies never;
      throw new Error("unreachable");
  }
}

/** Who sends a call, and with how much wei. */
export function sendingOf(call: Call): { readonly by: Address; readonly value: bigint } {
  return { by: call.sender, value: call.value ?? 0n };
}
