// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Channel, Participant} from "../types/Channel.sol";
import {BadParticipants} from "../types/Errors.sol";
import {MAX_PARTICIPANTS} from "../types/Limits.sol";
import {HashLock} from "../types/Interaction.sol";
import {AssetState, State} from "../types/State.sol";
import {ASSET_STATE_TYPEHASH, HASH_LOCK_TYPEHASH, STATE_TYPEHASH} from "../types/TypeHashes.sol";
import {ChannelId} from "./ChannelId.sol";
import {Words} from "./Words.sol";

/// @title The hashes of states and channels where every call pays for them
/// @notice The same as `Hashing.state` and `ChannelId.derive`, which are the definitions: arrays of words are copied from
/// calldata at once instead of element by element. A fuzz test holds the two against each other.
/// @dev Proof, for all three blocks of assembly. An array of words in calldata lies end to end from its `offset`, one element
/// in 32 bytes (a `Participant` in 64), and Solidity has checked that all of it is inside calldata when it gave the array out.
/// The copy goes to free memory and is done with before anything is allocated there. What Solidity would have checked besides
/// is that no element has bits beyond its type. The adjudicator reads each delta and each withdrawal before it registers a
/// state, and that check comes with the reading; a state that is shown again has the hash of the registered one. A
/// participant with such bits makes an id of its own, at which no channel of clean words is: it harms who funds it alone.
library CalldataHashing {
    function state(bytes32 channelId, State calldata s) internal pure returns (bytes32) {
        AssetState[] calldata assets = s.assets;
        bytes32[] memory hashes = Words.hashes(assets.length);
        for (uint256 i = 0; i < hashes.length; i++) {
            AssetState calldata a = assets[i];
            hashes[i] = assetState(a, a.delta, a.withdrawn);
        }
        return stateOf(channelId, s, hashes);
    }

    /// @notice The hash of a state whose assets' hashes are known.
    function stateOf(bytes32 channelId, State calldata s, bytes32[] memory assets) internal pure returns (bytes32) {
        bytes32 list = memoryWords(assets);
        return keccak256(abi.encode(STATE_TYPEHASH, channelId, s.version, s.isFinal, s.interactionsRoot, list));
    }

    /// @notice The arrays are the asset's own: who has them in hand saves looking them up again.
    function assetState(
        AssetState calldata a,
        int128[] calldata delta,
        uint128[] calldata withdrawn
    ) internal pure returns (bytes32) {
        return
            keccak256(abi.encode(ASSET_STATE_TYPEHASH, a.token, a.id, a.locked, signedWords(delta), words(withdrawn)));
    }

    function channelId(
        Channel calldata channel,
        Participant[] calldata people,
        uint256 chainId,
        address adjudicator
    ) internal pure returns (bytes32) {
        uint256 count = people.length;
        require(count > 0 && count <= MAX_PARTICIPANTS, BadParticipants(count));
        return ChannelId.compose(channel, count, participants(people), chainId, adjudicator);
    }

    /// @dev Proof: the struct's seven words lie end to end in calldata; with the type hash they fill 256 bytes of free memory.
    function hashLock(HashLock calldata lock) internal pure returns (bytes32 hash) {
        bytes32 typeHash = HASH_LOCK_TYPEHASH;
        assembly ("memory-safe") {
            let at := mload(0x40)
            mstore(at, typeHash)
            calldatacopy(add(at, 32), lock, 224)
            hash := keccak256(at, 256)
        }
    }

    function memoryWords(bytes32[] memory array) private pure returns (bytes32 hash) {
        assembly ("memory-safe") {
            hash := keccak256(add(array, 32), shl(5, mload(array)))
        }
    }

    function signedWords(int128[] calldata array) private pure returns (bytes32 hash) {
        assembly ("memory-safe") {
            let at := mload(0x40)
            let size := shl(5, array.length)
            calldatacopy(at, array.offset, size)
            hash := keccak256(at, size)
        }
    }

    function words(uint128[] calldata array) private pure returns (bytes32 hash) {
        assembly ("memory-safe") {
            let at := mload(0x40)
            let size := shl(5, array.length)
            calldatacopy(at, array.offset, size)
            hash := keccak256(at, size)
        }
    }

    function participants(Participant[] calldata array) private pure returns (bytes32 hash) {
        assembly ("memory-safe") {
            let at := mload(0x40)
            let size := shl(6, array.length)
            calldatacopy(at, array.offset, size)
            hash := keccak256(at, size)
        }
    }
}
