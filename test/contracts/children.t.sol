// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IAdjudicator} from "../../contracts/interfaces/IAdjudicator.sol";
import {Claim, Position} from "../../contracts/types/Calls.sol";
import {Channel, ChildFunding, ChildTerms, Participant} from "../../contracts/types/Channel.sol";
import {
    BadChildTerms,
    BadLeaf,
    BadSignature,
    BadState,
    ChildNotFunded,
    ChildNotSupported,
    Disputed,
    Insolvent,
    NotAChild,
    NotEditable,
    NotFinal,
    NotFixed,
    NotParticipant,
    StaleVersion,
    TooLate,
    VersionTooLow
} from "../../contracts/types/Errors.sol";
import {HashLock, Leg} from "../../contracts/types/Interaction.sol";
import {Challenge, Resume} from "../../contracts/types/Signed.sol";
import {AssetState, State} from "../../contracts/types/State.sol";
import {AppTest} from "./support/AppTest.sol";
import {vm} from "./support/Vm.sol";

/// @notice Children of channels: sub-channels and virtual ones, from their terms to what their parents pay. The parents are
/// Alice and Ingrid, Ingrid and Bob, 10 each; the child is Alice and Bob, 4 and 3 of it.
contract ChildrenTest is AppTest {
    uint256 private constant INGRID = 2;
    bytes32 private childHash;
    uint40 private expiry;
    uint40 private resolveBy;

    function setUp() public override {
        super.setUp();
        expiry = uint40(clock + 10 days);
        resolveBy = uint40(clock + 20 days);
        childHash = rules.hashChildTerms(termsOf());
        for (uint256 i = 0; i < 2; i++) {
            fundETH(left(), i, 10);
            fundETH(right(), i, 10);
        }
    }

    // --- given the terms that its id commits to

    function test_no_other_terms() public {
        ChildTerms memory terms = termsOf();
        terms.funding[0].amounts[0]++;
        State memory s = at(1, 0);
        bytes memory signatures = sign(child(), s);
        vm.expectRevert(BadChildTerms.selector);
        court.checkpointChild(child(), terms, s, signatures);
    }

    function test_no_terms_that_no_child_can_have() public {
        for (uint256 i = 0; i < 2; i++) {
            ChildTerms memory terms = termsOf();
            if (i == 0) terms.resolveBy = terms.expiry - 1;
            else terms.expiry = 0;
            Channel memory odd = childOf(terms);
            vm.expectRevert(BadChildTerms.selector);
            court.checkpointChild(odd, terms, at(1, 0), "");
        }
    }

    function test_a_root_is_no_child_and_a_child_no_root() public {
        vm.expectRevert(NotAChild.selector);
        court.checkpointChild(pair(), termsOf(), at(1, 0), "");
        vm.expectRevert(ChildNotSupported.selector);
        court.checkpoint(child(), at(1, 0), "");
        vm.expectRevert(ChildNotSupported.selector);
        court.settle(child(), nothing(), masks(3));
        vm.expectRevert(ChildNotSupported.selector);
        court.claim(child(), nothing(), new Claim[](0));
        bytes32 id = idOf(child());
        vm.expectRevert(ChildNotFunded.selector);
        court.fundETH{value: 1}(id, 0);
    }

    // --- when a state is registered

    /// H3: whoever registers it, the parents can present it.
    function test_H3_the_whole_state_is_in_an_event() public {
        State memory s = at(5, 2);
        bytes32 id = idOf(child());
        bytes memory signatures = sign(child(), s);
        vm.expectEmit(true, true, true, true);
        emit IAdjudicator.ChildState(id, 5, false, 0, s.assets);
        court.checkpointChild(child(), termsOf(), s, signatures);
        eq(versionOf(child()), 5, "version");
    }

    function testFuzz_rule13_nobody_holds_less_than_nothing_of_the_funding(int8 toAlice) public {
        State memory s = at(1, toAlice);
        bytes memory signatures = sign(child(), s);
        if (toAlice < -4) vm.expectRevert(abi.encodeWithSelector(Insolvent.selector, 0, 0));
        else if (toAlice > 3) vm.expectRevert(abi.encodeWithSelector(Insolvent.selector, 0, 1));
        court.checkpointChild(child(), termsOf(), s, signatures);
    }

    function test_its_assets_are_those_of_its_funding() public {
        refusedState(stateOf(1, asset(TOKEN, 0, deltas(0, 0))));
        refusedState(stateOf(1, asset(ETH, 0, deltas(0, 0)), asset(TOKEN, 0, deltas(0, 0))));
        refusedState(withWithdrawn(at(1, 0), 0, amounts(0, 0)));
        refusedState(stateOf(1, asset(ETH, 0, deltas(1, 0))));
        refusedState(stateOf(1, asset(ETH, 1, deltas(-1, 0))));
        refusedState(stateOf(1, asset(ETH, 0, new int128[](1))));
    }

    function test_signed_by_all_and_newer() public {
        State memory s = at(2, 1);
        bytes memory half = bytes.concat(signBy(ALICE, rules.hashState(idOf(child()), s)), new bytes(65));
        vm.expectRevert(abi.encodeWithSelector(BadSignature.selector, BOB));
        court.checkpointChild(child(), termsOf(), s, half);
        registerChild(s);
        State memory old = at(2, 0);
        bytes memory signatures = sign(child(), old);
        vm.expectRevert(abi.encodeWithSelector(StaleVersion.selector, 2, 2));
        court.checkpointChild(child(), termsOf(), old, signatures);
    }

    // --- when it is disputed

    function test_H1_the_deadline_is_the_expiry_at_the_latest() public {
        challengeChild(at(1, 1));
        eq(deadlineOf(child()), clock + D, "one duration");
        pass(1);
        court.resume(child(), resumeOf());
        eq(statusOf(child()), 0, "resumed");
        vm.warp(expiry - 10);
        challengeChild(at(2, 1));
        eq(deadlineOf(child()), expiry, "not beyond the expiry");
    }

    function test_only_by_its_participants_and_once() public {
        vm.prank(mallory);
        vm.expectRevert(abi.encodeWithSelector(NotParticipant.selector, ALICE));
        court.challengeChild(child(), termsOf(), nothing(), "", ALICE, "");
        bytes memory auth = authOf(ALICE, Challenge(idOf(child()), 1, 0, uint40(clock)));
        vm.prank(mallory);
        vm.expectRevert(abi.encodeWithSelector(VersionTooLow.selector, 0, 1));
        court.challengeChild(child(), termsOf(), nothing(), "", ALICE, auth);
        registerChild(at(1, 1));
        vm.prank(mallory);
        court.challengeChild(child(), termsOf(), nothing(), "", ALICE, auth);
        eq(versionOf(child()), 1, "an old state is ignored (H9)");
        vm.prank(signerOf(BOB));
        vm.expectRevert(Disputed.selector);
        court.challengeChild(child(), termsOf(), nothing(), "", BOB, "");
    }

    function test_newer_states_until_the_deadline() public {
        challengeChild(at(1, 1));
        vm.warp(clock + D - 1);
        registerChild(at(2, 2));
        eq(deadlineOf(child()), clock + D, "the deadline stays");
        vm.warp(clock + D);
        uneditable();
    }

    /// H1: nobody has to do anything for a child to end.
    function test_H1_at_its_expiry_it_is_fixed() public {
        registerChild(at(1, 1));
        vm.warp(expiry);
        uneditable();
    }

    /// C8: what a leg has read never changes.
    function test_C8_a_concluded_child_never_changes() public {
        State memory s = finalOf(at(3, 2));
        bytes memory signatures = sign(child(), s);
        State memory open = at(3, 2);
        bytes memory others = sign(child(), open);
        vm.expectRevert(NotFinal.selector);
        court.concludeChild(child(), termsOf(), open, others);
        court.concludeChild(child(), termsOf(), s, signatures);
        eq(statusOf(child()), 2, "concluded");
        uneditable();
    }

    function test_a_registered_final_state_needs_no_signatures() public {
        State memory s = finalOf(at(3, 2));
        registerChild(s);
        State memory old = finalOf(at(2, 2));
        vm.expectRevert(abi.encodeWithSelector(StaleVersion.selector, 3, 2));
        court.concludeChild(child(), termsOf(), old, "");
        State memory other = finalOf(at(3, 1));
        vm.expectRevert(BadState.selector);
        court.concludeChild(child(), termsOf(), other, "");
        court.concludeChild(child(), termsOf(), s, "");
        eq(statusOf(child()), 2, "concluded");
    }

    // --- given a leg of it in a fixed parent

    /// Any outcome, by agreement, by dispute or by expiry: Ingrid in the middle ends with what she brought (rule 11), whoever
    /// claims first, and both ends with what they have.
    function testFuzz_C7_C8_the_intermediary_ends_even(uint8 how, int8 toAlice, bool rightFirst) public {
        toAlice = int8(int256(bound(uint8(toAlice), 0, 7)) - 4);
        State memory s = bothParents();
        State memory last = ending(how % 4, toAlice);
        if (how % 4 == 3) toAlice = 0;
        vm.warp(uint256(resolveBy) + how);

        if (rightFirst) claimLeg(right(), s, legRight(), last);
        claimLeg(left(), s, legLeft(), last);
        if (!rightFirst) claimLeg(right(), s, legRight(), last);
        payOut(left(), s);
        payOut(right(), s);

        eq(payoutOf(INGRID).balance, 20, "ingrid has what she brought");
        eq(payoutOf(ALICE).balance, uint256(int256(10) + toAlice), "alice");
        eq(payoutOf(BOB).balance, uint256(int256(10) - toAlice), "bob");
    }

    /// C8: a leg reads nothing that can still change.
    function test_C8_not_before_the_child_is_complete() public {
        State memory s = bothParents();
        registerChild(at(1, 1));
        pass(D);
        claimLeg(left(), s, legLeft(), at(1, 1));
        eq(released(left()), 0, "skipped while it is open");
        challengeChild(at(2, 2));
        claimLeg(left(), s, legLeft(), at(2, 2));
        eq(released(left()), 0, "and while it is disputed");
        pass(D);
        claimLeg(left(), s, legLeft(), at(1, 1));
        eq(released(left()), 0, "and by a state that is not the fixed one");
        claimLeg(left(), s, legLeft(), at(2, 2));
        eq(released(left()), 7, "then by that");
        eq(payoutOf(ALICE).balance, 6, "alice's 4 and 2");
        eq(payoutOf(INGRID).balance, 1, "ingrid in bob's seat");
        claimLeg(left(), s, legLeft(), at(2, 2));
        eq(released(left()), 7, "and once");
    }

    /// H2: what nobody resolved in time goes to participant 0 in every parent alike.
    function test_H2_what_is_not_resolved_in_time_is_participant_0s() public {
        size(0);
        HashLock memory lock = lockOf(0, 2, "x", resolveBy - 1 days);
        put(lock);
        State memory inside = locked(1, 2);
        registerChild(inside);
        State memory s = bothParents();
        vm.warp(expiry);
        publish("x");
        claimLeg(left(), s, legLeft(), inside);
        eq(released(left()), 0, "not while it can be resolved");
        vm.warp(resolveBy);
        size(0);
        put(lock);
        Claim[] memory tooLate = items(claimOf(lock));
        vm.expectRevert(abi.encodeWithSelector(TooLate.selector, resolveBy));
        court.claimChild(child(), termsOf(), inside, tooLate);
        claimLeg(left(), s, legLeft(), inside);
        eq(payoutOf(ALICE).balance, 4, "her own 2 of the lock are hers again");
        eq(payoutOf(INGRID).balance, 3, "ingrid in bob's seat");
    }

    function test_M6_a_leg_takes_no_more_than_is_locked() public {
        put4(legLeft());
        State memory s = stateOf(1, asset(ETH, 6, deltas(-3, -3)));
        s.interactionsRoot = root();
        disputeBy(left(), s, ALICE, INGRID);
        vm.warp(resolveBy);
        claimLeg(left(), s, legLeft(), nothing());
        eq(released(left()), 0, "skipped: 7 of 6");
    }

    function test_a_leg_of_another_child_or_of_no_such_asset() public {
        State memory s = bothParents();
        vm.warp(resolveBy);
        Channel memory other = childOf(termsOf());
        other.salt = 99;
        Claim memory claim_ = legClaim(legLeft(), abi.encode(other, termsOf(), nothing()));
        vm.expectRevert(BadLeaf.selector);
        court.claim(left(), s, items(claim_));

        ChildTerms memory terms = termsOf();
        terms.funding[0].token = TOKEN;
        Leg memory leg = Leg(0, idOf(childOf(terms)), seats(0, 1));
        put4(leg);
        State memory t = s;
        t.version = 2;
        t.interactionsRoot = root();
        Channel memory parent = between(ALICE, INGRID, 77);
        fundETH(parent, 0, 10);
        fundETH(parent, 1, 10);
        disputeBy(parent, t, ALICE, INGRID);
        pass(30 days);
        claim_ = legClaim(leg, abi.encode(childOf(terms), terms, nothing()));
        vm.expectRevert(BadLeaf.selector);
        court.claim(parent, t, items(claim_));
    }

    function test_a_leg_with_seats_that_nobody_has() public {
        Leg memory leg = legLeft();
        leg.seats = seats(0, 2);
        put4(leg);
        State memory s = stateOf(1, asset(ETH, 7, deltas(-4, -3)));
        s.interactionsRoot = root();
        disputeBy(left(), s, ALICE, INGRID);
        vm.warp(resolveBy);
        Claim memory claim_ = legClaim(leg, abi.encode(child(), termsOf(), nothing()));
        vm.expectRevert(BadLeaf.selector);
        court.claim(left(), s, items(claim_));
    }

    // --- given interactions in a fixed child

    function test_what_is_claimed_is_added_to_the_outcome() public {
        size(0);
        HashLock memory lock = lockOf(0, 2, "x", resolveBy - 1 days);
        put(lock);
        State memory inside = locked(1, 2);
        registerChild(inside);
        Claim[] memory list = items(claimOf(lock));
        vm.expectRevert(NotFixed.selector);
        court.claimChild(child(), termsOf(), inside, list);
        vm.warp(expiry);
        publish("x");
        court.claimChild(child(), termsOf(), inside, list);
        court.claimChild(child(), termsOf(), inside, list);
        eq(court.resolvedOf(idOf(child()), ETH, 0, BOB), 2, "bob's, once");

        State memory s = bothParents();
        vm.warp(clock + 11 days);
        claimLeg(right(), s, legRight(), inside);
        eq(payoutOf(BOB).balance, 5, "his 3 and the lock");
        eq(payoutOf(INGRID).balance, 2, "ingrid in alice's seat");
    }

    /// An app in a child is played on chain from the child's expiry, and claimed into its outcome.
    function test_an_app_is_played_on_chain() public {
        put(leafOf());
        ChildTerms memory terms = bigTerms();
        Channel memory c = childOf(terms);
        State memory s = playing();
        court.checkpointChild(c, terms, s, sign(c, s));
        (standing, entryHash) = (begun(), leafOf().stateHash);
        vm.warp(expiry);
        Position memory p = position();
        vm.prank(signerOf(ALICE));
        court.progressChild(c, terms, s, p, moveOf(0, 1));
        (uint32 t, uint40 entered, , ) = court.turnOf(idOf(c), INDEX);
        eq(t, 1, "a turn");
        eq(entered, expiry, "now");

        (standing, , ) = app.play(abi.encode(script), standing, 0, 0, abi.encode(uint128(1)));
        (entryHash, used) = (rules.appStateHash(standing), hex"01");
        vm.warp(expiry + WINDOW);
        court.timeoutChild(c, terms, s, position());
        standing = app.expire(abi.encode(script), standing, 0);
        entryHash = rules.appStateHash(standing);
        vm.warp(expiry + WINDOW + FALLBACK);
        court.claimChild(c, terms, s, items(claimOf(leafOf(), standing, entryHash, used)));
        uint256 a = court.resolvedOf(idOf(c), ETH, 0, ALICE);
        eq(a, standing.held[0], "alice's part of the pot");
        eq(a + court.resolvedOf(idOf(c), ETH, 0, BOB), 10, "the pot");
    }

    function test_R1_nothing_is_played_too_late() public {
        put(leafOf());
        ChildTerms memory terms = bigTerms();
        Channel memory c = childOf(terms);
        State memory s = playing();
        court.checkpointChild(c, terms, s, sign(c, s));
        (standing, entryHash) = (begun(), leafOf().stateHash);
        vm.warp(resolveBy);
        Position memory p = position();
        vm.expectRevert(abi.encodeWithSelector(TooLate.selector, resolveBy));
        court.timeoutChild(c, terms, s, p);
        vm.prank(signerOf(ALICE));
        vm.expectRevert(abi.encodeWithSelector(TooLate.selector, resolveBy));
        court.progressChild(c, terms, s, p, moveOf(0, 1));
    }

    // --- given a child in a child

    function test_a_leg_in_a_child_gives_what_the_inner_one_comes_to() public {
        ChildTerms memory inner = termsOf();
        (inner.expiry, inner.funding[0].amounts) = (expiry - 2 days, amounts(1, 1));
        inner.resolveBy = inner.expiry;
        Channel memory grandchild = childOf(inner);
        grandchild.salt = 5;
        Leg memory leg = Leg(0, idOf(grandchild), seats(0, 1));
        put4(leg);
        State memory outer = stateOf(4, asset(ETH, 2, deltas(-1, -1)));
        outer.interactionsRoot = root();
        registerChild(outer);
        State memory deep = stateOf(1, asset(ETH, 0, deltas(1, -1)));
        court.checkpointChild(grandchild, inner, deep, sign(grandchild, deep));

        vm.warp(expiry);
        court.claimChild(child(), termsOf(), outer, items(legClaim(leg, abi.encode(grandchild, inner, deep))));
        eq(court.resolvedOf(idOf(child()), ETH, 0, ALICE), 2, "both of the inner one");

        State memory s = bothParents();
        vm.warp(clock + 12 days);
        claimLeg(left(), s, legLeft(), outer);
        eq(payoutOf(ALICE).balance, 5, "3 and 2");
        eq(payoutOf(INGRID).balance, 2, "ingrid in bob's seat");
    }

    // Support: who, and which channels.

    function between(uint256 a, uint256 b, uint64 salt) private pure returns (Channel memory channel) {
        channel = channelOf(2, salt);
        channel.participants[0] = Participant(signerOf(a), payoutOf(a));
        channel.participants[1] = Participant(signerOf(b), payoutOf(b));
    }

    function left() private pure returns (Channel memory) {
        return between(ALICE, INGRID, 11);
    }

    function right() private pure returns (Channel memory) {
        return between(INGRID, BOB, 12);
    }

    function termsOf() private view returns (ChildTerms memory terms) {
        terms = ChildTerms(expiry, resolveBy, new ChildFunding[](1));
        terms.funding[0] = ChildFunding(ETH, 0, amounts(4, 3));
    }

    function bigTerms() private view returns (ChildTerms memory terms) {
        terms = termsOf();
        terms.funding[0].amounts = amounts(10, 10);
    }

    function childOf(ChildTerms memory terms) private view returns (Channel memory channel) {
        channel = channelOf(2, 3);
        channel.child = rules.hashChildTerms(terms);
    }

    /// Without a call, so that it may stand behind an expectation.
    function child() private view returns (Channel memory channel) {
        channel = channelOf(2, 3);
        channel.child = childHash;
    }

    function at(uint48 version, int128 toAlice) private pure returns (State memory) {
        return paid(version, toAlice);
    }

    /// A state of the child in which Alice locked some, under the tree as it is now.
    function locked(uint48 version, uint128 amount) private view returns (State memory s) {
        s = stateOf(version, asset(ETH, amount, deltas(-int128(amount), 0)));
        s.interactionsRoot = root();
    }

    // Support: the child's life.

    function registerChild(State memory s) private {
        court.checkpointChild(child(), termsOf(), s, sign(child(), s));
    }

    function challengeChild(State memory s) private {
        bytes memory signatures = sign(child(), s);
        vm.prank(signerOf(ALICE));
        court.challengeChild(child(), termsOf(), s, signatures, ALICE, "");
    }

    function resumeOf() private view returns (bytes memory) {
        return signByAll(2, rules.hashResume(Resume(idOf(child()), deadlineOf(child()))));
    }

    function refusedState(State memory s) private {
        bytes memory signatures = sign(child(), s);
        vm.expectRevert(BadState.selector);
        court.checkpointChild(child(), termsOf(), s, signatures);
    }

    function uneditable() private {
        State memory s = finalOf(at(9, 0));
        bytes memory signatures = sign(child(), s);
        vm.expectRevert(NotEditable.selector);
        court.checkpointChild(child(), termsOf(), s, signatures);
        vm.expectRevert(NotEditable.selector);
        court.concludeChild(child(), termsOf(), s, signatures);
        vm.prank(signerOf(ALICE));
        vm.expectRevert(NotEditable.selector);
        court.challengeChild(child(), termsOf(), s, signatures, ALICE, "");
    }

    /// Brings the child to its end: concluded, disputed, expired with a state, or expired with none. Returns what to show.
    function ending(uint256 how, int128 toAlice) private returns (State memory last) {
        last = at(3, toAlice);
        if (how == 0) {
            last = finalOf(last);
            court.concludeChild(child(), termsOf(), last, sign(child(), last));
        } else if (how == 1) {
            challengeChild(at(1, 0));
            registerChild(last);
        } else if (how == 2) registerChild(last);
        else last = nothing();
    }

    // Support: the parents.

    function legLeft() private view returns (Leg memory) {
        return Leg(0, idOf(child()), seats(0, 1));
    }

    function legRight() private view returns (Leg memory) {
        return Leg(0, idOf(child()), seats(0, 1));
    }

    function put4(Leg memory leg) private {
        size(2);
        leaves[leg.index] = rules.hashLeg(leg);
    }

    /// Both parents disputed with a state that locks 4 and 3 for the child; the same in both: seats (Alice, Ingrid) on the left,
    /// (Ingrid, Bob) on the right are places 0 and 1.
    function bothParents() private returns (State memory s) {
        put4(legLeft());
        s = stateOf(1, asset(ETH, 7, deltas(-4, -3)));
        s.interactionsRoot = root();
        disputeBy(left(), s, ALICE, INGRID);
        disputeBy(right(), s, INGRID, BOB);
    }

    function disputeBy(Channel memory channel, State memory s, uint256 a, uint256 b) private {
        bytes32 hash = rules.hashState(idOf(channel), s);
        bytes memory signatures = bytes.concat(signBy(a, hash), signBy(b, hash));
        vm.prank(signerOf(a));
        court.challenge(channel, s, signatures, 0, "");
    }

    function legClaim(Leg memory leg, bytes memory extra) private view returns (Claim memory) {
        return Claim(1, abi.encode(leg), proofOf(leg.index), extra);
    }

    function claimLeg(Channel memory parent, State memory s, Leg memory leg, State memory shown) private {
        put4(leg);
        court.claim(parent, s, items(legClaim(leg, abi.encode(child(), termsOf(), shown))));
    }

    function released(Channel memory parent) private view returns (uint256) {
        return court.releasedOf(idOf(parent), 0);
    }

    function payOut(Channel memory parent, State memory s) private {
        court.settle(parent, s, masks(3));
    }
}
