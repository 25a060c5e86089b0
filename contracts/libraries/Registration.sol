// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {Participant} from "../types/Channel.sol";
import {BadState, Insolvent, ListsClosed} from "../types/Errors.sol";
import {MAX_AMOUNT, MAX_ASSETS} from "../types/Limits.sol";
import {AssetState, State} from "../types/State.sol";
import {Assets} from "./Assets.sol";
import {Book} from "./Book.sol";
import {CalldataHashing} from "./CalldataHashing.sol";
import {Holdings} from "./Holdings.sol";
import {Signatures} from "./Signatures.sol";
import {Words} from "./Words.sol";

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
        Signatures.checkAll(people, MessageHashUtils.toTypedDataHash(domain, stateHash), signatures);
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
        hashes = Words.hashes(listed);
        bool mayLock = state.interactionsRoot != 0;

        for (uint256 k = 0; k < listed; k++) {
            AssetState calldata a = assets[k];
            (bytes32 token, uint256 id) = (a.token, a.id);
            Assets.check(token, id);
            require(k == 0 || Assets.before(assets[k - 1].token, assets[k - 1].id, token, id), BadState());

            uint256 locked = a.locked;
            require(locked < MAX_AMOUNT && (mayLock || locked == 0), BadState());
            int128[] calldata deltas = a.delta;
            uint128[] calldata withdrawn = a.withdrawn;
            hashes[k] = CalldataHashing.assetState(a, deltas, withdrawn);
            covered(book, channelId, Assets.key(token, id), k, count, locked, deltas, withdrawn);
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

        bool withdrawing = withdrawn.length > 0;
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
                    if (withdrawing) paid = book.paid[at];
                }
                int256 delta = amountAt(deltas, i);
                sum += delta;
                int256 left = Holdings.net(word, 0) + delta;
                word >>= 120;
                if (withdrawing) {
                    uint256 total = withdrawn[i];
                    require(total < MAX_AMOUNT, BadState());
                    left -= int256(Holdings.unpaid(paid, total, i));
                }
                require(left >= 0, Insolvent(k, i));
            }
        }
        require(sum == 0, BadState());
    }

    /// @notice A delta, which is above -2^119 and below 2^119.
    /// @dev Proof: i < deltas.length, and one element is one word. Nothing within these bounds has bits beyond an int128. What is
    /// at most -2^119 comes out as a very large number, or as a negative one, that is a larger one still.
    function amountAt(int128[] calldata deltas, uint256 i) private pure returns (int256 delta) {
        assembly ("memory-safe") {
            delta := calldataload(add(deltas.offset, shl(5, i)))
        }
        unchecked {
            require(uint256(delta) + MAX_AMOUNT - 1 < 2 * MAX_AMOUNT - 1, BadState());
        }
    }
}
