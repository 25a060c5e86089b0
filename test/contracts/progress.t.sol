// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IAdjudicator} from "../../contracts/interfaces/IAdjudicator.sol";
import {Call, Fault} from "../../contracts/mocks/ScriptedApp.sol";
import {Play, Position} from "../../contracts/types/Calls.sol";
import {Channel} from "../../contracts/types/Channel.sol";
import {
    AlreadyClaimed,
    AppFailed,
    BadApp,
    BadLeaf,
    BadProof,
    BadState,
    BadTerms,
    Done,
    MoveTooLate,
    NoBudget,
    NotEnoughGas,
    NotFixed,
    NotMover,
    StaleState
} from "../../contracts/types/Errors.sol";
import {App, AppState} from "../../contracts/types/Interaction.sol";
import {Move} from "../../contracts/types/Signed.sol";
import {State} from "../../contracts/types/State.sol";
import {AppTest} from "./support/AppTest.sol";
import {vm} from "./support/Vm.sol";

contract ProgressTest is AppTest {
    // --- given an app in a fixed channel

    function test_a_move_by_its_mover() public {
        fixApp();
        Position memory p = position();
        State memory s = playing();
        (AppState memory next, , ) = app.play(p.terms, p.state, 0, 0, abi.encode(uint128(2)));
        bytes32 id = idOf(pair());
        vm.expectEmit(true, true, true, true);
        emit IAdjudicator.Moved(id, INDEX, 1, 0, 0, abi.encode(uint128(2)), next);
        vm.prank(alice);
        court.progress(pair(), s, p, moveOf(0, 2));
        (uint32 t, uint40 at, bool done, uint176 fingerprint) = court.turnOf(id, INDEX);
        eq(t, 1, "turn");
        eq(at, clock, "enteredAt");
        yes(!done, "not done");
        bytes32 hash = rules.appStateHash(next);
        eq(fingerprint, rules.stepFingerprint(hash, hash, hex"01"), "fingerprint");
    }

    function test_moves_brought_by_anyone_until_it_is_final() public {
        fixApp();
        move(0, 1);
        agree(false, clock);
        pass(10);
        move(1, 3);
        agree(false, clock);
        move(0, 0);
        move(1, 2);
        agree(true, clock);
        claimApp();
        eq(payoutOf(ALICE).balance, 10, "alice");
        eq(payoutOf(BOB).balance, 0, "bob");
        court.settle(pair(), playing(), masks(3));
        eq(payoutOf(ALICE).balance, 14, "alice, all");
        eq(payoutOf(BOB).balance, 6, "bob, all");
    }

    function testFuzz_rule2_rule5_any_line_of_play_ends_in_the_pots_sum(uint256 seed) public {
        script.finalAt = bound(seed, 1, 6);
        fixApp();
        for (uint8 k = 0; k < script.finalAt; k++) {
            seed = uint256(keccak256(abi.encode(seed)));
            if (seed % 5 == 0) {
                pass(WINDOW);
                late();
                break;
            }
            move(k % 2, uint128(bound(seed >> 8, 0, standing.held[k % 2])));
            pass(bound(seed >> 16, 0, WINDOW - 1));
        }
        claimApp();
        eq(payoutOf(ALICE).balance, standing.held[0], "alice");
        eq(payoutOf(BOB).balance, standing.held[1], "bob");
        eq(court.releasedOf(idOf(pair()), 0), 10, "released");
    }

    /// S8: an `each` move that stays changes the state alone: no clock restarts, and signatures of the entry go on fitting.
    function test_S8_S24_each_moves_restart_nothing() public {
        script.stays = true;
        fixApp();
        uint256 start = clock;
        Play memory bobs = signMove(moveOf(1, 1), BOB);
        pass(60);
        move(0, 1);
        agree(false, start);
        eq(turn, 0, "turn");
        court.progress(pair(), playing(), position(), bobs);
    }

    // --- when the channel is not fixed, or fixed otherwise (check 1)

    function test_not_before_the_channel_is_fixed() public {
        put(leafOf());
        standing = begun();
        entryHash = leafOf().stateHash;
        dispute(pair(), playing());
        pass(D - 1);
        expect(moveOf(0, 1), abi.encodeWithSelector(NotFixed.selector));
    }

    function test_only_in_the_registered_state() public {
        fixApp();
        State memory s = playing();
        s.version = 4;
        Position memory p = position();
        vm.expectRevert(BadState.selector);
        court.progress(pair(), s, p, moveOf(0, 1));
    }

    // --- when the leaf is not in the tree, or is claimed (check 2)

    function test_C6_only_a_leaf_of_the_tree() public {
        fixApp();
        State memory s = playing();
        Position memory p = position();
        p.leaf.index = 2;
        vm.expectRevert(BadProof.selector);
        court.progress(pair(), s, p, moveOf(0, 1));
        p = position();
        p.leaf.seats[0] = uint16(BOB);
        vm.expectRevert(BadLeaf.selector);
        court.progress(pair(), s, p, moveOf(0, 1));
        p = position();
        p.leaf.fallbackDelay = 1;
        vm.expectRevert(BadProof.selector);
        court.progress(pair(), s, p, moveOf(0, 1));
    }

    function test_not_once_it_is_claimed() public {
        fixApp();
        pass(FALLBACK);
        claimApp();
        expect(moveOf(0, 1), abi.encodeWithSelector(AlreadyClaimed.selector, INDEX));
        State memory s = playing();
        Position memory p = position();
        vm.expectRevert(abi.encodeWithSelector(AlreadyClaimed.selector, INDEX));
        court.timeout(pair(), s, p);
    }

    // --- when code, terms or state are not what stands (check 3)

    function test_attack30_only_the_pinned_code() public {
        fixApp();
        Position memory p = position();
        State memory s = playing();
        vm.etch(address(app), hex"6001");
        vm.expectRevert(abi.encodeWithSelector(BadApp.selector, keccak256(hex"6001")));
        court.progress(pair(), s, p, moveOf(0, 1));
    }

    function test_only_the_signed_terms() public {
        fixApp();
        State memory s = playing();
        Position memory p = position();
        p.terms = bytes.concat(p.terms, hex"00");
        vm.expectRevert(BadTerms.selector);
        court.progress(pair(), s, p, moveOf(0, 1));
    }

    function test_only_from_where_it_stands() public {
        fixApp();
        move(0, 1);
        State memory s = playing();
        Position memory p = position();
        p.state = begun();
        vm.expectRevert(StaleState.selector);
        court.progress(pair(), s, p, moveOf(1, 1));
        p = position();
        p.used = "";
        vm.expectRevert(StaleState.selector);
        court.progress(pair(), s, p, moveOf(1, 1));
        p = position();
        p.used = hex"0100";
        vm.expectRevert(StaleState.selector);
        court.progress(pair(), s, p, moveOf(1, 1));
        p = position();
        p.entryHash = leafOf().stateHash;
        vm.expectRevert(StaleState.selector);
        court.progress(pair(), s, p, moveOf(1, 1));
    }

    function test_the_leaf_itself_has_used_nothing() public {
        fixApp();
        used = hex"00";
        expect(moveOf(0, 1), abi.encodeWithSelector(StaleState.selector));
        used = "";
        entryHash = 0;
        expect(moveOf(0, 1), abi.encodeWithSelector(StaleState.selector));
    }

    function test_not_once_it_is_over() public {
        script.finalAt = 1;
        fixApp();
        move(0, 1);
        expect(moveOf(1, 1), abi.encodeWithSelector(Done.selector));
    }

    function test_not_if_it_was_over_off_chain() public {
        script.finalAt = 0;
        fixApp();
        expect(moveOf(0, 1), abi.encodeWithSelector(Done.selector));
        claimApp();
        eq(payoutOf(ALICE).balance, 6, "alice");
    }

    // --- when the clock says no (check 4)

    function test_M1_the_clock_runs_from_when_the_channel_was_fixed() public {
        fixApp();
        uint256 end = clock + WINDOW;
        pass(WINDOW);
        expect(moveOf(0, 1), abi.encodeWithSelector(MoveTooLate.selector, end));
        vm.warp(end - 1);
        move(0, 1);
    }

    function test_S11_no_move_from_the_end_on() public {
        fixApp();
        move(0, 1);
        uint256 end = clock + WINDOW;
        vm.warp(end);
        expect(moveOf(1, 1), abi.encodeWithSelector(MoveTooLate.selector, end));
    }

    function test_S9_S10_from_a_time_at_the_earliest() public {
        script.time = uint64(clock + D + 5 days);
        fixApp();
        pass(5 days + WINDOW - 1);
        move(0, 1);
        pass(WINDOW);
        expect(moveOf(1, 1), abi.encodeWithSelector(MoveTooLate.selector, clock));
    }

    function test_nobody_moves_in_a_phase_that_ends_at_a_time() public {
        script.clock = 2;
        script.time = type(uint64).max;
        fixApp();
        expect(moveOf(0, 1), abi.encodeWithSelector(NoBudget.selector, 0, 0));
    }

    function test_a_clock_that_does_not_exist() public {
        script.clock = 0;
        fixApp();
        expect(moveOf(0, 1), abi.encodeWithSelector(AppFailed.selector));
    }

    // --- when it is not from the mover (check 5)

    function test_not_a_seat_of_nobody() public {
        fixApp();
        expect(moveOf(2, 1), abi.encodeWithSelector(NotMover.selector, 2));
    }

    function test_attack4_only_the_mover() public {
        fixApp();
        expect(moveOf(0, 1), abi.encodeWithSelector(NotMover.selector, 0));
        expect(signMove(moveOf(0, 1), BOB), abi.encodeWithSelector(NotMover.selector, 0));
        State memory s = playing();
        Position memory p = position();
        vm.prank(bob);
        vm.expectRevert(abi.encodeWithSelector(NotMover.selector, 0));
        court.progress(pair(), s, p, moveOf(0, 1));
        vm.prank(payoutOf(ALICE));
        vm.expectRevert(abi.encodeWithSelector(NotMover.selector, 0));
        court.progress(pair(), s, p, moveOf(0, 1));
    }

    /// M2, S1 to S6: a `Move` is of one version, one interaction, one turn, one entry, and of nothing else.
    function test_M2_S2_S3_S4_S5_a_move_binds_version_index_turn_and_entry() public {
        fixApp();
        bytes32 id = idOf(pair());
        bytes32 h = rules.moveHash(0, 0, abi.encode(uint128(1)));
        expectUnbound(Move(idOf(channelOf(2, 2)), 3, INDEX, 0, entryHash, h));
        expectUnbound(Move(id, 2, INDEX, 0, entryHash, h));
        expectUnbound(Move(id, 3, INDEX + 1, 0, entryHash, h));
        expectUnbound(Move(id, 3, INDEX, 1, entryHash, h));
        expectUnbound(Move(id, 3, INDEX, 0, keccak256("another"), h));
        expectUnbound(Move(id, 3, INDEX, 0, entryHash, rules.moveHash(0, 0, abi.encode(uint128(2)))));
        expectUnbound(Move(id, 3, INDEX, 0, entryHash, rules.moveHash(1, 0, abi.encode(uint128(1)))));
        expectUnbound(Move(id, 3, INDEX, 0, entryHash, rules.moveHash(0, 1, abi.encode(uint128(1)))));
    }

    function expectUnbound(Move memory m) private {
        Play memory p = moveOf(0, 1);
        p.signature = signBy(ALICE, rules.hashMove(m));
        expect(p, abi.encodeWithSelector(NotMover.selector, 0));
    }

    function test_S4_M2_a_move_is_not_played_twice() public {
        script.finalAt = 9;
        fixApp();
        Play memory first = signMove(moveOf(0, 0), ALICE);
        court.progress(pair(), playing(), position(), first);
        Position memory stale = position();
        State memory s = playing();
        vm.expectRevert(StaleState.selector);
        court.progress(pair(), s, stale, first);
    }

    // --- when the app fails, or gas is short (check 6)

    function test_M3_attack30_every_fault_is_one_error_and_no_verdict() public {
        for (uint8 fault = uint8(Fault.Reverts); fault <= uint8(Fault.TooLarge); fault++) {
            for (uint8 faulty = 0; faulty < 2; faulty++) {
                if (faulty == uint8(Call.Status) && fault >= uint8(Fault.WrongSum)) continue;
                faultOf(Fault(fault), Call(faulty), uint64(100 + 10 * fault + faulty));
            }
        }
    }

    function faultOf(Fault fault, Call faulty, uint64 salt) private {
        (script.fault, script.faulty) = (fault, faulty);
        Channel memory channel = channelOf(2, salt);
        fundETH(channel, ALICE, 6);
        fundETH(channel, BOB, 4);
        put(leafOf());
        State memory s = playing();
        fix(channel, s);
        (standing, entryHash, used) = (begun(), leafOf().stateHash, "");
        Position memory p = position();
        vm.prank(alice);
        vm.expectRevert(AppFailed.selector);
        court.progress(channel, s, p, moveOf(0, 1));

        // M3: after the fallback delay the pot as it stands is paid, without asking the app.
        pass(FALLBACK);
        uint256 before = payoutOf(ALICE).balance;
        court.claim(channel, s, items(claimOf(p.leaf, p.state, p.entryHash, "")));
        eq(payoutOf(ALICE).balance - before, 6, "alice");
    }

    function test_a_move_the_app_refuses_is_no_move() public {
        fixApp();
        expect(signMove(moveOf(1, 1), BOB), abi.encodeWithSelector(AppFailed.selector)); // not its turn
        expect(signMove(moveOf(0, 7), ALICE), abi.encodeWithSelector(AppFailed.selector)); // more than it holds
        expect(signMove(Play(0, 1, "", ""), ALICE), abi.encodeWithSelector(AppFailed.selector)); // no such move
    }

    /// M4, S18: too little gas is an error of the caller, not of the mover.
    function test_M4_S18_attack30_too_little_gas_is_named() public {
        fixApp();
        Play memory p = signMove(moveOf(0, 1), ALICE);
        State memory s = playing();
        Position memory at = position();
        uint256 worked = 0;
        for (uint256 gas_ = 60_000; gas_ < 1_000_000; gas_ += 20_000) {
            try court.progress{gas: gas_}(pair(), s, at, p) {
                worked = gas_;
                break;
            } catch (bytes memory reason) {
                bool named = reason.length >= 4 && bytes4(reason) == NotEnoughGas.selector;
                yes(reason.length == 0 || named, "out of gas, or too little beside the call");
            }
        }
        yes(worked > 548_000, "appGas * 64 / 63 and the reserve beside it");
    }

    // --- when the budget is used up (check 7)

    function test_no_more_moves_than_the_app_allows() public {
        script.most = 1;
        script.finalAt = 9;
        fixApp();
        move(0, 0);
        move(1, 0);
        agree(true, clock); // seat 0 is due, and has nothing left: the pot stands
        expect(signMove(moveOf(0, 0), ALICE), abi.encodeWithSelector(Done.selector));
        claimApp();
        eq(payoutOf(ALICE).balance, 6, "alice");
        eq(payoutOf(BOB).balance, 4, "bob");
    }

    function test_a_move_that_may_not_be_made_on_chain() public {
        script.stays = true;
        script.most = 0;
        fixApp();
        expect(signMove(moveOf(0, 1), ALICE), abi.encodeWithSelector(NoBudget.selector, 0, 0));
    }

    function expect(Play memory p, bytes memory reason) private {
        State memory s = playing();
        Position memory at = position();
        vm.expectRevert(reason);
        court.progress(pair(), s, at, p);
    }
}
