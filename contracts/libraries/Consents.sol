// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {Expired, NonceUsed, NotSigned} from "../types/Errors.sol";
import {Book} from "./Book.sol";
import {Hashing} from "./Hashing.sol";

/// @title Consents of accounts: signed once, used once, for a time (adjudicator §2, `Deposit` and `Redirect`)
/// @notice The only messages that a contract may sign (ERC-1271): both are spent in the call that checks them, so that an answer
/// that changes later changes nothing (attack 24). The account is asked without a cap of gas: what it burns is the caller's.
library Consents {
    function requireInTime(uint256 validUntil) internal view {
        require(block.timestamp <= validUntil, Expired(validUntil));
    }

    /// @notice Uses up the owner's nonce. What it consented to otherwise is checked by the caller.
    function useNonce(Book storage book, address owner, uint256 nonce) internal {
        require(!isUsed(book, owner, nonce), NonceUsed(owner, nonce));
        book.nonces[owner][nonce >> 8] |= 1 << (nonce & 0xff);
    }

    function requireSigned(bytes32 domain, address owner, bytes32 structHash, bytes calldata signature) internal view {
        bytes32 digest = Hashing.digest(domain, structHash);
        require(SignatureChecker.isValidSignatureNowCalldata(owner, digest, signature), NotSigned(owner));
    }

    function isUsed(Book storage book, address owner, uint256 nonce) internal view returns (bool) {
        return (book.nonces[owner][nonce >> 8] >> (nonce & 0xff)) & 1 == 1;
    }
}
