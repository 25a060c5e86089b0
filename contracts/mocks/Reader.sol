// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// @notice Reads many views by one call, for tests that look at everything after each step. The calldata is a list without any
/// encoding around it: for each view 20 bytes of whom to ask, 2 bytes of how much calldata follows, and that; with none, the ETH
/// of that account is read. The answers come end to end.
contract Reader {
    /// @dev Proof: answers are written to free memory, one after the other, and nothing is allocated afterwards, for both ways
    /// out leave. In assembly because this runs after each of some million calls.
    // solhint-disable-next-line no-complex-fallback
    fallback() external {
        assembly ("memory-safe") {
            let start := mload(0x40)
            let end := start
            for {
                let at := 0
            } lt(at, calldatasize()) {} {
                let head := calldataload(at)
                let size := and(shr(80, head), 0xffff)
                at := add(at, 22)
                switch size
                case 0 {
                    mstore(end, balance(shr(96, head)))
                    end := add(end, 32)
                }
                default {
                    calldatacopy(end, at, size)
                    if iszero(staticcall(gas(), shr(96, head), end, size, 0, 0)) {
                        revert(0, 0)
                    }
                    returndatacopy(end, 0, returndatasize())
                    end := add(end, returndatasize())
                    at := add(at, size)
                }
            }
            return(start, sub(end, start))
        }
    }
}
