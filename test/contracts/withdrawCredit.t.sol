// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IAdjudicator} from "../../contracts/interfaces/IAdjudicator.sol";
import {HostilePayee} from "../../contracts/mocks/HostilePayee.sol";
import {RefusingToken} from "../../contracts/mocks/RefusingToken.sol";
import {Channel} from "../../contracts/types/Channel.sol";
import {NoCredit, NotPaid} from "../../contracts/types/Errors.sol";
import {State} from "../../contracts/types/State.sol";
import {ChannelTest} from "./support/ChannelTest.sol";
import {vm} from "./support/Vm.sol";

contract WithdrawCreditTest is ChannelTest {
    HostilePayee private payee;

    function setUp() public override {
        super.setUp();
        payee = new HostilePayee();
        payee.become(HostilePayee.Mood.Reverts);
        Channel memory channel = pair();
        channel.participants[ALICE].payout = address(payee);
        fundETH(channel, ALICE, 3 ether);
        fundETH(channel, BOB, 3 ether);
        State memory s = finalOf(paid(1, 0));
        court.conclude(channel, s, sign(channel, s), masks(3));
    }

    // --- given a payment that failed

    function test_by_its_owner_to_anywhere() public {
        address to = address(0xcafe);
        bytes memory call_ = abi.encodeCall(IAdjudicator.withdrawCredit, (ETH, 0, to));
        vm.expectEmit(true, true, true, true);
        emit IAdjudicator.CreditWithdrawn(address(payee), 0, to, 3 ether);
        payee.send(address(court), call_);
        eq(to.balance, 3 ether, "paid");
        eq(court.creditOf(address(payee), ETH, 0), 0, "credit");
    }

    function test_once() public {
        bytes memory call_ = abi.encodeCall(IAdjudicator.withdrawCredit, (ETH, 0, address(0xcafe)));
        payee.send(address(court), call_);
        vm.expectRevert();
        payee.send(address(court), call_);
        eq(address(0xcafe).balance, 3 ether, "paid once");
    }

    function test_by_nobody_else() public {
        vm.prank(mallory);
        vm.expectRevert(NoCredit.selector);
        court.withdrawCredit(ETH, 0, mallory);
    }

    function test_stands_if_it_cannot_be_paid() public {
        vm.prank(address(payee));
        vm.expectRevert(abi.encodeWithSelector(NotPaid.selector, address(payee)));
        court.withdrawCredit(ETH, 0, address(payee));
        eq(court.creditOf(address(payee), ETH, 0), 3 ether, "credit");
    }

    function test_attack27_of_a_token_once_it_is_let_through() public {
        RefusingToken usd = new RefusingToken();
        usd.mint(address(this), 60);
        usd.approve(address(court), 60);
        bytes32 name = erc20(address(usd));
        Channel memory channel = channelOf(2, 8);
        court.fund(idOf(channel), BOB, name, 0, 60, 0);
        State memory s = finalOf(stateOf(1, asset(name, 0, deltas(0, 0))));
        usd.refuseAll(true, true);
        court.conclude(channel, s, sign(channel, s), masks(3));
        eq(court.creditOf(payoutOf(BOB), name, 0), 60, "credit");
        usd.refuseAll(false, false);
        vm.prank(payoutOf(BOB));
        court.withdrawCredit(name, 0, bob);
        eq(usd.balanceOf(bob), 60, "paid");
    }

    function test_credits_add_up() public {
        Channel memory channel = channelOf(2, 9);
        channel.participants[ALICE].payout = address(payee);
        fundETH(channel, ALICE, 1 ether);
        fix(channel, nothing());
        court.sweep(channel, nothing(), ETH, 0, 3);
        eq(court.creditOf(address(payee), ETH, 0), 4 ether, "credit");
    }
}
