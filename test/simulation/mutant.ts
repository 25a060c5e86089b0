import type { ChainAction } from "../../offchain/channel/chain.ts";
import type { Input } from "../../offchain/protocol/node.ts";
import type { NodeEnv, NodeState, NodeStep } from "../../offchain/protocol/nodeState.ts";
import type { Kind } from "./kinds.ts";
import type { SimNode } from "./simNode.ts";

/** A node made worse on purpose: a known bug in one place, to show that the simulator would find it. */
export interface Mutant {
  readonly name: string;
  /** The rules of design.md by which it may be found. */
  readonly rules: readonly string[];
  /** Which faults a run needs to show it. */
  readonly faults: Kind;
  readonly step?: (env: NodeEnv, state: NodeState, input: Input, node: SimNode) => NodeStep;
  readonly after?: (env: NodeEnv, state: NodeState, node: SimNode) => NodeState;
  readonly booted?: (state: NodeState, node: SimNode) => NodeState;
  /** The seed to begin with, where earlier ones are known not to show it: this one needs luck. */
  readonly from?: number;
  readonly sendsFirst?: true;
  readonly forgetsGuard?: true;
  /** Found in a group of three, not in pairs. */
  readonly group?: true;
  /** Found where money goes into and out of channels. */
  readonly resizing?: true;
  /** Which transactions it still asks for. */
  readonly wants?: (action: ChainAction) => boolean;
  /** Its own records are wrong by the bug itself: only the others are audited. */
  readonly skipsAudit?: true;
}
