// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {Annex} from "./Annex.sol";
import {Cashier} from "./Cashier.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IAdjudicator} from "./interfaces/IAdjudicator.sol";
import {Assets} from "./libraries/Assets.sol";
import {Book} from "./libraries/Book.sol";
import {CalldataHashing} from "./libraries/CalldataHashing.sol";
import {Disputes} from "./libraries/Disputes.sol";
import {Funding} from "./libraries/Funding.sol";
import {HashLocks} from "./libraries/HashLocks.sol";
import {Hashing} from "./libraries/Hashing.sol";
import {Holdings} from "./libraries/Holdings.sol";
import {Leaves} from "./libraries/Leaves.sol";
import {Pay} from "./libraries/Pay.sol";
import {Signatures} from "./libraries/Signatures.sol";
import {Slots} from "./libraries/Slots.sol";
import {Claim, Play, Position} from "./types/Calls.sol";
import {Channel, ChildTerms, Participant} from "./types/Channel.sol";
import {
    BadAsset,
    BadMasks,
    BadProof,
    BadState,
    ChildNotSupported,
    Disputed,
    NoCredit,
    NotDisputed,
    NotFinal,
    NotPaid,
    NothingToFund,
    Reentered,
    StaleVersion,
    VersionTooLow
} from "./types/Errors.sol";
import {HashLock} from "./types/Interaction.sol";
import {Resume} from "./types/Signed.sol";
import {AssetState, State} from "./types/State.sol";

/// @title The court of all channels of one chain
/// @notice Holds what channels hold, records the newest state it is shown, and pays by the clock. No owner, no pause, no
/// upgrade, no constructor arguments. ETH comes in by `fundETH` and `fundMany` alone.
///
/// The life of a channel, from the first deposit to the last payment:
///
///      fund, fundETH                                                  a channel is its id: nobody opens it
///            |
///          open  <------------ resume (all sign) ----------.          states are signed off chain, each newer than the last
///         |  |  |                                          |
///         |  |  `-- challenge (a participant) --------> disputed      the clock runs; whoever has a newer state shows it
///         |  |                                             |
///         |  `-- checkpoint (newer state), withdraw        |-- checkpoint (newer state)
///         |                                                |
///      conclude (all signed it as final)               fixed          at the deadline, by the clock alone: what is registered
///         |                                                |          now is the outcome
///       closed                                             |-- claim, claimAll     hash locks, legs of child channels, apps
///         |                                                |-- progress, timeout   moves of apps whose players fell out
///         |                                                |-- settle              everybody is paid what the state leaves it
///         `-------------------- sweep ---------------------'   what no state accounts for
///
/// A state says of each asset how much more or less than it deposited each participant has: `delta`. So a deposit needs no
/// state, and version 0, where every delta is 0, is each channel's first state, signed by nobody: whoever deposits can leave.
/// Whoever is paid is called last; one that fails has a credit, and keeps nobody else from anything.
///
/// To read on: Registration (what a state must be), Holdings (who holds what), Disputes (who may do what when), HashLocks and
/// Claims, Children, AppSteps; what is stored is drawn in Book. The annex and the cashier hold the rarer entries' code.
/// @dev Each entry checks, then writes, then says so in an event, then calls out: four paragraphs, of which some have fewer. Where
/// several assets are paid, that is so for each of them; what is called in between is refused by every entry that writes.
contract Adjudicator is IAdjudicator {
    using Slots for uint256;

    /// @dev Immutable: after a fork of the chain, states signed before it hold on both sides (finding M8).
    uint256 private immutable CHAIN_ID = block.chainid;
    bytes32 private immutable DOMAIN = Hashing.domainSeparator(block.chainid, address(this));

    /// @dev The rest of this contract's code: the entries that are rarely used.
    address private immutable ANNEX = address(new Annex());
    address private immutable CASHIER = address(new Cashier());

    Book private book;
    uint256 private transient entered;

    /// @dev For entries that call out, whoever they call.
    modifier locking() {
        require(entered == 0, Reentered());
        entered = 1;
        _;
        entered = 0;
    }

    /// @dev For all other entries that write: none runs inside an entry that calls out.
    modifier unlocked() {
        require(entered == 0, Reentered());
        _;
    }

    /// @dev For `fund`: of other tokens it is the cashier's.
    modifier erc20(bytes32 token) {
        if (Assets.kindOf(token) > Assets.ERC20) run(CASHIER);
        _;
    }

    /// @dev What is not declared here is the cashier's: the entries of `ICashier`. It refuses all else, plain ETH too.
    fallback() external payable {
        run(CASHIER);
    }

    // --- funding

    /// @inheritdoc IAdjudicator
    function fundETH(bytes32 channelId, uint256 participantAndMinHeld) external payable unlocked {
        uint256 participant = uint8(participantAndMinHeld);
        (bytes32 at, uint256 word) = Funding.check(book, channelId, participant, 0, participantAndMinHeld >> 8);
        require(msg.value > 0, NothingToFund());

        Funding.deposit(book, at, word, participant, msg.value);

        emit FundedETH(channelId, (participant << 128) | msg.value);
    }

    /// @inheritdoc IAdjudicator
    function fund(
        bytes32 channelId,
        uint256 participant,
        bytes32 token,
        uint256 id,
        uint256 amount,
        uint256 minHeld
    ) external erc20(token) locking {
        require(token != 0, BadAsset(token, id));
        Assets.check(token, id);
        (bytes32 at, uint256 word) = Funding.check(book, channelId, participant, Assets.key(token, id), minHeld);
        require(amount > 0, NothingToFund());

        // Interaction first: what comes in is known only afterwards, and until then every entry that writes is refused.
        Funding.pull(IERC20(Assets.addressOf(token)), msg.sender, amount);

        Funding.deposit(book, at, word, participant, amount);

        emit Funded(channelId, token, id, participant, amount);
    }

    // --- the life of a channel

    /// @inheritdoc IAdjudicator
    function checkpoint(Channel calldata channel, State calldata state, bytes calldata signatures) external unlocked {
        Participant[] calldata people = channel.participants;
        bytes32 channelId = identify(channel, people);
        uint256 slot = Disputes.requireEditable(book, channelId);
        require(state.version > slot.version(), StaleVersion(slot.version(), state.version));

        write(channelId, Disputes.registered(book, DOMAIN, channelId, slot, people, state, signatures));
    }

    /// @inheritdoc IAdjudicator
    function challenge(
        Channel calldata channel,
        State calldata state,
        bytes calldata signatures,
        uint256 participant,
        bytes calldata auth
    ) external unlocked {
        Participant[] calldata people = channel.participants;
        bytes32 channelId = identify(channel, people);
        uint256 slot = Disputes.requireEditable(book, channelId);
        require(slot.status() == Slots.OPEN, Disputed());
        uint256 minVersion = Disputes.authorised(DOMAIN, channelId, slot, people, participant, auth);

        // An old state is no reason to fail: somebody may just have registered a newer one (finding H9).
        if (state.version > slot.version())
            slot = Disputes.registered(book, DOMAIN, channelId, slot, people, state, signatures);
        require(slot.version() >= minVersion, VersionTooLow(slot.version(), minVersion));

        write(channelId, Disputes.started(slot, channel.challengeDuration));
    }

    /// @inheritdoc IAdjudicator
    function resume(Channel calldata channel, bytes calldata signatures) external unlocked {
        Participant[] calldata people = channel.participants;
        // A child as well: what ends a challenge needs no terms.
        bytes32 channelId = CalldataHashing.channelId(channel, people, CHAIN_ID, address(this));
        uint256 slot = Disputes.requireEditable(book, channelId);
        require(slot.status() == Slots.DISPUTED, NotDisputed());
        bytes32 structHash = Hashing.resume(Resume(channelId, uint40(slot.deadline())));
        Signatures.checkAll(people, MessageHashUtils.toTypedDataHash(DOMAIN, structHash), signatures);

        // The deadline stays, so that no authorisation ever fits twice (finding H7).
        write(channelId, slot.withStatus(Slots.OPEN));
    }

    /// @inheritdoc IAdjudicator
    function conclude(
        Channel calldata channel,
        State calldata state,
        bytes calldata signatures,
        uint256[] calldata masks
    ) external locking {
        Participant[] calldata people = channel.participants;
        bytes32 channelId = identify(channel, people);
        uint256 slot = Disputes.requireEditable(book, channelId);
        require(state.isFinal, NotFinal());
        require(state.interactionsRoot == 0, BadState());
        checkMasks(state, masks);
        Disputes.current(book, DOMAIN, channelId, slot, people, state, signatures);

        // A slot that was never written stays so: the closed holdings refuse every state of this channel (finding H5).
        if (slot != 0) write(channelId, slot.withStatus(Slots.CLOSED));
        emit Concluded(channelId, state.version);

        for (uint256 k = 0; k < masks.length; k++) {
            AssetState calldata a = state.assets[k];
            bytes32 key = Assets.key(a.token, a.id);
            uint256[] memory amounts = Holdings.conclude(book, channelId, key, a.delta, masks[k]);
            Pay.all(book, people, a.token, a.id, amounts);
        }
    }

    /// @inheritdoc IAdjudicator
    function withdraw(
        Channel calldata channel,
        State calldata state,
        bytes calldata signatures,
        uint256 assetMask
    ) external locking {
        Participant[] calldata people = channel.participants;
        bytes32 channelId = identify(channel, people);
        uint256 slot = Disputes.requireEditable(book, channelId);
        uint256 next = Disputes.current(book, DOMAIN, channelId, slot, people, state, signatures);

        if (next != slot) write(channelId, next);

        for (uint256 k = 0; k < state.assets.length; k++) {
            if ((assetMask >> k) & 1 == 0) continue;
            AssetState calldata a = state.assets[k];
            bytes32 key = Assets.key(a.token, a.id);
            uint256[] memory amounts = Holdings.withdraw(book, channelId, key, a.withdrawn);
            emit Paid(channelId, key, maskOf(amounts));
            Pay.all(book, people, a.token, a.id, amounts);
        }
    }

    /// @inheritdoc IAdjudicator
    function settle(Channel calldata channel, State calldata state, uint256[] calldata masks) external locking {
        Participant[] calldata people = channel.participants;
        bytes32 channelId = identify(channel, people);
        uint256 slot = Disputes.requireFixed(book, channelId);
        Disputes.requireRegistered(channelId, slot, state);
        checkMasks(state, masks);

        for (uint256 k = 0; k < masks.length; k++) {
            if (masks[k] == 0) continue;
            AssetState calldata a = state.assets[k];
            bytes32 key = Assets.key(a.token, a.id);
            uint256[] memory amounts = Holdings.settle(book, channelId, key, a.delta, masks[k]);
            emit Paid(channelId, key, masks[k]);
            Pay.all(book, people, a.token, a.id, amounts);
        }
    }

    /// @inheritdoc IAdjudicator
    function sweep(
        Channel calldata channel,
        State calldata state,
        bytes32 token,
        uint256 id,
        uint256 mask
    ) external locking {
        Participant[] calldata people = channel.participants;
        bytes32 channelId = identify(channel, people);
        Assets.check(token, id);
        bytes32 key = Assets.key(token, id);
        Disputes.checkSweep(book, channelId, key, state, token, id);

        uint256[] memory amounts = Holdings.sweep(book, channelId, key, people.length, mask);
        emit Paid(channelId, key, mask);
        Pay.all(book, people, token, id, amounts);
    }

    // --- interactions

    /// @inheritdoc IAdjudicator
    function claimAll(
        Channel calldata channel,
        State calldata state,
        HashLock[] calldata locks,
        uint256 depth,
        bytes32[] calldata siblings
    ) external locking {
        Participant[] calldata people = channel.participants;
        bytes32 channelId = identify(channel, people);
        uint256 slot = Disputes.requireFixed(book, channelId);
        Disputes.requireRegistered(channelId, slot, state);
        require(HashLocks.rootOf(locks, depth, siblings) == state.interactionsRoot, BadProof());

        AssetState[] calldata assets = state.assets;
        uint256[][] memory owed = Pay.sheet(assets.length, people.length);
        HashLocks.takeAll(book, channelId, assets, locks, people.length, owed);

        Pay.sheetOf(book, people, assets, owed);
    }

    /// @inheritdoc IAdjudicator
    function claim(Channel calldata, State calldata, Claim[] calldata) external {
        run(ANNEX);
    }

    /// @inheritdoc IAdjudicator
    function progress(Channel calldata, State calldata, Position calldata, Play calldata) external {
        run(ANNEX);
    }

    /// @inheritdoc IAdjudicator
    function timeout(Channel calldata, State calldata, Position calldata) external {
        run(ANNEX);
    }

    /// @inheritdoc IAdjudicator
    function publish(bytes32[] calldata preimages) external {
        for (uint256 i = 0; i < preimages.length; i++) {
            bytes32 hash = sha256(abi.encode(preimages[i]));
            if (book.publishedAt[hash] != 0) continue;
            book.publishedAt[hash] = block.timestamp;
            emit Published(hash, preimages[i]);
        }
    }

    // --- child channels

    /// @inheritdoc IAdjudicator
    function checkpointChild(Channel calldata, ChildTerms calldata, State calldata, bytes calldata) external {
        run(ANNEX);
    }

    /// @inheritdoc IAdjudicator
    function challengeChild(
        Channel calldata,
        ChildTerms calldata,
        State calldata,
        bytes calldata,
        uint256,
        bytes calldata
    ) external {
        run(ANNEX);
    }

    /// @inheritdoc IAdjudicator
    function concludeChild(Channel calldata, ChildTerms calldata, State calldata, bytes calldata) external {
        run(ANNEX);
    }

    /// @inheritdoc IAdjudicator
    function claimChild(Channel calldata, ChildTerms calldata, State calldata, Claim[] calldata) external {
        run(ANNEX);
    }

    /// @inheritdoc IAdjudicator
    function progressChild(
        Channel calldata,
        ChildTerms calldata,
        State calldata,
        Position calldata,
        Play calldata
    ) external {
        run(ANNEX);
    }

    /// @inheritdoc IAdjudicator
    function timeoutChild(Channel calldata, ChildTerms calldata, State calldata, Position calldata) external {
        run(ANNEX);
    }

    // --- credits

    /// @inheritdoc IAdjudicator
    function withdrawCredit(bytes32 token, uint256 id, address to) external locking {
        bytes32 key = Assets.key(token, id);
        uint256 amount = book.credit[msg.sender][key];
        require(amount > 0, NoCredit());

        book.credit[msg.sender][key] = 0;
        emit CreditWithdrawn(msg.sender, key, to, amount);

        require(Pay.send(token, id, to, amount), NotPaid(to));
    }

    // --- views

    /// @inheritdoc IAdjudicator
    function slotOf(
        bytes32 channelId
    ) external view returns (uint48 version, uint40 deadline, uint8 status, uint160 fingerprint) {
        uint256 slot = book.slot[channelId];
        return (uint48(slot.version()), uint40(slot.deadline()), uint8(slot.status()), uint160(slot.fingerprint()));
    }

    /// @inheritdoc IAdjudicator
    function holdingOf(
        bytes32 channelId,
        bytes32 token,
        uint256 id,
        uint256 participant
    ) external view returns (int256 net, bool closed) {
        uint256 word = book.holding[Holdings.page(channelId, Assets.key(token, id), participant)];
        return (Holdings.net(word, participant), Holdings.isClosed(word));
    }

    /// @inheritdoc IAdjudicator
    function paidOf(bytes32 channelId, bytes32 token, uint256 id, uint256 participant) external view returns (uint256) {
        return Holdings.paidTo(book.paid[Holdings.page(channelId, Assets.key(token, id), participant)], participant);
    }

    /// @inheritdoc IAdjudicator
    function releasedOf(bytes32 channelId, uint256 asset) external view returns (uint256) {
        return Leaves.released(book, channelId, asset);
    }

    /// @inheritdoc IAdjudicator
    function resolvedOf(
        bytes32 channelId,
        bytes32 token,
        uint256 id,
        uint256 participant
    ) external view returns (uint256) {
        bytes32 at = Holdings.page(channelId, Assets.key(token, id), participant);
        return Holdings.paidTo(book.resolved[at], participant);
    }

    /// @inheritdoc IAdjudicator
    function isClaimed(bytes32 channelId, uint256 index) external view returns (bool) {
        return Leaves.isClaimed(book, channelId, index);
    }

    /// @inheritdoc IAdjudicator
    function turnOf(
        bytes32 channelId,
        uint256 index
    ) external view returns (uint32 turn, uint40 enteredAt, bool done, uint176 fingerprint) {
        uint256 word = book.turns[channelId][index];
        return (uint32(word >> 224), uint40(word >> 184), uint8(word >> 176) != 0, uint176(word));
    }

    /// @inheritdoc IAdjudicator
    function publishedAt(bytes32 hash) external view returns (uint256) {
        return book.publishedAt[hash];
    }

    /// @inheritdoc IAdjudicator
    function creditOf(address owner, bytes32 token, uint256 id) external view returns (uint256) {
        return book.credit[owner][Assets.key(token, id)];
    }

    /// @inheritdoc IAdjudicator
    function channelIdOf(Channel calldata channel) external view returns (bytes32) {
        return CalldataHashing.channelId(channel, channel.participants, CHAIN_ID, address(this));
    }

    /// @inheritdoc IAdjudicator
    function domainSeparator() external view returns (bytes32) {
        return DOMAIN;
    }

    // --- the parts of several entries

    function identify(Channel calldata channel, Participant[] calldata people) private view returns (bytes32) {
        require(channel.child == 0, ChildNotSupported());
        return CalldataHashing.channelId(channel, people, CHAIN_ID, address(this));
    }

    function write(bytes32 channelId, uint256 slot) private {
        book.slot[channelId] = slot;
        emit Registered(channelId, slot);
    }

    /// @dev Runs the same call in the code of the annex or the cashier, on this contract's storage and funds, and ends the
    /// call with its answer. Both are made by the constructor and never change. Proof: what is copied goes to free memory, and
    /// nothing is allocated afterwards, for both ways out leave.
    function run(address code) private {
        assembly ("memory-safe") {
            let at := mload(0x40)
            calldatacopy(at, 0, calldatasize())
            let done := delegatecall(gas(), code, at, calldatasize(), 0, 0)
            returndatacopy(at, 0, returndatasize())
            if iszero(done) {
                revert(at, returndatasize())
            }
            return(at, returndatasize())
        }
    }

    function checkMasks(State calldata state, uint256[] calldata masks) private pure {
        require(masks.length == state.assets.length, BadMasks(masks.length, state.assets.length));
    }

    function maskOf(uint256[] memory amounts) private pure returns (uint256 mask) {
        for (uint256 i = 0; i < amounts.length; i++) if (amounts[i] > 0) mask |= 1 << i;
    }
}
