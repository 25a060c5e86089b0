// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IAdjudicator} from "../../contracts/interfaces/IAdjudicator.sol";
import {Claim, Play, Position} from "../../contracts/types/Calls.sol";
import {NotTheAdjudicator} from "../../contracts/types/Errors.sol";
import {ChannelTest} from "./support/ChannelTest.sol";
import {vm} from "./support/Vm.sol";

/// @notice The annex by itself. What it does inside the adjudicator is in the tests of its entries; that the two share storage
/// and guard is shown where one writes what the other reads (progress, claim) and where a payee calls back (claimAll).
contract AnnexTest is ChannelTest {
    IAdjudicator private annex;

    function setUp() public override {
        super.setUp();
        // The first contract that the adjudicator made: its constructor's nonce is 1.
        bytes32 made = keccak256(abi.encodePacked(hex"d694", address(court), hex"01"));
        annex = IAdjudicator(address(uint160(uint256(made))));
    }

    function test_is_there_and_fits() public view {
        yes(address(annex).code.length > 0, "made by the constructor");
        yes(address(annex).code.length <= 24_576, "EIP-170");
    }

    function test_refuses_whoever_calls_it_by_itself() public {
        vm.expectRevert(NotTheAdjudicator.selector);
        annex.claim(pair(), nothing(), new Claim[](0));
        Position memory position;
        Play memory play;
        vm.expectRevert(NotTheAdjudicator.selector);
        annex.progress(pair(), nothing(), position, play);
        vm.expectRevert(NotTheAdjudicator.selector);
        annex.timeout(pair(), nothing(), position);
    }
}
