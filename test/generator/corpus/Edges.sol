// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

// Failures and values at the edge of built-in functions and of conversions, which mutants of the translator have asked for.
contract Edges {
    enum Kind {
        A,
        B,
        C
    }

    function modulo(uint256 a, uint256 b, uint8 m) external pure returns (uint256, uint256) {
        return (addmod(a, b, m % 3), mulmod(a, b, m % 5));
    }
    function product(uint256 a, uint256 b, uint8 m) external pure returns (uint256) {
        return mulmod(a, b, m % 2);
    }
    function sum(uint256 a, uint256 b, uint8 m) external pure returns (uint256) {
        return addmod(a, b, m % 2);
    }
    function kinds() external pure returns (Kind, Kind, Kind) {
        return (Kind(2), Kind(0), Kind(1));
    }
    function kind(uint8 x) external pure returns (Kind) {
        return Kind(x % 4);
    }
    function mixed(int8 a, uint8 b) external pure returns (uint256, int256, bytes memory) {
        unchecked {
            return (uint256(uint8(a)) << b, int256(int8(b)) * a, abi.encodePacked(uint8(a), int8(b), bytes1(b)));
        }
    }
    function shifted(uint40 a, uint8 by) external pure returns (uint40, uint256, uint40) {
        return (a << by, uint256(a) << by, a >> by);
    }
}
