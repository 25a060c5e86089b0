// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;
type Num is uint16;
function fsum(uint[] memory a) pure returns (uint s) {
    for (uint i = 0; i < a.length; i++) s += a[i];
}
library L {
    function f(uint x) internal pure returns (uint) {
        return x + 5;
    }
    enum E {
        A,
        B
    }
    struct S {
        uint a;
        E e;
    }
    uint constant K = 3;
}
contract Base0 {
    function ff(uint x) public pure virtual returns (uint) {
        return x;
    }
    modifier m0() virtual {
        _;
    }
}
contract Shadowing is Base0 {
    function keccak256(bytes memory b) internal pure returns (uint) {
        return b.length;
    }
    function sha256(uint a) public pure returns (uint) {
        return a * 2;
    }
    function gasleft() public pure returns (uint) {
        return 5;
    }
    function blockhash(uint x) public pure returns (bytes32) {
        return bytes32(x);
    }
    function addmod(uint x) public pure returns (uint) {
        return x;
    }
    function a(bytes memory b) public pure returns (uint, uint, uint, bytes32, uint) {
        return (keccak256(b), sha256(4), gasleft(), blockhash(7), addmod(9));
    }
    function b(uint msg, uint abi, uint block, uint now, uint tx) public pure returns (uint) {
        return msg + abi * block - now / (tx + 1);
    }
    function c(uint x) public pure returns (uint) {
        uint;
        uint[3];
        string;
        L;
        L.S;
        x;
        5;
        "abc";
        (x, 3);
        x + 1;
        x == 2;
        L.E.A;
        [1, 2];
        true;
        msg.sig;
        return x;
    }
    function d(uint8 x) public pure returns (Num, uint16, uint8) {
        return ((Num).wrap(x), (uint16)(x), ((uint8))((x)));
    }
    function d2(uint8 x) public pure returns (L.E, L.S memory, uint) {
        return ((L.E).B, (L.S)(x, (L.E)(1)), ((L).f)(x));
    }
    function e(uint x) public pure returns (uint, uint) {
        return ((super).ff(x), (Base0).ff(x) + Base0.ff(1) + super.ff(2));
    }
    function ff(uint x) public pure override returns (uint) {
        return x * 10;
    }
    function g() public pure returns (string memory p, uint q, bytes memory r) {
        (p, q) = ("abc", 8);
        (string memory s, uint t) = ("def", 9);
        r = abi.encode(p, q, s, t);
        (p, r) = ("x", "yz");
    }
    function h() public pure returns (uint x, uint y, uint z) {
        (x) = 1;
        (x, y) = (2, 3);
        ((x, y), z) = ((4, 5), 6);
        (((z))) = x;
    }
    function i() public pure returns (bytes4, bytes4, bytes4) {
        return (this.a.selector, Base0.ff.selector, this.g.selector);
    }
    function j(uint x) public pure returns (uint) {
        return fsum(x > 2 ? new uint[](3) : new uint[](1)) + x;
    }
    function k(int x) public pure returns (int, int, int8) {
        return (-(-x), x - -x, -int8(3));
    }
    function l(bool x, bool y) public pure returns (bool, bool, bool, bool, bool) {
        return ((!x && y) || x, x != y, !(x == y), !!x, x ? !y : y);
    }
    function n(uint x, uint y) public pure m0 m0 returns (uint r) {
        unchecked {
            r = x - y;
            if (r > x) {
                r += 1;
            }
        }
        r = r & 0xff;
    }
    function o(uint x) public pure returns (uint r) {
        {
            {
                r = x;
            }
        }
        if (x > 3) {} else {
            r++;
        }
        if (x == 0) {} else r += 2;
    }
    function p(uint) public pure returns (uint, uint x, string memory) {
        x = 3;
        return (1, x, "");
    }
    function q(uint a1, uint) public pure returns (uint) {
        return a1;
    }
    function r() public pure returns (uint a1, string memory b1) {
        return (1, "x");
    }
    function s() public pure returns (uint, string memory) {
        return r();
    }
    function t(bool z) public pure returns (uint, string memory) {
        return z ? r() : s();
    }
    function u() public pure returns (bytes32 x, bytes32 y) {
        x = "abc";
        y = hex"ff";
        x = bytes32("q");
        y |= bytes32(uint(1));
    }
    function v() public pure returns (uint, uint, uint, uint) {
        return (0x1_2, 1_0e2, 0xAB_CD, 12_34_56);
    }
    function w(uint8 x) public pure returns (uint16 a1, int16 b1) {
        a1 = x;
        b1 = int8(x);
        a1 += x;
        b1 -= int16(uint16(x));
    }
    function x1(bytes calldata b1) public pure returns (string memory) {
        return string(b1);
    }
    function x2(string calldata b1) public pure returns (bytes memory) {
        return bytes(b1);
    }
    function x3(string calldata b1) public pure returns (bytes1, uint, bytes32) {
        bytes calldata c1 = bytes(b1);
        return (c1[0], c1.length, L.K > 2 ? bytes32(c1) : bytes32(0));
    }
    struct W {
        bytes data;
        uint len;
    }
    function y1() public pure returns (W memory w1) {
        w1.data = msg.data;
        w1.len = msg.data.length;
        w1.data[3] = 0;
    }
    function y2(uint z) public pure returns (bytes memory) {
        return abi.encode(msg.data, msg.sig, z, msg.data[2:6]);
    }
    function y3() public pure returns (int8[5] memory f1) {
        f1 = [int8(1), -1, 0, 0, 0];
    }
    function y4(uint z) public pure returns (uint[] memory, uint[3][] memory) {
        uint[] memory q1;
        uint[3][] memory q2 = new uint[3][](z % 5);
        q1 = z == 0 ? q1 : new uint[](1);
        return (q1, q2);
    }
    function y5(uint8 b1, uint8 e1) public pure returns (uint8, uint) {
        return (b1 ** (2 ** e1), 2 ** (b1 ** 2));
    }
    function y6(int x, int y) public pure returns (int, int) {
        return ((x / y) * y + (x % y), (x - y) / 2);
    }
    function y7(uint x) public pure returns (uint) {
        uint a1 = 1;
        uint b1 = 2;
        a1 += b1 += x;
        return a1 * 100 + b1;
    }
    function y8(bytes memory z) public pure returns (bytes memory) {
        bytes memory w1 = z;
        if (w1.length > 1) {
            (w1[0], w1[1]) = (w1[1], w1[0]);
            w1[0] ^= 0x20;
            w1[1] |= "a";
        }
        return z;
    }
    function y9(address payable z) public pure returns (address, address payable, bytes memory) {
        address w1 = z;
        return (w1, payable(w1), abi.encodePacked(z, w1));
    }
}
contract Deep0 {
    struct A {
        B[] bs;
        mapping2 m;
    }
    struct B {
        C0[2] cs;
        string[] names;
    }
    struct C0 {
        int24 v;
        bytes3 t;
        bool ok;
        E1 e;
    }
    struct mapping2 {
        uint[][2] g;
        address who;
        Deep0 self;
    }
    enum E1 {
        P,
        Q,
        R
    }
    function a(A memory x) public pure returns (A memory) {
        return x;
    }
    function b(A calldata x) public pure returns (A memory) {
        return x;
    }
    function c(A[] calldata x) public pure returns (bytes memory) {
        return abi.encode(x);
    }
    function d(A calldata x, uint i, uint j) public pure returns (C0 memory, string memory) {
        return (x.bs[i].cs[j], x.bs[i].names[j]);
    }
    function d2(A calldata x, uint i, uint j) public pure returns (int24, E1) {
        return (x.bs[i].cs[j].v, x.bs[0].cs[1].e);
    }
    function e(A calldata x, uint i, uint j) public pure returns (uint, uint[] memory) {
        return (x.m.g[i][j], x.m.g[i]);
    }
    function e2(A calldata x) public pure returns (address, Deep0) {
        return (x.m.who, x.m.self);
    }
    function f(A memory x, uint i, uint j) public pure returns (A memory) {
        x.bs[i].cs[j].v -= 5;
        x.m.g[j] = x.m.g[i];
        x.bs[i].names[j] = "new";
        return x;
    }
    function g(bytes calldata x) public pure returns (A memory) {
        return abi.decode(x, (A));
    }
    function h(A memory x) public pure returns (A memory y, bytes32 k) {
        y = abi.decode(abi.encode(x), (A));
        k = keccak256(abi.encode(y));
        x.m.who = address(1);
    }
    function i(B[2][] calldata x, uint i1) public pure returns (B[2] memory, uint) {
        return (x[i1], x[i1][1].names.length);
    }
    function j(C0[3][2] memory x) public pure returns (C0[3] memory, C0 memory) {
        return (x[1], x[0][2]);
    }
    function k(C0[] calldata x) public pure returns (int s, uint n) {
        for (uint i1; i1 < x.length; i1++) {
            C0 calldata c1 = x[i1];
            if (!c1.ok) continue;
            s += c1.v;
            n++;
            if (c1.e == E1.R) break;
        }
    }
    function l(C0 calldata x) external pure returns (C0 memory y, bytes memory) {
        y = x;
        y.v++;
        return (y, abi.encode(x.v, x.t, x.ok, x.e));
    }
    function m(C0[] calldata x) external pure returns (C0[] memory) {
        return x[1:];
    }
    function n(C0[2][] calldata x, uint f1, uint t1) external pure returns (bytes memory) {
        return abi.encode(x[f1:t1]);
    }
}
