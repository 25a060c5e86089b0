// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;
library Str {
    function len(string memory s) internal pure returns (uint) {
        return bytes(s).length;
    }
    function up(string memory s) internal pure returns (string memory) {
        bytes memory b = bytes(s);
        for (uint i; i < b.length; i++) if (b[i] >= 0x61 && b[i] <= 0x7a) b[i] = bytes1(uint8(b[i]) - 32);
        return string(b);
    }
    function eq(string memory a, string memory b) internal pure returns (bool) {
        return keccak256(bytes(a)) == keccak256(bytes(b));
    }
    function rep(string memory s, uint n) internal pure returns (string memory r) {
        for (; n > 0; n--) r = string.concat(r, s);
    }
    function num(uint v) internal pure returns (string memory) {
        if (v == 0) return "0";
        uint t = v;
        uint d;
        while (t != 0) {
            d++;
            t /= 10;
        }
        bytes memory b = new bytes(d);
        while (v != 0) {
            d -= 1;
            b[d] = bytes1(uint8(48 + uint256(v % 10)));
            v /= 10;
        }
        return string(b);
    }
    function hx(bytes memory d) internal pure returns (string memory) {
        bytes16 al = "0123456789abcdef";
        bytes memory s = new bytes(2 + d.length * 2);
        s[0] = "0";
        s[1] = "x";
        for (uint i; i < d.length; i++) {
            s[2 + i * 2] = al[uint8(d[i] >> 4)];
            s[3 + i * 2] = al[uint8(d[i] & 0x0f)];
        }
        return string(s);
    }
    function cdlen(string calldata s) internal pure returns (uint) {
        return bytes(s).length;
    }
}
library Vec {
    struct V {
        int x;
        int y;
    }
    error Zero();
    function plus(V memory a, V memory b) internal pure returns (V memory) {
        return V(a.x + b.x, a.y + b.y);
    }
    function scale(V memory a, int k) internal pure {
        a.x *= k;
        a.y *= k;
    }
    function dot(V memory a, V memory b) internal pure returns (int) {
        return a.x * b.x + a.y * b.y;
    }
    function check(V memory a) internal pure returns (V memory) {
        if (a.x == 0 && a.y == 0) revert Zero();
        return a;
    }
    function sum(V[] memory vs) internal pure returns (V memory t) {
        for (uint i; i < vs.length; i++) t = plus(t, vs[i]);
    }
    function first(V[] calldata vs) internal pure returns (V calldata) {
        return vs[0];
    }
}
library U {
    function inc(uint self) internal pure returns (uint) {
        return self + 1;
    }
    function addn(uint self, uint n) internal pure returns (uint) {
        return self + n;
    }
    function max(uint self, uint o) internal pure returns (uint) {
        return self > o ? self : o;
    }
    function sort2(uint a, uint b) internal pure returns (uint, uint) {
        return a < b ? (a, b) : (b, a);
    }
}
contract UsingIt {
    using Str for string;
    using Str for uint;
    using Str for bytes;
    using Vec for Vec.V;
    using Vec for *;
    using U for uint256;
    function a(string memory s) external pure returns (uint, string memory, bool) {
        return (s.len(), s.up(), s.eq("ABC"));
    }
    function b(string calldata s, uint8 n) external pure returns (string memory, uint) {
        return (s.rep(n % 5), s.cdlen());
    }
    function c(uint v) external pure returns (string memory) {
        return v.num();
    }
    function d(bytes memory v) external pure returns (string memory) {
        return v.hx();
    }
    function e(Vec.V memory p, Vec.V memory q, int k) external pure returns (Vec.V memory, int, Vec.V memory) {
        Vec.V memory r = p.plus(q);
        p.scale(k);
        return (r, p.dot(q), p);
    }
    function f(Vec.V[] memory vs) external pure returns (Vec.V memory) {
        return vs.sum().check();
    }
    function g(Vec.V[] calldata vs) external pure returns (int) {
        return vs.first().x;
    }
    function h(uint x) external pure returns (uint, uint, uint) {
        return (x.inc().inc().addn(3), x.max(7), uint(5).max({o: x}));
    }
    function i(uint x, uint y) external pure returns (uint, uint) {
        return x.sort2(y);
    }
    function j(uint x) external pure returns (uint) {
        return U.addn({n: 2, self: x});
    }
    function k() external pure returns (uint, string memory) {
        return (string("abc").len(), string("x").rep(3));
    }
    function l(string[] memory s, uint n) external pure returns (uint) {
        return s[n].len();
    }
}
contract Tuples {
    struct A {
        uint x;
        uint8 y;
    }
    struct B {
        A a;
        string s;
    }
    function three() internal pure returns (uint, string memory, bool) {
        return (1, "two", true);
    }
    function a() external pure returns (uint p, string memory q, bool r) {
        (p, q, r) = three();
    }
    function b() external pure returns (uint p, bool r) {
        (p, , r) = three();
        (, , r) = three();
        (p, , ) = three();
    }
    function c() external pure returns (string memory) {
        (, string memory q, ) = three();
        return q;
    }
    function d(uint x, uint y) external pure returns (uint, uint) {
        (x, y) = (y, x);
        return (x, y);
    }
    function e(uint x, uint y, uint z) external pure returns (uint, uint, uint) {
        (x, y, z) = (z, x, y);
        (x, (y, z)) = (y, (z, x));
        return (x, y, z);
    }
    function f(bool q) external pure returns (uint, uint) {
        (uint x, uint y) = q ? (1, 2) : (3, 4);
        return (x, y);
    }
    function g(bool q, uint8 s) external pure returns (uint, string memory) {
        return q ? (uint(s), "s") : (2, "t");
    }
    function h(uint x) external pure returns (uint[2] memory m) {
        (m[0], m[1]) = (x, x + 1);
        (m[0], m[1]) = (m[1], m[0]);
    }
    function i(A memory p, A memory q) external pure returns (A memory, A memory) {
        (p, q) = (q, p);
        (p.x, q.y) = (q.x, 9);
        return (p, q);
    }
    function j(uint8 x) external pure returns (uint16 r, int32 s) {
        (r, s) = (x, -1);
        (s, r) = (int8(x), 300);
    }
    function k(uint[] memory m, uint p, uint q) external pure returns (uint[] memory) {
        (m[p], m[q]) = (m[q], m[p]);
        return m;
    }
    function l() external pure returns (A memory x, B memory y) {
        x = A({y: 2, x: 1});
        y = B({s: "str", a: A(3, 4)});
        y.a = x;
        x.x = 50;
    }
    function m(B memory p) external pure returns (B memory) {
        B memory q = p;
        q.a.y++;
        (q.s, p.a.x) = ("new", 7);
        return p;
    }
    function n(bool p, bool q, uint x) external pure returns (uint) {
        return
            p
                ? q
                    ? x
                    : x + 1
                : q
                    ? x * 2
                    : (p || q ? 1 : 99);
    }
    function o(bool p, uint[] memory x, uint[] memory y) external pure returns (uint[] memory) {
        (p ? x : y)[0] = 7;
        return p ? x : y;
    }
    function p(bool c1, uint8 x, uint16 y) external pure returns (uint16, int, uint8) {
        return (c1 ? x : y, c1 ? -1 : int8(5), c1 ? 255 : 1);
    }
    function q(bool c1) external pure returns (string memory, bytes memory, bytes3) {
        return (c1 ? "abc" : "d", c1 ? bytes("x") : bytes("yz"), c1 ? bytes3("abc") : bytes3(0x010203));
    }
    function r() external pure returns (uint x) {
        x = 1;
        (x) = 2;
        ((x)) = ((3));
    }
    function s(uint x) external pure returns (uint, uint) {
        return ((x), (((x + 1))));
    }
    function t(uint x) external pure returns (uint) {
        uint y;
        uint z;
        y = z = x;
        y += z += 2;
        return y * 1000 + z;
    }
    function u(uint8 x) external pure returns (uint8 y) {
        y = x;
        y <<= 1;
        y |= 1;
        y ^= 0xff;
        y &= 0x7f;
        y >>= 2;
        y %= 7;
        y *= 3;
        y -= 1;
        y /= 2;
    }
    function v(int8 x) external pure returns (int8 y) {
        y = x;
        y <<= 1;
        y |= 1;
        y ^= 0x7f;
        y >>= 2;
        y %= 7;
        y *= 3;
        y -= 1;
        y /= -2;
    }
    function w(bytes4 x) external pure returns (bytes4 y) {
        y = x;
        y <<= 4;
        y |= 0x00000001;
        y ^= "abcd";
        y &= hex"ffffff00";
        y >>= 12;
    }
}
