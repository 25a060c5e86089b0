// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IAdjudicator} from "../../contracts/interfaces/IAdjudicator.sol";
import {ChannelTest} from "./support/ChannelTest.sol";
import {vm} from "./support/Vm.sol";

contract PublishTest is ChannelTest {
    function one(bytes32 preimage) private pure returns (bytes32[] memory list) {
        list = new bytes32[](1);
        list[0] = preimage;
    }

    // --- given any preimage

    function testFuzz_attack16_sha256_of_exactly_32_bytes(bytes32 preimage) public {
        bytes32 hash = sha256(bytes.concat(preimage));
        eq(court.publishedAt(hash), 0, "not yet");
        vm.expectEmit(true, true, true, true);
        emit IAdjudicator.Published(hash, preimage);
        court.publish(one(preimage));
        eq(court.publishedAt(hash), clock, "now");
    }

    function test_the_first_time_stands() public {
        court.publish(one("secret"));
        uint256 first = clock;
        pass(100);
        vm.recordLogs();
        vm.prank(mallory);
        court.publish(one("secret"));
        eq(court.publishedAt(sha256(bytes.concat(bytes32("secret")))), first, "first");
        eq(vm.getRecordedLogs().length, 0, "no event");
    }

    function test_several_at_once_known_ones_included() public {
        court.publish(one("a"));
        bytes32[] memory list = new bytes32[](3);
        (list[0], list[1], list[2]) = ("a", "b", "b");
        pass(5);
        vm.recordLogs();
        court.publish(list);
        eq(vm.getRecordedLogs().length, 1, "one is new");
        eq(court.publishedAt(sha256(bytes.concat(bytes32("b")))), clock, "b");
    }
}
