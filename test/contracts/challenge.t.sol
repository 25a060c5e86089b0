// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IAdjudicator} from "../../contracts/interfaces/IAdjudicator.sol";
import {Channel} from "../../contracts/types/Channel.sol";
import {
    BadParticipant,
    BadSignature,
    Disputed,
    NotEditable,
    NotParticipant,
    VersionTooLow
} from "../../contracts/types/Errors.sol";
import {Challenge} from "../../contracts/types/Signed.sol";
import {State} from "../../contracts/types/State.sol";
import {ChannelTest} from "./support/ChannelTest.sol";
import {vm} from "./support/Vm.sol";

contract ChallengeTest is ChannelTest {
    function setUp() public override {
        super.setUp();
        fundETH(pair(), ALICE, 5 ether);
        fundETH(pair(), BOB, 5 ether);
    }

    // --- when a participant challenges

    function test_starts_the_clock_on_a_newer_state() public {
        State memory s = paid(4, 1 ether);
        bytes memory signatures = sign(pair(), s);
        bytes32 id = idOf(pair());
        uint256 slot =
            (uint256(4) << 208) | ((clock + D) << 168) | (1 << 160) | uint160(uint256(rules.hashState(id, s)));
        vm.expectEmit(true, true, true, true);
        emit IAdjudicator.Registered(id, slot);
        vm.prank(bob);
        court.challenge(pair(), s, signatures, BOB, "");
        eq(versionOf(pair()), 4, "version");
        eq(deadlineOf(pair()), clock + D, "deadline");
        eq(statusOf(pair()), 1, "status");
    }

    function test_H14_with_nothing_signed_ever() public {
        vm.prank(bob);
        court.challenge(pair(), nothing(), "", BOB, "");
        eq(deadlineOf(pair()), clock + D, "deadline");
        eq(versionOf(pair()), 0, "version");
    }

    function test_H9_an_older_state_is_ignored_and_the_clock_starts() public {
        register(pair(), paid(11, 1));
        State memory old = paid(10, 2);
        vm.prank(alice);
        court.challenge(pair(), old, "not even signatures", ALICE, "");
        eq(versionOf(pair()), 11, "version");
        eq(statusOf(pair()), 1, "status");
    }

    function test_attack2_the_window_is_never_extended() public {
        dispute(pair(), paid(1, 1));
        uint40 deadline = deadlineOf(pair());
        for (uint48 version = 2; version < 8; version++) {
            pass(D / 8);
            register(pair(), paid(version, 1));
            State memory s = paid(version + 1, 1);
            bytes memory signatures = sign(pair(), s);
            vm.prank(alice);
            vm.expectRevert(Disputed.selector);
            court.challenge(pair(), s, signatures, ALICE, "");
        }
        eq(deadlineOf(pair()), deadline, "deadline");
    }

    function test_H6_fixed_exactly_at_the_deadline() public {
        dispute(pair(), paid(1, 1));
        pass(D - 1);
        register(pair(), paid(2, 2));
        pass(1);
        State memory s = paid(3, 3);
        bytes memory signatures = sign(pair(), s);
        vm.expectRevert(NotEditable.selector);
        court.checkpoint(pair(), s, signatures);
        vm.prank(alice);
        vm.expectRevert(NotEditable.selector);
        court.challenge(pair(), s, signatures, ALICE, "");
        signatures = signResume(pair(), deadlineOf(pair()));
        vm.expectRevert(NotEditable.selector);
        court.resume(pair(), signatures);
        court.settle(pair(), paid(2, 2), masks(3));
    }

    function test_a_bad_newer_state_does_not_pass() public {
        State memory s = paid(1, 1);
        bytes memory signatures = sign(pair(), paid(2, 1));
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(BadSignature.selector, ALICE));
        court.challenge(pair(), s, signatures, ALICE, "");
    }

    function testFuzz_H7_the_deadline_strictly_increases(uint32 duration, uint8 rounds) public {
        Channel memory channel = pair();
        channel.challengeDuration = duration;
        uint40 last = 0;
        for (uint256 i = 0; i < bound(rounds, 1, 6); i++) {
            dispute(channel, nothing());
            uint40 deadline = deadlineOf(channel);
            yes(deadline > last && deadline >= clock + duration, "later than the last, and a full window");
            if (clock >= deadline) return;
            court.resume(channel, signResume(channel, deadline));
            last = deadline;
        }
    }

    // --- when somebody challenges for a participant

    function test_by_the_payout_too() public {
        vm.prank(payoutOf(BOB));
        court.challenge(pair(), nothing(), "", BOB, "");
        eq(statusOf(pair()), 1, "status");
    }

    function test_attack4_no_outsider() public {
        State memory s = paid(1, 1);
        bytes memory signatures = sign(pair(), s);
        vm.prank(mallory);
        vm.expectRevert(abi.encodeWithSelector(NotParticipant.selector, BOB));
        court.challenge(pair(), s, signatures, BOB, "");
        vm.prank(bob);
        vm.expectRevert(abi.encodeWithSelector(NotParticipant.selector, ALICE));
        court.challenge(pair(), s, signatures, ALICE, "");
        vm.prank(bob);
        vm.expectRevert(abi.encodeWithSelector(BadParticipant.selector, 2, 2));
        court.challenge(pair(), s, signatures, 2, "");
    }

    // --- given a participant's authorisation

    function test_a_tower_with_an_authorisation() public {
        State memory s = paid(5, 1);
        bytes memory signatures = sign(pair(), s);
        bytes memory auth = authOf(BOB, Challenge(idOf(pair()), 5, 0, uint40(clock)));
        vm.prank(mallory);
        court.challenge(pair(), s, signatures, BOB, auth);
        eq(statusOf(pair()), 1, "status");
        eq(versionOf(pair()), 5, "version");
    }

    function test_not_with_an_older_state_than_it_asks_for() public {
        State memory s = paid(5, 1);
        bytes memory signatures = sign(pair(), s);
        bytes memory auth = authOf(BOB, Challenge(idOf(pair()), 6, 0, uint40(clock)));
        vm.prank(mallory);
        vm.expectRevert(abi.encodeWithSelector(VersionTooLow.selector, 5, 6));
        court.challenge(pair(), s, signatures, BOB, auth);
    }

    function test_not_after_validUntil() public {
        bytes memory auth = authOf(BOB, Challenge(idOf(pair()), 0, 0, uint40(clock) - 1));
        expectNotParticipant(auth);
    }

    function test_M7_attack23_never_twice() public {
        bytes memory auth = authOf(BOB, Challenge(idOf(pair()), 0, 0, type(uint40).max));
        court.challenge(pair(), nothing(), "", BOB, auth);
        court.resume(pair(), signResume(pair(), deadlineOf(pair())));
        expectNotParticipant(auth);
    }

    function test_attack4_a_state_signature_is_no_authorisation() public {
        bytes memory signature = signBy(BOB, rules.hashState(idOf(pair()), paid(1, 1)));
        expectNotParticipant(abi.encode(uint48(0), type(uint40).max, signature));
        expectNotParticipant(authOf(ALICE, Challenge(idOf(pair()), 0, 0, type(uint40).max)));
        expectNotParticipant(authOf(BOB, Challenge(idOf(channelOf(2, 9)), 0, 0, type(uint40).max)));
    }

    function expectNotParticipant(bytes memory auth) private {
        vm.prank(mallory);
        vm.expectRevert(abi.encodeWithSelector(NotParticipant.selector, BOB));
        court.challenge(pair(), nothing(), "", BOB, auth);
    }
}
