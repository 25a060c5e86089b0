// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {IAdjudicator} from "../interfaces/IAdjudicator.sol";
import {Status} from "../interfaces/IApp.sol";
import {Play, Position} from "../types/Calls.sol";
import {Channel} from "../types/Channel.sol";
import {
    AppFailed,
    BadApp,
    BadTerms,
    Done,
    MoveTooLate,
    NoBudget,
    NotMover,
    StaleState,
    TooEarly
} from "../types/Errors.sol";
import {App, AppState} from "../types/Interaction.sol";
import {MAX_APP_STATE} from "../types/Limits.sol";
import {Move} from "../types/Signed.sol";
import {State} from "../types/State.sol";
import {AppCalls} from "./AppCalls.sol";
import {Book} from "./Book.sol";
import {Hashing} from "./Hashing.sol";
import {Leaves} from "./Leaves.sol";
import {Pot} from "./Pot.sol";
import {Signatures} from "./Signatures.sol";
import {Steps} from "./Steps.sol";
import {Turn, Turns} from "./Turns.sol";

/// @notice The fixed channel an app is played in.
struct Court {
    bytes32 domain;
    bytes32 channelId;
    uint256 version;
    uint256 fixedAt;
}

/// @title Steps of apps on chain, once their channel is fixed (adjudicator §9)
/// @notice The checks are in the order of §9; the caller has made those of number 1.
library AppSteps {
    uint8 private constant AFTER = 1;
    uint8 private constant AT = 2;

    /// @notice One move by its mover, or with the mover's signature by anyone, before the clock runs out.
    function progress(
        Book storage book,
        Court memory court,
        Channel calldata channel,
        State calldata state,
        Position calldata position,
        Play calldata play
    ) internal {
        Turn memory t = open(book, court, channel, state, position);
        beforeEnd(t, position, channel.appGas, play);
        byMover(court, channel, position.leaf, t, play);

        (AppState memory next, bool stays, uint256 most) = AppCalls.play(
            position,
            channel.appGas,
            play.seat,
            play.move,
            play.args
        );
        require(Pot.matches(next.held, position.leaf), AppFailed());
        bytes memory used = count(position, play, most);

        enter(t, next, stays);
        t.done = isDone(position, channel.appGas, next, used);
        Turns.write(book, court.channelId, position.leaf.index, t, used);
        emit IAdjudicator.Moved(
            court.channelId,
            position.leaf.index,
            uint32(t.turn),
            play.seat,
            play.move,
            play.args,
            next
        );
    }

    /// @notice The timeout of the phase, by anyone, once the clock has run out.
    function timeout(
        Book storage book,
        Court memory court,
        Channel calldata channel,
        State calldata state,
        Position calldata position
    ) internal {
        Turn memory t = open(book, court, channel, state, position);
        uint256 published = afterEnd(book, t, position, channel.appGas);

        AppState memory next = AppCalls.expire(position, channel.appGas, uint64(published));
        require(Pot.matches(next.held, position.leaf), AppFailed());

        enter(t, next, false);
        t.done = isDone(position, channel.appGas, next, position.used);
        Turns.write(book, court.channelId, position.leaf.index, t, position.used);
        emit IAdjudicator.TimedOut(court.channelId, position.leaf.index, uint32(t.turn), next);
    }

    /// @notice Checks 2 and 3: the leaf is in the fixed state and unclaimed, and the caller's preimages are what is recorded.
    function open(
        Book storage book,
        Court memory court,
        Channel calldata channel,
        State calldata state,
        Position calldata p
    ) private view returns (Turn memory t) {
        App memory leaf = p.leaf;
        Leaves.checkApp(leaf, channel.participants.length, state.assets.length);
        Leaves.checkPlace(Hashing.app(leaf), leaf.index, p.proof, state.interactionsRoot);
        Leaves.requireUnclaimed(book, court.channelId, leaf.index);

        require(leaf.app.codehash == leaf.codeHash, BadApp(leaf.app.codehash));
        require(keccak256(p.terms) == leaf.termsHash, BadTerms());
        bool fits;
        (t, fits) = Turns.read(book, court.channelId, leaf, court.fixedAt, p.state, p.entryHash, p.used);
        require(fits, StaleState());
        require(!t.done && !p.state.isFinal, Done());
    }

    /// @notice Check 4 for a move: now < end. In a phase that ends `at` a time nobody moves on chain.
    function beforeEnd(Turn memory t, Position calldata p, uint256 appGas, Play calldata play) private view {
        Status memory s = AppCalls.status(p, appGas, p.state, p.used);
        require(s.clock != AT, NoBudget(play.seat, play.move));
        uint256 end = endOf(s, t);
        require(block.timestamp < end, MoveTooLate(end));
    }

    /// @notice Check 4 for a timeout: now >= end; or, `at` a time, strictly later, for a publication in the block of that
    /// time still counts, or the lock's preimage published by then. Returns the registry's time for the lock.
    function afterEnd(
        Book storage book,
        Turn memory t,
        Position calldata p,
        uint256 appGas
    ) private view returns (uint256 published) {
        Status memory s = AppCalls.status(p, appGas, p.state, p.used);
        published = s.lock == 0 ? 0 : book.publishedAt[s.lock];
        if (s.clock == AT) {
            bool opened = published != 0 && published <= s.time;
            require(opened || block.timestamp > s.time, TooEarly(s.time));
            return published;
        }

        uint256 end = endOf(s, t);
        require(block.timestamp >= end, TooEarly(end));
    }

    /// @notice `after window`, from `time` at the earliest. An app whose state is not final has a clock.
    function endOf(Status memory s, Turn memory t) private pure returns (uint256) {
        require(s.clock == AFTER, AppFailed());
        return (t.enteredAt > s.time ? t.enteredAt : s.time) + s.window;
    }

    /// @notice Check 5. A `Move` binds the fixed version, the index and the entry, and nothing looser (findings S1 to S6).
    function byMover(
        Court memory court,
        Channel calldata channel,
        App calldata leaf,
        Turn memory t,
        Play calldata play
    ) private view {
        require(play.seat < leaf.seats.length, NotMover(play.seat));
        address signer = channel.participants[leaf.seats[play.seat]].signer;
        if (msg.sender == signer) return;

        bytes32 moveHash = Steps.moveHash(play.seat, play.move, play.args);
        bytes32 structHash = Hashing.move(
            Move(court.channelId, uint48(court.version), leaf.index, uint32(t.turn), t.entryHash, moveHash)
        );
        bytes32 digest = MessageHashUtils.toTypedDataHash(court.domain, structHash);
        require(Signatures.isBy(signer, digest, play.signature), NotMover(play.seat));
    }

    /// @notice `used` with this move counted, if its seat may still make it: one byte per (seat, move) at
    /// move * seats + seat; bytes beyond the end count as 0.
    function count(Position calldata p, Play calldata play, uint256 most) private pure returns (bytes memory used) {
        uint256 at = uint256(play.move) * p.leaf.seats.length + play.seat;
        uint256 length = p.used.length;
        uint256 made = at < length ? uint8(p.used[at]) : 0;
        require(made < most, NoBudget(play.seat, play.move));

        used = new bytes(at < length ? length : at + 1);
        for (uint256 i = 0; i < length; i++) used[i] = p.used[i];
        used[at] = bytes1(uint8(made + 1));
    }

    /// @notice The entry rule: every step makes a new one, now; but an `each` move that stays in its phase changes the state
    /// alone, and restarts no clock.
    function enter(Turn memory t, AppState memory next, bool stays) private view {
        bytes memory encoded = abi.encode(next);
        require(encoded.length <= MAX_APP_STATE, AppFailed());
        t.stateHash = keccak256(encoded);
        if (stays) return;

        t.turn++;
        t.enteredAt = block.timestamp;
        t.entryHash = t.stateHash;
    }

    /// @notice Final, or some due seat has used up every move it has: the pot as it stands is the outcome.
    function isDone(
        Position calldata p,
        uint256 appGas,
        AppState memory next,
        bytes memory used
    ) private view returns (bool) {
        return next.isFinal || AppCalls.status(p, appGas, next, used).exhausted;
    }
}
