import process from "node:process";
import type { Json } from "../runtime/json.ts";
import { type Context, fieldsOf, rowsOf, textOf } from "./context.ts";
import { UsageError } from "./exitCodes.ts";

type Fields = { readonly [key: string]: Json };

const POLL = 500;

async function poll(
  context: Context,
  channelId: string,
  isThere: (open: Fields | undefined, pending: Fields | undefined) => boolean,
): Promise<Fields> {
  let said = "";
  for (;;) {
    const of = (rows: readonly Fields[]): Fields | undefined => rows.find((row) => row["channelId"] === channelId);
    const open = of(rowsOf(fieldsOf(await context.request("listchannels"))["channels"]));
    const pending = of(rowsOf(fieldsOf(await context.request("pendingchannels"))["channels"]));
    if (isThere(open, pending)) return { ...pending, ...open };
    const stage = `${textOf(pending?.["stage"])}${textOf(pending?.["next"]) === "" ? "" : `: ${textOf(pending?.["next"])}`}`;
    if (stage !== "" && stage !== said) process.stderr.write(`${stage}\n`);
    said = stage;
    await new Promise((resolve) => setTimeout(resolve, POLL));
  }
}

/** Waits until the channel is open; what it waits for goes to stderr. @throws UsageError where its opening was given up. */
export async function untilOpen(context: Context, channelId: string): Promise<Fields> {
  // A channel that is still being funded is listed too.
  const last = await poll(
    context,
    channelId,
    (listed, pending) => listed?.["stage"] === "open" || (listed === undefined && pending === undefined),
  );
  if (last["phase"] === undefined)
    throw new UsageError(`channel ${channelId} is not opening any more`, "see the node's log for the peer's reason");
  return { stage: "open" };
}

/** Waits until the channel is settled and gone from both lists. */
export async function untilClosed(context: Context, channelId: string): Promise<Fields> {
  await poll(context, channelId, (open, pending) => open === undefined && pending === undefined);
  return { stage: "closed" };
}
