// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IAdjudicator} from "../../contracts/interfaces/IAdjudicator.sol";
import {BadAsset, BadState, Listed, NotFixed, Overdrawn} from "../../contracts/types/Errors.sol";
import {State} from "../../contracts/types/State.sol";
import {ChannelTest} from "./support/ChannelTest.sol";
import {vm} from "./support/Vm.sol";

contract SweepTest is ChannelTest {
    function setUp() public override {
        super.setUp();
        fundETH(pair(), ALICE, 5 ether);
        fundETH(pair(), BOB, 3 ether);
        fundToken(pair(), BOB, 100);
    }

    // --- given a channel fixed at version 0, or without the asset in its list

    function test_H14_C1_version_0_is_everybodys_own_deposit_back() public {
        fix(pair(), nothing());
        bytes32 id = idOf(pair());
        vm.expectEmit(true, true, true, true);
        emit IAdjudicator.Paid(id, 0, 3);
        court.sweep(pair(), nothing(), ETH, 0, 3);
        court.sweep(pair(), nothing(), TOKEN, 0, 3);
        eq(payoutOf(ALICE).balance, 5 ether, "alice");
        eq(payoutOf(BOB).balance, 3 ether, "bob");
        eq(token.balanceOf(payoutOf(BOB)), 100, "tokens");
    }

    function test_an_asset_that_no_state_lists() public {
        fix(pair(), paid(1, 1 ether));
        court.sweep(pair(), paid(1, 1 ether), TOKEN, 0, 3);
        eq(token.balanceOf(payoutOf(BOB)), 100, "tokens");
    }

    function test_idempotent_and_a_later_deposit_by_calling_again() public {
        fix(pair(), nothing());
        court.sweep(pair(), nothing(), ETH, 0, 1);
        court.sweep(pair(), nothing(), ETH, 0, 1);
        eq(payoutOf(ALICE).balance, 5 ether, "once");
        fundETH(pair(), ALICE, 1);
        court.sweep(pair(), nothing(), ETH, 0, 1);
        eq(payoutOf(ALICE).balance, 5 ether + 1, "the late one");
        eq(address(court).balance, 3 ether, "bob's");
    }

    // --- when the asset, the state or the time do not fit

    function test_not_what_the_fixed_state_lists() public {
        fix(pair(), paid(1, 5 ether - 2 ether));
        vm.expectRevert(abi.encodeWithSelector(Listed.selector, ETH, 0));
        court.sweep(pair(), paid(1, 3 ether), ETH, 0, 3);
    }

    function test_not_by_another_state() public {
        fix(pair(), paid(1, 1 ether));
        vm.expectRevert(BadState.selector);
        court.sweep(pair(), nothing(), ETH, 0, 3);
    }

    function test_H6_not_before_the_deadline() public {
        vm.expectRevert(NotFixed.selector);
        court.sweep(pair(), nothing(), ETH, 0, 3);
        dispute(pair(), nothing());
        pass(D - 1);
        vm.expectRevert(NotFixed.selector);
        court.sweep(pair(), nothing(), ETH, 0, 3);
    }

    function test_canonical_assets_only() public {
        fix(pair(), nothing());
        vm.expectRevert(abi.encodeWithSelector(BadAsset.selector, TOKEN, 5));
        court.sweep(pair(), nothing(), TOKEN, 5, 3);
    }

    // --- given a concluded channel

    function test_in_a_concluded_channel_an_asset_the_final_state_did_not_list() public {
        register(pair(), paid(1, 1 ether));
        State memory s = finalOf(paid(2, 1 ether));
        court.conclude(pair(), s, sign(pair(), s), masks(3));
        court.sweep(pair(), nothing(), TOKEN, 0, 2);
        eq(token.balanceOf(payoutOf(BOB)), 100, "tokens");
    }

    /// A channel concluded without ever being written: what its final state did not list goes the way of version 0.
    function test_attack41_never_stuck_beside_a_concluded_channel() public {
        State memory s = finalOf(paid(2, 1 ether));
        court.conclude(pair(), s, sign(pair(), s), masks(3));
        vm.expectRevert(NotFixed.selector);
        court.sweep(pair(), nothing(), TOKEN, 0, 2);
        fix(pair(), nothing());
        court.sweep(pair(), nothing(), TOKEN, 0, 2);
        eq(token.balanceOf(payoutOf(BOB)), 100, "tokens");
        eq(payoutOf(ALICE).balance, 6 ether, "alice, once");
    }

    // --- given an asset that was withdrawn by one state and dropped by a later one

    /// Alice withdraws what she won of Bob's, then both sign a state without ETH: by the nets, Bob would be paid it again.
    function test_C3_a_channel_that_drops_an_asset_never_pays_more_than_it_got() public {
        State memory s = stateOf(1, asset(ETH, 0, deltas(3 ether, -3 ether)));
        s = withWithdrawn(s, 0, amounts(8 ether, 0));
        court.withdraw(pair(), s, sign(pair(), s), 1);
        eq(address(court).balance, 0, "all of it");
        State memory without = finalOf(stateOf(2, asset(TOKEN, 0, deltas(0, 0))));
        court.conclude(pair(), without, sign(pair(), without), masks(3));
        fundETH(channelOf(2, 2), ALICE, 100 ether);

        vm.expectRevert(abi.encodeWithSelector(Overdrawn.selector, ALICE));
        court.sweep(pair(), nothing(), ETH, 0, 2);
        eq(address(court).balance, 100 ether, "another channel's");
        fundETH(pair(), ALICE, 3 ether);
        court.sweep(pair(), nothing(), ETH, 0, 3);
        eq(payoutOf(BOB).balance, 3 ether, "bob, once the hole is filled");
        eq(address(court).balance, 100 ether, "another channel's still");
    }
}
