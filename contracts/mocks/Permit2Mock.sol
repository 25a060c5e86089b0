// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

/// @notice Stands in for Permit2 in tests: the same interface, the same EIP-712 hashes, unordered nonces, a witness.
/// @dev Written from the public interface and the documentation of `permitWitnessTransferFrom`; nothing is copied.
contract Permit2Mock {
    struct TokenPermissions {
        address token;
        uint256 amount;
    }

    struct PermitTransferFrom {
        TokenPermissions permitted;
        uint256 nonce;
        uint256 deadline;
    }

    struct SignatureTransferDetails {
        address to;
        uint256 requestedAmount;
    }

    error SignatureExpired(uint256 deadline);
    error InvalidAmount(uint256 most);
    error InvalidNonce();
    error InvalidSigner();

    bytes32 private constant TOKEN_PERMISSIONS_TYPEHASH = keccak256("TokenPermissions(address token,uint256 amount)");
    string private constant STUB =
        "PermitWitnessTransferFrom(TokenPermissions permitted,address spender,uint256 nonce,uint256 deadline,";

    mapping(address owner => mapping(uint256 word => uint256)) public nonceBitmap;

    /// @notice Pulls from `owner` what it signed for this caller, with a witness of the caller's own type.
    function permitWitnessTransferFrom(
        PermitTransferFrom calldata permit,
        SignatureTransferDetails calldata details,
        address owner,
        bytes32 witness,
        string calldata witnessTypeString,
        bytes calldata signature
    ) external {
        require(block.timestamp <= permit.deadline, SignatureExpired(permit.deadline));
        require(details.requestedAmount <= permit.permitted.amount, InvalidAmount(permit.permitted.amount));
        useNonce(owner, permit.nonce);
        bytes32 digest = keccak256(
            abi.encodePacked(hex"1901", DOMAIN_SEPARATOR(), structHash(permit, witness, witnessTypeString))
        );
        require(SignatureChecker.isValidSignatureNow(owner, digest, signature), InvalidSigner());

        SafeERC20.safeTransferFrom(IERC20(permit.permitted.token), owner, details.to, details.requestedAmount);
    }

    // solhint-disable-next-line func-name-mixedcase
    function DOMAIN_SEPARATOR() public view returns (bytes32) {
        bytes32 typeHash = keccak256("EIP712Domain(string name,uint256 chainId,address verifyingContract)");
        return keccak256(abi.encode(typeHash, keccak256("Permit2"), block.chainid, address(this)));
    }

    function structHash(
        PermitTransferFrom calldata permit,
        bytes32 witness,
        string calldata witnessTypeString
    ) private view returns (bytes32) {
        bytes32 typeHash = keccak256(abi.encodePacked(STUB, witnessTypeString));
        bytes32 permitted = keccak256(
            abi.encode(TOKEN_PERMISSIONS_TYPEHASH, permit.permitted.token, permit.permitted.amount)
        );
        return keccak256(abi.encode(typeHash, permitted, msg.sender, permit.nonce, permit.deadline, witness));
    }

    function useNonce(address owner, uint256 nonce) private {
        uint256 bit = 1 << (nonce & 255);
        require(nonceBitmap[owner][nonce >> 8] & bit == 0, InvalidNonce());
        nonceBitmap[owner][nonce >> 8] |= bit;
    }
}
