// SPDX-License-Identifier: Apache-2.0
// Generated from contracts/apps/SealedBidAuction.sol by `chenilles generate`. Do not edit.
// Sources and compiler: sha256 00c169497cb602fa6a79b6e1e5c8bdb2b1f372065d385aa414bf219e7fe00ba3
pragma solidity 0.8.30;

import {Pot, Seal, Seats} from "../apps/Rules.sol";
import {SealedBidAuction} from "../apps/SealedBidAuction.sol";
import {IApp, Status} from "../interfaces/IApp.sol";
import {AppState} from "../types/Interaction.sol";

/// @title Sealed-bid auction: the on-chain adapter
contract SealedBidAuctionApp is IApp {
    /// @notice The app is for 3 to 17 seats.
    error BadSeats(uint256 seats);
    /// @notice Amounts have 128 bits on chain: more is refused, never cut.
    error AmountTooLarge(uint256 amount);

    /// @inheritdoc IApp
    function begin(bytes calldata terms, uint256 seats) external pure returns (AppState memory) {
        require(seats >= 3 && seats <= 17, BadSeats(seats));
        SealedBidAuction.Terms memory t = abi.decode(terms, (SealedBidAuction.Terms));
        SealedBidAuction.State memory s;
        s.pot = Pot(seats, new uint256[](2 * seats));
        for (uint256 asset = 0; asset < 2; asset++) {
            for (uint256 seat = 0; seat < seats; seat++) {
                s.pot.held[asset * seats + seat] = SealedBidAuction.stake(t, asset, seat);
            }
        }
        SealedBidAuction.start(t, s);
        return _pack(s);
    }

    /// @inheritdoc IApp
    function status(bytes calldata terms, AppState calldata state, bytes calldata used)
        external
        pure
        returns (Status memory r)
    {
        SealedBidAuction.Terms memory t = abi.decode(terms, (SealedBidAuction.Terms));
        SealedBidAuction.State memory s = _unpack(state);
        if (s.phase == SealedBidAuction.Phase.Bidding) {
            r.clock = 1;
            r.window = t.window;
            for (uint256 seat = 0; seat < s.pot.seats; seat++) {
                if (!((seat >= SealedBidAuction.BIDDER && seat < s.pot.seats) && SealedBidAuction.turn(s, seat))) continue;
                r.due |= uint32(1 << seat);
                if (_timesUsed(used, seat) >= 1) r.exhausted = true;
            }
        }
        if (s.phase == SealedBidAuction.Phase.Showing) {
            r.clock = 1;
            r.window = t.window;
            for (uint256 seat = 0; seat < s.pot.seats; seat++) {
                if (!((seat >= SealedBidAuction.BIDDER && seat < s.pot.seats) && SealedBidAuction.turn(s, seat))) continue;
                r.due |= uint32(1 << seat);
                if (_timesUsed(used, s.pot.seats + seat) >= 1) r.exhausted = true;
            }
        }
    }

    /// @inheritdoc IApp
    function play(bytes calldata terms, AppState calldata state, uint8 seat, uint8 move, bytes calldata args)
        external
        pure
        returns (AppState memory next, bool stays, uint8 most)
    {
        SealedBidAuction.Terms memory t = abi.decode(terms, (SealedBidAuction.Terms));
        SealedBidAuction.State memory s = _unpack(state);
        if (move == 0) {
            require(s.phase == SealedBidAuction.Phase.Bidding, WrongPhase());
            require((seat >= SealedBidAuction.BIDDER && seat < s.pot.seats) && SealedBidAuction.turn(s, seat), NotItsTurn());
            Seal amount = abi.decode(args, (Seal));
            SealedBidAuction.bid(s, seat, amount);
            stays = s.phase == SealedBidAuction.Phase.Bidding;
            most = 1;
        } else if (move == 1) {
            require(s.phase == SealedBidAuction.Phase.Showing, WrongPhase());
            require((seat >= SealedBidAuction.BIDDER && seat < s.pot.seats) && SealedBidAuction.turn(s, seat), NotItsTurn());
            (uint256 amount, bytes32 salt) = abi.decode(args, (uint256, bytes32));
            SealedBidAuction.show(t, s, seat, amount, salt);
            stays = s.phase == SealedBidAuction.Phase.Showing;
            most = 1;
        } else {
            revert NoSuchMove();
        }
        next = _pack(s);
    }

    /// @inheritdoc IApp
    function expire(bytes calldata terms, AppState calldata state, uint64)
        external
        pure
        returns (AppState memory)
    {
        SealedBidAuction.Terms memory t = abi.decode(terms, (SealedBidAuction.Terms));
        SealedBidAuction.State memory s = _unpack(state);
        SealedBidAuction.Phase phase = s.phase;
        if (phase == SealedBidAuction.Phase.Bidding) SealedBidAuction.shut(s);
        else if (phase == SealedBidAuction.Phase.Showing) SealedBidAuction.forfeit(t, s);
        else revert WrongPhase();
        require(uint8(s.phase) > uint8(phase), NotLater());
        return _pack(s);
    }

    /// @dev The pot as the adjudicator reads it, and the rest of the spec's state, phase first.
    function _pack(SealedBidAuction.State memory s) private pure returns (AppState memory state) {
        state.isFinal = s.phase == SealedBidAuction.Phase.Over;
        state.held = new uint128[](s.pot.held.length);
        for (uint256 i = 0; i < s.pot.held.length; i++) {
            uint256 amount = s.pot.held[i];
            require(amount <= type(uint128).max, AmountTooLarge(amount));
            state.held[i] = uint128(amount);
        }
        state.body = abi.encode(s.phase, s.bid, s.shown, s.seals, s.leader, s.best, s.price);
    }

    function _unpack(AppState calldata state) private pure returns (SealedBidAuction.State memory s) {
        uint256 seats = state.held.length / 2;
        require(state.held.length % 2 == 0 && seats >= 3 && seats <= 17, BadSeats(seats));
        s.pot = Pot(seats, new uint256[](state.held.length));
        for (uint256 i = 0; i < state.held.length; i++) s.pot.held[i] = state.held[i];
        (s.phase, s.bid, s.shown, s.seals, s.leader, s.best, s.price) = abi.decode(state.body, (SealedBidAuction.Phase, Seats, Seats, Seal[], uint256, uint256, uint256));
    }

    /// @dev `used` is cut after its last byte that is not 0.
    function _timesUsed(bytes calldata used, uint256 at) private pure returns (uint256) {
        return at < used.length ? uint8(used[at]) : 0;
    }
}
