// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Call, Fault, Script, ScriptedApp} from "../../../contracts/mocks/ScriptedApp.sol";
import {Play, Position} from "../../../contracts/types/Calls.sol";
import {App, AppState, Share} from "../../../contracts/types/Interaction.sol";
import {Move} from "../../../contracts/types/Signed.sol";
import {State} from "../../../contracts/types/State.sol";
import {TreeTest} from "./TreeTest.sol";

/// @notice A channel in which Alice put 6 and Bob 4 into a scripted app, at index 1 of a tree of four; and the app as the
/// tests believe it stands.
abstract contract AppTest is TreeTest {
    uint16 internal constant INDEX = 1;
    uint64 internal constant WINDOW = 1 hours;
    uint32 internal constant FALLBACK = 3 hours;

    ScriptedApp internal app;
    Script internal script;

    AppState internal standing;
    bytes32 internal entryHash;
    bytes internal used;
    uint32 internal turn;

    function setUp() public virtual override {
        super.setUp();
        fundETH(pair(), ALICE, 10);
        fundETH(pair(), BOB, 10);
        app = new ScriptedApp();
        script = Script(1, WINDOW, 0, 0, false, 5, 4, Fault.None, Call.Play);
        size(2);
    }

    // --- the interaction

    function begun() internal view returns (AppState memory s) {
        s = app.begin(abi.encode(script), 2);
        (s.held[0], s.held[1]) = (6, 4);
    }

    function leafOf() internal view returns (App memory leaf) {
        leaf.index = INDEX;
        leaf.app = address(app);
        leaf.codeHash = address(app).codehash;
        leaf.termsHash = keccak256(abi.encode(script));
        leaf.stateHash = rules.appStateHash(begun());
        leaf.fallbackDelay = FALLBACK;
        leaf.seats = seats(uint16(ALICE), uint16(BOB));
        leaf.locks = new Share[](1);
        leaf.locks[0] = Share(0, 10);
    }

    function playing() internal view returns (State memory s) {
        s = stateOf(3, asset(ETH, 10, deltas(-6, -4)));
        s.interactionsRoot = root();
    }

    /// Fixes the channel with the app in it, at its first state.
    function fixApp() internal {
        fixApp(leafOf());
    }

    function fixApp(App memory leaf) internal {
        put(leaf);
        fix(pair(), playing());
        standing = begun();
        entryHash = leaf.stateHash;
        used = "";
        turn = 0;
    }

    // --- steps

    function position() internal view returns (Position memory) {
        return Position(leafOf(), proofOf(INDEX), abi.encode(script), standing, entryHash, used);
    }

    function moveOf(uint8 seat, uint128 amount) internal pure returns (Play memory) {
        return Play(seat, 0, abi.encode(amount), "");
    }

    function signMove(Play memory p, uint256 by) internal view returns (Play memory) {
        bytes32 moveHash = rules.moveHash(p.seat, p.move, p.args);
        p.signature = signBy(by, rules.hashMove(Move(idOf(pair()), 3, INDEX, turn, entryHash, moveHash)));
        return p;
    }

    /// A signed move of a seat, brought by this contract, and what it makes of the app.
    function move(uint8 seat, uint128 amount) internal {
        Play memory p = signMove(moveOf(seat, amount), seat);
        court.progress(pair(), playing(), position(), p);
        (AppState memory next, bool stays, ) = app.play(abi.encode(script), standing, seat, 0, p.args);
        counted(seat);
        entered(next, stays);
    }

    function late() internal {
        court.timeout(pair(), playing(), position());
        entered(app.expire(abi.encode(script), standing, 0), false);
    }

    /// What is on chain is what the tests believe: fingerprint, turn and time of the entry.
    function agree(bool done, uint256 enteredAt) internal view {
        (uint32 t, uint40 at, bool isDone, uint176 fingerprint) = court.turnOf(idOf(pair()), INDEX);
        eq(t, turn, "turn");
        eq(at, enteredAt, "enteredAt");
        yes(isDone == done, "done");
        eq(fingerprint, rules.stepFingerprint(rules.appStateHash(standing), entryHash, used), "fingerprint");
    }

    function claimApp() internal {
        court.claim(pair(), playing(), items(claimOf(leafOf(), standing, entryHash, used)));
    }

    function counted(uint8 seat) private {
        if (used.length <= seat) {
            bytes memory longer = new bytes(seat + 1);
            for (uint256 i = 0; i < used.length; i++) longer[i] = used[i];
            used = longer;
        }
        used[seat] = bytes1(uint8(used[seat]) + 1);
    }

    function entered(AppState memory next, bool stays) private {
        standing = next;
        if (stays) return;
        turn++;
        entryHash = rules.appStateHash(next);
    }
}
