import { ETH_TOKEN } from "../amounts.ts";
import { fieldText } from "./actors.ts";
import type { Cast } from "./cast.ts";
import { type NodePayment, paymentsOf, settledInvoices } from "./channelFacts.ts";
import type { Narrator } from "./narrator.ts";
import type { Stage } from "./stage.ts";
import { eventually, inParallel } from "./waiting.ts";

/** How many payments go each way. */
export interface PaymentPlan {
  readonly overHub: number;
  readonly direct: number;
}

/** How fast they went, payments per second of wall-clock time. */
export interface PaymentRates {
  readonly direct: number;
  readonly overHub: number;
}

/** Requests under way at one time. */
const WIDTH = 32;

/** Invoices of bob's, ready to be paid. */
export async function bobsInvoices(
  cast: Cast,
  count: number,
  token: string,
  amount: string,
): Promise<readonly string[]> {
  return inParallel(Array.from({ length: count }), WIDTH, async () =>
    fieldText(await cast.nodes.bob.request("addinvoice", { token, amount, memo: "devnet" }), "payReq"),
  );
}

/** Pays one of bob's invoices through the hub; what became of it, or why not. */
export async function payThroughHub(cast: Cast, payReq: string): Promise<string> {
  const params = { payReq, via: cast.ids.hub.nodeId, timeoutSeconds: 120 };
  return fieldText(await cast.nodes.alice.request("payinvoice", params), "status");
}

function succeeded(payments: readonly NodePayment[], direction: string, kind: string): number {
  return payments.filter((one) => one.direction === direction && one.kind === kind && one.status === "succeeded")
    .length;
}

/** What the nodes say of payments that are done. */
export interface PaymentCounts {
  readonly overHub: number;
  readonly direct: number;
}

/** Counts alice's completed payments, as she lists them. */
export async function countPayments(cast: Cast): Promise<PaymentCounts> {
  const payments = await paymentsOf(cast.nodes.alice);
  return { overHub: succeeded(payments, "out", "hashLock"), direct: succeeded(payments, "out", "direct") };
}

async function overHub(say: Narrator, cast: Cast, count: number, token: string): Promise<number> {
  const name = token === ETH_TOKEN ? "eth" : "TST";
  const invoices = await say.step(`bob makes ${count} invoices in ${name}`, () =>
    bobsInvoices(cast, count, token, "1000000000000"),
  );
  const before = await settledInvoices(cast.nodes.bob);
  const started = performance.now();
  await say.step(`alice pays them through the hub with hash locks`, async () => {
    await inParallel(invoices, WIDTH, (payReq) => payThroughHub(cast, payReq));
    await eventually(`bob has all ${count}`, async () =>
      (await settledInvoices(cast.nodes.bob)) >= before + count ? true : null,
    );
  });
  return performance.now() - started;
}

/** Payments alice -> bob over the hub, half in ETH and half in the token, then alice -> hub directly. */
export async function pay(say: Narrator, stage: Stage, cast: Cast, plan: PaymentPlan): Promise<PaymentRates> {
  const half = Math.ceil(plan.overHub / 2);
  const hubMs =
    (await overHub(say, cast, half, ETH_TOKEN)) +
    (await overHub(say, cast, plan.overHub - half, stage.tokenAddress.toLowerCase()));
  const { alice, hub } = cast.nodes;
  const before = await countPayments(cast);
  const directMs = await say.step(`alice pays the hub ${plan.direct} times directly`, async () => {
    const started = performance.now();
    const params = { peer: cast.ids.hub.nodeId, token: ETH_TOKEN, amount: "1000000000000" };
    await inParallel(Array.from({ length: plan.direct }), WIDTH, () => alice.request("sendpayment", params));
    await eventually("all are final at alice", async () =>
      (await countPayments(cast)).direct >= before.direct + plan.direct ? true : null,
    );
    return performance.now() - started;
  });
  const counts = await countPayments(cast);
  const received = succeeded(await paymentsOf(hub), "in", "direct");
  say.check(
    "every payment over the hub is complete at alice",
    counts.overHub >= plan.overHub,
    `${counts.overHub} of ${plan.overHub}`,
  );
  say.check("the hub has every direct payment", received === counts.direct, `${received} of ${counts.direct}`);
  const rates = { overHub: (plan.overHub * 1000) / hubMs, direct: (plan.direct * 1000) / directMs };
  say.say(
    `   ${rates.overHub.toFixed(0)} payments/s over the hub, ${rates.direct.toFixed(0)} payments/s directly, ${WIDTH} at a time`,
  );
  return rates;
}
