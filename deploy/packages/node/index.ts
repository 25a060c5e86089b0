// What programs import from "@chenilles/node": a node, a relay, and the channels that typed clients of apps are used with.

export { channelPort } from "../../../offchain/runtime/channelPort.ts";
export { AppMissing } from "../../../offchain/runtime/missingApps.ts";
export type { NodeOptions, RunningNode } from "../../../offchain/runtime/node.ts";
export { createNode, startNode } from "../../../offchain/runtime/node.ts";
export type { RunningRelay } from "../../../offchain/runtime/relay.ts";
export { startRelay } from "../../../offchain/runtime/relay.ts";
export { deployOnce } from "../../create2.ts";
export type { LocalNetwork, LocalNetworkOptions, LocalPlayer } from "./localNetwork.ts";
export { openLocalNetwork } from "./localNetwork.ts";
