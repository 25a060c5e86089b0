// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

// What the adjudicator calls to pull by a funder's signature: the parts of two public interfaces that it uses.

/// @notice Permit2's transfers by signature, with a witness: what the signature binds beside the transfer.
interface IPermit2 {
    /// @notice What the signer allows: up to `amount` of a token.
    struct TokenPermissions {
        address token;
        uint256 amount;
    }

    /// @notice What the signer signs, with the spender and the witness: once per nonce, until the deadline.
    struct PermitTransferFrom {
        TokenPermissions permitted;
        uint256 nonce;
        uint256 deadline;
    }

    /// @notice Where the transfer goes, and how much of what is allowed.
    struct SignatureTransferDetails {
        address to;
        uint256 requestedAmount;
    }

    /// @notice Transfers the owner's tokens as it signed.
    /// @param permit what it allows.
    /// @param details what is transferred.
    /// @param owner who signed, and pays.
    /// @param witness the hash of what else it signed.
    /// @param witnessTypeString the type of that, as EIP-712 has it.
    /// @param signature of the owner, which may be a contract.
    function permitWitnessTransferFrom(
        PermitTransferFrom calldata permit,
        SignatureTransferDetails calldata details,
        address owner,
        bytes32 witness,
        string calldata witnessTypeString,
        bytes calldata signature
    ) external;
}

/// @notice ERC-3009: only the payee may call it. The signature in three pieces, or, of contracts too, in one. `from` pays `value`
/// `to` the payee, once per `nonce`, later than `validAfter` and earlier than `validBefore`.
interface IERC3009 {
    /// @notice Pays as the payer signed: `v`, `r` and `s`.
    function receiveWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external;

    /// @notice Pays as the payer signed.
    function receiveWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        bytes calldata signature
    ) external;
}
