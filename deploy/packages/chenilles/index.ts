// What programs import from "chenilles": the client of an app's interactions, and a channel to try it on.
export type { Address, Hex } from "../../../offchain/evm/hex.ts";
export type { AppCode, AppIdentity } from "../../../offchain/generated/protocol/app.ts";
export type { AnyInteraction, SomeView } from "../../../offchain/protocol/client/byName.ts";
export { moveByName, NotUnderstood } from "../../../offchain/protocol/client/byName.ts";
export type { InteractionEvent } from "../../../offchain/protocol/client/changes.ts";
export type { ChannelClient, Proposal, ProposalView } from "../../../offchain/protocol/client/channelClient.ts";
export { BadProposal, channelClient } from "../../../offchain/protocol/client/channelClient.ts";
export type { Deadline } from "../../../offchain/protocol/client/deadline.ts";
export type { AppClient, AppDescriptor } from "../../../offchain/protocol/client/descriptor.ts";
export type { Interaction, MoveOf, OptionOf, PhaseOf } from "../../../offchain/protocol/client/interaction.ts";
export { NotSeated, PhaseNotReached } from "../../../offchain/protocol/client/interaction.ts";
export { joinNext } from "../../../offchain/protocol/client/joinNext.ts";
export type { LocalChannel } from "../../../offchain/protocol/client/localChannel.ts";
export { LocalRefusal, localChannel } from "../../../offchain/protocol/client/localChannel.ts";
export type {
  AssetName,
  ChannelPort,
  InteractionPort,
  InteractionSnapshot,
  SecretStore,
} from "../../../offchain/protocol/client/port.ts";
export type { RefusalValue } from "../../../offchain/protocol/client/refusal.ts";
export { MoveRefused, refusalOf } from "../../../offchain/protocol/client/refusal.ts";
export type { Players, Rehearsal } from "../../../offchain/protocol/client/rehearsal.ts";
export { rehearse } from "../../../offchain/protocol/client/rehearsal.ts";
export type { SecretCopy } from "../../../offchain/protocol/client/secretBackup.ts";
export { BackupUnreadable, backedUpSecrets, withBackup } from "../../../offchain/protocol/client/secretBackup.ts";
export type { KeyedStorage } from "../../../offchain/protocol/client/secretStores.ts";
export { memorySecrets, storageSecrets } from "../../../offchain/protocol/client/secretStores.ts";
export { SecretMissing } from "../../../offchain/protocol/client/secrets.ts";
export { BadInteraction } from "../../../offchain/protocol/client/view.ts";
