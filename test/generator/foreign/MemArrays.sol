// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;
contract MemArrays {
    uint constant N = 3;
    struct P {
        uint a;
        uint[] b;
    }
    struct T {
        uint v;
        T[] kids;
    }
    struct Deep {
        P[2] ps;
        P[] qs;
        mapping_ m;
    }
    struct mapping_ {
        bytes x;
        string y;
        bool[N] z;
    }
    function a(uint n, uint i) external pure returns (uint[] memory x, uint) {
        x = new uint[](n);
        x[i] = 7;
        return (x, x[n - 1]);
    }
    function b(uint n) external pure returns (uint[][] memory x) {
        x = new uint[][](n);
        for (uint i; i < n; i++) x[i] = new uint[](i);
        if (n > 2) x[1] = x[2];
        if (n > 2) x[1][0] = 5;
    }
    function c(uint i) external pure returns (uint8) {
        return [1, 2, 3][i];
    }
    function d(uint i) external pure returns (string memory) {
        return ["zero", "one", "two"][i];
    }
    function e(uint i, uint j) external pure returns (uint16, uint[2] memory) {
        uint16[2][2] memory m = [[uint16(1), 2], [3, 400]];
        return (m[i][j], [uint(i), j]);
    }
    function f() external pure returns (uint[N] memory x, uint[2 * N] memory y, bytes2[N - 1] memory z, uint) {
        x = [uint(1), 2, 3];
        y[5] = 1;
        z = [bytes2("ab"), "cd"];
        return (x, y, z, x.length + y.length);
    }
    function g() external pure returns (uint, uint, bytes1) {
        return (new uint[](5).length, (new bytes(4)).length, (new bytes(3))[2]);
    }
    function h(uint n) external pure returns (P[] memory x, uint[2][] memory y, string[] memory z) {
        x = new P[](n);
        y = new uint[2][](n);
        z = new string[](n);
        if (n > 0) {
            x[0].a = 1;
            x[0].b = new uint[](1);
            y[n - 1][1] = 2;
            z[0] = "zz";
        }
    }
    function i() external pure returns (uint s) {
        T memory t;
        t.v = 1;
        t.kids = new T[](2);
        t.kids[0].v = 10;
        t.kids[1].kids = new T[](1);
        t.kids[1].kids[0].v = 100;
        s = sum(t);
    }
    function sum(T memory t) internal pure returns (uint s) {
        s = t.v;
        for (uint k; k < t.kids.length; k++) s += sum(t.kids[k]);
    }
    function j(P memory p, uint k) external pure returns (P memory, P memory q) {
        q = p;
        delete p.b;
        delete q.a;
        if (k > 1) delete p;
        return (p, q);
    }
    function k(uint[] memory x, uint n) external pure returns (uint[] memory) {
        delete x[n];
        return x;
    }
    function l(uint[] memory x) external pure returns (uint[] memory, uint[] memory y) {
        y = x;
        delete x;
        return (x, y);
    }
    function m(Deep memory x) external pure returns (Deep memory) {
        delete x.ps;
        x.m.z[1] = true;
        delete x.m.x;
        return x;
    }
    function n() external pure returns (Deep memory x) {
        x.ps[1].b = new uint[](2);
        x.m.y = "hello";
    }
    function p(uint8[4] memory x, uint n1) external pure returns (uint8[4] memory y) {
        y[n1] = x[n1];
        y[3 - n1] += 250;
    }
    function q(uint[3][2] memory x) external pure returns (uint[3] memory r) {
        r = x[0];
        x[0] = x[1];
        r[0] = x[0][2];
    }
    function r(uint n1) external pure returns (uint) {
        uint[100] memory big;
        big[n1] = n1;
        uint t;
        for (uint z; z < big.length; z++) t += big[z];
        return t;
    }
    function s(string[] memory x) external pure returns (string memory t) {
        for (uint z; z < x.length; z++) t = string.concat(t, z == 0 ? "" : ",", x[z]);
    }
    function t(bool[] memory x) external pure returns (uint c1) {
        for (uint z = x.length; z > 0;) {
            unchecked {
                --z;
            }
            if (x[z]) ++c1;
        }
    }
    function u(uint n1) external pure returns (bytes memory x) {
        x = new bytes(n1);
        for (uint z; z < n1; ++z) x[z] = bytes1(uint8(z));
    }
    function v() external pure returns (uint[] memory) {
        uint[] memory x;
        return x;
    }
    function w() external pure returns (uint[2][3] memory x, P memory y, bytes memory z, string memory zz) {}
    function x1(uint n1) external pure returns (uint[] memory) {
        return new uint[](n1 == 0 ? 2 ** 64 : n1 % 9);
    }
    function x2(uint n1) external pure returns (uint) {
        bytes memory z = new bytes(n1);
        return z.length;
    }
    function x3(uint n1) external pure returns (uint) {
        uint[] memory z = new uint[](n1);
        return z.length;
    }
    function x4(uint n1) external pure returns (uint) {
        P[] memory z = new P[](n1);
        return z.length;
    }
    function x5(uint n1) external pure returns (uint) {
        uint[4][] memory z = new uint[4][](n1);
        return z.length;
    }
    function y1(uint[] memory x, uint len) external pure returns (uint[] memory z) {
        z = new uint[](x.length < len ? x.length : len);
        for (uint k1; k1 < z.length; k1++) z[k1] = x[x.length - 1 - k1];
    }
    function y2(uint[] memory x) external pure returns (uint[] memory) {
        if (x.length < 2) return x;
        for (uint k1 = 1; k1 < x.length; k1++) {
            uint key = x[k1];
            uint j1 = k1;
            while (j1 > 0 && x[j1 - 1] > key) {
                x[j1] = x[j1 - 1];
                j1--;
            }
            x[j1] = key;
        }
        return x;
    }
    function y3(int[] memory x) external pure returns (int mx, int mn) {
        (mx, mn) = (type(int).min, type(int).max);
        for (uint q1 = 0; q1 < x.length; q1++) {
            if (x[q1] > mx) mx = x[q1];
            if (x[q1] < mn) mn = x[q1];
        }
    }
    function y4(uint8[] memory x) external pure returns (uint8 s1) {
        for (uint q1 = 0; q1 < x.length; q1++) s1 += x[q1];
    }
    function y5(uint8[] memory x) external pure returns (uint s1) {
        for (uint q1 = 0; q1 < x.length; q1++) s1 += x[q1];
    }
}
contract words {
    struct class {
        uint constructor_;
        uint __proto__;
        uint toString;
        uint valueOf;
        uint length;
        uint prototype;
        uint arguments;
        uint hasOwnProperty;
    }
    uint constant NaN = 4;
    uint constant undefined = 5;
    uint constant Infinity = 6;
    function _(uint _1, uint __) public pure returns (uint $, uint $_) {
        $ = _1;
        $_ = __;
    }
    function await(uint yield) public pure returns (uint async) {
        async = yield;
    }
    function eval(uint package, uint const, uint export) public pure returns (uint) {
        uint with = package;
        uint void = const;
        uint class_ = export;
        return with + void * class_;
    }
    function Object(uint Array, uint BigInt) public pure returns (uint Number) {
        Number = Array + BigInt;
    }
    function Uint8Array(bytes memory TextEncoder) public pure returns (bytes memory Math, uint JSON) {
        Math = TextEncoder;
        JSON = NaN + undefined + Infinity;
    }
    function proto(class memory c) public pure returns (class memory) {
        c.__proto__ = c.constructor_ ^ c.length;
        return c;
    }
    function proto2(class calldata c) public pure returns (uint, uint) {
        return (c.__proto__, c.hasOwnProperty);
    }
    function protoNew() public pure returns (class memory c) {
        c.prototype = 1;
        class memory d;
        d.__proto__ = 3;
        c.toString = d.__proto__ + d.valueOf;
    }
    function named() public pure returns (class memory) {
        return
            class({
                constructor_: 1,
                __proto__: 2,
                toString: 3,
                valueOf: 4,
                length: 5,
                prototype: 6,
                arguments: 7,
                hasOwnProperty: 8
            });
    }
    function call(uint dispatch) public pure returns (uint run) {
        run = dispatch;
    }
    function panic(uint encode) public pure returns (uint decodeOne) {
        decodeOne = await(encode);
    }
    function symbol(uint globalThis, uint process, uint require_) public pure returns (uint self) {
        self = globalThis ^ process ^ require_;
    }
    function concat(uint uint256Codec) public pure returns (bytes memory bytesCodec) {
        bytesCodec = bytes.concat(bytes32(uint256Codec));
    }
    function function_(uint var_, uint instanceof, uint debugger) public pure returns (uint finally_) {
        finally_ = var_;
        if (instanceof > debugger) finally_++;
    }
    function tmp(uint temporary0, uint t0) public pure returns (uint[] memory) {
        uint[] memory x = new uint[](3);
        x[t0 % 3] = temporary0;
        x[(t0 + 1) % 3] += x[t0 % 3];
        return x;
    }
    function null_(uint this_, uint enum_, uint throw_) public pure returns (uint) {
        {
            uint a = this_;
            {
                uint b = a + 1;
                enum_ = b;
            }
        }
        {
            uint a = throw_;
            enum_ += a;
        }
        return enum_;
    }
    function shadow(uint x) public pure returns (uint) {
        uint y = x;
        {
            uint x = 5;
            y += x;
        }
        for (uint x = 0; x < 2; x++) y += x;
        return y + x;
    }
    function arguments(
        uint import_,
        uint implements_,
        uint interface_,
        uint protected,
        uint public_
    ) public pure returns (uint) {
        return import_ + implements_ * interface_ - protected / public_;
    }
}
