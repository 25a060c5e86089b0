// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {Assets} from "../../contracts/libraries/Assets.sol";
import {CalldataHashing} from "../../contracts/libraries/CalldataHashing.sol";
import {ChannelId} from "../../contracts/libraries/ChannelId.sol";
import {Hashing} from "../../contracts/libraries/Hashing.sol";
import {Holdings} from "../../contracts/libraries/Holdings.sol";
import {Pay} from "../../contracts/libraries/Pay.sol";
import {Signatures} from "../../contracts/libraries/Signatures.sol";
import {Words} from "../../contracts/libraries/Words.sol";
import {Channel, Participant} from "../../contracts/types/Channel.sol";
import {BadSignature} from "../../contracts/types/Errors.sol";
import {AssetState, State} from "../../contracts/types/State.sol";
import {ChannelTest} from "./support/ChannelTest.sol";
import {vm} from "./support/Vm.sol";

/// @notice A token that answers a transfer with whatever it was told.
contract Answering {
    bytes private answer;
    bool private refuses;

    function learn(bytes calldata words, bool refusing) external {
        (answer, refuses) = (words, refusing);
    }

    function transfer(address, uint256) external view {
        bytes memory said = answer;
        bool no = refuses;
        assembly ("memory-safe") {
            if no {
                revert(add(said, 32), mload(said))
            }
            return(add(said, 32), mload(said))
        }
    }
}

/// @notice What the adjudicator computes the cheap way, and the same the plain way.
contract Both {
    function state(bytes32 channelId, State calldata s) external pure returns (bytes32, bytes32) {
        return (CalldataHashing.state(channelId, s), Hashing.state(channelId, s));
    }

    function channelId(Channel calldata c, uint256 chain, address court) external pure returns (bytes32, bytes32) {
        bytes32 cheap = CalldataHashing.channelId(c, c.participants, chain, court);
        return (cheap, ChannelId.derive(c, chain, court));
    }

    function page(bytes32 channelId, bytes32 key, uint256 participant) external pure returns (bytes32, bytes32) {
        return (Holdings.page(channelId, key, participant), keccak256(abi.encode(channelId, key, participant / 2)));
    }

    /// What was in free memory before must not show, and what is allocated afterwards must lie behind.
    function words(uint256 count, bytes calldata dirt) external pure returns (bytes memory, bytes memory) {
        bytes memory used = abi.encodePacked(dirt, dirt);
        assembly ("memory-safe") {
            // Back to where `used` begins, with all that is in it.
            mstore(0x40, used)
        }
        uint256[] memory cheap = Words.fresh(count);
        bytes32[] memory hashes = Words.hashes(count);
        for (uint256 i = 0; i < count; i++) hashes[i] = bytes32(i + 1);
        bytes memory first = abi.encode(cheap, hashes);
        uint256[] memory plain = new uint256[](count);
        bytes32[] memory others = new bytes32[](count);
        for (uint256 i = 0; i < count; i++) others[i] = bytes32(i + 1);
        return (first, abi.encode(plain, others));
    }

    function pays(address token, address to, uint256 amount) external returns (bool, bool) {
        bool plain = SafeERC20.trySafeTransfer(IERC20(token), to, amount);
        return (Pay.send(Assets.erc20(token), 0, to, amount), plain);
    }

    function checkAll(Participant[] calldata people, bytes32 digest, bytes calldata signatures) external view {
        Signatures.checkAll(people, digest, signatures);
    }

    /// The place of the first signature that OpenZeppelin's does not take.
    function firstBad(
        Participant[] calldata people,
        bytes32 digest,
        bytes calldata signatures
    ) external pure returns (uint256 i) {
        for (; i < people.length; i++) {
            bytes calldata one = signatures[65 * i:65 * i + 65];
            (address found, ECDSA.RecoverError failure, ) = ECDSA.tryRecover(digest, bytes(one));
            if (failure != ECDSA.RecoverError.NoError || found != people[i].signer) return i;
        }
    }

    function isBy(address signer, bytes32 digest, bytes calldata signature) external pure returns (bool, bool) {
        (address found, ECDSA.RecoverError failure, ) = ECDSA.tryRecover(digest, signature);
        bool plain = failure == ECDSA.RecoverError.NoError && found == signer && found != address(0);
        return (Signatures.isBy(signer, digest, signature), plain);
    }
}

/// @notice Hand-written assembly against what it replaces: CalldataHashing against Hashing and ChannelId (rule 18), Signatures
/// against OpenZeppelin's ECDSA, Words against `new`, pages of holdings against `abi.encode`, payouts against SafeERC20. (Multiproof: multiproof.t.sol.)
contract CheapTest is ChannelTest {
    Both private both;

    uint256 private constant ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141;

    function setUp() public override {
        super.setUp();
        both = new Both();
    }

    function testFuzz_states_of_any_shape(bytes32 channelId, State memory s) public view {
        (bytes32 cheap, bytes32 plain) = both.state(channelId, s);
        eq(uint256(cheap), uint256(plain), "the same hash");
    }

    function testFuzz_states_of_many_participants(
        bytes32 seed,
        uint8 count,
        uint8 listed,
        bool withdrawing
    ) public view {
        State memory s = State(uint48(count), withdrawing, seed, new AssetState[](listed % 17));
        for (uint256 k = 0; k < s.assets.length; k++) {
            int128[] memory delta = new int128[](count % 101);
            uint128[] memory withdrawn = new uint128[](withdrawing ? delta.length : 0);
            for (uint256 i = 0; i < delta.length; i++)
                delta[i] = int128(uint128(uint256(keccak256(abi.encode(seed, k, i)))));
            for (uint256 i = 0; i < withdrawn.length; i++) withdrawn[i] = uint128(delta[i]);
            s.assets[k] = AssetState(keccak256(abi.encode(seed, k)), k, uint128(k), delta, withdrawn);
        }
        (bytes32 cheap, bytes32 plain) = both.state(seed, s);
        eq(uint256(cheap), uint256(plain), "the same hash");
    }

    function testFuzz_ids_of_channels(Channel memory c, uint256 chain, address court, uint8 count) public view {
        c.participants = new Participant[]((count % 100) + 1);
        for (uint256 i = 0; i < c.participants.length; i++) {
            bytes32 seed = keccak256(abi.encode(court, i));
            c.participants[i] = Participant(address(bytes20(seed)), address(uint160(uint256(seed))));
        }
        (bytes32 cheap, bytes32 plain) = both.channelId(c, chain, court);
        eq(uint256(cheap), uint256(plain), "the same id");
    }

    /// Payouts in ERC-20 beside OpenZeppelin's: the same verdict on every answer. (Theirs has no cap on the gas.)
    function testFuzz_payments(
        uint256 length,
        uint256 word,
        bool zeros,
        bool refuses,
        address to,
        uint256 amount
    ) public {
        Answering token = new Answering();
        bytes memory answer = bytes.concat(bytes32(word % 3), bytes32(word), zeros ? bytes32(0) : bytes32(~word));
        length %= 97;
        assembly ("memory-safe") {
            mstore(answer, length)
        }
        token.learn(word % 7 == 0 ? bytes("") : answer, refuses);
        (bool cheap, bool plain) = both.pays(address(token), to, amount);
        yes(cheap == plain, "as OpenZeppelin's");
        yes(!(refuses && cheap), "a revert is no payment");

        address nobody = address(uint160(uint256(keccak256(abi.encode(word)))));
        (cheap, plain) = both.pays(nobody, to, amount);
        yes(!cheap && !plain, "nor is the silence of an account without code");
    }

    function testFuzz_pages(bytes32 channelId, bytes32 key, uint256 participant) public view {
        (bytes32 cheap, bytes32 plain) = both.page(channelId, key, participant);
        eq(uint256(cheap), uint256(plain), "the same page");
    }

    function testFuzz_arrays_of_words(uint8 count, bytes memory dirt) public view {
        (bytes memory cheap, bytes memory plain) = both.words(count, dirt);
        eq(uint256(keccak256(cheap)), uint256(keccak256(plain)), "the same arrays");
    }

    /// Each of them good, of another key, spoilt in one byte, the other s, or of another message; some signers are zero.
    function testFuzz_signatures_of_all(bytes32 digest, uint256 seed, uint8 count) public {
        Participant[] memory people = new Participant[](count % 12);
        bytes memory all;
        for (uint256 i = 0; i < people.length; i++) {
            uint256 dice = uint256(keccak256(abi.encode(seed, i)));
            uint256 key = (dice % (ORDER - 1)) + 1;
            people[i].signer = (dice >> 16) % 40 == 0 ? address(0) : vm.addr(key);
            bytes32 message = (dice >> 32) % 40 == 0 ? keccak256(abi.encode(digest)) : digest;
            (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, message);
            if ((dice >> 48) % 40 == 0) (v, s) = (v == 27 ? 28 : 27, bytes32(ORDER - uint256(s)));
            bytes memory one = abi.encodePacked(r, s, v);
            if ((dice >> 64) % 40 == 0) one[(dice >> 72) % 65] ^= bytes1(uint8(dice >> 80) | 1);
            all = bytes.concat(all, one);
        }
        uint256 bad = both.firstBad(people, digest, all);
        if (bad < people.length) vm.expectRevert(abi.encodeWithSelector(BadSignature.selector, bad));
        both.checkAll(people, digest, all);
    }

    function testFuzz_signatures(uint256 key, bytes32 digest, uint256 spoil, address other) public view {
        key = (key % (ORDER - 1)) + 1;
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        address signer = vm.addr(key);
        bytes memory signature = abi.encodePacked(r, s, v);
        agree(signer, digest, signature, true);
        agree(other, digest, signature, other == signer);

        signature[spoil % 65] = bytes1(uint8(signature[spoil % 65]) ^ (uint8((spoil >> 8) % 255) + 1));
        agree(signer, digest, signature, false);
        // The same signature with the other s is a second one for the same message: refused.
        bytes memory twin = abi.encodePacked(r, bytes32(ORDER - uint256(s)), v == 27 ? uint8(28) : uint8(27));
        agree(signer, digest, twin, false);
    }

    function testFuzz_signatures_of_nobody(
        bytes32 digest,
        bytes32 r,
        bytes32 s,
        uint8 v,
        bytes memory any
    ) public view {
        agree(address(0), digest, abi.encodePacked(r, s, v), false);
        (bool cheap, bool plain) = both.isBy(address(0), digest, any);
        yes(!cheap && !plain, "zero signs nothing (finding M12)");
    }

    function agree(address signer, bytes32 digest, bytes memory signature, bool expected) private view {
        (bool cheap, bool plain) = both.isBy(signer, digest, signature);
        yes(cheap == plain, "as OpenZeppelin's");
        yes(cheap == expected, "as expected");
    }
}
