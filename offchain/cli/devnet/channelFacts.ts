import type { Json } from "../../runtime/json.ts";
import { fieldsOf, rowsOf, textOf } from "../context.ts";
import type { Actor } from "./actors.ts";

/** One asset of a channel, as one of its nodes shows it; amounts in base units. */
export interface NodeChannel {
  readonly channelId: string;
  readonly peer: string;
  readonly token: string;
  readonly phase: string;
  /** "open" once the peer has been heard in this session. */
  readonly stage: string;
  readonly version: number;
  readonly local: bigint;
  readonly remote: bigint;
  /** Locked in interactions. */
  readonly inFlight: bigint;
}

function amount(value: Json | undefined): bigint {
  return BigInt(textOf(value) || "0");
}

/** The channels that a node lists, asset by asset. */
export async function channelsOf(node: Actor): Promise<readonly NodeChannel[]> {
  const { channels } = await node.request("listchannels");
  return rowsOf(channels).flatMap((channel) =>
    rowsOf(channel["assets"]).map((asset) => ({
      channelId: textOf(channel["channelId"]),
      peer: textOf(channel["peer"]),
      token: textOf(asset["token"]).toLowerCase(),
      phase: textOf(channel["phase"]),
      stage: textOf(channel["stage"]),
      version: Number(channel["version"]),
      local: amount(fieldsOf(asset["local"])["spendable"]),
      remote: amount(fieldsOf(asset["remote"])["spendable"]),
      inFlight: amount(asset["inFlight"]),
    })),
  );
}

/** One asset of a channel that a node lists, the first if none is named, or null. */
export async function channelOf(node: Actor, channelId: string, token?: string): Promise<NodeChannel | null> {
  const assets = (await channelsOf(node)).filter((channel) => channel.channelId === channelId);
  return assets.find((asset) => token === undefined || asset.token === token) ?? null;
}

/** A payment as a node shows it. */
export interface NodePayment {
  readonly paymentId: string;
  readonly direction: string;
  readonly kind: string;
  readonly status: string;
  readonly amount: bigint;
}

/** The payments that a node lists. */
export async function paymentsOf(node: Actor): Promise<readonly NodePayment[]> {
  const { payments } = await node.request("listpayments");
  return rowsOf(payments).map((payment) => ({
    paymentId: textOf(payment["paymentId"]),
    direction: textOf(payment["direction"]),
    kind: textOf(payment["kind"]),
    status: textOf(payment["status"]),
    amount: amount(payment["amount"]),
  }));
}

/** How many of its invoices a node counts as paid. */
export async function settledInvoices(node: Actor): Promise<number> {
  const { invoices } = await node.request("listinvoices");
  return rowsOf(invoices).filter((invoice) => invoice["status"] === "settled").length;
}
