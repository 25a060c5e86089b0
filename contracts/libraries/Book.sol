// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// @notice Everything the adjudicator stores (adjudicator §3). Nothing in it is ever cleared.
/// A *page* is the key of two participants' amounts of one asset: keccak256(channelId, assetKey, participant / 2).
/// @param slot version:48 | deadline:40 | status:8 | fingerprint:160
/// @param holding flags:16 (bit 0 closed) | int120 net of the odd participant | int120 net of the even one
/// @param paid two uint128, what has been withdrawn
/// @param claims per channel, word k: claimed of what the fixed state's k-th asset locks:128 | interactions 128k to 128k + 127
/// that have been claimed, one bit each. So a claim writes one word where it can
/// @param resolved per child channel, page by page: two uint128, what its claims have given
/// @param turns per channel and interaction: turn:32 | enteredAt:40 | done:8 | fingerprint:176
/// @param publishedAt the preimage registry: when the preimage of a SHA-256 hash was first published
/// @param credit per owner and asset: payouts that failed
/// @param nonces per owner, word k: which of the nonces 256k to 256k + 255 of its signed deposits and redirections are used
struct Book {
    mapping(bytes32 channelId => uint256) slot;
    mapping(bytes32 page => uint256) holding;
    mapping(bytes32 page => uint256) paid;
    mapping(bytes32 channelId => mapping(uint256 word => uint256)) claims;
    mapping(bytes32 page => uint256) resolved;
    mapping(bytes32 channelId => mapping(uint256 index => uint256)) turns;
    mapping(bytes32 hash => uint256) publishedAt;
    mapping(address owner => mapping(bytes32 assetKey => uint256)) credit;
    mapping(address owner => mapping(uint256 word => uint256)) nonces;
}
