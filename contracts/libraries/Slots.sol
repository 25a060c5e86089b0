// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// @title The one word a channel has: version:48 | deadline:40 | status:8 | fingerprint:160
library Slots {
    uint256 internal constant OPEN = 0;
    uint256 internal constant DISPUTED = 1;
    uint256 internal constant CLOSED = 2;

    function pack(
        uint256 version_,
        uint256 deadline_,
        uint256 status_,
        uint256 fingerprint_
    ) internal pure returns (uint256) {
        return (version_ << 208) | (deadline_ << 168) | (status_ << 160) | fingerprint_;
    }

    function version(uint256 slot) internal pure returns (uint256) {
        return slot >> 208;
    }

    function deadline(uint256 slot) internal pure returns (uint256) {
        return uint40(slot >> 168);
    }

    function status(uint256 slot) internal pure returns (uint256) {
        return uint8(slot >> 160);
    }

    function fingerprint(uint256 slot) internal pure returns (uint256) {
        return uint160(slot);
    }

    /// @notice The outcome cannot change any more: by the clock alone (finding H6).
    function isFixed(uint256 slot) internal view returns (bool) {
        return status(slot) == DISPUTED && block.timestamp >= deadline(slot);
    }

    function isEditable(uint256 slot) internal view returns (bool) {
        return status(slot) != CLOSED && !isFixed(slot);
    }

    /// @notice The same of a child channel: concluded, or at its expiry (0: never), whatever happened before.
    function isFixedChild(uint256 slot, uint256 expiry) internal view returns (bool) {
        return status(slot) == CLOSED || isFixed(slot) || (expiry != 0 && block.timestamp >= expiry);
    }

    /// @notice Since when a fixed child is so, for the clocks of its apps. (One that was concluded has none.)
    function childFixedAt(uint256 slot, uint256 expiry) internal pure returns (uint256) {
        return status(slot) == DISPUTED ? deadline(slot) : expiry;
    }

    function withState(uint256 slot, uint256 version_, uint256 fingerprint_) internal pure returns (uint256) {
        return pack(version_, deadline(slot), status(slot), fingerprint_);
    }

    function withStatus(uint256 slot, uint256 status_) internal pure returns (uint256) {
        return pack(version(slot), deadline(slot), status_, fingerprint(slot));
    }
}
