// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IAdjudicator} from "../../contracts/interfaces/IAdjudicator.sol";
import {Channel} from "../../contracts/types/Channel.sol";
import {
    BadAsset,
    BadParticipants,
    BadSignature,
    BadSignatures,
    BadState,
    ChildNotSupported,
    Insolvent,
    ListsClosed,
    NotEditable,
    StaleVersion
} from "../../contracts/types/Errors.sol";
import {MAX_AMOUNT} from "../../contracts/types/Limits.sol";
import {AssetState, State} from "../../contracts/types/State.sol";
import {ChannelTest} from "./support/ChannelTest.sol";
import {vm} from "./support/Vm.sol";

contract CheckpointTest is ChannelTest {
    function setUp() public override {
        super.setUp();
        fundETH(pair(), ALICE, 5 ether);
        fundETH(pair(), BOB, 5 ether);
    }

    // --- given a newer state with every signature

    function test_records_version_and_fingerprint_by_anybody() public {
        State memory s = paid(3, 1 ether);
        bytes memory signatures = sign(pair(), s);
        bytes32 id = idOf(pair());
        uint160 fingerprint = uint160(uint256(rules.hashState(id, s)));
        vm.expectEmit(true, true, true, true);
        emit IAdjudicator.Registered(id, (uint256(3) << 208) | fingerprint);
        vm.prank(mallory);
        court.checkpoint(pair(), s, signatures);
        (uint48 version, uint40 deadline, uint8 status, uint160 recorded) = court.slotOf(id);
        eq(version, 3, "version");
        eq(deadline, 0, "deadline");
        eq(status, 0, "status");
        eq(recorded, fingerprint, "fingerprint");
        eq(netOf(pair(), ETH, ALICE), 5 ether, "holdings do not move");
    }

    function test_never_moves_a_deadline() public {
        dispute(pair(), nothing());
        uint40 deadline = deadlineOf(pair());
        pass(D - 1);
        register(pair(), paid(1, 1));
        eq(deadlineOf(pair()), deadline, "deadline");
        eq(statusOf(pair()), 1, "status");
        eq(versionOf(pair()), 1, "version");
    }

    function testFuzz_any_zero_sum_state_within_the_deposits(int128 toAlice, uint48 version) public {
        toAlice = int128(int256(bound(uint128(toAlice), 0, 10 ether)) - 5 ether);
        if (version == 0) version = 1;
        register(pair(), paid(version, toAlice));
        eq(versionOf(pair()), version, "version");
    }

    // --- when the version or the time is wrong

    function testFuzz_attack1_attack2_strictly_greater_versions_only(uint48 have, uint48 got) public {
        have = uint48(bound(have, 1, type(uint48).max));
        got = uint48(bound(got, 0, have));
        register(pair(), paid(have, 1));
        State memory s = paid(got, 0);
        bytes memory signatures = sign(pair(), s);
        vm.expectRevert(abi.encodeWithSelector(StaleVersion.selector, have, got));
        court.checkpoint(pair(), s, signatures);
    }

    function test_H14_version_0_cannot_be_registered() public {
        State memory s = paid(0, 0);
        bytes memory signatures = sign(pair(), s);
        vm.expectRevert(abi.encodeWithSelector(StaleVersion.selector, 0, 0));
        court.checkpoint(pair(), s, signatures);
    }

    function test_H6_not_from_the_deadline_on() public {
        dispute(pair(), nothing());
        pass(D);
        expect(paid(1, 1), abi.encodeWithSelector(NotEditable.selector));
    }

    function test_not_after_conclude() public {
        register(pair(), paid(1, 0));
        State memory s = finalOf(paid(2, 0));
        court.conclude(pair(), s, sign(pair(), s), masks(3));
        expect(paid(3, 0), abi.encodeWithSelector(NotEditable.selector));
    }

    // --- when a signature is not what it should be

    function test_attack5_one_signature_short() public {
        State memory s = paid(1, 1);
        bytes memory signatures = signBy(ALICE, rules.hashState(idOf(pair()), s));
        vm.expectRevert(abi.encodeWithSelector(BadSignatures.selector, 65, 130));
        court.checkpoint(pair(), s, signatures);
    }

    function test_attack5_the_same_signature_twice() public {
        State memory s = paid(1, 1);
        bytes memory one = signBy(ALICE, rules.hashState(idOf(pair()), s));
        vm.expectRevert(abi.encodeWithSelector(BadSignature.selector, BOB));
        court.checkpoint(pair(), s, bytes.concat(one, one));
    }

    function test_attack22_high_s_is_refused() public {
        State memory s = paid(1, 1);
        bytes32 hash = rules.hashState(idOf(pair()), s);
        (uint8 v, bytes32 r, bytes32 low) = vm.sign(keyOf(BOB), rules.digest(court.domainSeparator(), hash));
        bytes32 high = bytes32(0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141 - uint256(low));
        uint8 other = v == 27 ? 28 : 27;
        bytes memory signatures = bytes.concat(signBy(ALICE, hash), abi.encodePacked(r, high, other));
        vm.expectRevert(abi.encodeWithSelector(BadSignature.selector, BOB));
        court.checkpoint(pair(), s, signatures);
    }

    function test_attack22_v_is_27_or_28() public {
        State memory s = paid(1, 1);
        bytes32 hash = rules.hashState(idOf(pair()), s);
        bytes memory signatures = bytes.concat(signBy(ALICE, hash), signBy(BOB, hash));
        signatures[64] = bytes1(uint8(signatures[64]) - 27);
        vm.expectRevert(abi.encodeWithSelector(BadSignature.selector, ALICE));
        court.checkpoint(pair(), s, signatures);
    }

    function test_M12_attack22_the_zero_signer_signs_nothing() public {
        Channel memory channel = pair();
        channel.participants[BOB].signer = address(0);
        State memory s = paid(1, 0);
        bytes memory signatures = bytes.concat(signBy(ALICE, rules.hashState(idOf(channel), s)), new bytes(65));
        vm.expectRevert(abi.encodeWithSelector(BadSignature.selector, BOB));
        court.checkpoint(channel, s, signatures);
    }

    function test_attack23_no_other_channel_chain_or_contract() public {
        State memory s = paid(1, 0);
        bytes memory others = sign(channelOf(2, 99), s);
        vm.expectRevert(abi.encodeWithSelector(BadSignature.selector, ALICE));
        court.checkpoint(pair(), s, others);

        bytes32 hash = rules.hashState(idOf(pair()), s);
        bytes32 elsewhere = rules.digest(rules.domainSeparatorOf(block.chainid + 1, address(court)), hash);
        vm.expectRevert(abi.encodeWithSelector(BadSignature.selector, ALICE));
        court.checkpoint(pair(), s, bytes.concat(raw(ALICE, elsewhere), raw(BOB, elsewhere)));

        bytes32 another = rules.digest(rules.domainSeparatorOf(block.chainid, address(0x1)), hash);
        vm.expectRevert(abi.encodeWithSelector(BadSignature.selector, ALICE));
        court.checkpoint(pair(), s, bytes.concat(raw(ALICE, another), raw(BOB, another)));
    }

    function test_attack23_a_resume_signs_no_state() public {
        State memory s = paid(1, 0);
        bytes memory signatures = signResume(pair(), 0);
        vm.expectRevert(abi.encodeWithSelector(BadSignature.selector, ALICE));
        court.checkpoint(pair(), s, signatures);
    }

    function test_M8_after_a_fork_states_hold_by_the_old_chain_id() public {
        State memory s = paid(1, 1);
        bytes memory signatures = sign(pair(), s);
        bytes32 id = idOf(pair());
        vm.chainId(777);
        eq(uint256(idOf(pair())), uint256(id), "the id stays");
        court.checkpoint(pair(), s, signatures);
        eq(versionOf(pair()), 1, "registered");
    }

    function raw(uint256 participant, bytes32 digest) private pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(keyOf(participant), digest);
        return abi.encodePacked(r, s, v);
    }

    // --- when the channel is not the one that was signed

    function test_attack31_the_id_commits_to_every_term() public {
        State memory s = paid(1, 0);
        bytes memory signatures = sign(pair(), s);
        Channel memory other = pair();
        other.challengeDuration = 1;
        vm.expectRevert(abi.encodeWithSelector(BadSignature.selector, ALICE));
        court.checkpoint(other, s, signatures);
        other = pair();
        other.appGas = 1;
        vm.expectRevert(abi.encodeWithSelector(BadSignature.selector, ALICE));
        court.checkpoint(other, s, signatures);
        other = pair();
        other.participants[BOB].payout = mallory;
        vm.expectRevert(abi.encodeWithSelector(BadSignature.selector, ALICE));
        court.checkpoint(other, s, signatures);
    }

    function test_none_and_101_participants() public {
        State memory s = paid(1, 0);
        vm.expectRevert(abi.encodeWithSelector(BadParticipants.selector, 0));
        court.checkpoint(channelOf(0, 1), s, "");
        Channel memory many = channelOf(101, 1);
        vm.expectRevert(abi.encodeWithSelector(BadParticipants.selector, 101));
        court.checkpoint(many, s, "");
    }

    function test_a_child_is_refused_by_name() public {
        Channel memory channel = pair();
        channel.child = bytes32(uint256(5));
        State memory s = paid(1, 0);
        bytes memory signatures = sign(channel, s);
        vm.expectRevert(ChildNotSupported.selector);
        court.checkpoint(channel, s, signatures);
    }

    // --- when the state is not well-formed

    function test_C4_the_same_asset_twice() public {
        AssetState memory a = asset(ETH, 0, deltas(1, -1));
        expect(stateOf(1, a, a), abi.encodeWithSelector(BadState.selector));
    }

    function test_C4_assets_out_of_order() public {
        fundToken(pair(), ALICE, 5);
        AssetState memory a = asset(ETH, 0, deltas(0, 0));
        AssetState memory b = asset(TOKEN, 0, deltas(0, 0));
        expect(stateOf(1, b, a), abi.encodeWithSelector(BadState.selector));
        register(pair(), stateOf(1, a, b));
    }

    function test_C4_canonical_assets_only() public {
        bytes32 dirty = TOKEN | bytes32(uint256(1) << 200);
        expect(stateOf(1, asset(dirty, 0, deltas(0, 0))), abi.encodeWithSelector(BadAsset.selector, dirty, 0));
        bytes32 fourth = bytes32(uint256(4) << 248);
        expect(stateOf(1, asset(fourth, 0, deltas(0, 0))), abi.encodeWithSelector(BadAsset.selector, fourth, 0));
    }

    function test_none_and_17_assets() public {
        expect(listing(0), abi.encodeWithSelector(BadState.selector));
        expect(listing(17), abi.encodeWithSelector(BadState.selector));
        register(pair(), listing(16));
    }

    function listing(uint256 count) private pure returns (State memory s) {
        s.version = 1;
        s.assets = new AssetState[](count);
        for (uint160 k = 0; k < count; k++) {
            s.assets[k] = asset(k == 0 ? ETH : erc20(address(k)), 0, deltas(0, 0));
        }
    }

    function test_attack33_sums_to_zero_with_what_is_locked() public {
        expect(stateOf(1, asset(ETH, 0, deltas(1, 0))), abi.encodeWithSelector(BadState.selector));
        State memory s = stateOf(1, asset(ETH, 2, deltas(-1, -1)));
        expect(s, abi.encodeWithSelector(BadState.selector)); // locked under no root
        s.interactionsRoot = bytes32(uint256(1));
        register(pair(), s);
        s = stateOf(2, asset(ETH, 2, deltas(-1, 0)));
        s.interactionsRoot = bytes32(uint256(1));
        expect(s, abi.encodeWithSelector(BadState.selector));
    }

    function test_attack33_as_many_deltas_as_participants() public {
        expect(stateOf(1, asset(ETH, 0, new int128[](1))), abi.encodeWithSelector(BadState.selector));
        expect(stateOf(1, asset(ETH, 0, new int128[](3))), abi.encodeWithSelector(BadState.selector));
        State memory s = withWithdrawn(paid(1, 0), 0, new uint128[](1));
        expect(s, abi.encodeWithSelector(BadState.selector));
    }

    function test_M13_attack33_amounts_below_2_119() public {
        int128 most = int128(int256(MAX_AMOUNT));
        expect(stateOf(1, asset(ETH, 0, deltas(most, -most))), abi.encodeWithSelector(BadState.selector));
        expect(paid(1, most - 1), abi.encodeWithSelector(Insolvent.selector, 0, BOB));
        State memory s = withWithdrawn(paid(1, 0), 0, amounts(uint128(MAX_AMOUNT), 0));
        expect(s, abi.encodeWithSelector(BadState.selector));
        s = stateOf(1, asset(ETH, uint128(MAX_AMOUNT), deltas(-most + 1, -1)));
        s.interactionsRoot = bytes32(uint256(1));
        expect(s, abi.encodeWithSelector(BadState.selector));
    }

    // --- when the deposits do not cover the state

    /// C1: v2 pays Alice all of Bob's; v3 counts on a deposit that Bob never makes. v3 cannot be registered, v2 can.
    function test_C1_an_underfunded_state_undoes_nothing() public {
        register(pair(), paid(2, 5 ether));
        expect(paid(3, 6 ether), abi.encodeWithSelector(Insolvent.selector, 0, BOB));
        fix(pair(), nothing());
        court.settle(pair(), paid(2, 5 ether), masks(3));
        eq(payoutOf(ALICE).balance, 10 ether, "alice has it all");
    }

    /// C2: v3 counts on money that Alice's unpaid withdrawal still holds.
    function test_C2_per_participant_never_by_totals() public {
        State memory s = withWithdrawn(paid(3, 5 ether + 1), 0, amounts(1 ether, 0));
        expect(s, abi.encodeWithSelector(Insolvent.selector, 0, BOB));
        s = withWithdrawn(paid(3, -5 ether), 0, amounts(1, 0));
        expect(s, abi.encodeWithSelector(Insolvent.selector, 0, ALICE));
    }

    function test_boundary_everything_but_not_a_wei_more() public {
        expect(paid(1, 5 ether + 1), abi.encodeWithSelector(Insolvent.selector, 0, BOB));
        expect(paid(1, -5 ether - 1), abi.encodeWithSelector(Insolvent.selector, 0, ALICE));
        register(pair(), paid(1, 5 ether));
        register(pair(), paid(2, -5 ether));
    }

    function test_H5_no_state_may_list_a_closed_asset() public {
        State memory s = finalOf(paid(2, 0));
        court.conclude(pair(), s, sign(pair(), s), masks(3));
        eq(statusOf(pair()), 0, "the slot was never written");
        expect(paid(1, 0), abi.encodeWithSelector(ListsClosed.selector, 0));
        expect(paid(9, 0), abi.encodeWithSelector(ListsClosed.selector, 0));
    }

    function test_a_channel_of_100() public {
        Channel memory many = channelOf(100, 3);
        fundETH(many, 0, 99);
        int128[] memory d = new int128[](100);
        d[0] = -99;
        for (uint256 i = 1; i < 100; i++) d[i] = 1;
        register(many, stateOf(1, asset(ETH, 0, d)));
        eq(versionOf(many), 1, "version");
    }

    function expect(State memory s, bytes memory reason) private {
        bytes memory signatures = sign(pair(), s);
        vm.expectRevert(reason);
        court.checkpoint(pair(), s, signatures);
    }
}
