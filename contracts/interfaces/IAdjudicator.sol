// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Claim, Play, Position} from "../types/Calls.sol";
import {Channel} from "../types/Channel.sol";
import {AppState} from "../types/Interaction.sol";
import {State} from "../types/State.sol";

/// @title The court of all channels of one chain
interface IAdjudicator {
    // --- funding
    function fundETH(bytes32 channelId, uint256 participantAndMinHeld) external payable;
    function fund(bytes32 channelId, uint256 participant, bytes32 token, uint256 id, uint256 amount, uint256 minHeld)
        external;

    // --- the life of a channel
    function checkpoint(Channel calldata channel, State calldata state, bytes calldata signatures) external;
    function challenge(
        Channel calldata channel,
        State calldata state,
        bytes calldata signatures,
        uint256 participant,
        bytes calldata auth
    ) external;
    function resume(Channel calldata channel, bytes calldata signatures) external;
    function conclude(Channel calldata channel, State calldata state, bytes calldata signatures, uint256[] calldata masks)
        external;
    function withdraw(Channel calldata channel, State calldata state, bytes calldata signatures, uint256 assetMask) external;
    function settle(Channel calldata channel, State calldata state, uint256[] calldata masks) external;
    function sweep(Channel calldata channel, State calldata state, bytes32 token, uint256 id, uint256 mask) external;

    // --- interactions
    function claim(Channel calldata channel, State calldata state, Claim[] calldata items) external;
    function progress(Channel calldata channel, State calldata state, Position calldata position, Play calldata play) external;
    function timeout(Channel calldata channel, State calldata state, Position calldata position) external;
    function publish(bytes32[] calldata preimages) external;

    // --- credits
    function withdrawCredit(bytes32 token, uint256 id, address to) external;

    // --- views
    function slotOf(bytes32 channelId) external view returns (uint48 version, uint40 deadline, uint8 status, uint160 fingerprint);
    function holdingOf(bytes32 channelId, bytes32 token, uint256 id, uint256 participant)
        external
        view
        returns (int256 net, bool closed);
    function paidOf(bytes32 channelId, bytes32 token, uint256 id, uint256 participant) external view returns (uint256);
    function releasedOf(bytes32 channelId, bytes32 token, uint256 id) external view returns (uint256);
    function isClaimed(bytes32 channelId, uint256 index) external view returns (bool);
    function turnOf(bytes32 channelId, uint256 index)
        external
        view
        returns (uint32 turn, uint40 enteredAt, bool done, uint176 fingerprint);
    function publishedAt(bytes32 hash) external view returns (uint256);
    function creditOf(address owner, bytes32 token, uint256 id) external view returns (uint256);
    function channelIdOf(Channel calldata channel) external view returns (bytes32);
    function domainSeparator() external view returns (bytes32);

    // --- events
    event Funded(bytes32 indexed channelId, bytes32 token, uint256 id, uint256 participant, uint256 amount);
    event FundedETH(bytes32 indexed channelId, uint256 participantAndAmount);
    event Registered(bytes32 indexed channelId, uint256 slot);
    event Concluded(bytes32 indexed channelId, uint48 version);
    event Paid(bytes32 indexed channelId, bytes32 assetKey, uint256 mask);
    event Claimed(bytes32 indexed channelId, uint256 index);
    event Moved(bytes32 indexed channelId, uint16 index, uint32 turn, uint8 seat, uint8 move, bytes args, AppState state);
    event TimedOut(bytes32 indexed channelId, uint16 index, uint32 turn, AppState state);
    event Published(bytes32 indexed hash, bytes32 preimage);
    event Credited(address indexed owner, bytes32 assetKey, uint256 amount);
    event CreditWithdrawn(address indexed owner, bytes32 assetKey, address to, uint256 amount);
}
