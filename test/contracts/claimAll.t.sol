// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IAdjudicator} from "../../contracts/interfaces/IAdjudicator.sol";
import {HostilePayee} from "../../contracts/mocks/HostilePayee.sol";
import {Claim} from "../../contracts/types/Calls.sol";
import {Channel} from "../../contracts/types/Channel.sol";
import {BadLeaf, BadProof, BadState, NotFixed, Reentered} from "../../contracts/types/Errors.sol";
import {HashLock} from "../../contracts/types/Interaction.sol";
import {State} from "../../contracts/types/State.sol";
import {HASH_LOCK_TYPEHASH} from "../../contracts/types/TypeHashes.sol";
import {TreeTest} from "./support/TreeTest.sol";
import {Vm, vm} from "./support/Vm.sol";

contract ClaimAllTest is TreeTest {
    uint256 private until;
    uint256 private constant DEPTH = 3;

    function setUp() public override {
        super.setUp();
        fundETH(pair(), ALICE, 10 ether);
        fundETH(pair(), BOB, 10 ether);
        until = clock + 10 days;
        size(DEPTH);
    }

    // --- given several hash locks in a fixed channel

    function test_all_are_paid_under_one_proof() public {
        HashLock[] memory locks = grow(8, 1 ether);
        fix(pair(), locking(1, 8 ether));
        for (uint256 i = 0; i < 8; i++) publish(bytes32(i));
        claimAll(locks, 8 ether);
        eq(payoutOf(BOB).balance, 8 ether, "bob");
        eq(court.releasedOf(idOf(pair()), 0), 8 ether, "released");
        for (uint256 i = 0; i < 8; i++) yes(court.isClaimed(idOf(pair()), i), "claimed");
    }

    function test_each_participant_is_paid_once_what_the_batch_gives_it() public {
        HashLock[] memory locks = grow(6, 1 ether);
        fix(pair(), locking(1, 6 ether));
        for (uint256 i = 0; i < 4; i++) publish(bytes32(i));
        vm.warp(until + 1);
        HostilePayee counter = new HostilePayee();
        vm.etch(payoutOf(BOB), address(counter).code);
        HostilePayee(payable(payoutOf(BOB))).become(HostilePayee.Mood.Reverts);
        vm.recordLogs();
        claimAll(locks, 6 ether);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        uint256 credited = 0;
        for (uint256 i = 0; i < logs.length; i++) if (logs[i].topics[0] == IAdjudicator.Credited.selector) credited++;
        eq(credited, 1, "one payment failed, not four");
        eq(court.creditOf(payoutOf(BOB), ETH, 0), 4 ether, "bob's four");
        eq(payoutOf(ALICE).balance, 2 ether, "alice has the two back");
    }

    function test_M5_what_is_claimed_already_is_skipped() public {
        HashLock[] memory locks = grow(4, 1 ether);
        fix(pair(), locking(1, 4 ether));
        for (uint256 i = 0; i < 4; i++) publish(bytes32(i));
        court.claim(pair(), locking(1, 4 ether), items(claimOf(locks[2])));
        claimAll(locks, 4 ether);
        claimAll(locks, 4 ether);
        eq(payoutOf(BOB).balance, 4 ether, "each once");
    }

    function test_what_is_undecided_is_skipped() public {
        HashLock[] memory locks = grow(4, 1 ether);
        fix(pair(), locking(1, 4 ether));
        publish(bytes32(uint256(1)));
        claimAll(locks, 4 ether);
        eq(payoutOf(BOB).balance, 1 ether, "the published one");
        yes(!court.isClaimed(idOf(pair()), 0), "not yet");
    }

    /// M6: leaves that colluders let exceed what is locked pay no more than that.
    function test_M6_never_more_than_is_locked() public {
        HashLock[] memory locks = grow(4, 1 ether);
        fix(pair(), locking(1, 3 ether));
        for (uint256 i = 0; i < 4; i++) publish(bytes32(i));
        claimAll(locks, 3 ether);
        eq(payoutOf(BOB).balance, 3 ether, "what is locked");
        yes(!court.isClaimed(idOf(pair()), 3), "the last is skipped");
    }

    /// Any locks of any tree: the same as claiming them one by one.
    function testFuzz_C6_equals_claims_one_by_one(
        uint256 placed,
        uint256 chosen,
        uint256 published,
        uint256 late
    ) public {
        Channel memory one = channelOf(2, 7);
        fundETH(one, ALICE, 10 ether);
        HashLock[] memory locks = sown(placed % 256);
        if (locks.length == 0) return;
        uint256 sum = 0;
        for (uint256 i = 0; i < locks.length; i++) sum += locks[i].amount;
        State memory s = locking(1, uint128(sum));
        dispute(pair(), s);
        fix(one, s);
        for (uint256 i = 0; i < 8; i++) if ((published >> i) % 2 == 1) publish(bytes32(i));
        if (late % 2 == 1) vm.warp(until + 1);

        HashLock[] memory some = subset(locks, chosen);
        if (some.length == 0) return;
        claimAll(some, uint128(sum));
        (uint256 a, uint256 b) = (payoutOf(ALICE).balance, payoutOf(BOB).balance);
        for (uint256 i = 0; i < some.length; i++) court.claim(one, s, items(claimOf(some[i])));
        eq(payoutOf(ALICE).balance, 2 * a, "alice");
        eq(payoutOf(BOB).balance, 2 * b, "bob");
        eq(court.releasedOf(idOf(pair()), 0), court.releasedOf(idOf(one), 0), "released");
        for (uint256 i = 0; i < 8; i++) yes(court.isClaimed(idOf(pair()), i) == court.isClaimed(idOf(one), i), "bits");
    }

    // --- given one hash lock, alone in its tree

    function test_needs_no_proof() public {
        size(0);
        HashLock memory lock = lockOf(0, 1 ether, "x", until);
        put(lock);
        fix(pair(), locking(1, 1 ether));
        publish("x");
        court.claimAll(pair(), locking(1, 1 ether), list(lock), 0, new bytes32[](0));
        eq(payoutOf(BOB).balance, 1 ether, "bob");
    }

    function test_words_of_claims_hold_128_interactions_each() public {
        size(9);
        HashLock memory low = lockOf(127, 1 ether, "x", until);
        HashLock memory high = lockOf(383, 2 ether, "y", until);
        put(low);
        put(high);
        State memory s = locking(1, 3 ether);
        fix(pair(), s);
        publish("x");
        publish("y");
        HashLock[] memory both = new HashLock[](2);
        (both[0], both[1]) = (low, high);
        court.claimAll(pair(), s, both, 9, siblingsOf(both, 9));
        eq(payoutOf(BOB).balance, 3 ether, "bob");
        yes(court.isClaimed(idOf(pair()), 127) && court.isClaimed(idOf(pair()), 383), "claimed");
        yes(!court.isClaimed(idOf(pair()), 255) && !court.isClaimed(idOf(pair()), 128), "and no others");
        eq(court.releasedOf(idOf(pair()), 0), 3 ether, "released");
    }

    // --- when the proof is wrong

    function test_C6_a_lock_twice() public {
        HashLock[] memory locks = grow(2, 1 ether);
        fix(pair(), locking(1, 2 ether));
        publish(bytes32(0));
        locks[1] = locks[0];
        bytes32[] memory siblings = siblingsOf(locks, DEPTH);
        vm.expectRevert(BadProof.selector);
        court.claimAll(pair(), locking(1, 2 ether), locks, DEPTH, siblings);
    }

    function test_locks_out_of_order() public {
        HashLock[] memory locks = grow(2, 1 ether);
        fix(pair(), locking(1, 2 ether));
        bytes32[] memory siblings = siblingsOf(locks, DEPTH);
        (locks[0], locks[1]) = (locks[1], locks[0]);
        vm.expectRevert(BadProof.selector);
        court.claimAll(pair(), locking(1, 2 ether), locks, DEPTH, siblings);
    }

    /// C6: a shallower tree would give the same path to another index.
    function testFuzz_C6_another_depth(uint8 depth) public {
        HashLock[] memory locks = grow(3, 1 ether);
        fix(pair(), locking(1, 3 ether));
        publish(bytes32(0));
        bytes32[] memory siblings = siblingsOf(locks, DEPTH);
        if (depth == DEPTH) return;
        vm.expectRevert(BadProof.selector);
        court.claimAll(pair(), locking(1, 3 ether), locks, depth, siblings);
    }

    function test_a_sibling_too_many_too_few_or_another() public {
        HashLock[] memory locks = grow(3, 1 ether);
        State memory s = locking(1, 3 ether);
        fix(pair(), s);
        bytes32[] memory siblings = siblingsOf(locks, DEPTH);
        bytes32[] memory more = new bytes32[](siblings.length + 1);
        bytes32[] memory fewer = new bytes32[](siblings.length - 1);
        for (uint256 i = 0; i < fewer.length; i++) (more[i], fewer[i]) = (siblings[i], siblings[i]);
        more[fewer.length] = siblings[fewer.length];
        vm.expectRevert(BadProof.selector);
        court.claimAll(pair(), s, locks, DEPTH, more);
        vm.expectRevert(BadProof.selector);
        court.claimAll(pair(), s, locks, DEPTH, fewer);
        siblings[0] = "x";
        vm.expectRevert(BadProof.selector);
        court.claimAll(pair(), s, locks, DEPTH, siblings);
    }

    function test_a_lock_that_is_not_there_takes_nothing() public {
        HashLock[] memory locks = grow(3, 1 ether);
        State memory s = locking(1, 3 ether);
        fix(pair(), s);
        publish(bytes32(0));
        bytes32[] memory siblings = siblingsOf(locks, DEPTH);
        locks[0].amount = 2 ether;
        vm.expectRevert(BadProof.selector);
        court.claimAll(pair(), s, locks, DEPTH, siblings);
        eq(court.releasedOf(idOf(pair()), 0), 0, "nothing released");
    }

    function test_no_locks_at_all() public {
        grow(3, 1 ether);
        fix(pair(), locking(1, 3 ether));
        bytes32[] memory siblings = new bytes32[](1);
        siblings[0] = root();
        vm.expectRevert(BadProof.selector);
        court.claimAll(pair(), locking(1, 3 ether), new HashLock[](0), 0, siblings);
    }

    // --- when a lock names what the channel does not have

    function test_no_such_asset_or_participant() public {
        size(0);
        for (uint256 i = 0; i < 3; i++) {
            HashLock memory lock = lockOf(0, 1, "x", until);
            if (i == 0) lock.asset = 1;
            if (i == 1) lock.from = 2;
            if (i == 2) lock.to = 2;
            put(lock);
            Channel memory channel = channelOf(2, uint64(90 + i));
            fundETH(channel, ALICE, 1);
            fix(channel, locking(1, 1));
            vm.expectRevert(BadLeaf.selector);
            court.claimAll(channel, locking(1, 1), list(lock), 0, new bytes32[](0));
        }
    }

    /// A lock is read as words: one bit beyond the type of a field, signed like the others, is refused or pays nothing.
    function testFuzz_a_field_with_bits_beyond_its_type(uint256 field, uint256 bit) public {
        uint8[7] memory widths = [16, 8, 16, 16, 128, 0, 40];
        field %= 7;
        if (field == 5) return;
        bit = widths[field] + (bit % (256 - widths[field]));
        HashLock memory lock = lockOf(0, 1 ether, "x", until);
        publish("x");
        bytes32 word = bytes32(1 << bit);
        size(0);
        leaves[0] = keccak256(spoilt(bytes.concat(HASH_LOCK_TYPEHASH, abi.encode(lock)), 32 + 32 * field, word));
        State memory s = locking(1, 1 ether);
        fix(pair(), s);

        bytes memory sent = abi.encodeCall(court.claimAll, (pair(), s, list(lock), 0, new bytes32[](0)));
        uint256 locks;
        assembly ("memory-safe") {
            locks := mload(add(sent, 100))
        }
        (bool done, ) = address(court).call(spoilt(sent, 4 + locks + 32 + 32 * field, word));
        yes(field == 4 || !done, "refused");
        eq(payoutOf(BOB).balance, 0, "nothing is paid");
    }

    /// `text` with the bits of `word` set from byte `at` on.
    function spoilt(bytes memory text, uint256 at, bytes32 word) private pure returns (bytes memory) {
        for (uint256 i = 0; i < 32; i++) text[at + i] |= word[i];
        return text;
    }

    // --- when the channel is not fixed, or the state is not the registered one

    function test_H6_before_the_deadline() public {
        HashLock[] memory locks = grow(3, 1 ether);
        State memory s = locking(1, 3 ether);
        dispute(pair(), s);
        bytes32[] memory siblings = siblingsOf(locks, DEPTH);
        vm.warp(clock + D - 1);
        vm.expectRevert(NotFixed.selector);
        court.claimAll(pair(), s, locks, DEPTH, siblings);
    }

    function test_another_state() public {
        HashLock[] memory locks = grow(3, 1 ether);
        fix(pair(), locking(1, 3 ether));
        bytes32[] memory siblings = siblingsOf(locks, DEPTH);
        vm.expectRevert(BadState.selector);
        court.claimAll(pair(), locking(2, 3 ether), locks, DEPTH, siblings);
    }

    // --- when a payee calls back

    /// One guard for the adjudicator and its annex: neither is entered from inside the other (attack 28).
    function test_attack28_it_enters_no_annex() public {
        HashLock[] memory locks = grow(1, 1 ether);
        State memory s = locking(1, 1 ether);
        HostilePayee bobs = armed(s, abi.encodeCall(IAdjudicator.claim, (pair(), s, new Claim[](0))));
        court.claimAll(pair(), s, locks, DEPTH, siblingsOf(locks, DEPTH));
        refused(bobs, "into the annex");
    }

    function test_attack28_nor_the_adjudicator_from_the_annex() public {
        HashLock[] memory locks = grow(1, 1 ether);
        State memory s = locking(1, 1 ether);
        HostilePayee bobs = armed(s, abi.encodeCall(IAdjudicator.withdrawCredit, (ETH, 0, address(this))));
        court.claim(pair(), s, items(claimOf(locks[0])));
        refused(bobs, "out of the annex");
    }

    // Support.

    function armed(State memory s, bytes memory attack) private returns (HostilePayee bobs) {
        fix(pair(), s);
        publish(bytes32(0));
        vm.etch(payoutOf(BOB), address(new HostilePayee()).code);
        bobs = HostilePayee(payable(payoutOf(BOB)));
        bobs.become(HostilePayee.Mood.Reenters);
        bobs.arm(address(court), attack);
    }

    function refused(HostilePayee payee, string memory what) private view {
        yes(payee.called() && !payee.succeeded(), what);
        eq(uint256(uint32(payee.refusal())), uint256(uint32(Reentered.selector)), what);
    }

    function claimAll(HashLock[] memory locks, uint128 locked) private {
        court.claimAll(pair(), locking(1, locked), locks, DEPTH, siblingsOf(locks, DEPTH));
    }

    /// `count` locks of `amount` each at the first places, opened by their index.
    function grow(uint16 count, uint128 amount) private returns (HashLock[] memory locks) {
        locks = new HashLock[](count);
        for (uint16 i = 0; i < count; i++) put(locks[i] = lockOf(i, amount, bytes32(uint256(i)), until));
    }

    /// A lock at each place whose bit is set, of 1 ether.
    function sown(uint256 places) private returns (HashLock[] memory locks) {
        for (uint16 i = 0; i < 8; i++) {
            if ((places >> i) % 2 == 0) continue;
            HashLock memory lock = lockOf(i, 1 ether, bytes32(uint256(i)), until);
            put(lock);
            locks = pushed(locks, lock);
        }
    }

    function subset(HashLock[] memory locks, uint256 chosen) private pure returns (HashLock[] memory some) {
        for (uint256 i = 0; i < locks.length; i++) if ((chosen >> i) % 2 == 1) some = pushed(some, locks[i]);
    }

    function pushed(HashLock[] memory locks, HashLock memory lock) private pure returns (HashLock[] memory more) {
        more = new HashLock[](locks.length + 1);
        for (uint256 i = 0; i < locks.length; i++) more[i] = locks[i];
        more[locks.length] = lock;
    }

    function list(HashLock memory lock) private pure returns (HashLock[] memory locks) {
        locks = new HashLock[](1);
        locks[0] = lock;
    }

    /// The naive way: at each level, the siblings of known places that are not known themselves.
    function siblingsOf(HashLock[] memory locks, uint256 depth) private view returns (bytes32[] memory siblings) {
        bytes32[] memory row = leaves;
        bool[] memory known = new bool[](row.length);
        for (uint256 i = 0; i < locks.length; i++) known[locks[i].index] = true;
        for (uint256 d = 0; d < depth; d++) {
            bool[] memory next = new bool[](row.length / 2);
            for (uint256 i = 0; i < row.length; i++) {
                if (!known[i]) continue;
                next[i / 2] = true;
                if (!known[i ^ 1]) siblings = joined(siblings, row[i ^ 1]);
            }
            (row, known) = (level(row, 1), next);
        }
    }

    function joined(bytes32[] memory words, bytes32 word) private pure returns (bytes32[] memory more) {
        more = new bytes32[](words.length + 1);
        for (uint256 i = 0; i < words.length; i++) more[i] = words[i];
        more[words.length] = word;
    }
}
