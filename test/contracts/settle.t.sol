// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IAdjudicator} from "../../contracts/interfaces/IAdjudicator.sol";
import {HostilePayee} from "../../contracts/mocks/HostilePayee.sol";
import {SilentToken} from "../../contracts/mocks/SilentToken.sol";
import {Channel} from "../../contracts/types/Channel.sol";
import {BadMasks, BadState, NotEnoughGas, NotFixed} from "../../contracts/types/Errors.sol";
import {AssetState, State} from "../../contracts/types/State.sol";
import {ChannelTest} from "./support/ChannelTest.sol";
import {vm} from "./support/Vm.sol";

contract SettleTest is ChannelTest {
    function setUp() public override {
        super.setUp();
        fundETH(pair(), ALICE, 5 ether);
        fundETH(pair(), BOB, 5 ether);
    }

    // --- given a fixed state

    function test_pays_net_and_delta() public {
        State memory s = paid(2, 1 ether);
        fix(pair(), s);
        bytes32 id = idOf(pair());
        vm.expectEmit(true, true, true, true);
        emit IAdjudicator.Paid(id, 0, 3);
        court.settle(pair(), s, masks(3));
        eq(payoutOf(ALICE).balance, 6 ether, "alice");
        eq(payoutOf(BOB).balance, 4 ether, "bob");
        eq(netOf(pair(), ETH, ALICE), -1 ether, "net becomes -delta");
    }

    function test_H6_from_the_deadline_on_and_not_before() public {
        State memory s = paid(2, 1 ether);
        vm.expectRevert(NotFixed.selector);
        court.settle(pair(), s, masks(3));
        dispute(pair(), s);
        pass(D - 1);
        vm.expectRevert(NotFixed.selector);
        court.settle(pair(), s, masks(3));
        pass(1);
        court.settle(pair(), s, masks(3));
    }

    /// H12: any slices, any order, any repetition: the same sums.
    function testFuzz_H12_slices_in_any_order(uint256 seed, int96 toAlice) public {
        toAlice = int96(int256(bound(uint96(toAlice), 0, 10 ether)) - 5 ether);
        State memory s = paid(2, toAlice);
        fix(pair(), s);
        for (uint256 i = 0; i < 4; i++) court.settle(pair(), s, masks((seed >> (8 * i)) & 3));
        court.settle(pair(), s, masks(2));
        court.settle(pair(), s, masks(1));
        eq(payoutOf(ALICE).balance, uint256(int256(5 ether) + toAlice), "alice");
        eq(payoutOf(BOB).balance, uint256(int256(5 ether) - toAlice), "bob");
    }

    function testFuzz_a_late_deposit_comes_out_by_itself(uint64 late, int96 toAlice) public {
        toAlice = int96(int256(bound(uint96(toAlice), 0, 10 ether)) - 5 ether);
        State memory s = paid(2, toAlice);
        fix(pair(), s);
        court.settle(pair(), s, masks(1));
        fundETH(pair(), ALICE, uint256(late) + 1);
        court.settle(pair(), s, masks(3));
        eq(payoutOf(ALICE).balance, uint256(int256(5 ether) + toAlice) + uint256(late) + 1, "alice");
        eq(payoutOf(BOB).balance, uint256(int256(5 ether) - toAlice), "bob");
    }

    // --- when the state, the masks or the time do not fit

    function test_attack1_a_stale_challenge_answered() public {
        dispute(pair(), paid(1, -3 ether));
        register(pair(), paid(2, 3 ether));
        pass(D);
        vm.expectRevert(BadState.selector);
        court.settle(pair(), paid(1, -3 ether), masks(3));
        court.settle(pair(), paid(2, 3 ether), masks(3));
        eq(payoutOf(ALICE).balance, 8 ether, "alice");
    }

    function test_only_the_registered_state() public {
        fix(pair(), paid(2, 1 ether));
        vm.expectRevert(BadState.selector);
        court.settle(pair(), paid(2, 2 ether), masks(3));
        vm.expectRevert(BadState.selector);
        court.settle(pair(), finalOf(paid(2, 1 ether)), masks(3));
        vm.expectRevert(BadState.selector);
        court.settle(pair(), nothing(), new uint256[](0));
    }

    function test_H14_version_0_has_no_state() public {
        fix(pair(), nothing());
        vm.expectRevert(BadState.selector);
        court.settle(pair(), paid(0, 5 ether), masks(3));
        court.settle(pair(), nothing(), new uint256[](0));
        eq(address(court).balance, 10 ether, "sweep pays");
    }

    function test_one_mask_for_each_asset() public {
        fix(pair(), paid(2, 1 ether));
        vm.expectRevert(abi.encodeWithSelector(BadMasks.selector, 2, 1));
        court.settle(pair(), paid(2, 1 ether), masks(3, 3));
    }

    function test_attack41_settles_at_any_later_time() public {
        fix(pair(), paid(2, 1 ether));
        pass(3650 days);
        court.settle(pair(), paid(2, 1 ether), masks(3));
        eq(payoutOf(ALICE).balance, 6 ether, "alice");
    }

    function test_bits_of_nobody_are_nothing() public {
        fix(pair(), paid(2, 1 ether));
        court.settle(pair(), paid(2, 1 ether), masks(type(uint256).max));
        eq(payoutOf(ALICE).balance + payoutOf(BOB).balance, 10 ether, "both");
    }

    // --- given others who could be hurt, or hurt

    function test_rule3_another_channels_money_stays() public {
        Channel memory other = channelOf(2, 2);
        fundETH(other, ALICE, 7 ether);
        fix(pair(), paid(2, 5 ether));
        court.settle(pair(), paid(2, 5 ether), masks(3));
        court.settle(pair(), paid(2, 5 ether), masks(3));
        eq(address(court).balance, 7 ether, "the other's");
        eq(netOf(other, ETH, ALICE), 7 ether, "its holding");
    }

    /// M4: whoever leaves too little gas pushes nobody to a credit. The payee needs about half of what a payout may cost.
    function test_M4_attack29_too_little_gas_reverts_everything() public {
        HostilePayee needy = new HostilePayee();
        needy.become(HostilePayee.Mood.Reenters); // calls somebody who is not there, and writes that down
        Channel memory channel = channelOf(2, 4);
        channel.participants[BOB].payout = address(needy);
        fundETH(channel, ALICE, 3);
        fundETH(channel, BOB, 3);
        State memory s = paid(2, 1);
        fix(channel, s);

        uint256 refused = 0;
        for (uint256 gas_ = 40_000; needy.called() == false; gas_ += 1000) {
            try court.settle{gas: gas_}(channel, s, masks(3)) {
                yes(needy.called(), "paid only with gas enough");
            } catch (bytes memory reason) {
                bool named = reason.length >= 4 && bytes4(reason) == NotEnoughGas.selector;
                yes(reason.length == 0 || named, "out of gas, or too little beside the call");
                if (named) refused++;
            }
        }
        yes(refused > 0, "refused by name at first");
        eq(address(needy).balance, 2, "bob");
        eq(court.creditOf(address(needy), ETH, 0), 0, "no credit");
    }

    function test_attack26_a_token_that_returns_nothing_is_paid_out() public {
        SilentToken silent = new SilentToken();
        silent.mint(address(this), 10);
        silent.approve(address(court), 10);
        bytes32 name = erc20(address(silent));
        court.fund(idOf(pair()), ALICE, name, 0, 10, 0);
        State memory s = stateOf(1, asset(name, 0, deltas(-4, 4)));
        fix(pair(), s);
        court.settle(pair(), s, masks(3));
        eq(silent.balanceOf(payoutOf(ALICE)), 6, "alice");
        eq(silent.balanceOf(payoutOf(BOB)), 4, "bob");
    }

    function test_H12_a_hundred_payees_that_burn_gas_in_slices() public {
        HostilePayee burner = new HostilePayee();
        burner.become(HostilePayee.Mood.BurnsGas);
        Channel memory many = channelOf(100, 3);
        for (uint256 i = 0; i < 99; i++) many.participants[i].payout = address(burner);
        for (uint256 i = 0; i < 100; i++) fundETH(many, i, 1);
        State memory s = stateOf(1, asset(ETH, 0, new int128[](100)));
        fix(many, s);
        for (uint256 slice = 0; slice < 10; slice++) {
            court.settle{gas: 2_000_000}(many, s, masks(uint256(1023) << (10 * slice)));
        }
        eq(court.creditOf(address(burner), ETH, 0), 99, "credits");
        eq(payoutOf(99).balance, 1, "the honest one");
    }
}
