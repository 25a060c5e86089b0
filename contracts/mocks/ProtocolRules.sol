// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Assets} from "../libraries/Assets.sol";
import {ChannelId} from "../libraries/ChannelId.sol";
import {Hashing} from "../libraries/Hashing.sol";
import {Merkle} from "../libraries/Merkle.sol";
import {Steps} from "../libraries/Steps.sol";
import {Channel, ChildTerms} from "../types/Channel.sol";
import {App, AppState, HashLock, Leg} from "../types/Interaction.sol";
import {Challenge, Deposit, Move, Redirect, Resume, Withdrawal} from "../types/Signed.sol";
import {State} from "../types/State.sol";

/// @title The pure rules that both sides of the protocol share, callable one by one
/// @notice Never deployed for use: the generator translates it, and parity tests call it.
contract ProtocolRules {
    function channelId(Channel calldata channel, uint256 chainId, address adjudicator) external pure returns (bytes32) {
        return ChannelId.derive(channel, chainId, adjudicator);
    }

    function assetKey(bytes32 token, uint256 id) external pure returns (bytes32) {
        return Assets.key(token, id);
    }

    function erc20Asset(address token) external pure returns (bytes32) {
        return Assets.erc20(token);
    }

    function assetAddress(bytes32 token) external pure returns (address) {
        return Assets.addressOf(token);
    }

    /// @notice True, or it reverts as the adjudicator does.
    function checkAsset(bytes32 token, uint256 id) external pure returns (bool) {
        Assets.check(token, id);
        return true;
    }

    function node(bytes32 left, bytes32 right) external pure returns (bytes32) {
        return Merkle.node(left, right);
    }

    function rootOf(bytes32 leafHash, uint256 index, bytes32[] calldata proof) external pure returns (bytes32) {
        return Merkle.rootOf(leafHash, index, proof);
    }

    function domainSeparatorOf(uint256 chainId, address adjudicator) external pure returns (bytes32) {
        return Hashing.domainSeparator(chainId, adjudicator);
    }

    function digest(bytes32 domainSeparator, bytes32 structHash) external pure returns (bytes32) {
        return Hashing.digest(domainSeparator, structHash);
    }

    function hashState(bytes32 channelId_, State calldata state) external pure returns (bytes32) {
        return Hashing.state(channelId_, state);
    }

    function hashChildTerms(ChildTerms calldata terms) external pure returns (bytes32) {
        return Hashing.childTerms(terms);
    }

    function hashHashLock(HashLock calldata leaf) external pure returns (bytes32) {
        return Hashing.hashLock(leaf);
    }

    function hashLeg(Leg calldata leaf) external pure returns (bytes32) {
        return Hashing.leg(leaf);
    }

    function hashApp(App calldata leaf) external pure returns (bytes32) {
        return Hashing.app(leaf);
    }

    function hashChallenge(Challenge calldata challenge) external pure returns (bytes32) {
        return Hashing.challenge(challenge);
    }

    function hashResume(Resume calldata resume) external pure returns (bytes32) {
        return Hashing.resume(resume);
    }

    function hashMove(Move calldata move) external pure returns (bytes32) {
        return Hashing.move(move);
    }

    function hashDeposit(Deposit calldata deposit) external pure returns (bytes32) {
        return Hashing.deposit(deposit);
    }

    function hashRedirect(Redirect calldata redirect) external pure returns (bytes32) {
        return Hashing.redirect(redirect);
    }

    function hashWithdrawal(Withdrawal calldata withdrawal) external pure returns (bytes32) {
        return Hashing.withdrawal(withdrawal);
    }

    function moveHash(uint8 seat, uint8 move, bytes calldata args) external pure returns (bytes32) {
        return Steps.moveHash(seat, move, args);
    }

    function appStateHash(AppState calldata state) external pure returns (bytes32) {
        return Steps.stateHash(state);
    }

    function stepFingerprint(
        bytes32 stateHash,
        bytes32 entryHash,
        bytes calldata used
    ) external pure returns (uint176) {
        return Steps.fingerprint(stateHash, entryHash, used);
    }
}
