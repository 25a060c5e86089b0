// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {Participant} from "../types/Channel.sol";
import {BadSignature, BadSignatures} from "../types/Errors.sol";

/// @title Signatures of participants: 65 bytes each, v 27 or 28, low s, recovered != 0; keys only (adjudicator §2)
/// @notice One signature is checked by OpenZeppelin's `ECDSA`. All of a state's are checked in one loop that accepts exactly the
/// same, which a fuzz test shows, for a state of a hundred participants has a hundred of them.
library Signatures {
    uint256 private constant LENGTH = 65;
    /// @dev Half the order of the curve: the other s of the same signature is above it.
    uint256 private constant HALF_ORDER = 0x7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF5D576E7357A4501DDFE92F46681B20A0;

    /// @notice Whether this is the signer's signature of the digest; never of the zero address (finding M12).
    function isBy(address signer, bytes32 digest, bytes calldata signature) internal pure returns (bool) {
        (address author, ECDSA.RecoverError failure, ) = ECDSA.tryRecoverCalldata(digest, signature);
        return failure == ECDSA.RecoverError.NoError && author == signer;
    }

    /// @notice All participants over one digest, in their order, laid end to end.
    function checkAll(Participant[] calldata people, bytes32 digest, bytes calldata signatures) internal view {
        uint256 count = people.length;
        // Unchecked: at most a hundred participants.
        unchecked {
            require(signatures.length == LENGTH * count, BadSignatures(signatures.length, LENGTH * count));
            for (uint256 i = 0; i < count; i++) {
                require(isPart(people, digest, signatures, i), BadSignature(i));
            }
        }
    }

    function isPart(
        Participant[] calldata people,
        bytes32 digest,
        bytes calldata signatures,
        uint256 i
    ) private view returns (bool) {
        (uint256 found, uint256 signer, uint256 s) = recover(people, digest, signatures, i);
        return found == signer && found != 0 && s <= HALF_ORDER;
    }

    /// @notice Who signed with the i-th signature, or zero; who should have; and the signature's s.
    /// @dev Proof. Reading: a `Participant` is two words, the signer first, and Solidity has checked that all are inside calldata;
    /// a signer with bits beyond an address is nobody who signs. `signatures` is LENGTH bytes for each, of whose word at 64, that
    /// lies beyond but for its first byte, only that byte is taken. Writing: four words of free memory, which nobody counts on,
    /// and the first word of scratch space. That word is cleared before the precompile runs, which writes it only if it finds a
    /// signer: for any v but 27 and 28, for numbers off the curve, and without gas, it stays 0.
    function recover(
        Participant[] calldata people,
        bytes32 digest,
        bytes calldata signatures,
        uint256 i
    ) private view returns (uint256 found, uint256 signer, uint256 s) {
        assembly ("memory-safe") {
            let input := mload(0x40)
            let at := add(signatures.offset, mul(65, i))
            mstore(input, digest)
            mstore(add(input, 32), byte(0, calldataload(add(at, 64))))
            calldatacopy(add(input, 64), at, 64)
            mstore(0, 0)
            pop(staticcall(gas(), 1, input, 128, 0, 32))
            found := mload(0)
            signer := calldataload(add(people.offset, shl(6, i)))
            s := mload(add(input, 96))
        }
    }
}
