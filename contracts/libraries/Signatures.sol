// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Participant} from "../types/Channel.sol";
import {BadSignature, BadSignatures} from "../types/Errors.sol";

/// @title Signatures of participants: 65 bytes each, v 27 or 28, low s, recovered != 0; keys only (adjudicator §2)
/// @notice Accepts exactly what OpenZeppelin's `ECDSA.tryRecover` does, which a fuzz test shows; a third cheaper, for a state of
/// a hundred participants has a hundred of them.
library Signatures {
    uint256 private constant LENGTH = 65;
    /// @dev Half the order of the curve: the other s of the same signature is above it.
    uint256 private constant HALF_ORDER = 0x7FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF5D576E7357A4501DDFE92F46681B20A0;

    function isBy(address signer, bytes32 digest, bytes calldata signature) internal pure returns (bool) {
        return signature.length == LENGTH && isPart(signer, digest, signature, 0);
    }

    /// @notice All participants over one digest, in their order, laid end to end.
    function checkAll(Participant[] calldata people, bytes32 digest, bytes calldata signatures) internal pure {
        uint256 count = people.length;
        require(signatures.length == LENGTH * count, BadSignatures(signatures.length, LENGTH * count));
        for (uint256 i = 0; i < count; i++) {
            require(isPart(people[i].signer, digest, signatures, i), BadSignature(i));
        }
    }

    /// @dev Proof: `signatures` is LENGTH bytes for each of more than `i` signatures, so 65 * i + 65 is inside it; nothing is
    /// written. Of the word at 64, of which all but the first byte lie beyond the signature, only that byte is taken.
    function isPart(address signer, bytes32 digest, bytes calldata signatures, uint256 i) private pure returns (bool) {
        bytes32 r;
        bytes32 s;
        uint8 v;
        assembly ("memory-safe") {
            let at := add(signatures.offset, mul(65, i))
            r := calldataload(at)
            s := calldataload(add(at, 32))
            v := byte(0, calldataload(add(at, 64)))
        }
        // For any v but 27 and 28 the curve gives no signer.
        address found = ecrecover(digest, v, r, s);
        return uint256(s) <= HALF_ORDER && found == signer && found != address(0);
    }
}
