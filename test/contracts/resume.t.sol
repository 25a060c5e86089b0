// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IAdjudicator} from "../../contracts/interfaces/IAdjudicator.sol";
import {BadSignature, NotDisputed, NotEditable, StaleVersion} from "../../contracts/types/Errors.sol";
import {ChannelTest} from "./support/ChannelTest.sol";
import {State} from "../../contracts/types/State.sol";
import {vm} from "./support/Vm.sol";

contract ResumeTest is ChannelTest {
    function setUp() public override {
        super.setUp();
        fundETH(pair(), ALICE, 5 ether);
        fundETH(pair(), BOB, 5 ether);
    }

    // --- given a challenge and every signature

    function test_all_sign_and_the_channel_goes_on() public {
        dispute(pair(), paid(2, 1));
        uint40 deadline = deadlineOf(pair());
        pass(D - 1);
        court.resume(pair(), signResume(pair(), deadline));
        eq(statusOf(pair()), 0, "status");
        eq(versionOf(pair()), 2, "version");
        eq(deadlineOf(pair()), deadline, "the deadline is kept");
        pass(D);
        register(pair(), paid(3, 1));
    }

    function test_attack3_the_recorded_version_stays() public {
        dispute(pair(), paid(7, 1));
        court.resume(pair(), signResume(pair(), deadlineOf(pair())));
        State memory s = paid(6, 1);
        bytes memory signatures = sign(pair(), s);
        vm.expectRevert(abi.encodeWithSelector(StaleVersion.selector, 7, 6));
        court.checkpoint(pair(), s, signatures);
    }

    // --- when the signatures, the challenge or the time do not fit

    function test_H7_not_for_a_later_challenge_of_the_same_second() public {
        dispute(pair(), nothing());
        bytes memory first = signResume(pair(), deadlineOf(pair()));
        court.resume(pair(), first);
        dispute(pair(), nothing());
        vm.expectRevert(abi.encodeWithSelector(BadSignature.selector, ALICE));
        court.resume(pair(), first);
    }

    function test_not_by_one_alone() public {
        dispute(pair(), nothing());
        bytes memory signatures = signResume(pair(), deadlineOf(pair()));
        signatures[64] = 0;
        vm.expectRevert(abi.encodeWithSelector(BadSignature.selector, ALICE));
        court.resume(pair(), signatures);
    }

    function test_not_without_a_challenge() public {
        bytes memory signatures = signResume(pair(), 0);
        vm.expectRevert(NotDisputed.selector);
        court.resume(pair(), signatures);
    }

    function test_H6_not_from_the_deadline_on() public {
        fix(pair(), nothing());
        bytes memory signatures = signResume(pair(), deadlineOf(pair()));
        vm.expectRevert(NotEditable.selector);
        court.resume(pair(), signatures);
    }
}
