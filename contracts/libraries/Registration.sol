// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Participant} from "../types/Channel.sol";
import {BadState, Insolvent, ListsClosed} from "../types/Errors.sol";
import {MAX_AMOUNT, MAX_ASSETS} from "../types/Limits.sol";
import {AssetState, State} from "../types/State.sol";
import {Assets} from "./Assets.sol";
import {Book} from "./Book.sol";
import {CalldataHashing} from "./CalldataHashing.sol";
import {Hashing} from "./Hashing.sol";
import {Holdings} from "./Holdings.sol";
import {Signatures} from "./Signatures.sol";

/// @title What a state must be to be registered (adjudicator §4). Versions are compared by the caller.
library Registration {
    function check(
        Book storage book,
        bytes32 domain,
        bytes32 channelId,
        Participant[] calldata people,
        State calldata state,
        bytes calldata signatures
    ) internal view returns (uint256) {
        bytes32[] memory assets = sound(book, channelId, state, people.length);
        bytes32 stateHash = CalldataHashing.stateOf(channelId, state, assets);
        Signatures.checkAll(people, Hashing.digest(domain, stateHash), signatures);
        return fingerprint(stateHash);
    }

    function fingerprint(bytes32 stateHash) internal pure returns (uint256) {
        return uint160(uint256(stateHash));
    }

    /// @notice Well-formed and solvent, asset by asset, so that each holding is read once. Returns the hashes of the
    /// assets, on which the signatures depend.
    function sound(
        Book storage book,
        bytes32 channelId,
        State calldata state,
        uint256 count
    ) private view returns (bytes32[] memory hashes) {
        AssetState[] calldata assets = state.assets;
        uint256 listed = assets.length;
        require(listed > 0 && listed <= MAX_ASSETS, BadState());
        hashes = new bytes32[](listed);
        bool mayLock = state.interactionsRoot != 0;

        bytes32 lastToken = 0;
        uint256 lastId = 0;
        for (uint256 k = 0; k < listed; k++) {
            AssetState calldata a = assets[k];
            (bytes32 token, uint256 id) = (a.token, a.id);
            Assets.check(token, id);
            require(k == 0 || Assets.before(lastToken, lastId, token, id), BadState());
            (lastToken, lastId) = (token, id);

            require(a.locked < MAX_AMOUNT && (mayLock || a.locked == 0), BadState());
            int128[] calldata deltas = a.delta;
            uint128[] calldata withdrawn = a.withdrawn;
            hashes[k] = CalldataHashing.assetState(a, deltas, withdrawn);
            covered(book, channelId, Assets.key(token, id), k, count, a.locked, deltas, withdrawn);
        }
    }

    /// @notice Nothing is made or lost: what participants hold more, others hold less or interactions have locked. And per
    /// participant, never by totals (finding C2): deposits less payments, plus delta, less withdrawals not yet paid, is at
    /// least 0. Checked here and never later: a deposit and a payment keep it true (adjudicator §11).
    function covered(
        Book storage book,
        bytes32 channelId,
        bytes32 key,
        uint256 k,
        uint256 count,
        uint256 locked,
        int128[] calldata deltas,
        uint128[] calldata withdrawn
    ) private view {
        require(deltas.length == count && (withdrawn.length == 0 || withdrawn.length == count), BadState());

        int256 sum = int256(locked);
        uint256 word;
        uint256 paid;
        // Unchecked: at most 101 amounts below 2^119, and a net below 2^120, in 256 bits.
        unchecked {
            for (uint256 i = 0; i < count; i++) {
                if (i % 2 == 0) {
                    bytes32 at = Holdings.page(channelId, key, i);
                    word = book.holding[at];
                    require(!Holdings.isClosed(word), ListsClosed(k));
                    if (withdrawn.length > 0) paid = book.paid[at];
                }
                int256 delta = deltas[i];
                require(-int256(MAX_AMOUNT) < delta && delta < int256(MAX_AMOUNT), BadState());
                sum += delta;
                int256 left = Holdings.net(word, i) + delta;
                if (withdrawn.length > 0) {
                    uint256 total = withdrawn[i];
                    require(total < MAX_AMOUNT, BadState());
                    left -= int256(Holdings.unpaid(paid, total, i));
                }
                require(left >= 0, Insolvent(k, i));
            }
        }
        require(sum == 0, BadState());
    }
}
