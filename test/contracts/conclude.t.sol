// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IAdjudicator} from "../../contracts/interfaces/IAdjudicator.sol";
import {HostilePayee} from "../../contracts/mocks/HostilePayee.sol";
import {RefusingToken} from "../../contracts/mocks/RefusingToken.sol";
import {Channel} from "../../contracts/types/Channel.sol";
import {
    BadMasks,
    BadSignature,
    BadState,
    Closed,
    Insolvent,
    ListsClosed,
    NotEditable,
    NotFinal,
    Reentered,
    StaleVersion
} from "../../contracts/types/Errors.sol";
import {State} from "../../contracts/types/State.sol";
import {ChannelTest} from "./support/ChannelTest.sol";
import {vm} from "./support/Vm.sol";

contract ConcludeTest is ChannelTest {
    function setUp() public override {
        super.setUp();
        fundETH(pair(), ALICE, 5 ether);
        fundETH(pair(), BOB, 5 ether);
        fundToken(pair(), ALICE, 100);
    }

    function both() private view returns (State memory) {
        return finalOf(stateOf(2, asset(ETH, 0, deltas(-1 ether, 1 ether)), asset(TOKEN, 0, deltas(-30, 30))));
    }

    // --- given a final state with every signature

    function test_pays_everyone_and_closes_in_one_transaction() public {
        bytes32 id = idOf(pair());
        bytes memory signatures = sign(pair(), both());
        vm.expectEmit(true, true, true, true);
        emit IAdjudicator.Concluded(id, 2);
        court.conclude(pair(), both(), signatures, masks(3, 3));
        eq(payoutOf(ALICE).balance, 4 ether, "alice's ETH");
        eq(payoutOf(BOB).balance, 6 ether, "bob's ETH");
        eq(token.balanceOf(payoutOf(ALICE)), 70, "alice's tokens");
        eq(token.balanceOf(payoutOf(BOB)), 30, "bob's tokens");
        eq(address(court).balance, 0, "nothing left");
        (int256 net, bool closed) = court.holdingOf(id, ETH, 0, ALICE);
        eq(net, 0, "net");
        yes(closed, "closed");
    }

    function test_H5_a_slot_never_written_stays_so() public {
        court.conclude(pair(), both(), sign(pair(), both()), masks(3, 3));
        (uint48 version, uint40 deadline, uint8 status, uint160 fingerprint) = court.slotOf(idOf(pair()));
        eq(uint256(version) + deadline + status + fingerprint, 0, "slot");
    }

    function test_a_written_slot_is_closed() public {
        register(pair(), paid(1, 0));
        court.conclude(pair(), both(), sign(pair(), both()), masks(3, 3));
        eq(statusOf(pair()), 2, "status");
        eq(versionOf(pair()), 1, "what was recorded stays");
    }

    function test_in_a_dispute_before_its_deadline() public {
        dispute(pair(), paid(1, 0));
        pass(D - 1);
        court.conclude(pair(), both(), sign(pair(), both()), masks(3, 3));
        eq(payoutOf(BOB).balance, 6 ether, "bob");
    }

    function test_the_registered_state_needs_no_signature() public {
        register(pair(), both());
        court.conclude(pair(), both(), "", masks(3, 3));
        eq(payoutOf(BOB).balance, 6 ether, "bob");
    }

    function test_what_the_masks_leave_out_is_swept_later() public {
        court.conclude(pair(), both(), sign(pair(), both()), masks(1, 0));
        eq(payoutOf(ALICE).balance, 4 ether, "alice");
        eq(payoutOf(BOB).balance, 0, "bob, not yet");
        eq(netOf(pair(), ETH, BOB), 6 ether, "bob holds it");
        court.sweep(pair(), nothing(), ETH, 0, 2);
        eq(payoutOf(BOB).balance, 6 ether, "bob");
        court.sweep(pair(), nothing(), TOKEN, 0, 3);
        eq(token.balanceOf(payoutOf(ALICE)), 70, "alice's tokens");
    }

    function testFuzz_every_page_that_holds_is_closed(uint8 count, uint8 mask, uint64 amount) public {
        Channel memory channel = channelOf(bound(count, 2, 9), 4);
        uint256 n = channel.participants.length;
        uint256 total = uint256(amount) + 1;
        fundETH(channel, n - 1, total);
        int128[] memory d = new int128[](n);
        d[n - 1] = -int128(int256(total));
        d[n - 2] = int128(int256(total));
        State memory s = finalOf(stateOf(1, asset(ETH, 0, d)));
        court.conclude(channel, s, sign(channel, s), masks(mask));

        eq(netOf(channel, ETH, n - 1), 0, "gave it all");
        uint256 got = payoutOf(n - 2).balance + uint256(netOf(channel, ETH, n - 2));
        eq(got, total, "paid or held");
        (, bool first) = court.holdingOf(idOf(channel), ETH, 0, 0);
        (, bool last) = court.holdingOf(idOf(channel), ETH, 0, n - 1);
        yes(first && last, "closed");
    }

    // --- when the state is not final, current, complete or signed

    function test_attack5_not_a_state_that_is_not_final() public {
        State memory s = paid(2, 1 ether);
        bytes memory signatures = sign(pair(), s);
        vm.expectRevert(NotFinal.selector);
        court.conclude(pair(), s, signatures, masks(3));
    }

    function test_attack5_not_without_every_signature() public {
        bytes memory signatures = sign(pair(), both());
        signatures[70] ^= 0x01;
        vm.expectRevert(abi.encodeWithSelector(BadSignature.selector, BOB));
        court.conclude(pair(), both(), signatures, masks(3, 3));
    }

    function test_attack5_the_final_flag_is_signed() public {
        State memory s = paid(2, 1 ether);
        bytes memory signatures = sign(pair(), s);
        vm.expectRevert(abi.encodeWithSelector(BadSignature.selector, ALICE));
        court.conclude(pair(), finalOf(s), signatures, masks(3));
    }

    function test_H4_not_below_the_registered_version() public {
        register(pair(), paid(3, 2 ether));
        bytes memory signatures = sign(pair(), both());
        vm.expectRevert(abi.encodeWithSelector(StaleVersion.selector, 3, 2));
        court.conclude(pair(), both(), signatures, masks(3, 3));
    }

    function test_not_another_state_of_the_registered_version() public {
        register(pair(), both());
        State memory s = finalOf(paid(2, 3 ether));
        bytes memory signatures = sign(pair(), s);
        vm.expectRevert(BadState.selector);
        court.conclude(pair(), s, signatures, masks(3));
    }

    function test_not_version_0() public {
        State memory s = finalOf(paid(0, 0));
        bytes memory signatures = sign(pair(), s);
        vm.expectRevert(BadState.selector);
        court.conclude(pair(), s, signatures, masks(3));
    }

    /// Nobody signed version 0, so nobody can end a running dispute with it before honest states are in.
    function test_H6_rule5_version_0_is_never_final() public {
        dispute(pair(), nothing());
        vm.prank(mallory);
        vm.expectRevert(BadState.selector);
        court.conclude(pair(), finalOf(nothing()), "", new uint256[](0));
        register(pair(), paid(1, 5 ether));
    }

    function test_not_with_interactions() public {
        State memory s = both();
        s.interactionsRoot = bytes32(uint256(1));
        bytes memory signatures = sign(pair(), s);
        vm.expectRevert(BadState.selector);
        court.conclude(pair(), s, signatures, masks(3, 3));
    }

    function test_not_without_the_funds() public {
        State memory s = finalOf(paid(2, 6 ether));
        bytes memory signatures = sign(pair(), s);
        vm.expectRevert(abi.encodeWithSelector(Insolvent.selector, 0, BOB));
        court.conclude(pair(), s, signatures, masks(3));
    }

    function test_H6_C8_not_from_the_deadline_on() public {
        fix(pair(), paid(1, 0));
        bytes memory signatures = sign(pair(), both());
        vm.expectRevert(NotEditable.selector);
        court.conclude(pair(), both(), signatures, masks(3, 3));
    }

    function test_not_twice() public {
        bytes memory signatures = sign(pair(), both());
        court.conclude(pair(), both(), signatures, masks(3, 0));
        vm.expectRevert(abi.encodeWithSelector(ListsClosed.selector, 0));
        court.conclude(pair(), both(), signatures, masks(3, 3));

        Channel memory other = channelOf(2, 2);
        fundETH(other, ALICE, 1);
        register(other, paid(1, 0));
        State memory s = finalOf(paid(2, 0));
        signatures = sign(other, s);
        court.conclude(other, s, signatures, masks(3));
        vm.expectRevert(NotEditable.selector);
        court.conclude(other, s, signatures, masks(3));
    }

    function test_one_mask_for_each_asset() public {
        bytes memory signatures = sign(pair(), both());
        vm.expectRevert(abi.encodeWithSelector(BadMasks.selector, 1, 2));
        court.conclude(pair(), both(), signatures, masks(3));
    }

    // --- given a concluded channel

    /// H5: the version-0 way out of a concluded channel leads nowhere: no older state, no deposit, no double payment.
    function test_H5_a_concluded_channel_pays_nothing_again() public {
        court.conclude(pair(), both(), sign(pair(), both()), masks(3, 3));
        bytes32 id = idOf(pair());
        vm.expectRevert(Closed.selector);
        court.fundETH{value: 1}(id, ALICE);
        State memory old = paid(1, -5 ether);
        bytes memory signatures = sign(pair(), old);
        vm.prank(bob);
        vm.expectRevert(abi.encodeWithSelector(ListsClosed.selector, 0));
        court.challenge(pair(), old, signatures, BOB, "");

        fundETH(channelOf(2, 2), ALICE, 9 ether); // money of others lies there
        fix(pair(), nothing());
        court.settle(pair(), nothing(), new uint256[](0));
        court.sweep(pair(), nothing(), ETH, 0, 3);
        eq(payoutOf(ALICE).balance, 4 ether, "alice");
        eq(payoutOf(BOB).balance, 6 ether, "bob");
    }

    // --- given a payee that fails or calls back

    function test_attack27_rule8_a_payee_that_fails_gets_a_credit() public {
        for (uint256 mood = 1; mood <= 3; mood++) failing(HostilePayee.Mood(mood), uint64(10 + mood));
    }

    function failing(HostilePayee.Mood mood, uint64 salt) private {
        HostilePayee payee = new HostilePayee();
        payee.become(mood);
        Channel memory channel = channelOf(2, salt);
        channel.participants[ALICE].payout = address(payee);
        fundETH(channel, ALICE, 3);
        fundETH(channel, BOB, 4);
        State memory s = finalOf(paid(1, 0));
        uint256 before = payoutOf(BOB).balance;
        court.conclude(channel, s, sign(channel, s), masks(3));
        eq(payoutOf(BOB).balance - before, 4, "bob");
        eq(court.creditOf(address(payee), ETH, 0), 3, "credit");
        eq(address(payee).balance, 0, "not paid");
    }

    function test_attack27_a_token_that_blacklists_a_payee() public {
        RefusingToken usd = new RefusingToken();
        usd.mint(address(this), 100);
        usd.approve(address(court), 100);
        bytes32 name = erc20(address(usd));
        Channel memory channel = channelOf(2, 5);
        court.fund(idOf(channel), ALICE, name, 0, 60, 0);
        court.fund(idOf(channel), BOB, name, 0, 40, 0);
        usd.blacklist(payoutOf(ALICE), true);
        State memory s = finalOf(stateOf(1, asset(name, 0, deltas(0, 0))));
        court.conclude(channel, s, sign(channel, s), masks(3));
        eq(usd.balanceOf(payoutOf(BOB)), 40, "bob");
        eq(court.creditOf(payoutOf(ALICE), name, 0), 60, "credit");
    }

    /// Nobody signs version 0, so nobody can have made it final: a dispute over nothing would end at once, without its window.
    function test_H14_version_0_is_never_final() public {
        dispute(pair(), nothing());
        State memory forged = nothing();
        forged.isFinal = true;
        vm.expectRevert(abi.encodeWithSelector(BadState.selector));
        court.conclude(pair(), forged, "", new uint256[](0));
        eq(statusOf(pair()), 1, "still disputed");
    }

    function test_H14_version_0_is_never_final_in_an_undisputed_channel() public {
        State memory forged = nothing();
        forged.isFinal = true;
        vm.expectRevert(abi.encodeWithSelector(BadState.selector));
        court.conclude(pair(), forged, "", new uint256[](0));
    }

    function test_attack28_a_payee_that_calls_back_is_refused() public {
        HostilePayee payee = new HostilePayee();
        payee.become(HostilePayee.Mood.Reenters);
        Channel memory channel = channelOf(2, 6);
        channel.participants[ALICE].payout = address(payee);
        fundETH(channel, ALICE, 3);
        payee.arm(address(court), abi.encodeCall(IAdjudicator.withdrawCredit, (ETH, 0, address(payee))));
        State memory s = finalOf(paid(1, 0));
        court.conclude(channel, s, sign(channel, s), masks(3));
        eq(address(payee).balance, 3, "paid all the same");
        yes(payee.called() && !payee.succeeded(), "called back, in vain");
        eq(uint256(uint32(payee.refusal())), uint256(uint32(Reentered.selector)), "why");
    }
}
