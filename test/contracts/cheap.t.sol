// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {CalldataHashing} from "../../contracts/libraries/CalldataHashing.sol";
import {ChannelId} from "../../contracts/libraries/ChannelId.sol";
import {Hashing} from "../../contracts/libraries/Hashing.sol";
import {Signatures} from "../../contracts/libraries/Signatures.sol";
import {Channel, Participant} from "../../contracts/types/Channel.sol";
import {AssetState, State} from "../../contracts/types/State.sol";
import {ChannelTest} from "./support/ChannelTest.sol";
import {vm} from "./support/Vm.sol";

/// @notice What the adjudicator computes the cheap way, and the same the plain way.
contract Both {
    function state(bytes32 channelId, State calldata s) external pure returns (bytes32, bytes32) {
        return (CalldataHashing.state(channelId, s), Hashing.state(channelId, s));
    }

    function channelId(Channel calldata c, uint256 chain, address court) external pure returns (bytes32, bytes32) {
        bytes32 cheap = CalldataHashing.channelId(c, c.participants, chain, court);
        return (cheap, ChannelId.derive(c, chain, court));
    }

    function isBy(address signer, bytes32 digest, bytes calldata signature) external pure returns (bool, bool) {
        (address found, ECDSA.RecoverError failure, ) = ECDSA.tryRecover(digest, signature);
        bool plain = failure == ECDSA.RecoverError.NoError && found == signer && found != address(0);
        return (Signatures.isBy(signer, digest, signature), plain);
    }
}

/// @notice Hand-written assembly against what it replaces: CalldataHashing against Hashing and ChannelId (rule 18), Signatures
/// against OpenZeppelin's ECDSA.
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
