// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Channel} from "../../../contracts/types/Channel.sol";
import {HashLock} from "../../../contracts/types/Interaction.sol";
import {AssetState, State} from "../../../contracts/types/State.sol";
import {ChannelTest} from "./ChannelTest.sol";

/// @notice How the handler makes the next state of a channel out of the last one.
abstract contract SignedStates is ChannelTest {
    struct Signed {
        State state;
        HashLock leaf; // amount 0: none
    }

    /// Deltas and withdrawals go on from the last state; what it locked goes back to participant 0.
    function carry(State memory next, State memory last) internal pure {
        for (uint256 k = 0; k < 2; k++) {
            next.assets[k].delta = last.assets[k].delta;
            next.assets[k].delta[0] += int128(last.assets[k].locked);
            next.assets[k].withdrawn = last.assets[k].withdrawn;
        }
    }

    /// What a participant may still give: what it holds, less what it may take out.
    function free(Channel memory channel, AssetState memory a, uint256 i) internal view returns (uint256) {
        int256 have = netOf(channel, a.token, i) + a.delta[i];
        if (a.withdrawn.length > 0) {
            int256 owed = int256(uint256(a.withdrawn[i])) - int256(court.paidOf(idOf(channel), a.token, 0, i));
            if (owed > 0) have -= owed;
        }
        return have > 0 ? uint256(have) : 0;
    }

    function transfers(Channel memory channel, AssetState memory a, uint256 seed) internal view {
        uint256 from = seed % a.delta.length;
        uint256 to = (seed >> 8) % a.delta.length;
        int128 amount = int128(int256((seed >> 16) % (free(channel, a, from) + 1)));
        a.delta[from] -= amount;
        a.delta[to] += amount;
    }

    /// A state that counts on money nobody brought (C1, C2).
    function overdraw(AssetState memory a) internal pure {
        a.delta[0] -= 1 << 80;
        a.delta[1] += 1 << 80;
    }

    /// Participant 0 locks for the last one. The leaf may claim more than what is locked: colluders may sign that.
    function lock(Signed memory next, Channel memory channel, uint256 seed) internal view {
        AssetState memory a = next.state.assets[seed % 2];
        uint256 have = free(channel, a, 0);
        if (have == 0) return;
        a.locked = uint128(1 + ((seed >> 8) % have));
        a.delta[0] -= int128(a.locked);
        next.leaf = HashLock({
            index: 0,
            asset: uint8(seed % 2),
            from: 0,
            to: uint16(a.delta.length - 1),
            amount: (seed >> 40) & 7 == 0 ? a.locked * 2 : a.locked,
            hash: sha256(abi.encode((seed >> 44) % 4)),
            until: uint40(clock + ((seed >> 50) % (3 * D)))
        });
        next.state.interactionsRoot = rules.hashHashLock(next.leaf);
    }

    /// Somebody may take out some of what it has.
    function owe(Channel memory channel, State memory s, uint256 seed) internal view {
        AssetState memory a = s.assets[seed % 2];
        if (a.withdrawn.length == 0) a.withdrawn = new uint128[](a.delta.length);
        uint256 i = (seed >> 8) % a.delta.length;
        a.withdrawn[i] += uint128((seed >> 16) % (free(channel, a, i) + 1));
    }
}
