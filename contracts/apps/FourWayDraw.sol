// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Pot, Seal, Seats} from "./Rules.sol";

/// @title Four-way draw
/// @notice Four players put in an ante; one of them, drawn by all four together, takes it all.
/// Who does not show its seed pays ante and bond to the others: never less than what any of them could have won.
library FourWayDraw {
    enum Phase {
        Sealing,
        Showing,
        Over
    }

    struct Terms {
        uint256 ante;
        uint64 moveTime;
    }

    struct State {
        Phase phase;
        Pot pot;
        Seats done;
        Seal[4] seals;
        bytes32 joint;
    }

    error NotTheSealedSeed();

    /// @custom:role 4
    uint256 constant PLAYER = 0;
    /// @custom:asset
    uint256 constant MONEY = 0;

    /// The ante, and a bond of eight: split in three, the nine make up for the three antes a winner is denied.
    function stake(Terms memory t, uint256, uint256) internal pure returns (uint256) {
        return 9 * t.ante;
    }

    function turn(State memory s, uint256 seat) internal pure returns (bool) {
        return !s.done.has(seat);
    }

    /// @notice Seal a random seed.
    /// @custom:move each PLAYER in Sealing
    function enter(State memory s, uint256 by, Seal seed) internal pure {
        s.seals[by] = seed;
        s.done = s.done.add(by);
        if (s.done.count() < 4) return;
        s.done = Seats.wrap(0);
        s.phase = Phase.Showing;
    }

    /// @notice Show the seed.
    /// @custom:move each PLAYER in Showing
    /// @custom:reveals enter
    function show(Terms memory t, State memory s, uint256 by, bytes32 salt) internal pure {
        require(s.seals[by].hides(by, "", salt), NotTheSealedSeed());
        s.joint ^= keccak256(abi.encode(by, salt));
        s.done = s.done.add(by);
        if (s.done.count() < 4) return;
        s.phase = Phase.Over;
        uint256 winner = uint256(keccak256(abi.encode(s.joint))) % 4;
        for (uint256 i = 0; i < 4; i++) s.pot.payUpTo(MONEY, i, winner, i == winner ? 0 : t.ante);
    }

    /// @custom:timeout Sealing after moveTime
    function cancel(State memory s) internal pure {
        s.phase = Phase.Over;
    }

    /// @custom:timeout Showing after moveTime
    function forfeit(Terms memory t, State memory s) internal pure {
        s.phase = Phase.Over;
        uint256 shown = s.done.count();
        if (shown == 0) return;
        for (uint256 i = 0; i < 4; i++)
            for (uint256 j = 0; j < 4; j++)
                if (turn(s, i) && !turn(s, j)) s.pot.payUpTo(MONEY, i, j, (9 * t.ante) / shown);
    }
}
