// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

/// @notice A token that moves by signatures: ERC-2612 and `receiveWithAuthorization` of ERC-3009, with the signature in one
/// piece, so that contracts can sign as well (ERC-1271). Its owners are whoever it mints to; anyone may mint.
contract DollarToken is ERC20Permit {
    error NotThePayee();
    error NotYet(uint256 validAfter);
    error TooLate(uint256 validBefore);
    error Used(bytes32 nonce);
    error NotSigned();

    bytes32 public constant RECEIVE_WITH_AUTHORIZATION_TYPEHASH = keccak256(
        "ReceiveWithAuthorization(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)"
    );

    mapping(address authorizer => mapping(bytes32 nonce => bool)) public authorizationState;

    constructor() ERC20("Dollar", "USD") ERC20Permit("Dollar") {}

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    function decimals() public pure override(ERC20) returns (uint8) {
        return 6;
    }

    /// @notice Moves what `from` signed for, once; only the payee itself may call.
    function receiveWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        bytes memory signature
    ) public {
        require(to == msg.sender, NotThePayee());
        require(block.timestamp > validAfter, NotYet(validAfter));
        require(block.timestamp < validBefore, TooLate(validBefore));
        require(!authorizationState[from][nonce], Used(nonce));
        bytes32 structHash = keccak256(
            abi.encode(RECEIVE_WITH_AUTHORIZATION_TYPEHASH, from, to, value, validAfter, validBefore, nonce)
        );
        bool signed = SignatureChecker.isValidSignatureNow(from, _hashTypedDataV4(structHash), signature);
        require(signed, NotSigned());

        authorizationState[from][nonce] = true;
        _transfer(from, to, value);
    }

    /// @notice The same with the signature in three pieces, as in the standard.
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
    ) external {
        receiveWithAuthorization(from, to, value, validAfter, validBefore, nonce, abi.encodePacked(r, s, v));
    }
}
