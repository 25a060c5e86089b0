// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {HashLock as HashLockSpec} from "../../contracts/apps/HashLock.sol";
import {Lock} from "../../contracts/apps/Rules.sol";
import {HashLockApp} from "../../contracts/generated/HashLockApp.sol";
import {Play, Position} from "../../contracts/types/Calls.sol";
import {NoBudget} from "../../contracts/types/Errors.sol";
import {App, AppState, HashLock, Share} from "../../contracts/types/Interaction.sol";
import {State} from "../../contracts/types/State.sol";
import {TreeTest} from "./support/TreeTest.sol";
import {vm} from "./support/Vm.sol";

/// @notice The native leaf and the annotated spec are one and the same: in one state, a lock of each kind with the same
/// amount, hash and time; whatever is published whenever, both pay the same party, or neither pays yet.
contract HashLockAppTest is TreeTest {
    HashLockApp private app;
    HashLock private native;
    App private leaf;
    bytes private terms;
    AppState private first;

    function setUp() public override {
        super.setUp();
        app = new HashLockApp();
        size(1);
    }

    function locked(uint128 amount, uint256 until, bytes32 preimage) private returns (State memory s) {
        native = lockOf(0, amount, preimage, until);
        terms = abi.encode(HashLockSpec.Terms(amount, Lock.wrap(native.hash), uint64(until)));
        first = app.begin(terms, 2);
        leaf.index = 1;
        leaf.app = address(app);
        leaf.codeHash = address(app).codehash;
        leaf.termsHash = keccak256(terms);
        leaf.stateHash = rules.appStateHash(first);
        leaf.notBefore = uint40(until);
        leaf.fallbackDelay = 1 days;
        leaf.seats = seats(uint16(ALICE), uint16(BOB));
        leaf.locks.push(Share(0, amount));
        put(native);
        put(leaf);
        fundETH(pair(), ALICE, 2 * uint256(amount));
        s = stateOf(1, asset(ETH, 2 * amount, deltas(-2 * int128(amount), 0)));
        s.interactionsRoot = root();
    }

    /// Every (preimage, publication, until, now) within the leaf's widths.
    function testFuzz_the_native_leaf_decides_like_the_spec(
        uint96 amount,
        int32 published,
        int32 at,
        uint8 what,
        uint40 far
    ) public {
        uint256 soon = clock + D + 2000;
        uint256 until = soon + (what & 4 == 0 ? 0 : bound(far, 0, type(uint40).max - soon));
        State memory s = locked(uint128(bound(amount, 1, 1 << 100)), until, "x");
        fix(pair(), s);
        int256 publishedAt = int256(until) + int256(bound(uint32(published), 0, 20)) - 10;
        int256 now_ = int256(until) + int256(bound(uint32(at), 0, 40)) - 20;
        if (what & 1 == 1 && publishedAt <= now_) {
            vm.warp(uint256(publishedAt));
            publish(what & 2 == 0 ? bytes32("x") : bytes32("another"));
        }
        vm.warp(uint256(now_));

        (uint256 byNativeToAlice, uint256 byNativeToBob) = claimNative(s);
        (uint256 byAppToAlice, uint256 byAppToBob) = claimApp(s);
        eq(byAppToAlice, byNativeToAlice, "to the sender");
        eq(byAppToBob, byNativeToBob, "to the receiver");

        bool inTime = what & 3 == 1 && publishedAt <= now_ && publishedAt <= int256(until);
        bool decided = inTime || now_ > int256(until);
        eq(byNativeToAlice + byNativeToBob, decided ? native.amount : 0, "decided or not");
        eq(byNativeToBob, inTime ? native.amount : 0, "published in time");
    }

    function claimNative(State memory s) private returns (uint256, uint256) {
        (uint256 a, uint256 b) = (payoutOf(ALICE).balance, payoutOf(BOB).balance);
        court.claim(pair(), s, items(claimOf(native)));
        return (payoutOf(ALICE).balance - a, payoutOf(BOB).balance - b);
    }

    /// What the watcher does: the timeout as soon as the court lets it, then the claim.
    function claimApp(State memory s) private returns (uint256, uint256) {
        (uint256 a, uint256 b) = (payoutOf(ALICE).balance, payoutOf(BOB).balance);
        Position memory p = Position(leaf, proofOf(1), terms, first, leaf.stateHash, "");
        uint256 published = court.publishedAt(native.hash);
        AppState memory next = first;
        try court.timeout(pair(), s, p) {
            next = app.expire(terms, first, uint64(published));
        } catch {}
        bytes32 hash = rules.appStateHash(next);
        court.claim(pair(), s, items(claimOf(leaf, next, hash, "")));
        return (payoutOf(ALICE).balance - a, payoutOf(BOB).balance - b);
    }

    /// On chain the preimage goes to the registry, where every hop sees it: nobody moves in the court.
    function test_the_preimage_is_no_move_on_chain() public {
        State memory s = locked(5, clock + 10 days, "x");
        fix(pair(), s);
        Position memory p = Position(leaf, proofOf(1), terms, first, leaf.stateHash, "");
        vm.prank(bob);
        vm.expectRevert(abi.encodeWithSelector(NoBudget.selector, 1, 0));
        court.progress(pair(), s, p, Play(1, 0, abi.encode(bytes32("x")), ""));
    }
}
