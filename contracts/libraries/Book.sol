// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// @notice Everything the adjudicator stores (adjudicator §3). Nothing in it is ever cleared.
/// A *page* is the key of two participants' amounts of one asset: keccak256(channelId, assetKey, participant / 2).
///
///  slot        255           208 207        168 167    160 159                                               0
///             |   version: 48   | deadline: 40 | status: 8 |               fingerprint: 160                   |
///              status 0 open, 1 disputed, 2 closed; fingerprint: the low bits of the registered state's hash
///
///  holding     255      240 239                          120 119                                             0
///             |  flags: 16  | net of the odd one: int120     |         net of the even one: int120            |
///              bit 0 of the flags: closed; net: deposited less paid, below 0 once a gain is paid
///
///  paid,       255                                       128 127                                             0
///  resolved   |           of the odd one: 128                |              of the even one: 128              |
///
///  claims      255                                       128 127                                             0
///   word k    | claimed of what the k-th asset locks: 128    |  interactions 128 k + 127 ... 128 k: a bit each |
///
///  turns       255       224 223           184 183    176 175                                                0
///             |   turn: 32  | enteredAt: 40   |  done: 8  |               fingerprint: 176                     |
///              fingerprint: of the app's state, the entry it came from, and the moves used up
///
/// @param slot per channel, see above
/// @param holding per page
/// @param paid per page: what has been withdrawn without closing
/// @param claims per channel, word k: two things side by side, so that a claim writes one word where it can
/// @param resolved per page of a child channel: what its claims have given
/// @param turns per channel and interaction
/// @param publishedAt the preimage registry: when the preimage of a SHA-256 hash was first published
/// @param credit per owner and asset: payouts that failed
/// @param nonces per owner, 256 to a word: signed deposits and redirections that were used
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
