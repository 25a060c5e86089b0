// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IAdjudicator} from "../../contracts/interfaces/IAdjudicator.sol";
import {HostilePayee} from "../../contracts/mocks/HostilePayee.sol";
import {Claim} from "../../contracts/types/Calls.sol";
import {Channel} from "../../contracts/types/Channel.sol";
import {BadKind, BadLeaf, BadProof, BadState, NotFixed} from "../../contracts/types/Errors.sol";
import {App, AppState, HashLock, Share} from "../../contracts/types/Interaction.sol";
import {State} from "../../contracts/types/State.sol";
import {TreeTest} from "./support/TreeTest.sol";
import {vm} from "./support/Vm.sol";

contract ClaimTest is TreeTest {
    uint256 private until;

    function setUp() public override {
        super.setUp();
        fundETH(pair(), ALICE, 10 ether);
        fundETH(pair(), BOB, 10 ether);
        until = clock + 10 days;
        size(2);
    }

    // --- given one hash lock in a fixed channel

    function test_paid_to_the_receiver_if_published_in_time() public {
        HashLock memory leaf = lockOf(2, 3 ether, "x", until);
        put(leaf);
        fix(pair(), locking(1, 3 ether));
        publish("x");
        bytes32 id = idOf(pair());
        vm.expectEmit(true, true, true, true);
        emit IAdjudicator.Claimed(id, 2);
        court.claim(pair(), locking(1, 3 ether), items(claimOf(leaf)));
        eq(payoutOf(BOB).balance, 3 ether, "bob");
        eq(court.releasedOf(id, 0), 3 ether, "released");
        yes(court.isClaimed(id, 2), "claimed");
    }

    function test_refused_to_the_sender_after_until() public {
        HashLock memory leaf = lockOf(2, 3 ether, "x", until);
        put(leaf);
        fix(pair(), locking(1, 3 ether));
        vm.warp(until + 1);
        court.claim(pair(), locking(1, 3 ether), items(claimOf(leaf)));
        eq(payoutOf(ALICE).balance, 3 ether, "alice");
    }

    function test_undecided_until_then_is_skipped() public {
        HashLock memory leaf = lockOf(2, 3 ether, "x", until);
        put(leaf);
        fix(pair(), locking(1, 3 ether));
        vm.warp(until);
        court.claim(pair(), locking(1, 3 ether), items(claimOf(leaf)));
        eq(payoutOf(ALICE).balance + payoutOf(BOB).balance, 0, "nobody yet");
        yes(!court.isClaimed(idOf(pair()), 2), "not claimed");
    }

    /// H11: the time of publication decides, not the time of the claim, nor the channel's own dispute.
    function testFuzz_H11_attack17_paid_if_and_only_if_published_by_until(int32 published, uint32 later) public {
        published = int32(int256(bound(uint32(published), 0, 2000)) - 1000);
        HashLock memory leaf = lockOf(1, 3 ether, "x", until);
        put(leaf);
        dispute(pair(), locking(1, 3 ether));
        vm.warp(uint256(int256(until) + published));
        publish("x");
        vm.warp(until + 1001 + later);
        court.claim(pair(), locking(1, 3 ether), items(claimOf(leaf)));
        eq(payoutOf(BOB).balance, published <= 0 ? 3 ether : 0, "bob");
        eq(payoutOf(ALICE).balance, published <= 0 ? 0 : 3 ether, "alice");
    }

    function test_H11_boundary_published_at_until_and_a_second_later() public {
        for (uint64 late = 0; late < 2; late++) {
            Channel memory channel = channelOf(2, 50 + late);
            fundETH(channel, ALICE, 3);
            HashLock memory leaf = lockOf(1, 3, bytes32(uint256(late)), clock + 2 * D);
            put(leaf);
            dispute(channel, locking(1, 3));
            pass(2 * D + late);
            publish(bytes32(uint256(late)));
            uint256 before = payoutOf(BOB).balance;
            pass(1);
            court.claim(channel, locking(1, 3), items(claimOf(leaf)));
            eq(payoutOf(BOB).balance - before, late == 0 ? 3 : 0, "bob");
        }
    }

    function test_rule12_claimed_long_after_until_if_published_by_then() public {
        HashLock memory leaf = lockOf(1, 3 ether, "x", until);
        put(leaf);
        publish("x");
        fix(pair(), locking(1, 3 ether));
        vm.warp(until + 365 days);
        court.claim(pair(), locking(1, 3 ether), items(claimOf(leaf)));
        eq(payoutOf(BOB).balance, 3 ether, "bob");
    }

    // --- given several items

    function test_amounts_add_up_and_are_paid_once_each() public {
        HashLock memory a = lockOf(0, 1 ether, "a", until);
        HashLock memory b = lockOf(3, 2 ether, "b", until);
        put(a);
        put(b);
        fix(pair(), locking(1, 3 ether));
        publish("a");
        publish("b");
        court.claim(pair(), locking(1, 3 ether), items(claimOf(a), claimOf(b)));
        eq(payoutOf(BOB).balance, 3 ether, "bob");
        court.settle(pair(), locking(1, 3 ether), masks(3));
        eq(payoutOf(ALICE).balance, 7 ether, "alice");
        eq(payoutOf(BOB).balance, 13 ether, "bob, all");
        eq(address(court).balance, 0, "nothing left");
    }

    function test_M5_a_batch_survives_an_item_that_was_first() public {
        HashLock memory a = lockOf(0, 1 ether, "a", until);
        HashLock memory b = lockOf(3, 2 ether, "b", until);
        put(a);
        put(b);
        fix(pair(), locking(1, 3 ether));
        publish("a");
        publish("b");
        court.claim(pair(), locking(1, 3 ether), items(claimOf(a)));
        court.claim(pair(), locking(1, 3 ether), items(claimOf(a), claimOf(b)));
        eq(payoutOf(BOB).balance, 3 ether, "bob");
    }

    function test_attack34_the_same_item_twice_in_one_batch() public {
        HashLock memory a = lockOf(0, 1 ether, "a", until);
        put(a);
        fix(pair(), locking(1, 3 ether));
        publish("a");
        court.claim(pair(), locking(1, 3 ether), items(claimOf(a), claimOf(a)));
        eq(payoutOf(BOB).balance, 1 ether, "bob");
    }

    /// M6: leaves that lock more than the state says eat nobody else's money.
    function test_M6_rule13_never_more_than_what_is_locked() public {
        HashLock memory a = lockOf(0, 2 ether, "a", until);
        HashLock memory b = lockOf(1, 2 ether, "b", until);
        put(a);
        put(b);
        fix(pair(), locking(1, 3 ether));
        fundETH(channelOf(2, 2), ALICE, 100 ether);
        publish("a");
        publish("b");
        court.claim(pair(), locking(1, 3 ether), items(claimOf(a), claimOf(b)));
        eq(payoutOf(BOB).balance, 2 ether, "bob");
        eq(court.releasedOf(idOf(pair()), 0), 2 ether, "released");
        yes(!court.isClaimed(idOf(pair()), 1), "the second is skipped");
    }

    function test_attack27_a_payee_that_fails_holds_up_nobody() public {
        HostilePayee payee = new HostilePayee();
        payee.become(HostilePayee.Mood.Floods);
        Channel memory channel = channelOf(2, 5);
        channel.participants[BOB].payout = address(payee);
        fundETH(channel, ALICE, 5);
        HashLock memory a = lockOf(0, 2, "a", until);
        HashLock memory b = lockOf(1, 3, "b", clock + 1);
        put(a);
        put(b);
        fix(channel, locking(1, 5));
        publish("a");
        court.claim(channel, locking(1, 5), items(claimOf(a), claimOf(b)));
        eq(court.creditOf(address(payee), ETH, 0), 2, "credit");
        eq(payoutOf(ALICE).balance, 3, "alice");
    }

    // --- when the proof is wrong

    /// C6: leaf 3 of a tree of depth 2 presented as a leaf elsewhere, or with a longer or shorter proof.
    function test_C6_a_leaf_has_one_index() public {
        HashLock memory leaf = lockOf(3, 1 ether, "a", until);
        put(leaf);
        fix(pair(), locking(1, 3 ether));
        publish("a");
        HashLock memory alias_ = lockOf(3 + 4, 1 ether, "a", until);
        Claim memory c = Claim(0, abi.encode(alias_), proofOf(3), "");
        expect(c, abi.encodeWithSelector(BadProof.selector));
        c = claimOf(leaf);
        c.proof = new bytes32[](3);
        expect(c, abi.encodeWithSelector(BadProof.selector));
        c.proof = new bytes32[](1);
        expect(c, abi.encodeWithSelector(BadProof.selector));
        c.proof = new bytes32[](17);
        expect(c, abi.encodeWithSelector(BadProof.selector));
    }

    /// C6: colluders write index 7 into the leaf at place 3 of a tree of four: the path bits are the same, the bitmap's are not.
    function test_C6_an_index_beyond_the_tree() public {
        HashLock memory leaf = lockOf(7, 1 ether, "a", until);
        leaves[3] = rules.hashHashLock(leaf);
        fix(pair(), locking(1, 3 ether));
        publish("a");
        expect(Claim(0, abi.encode(leaf), proofOf(3), ""), abi.encodeWithSelector(BadProof.selector));
    }

    function testFuzz_C6_any_change_of_the_leaf_breaks_the_proof(uint8 field, uint64 x) public {
        HashLock memory leaf = lockOf(1, 1 ether, "a", until);
        put(leaf);
        fix(pair(), locking(1, 3 ether));
        Claim memory c = claimOf(leaf);
        if (field % 6 == 0) leaf.index = uint16(2 + (x % 2));
        if (field % 6 == 1) leaf.from = uint16(BOB);
        if (field % 6 == 2) leaf.to = uint16(ALICE);
        if (field % 6 == 3) leaf.amount = x;
        if (field % 6 == 4) leaf.hash = keccak256(abi.encode(x));
        if (field % 6 == 5) leaf.until = uint40(x);
        c.leaf = abi.encode(leaf);
        expect(c, abi.encodeWithSelector(BadProof.selector));
    }

    function testFuzz_every_leaf_of_a_deep_tree_is_provable(uint256 seed, uint8 depth) public {
        size(bound(depth, 0, 8));
        for (uint16 i = 0; i < leaves.length; i++) {
            seed = uint256(keccak256(abi.encode(seed)));
            if (seed % 3 != 0) put(lockOf(i, 1, bytes32(seed), until));
        }
        uint16 at = uint16(bound(seed, 0, leaves.length - 1));
        HashLock memory leaf = lockOf(at, 2, "here", until);
        put(leaf);
        fix(pair(), locking(1, 3 ether));
        publish("here");
        court.claim(pair(), locking(1, 3 ether), items(claimOf(leaf)));
        eq(payoutOf(BOB).balance, 2, "bob");
    }

    function test_the_deepest_tree() public {
        HashLock memory leaf = lockOf(type(uint16).max, 1, "deep", until);
        bytes32[] memory proof = new bytes32[](16);
        for (uint256 i = 0; i < 16; i++) proof[i] = keccak256(abi.encode(i));
        State memory s = locking(1, 0);
        s.assets[0].locked = 1;
        s.assets[0].delta[0] = -1;
        s.interactionsRoot = rules.rootOf(rules.hashHashLock(leaf), leaf.index, proof);
        fix(pair(), s);
        publish("deep");
        court.claim(pair(), s, items(Claim(0, abi.encode(leaf), proof, "")));
        eq(payoutOf(BOB).balance, 1, "bob");
    }

    function test_a_node_is_no_leaf_and_nothing_is_under_no_root() public {
        fix(pair(), paid(1, 1 ether));
        Claim memory c = claimOf(lockOf(0, 1, "a", until));
        vm.expectRevert(BadProof.selector);
        court.claim(pair(), paid(1, 1 ether), items(c));
    }

    // --- when the leaf is malformed

    function test_malformed_leaves() public {
        put(lockOf(0, 1, "a", until));
        fix(pair(), locking(1, 3 ether));
        HashLock memory leaf = lockOf(0, 1, "a", until);
        leaf.asset = 1;
        expect(claimOf(leaf), abi.encodeWithSelector(BadLeaf.selector));
        leaf = lockOf(0, 1, "a", until);
        leaf.to = 2;
        expect(claimOf(leaf), abi.encodeWithSelector(BadLeaf.selector));
        leaf = lockOf(0, 1, "a", until);
        leaf.from = 2;
        expect(claimOf(leaf), abi.encodeWithSelector(BadLeaf.selector));
    }

    function test_malformed_apps() public {
        put(lockOf(0, 1, "a", until));
        fix(pair(), locking(1, 3 ether));
        expectBad(seats(0, 0), 1, 0); // a participant in two seats
        expectBad(seats(0, 2), 1, 0); // a seat of nobody
        expectBad(seats(0, 300), 1, 0);
        expectBad(new uint16[](0), 1, 0);
        expectBad(new uint16[](33), 1, 0);
        expectBad(seats(0, 1), 0, 0);
        expectBad(seats(0, 1), 17, 0);
        expectBad(seats(0, 1), 1, 1); // an asset that is not listed
    }

    function expectBad(uint16[] memory taken, uint256 shares, uint8 of_) private {
        App memory leaf;
        leaf.seats = taken;
        leaf.locks = new Share[](shares);
        for (uint256 k = 0; k < shares; k++) leaf.locks[k] = Share(of_, 1);
        AppState memory none;
        expect(claimOf(leaf, none, 0, ""), abi.encodeWithSelector(BadLeaf.selector));
    }

    function test_kinds() public {
        put(lockOf(0, 1, "a", until));
        fix(pair(), locking(1, 3 ether));
        Claim memory c = claimOf(lockOf(0, 1, "a", until));
        c.kind = 3;
        expect(c, abi.encodeWithSelector(BadKind.selector, 3));
    }

    // --- when the state is not the fixed one, or not yet

    function test_H6_from_the_deadline_on_and_not_before() public {
        HashLock memory leaf = lockOf(0, 1, "a", until);
        put(leaf);
        publish("a");
        State memory s = locking(1, 1);
        Claim memory c = claimOf(leaf);
        vm.expectRevert(NotFixed.selector);
        court.claim(pair(), s, items(c));
        dispute(pair(), s);
        pass(D - 1);
        vm.expectRevert(NotFixed.selector);
        court.claim(pair(), s, items(c));
        pass(1);
        court.claim(pair(), s, items(c));
    }

    function test_only_of_the_registered_state() public {
        HashLock memory leaf = lockOf(0, 1, "a", until);
        put(leaf);
        State memory s = locking(1, 1);
        fix(pair(), s);
        s.assets[0].locked = 2;
        Claim memory c = claimOf(leaf);
        vm.expectRevert(BadState.selector);
        court.claim(pair(), s, items(c));
    }

    function test_version_0_has_no_interactions() public {
        HashLock memory leaf = lockOf(0, 1, "a", until);
        put(leaf);
        fix(pair(), nothing());
        State memory s = nothing();
        s.interactionsRoot = root();
        Claim memory c = claimOf(leaf);
        vm.expectRevert(BadState.selector);
        court.claim(pair(), s, items(c));
        vm.expectRevert(BadLeaf.selector);
        court.claim(pair(), nothing(), items(c));
    }

    function expect(Claim memory c, bytes memory reason) private {
        State memory s = locking(1, 3 ether);
        vm.expectRevert(reason);
        court.claim(pair(), s, items(c));
    }
}
