// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

// What the fuzz has found, shrunk by hand to what matters.

// The length of an array that the type tells: its elements are computed all the same, and may fail.
contract KnownLengths {
    function literal(uint8[2] calldata a, uint8 i) external pure returns (uint256) {
        return [a[0], a[i]].length;
    }
    function inMemory(uint56[2] memory a, uint8 i) external pure returns (uint256 n, uint8 m) {
        n = [a[1], a[i]].length;
        m = bytes7(a[i]).length;
    }
}
