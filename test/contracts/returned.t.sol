// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Status} from "../../contracts/interfaces/IApp.sol";
import {Returned} from "../../contracts/libraries/Returned.sol";
import {AppFailed} from "../../contracts/types/Errors.sol";
import {AppState} from "../../contracts/types/Interaction.sol";
import {ChannelTest} from "./support/ChannelTest.sol";

/// @notice The reader of apps' answers, and the compiler's own.
contract Reader {
    function played(bytes memory answer) external pure returns (AppState memory, bool, uint256) {
        return Returned.played(answer);
    }

    function status(bytes memory answer) external pure returns (Status memory) {
        return Returned.status(answer);
    }

    function naivePlayed(bytes memory answer) external pure returns (AppState memory, bool, uint8) {
        return abi.decode(answer, (AppState, bool, uint8));
    }

    function naiveStatus(bytes memory answer) external pure returns (Status memory) {
        return abi.decode(answer, (Status));
    }
}

/// @notice Returned against abi.decode: what it takes it reads alike, what it refuses has one name (adjudicator §9, check 6).
contract ReturnedTest is ChannelTest {
    Reader private reader;

    function setUp() public override {
        super.setUp();
        reader = new Reader();
    }

    function testFuzz_reads_every_answer_as_the_compiler_does(
        bool isFinal,
        uint128[] memory held,
        bytes memory body,
        bool stays,
        uint8 most
    ) public view {
        bytes memory answer = abi.encode(AppState(isFinal, held, body), stays, most);
        if (answer.length > 8192) return;
        (AppState memory s, bool staysToo, uint256 mostToo) = reader.played(answer);
        eq(uint256(keccak256(abi.encode(s, staysToo, mostToo))), uint256(keccak256(answer)), "the same");
    }

    function testFuzz_a_changed_word_is_read_alike_or_refused_by_name(
        uint128[3] memory amounts_,
        bytes32 body,
        uint8 where,
        uint256 what,
        bool small,
        uint16 cut
    ) public view {
        uint128[] memory held = new uint128[](3);
        for (uint256 i = 0; i < 3; i++) held[i] = amounts_[i];
        bytes memory answer = abi.encode(AppState(false, held, bytes.concat(body)), true, uint8(3));
        put(answer, where % (answer.length / 32), small ? what % 500 : what);
        answer = head(answer, answer.length - (cut % 4 == 0 ? cut % answer.length : 0));

        try reader.played(answer) returns (AppState memory s, bool stays, uint256 most) {
            (AppState memory t, bool staysToo, uint8 mostToo) = reader.naivePlayed(answer);
            bytes32 got = keccak256(abi.encode(s, stays, most));
            eq(uint256(got), uint256(keccak256(abi.encode(t, staysToo, mostToo))), "the same");
        } catch (bytes memory why) {
            eq(uint256(keccak256(why)), uint256(keccak256(abi.encodeWithSelector(AppFailed.selector))), "named");
        }
    }

    function testFuzz_a_status_is_read_alike_or_refused_by_name(
        uint256[6] memory words,
        uint8 wild,
        uint16 cut
    ) public view {
        uint256[6] memory least = [uint256(3), 1 << 64, 1 << 64, 0, 1 << 32, 2];
        for (uint256 i = 0; i < 6; i++) if (least[i] > 0 && wild % 8 != i) words[i] %= least[i];
        bytes memory answer = abi.encode(words);
        answer = head(answer, answer.length - (cut % 4 == 0 ? cut % answer.length : 0));

        try reader.status(answer) returns (Status memory s) {
            Status memory t = reader.naiveStatus(answer);
            eq(uint256(keccak256(abi.encode(s))), uint256(keccak256(abi.encode(t))), "the same");
        } catch (bytes memory why) {
            eq(uint256(keccak256(why)), uint256(keccak256(abi.encodeWithSelector(AppFailed.selector))), "named");
        }
    }

    function put(bytes memory answer, uint256 index, uint256 value) private pure {
        for (uint256 i = 0; i < 32; i++) answer[32 * index + i] = bytes32(value)[i];
    }

    function head(bytes memory answer, uint256 length) private pure returns (bytes memory part) {
        part = new bytes(length);
        for (uint256 i = 0; i < length; i++) part[i] = answer[i];
    }
}
