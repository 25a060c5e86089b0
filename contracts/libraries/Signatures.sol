// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {Channel} from "../types/Channel.sol";
import {BadSignature, BadSignatures} from "../types/Errors.sol";

/// @title Signatures of participants: 65 bytes each, v 27 or 28, low s, recovered != 0; keys only (adjudicator §2)
library Signatures {
    uint256 private constant LENGTH = 65;

    function isBy(address signer, bytes32 digest, bytes memory signature) internal pure returns (bool) {
        (address found, ECDSA.RecoverError failure, ) = ECDSA.tryRecover(digest, signature);
        return failure == ECDSA.RecoverError.NoError && found == signer && found != address(0);
    }

    /// @notice All participants over one digest, in their order, laid end to end.
    function checkAll(Channel calldata channel, bytes32 digest, bytes calldata signatures) internal pure {
        uint256 count = channel.participants.length;
        require(signatures.length == LENGTH * count, BadSignatures(signatures.length, LENGTH * count));
        for (uint256 i = 0; i < count; i++) {
            bytes calldata signature = signatures[LENGTH * i:LENGTH * (i + 1)];
            require(isBy(channel.participants[i].signer, digest, signature), BadSignature(i));
        }
    }
}
