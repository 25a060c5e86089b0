// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IERC1155} from "@openzeppelin/contracts/token/ERC1155/IERC1155.sol";
import {IERC1155Receiver} from "@openzeppelin/contracts/token/ERC1155/IERC1155Receiver.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {IAdjudicator} from "./interfaces/IAdjudicator.sol";
import {ICashier} from "./interfaces/ICashier.sol";
import {Assets} from "./libraries/Assets.sol";
import {Book} from "./libraries/Book.sol";
import {CalldataHashing} from "./libraries/CalldataHashing.sol";
import {Consents} from "./libraries/Consents.sol";
import {Funding} from "./libraries/Funding.sol";
import {Hashing} from "./libraries/Hashing.sol";
import {Pay} from "./libraries/Pay.sol";
import {Pulls} from "./libraries/Pulls.sol";
import {OwnDeposit, Source} from "./types/Calls.sol";
import {Channel} from "./types/Channel.sol";
import {
    BadAsset,
    BadValue,
    BadWay,
    ChildNotFunded,
    NoCredit,
    NotPaid,
    NotPulled,
    NotTheAdjudicator,
    NothingToFund,
    Reentered,
    WrongChannel
} from "./types/Errors.sol";
import {Deposit, Redirect} from "./types/Signed.sol";

/// @title The adjudicator's cashier: the code of the rarer ways in, and of credits by signature
/// @notice Made by the adjudicator's constructor and run by delegatecall like the annex, on the adjudicator's storage and funds,
/// under its lock, for its callers. By itself it has no storage that matters and no funds, and refuses to be called.
/// @dev `book` and `entered` are declared as in the adjudicator, first and in this order: they are the same words of storage.
contract Cashier is ICashier {
    uint8 private constant BY_ALLOWANCE = 0;
    uint8 private constant BY_PERMIT2 = 1;
    uint8 private constant BY_AUTHORIZATION = 2;

    /// @dev In `entered`, together with its address: the token that is being pulled.
    uint256 private constant PULLING = 1 << 160;

    uint256 private immutable CHAIN_ID = block.chainid;
    address private immutable ADJUDICATOR = msg.sender;
    bytes32 private immutable DOMAIN = Hashing.domainSeparator(block.chainid, msg.sender);

    Book private book;
    uint256 private transient entered;

    /// @dev As in the adjudicator: for entries that call out, whoever they call.
    modifier locking() {
        require(address(this) == ADJUDICATOR, NotTheAdjudicator());
        require(entered == 0, Reentered());
        entered = 1;
        _;
        entered = 0;
    }

    // --- deposits

    /// @dev See IAdjudicator, which comes here for collectibles and items.
    function fund(
        bytes32 channelId,
        uint256 participant,
        bytes32 token,
        uint256 id,
        uint256 amount,
        uint256 minHeld
    ) external locking {
        (bytes32 at, uint256 word) = check(channelId, participant, token, id, amount, minHeld);

        pull(token, msg.sender, id, amount);

        put(at, word, channelId, participant, token, id, amount);
    }

    /// @inheritdoc ICashier
    function fundMany(
        Channel calldata channel,
        bytes32 channelId,
        OwnDeposit[] calldata items
    ) external payable locking {
        bytes32 id = CalldataHashing.channelId(channel, channel.participants, CHAIN_ID, address(this));
        require(id == channelId, WrongChannel(id, channelId));
        require(channel.child == 0, ChildNotFunded());

        uint256 value = 0;
        for (uint256 i = 0; i < items.length; i++) {
            OwnDeposit calldata item = items[i];
            (bytes32 token, uint256 tokenId, uint256 amount) = (item.token, item.id, item.amount);
            (bytes32 at, uint256 word) = check(id, item.participant, token, tokenId, amount, item.minHeld);
            if (token == 0) {
                value += amount;
            } else {
                Pulls.allow(token, msg.sender, item.permit);
                pull(token, msg.sender, tokenId, amount);
            }
            put(at, word, id, item.participant, token, tokenId, amount);
        }
        require(value == msg.value, BadValue(msg.value, value));
    }

    /// @inheritdoc ICashier
    function fundFor(Deposit calldata d, Source calldata source) external locking {
        Consents.requireInTime(d.validUntil);
        require(d.token != 0, BadAsset(d.token, d.id));
        (bytes32 at, uint256 word) = check(d.channelId, d.participant, d.token, d.id, d.amount, d.minHeld);

        // One deposit, one nonce, whatever the way: signed for two ways it still comes once.
        Consents.useNonce(book, source.funder, d.nonce);
        if (source.way == BY_ALLOWANCE) {
            Consents.requireSigned(DOMAIN, source.funder, Hashing.deposit(d), source.signature);
            Pulls.allow(d.token, source.funder, source.permit);
            pull(d.token, source.funder, d.id, d.amount);
        } else {
            require(Assets.kindOf(d.token) == Assets.ERC20, BadAsset(d.token, d.id));
            if (source.way == BY_PERMIT2) Pulls.byPermit2(d, source.funder, source.signature);
            else if (source.way == BY_AUTHORIZATION) Pulls.byAuthorization(d, source.funder, source.signature);
            else revert BadWay(source.way);
        }

        put(at, word, d.channelId, d.participant, d.token, d.id, d.amount);
    }

    // --- credits

    /// @inheritdoc ICashier
    function redirectCredit(Redirect calldata r, bytes calldata signature) external locking {
        Consents.requireInTime(r.validUntil);
        bytes32 key = Assets.key(r.token, r.id);
        uint256 amount = book.credit[r.owner][key];
        require(amount > 0, NoCredit());

        Consents.useNonce(book, r.owner, r.nonce);
        Consents.requireSigned(DOMAIN, r.owner, Hashing.redirect(r), signature);
        book.credit[r.owner][key] = 0;
        emit IAdjudicator.CreditWithdrawn(r.owner, key, r.to, amount);

        require(Pay.send(r.token, r.id, r.to, amount), NotPaid(r.to));
    }

    /// @inheritdoc ICashier
    function isNonceUsed(address owner, uint256 nonce) external view returns (bool) {
        return Consents.isUsed(book, owner, nonce);
    }

    // --- hooks of tokens

    /// @inheritdoc ICashier
    function onERC721Received(address operator, address, uint256, bytes calldata) external view returns (bytes4) {
        requirePulling(operator);
        return this.onERC721Received.selector;
    }

    /// @inheritdoc ICashier
    function onERC1155Received(
        address operator,
        address,
        uint256,
        uint256,
        bytes calldata
    ) external view returns (bytes4) {
        requirePulling(operator);
        return this.onERC1155Received.selector;
    }

    /// @inheritdoc ICashier
    function onERC1155BatchReceived(
        address,
        address,
        uint256[] calldata,
        uint256[] calldata,
        bytes calldata
    ) external pure returns (bytes4) {
        revert NotPulled();
    }

    /// @inheritdoc ICashier
    function supportsInterface(bytes4 interfaceId) external pure returns (bool) {
        return interfaceId == type(IERC165).interfaceId || interfaceId == type(IERC1155Receiver).interfaceId;
    }

    // --- the parts of several entries

    /// @notice All that a deposit must be before anything is pulled (adjudicator §5).
    function check(
        bytes32 channelId,
        uint256 participant,
        bytes32 token,
        uint256 id,
        uint256 amount,
        uint256 minHeld
    ) private view returns (bytes32 at, uint256 word) {
        Assets.check(token, id);
        (at, word) = Funding.check(book, channelId, participant, Assets.key(token, id), minHeld);
        require(amount > 0, NothingToFund());
    }

    function pull(bytes32 token, address funder, uint256 id, uint256 amount) private {
        address from = Assets.addressOf(token);
        uint256 kind = Assets.kindOf(token);
        if (kind == Assets.ERC20) return Funding.pull(IERC20(from), funder, amount);

        entered = PULLING | uint160(from);
        if (kind == Assets.ERC721) Pulls.collectible(from, funder, id, amount);
        else Pulls.items(IERC1155(from), funder, id, amount);
        entered = 1;
    }

    function put(
        bytes32 at,
        uint256 word,
        bytes32 channelId,
        uint256 participant,
        bytes32 token,
        uint256 id,
        uint256 amount
    ) private {
        Funding.deposit(book, at, word, participant, amount);
        if (token == 0) emit IAdjudicator.FundedETH(channelId, (participant << 128) | amount);
        else emit IAdjudicator.Funded(channelId, token, id, participant, amount);
    }

    function requirePulling(address operator) private view {
        require(entered == (PULLING | uint160(msg.sender)) && operator == address(this), NotPulled());
    }
}
