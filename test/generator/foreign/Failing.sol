// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;
// Two parts of one expression fail, each in its own way.
contract Failing {
    error Bad(uint256 at);
    error Worse();
    struct P {
        uint256 a;
        uint256 b;
    }
    function small(uint256 x) internal pure returns (uint256) {
        if (x > 3) revert Bad(x);
        return x;
    }
    function tiny(uint256 x) internal pure returns (uint256) {
        if (x > 1) revert Worse();
        return x;
    }
    function plus(uint256 a, uint256 b) external pure returns (uint256) {
        return small(a) * 16 + small(b);
    }
    function same(uint256 a, uint256 b) external pure returns (uint256) {
        return tiny(a) + tiny(b);
    }
    function divs(uint256 a, uint256 b, uint256[] memory m) external pure returns (uint256) {
        return a / b + m[a];
    }
    function less(uint256 a, uint256 b) external pure returns (bool) {
        return small(a) < tiny(b);
    }
    function pow(uint256 a, uint256 b) external pure returns (uint256) {
        return small(a) ** tiny(b);
    }
    function shl(uint256 a, uint256 b) external pure returns (uint256) {
        return (small(a) << tiny(b)) | (a - b);
    }
    function mm(uint256 a, uint256 b, uint256 m) external pure returns (uint256) {
        return mulmod(small(a), tiny(b), m);
    }
    function mm2(uint256 a, uint256 b, uint256 m) external pure returns (uint256) {
        return addmod(small(a), b, m);
    }
    function mm3(uint256 a, uint256 b, uint256 m) external pure returns (uint256) {
        return mulmod(a + 1, b, m) + addmod(mulmod(a, b, m), b / m, m);
    }
    function named(uint256 a, uint256 b) external pure returns (P memory) {
        return P({b: small(a), a: tiny(b)});
    }
    function nameds(uint256 a, uint256 b) external pure returns (P memory) {
        return P({a: small(a), b: tiny(b)});
    }
    function nest(uint256 a, uint256 b, uint256 c) external pure returns (uint256) {
        return small(a) + (tiny(b) - (small(c) + (tiny(a) * small(b))));
    }
    function args(uint256 a, uint256 b) external pure returns (P memory) {
        return P(small(a), tiny(b));
    }
}
library Checked {
    function add(uint256 a, uint256 b) internal pure returns (uint256 c) {
        unchecked {
            c = a + b;
            require(c >= a, "add");
        }
    }
    function sub(uint256 a, uint256 b) internal pure returns (uint256) {
        return sub(a, b, "sub");
    }
    function sub(uint256 a, uint256 b, string memory why) internal pure returns (uint256) {
        require(b <= a, why);
        unchecked {
            return a - b;
        }
    }
    function div(uint256 a, uint256 b) internal pure returns (uint256) {
        require(b > 0, "div");
        return a / b;
    }
}
contract Chained {
    using Checked for uint256;
    function f(uint256 a, uint256 b, uint256 c) external pure returns (uint256) {
        return a.sub(b).div(c.add(a));
    }
    function g(uint256 a, uint256 b, uint256 c) external pure returns (uint256) {
        return a.add(b).add(c.add(a));
    }
    function h(uint256 a, uint256 b, uint256 c) external pure returns (uint256) {
        return a.add(b).sub({b: c.div(a), why: "named"});
    }
    function i(uint8[] calldata m, uint256 j) external pure returns (uint256) {
        return m[j] + uint256(m[m.length - 1]);
    }
}
