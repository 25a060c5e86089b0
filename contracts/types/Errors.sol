// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

// Every error of the adjudicator, one for each rule. (The errors of app adapters are declared in IApp.)

// --- identity and assets
/// @notice A channel has 1 to 100 participants.
error BadParticipants(uint256 count);
/// @notice There is no such participant in the channel.
error BadParticipant(uint256 participant, uint256 count);
/// @notice Not the canonical encoding of an asset (adjudicator §1).
error BadAsset(bytes32 token, uint256 id);
/// @notice Not for child channels: what they can do has an entry named `...Child`, and they hold nothing to pay.
error ChildNotSupported();
/// @notice For child channels only.
error NotAChild();
/// @notice Not the terms that the child's id commits to, or none that a child can have.
error BadChildTerms();
/// @notice An entry was called from inside another that pays or pulls.
error Reentered();
/// @notice The annex and the cashier run inside the adjudicator only: call that.
error NotTheAdjudicator();

// --- funding
/// @notice A child channel never holds assets.
error ChildNotFunded();
/// @notice The channel has paid out this asset for good.
error Closed();
/// @notice The pair of participants holds less than the depositor asked for.
error HeldTooLow(int256 held, uint256 minHeld);
error NothingToFund();
/// @notice The token did not deliver exactly what was said, or is not of the kind that its name says.
error BadDeposit(uint256 received, uint256 amount);
/// @notice A holding is at most 2^112 after a deposit.
error HoldingTooLarge(uint256 net);
/// @notice Tokens come in by deposits only: nothing was being pulled from this token.
error NotPulled();
/// @notice The deposits in ETH come to `needed` wei.
error BadValue(uint256 sent, uint256 needed);
/// @notice The channel that was given has another id.
error WrongChannel(bytes32 id, bytes32 given);
/// @notice No such way to pull a deposit.
error BadWay(uint256 way);
/// @notice Permit2 is not on this chain: use another way.
error NoPermit2();

// --- messages of accounts: deposits and redirections
error Expired(uint256 validUntil);
error NonceUsed(address owner, uint256 nonce);
/// @notice Not the account's signature (its key's, or by ERC-1271) over this very message.
error NotSigned(address owner);

// --- the life of a channel
/// @notice Its outcome is fixed, or it has been closed.
error NotEditable();
/// @notice Its outcome can still change.
error NotFixed();
/// @notice A challenge is running already; a newer state goes in by `checkpoint`.
error Disputed();
/// @notice There is no challenge to end.
error NotDisputed();
error StaleVersion(uint256 have, uint256 got);
/// @notice The authorisation asks for a newer registered version.
error VersionTooLow(uint256 have, uint256 need);
/// @notice Not well-formed (adjudicator §4), or not the state that is registered.
error BadState();
/// @notice With this state, that participant would hold less than nothing of that asset.
error Insolvent(uint256 asset, uint256 participant);
/// @notice The holding of that asset is closed: no state may list it any more.
error ListsClosed(uint256 asset);
error BadSignature(uint256 participant);
error BadSignatures(uint256 length, uint256 expected);
/// @notice Neither sent by that participant nor authorised by its signer.
error NotParticipant(uint256 participant);
error NotFinal();
/// @notice One mask for each listed asset.
error BadMasks(uint256 length, uint256 expected);
/// @notice A listed asset is paid by `settle`.
error Listed(bytes32 token, uint256 id);
/// @notice That participant took out more than it deposited, by a state that listed the asset; none that counts lists it any
/// more. Nobody is paid of it until the holding is at least 0: deposit what is missing.
error Overdrawn(uint256 participant);

// --- paying
/// @notice Too little gas beside a capped call: nothing may fail for want of the caller's gas.
error NotEnoughGas(uint256 have, uint256 need);
error NoCredit();
/// @notice The credit could not be paid to that account; it stands.
error NotPaid(address to);

// --- interactions
error BadKind(uint256 kind);
/// @notice The leaf names what the channel does not have (adjudicator §7, malformed).
error BadLeaf();
/// @notice The leaf is not at that index under the registered root.
error BadProof();
/// @notice Nothing in the child is claimed or played any more.
error TooLate(uint256 resolveBy);
/// @notice The interaction has ended and was paid.
error AlreadyClaimed(uint256 index);

// --- apps
/// @notice There is other code, or none, at the app's address.
error BadApp(bytes32 codeHash);
error BadTerms();
/// @notice The app has moved on, or never was in that state.
error StaleState();
/// @notice The app has ended on chain: claim it.
error Done();
error MoveTooLate(uint256 end);
error TooEarly(uint256 end);
/// @notice That seat has made that move on chain as often as it may.
error NoBudget(uint256 seat, uint256 move);
error NotMover(uint256 seat);
/// @notice The app reverted, ran out of its gas, or returned what no app may return. Never a verdict.
error AppFailed();
