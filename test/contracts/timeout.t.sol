// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IAdjudicator} from "../../contracts/interfaces/IAdjudicator.sol";
import {Call, Fault} from "../../contracts/mocks/ScriptedApp.sol";
import {Claim, Position} from "../../contracts/types/Calls.sol";
import {Channel} from "../../contracts/types/Channel.sol";
import {AppFailed, Done, NotFixed, StaleState, TooEarly} from "../../contracts/types/Errors.sol";
import {App, AppState} from "../../contracts/types/Interaction.sol";
import {State} from "../../contracts/types/State.sol";
import {AppTest} from "./support/AppTest.sol";
import {vm} from "./support/Vm.sol";

contract TimeoutTest is AppTest {
    // --- given a phase that ends after a window

    function test_by_anyone_once_the_window_is_over() public {
        fixApp();
        pass(WINDOW);
        Position memory p = position();
        State memory s = playing();
        AppState memory next = app.expire(p.terms, p.state, 0);
        bytes32 id = idOf(pair());
        vm.expectEmit(true, true, true, true);
        emit IAdjudicator.TimedOut(id, INDEX, 1, next);
        vm.prank(mallory);
        court.timeout(pair(), s, p);
        standing = next;
        entryHash = rules.appStateHash(next);
        turn = 1;
        agree(true, clock);
        claimApp();
        eq(payoutOf(BOB).balance, 10, "alice was late");
    }

    function test_rule7_at_the_end_and_not_before() public {
        fixApp();
        uint256 end = clock + WINDOW;
        pass(WINDOW - 1);
        expect(abi.encodeWithSelector(TooEarly.selector, end));
        pass(1);
        late();
    }

    function test_S8b_a_move_restarts_the_clock() public {
        fixApp();
        pass(WINDOW - 1);
        move(0, 1);
        pass(WINDOW - 1);
        expect(abi.encodeWithSelector(TooEarly.selector, clock + 1));
        pass(1);
        late();
        claimApp();
        eq(payoutOf(ALICE).balance, 10, "bob was late");
    }

    function test_S9_from_a_time_at_the_earliest() public {
        uint256 from = clock + D + 5 days;
        script.time = uint64(from);
        fixApp();
        vm.warp(from + WINDOW - 1);
        expect(abi.encodeWithSelector(TooEarly.selector, from + WINDOW));
        vm.warp(from + WINDOW);
        late();
    }

    // --- given a phase that ends at a time

    /// S12: a publication in the block of that very time still counts, so a refund waits for a later one.
    function test_S12_at_a_time_strictly_after_it() public {
        uint256 at = clock + D + 3 days;
        (script.clock, script.time) = (2, uint64(at));
        fixApp();
        vm.warp(at);
        expect(abi.encodeWithSelector(TooEarly.selector, at));
        vm.warp(at + 1);
        court.timeout(pair(), playing(), position());
        AppState memory next = app.expire(abi.encode(script), begun(), 0);
        eq(next.held[0], 6, "nothing was published: alice keeps hers");
    }

    function test_at_a_time_or_once_its_lock_is_published() public {
        uint256 at = clock + D + 3 days;
        (script.clock, script.time, script.lock) = (2, uint64(at), hashOf("open"));
        fixApp();
        expect(abi.encodeWithSelector(TooEarly.selector, at));
        publish("open");
        court.timeout(pair(), playing(), position());
        standing = app.expire(abi.encode(script), begun(), 1);
        entryHash = rules.appStateHash(standing);
        claimApp();
        eq(payoutOf(BOB).balance, 10, "paid by the preimage");
    }

    function test_H11_a_publication_after_that_time_opens_nothing_early() public {
        uint256 at = clock + D + 3 days;
        (script.clock, script.time, script.lock) = (2, uint64(at), hashOf("open"));
        fixApp();
        vm.warp(at);
        expect(abi.encodeWithSelector(TooEarly.selector, at));
        vm.warp(at + 1);
        publish("open");
        court.timeout(pair(), playing(), position());
    }

    // --- when the channel or the app is not there yet, or no more

    function test_not_before_the_channel_is_fixed() public {
        put(leafOf());
        (standing, entryHash) = (begun(), leafOf().stateHash);
        dispute(pair(), playing());
        expect(abi.encodeWithSelector(NotFixed.selector));
    }

    function test_not_twice_and_not_once_it_is_over() public {
        fixApp();
        pass(WINDOW);
        Position memory first = position();
        State memory s = playing();
        late();
        vm.expectRevert(StaleState.selector);
        court.timeout(pair(), s, first);
        expect(abi.encodeWithSelector(Done.selector));
    }

    function test_S16_every_fault_is_one_error_and_no_verdict() public {
        for (uint8 fault = uint8(Fault.Reverts); fault <= uint8(Fault.TooLarge); fault++) faultOf(Fault(fault));
    }

    function faultOf(Fault fault) private {
        (script.fault, script.faulty) = (fault, Call.Expire);
        Channel memory channel = channelOf(2, 100 + uint8(fault));
        fundETH(channel, ALICE, 6);
        fundETH(channel, BOB, 4);
        put(leafOf());
        (standing, entryHash) = (begun(), leafOf().stateHash);
        State memory s = playing();
        fix(channel, s);
        pass(WINDOW);
        Position memory p = position();
        vm.expectRevert(AppFailed.selector);
        court.timeout(channel, s, p);
    }

    // --- given an app that nobody brings on (M3, S13, S14)

    function test_M3_rule7_the_fallback_pays_the_pot_as_it_stands() public {
        fixApp();
        move(0, 5);
        pass(FALLBACK - 1);
        claimApp();
        yes(!court.isClaimed(idOf(pair()), INDEX), "not yet");
        pass(1);
        claimApp();
        eq(payoutOf(ALICE).balance, 1, "alice: the pot, never the stakes");
        eq(payoutOf(BOB).balance, 9, "bob");
    }

    function test_S13_the_fallback_not_before_notBefore() public {
        App memory leaf = leafOf();
        leaf.notBefore = uint40(clock + 30 days);
        fixApp(leaf);
        State memory s = playing();
        vm.warp(leaf.notBefore + FALLBACK - 1);
        court.claim(pair(), s, items(claimOf(leaf, standing, entryHash, "")));
        yes(!court.isClaimed(idOf(pair()), INDEX), "not yet");
        vm.warp(leaf.notBefore + FALLBACK);
        court.claim(pair(), s, items(claimOf(leaf, standing, entryHash, "")));
        eq(payoutOf(ALICE).balance, 6, "alice");
    }

    function test_M3_the_fallback_asks_no_code() public {
        fixApp();
        pass(FALLBACK);
        Claim[] memory list = items(claimOf(leafOf(), standing, entryHash, used));
        State memory s = playing();
        vm.etch(address(app), "");
        court.claim(pair(), s, list);
        eq(payoutOf(BOB).balance, 4, "bob");
    }

    // --- when a claim does not fit what is recorded

    function test_M5_a_claim_of_another_state_is_skipped() public {
        fixApp();
        move(0, 1);
        State memory s = playing();
        pass(FALLBACK);
        court.claim(pair(), s, items(claimOf(leafOf(), begun(), leafOf().stateHash, "")));
        yes(!court.isClaimed(idOf(pair()), INDEX), "skipped");
        claimApp();
        eq(payoutOf(ALICE).balance, 5, "alice");
    }

    function test_rule13_a_pot_unlike_its_locks_is_never_paid() public {
        App memory leaf = leafOf();
        leaf.locks[0].amount = 9;
        fixApp(leaf);
        pass(FALLBACK);
        court.claim(pair(), playing(), items(claimOf(leaf, standing, entryHash, "")));
        yes(!court.isClaimed(idOf(pair()), INDEX), "skipped");
        eq(payoutOf(ALICE).balance + payoutOf(BOB).balance, 0, "nothing");
    }

    function expect(bytes memory reason) private {
        State memory s = playing();
        Position memory at = position();
        vm.expectRevert(reason);
        court.timeout(pair(), s, at);
    }
}
