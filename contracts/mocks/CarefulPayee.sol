// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// @notice Receives ETH only with gas to spare, and otherwise gives back the gas that is left: as an account does whose own
/// inner call ran short.
contract CarefulPayee {
    error TooLittleGas();

    receive() external payable {
        require(gasleft() >= 30_000, TooLittleGas());
    }
}
