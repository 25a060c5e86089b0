// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IAdjudicator} from "../../contracts/interfaces/IAdjudicator.sol";
import {BadState, Insolvent, NotEditable, StaleVersion} from "../../contracts/types/Errors.sol";
import {State} from "../../contracts/types/State.sol";
import {ChannelTest} from "./support/ChannelTest.sol";
import {vm} from "./support/Vm.sol";

contract WithdrawTest is ChannelTest {
    function setUp() public override {
        super.setUp();
        fundETH(pair(), ALICE, 5 ether);
        fundETH(pair(), BOB, 5 ether);
        fundToken(pair(), BOB, 100);
    }

    function taking(uint48 version, int128 toAlice, uint128 a, uint128 b) private pure returns (State memory) {
        return withWithdrawn(paid(version, toAlice), 0, amounts(a, b));
    }

    // --- given a state that owes withdrawals

    function test_pays_what_is_owed_and_the_channel_lives_on() public {
        State memory s = taking(1, 1 ether, 2 ether, 0);
        bytes32 id = idOf(pair());
        bytes memory signatures = sign(pair(), s);
        vm.expectEmit(true, true, true, true);
        emit IAdjudicator.Paid(id, 0, 1);
        court.withdraw(pair(), s, signatures, 1);
        eq(payoutOf(ALICE).balance, 2 ether, "alice");
        eq(court.paidOf(id, ETH, 0, ALICE), 2 ether, "recorded");
        eq(netOf(pair(), ETH, ALICE), 3 ether, "net");
        eq(versionOf(pair()), 1, "registered");
        eq(statusOf(pair()), 0, "open");
    }

    function test_twice_pays_once() public {
        State memory s = taking(1, 0, 2 ether, 1 ether);
        court.withdraw(pair(), s, sign(pair(), s), 1);
        court.withdraw(pair(), s, "", 1);
        eq(payoutOf(ALICE).balance, 2 ether, "alice");
        eq(payoutOf(BOB).balance, 1 ether, "bob");
    }

    function test_totals_are_cumulative() public {
        State memory s = taking(1, 0, 2 ether, 0);
        court.withdraw(pair(), s, sign(pair(), s), 1);
        s = taking(2, 0, 3 ether, 1 ether);
        court.withdraw(pair(), s, sign(pair(), s), 1);
        eq(payoutOf(ALICE).balance, 3 ether, "alice");
        eq(payoutOf(BOB).balance, 1 ether, "bob");
    }

    /// C3: an older total registered first, a lower one later: nothing reverts, nobody pays for it.
    function test_C3_a_lower_total_is_never_a_revert() public {
        State memory s = taking(1, 0, 2 ether, 0);
        court.withdraw(pair(), s, sign(pair(), s), 1);
        s = taking(2, 0, 0, 1 ether);
        court.withdraw(pair(), s, sign(pair(), s), 1);
        eq(payoutOf(ALICE).balance, 2 ether, "alice");
        eq(payoutOf(BOB).balance, 1 ether, "bob");
    }

    /// C2: what a registered state still owes is not there for a later one to spend.
    function test_C2_an_unpaid_withdrawal_is_spoken_for() public {
        State memory s = taking(1, -3 ether, 2 ether, 0);
        register(pair(), s);
        s = taking(2, -4 ether, 2 ether, 0);
        bytes memory signatures = sign(pair(), s);
        vm.expectRevert(abi.encodeWithSelector(Insolvent.selector, 0, ALICE));
        court.checkpoint(pair(), s, signatures);
    }

    function test_attack34_withdrawn_then_settled_sums_to_the_deposits() public {
        State memory s = taking(1, 1 ether, 2 ether, 1 ether);
        court.withdraw(pair(), s, sign(pair(), s), 1);
        fix(pair(), taking(2, 1 ether, 2 ether, 1 ether));
        court.settle(pair(), taking(2, 1 ether, 2 ether, 1 ether), masks(3));
        eq(payoutOf(ALICE).balance, 6 ether, "alice");
        eq(payoutOf(BOB).balance, 4 ether, "bob");
        eq(address(court).balance, 0, "nothing left");
    }

    function test_only_the_masked_assets() public {
        State memory s = stateOf(1, asset(ETH, 0, deltas(0, 0)), asset(TOKEN, 0, deltas(0, 0)));
        s.assets[0].withdrawn = amounts(1 ether, 0);
        s.assets[1].withdrawn = amounts(0, 10);
        court.withdraw(pair(), s, sign(pair(), s), 2);
        eq(token.balanceOf(payoutOf(BOB)), 10, "tokens");
        eq(payoutOf(ALICE).balance, 0, "no ETH yet");
        court.withdraw(pair(), s, "", 1);
        eq(payoutOf(ALICE).balance, 1 ether, "ETH");
    }

    // --- when the state does not stand, or no more

    function test_not_more_than_is_held() public {
        State memory s = taking(1, -4 ether, 1 ether + 1, 0);
        bytes memory signatures = sign(pair(), s);
        vm.expectRevert(abi.encodeWithSelector(Insolvent.selector, 0, ALICE));
        court.withdraw(pair(), s, signatures, 1);
    }

    function test_not_by_an_old_or_another_state() public {
        register(pair(), paid(2, 0));
        State memory s = taking(1, 0, 1 ether, 0);
        bytes memory signatures = sign(pair(), s);
        vm.expectRevert(abi.encodeWithSelector(StaleVersion.selector, 2, 1));
        court.withdraw(pair(), s, signatures, 1);
        s = taking(2, 0, 1 ether, 0);
        vm.expectRevert(BadState.selector);
        court.withdraw(pair(), s, signatures, 1);
    }

    function test_not_by_version_0() public {
        State memory s = taking(0, 0, 1 ether, 0);
        vm.expectRevert(BadState.selector);
        court.withdraw(pair(), s, "", 1);
    }

    function test_H6_not_from_the_deadline_on() public {
        State memory s = taking(1, 0, 1 ether, 0);
        fix(pair(), s);
        vm.expectRevert(NotEditable.selector);
        court.withdraw(pair(), s, "", 1);
    }

    // --- given any schedule

    /// adjudicator §11: paid or not, an exit gives deposited + delta in all.
    function testFuzz_any_schedule_pays_deposit_and_delta(uint256 seed, uint8 rounds) public {
        uint128 a = 0;
        uint128 b = 0;
        int128 toAlice = 0;
        uint48 version = 0;
        for (uint256 i = 0; i < bound(rounds, 1, 8); i++) {
            seed = uint256(keccak256(abi.encode(seed)));
            a += uint128(bound(seed, 0, 0.3 ether));
            b += uint128(bound(seed >> 64, 0, 0.3 ether));
            toAlice = int128(int256(bound(seed >> 128, 0, 4 ether))) - 2 ether;
            State memory s = taking(++version, toAlice, a, b);
            if (seed & 1 == 0) court.withdraw(pair(), s, sign(pair(), s), seed & 2 == 0 ? 1 : 0);
            else register(pair(), s);
        }
        State memory last = taking(++version, toAlice, a, b);
        fix(pair(), last);
        court.settle(pair(), last, masks(1));
        court.settle(pair(), last, masks(3));
        eq(payoutOf(ALICE).balance, uint256(int256(5 ether) + toAlice), "alice");
        eq(payoutOf(BOB).balance, uint256(int256(5 ether) - toAlice), "bob");
    }
}
