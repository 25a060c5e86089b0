import type { Hex } from "../../offchain/evm/hex.ts";
import type { ModelEvent, Slot } from "../model/calls.ts";
import type { Named } from "./abi.ts";

const WORD = 1n << 128n;

const PLACES = 128;

/** An event of the contract in the model's words: several for a batch. Throws for one that the model does not know. */
export function modelEvents(event: Named): readonly ModelEvent[] {
  if (event.name !== "ClaimedAll") return [modelEvent(event)];
  // Sound: the ABI's types.
  const { channelId, first, bits } = event.args as { channelId: Hex; first: bigint; bits: bigint };
  const taken = Array.from({ length: PLACES }, (_, i) => i).filter((i) => (bits >> BigInt(i)) & 1n);
  return taken.map((i) => ({ name: "Claimed", channelId, index: Number(first) + i }));
}

function modelEvent({ name, args }: Named): ModelEvent {
  // Sound throughout: the ABI gives each argument the type that the model's event has, widths apart.
  const value = args as Readonly<Record<string, never>>;
  switch (name) {
    case "FundedETH": {
      const { channelId, participantAndAmount: packed } = args as {
        channelId: Hex;
        participantAndAmount: bigint;
      };
      return { name, channelId, participant: Number(packed / WORD), amount: packed % WORD };
    }
    case "Registered": {
      const { channelId, slot } = args as { channelId: Hex; slot: bigint };
      return { name, channelId, ...slotOf(slot) };
    }
    case "Funded":
      return { ...value, name, participant: Number(args["participant"]) } as ModelEvent;
    case "Claimed":
      return { ...value, name, index: Number(args["index"]) } as ModelEvent;
    case "ChildState":
    case "Concluded":
    case "Paid":
    case "Moved":
    case "TimedOut":
    case "Published":
    case "Credited":
    case "CreditWithdrawn":
      return { ...value, name } as ModelEvent;
    default:
      throw new Error(`the model knows no event ${name}`);
  }
}

/** The slot word: version:48 | deadline:40 | status:8 | fingerprint:160. */
export function slotOf(word: bigint): Slot {
  return {
    version: Number(word >> 208n),
    deadline: Number((word >> 168n) & 0xffffffffffn),
    status: Number((word >> 160n) & 0xffn),
    fingerprint: `0x${BigInt.asUintN(160, word).toString(16).padStart(40, "0")}`,
  };
}
