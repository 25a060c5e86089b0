// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;
library Errs {
    error E1(uint a);
    error E2();
    struct Box {
        uint v;
    }
    uint internal constant Z = 4;
    enum Way {
        up,
        down
    }
    type Key is bytes32;
    function key(uint x) internal pure returns (Key) {
        return Key.wrap(bytes32(x));
    }
    function unbox(Box calldata b) internal pure returns (uint) {
        return b.v;
    }
    function box(uint v) internal pure returns (Box memory b) {
        b.v = v;
    }
}
using Errs for Errs.Box;
contract Parts {
    using Errs for Errs.Box;
    Errs.Key constant KEY = Errs.Key.wrap(bytes32("key"));
    string constant TEXT = "constant text";
    bytes4 constant SEL = bytes4(keccak256("f(uint256)"));
    bytes constant ENC = abi.encodePacked("ab", uint16(1));
    bool constant B = Errs.Z > 3;
    uint constant T = B ? 1 : 2;
    uint constant U = T + Errs.Z * V;
    uint constant V = 3;
    bytes32 constant W = bytes32(uint256(uint160(address(0x1234))) << 96);
    function a(uint x) external pure returns (uint) {
        require(x != 1, Errs.E1(x));
        require(x != 2, Errs.E2());
        if (x == 3) revert Errs.E2();
        if (x == 4) revert Errs.E1({a: U});
        return x + U;
    }
    function b(Errs.Box calldata c, Errs.Way w) external pure returns (uint, Errs.Box memory, Errs.Way) {
        return (c.unbox(), Errs.box(Errs.unbox(c)), w == Errs.Way.up ? Errs.Way.down : Errs.Way.up);
    }
    function c(uint i) external pure returns (bytes1, Errs.Key, bytes4, bytes memory, bytes32) {
        return (bytes(TEXT)[i], KEY, SEL, ENC, W);
    }
    function d(uint n) external pure returns (uint s) {
        unchecked {
            for (uint i = n % 7; i-- > 0;) s += i;
            return s;
        }
    }
    function e(uint x) external pure returns (uint y, uint z) {
        y = z = x;
        y ^= z = x >> 1;
        (y, z) = (z, y);
        delete z;
        int q = -1;
        q = -q;
        delete q;
        if (q == 0) y++;
    }
    function f(uint x) public pure returns (bytes memory r) {
        bytes memory one = abi.encode(x);
        bytes memory two = one;
        two[31] = 0x07;
        r = one;
        delete two;
        r = bytes.concat(r, two, "lit", hex"00", bytes2(0x0102));
    }
    function g(bool p, bool q) external pure returns (bool, bool, bool, bool) {
        return (p == q, p != q, (p && !q) || q, !(p || q));
    }
    function h(int8 x, uint8 s) external pure returns (int8, int8, int8, uint8, int16) {
        return (x >> s, x << s, ~x, uint8(x) >> s, int16(x) * int16(uint16(s)));
    }
    function i_(uint8 x) external pure returns (uint8 r) {
        for (;;) {
            if (x == 0) break;
            r++;
            x &= x - 1;
        }
    }
    function j(bytes32 x, uint8 i) external pure returns (bytes1, bytes32, bytes16, uint128, bytes32) {
        return (x[i], x << i, bytes16(x), uint128(bytes16(x)), (x & ~bytes32(uint(0xff))) | bytes32(bytes1(i)));
    }
    function k(bytes1 x, bytes2 y) external pure returns (bool, bool, bytes2, bytes1, uint16) {
        return (x < 0x80, x > bytes1(y), bytes2(x) ^ y, bytes1(y << 8), uint16(y) + uint8(x));
    }
    function l(uint[] memory xs) external pure returns (uint total) {
        uint n = xs.length;
        while (n != 0) total += xs[--n] / 3;
    }
    function m(uint[] memory xs, uint v) external pure returns (int) {
        for (uint i = 0; i < xs.length; ++i) {
            if (xs[i] == v) {
                return int(i);
            } else if (xs[i] > v) {
                continue;
            }
            v = v / 2 + xs[i];
        }
        return -1;
    }
    function n_(string memory a_, string memory b_) external pure returns (int) {
        bytes memory x = bytes(a_);
        bytes memory y = bytes(b_);
        uint n = x.length < y.length ? x.length : y.length;
        for (uint i; i < n; ++i) {
            if (x[i] < y[i]) return -1;
            if (x[i] > y[i]) return 1;
        }
        return int(x.length) - int(y.length);
    }
    function o(uint x) external pure returns (uint8, uint16, uint24, int8, bytes4, bool) {
        return (uint8(x), uint16(x), uint24(x), int8(int(x)), bytes4(uint32(x)), x > type(uint64).max);
    }
    function p(uint x, uint y) external pure returns (uint, uint) {
        unchecked {
            return (x - y, x ** (y % 300));
        }
    }
    function q(int x, int y) external pure returns (int, int, int) {
        return (x / y, x % y, x ** uint8(uint(y) & 3));
    }
    function r_(uint x) external pure returns (uint) {
        return f(x).length + this_(x);
    }
    function this_(uint x) private pure returns (uint y) {
        assert(x < 1 << 200);
        y = x;
        {
            if (y > 7) return y - 7;
        }
        y += 7;
    }
    function s(address[3] memory as_, address who) external pure returns (bool) {
        for (uint i; i < as_.length; i++) if (as_[i] == who) return true;
        return who == address(0);
    }
    function t(uint y, uint8 mth) external pure returns (uint8) {
        if (mth == 2) return y % 4 == 0 && (y % 100 != 0 || y % 400 == 0) ? 29 : 28;
        return mth == 4 || mth == 6 || mth == 9 || mth == 11 ? 30 : 31;
    }
}
contract Bases0 {
    function x() public pure virtual returns (uint) {
        return 1;
    }
    function z(uint a) internal pure virtual returns (uint) {
        return a;
    }
}
contract Bases1 is Bases0 {
    function x() public pure virtual override returns (uint) {
        return super.x() + 10;
    }
    function z(uint a) internal pure virtual override returns (uint) {
        return super.z(a) * 2;
    }
}
contract Bases2 is Bases0 {
    function x() public pure virtual override returns (uint) {
        return super.x() + 100;
    }
    function z(uint a) internal pure virtual override returns (uint) {
        return super.z(a + 1);
    }
}
contract Bases3 is Bases1, Bases2 {
    function x() public pure virtual override(Bases1, Bases2) returns (uint) {
        return super.x() * 2 + Bases1.x();
    }
    function z(uint a) internal pure override(Bases2, Bases1) returns (uint) {
        return super.z(a);
    }
    function w(uint a) external pure returns (uint, uint, uint) {
        return (z(a), Bases1.z(a), Bases0.z(a));
    }
}
contract Bases4 is Bases3 {
    function x() public pure override returns (uint) {
        return super.x() + 1000;
    }
    uint private immutable im;
    string public store = "s";
    constructor() {
        im = 5;
    }
    function y() external view returns (uint) {
        return im;
    }
    function v(uint a) external pure returns (uint) {
        return a % 2 == 0 ? z(a) : x();
    }
}
contract Dispatcher {
    function exec(bytes calldata d) external pure returns (bytes memory) {
        bytes4 s = bytes4(d[:4]);
        if (s == this.add.selector) {
            (uint a, uint b) = abi.decode(d[4:], (uint, uint));
            return abi.encode(add(a, b));
        } else if (s == bytes4(keccak256("name()"))) return abi.encode(name());
        revert(string(abi.encodePacked("unknown ", s)));
    }
    function add(uint a, uint b) public pure returns (uint) {
        return a + b;
    }
    function name() public pure returns (string memory) {
        return "dispatcher";
    }
    function known(uint8 k, uint a) external pure returns (bytes memory) {
        bytes memory d =
            k % 3 == 0
                ? abi.encodeWithSelector(0x771602f7, a, 1)
                : k % 3 == 1
                    ? abi.encodeWithSignature("name()")
                    : abi.encodePacked(k);
        return this_(d);
    }
    function this_(bytes memory d) internal pure returns (bytes memory) {
        if (d.length < 4) return "short";
        bytes4 s;
        for (uint i; i < 4; i++) s |= bytes4(bytes1(d[i])) >> (8 * i);
        if (s == this.add.selector) {
            bytes memory t = new bytes(d.length - 4);
            for (uint i; i < t.length; i++) t[i] = d[i + 4];
            (uint a, uint b) = abi.decode(t, (uint, uint));
            return abi.encode(add(a, b));
        }
        return bytes(name());
    }
}
