// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {ChildFunding, ChildTerms, Participant} from "../types/Channel.sol";
import {BadChildTerms, BadState, Insolvent, NotAChild, NotEditable, NotFixed, TooLate} from "../types/Errors.sol";
import {MAX_AMOUNT, MAX_ASSETS} from "../types/Limits.sol";
import {AssetState, State} from "../types/State.sol";
import {Assets} from "./Assets.sol";
import {Book} from "./Book.sol";
import {CalldataHashing} from "./CalldataHashing.sol";
import {Disputes} from "./Disputes.sol";
import {Hashing} from "./Hashing.sol";
import {Holdings} from "./Holdings.sol";
import {Leaves} from "./Leaves.sol";
import {Registration} from "./Registration.sol";
import {Signatures} from "./Signatures.sol";
import {Slots} from "./Slots.sol";

/// @title Child channels: they hold no assets, their outcome is read by the legs of their parents (adjudicator §8)
/// @notice outcome = funding + delta + resolved. A child is *complete* once it is fixed and nothing in it can be claimed any
/// more; a complete child never changes, so every parent reads the same (finding C8).
library Children {
    using Slots for uint256;

    /// @notice The terms are those of the id, and such as a child can have: resolveBy is not before expiry, both 0 for never.
    function checkTerms(bytes32 child, ChildTerms calldata terms) internal pure {
        require(child != 0, NotAChild());
        require(Hashing.childTerms(terms) == child, BadChildTerms());
        require(terms.expiry <= terms.resolveBy && (terms.expiry != 0 || terms.resolveBy == 0), BadChildTerms());
    }

    function requireEditable(
        Book storage book,
        bytes32 channelId,
        ChildTerms calldata terms
    ) internal view returns (uint256 slot) {
        slot = book.slot[channelId];
        require(!slot.isFixedChild(terms.expiry), NotEditable());
    }

    /// @notice Fixed, this is its state, and it is not yet too late to resolve what is in it (finding H2).
    function requireResolving(
        Book storage book,
        bytes32 channelId,
        ChildTerms calldata terms,
        State calldata state
    ) internal view returns (uint256 slot) {
        slot = book.slot[channelId];
        require(slot.isFixedChild(terms.expiry), NotFixed());
        require(terms.expiry == 0 || block.timestamp < terms.resolveBy, TooLate(terms.resolveBy));
        Disputes.requireRegistered(channelId, slot, state);
    }

    /// @notice The slot with this newer state registered; its version was compared by the caller.
    function registered(
        bytes32 domain,
        bytes32 channelId,
        uint256 slot,
        Participant[] calldata people,
        ChildTerms calldata terms,
        State calldata state,
        bytes calldata signatures
    ) internal view returns (uint256) {
        AssetState[] calldata assets = state.assets;
        ChildFunding[] calldata funding = terms.funding;
        require(assets.length > 0 && assets.length <= MAX_ASSETS && assets.length == funding.length, BadState());
        for (uint256 k = 0; k < assets.length; k++) {
            AssetState calldata a = assets[k];
            ChildFunding calldata f = funding[k];
            require(a.token == f.token && a.id == f.id, BadState());
            Assets.check(a.token, a.id);
            require(k == 0 || Assets.before(assets[k - 1].token, assets[k - 1].id, a.token, a.id), BadState());
            require(a.locked < MAX_AMOUNT && (state.interactionsRoot != 0 || a.locked == 0), BadState());
            covered(a, f.amounts, people.length, k);
        }

        bytes32 stateHash = CalldataHashing.state(channelId, state);
        Signatures.checkAll(people, MessageHashUtils.toTypedDataHash(domain, stateHash), signatures);
        return slot.withState(state.version, Registration.fingerprint(stateHash));
    }

    /// @notice Nothing is made or lost, nobody holds less than nothing of what the child was funded with, nobody withdraws.
    function covered(AssetState calldata a, uint128[] calldata funded, uint256 count, uint256 k) private pure {
        int128[] calldata deltas = a.delta;
        require(deltas.length == count && funded.length == count && a.withdrawn.length == 0, BadState());

        int256 sum = int256(uint256(a.locked));
        for (uint256 i = 0; i < count; i++) {
            int256 delta = deltas[i];
            require(-int256(MAX_AMOUNT) < delta && delta < int256(MAX_AMOUNT), BadState());
            sum += delta;
            require(int256(uint256(funded[i])) + delta >= 0, Insolvent(k, i));
        }
        require(sum == 0, BadState());
    }

    /// @notice The deadline of a challenge is the child's expiry at the latest (finding H1).
    function started(uint256 slot, uint256 challengeDuration, uint256 expiry) internal view returns (uint256) {
        uint256 next = Disputes.started(slot, challengeDuration);
        if (expiry == 0 || next.deadline() <= expiry) return next;
        return Slots.pack(next.version(), expiry, Slots.DISPUTED, next.fingerprint());
    }

    /// @notice What claims gave to participants, for the parents to pay.
    function resolve(Book storage book, bytes32 channelId, State calldata state, uint256[][] memory owed) internal {
        for (uint256 k = 0; k < owed.length; k++) {
            bytes32 key = Assets.key(state.assets[k].token, state.assets[k].id);
            for (uint256 i = 0; i < owed[k].length; i++) {
                if (owed[k][i] == 0) continue;
                // No overflow into the other half: what is claimed is at most what is locked, below 2^119.
                book.resolved[Holdings.page(channelId, key, i)] += owed[k][i] << ((i % 2) * 128);
            }
        }
    }

    /// @notice Fixed, and all that its state locks has been claimed, or may be no more.
    function isComplete(
        Book storage book,
        bytes32 channelId,
        uint256 slot,
        ChildTerms calldata terms,
        State calldata state
    ) internal view returns (bool) {
        if (!slot.isFixedChild(terms.expiry)) return false;
        if (terms.expiry != 0 && block.timestamp >= terms.resolveBy) return true;
        for (uint256 k = 0; k < state.assets.length; k++) {
            if (Leaves.released(book, channelId, k) != state.assets[k].locked) return false;
        }
        return true;
    }

    /// @notice What a complete child comes to in its k-th asset, participant by participant: funding + delta + resolved, and to
    /// participant 0 what nobody claimed in time. At version 0 `state` is empty: the funding.
    function outcome(
        Book storage book,
        bytes32 channelId,
        ChildFunding calldata f,
        State calldata state,
        uint256 k
    ) internal view returns (uint256[] memory amounts) {
        uint128[] calldata funded = f.amounts;
        amounts = new uint256[](funded.length);
        for (uint256 i = 0; i < amounts.length; i++) amounts[i] = funded[i];
        if (state.assets.length == 0) return amounts;

        AssetState calldata a = state.assets[k];
        bytes32 key = Assets.key(f.token, f.id);
        for (uint256 i = 0; i < amounts.length; i++) {
            uint256 resolved = Holdings.paidTo(book.resolved[Holdings.page(channelId, key, i)], i);
            // Not below 0: so was the state registered.
            amounts[i] = uint256(int256(amounts[i]) + a.delta[i]) + resolved;
        }
        amounts[0] += a.locked - Leaves.released(book, channelId, k);
    }
}
