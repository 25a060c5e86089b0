// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.8;
contract Tricky {
    struct P {
        uint a;
        uint b;
    }
    struct Q {
        P p;
        uint[] xs;
        bytes d;
    }
    enum One {
        Only
    }
    error Err(P p, One o, bytes4 s);
    // memory aliasing through struct fields and arrays
    function al1(Q memory q) external pure returns (Q memory, P memory) {
        P memory p = q.p;
        p.a = 1;
        q.p.b = 2;
        Q memory r = q;
        r.p = P(7, 8);
        return (q, p);
    }
    function al2(uint[] memory xs) external pure returns (Q memory q, uint[] memory) {
        q.xs = xs;
        if (xs.length > 0) {
            q.xs[0] = 5;
            xs = new uint[](2);
            xs[1] = q.xs[0];
        }
        return (q, xs);
    }
    function al3() external pure returns (P[2] memory ps, P[] memory qs) {
        P memory p = P(1, 2);
        ps[0] = p;
        ps[1] = p;
        ps[0].a = 9;
        qs = new P[](2);
        qs[0] = ps[1];
        qs[1] = P(3, 4);
        qs[1].b = qs[0].a;
        delete qs[0];
        qs[0].b = 6;
    }
    function al4(bytes memory b) external pure returns (bytes memory, string memory) {
        string memory s = string(b);
        if (b.length > 0) b[0] = "Z";
        return (b, s);
    }
    function al5(string calldata c) external pure returns (bytes memory a, bytes memory b) {
        a = bytes(c);
        b = bytes(c);
        if (a.length > 0) a[0] = "Y";
    }
    function al6(P[3] memory ps) external pure returns (P[3] memory qs, P memory x) {
        qs = ps;
        x = qs[1];
        (ps[0], ps[1]) = (ps[1], ps[0]);
        x.a = 100;
    }
    function al7(uint[2][] memory m) external pure returns (uint[2][] memory) {
        if (m.length > 1) {
            m[0] = m[1];
            m[0][0] = 3;
            uint[2] memory z;
            m[1] = z;
            z[1] = 8;
        }
        return m;
    }
    function dflt() external pure returns (Q memory q, P[2] memory ps, One o, Q[] memory qs) {
        qs = new Q[](1);
        qs[0].p.a = 1;
        ps[1].b = 4;
    }
    function retAlias(P memory p) external pure returns (P memory r, P memory s) {
        r = p;
        s = idp(p);
        s.a ^= 1;
    }
    function idp(P memory p) internal pure returns (P memory) {
        return p;
    }
    function shr(int x, uint8 y) external pure returns (int, int, int256) {
        return (x >> y, x / int(2) ** (y % 100), -x >> 1);
    }
    function divs(int8 a, int16 b) external pure returns (int16, int16) {
        return (a / b, a % b);
    }
    function prec(uint a, uint b, uint c) external pure returns (uint, bool, uint) {
        unchecked {
            return (((a + b * c - a) & b) | (c ^ a), a < b == b < c, a ** (2 ** 1) - 1 + ~b);
        }
    }
    function assoc(uint8 a) external pure returns (uint, uint) {
        return (2 ** (3 ** 2) + a, uint(a) - 3 - 2);
    }
    function pp(uint8 x) external pure returns (uint8 a, uint8 b, uint8 c) {
        a = x++;
        b = x--;
        c = --x;
    }
    function exps(uint8 b, uint8 e) external pure returns (uint8, uint16, uint) {
        return (b ** (e % 3), uint16(b) ** (e % 2), uint(b) ** e);
    }
    function e1(uint e) external pure returns (uint, uint, int) {
        return (0 ** e, 1 ** e, int(-1) ** e);
    }
    function e2(int b, uint e) external pure returns (int) {
        return b ** e;
    }
    function errs(P calldata p) external pure returns (uint) {
        if (p.a < 3) revert Err(p, One.Only, msg.sig);
        require(p.b > 3, Err({p: P(p.b, p.a), o: One(0), s: 0x11223344}));
        return p.a;
    }
    function oneE(uint8 x) external pure returns (One) {
        return One(x);
    }
    function strlit(uint8 i) external pure returns (bytes1) {
        return bytes("abc")[i];
    }
    function bytesN(bytes32 x) external pure returns (bytes16 hi, bytes16 lo, bytes1 z) {
        hi = bytes16(x);
        lo = bytes16(x << 128);
        z = x[31];
    }
    function castChain(int8 x) external pure returns (uint256, uint8, bytes1, int256, uint32) {
        return (uint256(int256(x)), uint8(x), bytes1(uint8(x)), int256(uint256(uint8(x))), uint32(int32(x)));
    }
    function maxes() external pure returns (uint, uint8, int) {
        unchecked {
            return (type(uint).max + 1, type(uint8).max + 1 - 1, type(int).min - 1);
        }
    }
    function cmp(int8 a, uint8 b, int c) external pure returns (bool, bool, bool) {
        return (a < c, int16(uint16(b)) > a, c == -1);
    }
    function newz(
        uint8 n
    ) external pure returns (string memory s, bytes memory b, bytes[] memory bs, string[] memory ss) {
        s = new string(n % 40);
        b = new bytes(n % 3);
        bs = new bytes[](n % 3);
        ss = new string[](2);
        ss[1] = s;
    }
    function idx(uint8[] memory a, uint i) external pure returns (uint8, uint8[] memory) {
        a[i] += 1;
        --a[i];
        a[i]--;
        a[a[i]] = 0;
        return (a[a[0]], a);
    }
    function cdl(uint8[] calldata a, uint i) external pure returns (uint8) {
        return a[a[i]];
    }
    function cds(Q[] calldata q, uint i) external pure returns (P memory, uint, bytes calldata) {
        Q calldata r = q[i];
        return (r.p, r.xs[i], r.d);
    }
    function cdl2(uint[2][] calldata a, uint8 i) external pure returns (uint[2] calldata, uint[2] memory m) {
        m = a[i];
        return (a[i], m);
    }
    function bslice(bytes calldata b, uint8 s, uint8 e) external pure returns (bytes memory, bytes4, uint) {
        return (b[s:e], bytes4(b[s:]), uint(bytes32(b[e:])));
    }
    function dslice(bytes calldata b) external pure returns (P memory p, bytes memory m) {
        (p, m) = abi.decode(b[2:], (P, bytes));
    }
    function boolEnc(bool a, bool[] calldata bs) external pure returns (bytes memory, bytes memory) {
        return (abi.encode(a, bs), abi.encodePacked(bs, a));
    }
    function nestedCalls(uint a) external pure returns (uint) {
        return sq(sq(a % 9) + half(sq(a % 5)));
    }
    function sq(uint x) private pure returns (uint) {
        return x * x;
    }
    function half(uint x) private pure returns (uint h) {
        h = x >> 1;
    }
    function early(uint[] calldata xs) external pure returns (uint i, bool found) {
        for (i = 0; i < xs.length; i++) {
            if (xs[i] == 7) {
                found = true;
                break;
            } else if (xs[i] == 8) return (99, false);
        }
        if (!found) i = type(uint).max;
    }
    function abiE(uint8 x) external pure returns (uint) {
        bytes memory b = abi.encode(x, "s");
        return abi.decode(b, (uint));
    }
    function decBad(bytes memory b) external pure returns (bool, One, address, int8) {
        return abi.decode(b, (bool, One, address, int8));
    }
    function decArr(bytes memory b) external pure returns (uint8[2] memory a, bool[] memory c) {
        (a, c) = abi.decode(b, (uint8[2], bool[]));
    }
    function decStr(bytes calldata b) external pure returns (string[] memory) {
        return abi.decode(b, (string[]));
    }
    function decNest(bytes calldata b) external pure returns (Q[] memory, uint[][2] memory) {
        return abi.decode(b, (Q[], uint[][2]));
    }
    function em(P[] calldata ps, uint[2][2] calldata z) external pure returns (bytes memory) {
        return abi.encode(ps, z, ps.length);
    }
    function uncLoop(uint8 n) external pure returns (uint8 s) {
        for (uint8 i = n; ;) {
            unchecked {
                s += i;
                ++i;
            }
            if (i % 16 == 0) break;
        }
    }
    function assertT(uint8 x) external pure returns (uint8) {
        assert(x != 3 && x != 4);
        require(!(x == 5 || x == 6));
        return x;
    }
    function shadowT(uint x) external pure returns (uint y) {
        {
            uint z = x % 3;
            y = z;
        }
        {
            bool z = x > 3;
            if (z) y++;
        }
        for (uint z = 0; z < 2; z++) y += z;
    }
    function namedRet(uint x) external pure returns (uint a, uint b) {
        a = x;
        (b, a) = (a, 3);
        if (x == 0) return (b, b);
        return (a + (b % 7), b);
    }
    function modz(uint a, uint b, uint m) external pure returns (uint, uint) {
        return (addmod(a, b, m), mulmod(a, b, m));
    }
    function lastBytes(bytes memory b) external pure returns (uint r) {
        for (uint i = b.length; i-- > 0;) {
            r = r * 2 + (uint8(b[i]) % 2);
            if (r > 1e9) return r;
        }
    }
}
