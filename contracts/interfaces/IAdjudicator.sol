// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Claim, Play, Position} from "../types/Calls.sol";
import {Channel, ChildTerms} from "../types/Channel.sol";
import {AppState, HashLock} from "../types/Interaction.sol";
import {AssetState, State} from "../types/State.sol";

/// @title The court of all channels of one chain
/// @notice Errors are declared in types/Errors.sol, one for each rule. Times are in seconds. A *mask* has one bit per
/// participant. Every entry that takes a `Channel` derives its id from it, and refuses 0 or more than 100 participants
/// (`BadParticipants`) and child channels (`ChildNotSupported`).
///
/// What recurs: a `channel` is named by its `channelId`; `signatures` are those of all participants over what the entry takes, 65
/// bytes each, in their order; `state` is a state of the channel, where it says nothing else the registered one; `terms` are a
/// child's, as its id commits to them; `token` and `id` name an asset, in views and events `assetKey`: 0 for ETH, otherwise
/// keccak256(abi.encode(token, id)); a `participant` is its place in the channel; an `index` is an interaction's place under the
/// state's root; an `amount` is in the asset's smallest unit; an `owner` is an account. `items` are claims, each a leaf with its
/// proof; a `position` is where an app stands, a `play` a step of it (see types/Calls.sol).
interface IAdjudicator {
    // --- funding
    /// @notice Adds `msg.value` to a participant's holding. Anyone may, for anyone; what is given counts for that participant
    /// and for nobody else, in any state of the channel before it is closed.
    /// @param participantAndMinHeld participant | minHeld << 8: refused (`HeldTooLow`) if the pair of participants that shares
    /// its page (2k and 2k + 1) holds less than `minHeld`; 0 asks for nothing.
    /// Reverts: ChildNotFunded, BadParticipants, BadParticipant, Closed, HeldTooLow, NothingToFund, HoldingTooLarge.
    function fundETH(bytes32 channelId, uint256 participantAndMinHeld) external payable;
    /// @notice The same in a token, pulled from the caller and nobody else. An ERC-20 or ERC-1155 must deliver `amount` exactly;
    /// of an ERC-721 the amount is 1, the contract says by ERC-165 that it is one, and the adjudicator owns `id` afterwards.
    /// Reverts as `fundETH`, and: BadAsset, BadDeposit, or as the token does.
    /// @param minHeld as in `fundETH`.
    function fund(
        bytes32 channelId,
        uint256 participant,
        bytes32 token,
        uint256 id,
        uint256 amount,
        uint256 minHeld
    ) external;

    // --- the life of a channel
    /// @notice Registers a newer state, by anyone, at any time before the outcome is fixed. Pays nothing, moves no deadline.
    /// @param signatures 65 bytes of each participant over the state, in their order.
    /// Reverts: NotEditable, StaleVersion, BadState, BadAsset, Insolvent, ListsClosed, BadSignatures, BadSignature.
    function checkpoint(Channel calldata channel, State calldata state, bytes calldata signatures) external;
    /// @notice Starts the clock: after `challengeDuration` what is registered then is the outcome. A newer state is registered
    /// on the way; one that is not newer is ignored, unread, for somebody may just have been faster.
    /// @param participant who challenges: its signer or payout is the caller, or `auth` speaks for it.
    /// @param auth empty, or abi.encode(uint48 minVersion, uint40 validUntil, bytes signature): the signer's `Challenge` for
    /// the channel's last deadline.
    /// Reverts as `checkpoint` for a newer state, and: Disputed, BadParticipant, NotParticipant, VersionTooLow.
    function challenge(
        Channel calldata channel,
        State calldata state,
        bytes calldata signatures,
        uint256 participant,
        bytes calldata auth
    ) external;
    /// @notice Ends a challenge before its deadline, signed by all as `Resume` of that deadline. The deadline stays recorded.
    /// Reverts: NotEditable, NotDisputed, BadSignatures, BadSignature.
    function resume(Channel calldata channel, bytes calldata signatures) external;
    /// @notice Pays a final state without interactions and closes what it lists, in one transaction.
    /// @param signatures of all; not read if this very state is registered already.
    /// @param masks per listed asset, whom to pay now; the others are paid by `sweep`.
    /// Reverts as `checkpoint`, and: NotFinal, BadMasks, NotEnoughGas.
    function conclude(
        Channel calldata channel,
        State calldata state,
        bytes calldata signatures,
        uint256[] calldata masks
    ) external;
    /// @notice Pays what the state's cumulative withdrawals still owe, in the masked assets, and leaves the channel open.
    /// @param signatures of all; not read if this very state is registered already.
    /// @param assetMask one bit per listed asset.
    /// Reverts as `checkpoint`, and: NotEnoughGas.
    function withdraw(
        Channel calldata channel,
        State calldata state,
        bytes calldata signatures,
        uint256 assetMask
    ) external;
    /// @notice Pays the masked participants of a fixed channel what the registered state leaves them. In any slices and order,
    /// any number of times; a later deposit is paid by calling again.
    /// @param masks per listed asset.
    /// Reverts: NotFixed, BadState, BadMasks, NotEnoughGas.
    function settle(Channel calldata channel, State calldata state, uint256[] calldata masks) external;
    /// @notice Pays whole holdings of an asset that no state accounts for: one that the fixed state does not list (at version 0:
    /// any asset), or one that is closed.
    /// @param state the registered one (at version 0: empty); not read if the asset or the channel is closed.
    /// Reverts: BadAsset, NotFixed, BadState, Listed, Overdrawn, NotEnoughGas.
    function sweep(Channel calldata channel, State calldata state, bytes32 token, uint256 id, uint256 mask) external;

    // --- interactions
    /// @notice Pays hash locks of a fixed channel, any number of them under one proof; one lock as well. What each participant
    /// gets is added up and paid once. As in `claim`, what is paid already, undecided or more than what is locked is skipped.
    /// @param locks in the order of their indices.
    /// @param depth of the tree: how many levels are above the leaves.
    /// @param siblings what the proof needs besides the locks: level by level from the leaves up, from left to right, the
    /// sibling of each node that has none among those known by then (0 where there is none in the tree).
    /// Reverts: NotFixed, BadState, BadLeaf, BadProof, NotEnoughGas.
    function claimAll(
        Channel calldata channel,
        State calldata state,
        HashLock[] calldata locks,
        uint256 depth,
        bytes32[] calldata siblings
    ) external;
    /// @notice Pays interactions of a fixed channel: hash locks, apps, and legs of children. An item that is paid already, undecided, or more than what is locked is
    /// skipped; a wrong proof or a malformed leaf reverts.
    /// Reverts: NotFixed, BadState, BadKind, BadLeaf, BadProof, BadChildTerms, NotEnoughGas.
    function claim(Channel calldata channel, State calldata state, Claim[] calldata items) external;
    /// @notice One move of an app in a fixed channel, before its clock runs out; sent by its mover, or by anyone with the
    /// mover's `Move`.
    /// Reverts: NotFixed, BadState, BadLeaf, BadProof, AlreadyClaimed, BadApp, BadTerms, StaleState, Done, NoBudget,
    /// MoveTooLate, NotMover, NotEnoughGas, AppFailed.
    function progress(
        Channel calldata channel,
        State calldata state,
        Position calldata position,
        Play calldata play
    ) external;
    /// @notice The timeout of an app's phase in a fixed channel, by anyone, once its clock has run out.
    /// Reverts as `progress` does up to `Done`, and: TooEarly, NotEnoughGas, AppFailed.
    function timeout(Channel calldata channel, State calldata state, Position calldata position) external;
    /// @notice The preimage registry: records when the SHA-256 of each of the `preimages` was first published. Nobody owns an entry.
    function publish(bytes32[] calldata preimages) external;

    // --- child channels: sub-channels and virtual channels, whose funds are legs of their parents
    /// @notice `checkpoint` of a child: its assets are those of its funding, in that order, nobody withdraws, and funding +
    /// delta is at least 0 for everybody. The whole state is in an event, for the parents' claims.
    /// Every entry of children takes the terms of the child's id. Reverts: NotAChild, BadChildTerms, BadParticipants, and
    /// otherwise as the entry of that name for channels that hold assets; at its expiry a child is fixed (NotEditable).
    function checkpointChild(
        Channel calldata channel,
        ChildTerms calldata terms,
        State calldata state,
        bytes calldata signatures
    ) external;
    /// @param auth as in `challenge`.
    /// @notice `challenge` of a child: the deadline is its expiry at the latest. (`resume` takes children too.)
    function challengeChild(
        Channel calldata channel,
        ChildTerms calldata terms,
        State calldata state,
        bytes calldata signatures,
        uint256 participant,
        bytes calldata auth
    ) external;
    /// @notice Fixes a final state without interactions at once. Nothing is paid: legs pay.
    function concludeChild(
        Channel calldata channel,
        ChildTerms calldata terms,
        State calldata state,
        bytes calldata signatures
    ) external;
    /// @notice Claims interactions of a fixed child: what they give is added to what the child comes to.
    /// Reverts as `claim`, and from `resolveBy` on: TooLate.
    function claimChild(
        Channel calldata channel,
        ChildTerms calldata terms,
        State calldata state,
        Claim[] calldata items
    ) external;
    /// @notice `progress` in a child. From `resolveBy` on: TooLate.
    function progressChild(
        Channel calldata channel,
        ChildTerms calldata terms,
        State calldata state,
        Position calldata position,
        Play calldata play
    ) external;
    /// @notice `timeout` in a child. From `resolveBy` on: TooLate.
    function timeoutChild(
        Channel calldata channel,
        ChildTerms calldata terms,
        State calldata state,
        Position calldata position
    ) external;

    // --- credits
    /// @notice Sends the caller's credit, left by a payment that failed, to any account.
    /// Reverts: NoCredit, NotPaid, NotEnoughGas.
    function withdrawCredit(bytes32 token, uint256 id, address to) external;

    // --- views
    /// @notice What is registered. status 0: open, 1: disputed (and fixed from `deadline` on), 2: closed. `fingerprint`: the low
    /// 160 bits of the state's hash. All zero: version 0, nobody's deposit has moved.
    function slotOf(
        bytes32 channelId
    ) external view returns (uint48 version, uint40 deadline, uint8 status, uint160 fingerprint);
    /// @notice A participant's deposits less what it was paid (`net`), negative once settled with a gain; and whether its page is
    /// closed.
    function holdingOf(
        bytes32 channelId,
        bytes32 token,
        uint256 id,
        uint256 participant
    ) external view returns (int256 net, bool closed);
    /// @notice What a participant has withdrawn without closing.
    function paidOf(bytes32 channelId, bytes32 token, uint256 id, uint256 participant) external view returns (uint256);
    /// @notice How much of what the fixed state locked has been claimed.
    /// @param asset its position in that state's list.
    function releasedOf(bytes32 channelId, uint256 asset) external view returns (uint256);
    /// @notice What claims of a child gave to a participant.
    function resolvedOf(
        bytes32 channelId,
        bytes32 token,
        uint256 id,
        uint256 participant
    ) external view returns (uint256);
    /// @notice Whether the interaction at that index of the fixed state has been claimed.
    function isClaimed(bytes32 channelId, uint256 index) external view returns (bool);
    /// @notice Where an app stands on chain; all zero before its first step. `turn` counts the entries, `enteredAt` is when the
    /// last one was made, `done` says that it has ended, `fingerprint` stands for its state, entry and used moves (see Steps).
    function turnOf(
        bytes32 channelId,
        uint256 index
    ) external view returns (uint32 turn, uint40 enteredAt, bool done, uint176 fingerprint);
    /// @notice When the preimage of a SHA-256 hash was first published, 0 if it was not.
    function publishedAt(bytes32 hash) external view returns (uint256);
    /// @notice What failed payments left for an owner.
    function creditOf(address owner, bytes32 token, uint256 id) external view returns (uint256);
    /// @notice The id of a channel on this chain and contract; its last byte is the number of participants, | 0x80 for a child.
    function channelIdOf(Channel calldata channel) external view returns (bytes32);
    /// @notice The EIP-712 domain of everything that is signed for this contract, fixed when it was deployed.
    function domainSeparator() external view returns (bytes32);

    // --- events
    /// @notice A deposit came in, in a token.
    event Funded(bytes32 indexed channelId, bytes32 token, uint256 id, uint256 participant, uint256 amount);
    /// @notice A deposit came in, in ETH.
    /// @param participantAndAmount participant << 128 | amount
    event FundedETH(bytes32 indexed channelId, uint256 participantAndAmount);
    /// @notice The slot word whenever it changes: version:48 | deadline:40 | status:8 | fingerprint:160.
    event Registered(bytes32 indexed channelId, uint256 slot);
    /// @notice The state of a child whenever one is registered, `version`, `isFinal`, `interactionsRoot` and `assets`: all that a
    /// leg's claim has to present.
    event ChildState(
        bytes32 indexed channelId,
        uint48 version,
        bool isFinal,
        bytes32 interactionsRoot,
        AssetState[] assets
    );
    /// @notice The final state of that `version` has been paid, or, of a child, fixed.
    event Concluded(bytes32 indexed channelId, uint48 version);
    /// @notice Those of the mask were paid what they had of the asset.
    event Paid(bytes32 indexed channelId, bytes32 assetKey, uint256 mask);
    /// @notice `claim` paid the interaction at that index of the fixed state.
    event Claimed(bytes32 indexed channelId, uint256 index);
    /// @notice `claimAll` paid those at `first` + i for each bit i of `bits`: one event for 128 places.
    event ClaimedAll(bytes32 indexed channelId, uint256 first, uint256 bits);
    /// @notice A move of an app: `turn` and `state` as they are after the step; with `TimedOut`, all that the next step has to
    /// present. `move` is the move's number in the app's spec, `seat` who made it, `args` as it gave them.
    event Moved(
        bytes32 indexed channelId,
        uint16 index,
        uint32 turn,
        uint8 seat,
        uint8 move,
        bytes args,
        AppState state
    );
    /// @notice The timeout of an app's phase: `turn` and `state` as they are afterwards.
    event TimedOut(bytes32 indexed channelId, uint16 index, uint32 turn, AppState state);
    /// @notice The `preimage` of a SHA-256 `hash` was published, for the first time.
    event Published(bytes32 indexed hash, bytes32 preimage);
    /// @notice A payment to `owner` failed: it may `withdrawCredit`.
    event Credited(address indexed owner, bytes32 assetKey, uint256 amount);
    /// @notice The owner's whole credit in an asset went `to` an account.
    event CreditWithdrawn(address indexed owner, bytes32 assetKey, address to, uint256 amount);
}
