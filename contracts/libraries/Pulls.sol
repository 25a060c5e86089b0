// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IERC1155} from "@openzeppelin/contracts/token/ERC1155/IERC1155.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {ERC165Checker} from "@openzeppelin/contracts/utils/introspection/ERC165Checker.sol";
import {IERC3009, IPermit2} from "../interfaces/IPullable.sol";
import {BadDeposit, NoPermit2} from "../types/Errors.sol";
import {Deposit} from "../types/Signed.sol";
import {Assets} from "./Assets.sol";
import {Hashing} from "./Hashing.sol";

/// @title How deposits are pulled that are not ERC-20s by allowance (see Funding.pull), adjudicator §5
/// @notice Whatever the way: afterwards the adjudicator has what was said, exactly, or all of it is undone.
library Pulls {
    /// @dev The same address on every chain that has it.
    IPermit2 internal constant PERMIT2 = IPermit2(0x000000000022D473030F116dDEE9F6B43aC78BA3);

    /// @dev The rest of the type that a funder signs for Permit2; its hash is checked against EIP-712 in tests.
    string private constant WITNESS =
        "Deposit witness)Deposit(bytes32 channelId,uint16 participant,bytes32 token,uint256 id,uint256 amount,uint256 minHeld,uint256 nonce,uint40 validUntil)TokenPermissions(address token,uint256 amount)";

    uint256 private constant SIGNATURE_OF_KEY = 65;

    /// @notice A collectible: it says that it is one, so that no other token's `transferFrom` is ever called with an id for an
    /// amount (finding H13); it was somebody else's, and is the adjudicator's now.
    function collectible(address token, address funder, uint256 id, uint256 amount) internal {
        require(amount == 1, BadDeposit(1, amount));
        require(ERC165Checker.supportsInterface(token, type(IERC721).interfaceId), BadDeposit(0, 1));
        require(IERC721(token).ownerOf(id) != address(this), BadDeposit(0, 1));
        IERC721(token).transferFrom(funder, address(this), id);
        require(IERC721(token).ownerOf(id) == address(this), BadDeposit(0, 1));
    }

    function items(IERC1155 token, address funder, uint256 id, uint256 amount) internal {
        uint256 before = token.balanceOf(address(this), id);
        token.safeTransferFrom(funder, address(this), id, amount, "");
        uint256 received = token.balanceOf(address(this), id) - before;
        require(received == amount, BadDeposit(received, amount));
    }

    /// @notice An ERC-20 by Permit2: the funder's signature binds the whole deposit as its witness (finding C5).
    function byPermit2(Deposit calldata d, address funder, bytes calldata signature) internal {
        require(address(PERMIT2).code.length > 0, NoPermit2());
        IERC20 token = IERC20(Assets.addressOf(d.token));
        uint256 before = token.balanceOf(address(this));
        PERMIT2.permitWitnessTransferFrom(
            IPermit2.PermitTransferFrom(IPermit2.TokenPermissions(address(token), d.amount), d.nonce, d.validUntil),
            IPermit2.SignatureTransferDetails(address(this), d.amount),
            funder,
            Hashing.deposit(d),
            WITNESS,
            signature
        );
        requireDelivered(token, before, d.amount);
    }

    /// @notice An ERC-20 by its own authorization, whose nonce binds the whole deposit (finding C5).
    function byAuthorization(Deposit calldata d, address funder, bytes calldata signature) internal {
        IERC20 token = IERC20(Assets.addressOf(d.token));
        uint256 before = token.balanceOf(address(this));
        IERC3009 authorized = IERC3009(address(token));
        bytes32 nonce = Hashing.deposit(d);
        if (signature.length == SIGNATURE_OF_KEY) {
            (bytes32 r, bytes32 s) = abi.decode(signature[:64], (bytes32, bytes32));
            uint8 v = uint8(signature[64]);
            authorized.receiveWithAuthorization(funder, address(this), d.amount, 0, d.validUntil, nonce, v, r, s);
        } else {
            authorized.receiveWithAuthorization(funder, address(this), d.amount, 0, d.validUntil, nonce, signature);
        }
        requireDelivered(token, before, d.amount);
    }

    /// @notice Raises the allowance of `owner`, which is about to be pulled from, and of nobody else (finding C5). If it fails,
    /// somebody may have used the permit before us: the pull will tell.
    /// @param permit abi.encode(uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s), or empty.
    function allow(bytes32 token, address owner, bytes calldata permit) internal {
        if (permit.length == 0 || Assets.kindOf(token) != Assets.ERC20) return;
        bytes memory ownerAndSpender = abi.encode(owner, address(this));
        (bool ok, ) = Assets.addressOf(token).call(bytes.concat(IERC20Permit.permit.selector, ownerAndSpender, permit));
        ok;
    }

    function requireDelivered(IERC20 token, uint256 before, uint256 amount) private view {
        uint256 received = token.balanceOf(address(this)) - before;
        require(received == amount, BadDeposit(received, amount));
    }
}
