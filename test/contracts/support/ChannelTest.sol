// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IAdjudicator} from "../../../contracts/interfaces/IAdjudicator.sol";
import {ProtocolRules} from "../../../contracts/mocks/ProtocolRules.sol";
import {TestToken} from "../../../contracts/mocks/TestToken.sol";
import {Channel, Participant} from "../../../contracts/types/Channel.sol";
import {Challenge, Resume} from "../../../contracts/types/Signed.sol";
import {AssetState, State} from "../../../contracts/types/State.sol";
import {vm} from "./Vm.sol";

/// @notice A court, a token, and a channel of Alice and Bob with what it takes to sign its states.
abstract contract ChannelTest {
    error Unequal(string what, int256 got, int256 want);
    error Wrong(string what);

    uint32 internal constant D = 1 days;
    uint32 internal constant APP_GAS = 500_000;
    bytes32 internal constant ETH = 0;
    uint256 internal constant ALICE = 0;
    uint256 internal constant BOB = 1;

    IAdjudicator internal court;
    ProtocolRules internal rules;
    TestToken internal token;
    bytes32 internal TOKEN;
    address internal alice;
    address internal bob;
    address internal mallory = address(0xbad);

    /// The chain's time, in storage: the optimizer takes `block.timestamp` for a constant of the transaction.
    uint256 internal clock;

    function setUp() public virtual {
        // By their artifacts, and not `new`: the very code that is deployed, which no test contract then has to contain.
        court = IAdjudicator(deployed("contracts/Adjudicator.sol:Adjudicator"));
        rules = ProtocolRules(deployed("contracts/mocks/ProtocolRules.sol:ProtocolRules"));
        token = new TestToken("Gold", "GLD");
        TOKEN = erc20(address(token));
        alice = signerOf(ALICE);
        bob = signerOf(BOB);
        pass(1_800_000_000);
        vm.deal(address(this), 1 << 120);
        token.mint(address(this), 1 << 120);
        token.approve(address(court), type(uint256).max);
    }

    /// A contract by its artifact, without constructor arguments.
    function deployed(string memory artifact) internal returns (address at) {
        bytes memory code = vm.getCode(artifact);
        assembly ("memory-safe") {
            at := create(0, add(code, 32), mload(code))
        }
        yes(at != address(0), artifact);
    }

    function pass(uint256 duration) internal {
        clock += duration;
        vm.warp(clock);
    }

    // --- who

    function keyOf(uint256 participant) internal pure returns (uint256) {
        return uint256(keccak256(abi.encode("signer", participant))) >> 1;
    }

    function signerOf(uint256 participant) internal pure returns (address) {
        return vm.addr(keyOf(participant));
    }

    function payoutOf(uint256 participant) internal pure returns (address) {
        return address(uint160(uint256(keccak256(abi.encode("payout", participant)))));
    }

    // --- channels

    function channelOf(uint256 count, uint64 salt) internal pure returns (Channel memory channel) {
        channel.participants = new Participant[](count);
        for (uint256 i = 0; i < count; i++) channel.participants[i] = Participant(signerOf(i), payoutOf(i));
        channel.challengeDuration = D;
        channel.appGas = APP_GAS;
        channel.salt = salt;
    }

    function pair() internal pure returns (Channel memory) {
        return channelOf(2, 1);
    }

    function idOf(Channel memory channel) internal view returns (bytes32) {
        return court.channelIdOf(channel);
    }

    // --- assets and states

    function erc20(address at) internal pure returns (bytes32) {
        return bytes32((uint256(1) << 248) | uint160(at));
    }

    function deltas(int128 a, int128 b) internal pure returns (int128[] memory d) {
        d = new int128[](2);
        (d[0], d[1]) = (a, b);
    }

    function amounts(uint128 a, uint128 b) internal pure returns (uint128[] memory w) {
        w = new uint128[](2);
        (w[0], w[1]) = (a, b);
    }

    function asset(bytes32 name, uint128 locked, int128[] memory delta) internal pure returns (AssetState memory a) {
        return AssetState(name, 0, locked, delta, new uint128[](0));
    }

    function stateOf(uint48 version, AssetState memory a) internal pure returns (State memory s) {
        s.version = version;
        s.assets = new AssetState[](1);
        s.assets[0] = a;
    }

    function stateOf(uint48 version, AssetState memory a, AssetState memory b) internal pure returns (State memory s) {
        s.version = version;
        s.assets = new AssetState[](2);
        (s.assets[0], s.assets[1]) = (a, b);
    }

    /// A state in ETH with nothing locked: Alice has `toAlice` more than she deposited, Bob as much less.
    function paid(uint48 version, int128 toAlice) internal pure returns (State memory) {
        return stateOf(version, asset(ETH, 0, deltas(toAlice, -toAlice)));
    }

    function finalOf(State memory s) internal pure returns (State memory) {
        s.isFinal = true;
        return s;
    }

    function nothing() internal pure returns (State memory s) {}

    function withWithdrawn(State memory s, uint256 k, uint128[] memory withdrawn) internal pure returns (State memory) {
        s.assets[k].withdrawn = withdrawn;
        return s;
    }

    // --- signatures

    function signBy(uint256 participant, bytes32 structHash) internal view returns (bytes memory) {
        bytes32 digest = rules.digest(court.domainSeparator(), structHash);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(keyOf(participant), digest);
        return abi.encodePacked(r, s, v);
    }

    function signByAll(uint256 count, bytes32 structHash) internal view returns (bytes memory signatures) {
        for (uint256 i = 0; i < count; i++) signatures = bytes.concat(signatures, signBy(i, structHash));
    }

    function sign(Channel memory channel, State memory s) internal view returns (bytes memory) {
        return signByAll(channel.participants.length, rules.hashState(idOf(channel), s));
    }

    function signResume(Channel memory channel, uint40 deadline) internal view returns (bytes memory) {
        return signByAll(channel.participants.length, rules.hashResume(Resume(idOf(channel), deadline)));
    }

    function authOf(uint256 participant, Challenge memory c) internal view returns (bytes memory) {
        return abi.encode(c.minVersion, c.validUntil, signBy(participant, rules.hashChallenge(c)));
    }

    // --- steps that tests start from

    function fundETH(Channel memory channel, uint256 participant, uint256 amount) internal {
        court.fundETH{value: amount}(idOf(channel), participant);
    }

    function fundToken(Channel memory channel, uint256 participant, uint256 amount) internal {
        court.fund(idOf(channel), participant, TOKEN, 0, amount, 0);
    }

    function register(Channel memory channel, State memory s) internal {
        court.checkpoint(channel, s, sign(channel, s));
    }

    function dispute(Channel memory channel, State memory s) internal {
        bytes memory signatures = s.version == 0 ? bytes("") : sign(channel, s);
        vm.prank(signerOf(ALICE));
        court.challenge(channel, s, signatures, ALICE, "");
    }

    /// Challenges with this state and lets the window pass.
    function fix(Channel memory channel, State memory s) internal {
        dispute(channel, s);
        pass(channel.challengeDuration);
    }

    function masks(uint256 a) internal pure returns (uint256[] memory m) {
        m = new uint256[](1);
        m[0] = a;
    }

    function masks(uint256 a, uint256 b) internal pure returns (uint256[] memory m) {
        m = new uint256[](2);
        (m[0], m[1]) = (a, b);
    }

    function netOf(Channel memory channel, bytes32 name, uint256 participant) internal view returns (int256 net) {
        (net, ) = court.holdingOf(idOf(channel), name, 0, participant);
    }

    function versionOf(Channel memory channel) internal view returns (uint256 version) {
        (version, , , ) = court.slotOf(idOf(channel));
    }

    function deadlineOf(Channel memory channel) internal view returns (uint40 deadline) {
        (, deadline, , ) = court.slotOf(idOf(channel));
    }

    function statusOf(Channel memory channel) internal view returns (uint8 status) {
        (, , status, ) = court.slotOf(idOf(channel));
    }

    // --- comparing

    function eq(uint256 got, uint256 want, string memory what) internal pure {
        require(got == want, Unequal(what, int256(got), int256(want)));
    }

    function eq(int256 got, int256 want, string memory what) internal pure {
        require(got == want, Unequal(what, got, want));
    }

    function yes(bool condition, string memory what) internal pure {
        require(condition, Wrong(what));
    }

    function bound(uint256 x, uint256 least, uint256 most) internal pure returns (uint256) {
        return least + (x % (most - least + 1));
    }
}
