import type { Json } from "../runtime/json.ts";
import { fieldsOf, textOf } from "./context.ts";
import { short } from "./table.ts";

/**
 * An event as a line of the node's log; null for what happens too often to be logged.
 * @example eventLine({ type: "alarm", text: "…" }) // "alarm: …"
 */
export function eventLine(event: Json): string | null {
  const { type, fn, status, hash, gasUsed, error, channelId, what, text } = fieldsOf(event);
  const channel = textOf(channelId) === "" ? "" : ` channel ${short(textOf(channelId))}`;
  switch (type) {
    case "transaction": {
      const gas = gasUsed === undefined ? "" : `, ${textOf(gasUsed)} gas`;
      const why = textOf(error) === "" ? "" : `: ${textOf(error)}`;
      return `transaction ${textOf(status)}: ${textOf(fn)} ${short(textOf(hash))}${gas}${why}`;
    }
    case "channel":
      return `channel ${short(textOf(channelId))} ${textOf(what)}${textOf(text) === "" ? "" : `: ${textOf(text)}`}`;
    case "alarm":
      return `ALARM${channel}: ${textOf(text)}`;
    case "challenged":
      return `challenged:${channel}, version ${textOf(fieldsOf(event)["registered"])} is registered, ${textOf(fieldsOf(event)["newest"])} is the newest`;
    default:
      return null;
  }
}
