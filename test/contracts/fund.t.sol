// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IAdjudicator} from "../../contracts/interfaces/IAdjudicator.sol";
import {FeeToken} from "../../contracts/mocks/FeeToken.sol";
import {ReenteringToken} from "../../contracts/mocks/ReenteringToken.sol";
import {RefusingToken} from "../../contracts/mocks/RefusingToken.sol";
import {SilentToken} from "../../contracts/mocks/SilentToken.sol";
import {Channel} from "../../contracts/types/Channel.sol";
import {
    BadAsset,
    BadDeposit,
    BadParticipant,
    BadParticipants,
    ChildNotFunded,
    Closed,
    HeldTooLow,
    HoldingTooLarge,
    NothingToFund,
    Reentered
} from "../../contracts/types/Errors.sol";
import {MAX_NET} from "../../contracts/types/Limits.sol";
import {ChannelTest} from "./support/ChannelTest.sol";
import {vm} from "./support/Vm.sol";

contract FundTest is ChannelTest {
    // --- given a channel and a participant

    function test_fundETH_raises_the_participants_holding_alone() public {
        bytes32 id = idOf(pair());
        vm.expectEmit(true, true, true, true);
        emit IAdjudicator.FundedETH(id, (BOB << 128) | 3 ether);
        court.fundETH{value: 3 ether}(id, BOB);
        eq(netOf(pair(), ETH, BOB), 3 ether, "bob");
        eq(netOf(pair(), ETH, ALICE), 0, "alice");
        eq(address(court).balance, 3 ether, "balance");
    }

    function test_fundETH_by_anybody_for_anybody() public {
        vm.deal(mallory, 1 ether);
        vm.prank(mallory);
        court.fundETH{value: 1 ether}(idOf(pair()), ALICE);
        eq(netOf(pair(), ETH, ALICE), 1 ether, "alice");
    }

    function testFuzz_fund_keeps_each_holding_apart(uint256 seed, uint8 count, uint96 a, uint96 b) public {
        Channel memory channel = channelOf(bound(count, 2, 100), 7);
        uint256 i = bound(seed, 0, channel.participants.length - 2);
        fundToken(channel, i, uint256(a) + 1);
        fundToken(channel, i + 1, uint256(b) + 1);
        fundToken(channel, i, 5);
        eq(netOf(channel, TOKEN, i), int256(uint256(a)) + 6, "i");
        eq(netOf(channel, TOKEN, i + 1), int256(uint256(b)) + 1, "i + 1");
        eq(netOf(channel, ETH, i), 0, "another asset");
    }

    // --- when there is no such participant, amount or asset

    function test_M12_no_such_participant() public {
        bytes32 id = idOf(pair());
        vm.expectRevert(abi.encodeWithSelector(BadParticipant.selector, 57, 2));
        court.fundETH{value: 1}(id, 57);
    }

    function test_M12_a_child_holds_nothing() public {
        Channel memory channel = pair();
        channel.child = bytes32(uint256(1));
        bytes32 id = idOf(channel);
        eq(uint256(uint8(uint256(id))), 0x82, "last byte");
        vm.expectRevert(ChildNotFunded.selector);
        court.fundETH{value: 1}(id, 0);
    }

    function test_an_id_of_nobody() public {
        vm.expectRevert(abi.encodeWithSelector(BadParticipants.selector, 0));
        court.fundETH{value: 1}(bytes32(0), 0);
        vm.expectRevert(abi.encodeWithSelector(BadParticipants.selector, 101));
        court.fundETH{value: 1}(bytes32(uint256(101)), 0);
    }

    function test_nothing() public {
        bytes32 id = idOf(pair());
        vm.expectRevert(NothingToFund.selector);
        court.fundETH(id, 0);
        vm.expectRevert(NothingToFund.selector);
        court.fund(id, 0, TOKEN, 0, 0, 0);
    }

    function test_M14_minHeld_counts_the_pair() public {
        bytes32 id = idOf(pair());
        fundETH(pair(), ALICE, 2 ether);
        court.fundETH{value: 1 ether}(id, BOB | (2 ether << 8));
        vm.expectRevert(abi.encodeWithSelector(HeldTooLow.selector, 3 ether, 3 ether + 1));
        court.fundETH{value: 1 ether}(id, BOB | ((3 ether + 1) << 8));
        court.fund(id, ALICE, TOKEN, 0, 5, 0);
        vm.expectRevert(abi.encodeWithSelector(HeldTooLow.selector, 5, 6));
        court.fund(id, BOB, TOKEN, 0, 5, 6);
    }

    function test_M14_minHeld_is_no_obstacle_when_none_is_asked() public {
        fundETH(pair(), ALICE, 2 ether);
        fundETH(pair(), BOB, 2 ether);
        fix(pair(), paid(1, 2 ether));
        court.settle(pair(), paid(1, 2 ether), masks(1));
        eq(netOf(pair(), ETH, ALICE), -2 ether, "a negative holding");
        fundETH(pair(), ALICE, 1 ether);
        eq(netOf(pair(), ETH, ALICE), -1 ether, "a late deposit");
    }

    function test_M13_a_holding_is_at_most_2_112() public {
        bytes32 id = idOf(pair());
        token.mint(address(this), MAX_NET * 2);
        court.fund(id, ALICE, TOKEN, 0, MAX_NET, 0);
        vm.expectRevert(abi.encodeWithSelector(HoldingTooLarge.selector, MAX_NET + 1));
        court.fund(id, ALICE, TOKEN, 0, 1, 0);
        court.fund(id, BOB, TOKEN, 0, MAX_NET, 0);
        eq(netOf(pair(), TOKEN, ALICE), int256(MAX_NET), "alice");
        eq(netOf(pair(), TOKEN, BOB), int256(MAX_NET), "bob");
    }

    function test_C4_canonical_assets_only() public {
        bytes32 id = idOf(pair());
        bytes32 dirty = TOKEN | bytes32(uint256(1) << 160);
        expectBad(id, 0, 0);
        expectBad(id, TOKEN, 1);
        expectBad(id, dirty, 0);
        expectBad(id, bytes32(uint256(uint160(address(token)))), 0);
        expectBad(id, bytes32(uint256(4) << 248), 0);
    }

    function expectBad(bytes32 id, bytes32 name, uint256 of_) private {
        vm.expectRevert(abi.encodeWithSelector(BadAsset.selector, name, of_));
        court.fund(id, 0, name, of_, 1, 0);
    }

    function test_H13_a_token_of_another_kind() public {
        bytes32 id = idOf(pair());
        bytes32 nft = bytes32((uint256(2) << 248) | uint160(address(token)));
        vm.expectRevert(abi.encodeWithSelector(BadDeposit.selector, 0, 1));
        court.fund(id, 0, nft, 777, 1, 0);
    }

    // --- given an odd token

    function test_H13_attack26_a_token_that_takes_a_fee() public {
        FeeToken fee = new FeeToken();
        fee.mint(address(this), 1000);
        fee.approve(address(court), 1000);
        bytes32 id = idOf(pair());
        vm.expectRevert(abi.encodeWithSelector(BadDeposit.selector, 990, 1000));
        court.fund(id, 0, erc20(address(fee)), 0, 1000, 0);
    }

    function test_a_token_that_returns_nothing_is_taken() public {
        SilentToken silent = new SilentToken();
        silent.mint(address(this), 10);
        silent.approve(address(court), 10);
        court.fund(idOf(pair()), 0, erc20(address(silent)), 0, 10, 0);
        eq(netOf(pair(), erc20(address(silent)), 0), 10, "held");
    }

    function test_a_token_that_refuses_or_says_no() public {
        RefusingToken refusing = new RefusingToken();
        refusing.mint(address(this), 10);
        refusing.approve(address(court), 10);
        bytes32 id = idOf(pair());
        refusing.refuseAll(true, true);
        vm.expectRevert();
        court.fund(id, 0, erc20(address(refusing)), 0, 10, 0);
        refusing.refuseAll(true, false);
        vm.expectRevert(abi.encodeWithSelector(RefusingToken.Refused.selector, address(court)));
        court.fund(id, 0, erc20(address(refusing)), 0, 10, 0);
    }

    function test_a_token_without_code() public {
        bytes32 id = idOf(pair());
        vm.expectRevert();
        court.fund(id, 0, erc20(address(0x1234)), 0, 10, 0);
    }

    function test_C5_nobody_spends_anothers_allowance() public {
        token.mint(alice, 100);
        vm.prank(alice);
        token.approve(address(court), 100);
        bytes32 id = idOf(pair());
        vm.prank(mallory);
        vm.expectRevert();
        court.fund(id, BOB, TOKEN, 0, 100, 0);
        eq(token.balanceOf(alice), 100, "alice's");
    }

    // --- when the asset is closed, or an entry is running

    function test_H5_closed_for_good() public {
        fundETH(pair(), ALICE, 1 ether);
        court.conclude(pair(), finalOf(paid(1, 0)), sign(pair(), finalOf(paid(1, 0))), masks(3));
        bytes32 id = idOf(pair());
        vm.expectRevert(Closed.selector);
        court.fundETH{value: 1}(id, ALICE);
        vm.expectRevert(Closed.selector);
        court.fundETH{value: 1}(id, BOB);
    }

    function test_attack28_no_entry_runs_inside_a_deposit() public {
        ReenteringToken re = new ReenteringToken();
        re.mint(address(this), 10);
        re.approve(address(court), 10);
        bytes32 id = idOf(pair());
        re.arm(address(court), abi.encodeCall(IAdjudicator.fund, (id, 0, erc20(address(re)), 0, 5, 0)));
        court.fund(id, 0, erc20(address(re)), 0, 5, 0);
        yes(!re.succeeded(), "fund inside fund");
        eq(uint256(uint32(bytes4(re.answer()))), uint256(uint32(Reentered.selector)), "why");
        re.arm(address(court), abi.encodeCall(IAdjudicator.fundETH, (id, 0)));
        court.fund(id, 0, erc20(address(re)), 0, 5, 0);
        eq(uint256(uint32(bytes4(re.answer()))), uint256(uint32(Reentered.selector)), "fundETH inside fund");
        eq(netOf(pair(), erc20(address(re)), 0), 10, "held");
    }

    function test_ETH_does_not_come_in_otherwise() public {
        // solhint-disable-next-line avoid-low-level-calls
        (bool ok, ) = address(court).call{value: 1}("");
        yes(!ok, "no receive");
    }
}
