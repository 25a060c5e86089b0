import type { Apps } from "../channel/apps.ts";
import { entries } from "../channel/hexMap.ts";
import { leaves } from "../channel/tree.ts";
import type { Address } from "../evm/hex.ts";
import { possible } from "../protocol/channelState.ts";
import type { NodeState } from "../protocol/nodeState.ts";

/** An app runs in a channel of this node, and the node was started without it: it could neither play nor go to the chain for it. */
export class AppMissing extends Error {
  readonly adapters: readonly Address[];

  constructor(adapters: readonly Address[]) {
    super(`apps run in this node's channels that it was started without; their adapters are ${adapters.join(", ")}`);
    this.name = "AppMissing";
    this.adapters = adapters;
  }
}

/**
 * The adapters of apps that run in channels of a node, of which it has no rules.
 *
 * @example missingApps(state, apps) // []
 */
export function missingApps(state: NodeState, apps: Apps): readonly Address[] {
  const running = entries(state.channels)
    .filter(([, channel]) => channel.life !== "closed")
    .flatMap(([, channel]) => [...possible(channel), ...(channel.outcome === null ? [] : [channel.outcome])])
    .flatMap(({ tree }) => leaves(tree).flatMap(([, found]) => (found.kind === "app" ? [found.leaf.app] : [])));
  return [...new Set(running)].filter((adapter) => !apps.has(adapter));
}
