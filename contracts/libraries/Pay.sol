// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IERC1155} from "@openzeppelin/contracts/token/ERC1155/IERC1155.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {IAdjudicator} from "../interfaces/IAdjudicator.sol";
import {Participant} from "../types/Channel.sol";
import {NotEnoughGas} from "../types/Errors.sol";
import {GAS_RESERVE, PAY_GAS_ETH, PAY_GAS_TOKEN} from "../types/Limits.sol";
import {AssetState} from "../types/State.sol";
import {Assets} from "./Assets.sol";
import {Book} from "./Book.sol";
import {Words} from "./Words.sol";

/// @title Payments that never revert for others (adjudicator §6, Pay)
/// @notice A payee that fails, burns its gas or answers with a flood gets a credit instead; nobody else notices.
library Pay {
    /// @notice Pays `amounts[i]` to participant i. Every effect has been written before.
    function all(
        Book storage book,
        Participant[] calldata people,
        bytes32 token,
        uint256 id,
        uint256[] memory amounts
    ) internal {
        for (uint256 i = 0; i < amounts.length; i++) {
            if (amounts[i] == 0) continue;
            address payout = people[i].payout;
            if (send(token, id, payout, amounts[i])) continue;
            bytes32 key = Assets.key(token, id);
            book.credit[payout][key] += amounts[i];
            emit IAdjudicator.Credited(payout, key, amounts[i]);
        }
    }

    /// @notice A row per listed asset, a place per participant: what a batch adds up before anything is paid.
    function sheet(uint256 listed, uint256 count) internal pure returns (uint256[][] memory owed) {
        owed = new uint256[][](listed);
        for (uint256 k = 0; k < listed; k++) owed[k] = Words.fresh(count);
    }

    /// @notice Pays a whole sheet.
    function sheetOf(
        Book storage book,
        Participant[] calldata people,
        AssetState[] calldata assets,
        uint256[][] memory owed
    ) internal {
        for (uint256 k = 0; k < owed.length; k++) all(book, people, assets[k].token, assets[k].id, owed[k]);
    }

    /// @notice One payment. Whether it went through: the call did, of code that is there, and said nothing or true.
    function send(bytes32 token, uint256 id, address to, uint256 amount) internal returns (bool) {
        if (token == 0) {
            requireGas(PAY_GAS_ETH);
            (bool paid, , ) = boundedCall(PAY_GAS_ETH, to, amount, "");
            return paid;
        }

        address at = Assets.addressOf(token);
        requireGas(PAY_GAS_TOKEN);
        (bool ok, uint256 size, uint256 word) = boundedCall(PAY_GAS_TOKEN, at, 0, transferOf(token, id, to, amount));
        if (!ok) return false;
        return size == 0 ? at.code.length > 0 : size >= 32 && word == 1;
    }

    /// @notice How each kind of token is told to pay. A collectible goes without asking its payee, an item cannot.
    function transferOf(bytes32 token, uint256 id, address to, uint256 amount) private view returns (bytes memory) {
        uint256 kind = Assets.kindOf(token);
        if (kind == Assets.ERC20) return abi.encodeCall(IERC20.transfer, (to, amount));
        if (kind == Assets.ERC721) return abi.encodeCall(IERC721.transferFrom, (address(this), to, id));
        return abi.encodeCall(IERC1155.safeTransferFrom, (address(this), to, id, amount, ""));
    }

    /// @notice A caller that leaves too little gas would push a payee to credit, or a move to failure: the whole call reverts
    /// instead (finding M4).
    function requireGas(uint256 cap) internal view {
        uint256 need;
        // Unchecked: a cap is at most 2^32.
        unchecked {
            need = (cap * 64) / 63 + GAS_RESERVE;
        }
        require(gasleft() >= need, NotEnoughGas(gasleft(), need));
    }

    /// @dev Proof: the call reads `data` inside its own bounds, and its answer, of whatever size, is written to the first
    /// 32 bytes of memory alone, which Solidity leaves as scratch space. `word` means something only if size >= 32.
    function boundedCall(
        uint256 cap,
        address to,
        uint256 value,
        bytes memory data
    ) private returns (bool ok, uint256 size, uint256 word) {
        assembly ("memory-safe") {
            ok := call(cap, to, value, add(data, 32), mload(data), 0, 32)
            size := returndatasize()
            word := mload(0)
        }
    }
}
