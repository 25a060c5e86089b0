import { spendable } from "../../channel/content.ts";
import { entries } from "../../channel/hexMap.ts";
import type { Address, Hex } from "../../evm/hex.ts";
import type { JsonObject } from "../json.ts";
import { hex, tokenName } from "../params.ts";
import { stageOf } from "../views.ts";
import { chainTime, type Method, type Running } from "./method.ts";

/** The version of this software. */
export const VERSION = "0.1.0";

/** getinfo {}: who this node is, what it sees of the chain, and how many channels are in which stage. */
export const getinfo: Method = async (node) => {
  const state = node.loop.state();
  const stages = entries(state.channels).map(([, channel]) => stageOf(channel, chainTime(state)).stage);
  const open = stages.filter((stage) => stage === "open").length;
  const closed = stages.filter((stage) => stage === "closed").length;
  const closing = stages.filter((stage) =>
    ["draining", "concluding", "challenging", "challenged", "settling"].includes(stage),
  ).length;
  return {
    version: VERSION,
    alias: node.alias,
    nodeId: node.keys.nodeId,
    signer: node.keys.signer,
    account: node.chain.account,
    chainId: node.chain.chainId,
    adjudicator: node.chain.adjudicator,
    block: state.head === null ? null : { number: state.head.number, timestamp: state.head.timestamp },
    channels: { open, closing, pending: stages.length - open - closing - closed },
    limits: limitsOf(node),
    peers: [...state.peers].filter(([, { heard }]) => heard).length,
    relay: node.relayed() ? "connected" : "disconnected",
    chain: node.trouble() ?? "ok",
    watcher: node.watcher === null ? null : { nodeId: node.watcher.nodeId, channelsBehind: node.watcher.behind() },
  };
};

/** What this node deposits at most into a channel that another opens, by token, and what it keeps for passing payments on. */
function limitsOf({ profile }: Running): JsonObject {
  const deposits = Object.entries(profile.maxDeposits) as [Hex, bigint][]; // the keys of the record are its type's
  return {
    maxDeposits: deposits.map(([token, amount]) => ({ token: tokenName(token), amount: String(amount) })),
    feeBase: String(profile.feeBase),
    feeRate: String(profile.feeRate),
  };
}

/** balances {}: per asset what is spendable, locked and receivable in channels, and what the account has on chain. */
export const balances: Method = async (node) => {
  const sums = new Map<Address, { spendable: bigint; receivable: bigint; inFlight: bigint }>([
    [`0x${"0".repeat(64)}`, { spendable: 0n, receivable: 0n, inFlight: 0n }],
  ]);
  for (const [, { life, genesis, held }] of entries(node.loop.state().channels)) {
    if (life === "closed" || life === "opening") continue;
    for (const book of held.content.books) {
      const name = tokenName(book.token);
      const sum = sums.get(name) ?? { spendable: 0n, receivable: 0n, inFlight: 0n };
      sum.spendable += spendable(book, genesis.me);
      sum.inFlight += book.locked;
      genesis.nodes.forEach((_, i) => {
        if (i !== genesis.me) sum.receivable += spendable(book, i);
      });
      sums.set(name, sum);
    }
  }
  const rows = await Promise.all(
    [...sums].map(async ([name, sum]) => {
      const onChain = await node.wallet.balance(node.chain.account, name.length === 66 ? null : name);
      return {
        token: name,
        spendable: String(sum.spendable),
        receivable: String(sum.receivable),
        inFlight: String(sum.inFlight),
        onChain: String(onChain),
      };
    }),
  );
  return { account: node.chain.account, balances: rows };
};

/** tokeninfo {token}: symbol and decimals of an ERC-20. */
export const tokeninfo: Method = async (node, params) => {
  const { symbol, decimals } = await node.wallet.facts(hex(params, "token", 20));
  return { symbol, decimals };
};

/** stop {}: ends the node after this answer. */
export const stop: Method = async (node) => {
  setTimeout(node.stop, 50);
  return { stopping: true };
};
