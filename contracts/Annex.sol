// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IAdjudicator} from "./interfaces/IAdjudicator.sol";
import {AppSteps, Court} from "./libraries/AppSteps.sol";
import {Book} from "./libraries/Book.sol";
import {CalldataHashing} from "./libraries/CalldataHashing.sol";
import {Children} from "./libraries/Children.sol";
import {Claims} from "./libraries/Claims.sol";
import {Disputes} from "./libraries/Disputes.sol";
import {Hashing} from "./libraries/Hashing.sol";
import {Pay} from "./libraries/Pay.sol";
import {Slots} from "./libraries/Slots.sol";
import {Claim, Play, Position} from "./types/Calls.sol";
import {Channel, ChildTerms, Participant} from "./types/Channel.sol";
import {
    BadState,
    ChildNotSupported,
    Disputed,
    NotFinal,
    NotTheAdjudicator,
    Reentered,
    StaleVersion,
    VersionTooLow
} from "./types/Errors.sol";
import {State} from "./types/State.sol";

/// @title The adjudicator's annex: the code of the entries that are rarely used
/// @notice A contract's code is bounded, and the adjudicator's is longer. It makes this contract in its constructor and runs
/// these entries by delegatecall: on its own storage and funds, under its own lock, for its own callers. Each entry is declared
/// in `IAdjudicator`. The annex itself has no storage that matters and no funds, and refuses to be called.
/// @dev `book` and `entered` are declared as in the adjudicator, first and in this order: they are the same words of storage.
contract Annex {
    using Slots for uint256;

    uint256 private immutable CHAIN_ID = block.chainid;
    address private immutable ADJUDICATOR = msg.sender;
    bytes32 private immutable DOMAIN = Hashing.domainSeparator(block.chainid, msg.sender);

    Book private book;
    uint256 private transient entered;

    /// @dev As in the adjudicator: for entries that call out, whoever they call.
    modifier locking() {
        require(address(this) == ADJUDICATOR, NotTheAdjudicator());
        require(entered == 0, Reentered());
        entered = 1;
        _;
        entered = 0;
    }

    /// @dev As in the adjudicator: for all other entries that write.
    modifier unlocked() {
        require(address(this) == ADJUDICATOR, NotTheAdjudicator());
        require(entered == 0, Reentered());
        _;
    }

    /// @dev See IAdjudicator.
    function claim(Channel calldata channel, State calldata state, Claim[] calldata items) external locking {
        Participant[] calldata people = channel.participants;
        bytes32 channelId = identify(channel, people);
        uint256 slot = Disputes.requireFixed(book, channelId);
        Disputes.requireRegistered(channelId, slot, state);

        uint256[][] memory owed = Pay.sheet(state.assets.length, people.length);
        for (uint256 i = 0; i < items.length; i++) {
            Claims.take(book, channelId, CHAIN_ID, slot.deadline(), state, items[i], owed);
        }

        Pay.sheetOf(book, people, state.assets, owed);
    }

    /// @dev See IAdjudicator.
    function progress(
        Channel calldata channel,
        State calldata state,
        Position calldata position,
        Play calldata play
    ) external unlocked {
        AppSteps.progress(book, court(channel, state), channel, state, position, play);
    }

    /// @dev See IAdjudicator.
    function timeout(Channel calldata channel, State calldata state, Position calldata position) external unlocked {
        AppSteps.timeout(book, court(channel, state), channel, state, position);
    }

    // --- child channels

    /// @dev See IAdjudicator.
    function checkpointChild(
        Channel calldata channel,
        ChildTerms calldata terms,
        State calldata state,
        bytes calldata signatures
    ) external unlocked {
        (bytes32 channelId, Participant[] calldata people) = identifyChild(channel, terms);
        uint256 slot = Children.requireEditable(book, channelId, terms);
        require(state.version > slot.version(), StaleVersion(slot.version(), state.version));

        slot = Children.registered(DOMAIN, channelId, slot, people, terms, state, signatures);
        write(channelId, slot, state);
    }

    /// @dev See IAdjudicator.
    function challengeChild(
        Channel calldata channel,
        ChildTerms calldata terms,
        State calldata state,
        bytes calldata signatures,
        uint256 participant,
        bytes calldata auth
    ) external unlocked {
        (bytes32 channelId, Participant[] calldata people) = identifyChild(channel, terms);
        uint256 slot = Children.requireEditable(book, channelId, terms);
        require(slot.status() == Slots.OPEN, Disputed());
        uint256 minVersion = Disputes.authorised(DOMAIN, channelId, slot, people, participant, auth);

        // As in the adjudicator's own: an old state is ignored (finding H9).
        bool newer = state.version > slot.version();
        if (newer) slot = Children.registered(DOMAIN, channelId, slot, people, terms, state, signatures);
        require(slot.version() >= minVersion, VersionTooLow(slot.version(), minVersion));

        slot = Children.started(slot, channel.challengeDuration, terms.expiry);
        if (newer) write(channelId, slot, state);
        else write(channelId, slot);
    }

    /// @dev See IAdjudicator.
    function concludeChild(
        Channel calldata channel,
        ChildTerms calldata terms,
        State calldata state,
        bytes calldata signatures
    ) external unlocked {
        (bytes32 channelId, Participant[] calldata people) = identifyChild(channel, terms);
        uint256 slot = Children.requireEditable(book, channelId, terms);
        require(state.isFinal, NotFinal());
        require(state.interactionsRoot == 0, BadState());
        require(state.version >= slot.version(), StaleVersion(slot.version(), state.version));
        if (state.version == slot.version()) Disputes.requireRegistered(channelId, slot, state);
        else slot = Children.registered(DOMAIN, channelId, slot, people, terms, state, signatures);

        write(channelId, slot.withStatus(Slots.CLOSED), state);
        emit IAdjudicator.Concluded(channelId, state.version);
    }

    /// @dev See IAdjudicator.
    function claimChild(
        Channel calldata channel,
        ChildTerms calldata terms,
        State calldata state,
        Claim[] calldata items
    ) external unlocked {
        (bytes32 channelId, Participant[] calldata people) = identifyChild(channel, terms);
        uint256 slot = Children.requireResolving(book, channelId, terms, state);
        uint256 fixedAt = slot.childFixedAt(terms.expiry);

        uint256[][] memory owed = Pay.sheet(state.assets.length, people.length);
        for (uint256 i = 0; i < items.length; i++) {
            Claims.take(book, channelId, CHAIN_ID, fixedAt, state, items[i], owed);
        }

        // Nothing is paid here: the parents' legs pay what the child comes to.
        Children.resolve(book, channelId, state, owed);
    }

    /// @dev See IAdjudicator.
    function progressChild(
        Channel calldata channel,
        ChildTerms calldata terms,
        State calldata state,
        Position calldata position,
        Play calldata play
    ) external unlocked {
        AppSteps.progress(book, childCourt(channel, terms, state), channel, state, position, play);
    }

    /// @dev See IAdjudicator.
    function timeoutChild(
        Channel calldata channel,
        ChildTerms calldata terms,
        State calldata state,
        Position calldata position
    ) external unlocked {
        AppSteps.timeout(book, childCourt(channel, terms, state), channel, state, position);
    }

    // --- the parts of several entries

    function childCourt(
        Channel calldata channel,
        ChildTerms calldata terms,
        State calldata state
    ) private view returns (Court memory) {
        (bytes32 channelId, ) = identifyChild(channel, terms);
        uint256 slot = Children.requireResolving(book, channelId, terms, state);
        return Court(DOMAIN, channelId, slot.version(), slot.childFixedAt(terms.expiry));
    }

    function identifyChild(
        Channel calldata channel,
        ChildTerms calldata terms
    ) private view returns (bytes32, Participant[] calldata people) {
        Children.checkTerms(channel.child, terms);
        people = channel.participants;
        return (CalldataHashing.channelId(channel, people, CHAIN_ID, address(this)), people);
    }

    /// @dev With all that a leg's claim has to present: nobody can keep a child's state from the parents (finding H3).
    function write(bytes32 channelId, uint256 slot, State calldata state) private {
        write(channelId, slot);
        emit IAdjudicator.ChildState(channelId, state.version, state.isFinal, state.interactionsRoot, state.assets);
    }

    function write(bytes32 channelId, uint256 slot) private {
        book.slot[channelId] = slot;
        emit IAdjudicator.Registered(channelId, slot);
    }

    function court(Channel calldata channel, State calldata state) private view returns (Court memory) {
        bytes32 channelId = identify(channel, channel.participants);
        uint256 slot = Disputes.requireFixed(book, channelId);
        Disputes.requireRegistered(channelId, slot, state);
        return Court(DOMAIN, channelId, slot.version(), slot.deadline());
    }

    function identify(Channel calldata channel, Participant[] calldata people) private view returns (bytes32) {
        require(channel.child == 0, ChildNotSupported());
        return CalldataHashing.channelId(channel, people, CHAIN_ID, address(this));
    }
}
