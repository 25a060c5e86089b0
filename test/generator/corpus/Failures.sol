// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

error Free(uint256 a, string b);
library Lib {
    error InLib(address who, bytes data);
    function fail(address a, bytes memory b) internal pure {
        revert InLib(a, b);
    }
}

/// Every way to fail: require, revert, assert, custom errors, panics.
contract Failures {
    enum E {
        A,
        B,
        C
    }
    error Own();
    error Rich(uint8 a, E b, int16[] c, bytes d);

    function requires(uint256 x) external pure returns (uint256) {
        require(x != 0);
        require(x > 5, "small");
        require(x < 1000, Own());
        require(x != 77, Free(x, "seventy-seven"));
        return x;
    }
    function message(uint256 x, string memory s) external pure {
        require(x > 100, s);
        if (x > 200) revert(s);
        revert(string.concat(s, "!"));
    }
    function reverts(uint256 x, bytes memory d) external pure {
        if (x % 7 == 0) revert();
        if (x % 7 == 1) revert("a message that is longer than thirty-two bytes, so that it takes two words");
        if (x % 7 == 2) revert Own();
        if (x % 7 == 3) revert Rich(uint8(x), E(x % 3), new int16[](x % 5), d);
        if (x % 7 == 4) revert Free({b: "named", a: x});
        if (x % 7 == 5) Lib.fail(address(uint160(x)), d);
        assert(x == 6);
    }
    function enums(uint256 x, int8 y) external pure returns (E, E, uint8) {
        return (E(x), E(uint8(y)), uint8(E(x)));
    }
    function bounds(E e) external pure returns (E, E, bool) {
        return (type(E).min, type(E).max, e > E.A);
    }
    function divide(uint256 a, uint256 b) external pure returns (uint256) {
        return a / b;
    }
    function index(uint256[] memory a, uint256[3] memory b, uint256 i) external pure returns (uint256) {
        return a[i] + b[i];
    }
    function fixedIndex(bytes32 a, bytes3 b, uint8 i) external pure returns (bytes1, bytes1) {
        return (a[i], b[i]);
    }
    function selectors() external pure returns (bytes4, bytes4, bytes4, bytes4) {
        return (Own.selector, Rich.selector, Free.selector, this.divide.selector);
    }
    function lazyReason(uint256[] memory a, uint256 i) external pure returns (uint256) {
        require(a.length > i, Free(a[i], "eager"));
        return i;
    }
    function eagerReason(uint256 a, uint256 b) external pure returns (uint256) {
        require(a > b, Free(a - b, "eager"));
        return a;
    }
    function callReason(uint256 a, uint256 b) external pure returns (uint256) {
        require(a > b, Rich(uint8(a), E.A, new int16[](2), abi.encode(b)));
        return a;
    }
    function calldataReason(bytes calldata d, uint256 n) external pure {
        require(d.length > n, Free(n, string(d)));
        revert Lib.InLib(address(0), d[n:]);
    }
    function ternaryReason(bool a, uint256 x) external pure returns (uint256) {
        return a ? x : 1 / x;
    }
    function failingReason(uint256 a, uint256 b) external pure returns (uint256) {
        require(a > b, Free(b - a, "fails although the condition holds"));
        return a;
    }
    function failingText(uint8 a, uint8 b) external pure returns (uint8) {
        require(a > b, string(new bytes(b - a / 2)));
        return a;
    }
}
