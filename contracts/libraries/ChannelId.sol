// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Channel} from "../types/Channel.sol";
import {BadParticipants} from "../types/Errors.sol";
import {MAX_PARTICIPANTS} from "../types/Limits.sol";
import {CHANNEL_TYPEHASH} from "../types/TypeHashes.sol";

/// @title Channel ids (adjudicator §1)
/// @notice A hash whose last byte says how many participants there are, and whether it is a child: `fund` checks both free
/// of charge.
library ChannelId {
    uint256 internal constant CHILD_BIT = 0x80;

    function derive(Channel calldata channel, uint256 chainId, address adjudicator) internal pure returns (bytes32) {
        uint256 count = channel.participants.length;
        require(count > 0 && count <= MAX_PARTICIPANTS, BadParticipants(count));

        return compose(channel, count, participantsHash(channel), chainId, adjudicator);
    }

    /// @notice The id with the participants hashed already, and their number checked.
    function compose(
        Channel calldata channel,
        uint256 count,
        bytes32 participants,
        uint256 chainId,
        address adjudicator
    ) internal pure returns (bytes32) {
        uint256 mark = channel.child == 0 ? count : count | CHILD_BIT;
        bytes32 whole = keccak256(
            abi.encode(
                CHANNEL_TYPEHASH,
                chainId,
                adjudicator,
                participants,
                channel.challengeDuration,
                channel.appGas,
                channel.salt,
                channel.child
            )
        );
        return bytes32(((uint256(whole) >> 8) << 8) | mark);
    }

    function participantsHash(Channel calldata channel) internal pure returns (bytes32) {
        uint256 count = channel.participants.length;
        address[] memory words = new address[](2 * count);
        for (uint256 i = 0; i < count; i++) {
            words[2 * i] = channel.participants[i].signer;
            words[2 * i + 1] = channel.participants[i].payout;
        }
        return keccak256(abi.encodePacked(words));
    }

    function countOf(bytes32 channelId) internal pure returns (uint256) {
        return uint256(channelId) & (CHILD_BIT - 1);
    }

    function isChild(bytes32 channelId) internal pure returns (bool) {
        return uint256(channelId) & CHILD_BIT != 0;
    }
}
