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

// A length just below 2^64 still has addresses, so that what fails is the end of the calldata, without data.
contract FarLengths {
    function text(uint56, string memory s) external pure returns (uint256) {
        return bytes(s).length;
    }
    function words(uint64, uint256[] memory m) external pure returns (uint256) {
        return m.length;
    }
    function inside(bytes calldata c) external pure returns (bytes memory) {
        return abi.decode(c, (bytes));
    }
}

// All values of a tuple are computed before any of them is copied out of calldata.
contract CopiedLast {
    function both(bytes[3] calldata c, uint96 x) external pure returns (bytes[3] memory, bytes32) {
        return (c, keccak256(abi.encode(c, x)));
    }
}
