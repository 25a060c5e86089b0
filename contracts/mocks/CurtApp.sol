// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// @notice An app that answers everything with one word: 1.
contract CurtApp {
    fallback() external {
        // solhint-disable-next-line no-inline-assembly
        assembly {
            mstore(0, 1)
            return(0, 32)
        }
    }
}
