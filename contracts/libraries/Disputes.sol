// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {Participant} from "../types/Channel.sol";
import {
    BadParticipant,
    BadState,
    Listed,
    NotEditable,
    NotFixed,
    NotParticipant,
    StaleVersion
} from "../types/Errors.sol";
import {Challenge} from "../types/Signed.sol";
import {State} from "../types/State.sol";
import {Book} from "./Book.sol";
import {CalldataHashing} from "./CalldataHashing.sol";
import {Hashing} from "./Hashing.sol";
import {Holdings} from "./Holdings.sol";
import {Registration} from "./Registration.sol";
import {Signatures} from "./Signatures.sol";
import {Slots} from "./Slots.sol";

/// @title What stands in a channel's slot, what may come to stand there, and who may start the clock (adjudicator §4, §6)
library Disputes {
    using Slots for uint256;

    /// @dev abi.encode(uint48 minVersion, uint40 validUntil, bytes signature), whose signature is 65 bytes from the fourth word on.
    uint256 private constant AUTH_LENGTH = 224;

    function requireEditable(Book storage book, bytes32 channelId) internal view returns (uint256 slot) {
        slot = book.slot[channelId];
        require(slot.isEditable(), NotEditable());
    }

    function requireFixed(Book storage book, bytes32 channelId) internal view returns (uint256 slot) {
        slot = book.slot[channelId];
        require(slot.isFixed(), NotFixed());
    }

    function requireRegistered(bytes32 channelId, uint256 slot, State calldata state) internal pure {
        require(isRegistered(channelId, slot, state), BadState());
    }

    /// @notice Version 0 has no state: no assets, no interactions, no fingerprint. Nobody signed it, so nobody made it final.
    function isRegistered(bytes32 channelId, uint256 slot, State calldata state) internal pure returns (bool) {
        if (slot.version() == 0) {
            return state.version == 0 && state.assets.length == 0 && state.interactionsRoot == 0 && !state.isFinal;
        }
        return Registration.fingerprint(CalldataHashing.state(channelId, state)) == slot.fingerprint();
    }

    /// @notice The slot with this newer state registered; its version was compared by the caller.
    function registered(
        Book storage book,
        bytes32 domain,
        bytes32 channelId,
        uint256 slot,
        Participant[] calldata people,
        State calldata state,
        bytes calldata signatures
    ) internal view returns (uint256) {
        uint256 fingerprint = Registration.check(book, domain, channelId, people, state, signatures);
        return slot.withState(state.version, fingerprint);
    }

    /// @notice The registered state, which needs no signature again, or a newer one, which needs all.
    function current(
        Book storage book,
        bytes32 domain,
        bytes32 channelId,
        uint256 slot,
        Participant[] calldata people,
        State calldata state,
        bytes calldata signatures
    ) internal view returns (uint256) {
        uint256 version = slot.version();
        if (state.version > version) return registered(book, domain, channelId, slot, people, state, signatures);
        require(state.version == version, StaleVersion(version, state.version));
        requireRegistered(channelId, slot, state);
        return slot;
    }

    /// @notice Only a participant starts the clock: as itself, or by its signer's `Challenge` for the channel's last deadline.
    /// Returns the version that must be registered at least.
    function authorised(
        bytes32 domain,
        bytes32 channelId,
        uint256 slot,
        Participant[] calldata people,
        uint256 participant,
        bytes calldata auth
    ) internal view returns (uint256) {
        uint256 count = people.length;
        require(participant < count, BadParticipant(participant, count));
        Participant calldata who = people[participant];
        address signer = who.signer;
        if (msg.sender == signer || msg.sender == who.payout) return 0;

        require(auth.length == AUTH_LENGTH, NotParticipant(participant));
        return authorisedBy(domain, channelId, slot, signer, participant, auth);
    }

    function authorisedBy(
        bytes32 domain,
        bytes32 channelId,
        uint256 slot,
        address signer,
        uint256 participant,
        bytes calldata auth
    ) internal view returns (uint256) {
        (uint48 minVersion, uint40 validUntil) = abi.decode(auth[:64], (uint48, uint40));
        bytes calldata signature = auth[128:193];
        Challenge memory message = Challenge(channelId, minVersion, uint40(slot.deadline()), validUntil);
        bytes32 digest = MessageHashUtils.toTypedDataHash(domain, Hashing.challenge(message));
        require(
            block.timestamp <= validUntil && Signatures.isBy(signer, digest, signature),
            NotParticipant(participant)
        );
        return minVersion;
    }

    /// @notice The deadline only grows, and no later state moves it.
    function started(uint256 slot, uint256 challengeDuration) internal view returns (uint256) {
        uint256 deadline;
        // Unchecked: a time, 32 bits and 40 bits.
        unchecked {
            deadline = block.timestamp + challengeDuration;
            if (deadline <= slot.deadline()) deadline = slot.deadline() + 1;
        }
        return Slots.pack(slot.version(), deadline, Slots.DISPUTED, slot.fingerprint());
    }

    /// @notice An asset that the fixed state does not list, or one that is closed already.
    function checkSweep(
        Book storage book,
        bytes32 channelId,
        bytes32 key,
        State calldata state,
        bytes32 token,
        uint256 id
    ) internal view {
        uint256 slot = book.slot[channelId];
        if (slot.status() == Slots.CLOSED) return;
        if (Holdings.isClosed(book.holding[Holdings.page(channelId, key, 0)])) return;

        require(slot.isFixed(), NotFixed());
        requireRegistered(channelId, slot, state);
        for (uint256 k = 0; k < state.assets.length; k++) {
            require(state.assets[k].token != token || state.assets[k].id != id, Listed(token, id));
        }
    }
}
