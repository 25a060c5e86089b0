// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

contract MixedBase {
    event Ev(uint256 a);
    error Er(uint256 a);
    function a() external pure returns (bool, bool, bytes32, bytes4) {
        return (1 < 2, 3 == 4, Ev.selector, Er.selector);
    }
    function b(uint256 x) external pure returns (uint256[2][2] memory, string[] memory) {
        string[] memory s = new string[](2);
        s[x % 3] = "q";
        return ([[uint256(1), x], [x, 2]], s);
    }
    function c(bytes memory m) external pure returns (bool, bytes1) {
        return (m.length > 0 && m[0] == "a", m.length > 1 ? m[1] : bytes1(0));
    }
    function d() external pure returns (bytes32, bytes4, bytes2, uint8, bytes3) {
        bytes32 x = "abc";
        return (x, 0x12345678, hex"abcd", uint8(bytes1("a")), "xyz");
    }
    function e(uint256 n) external pure returns (uint256) {
        return 2 ** n + 10 ** (n % 10);
    }
    function f(bytes calldata z) external pure returns (uint256 q, bytes memory w) {
        (q, w) = abi.decode(msg.data[4:], (uint256, bytes));
        z;
    }
    struct P {
        uint256 x;
        P2 p;
    }
    struct P2 {
        uint8[] z;
        bool ok;
    }
    function mk(uint256 x) internal pure returns (P memory) {
        return P({p: P2(new uint8[](2), true), x: x});
    }
    function g(uint256 x) external pure returns (P memory p) {
        mk(x).x = 5;
        p = mk(x);
        p.p.z[1] = uint8(x);
        (p.p.ok, p.x) = (false, p.x / 2);
        mk(x).p.z[0]++;
    }
    function h(uint8 x) external pure returns (uint256) {
        if (x > 3) {
            if (x > 10) return 1;
            else if (x == 5) {
                return 2;
            }
        } else return 3;
        return 4;
    }
    function i(int256 x) external pure returns (int256) {
        return x > 0 ? x % 7 : -x % 7;
    }
    function j(address p, address q) external pure returns (bool, address) {
        return (p < q, p == q ? address(0) : payable(p));
    }
    function k(uint256 x) external pure returns (uint256 r) {
        do {
            r += x;
            x /= 2;
            if (r > 1e30) break;
        } while (x > 0);
    }
    function l(uint256[] memory x) external pure returns (uint256 mx, uint256 mn) {
        mn = type(uint256).max;
        for (uint256 q; q < x.length; ++q) {
            if (x[q] > mx) mx = x[q];
            if (x[q] < mn) mn = x[q];
        }
    }
    function keccak256(uint256 x) internal pure returns (uint256) {
        return x + 1;
    }
    function m(uint256 x) external pure returns (uint256) {
        return keccak256(x);
    }
    function n(bytes32[] calldata leaves) external pure returns (bytes32) {
        bytes32[] memory t = leaves;
        uint256 len = t.length;
        if (len == 0) return 0;
        while (len > 1) {
            uint256 half = (len + 1) / 2;
            for (uint256 q; q < half; q++) {
                bytes32 lft = t[2 * q];
                bytes32 r = 2 * q + 1 < len ? t[2 * q + 1] : lft;
                t[q] = sha256(abi.encodePacked(lft, r));
            }
            len = half;
        }
        return t[0];
    }
    function o(bool x, uint256 y) external pure returns (uint256) {
        if (!x) revert("no");
        else if (y == 0) revert Er(y);
        return y;
    }
    function p(uint256 x) external pure returns (uint256) {
        {
            uint256 y = x;
            {
                uint256 z = y;
                x = z;
            }
        }
        return x;
    }
    function q(uint256[3][] memory x, uint8 z) external pure returns (uint256[3][] memory, uint256[3] memory w) {
        if (x.length > 0) {
            w = x[0];
            x[0][z % 4] = 9;
        }
        return (x, w);
    }
    function r(string memory s, uint256 z) external pure returns (bytes memory) {
        return bytes.concat(bytes(s), abi.encode(z), hex"00", bytes1(uint8(z % 256)));
    }
    function s(int8 x, uint8 y) external pure returns (int8, int8, int256) {
        return (x << y, x >> y, int256(x) << y);
    }
    function t(uint16 x) external pure returns (uint8, int16, bytes2, uint256) {
        return (uint8(x), int16(x), bytes2(x), uint256(int256(int16(x))));
    }
    function u(uint256 x) external pure virtual returns (uint256) {
        return _u(x);
    }
    function _u(uint256 x) internal pure virtual returns (uint256) {
        return x;
    }
    function v(uint8[4] calldata x) external pure returns (uint256 sum) {
        for (uint256 z = 0; z < x.length; z++) sum += x[z];
    }
    function w(uint256 x) external pure returns (string memory s) {
        s = x % 2 == 0 ? "even" : "odd";
        s = string(abi.encodePacked(s, x > 5 ? "!" : ""));
    }
    function x_(bytes calldata d) external pure returns (bytes4 sel, bytes memory rest) {
        sel = bytes4(d[:4]);
        rest = d[4:];
    }
    function y(uint256 a_, uint256 b_) external pure returns (bool ok, uint256 r_) {
        unchecked {
            r_ = a_ + b_;
            ok = r_ >= a_;
        }
    }
    function z(uint64 a_) external pure returns (uint32 h_, uint32 l_) {
        h_ = uint32(a_ >> 32);
        l_ = uint32(a_);
    }
}
contract Mixed is MixedBase {
    function _u(uint256 x) internal pure override returns (uint256) {
        return super._u(x) + 1;
    }
    function u(uint256 x) external pure override returns (uint256) {
        return _u(x) * 2;
    }
}
