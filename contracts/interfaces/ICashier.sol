// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {OwnDeposit, Source} from "../types/Calls.sol";
import {Channel} from "../types/Channel.sol";
import {Deposit, Redirect} from "../types/Signed.sol";

/// @title The adjudicator's cashier: deposits by batch and by signature, and credits by signature
/// @notice These are entries of the adjudicator like those of `IAdjudicator`, at the same address. The hooks' parameters are those
/// of the ERCs: `operator` moves `id` or `ids`, `amount` or `amounts` of each, `from` an owner, and says something `extra`.
interface ICashier {
    /// @notice Several deposits of the caller in one call, in any assets. Each is as `fundETH` or `fund` would make it, and all
    /// are made or none.
    /// @param channelId what the channel's id is to be: a channel that is put together wrongly gets nothing.
    /// Reverts as `fundETH` and `fund` do, and: WrongChannel, BadValue unless the items in ETH add up to `msg.value`.
    function fundMany(Channel calldata channel, bytes32 channelId, OwnDeposit[] calldata items) external payable;

    /// @notice A deposit that its funder signed, brought by anybody. The signature binds all of it: channel, participant,
    /// asset, amount, minHeld, nonce, time; signed for two ways, it is still made once. Permit2 and ERC-3009 are for ERC-20 only.
    /// @param source which way the asset comes, and what that way needs.
    /// Reverts as `fund` does, and: Expired, BadWay, NonceUsed, NotSigned, NoPermit2, or as Permit2 or the token does.
    function fundFor(Deposit calldata deposit, Source calldata source) external;

    /// @notice Sends the owner's whole credit where its signed `redirect` says, by anybody.
    /// Reverts: Expired, NonceUsed, NotSigned, NoCredit, NotPaid, NotEnoughGas.
    function redirectCredit(Redirect calldata redirect, bytes calldata signature) external;

    /// @notice Whether a signed deposit or redirection with that nonce of the owner's has been used.
    function isNonceUsed(address owner, uint256 nonce) external view returns (bool);

    // --- hooks of tokens: they answer only a token that the adjudicator is pulling from, so that nothing is sent in by mistake
    /// @notice Reverts: NotPulled.
    function onERC721Received(
        address operator,
        address from,
        uint256 id,
        bytes calldata extra
    ) external view returns (bytes4);
    /// @notice Reverts: NotPulled.
    function onERC1155Received(
        address operator,
        address from,
        uint256 id,
        uint256 amount,
        bytes calldata extra
    ) external view returns (bytes4);
    /// @notice Never: NotPulled.
    function onERC1155BatchReceived(
        address operator,
        address from,
        uint256[] calldata ids,
        uint256[] calldata amounts,
        bytes calldata extra
    ) external view returns (bytes4);
    /// @notice ERC-165, whether there is what `interfaceId` stands for: of itself and of the receiver of ERC-1155, as some tokens ask before they move.
    function supportsInterface(bytes4 interfaceId) external view returns (bool);
}
