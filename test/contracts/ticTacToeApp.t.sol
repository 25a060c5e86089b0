// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {TicTacToe} from "../../contracts/apps/TicTacToe.sol";
import {TicTacToeApp} from "../../contracts/generated/TicTacToeApp.sol";
import {Play, Position} from "../../contracts/types/Calls.sol";
import {AppFailed, Done} from "../../contracts/types/Errors.sol";
import {App, AppState, Share} from "../../contracts/types/Interaction.sol";
import {Move} from "../../contracts/types/Signed.sol";
import {State} from "../../contracts/types/State.sol";
import {TreeTest} from "./support/TreeTest.sol";
import {vm} from "./support/Vm.sol";

/// @notice The generated adapter in the court: a game begun off chain, played out on chain.
contract TicTacToeAppTest is TreeTest {
    uint128 private constant STAKE = 3 ether;
    uint64 private constant MOVE_TIME = 1 hours;

    TicTacToeApp private app;
    bytes private terms;
    App private leaf;
    AppState private standing;
    bytes32 private entryHash;
    bytes private used;
    uint32 private turn;

    function setUp() public override {
        super.setUp();
        app = new TicTacToeApp();
        terms = abi.encode(TicTacToe.Terms(STAKE, MOVE_TIME));
        fundETH(pair(), ALICE, 5 ether);
        fundETH(pair(), BOB, 5 ether);
        size(0);
    }

    function test_played_out_on_chain_to_a_line() public {
        begin(app.begin(terms, 2));
        uint8[5] memory cells = [0, 3, 1, 4, 2];
        for (uint8 k = 0; k < 5; k++) mark(k % 2, cells[k]);
        yes(standing.isFinal, "X has a line");
        pays(2 * STAKE, 0);
    }

    function test_silence_loses_the_stake() public {
        begin(app.begin(terms, 2));
        mark(0, 4);
        pass(MOVE_TIME);
        court.timeout(pair(), state(), position());
        standing = app.expire(terms, standing, 0);
        entryHash = rules.appStateHash(standing);
        pays(2 * STAKE, 0);
    }

    function test_rule5_goes_on_from_the_state_off_chain_play_reached() public {
        AppState memory s = app.begin(terms, 2);
        uint8[4] memory cells = [0, 3, 1, 4];
        for (uint8 k = 0; k < 4; k++) (s, , ) = app.play(terms, s, k % 2, 0, abi.encode(cells[k]));
        begin(s);
        mark(0, 8);
        mark(1, 5);
        yes(standing.isFinal, "O has a line");
        pays(0, 2 * STAKE);
    }

    function test_no_illegal_move() public {
        begin(app.begin(terms, 2));
        mark(0, 4);
        Play memory taken = signed(1, 4);
        Play memory outside = signed(1, 9);
        Play memory twice = signed(0, 5);
        State memory s = state();
        Position memory p = position();
        vm.expectRevert(AppFailed.selector);
        court.progress(pair(), s, p, taken);
        vm.expectRevert(AppFailed.selector);
        court.progress(pair(), s, p, outside);
        vm.expectRevert(AppFailed.selector);
        court.progress(pair(), s, p, twice);
    }

    function testFuzz_any_game_conserves_the_stakes(uint256 seed) public {
        begin(app.begin(terms, 2));
        uint256 free = 0x1ff;
        for (uint8 k = 0; k < 9 && !standing.isFinal; k++) {
            seed = uint256(keccak256(abi.encode(seed)));
            uint8 cell = uint8(seed % 9);
            while ((free >> cell) & 1 == 0) cell = (cell + 1) % 9;
            free &= ~(uint256(1) << cell);
            mark(k % 2, cell);
        }
        yes(standing.isFinal, "nine moves end it");
        pays(standing.held[0], standing.held[1]);
        eq(standing.held[0] + standing.held[1], 2 * STAKE, "the stakes");
        Play memory more = signed(0, 0);
        State memory s = state();
        Position memory p = position();
        vm.expectRevert();
        court.progress(pair(), s, p, more);
    }

    // --- the game

    function begin(AppState memory first) private {
        standing = first;
        entryHash = rules.appStateHash(first);
        leaf.app = address(app);
        leaf.codeHash = address(app).codehash;
        leaf.termsHash = keccak256(terms);
        leaf.stateHash = entryHash;
        leaf.fallbackDelay = 1 days;
        leaf.seats = seats(uint16(ALICE), uint16(BOB));
        leaf.locks.push(Share(0, 2 * STAKE));
        put(leaf);
        fix(pair(), state());
    }

    function state() private view returns (State memory s) {
        s = stateOf(1, asset(ETH, 2 * STAKE, deltas(-int128(STAKE), -int128(STAKE))));
        s.interactionsRoot = root();
    }

    function position() private view returns (Position memory) {
        return Position(leaf, new bytes32[](0), terms, standing, entryHash, used);
    }

    function signed(uint8 seat, uint8 cell) private view returns (Play memory p) {
        p = Play(seat, 0, abi.encode(cell), "");
        bytes32 moveHash = rules.moveHash(seat, 0, p.args);
        p.signature = signBy(seat, rules.hashMove(Move(idOf(pair()), 1, 0, turn, entryHash, moveHash)));
    }

    function mark(uint8 seat, uint8 cell) private {
        Play memory p = signed(seat, cell);
        court.progress(pair(), state(), position(), p);
        (standing, , ) = app.play(terms, standing, seat, 0, p.args);
        entryHash = rules.appStateHash(standing);
        turn++;
        if (used.length <= seat) used = bytes.concat(used, new bytes(seat + 1 - used.length));
        used[seat] = bytes1(uint8(used[seat]) + 1);
    }

    function pays(uint256 toAlice, uint256 toBob) private {
        court.claim(pair(), state(), items(claimOf(leaf, standing, entryHash, used)));
        eq(payoutOf(ALICE).balance, toAlice, "alice");
        eq(payoutOf(BOB).balance, toBob, "bob");
        court.settle(pair(), state(), masks(3));
        eq(payoutOf(ALICE).balance + payoutOf(BOB).balance, 10 ether, "all of it");
    }
}
