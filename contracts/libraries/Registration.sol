// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Channel} from "../types/Channel.sol";
import {BadState, Insolvent, ListsClosed} from "../types/Errors.sol";
import {MAX_AMOUNT, MAX_ASSETS} from "../types/Limits.sol";
import {AssetState, State} from "../types/State.sol";
import {Assets} from "./Assets.sol";
import {Book} from "./Book.sol";
import {Hashing} from "./Hashing.sol";
import {Holdings} from "./Holdings.sol";
import {Signatures} from "./Signatures.sol";

/// @title What a state must be to be registered (adjudicator §4). Versions are compared by the caller.
library Registration {
    function check(
        Book storage book,
        bytes32 domain,
        bytes32 channelId,
        Channel calldata channel,
        State calldata state,
        bytes calldata signatures
    ) internal view returns (uint256) {
        wellFormed(state, channel.participants.length);
        solvent(book, channelId, state);
        bytes32 stateHash = Hashing.state(channelId, state);
        Signatures.checkAll(channel, Hashing.digest(domain, stateHash), signatures);
        return fingerprint(stateHash);
    }

    function fingerprint(bytes32 stateHash) internal pure returns (uint256) {
        return uint160(uint256(stateHash));
    }

    function wellFormed(State calldata state, uint256 count) internal pure {
        uint256 listed = state.assets.length;
        require(listed > 0 && listed <= MAX_ASSETS, BadState());

        for (uint256 k = 0; k < listed; k++) {
            AssetState calldata a = state.assets[k];
            Assets.check(a.token, a.id);
            if (k > 0) {
                AssetState calldata last = state.assets[k - 1];
                require(Assets.before(last.token, last.id, a.token, a.id), BadState());
            }
            require(state.interactionsRoot != 0 || a.locked == 0, BadState());
            balanced(a, count);
        }
    }

    /// @notice Nothing is made or lost: what participants hold more, others hold less or interactions have locked.
    function balanced(AssetState calldata a, uint256 count) internal pure {
        require(a.delta.length == count, BadState());
        require(a.withdrawn.length == 0 || a.withdrawn.length == count, BadState());
        require(a.locked < MAX_AMOUNT, BadState());

        int256 sum = int256(uint256(a.locked));
        for (uint256 i = 0; i < count; i++) {
            int256 delta = a.delta[i];
            require(-int256(MAX_AMOUNT) < delta && delta < int256(MAX_AMOUNT), BadState());
            sum += delta;
        }
        require(sum == 0, BadState());

        for (uint256 i = 0; i < a.withdrawn.length; i++) require(a.withdrawn[i] < MAX_AMOUNT, BadState());
    }

    /// @notice Per participant, never by totals (finding C2): deposits less payments, plus delta, less withdrawals not yet
    /// paid, is at least 0. Checked here and never later: a deposit and a payment keep it true (adjudicator §11).
    function solvent(Book storage book, bytes32 channelId, State calldata state) internal view {
        for (uint256 k = 0; k < state.assets.length; k++) {
            AssetState calldata a = state.assets[k];
            bytes32 key = Assets.key(a.token, a.id);
            for (uint256 i = 0; i < a.delta.length; i++) {
                bytes32 at = Holdings.page(channelId, key, i);
                uint256 word = book.holding[at];
                require(!Holdings.isClosed(word), ListsClosed(k));
                uint256 owed = a.withdrawn.length == 0 ? 0 : Holdings.unpaid(book.paid[at], a, i);
                require(Holdings.net(word, i) + a.delta[i] >= int256(owed), Insolvent(k, i));
            }
        }
    }
}
