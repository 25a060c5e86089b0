import { ETH_TOKEN } from "../amounts.ts";
import type { Cast } from "./cast.ts";
import { channelsOf, type NodeChannel, paymentsOf, settledInvoices } from "./channelFacts.ts";
import type { Narrator } from "./narrator.ts";
import { bobsInvoices, payThroughHub } from "./paymentsAct.ts";
import { eventually, inParallel } from "./waiting.ts";

const WIDTH = 32;

/** What a node owns in its ETH channels, locks included at their worth to nobody. */
function total(channels: readonly NodeChannel[]): bigint {
  return channels.filter(({ token }) => token === ETH_TOKEN).reduce((sum, { local }) => sum + local, 0n);
}

/**
 * Kills the hub in the middle of payments and starts it again.
 * @returns payments of which payer and payee have different opinions in the end, or which never ended: 0 means nothing was lost.
 */
export async function crashHub(say: Narrator, cast: Cast, count: number): Promise<number> {
  const { alice, hub, bob } = cast.nodes;
  const invoices = await say.step(`bob makes ${count} more invoices`, () =>
    bobsInvoices(cast, count, ETH_TOKEN, "1000000000000"),
  );
  const inBefore = await settledInvoices(bob);
  const outBefore = await sentBy(cast);
  const hubBefore = total(await channelsOf(hub));
  let done = 0;
  let tellMiddle: () => void = () => {};
  const middle = new Promise<void>((resolve) => {
    tellMiddle = resolve;
  });
  const paying = inParallel(invoices, WIDTH, async (payReq) => {
    const outcome = await payThroughHub(cast, payReq).catch((error: unknown) =>
      error instanceof Error ? error.message : String(error),
    );
    if (++done >= count / 4) tellMiddle();
    return outcome;
  });
  await middle;
  const hubPid = hub.pid;
  await say.step(`SIGKILL to the hub, process ${hubPid}, after ${done} of ${count} payments`, () => hub.end("SIGKILL"));
  await say.step("start the hub again", () => cast.startNode("hub"));
  const outcomes = await say.step("wait for the outcome of each payment", () => paying);
  await eventually("nothing is in flight any more", async () => {
    const channels = [...(await channelsOf(alice)), ...(await channelsOf(hub)), ...(await channelsOf(bob))];
    return channels.every(({ inFlight }) => inFlight === 0n) ? true : null;
  });
  const sent = (await sentBy(cast)) - outBefore;
  const received = (await settledInvoices(bob)) - inBefore;
  const open = (await paymentsOf(alice)).filter(({ status }) => status === "inFlight").length;
  const hubAfter = total(await channelsOf(hub));
  say.say(
    `   ${outcomes.filter((outcome) => outcome === "succeeded").length} of ${count} answered "succeeded" at once; sent ${sent}, received ${received}`,
  );
  say.check("what alice paid is what bob has", sent === received, `${sent} and ${received}`);
  say.check("no payment is left without an outcome", open === 0, `${open} left`);
  say.check("the hub lost nothing", hubAfter >= hubBefore, `${hubAfter - hubBefore} wei more than before`);
  return Math.abs(sent - received) + open;
}

async function sentBy(cast: Cast): Promise<number> {
  return (await paymentsOf(cast.nodes.alice)).filter(
    ({ direction, kind, status }) => direction === "out" && kind === "hashLock" && status === "succeeded",
  ).length;
}
