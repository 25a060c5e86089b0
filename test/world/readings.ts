import type { Address, Hex } from "../../offchain/evm/hex.ts";
import type { Answers, View } from "../model/calls.ts";
import type { Answer } from "../model/views.ts";
import type { Question } from "./panel.ts";
import { COURT_ABI } from "./world.ts";

/** The contract's view for one of the model's: its name, arguments, and how many words it answers. */
function named(view: View): readonly [entry: string, args: readonly unknown[], words: number] {
  switch (view.view) {
    case "slot":
      return ["slotOf", [view.channelId], 4];
    case "holding":
      return ["holdingOf", [view.channelId, view.token, view.id, view.participant], 2];
    case "paid":
      return ["paidOf", [view.channelId, view.token, view.id, view.participant], 1];
    case "resolved":
      return ["resolvedOf", [view.channelId, view.token, view.id, view.participant], 1];
    case "released":
      return ["releasedOf", [view.channelId, view.asset], 1];
    case "claimed":
      return ["isClaimed", [view.channelId, view.index], 1];
    case "turn":
      return ["turnOf", [view.channelId, view.index], 4];
    case "published":
      return ["publishedAt", [view.hash], 1];
    case "credit":
      return ["creditOf", [view.owner, view.token, view.id], 1];
    case "nonce":
      return ["isNonceUsed", [view.owner, view.nonce], 1];
    default:
      view satisfies never;
      throw new Error("unreachable");
  }
}

/** The question to the contract at `court` that a view of the model stands for. */
export function questionOf(court: Address, view: View): Question {
  const [entry, args, words] = named(view);
  return { to: court, data: COURT_ABI.encode(entry, args), words };
}

const wordOf = (value: bigint | number | boolean): string => {
  if (typeof value === "bigint") return BigInt.asUintN(256, value).toString(16).padStart(64, "0");
  return Number(value).toString(16).padStart(64, "0");
};
const tail = (hex: Hex): string => hex.slice(2).padStart(64, "0");

/** An answer of the model as the contract would give it, in words. */
export function wordsOf({ view }: View, answer: Answer): string {
  // Sound: `read` answers a view by what its name has in `Answers`.
  switch (view) {
    case "slot": {
      const { version, deadline, status, fingerprint } = answer as Answers["slot"];
      return wordOf(version) + wordOf(deadline) + wordOf(status) + tail(fingerprint);
    }
    case "holding": {
      const { net, closed } = answer as Answers["holding"];
      return wordOf(net) + wordOf(closed);
    }
    case "turn": {
      const { turn, enteredAt, done, fingerprint } = answer as Answers["turn"];
      return wordOf(turn) + wordOf(enteredAt) + wordOf(done) + tail(fingerprint);
    }
    default:
      return wordOf(answer as bigint | number | boolean);
  }
}

/** Words of digits, for people: numbers, long ones in hexadecimal. */
export function describeWords(words: string): string {
  const parts = words.match(/.{64}/g) ?? [];
  return parts.map((part) => describeWord(BigInt(`0x${part}`))).join(" ");
}

function describeWord(value: bigint): string {
  const signed = BigInt.asIntN(256, value);
  const size = signed < 0n ? -signed : signed;
  return size < 1n << 120n ? `${signed}` : `0x${value.toString(16)}`;
}
