// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.19;

library Buf {
    struct B {
        bytes data;
        uint len;
    }
    function init(uint n) internal pure returns (B memory b) {
        b.data = new bytes(n);
    }
    function add(B memory b, bytes memory d) internal pure returns (B memory) {
        for (uint i; i < d.length; i++) {
            b.data[b.len++] = d[i];
        }
        return b;
    }
    function put(B memory b, uint8 x) internal pure returns (B memory) {
        b.data[b.len] = bytes1(x);
        b.len++;
        return b;
    }
    function done(B memory b) internal pure returns (bytes memory o) {
        o = new bytes(b.len);
        for (uint i = 0; i < b.len; ++i) o[i] = b.data[i];
    }
}
contract Chains {
    using Buf for Buf.B;
    function f(bytes memory a, bytes calldata c, uint8 k) external pure returns (bytes memory) {
        Buf.B memory b = Buf.init(200);
        b.add(a).put(k).add(c);
        b.put(uint8(b.len)).put(2);
        return b.done();
    }
    struct Rd {
        bytes d;
        uint p;
    }
    function u8(Rd memory r) internal pure returns (uint8 v) {
        v = uint8(r.d[r.p]);
        r.p += 1;
    }
    function u16(Rd memory r) internal pure returns (uint16) {
        uint16 hi = u8(r);
        uint16 lo = u8(r);
        return (hi << 8) | lo;
    }
    function read(bytes calldata d) external pure returns (uint8 a, uint16 b, uint[] memory xs) {
        Rd memory r = Rd(d, 0);
        a = u8(r);
        b = u16(r);
        xs = new uint[](u8(r) % 4);
        for (uint i; i < xs.length; i++) xs[i] = u16(r);
    }
    struct It {
        uint pos;
        uint8 kind;
    }
    function rd2(bytes memory d) external pure returns (It[] memory its) {
        Rd memory r;
        r.d = d;
        its = new It[](2);
        its[0] = It(r.p, u8(r));
        its[1].kind = u8(r);
        its[1].pos = r.p;
    }
}
library Complex {
    struct C {
        int re;
        int im;
    }
    function mul(C memory a, C memory b) internal pure returns (C memory c) {
        c.re = a.re * b.re - a.im * b.im;
        c.im = a.re * b.im + a.im * b.re;
    }
    function add(C memory a, C memory b) internal pure returns (C memory) {
        return C(a.re + b.re, a.im + b.im);
    }
    function conj(C memory a) internal pure returns (C memory r) {
        r = C({im: -a.im, re: a.re});
    }
    function eq(C memory a, C memory b) internal pure returns (bool) {
        return a.re == b.re && a.im == b.im;
    }
}
contract Cplx {
    using Complex for Complex.C;
    using {twice, Complex.eq} for Complex.C;
    function expr(Complex.C memory a, Complex.C calldata b) external pure returns (Complex.C memory) {
        return a.mul(b).add(Complex.add(a.conj(), a.mul(a))).twice();
    }
    function pw(Complex.C memory a, uint8 n) external pure returns (Complex.C memory r, bool e) {
        r = Complex.C(1, 0);
        for (uint i; i < n % 5; i++) r = r.mul(a);
        e = r.eq(a);
    }
}
function twice(Complex.C memory c) pure returns (Complex.C memory) {
    return Complex.add(c, c);
}
contract Rats {
    struct R {
        int256 n;
        uint128 d;
    }
    error ZeroDen();
    function mk(int n, uint128 d) internal pure returns (R memory) {
        if (d == 0) revert ZeroDen();
        uint g = gcd(n < 0 ? uint(-n) : uint(n), d);
        return R(n / int(g), uint128(d / g));
    }
    function gcd(uint a, uint b) internal pure returns (uint) {
        return b == 0 ? a : gcd(b, a % b);
    }
    function add(R memory a, R memory b) public pure returns (R memory) {
        return mk(a.n * int256(uint256(b.d)) + b.n * int256(uint256(a.d)), a.d * b.d);
    }
    function cmp(R calldata a, R calldata b) external pure returns (int8) {
        int l = a.n * int(uint(b.d));
        int r = b.n * int(uint(a.d));
        return l == r ? int8(0) : (l < r ? int8(-1) : int8(1));
    }
}
contract BigInt {
    struct bigint {
        uint[] limbs;
    }
    function fromU(uint x) internal pure returns (bigint memory r) {
        r.limbs = new uint[](1);
        r.limbs[0] = x;
    }
    function limb(bigint memory a, uint i) internal pure returns (uint) {
        return i < a.limbs.length ? a.limbs[i] : 0;
    }
    function max(uint a, uint b) internal pure returns (uint) {
        return a > b ? a : b;
    }
    function add(bigint memory a, bigint memory b) internal pure returns (bigint memory r) {
        r.limbs = new uint[](max(a.limbs.length, b.limbs.length));
        uint carry = 0;
        for (uint i = 0; i < r.limbs.length; ++i) {
            uint l = limb(a, i);
            uint m = limb(b, i);
            unchecked {
                r.limbs[i] = l + m + carry;
                if (l + m < l || (l + m == type(uint).max && carry > 0)) carry = 1;
                else carry = 0;
            }
        }
        if (carry > 0) {
            uint[] memory nl = new uint[](r.limbs.length + 1);
            uint i;
            for (i = 0; i < r.limbs.length; ++i) nl[i] = r.limbs[i];
            nl[i] = carry;
            r.limbs = nl;
        }
    }
    function f(uint[] memory a, uint b) external pure returns (uint[] memory) {
        return add(bigint(a), fromU(b)).limbs;
    }
    function mul512(uint a, uint b) external pure returns (uint lo, uint hi) {
        unchecked {
            uint mm = mulmod(a, b, ~uint(0));
            lo = a * b;
            hi = mm - lo - (mm < lo ? 1 : 0);
        }
    }
}
contract Overl {
    function f(uint a) public pure returns (uint) {
        return a + 1;
    }
    function f(int a) public pure returns (int) {
        return a - 1;
    }
    function f(uint a, bool b) public pure returns (uint) {
        return b ? a : 0;
    }
    function f(string memory s) public pure returns (uint) {
        return bytes(s).length;
    }
    function f(bytes memory s) public pure returns (uint) {
        return s.length + 1;
    }
    function f(uint8[] memory a) public pure returns (uint) {
        return a.length;
    }
    function g(uint x, int y) external pure returns (uint, int, uint, uint) {
        return (f(x), f(y), f(x, true), f(string("abc")));
    }
    function h(uint8 x) external pure returns (uint) {
        return f(uint(x)) + f({a: 5, b: x > 3});
    }
    function n(uint a, uint b, string memory c) public pure returns (string memory, uint) {
        return (c, a - b);
    }
    function m(uint q) external pure returns (string memory, uint) {
        return n({c: "x", b: 3, a: q});
    }
    function shadow(uint f_, uint call, uint dispatch, uint arguments) external pure returns (uint) {
        uint let_ = f_;
        uint t = call;
        uint await = dispatch;
        return let_ ^ t ^ await ^ arguments;
    }
    function js(
        uint function_,
        uint var_,
        uint class,
        uint export_,
        uint yield,
        uint this_,
        uint with
    ) external pure returns (uint eval, uint undefined, uint NaN) {
        eval = class;
        undefined = yield + with;
        NaN = function_ ^ var_ ^ export_ ^ this_;
    }
    struct Proto {
        uint __proto__;
        uint constructor_;
        uint toString;
    }
    function pr(uint a) external pure returns (Proto memory p, uint hasOwnProperty) {
        p.__proto__ = a;
        p.toString = 2;
        Proto memory q = Proto(1, a, 3);
        hasOwnProperty = q.__proto__ + q.constructor_;
    }
    function length(uint Object, uint Array, uint BigInt, uint Number, uint Uint8Array) external pure returns (uint x) {
        x = Object ^ Array ^ BigInt ^ Number;
        uint[] memory m = new uint[](2);
        m[1] = Uint8Array;
        x ^= m[1] % 7;
    }
    function $w(uint $a, uint _b) external pure returns (uint $) {
        $ = $a & _b;
    }
    function encode(uint parameter) external pure returns (bytes memory concat) {
        concat = abi.encode(parameter);
    }
    function keccak(uint tick) public pure returns (bytes32 run) {
        run = keccak256(abi.encode(tick));
        for (uint panic; panic < 2; panic++) run = keccak256(bytes.concat(run));
    }
}
contract Scopes {
    function s(uint x) external pure returns (uint r) {
        {
            uint y = x % 10;
            r += y;
        }
        {
            uint y = 2;
            r *= y;
        }
        for (uint y; y < 2; y++) {
            uint z;
            z += y;
            r += z;
        }
        if (x > 4) {
            uint r2 = r;
            r = r2 + 1;
        }
        uint y2 = r;
        return y2;
    }
    function un(
        uint x
    ) external pure returns (uint a, bool b, string memory c, uint[] memory d, uint[2] memory e, bytes4 f, address g) {
        if (x == 1) {
            uint[] memory q;
            d = q;
            string memory z;
            c = z;
        }
    }
    function loopVar(uint8 n) external pure returns (uint[] memory o) {
        o = new uint[](n % 8);
        for (uint i = 0; i < o.length; i++) {
            uint acc;
            acc += i;
            o[i] = acc;
        }
    }
    function fresh(uint8 n) external pure returns (uint t) {
        for (uint i; i < n % 9; i++) {
            uint[2] memory a;
            a[0]++;
            t += a[0] + a[1];
            S memory q;
            q.k += 1;
            t += q.k;
            bytes memory b = new bytes(2);
            t += b.length;
        }
    }
    struct S {
        uint k;
    }
    function nest(uint8 n) external pure returns (uint c) {
        for (uint i = 0; ;) {
            if (i >= n % 6) break;
            for (uint j = 0; j < 5; ++j) {
                if (j == i) continue;
                if (j > 3) break;
                c += j;
            }
            i += 1;
        }
    }
    function wh(uint16 n) external pure returns (uint c) {
        while (true) {
            if (n == 0) return c;
            n /= 2;
            c++;
            if (c > 12) {
                break;
            }
        }
        c += 100;
    }
    function dw(uint16 n) external pure returns (uint c) {
        do {
            c++;
            if (n % 3 == 0) continue;
            if (n == 7) break;
            n >>= 1;
        } while (n % 3 != 0 && c < 30);
    }
    function unc(uint8 a, uint8 b) external pure returns (uint8 r, uint8 s) {
        unchecked {
            r = a - b;
            {
                s = a * b;
            }
            if (r > s) {
                r++;
            }
            for (uint8 i = 250; i >= 250; i++) s++;
        }
        r = r / 2;
    }
    function ckInUnc(uint8 a) external pure returns (uint8 r) {
        unchecked {
            r = inner(a);
        }
    }
    function inner(uint8 a) internal pure returns (uint8) {
        return a + 10;
    }
    function ifs(uint x) external pure returns (string memory) {
        if (x < 10) return "S";
        else if (x < 100) {
            return "M";
        } else return "L";
    }
    function tern(uint x) external pure returns (uint8) {
        return
            x > 100
                ? 3
                : x > 10
                    ? 2
                    : x > 1
                        ? 1
                        : 0;
    }
    function ret3(uint x) external pure returns (uint a, uint b, uint) {
        a = x;
        if (x > 2) return (1, 2, 3);
        b = 4;
    }
    function bools(bool a, bool b) external pure returns (bool, bool, bool, bool) {
        return (a && b, a || b, a == b, !a != b);
    }
    function assignExpr(uint a) external pure returns (uint x, uint y) {
        if ((x = a % 7) > 3) y = x;
        y = (x += 2) * 2;
        uint[] memory m = new uint[](2);
        y += (m[1] = 4) + m.length;
    }
    function bigs(uint128 a, uint96 b, int120 c) external pure returns (uint128, int240) {
        return (a - b, int240(c) * int96(int(uint(b) >> 8)));
    }
    function empty_() external pure {}
    function unnamed(uint, uint8, bytes calldata) external pure returns (uint) {
        return 7;
    }
    function compareAddr(address a, address b) external pure returns (bool, bool, address) {
        return (a < b, a == address(0), a > b ? a : b);
    }
    function tokens(address tA, address tB) external pure returns (address t0, address t1) {
        require(tA != tB, "IDENTICAL");
        (t0, t1) = tA < tB ? (tA, tB) : (tB, tA);
        require(t0 != address(0), "ZERO");
    }
    function pay(address a) external pure returns (address payable p) {
        p = payable(a);
    }
    function litaddr() external pure returns (address, address) {
        return (address(0x1234), address(bytes20(hex"00112233445566778899aabbccddeeff00112233")));
    }
    function bb(bytes4 a, bytes4 b) external pure returns (bytes4, bytes4, bytes4, bytes4, bool, bytes4, bytes4) {
        return (a & b, a | b, a ^ b, ~a, a < b, a << 3, a >> 9);
    }
    function bIndex(bytes8 b, uint8 i) external pure returns (bytes1, uint8, uint) {
        return (b[i], uint8(b[7]), b.length);
    }
    function u(uint64 x) external pure returns (bytes8, bytes32, bytes32) {
        return (bytes8(x), bytes32(uint(x)), bytes32(bytes8(x)));
    }
    function amm(uint112 r0, uint112 r1, uint96 inp) external pure returns (uint out) {
        require(inp > 0 && r0 > 0 && r1 > 0, "INSUFFICIENT");
        uint f = uint(inp) * 997;
        out = (f * r1) / (uint(r0) * 1000 + f);
    }
    function vest(uint64 start, uint32 dur, uint128 tot, uint64 ts) external pure returns (uint) {
        if (ts < start) return 0;
        else if (ts >= start + dur) return tot;
        else return (uint(tot) * (ts - start)) / dur;
    }
    function fee(uint a, uint16 bps) external pure returns (uint net, uint f) {
        require(bps <= 10_000, "bps");
        f = (a * bps + 9_999) / 1e4;
        net = a - f;
    }
}
library OnlyLib {
    struct Q {
        uint a;
    }
    enum K {
        X,
        Y
    }
    function pub(uint[] memory a) public pure returns (uint) {
        return a.length;
    }
    function ext(Q calldata q, K k) external pure returns (uint) {
        return q.a + uint(k);
    }
    function con() external pure returns (uint) {
        return 1;
    }
}
contract FileLevel {
    uint constant LOCAL = TOP * 2;
    function f(uint x) external pure returns (uint, uint, string memory) {
        return (add3(x), LOCAL, GREETING);
    }
    function rec(uint8 n) external pure returns (bool) {
        return even(n % 30);
    }
    function even(uint n) internal pure returns (bool) {
        return n == 0 ? true : odd(n - 1);
    }
    function odd(uint n) internal pure returns (bool) {
        return n == 0 ? false : even(n - 1);
    }
    function hanoi(uint8 n) external pure returns (uint c) {
        return move(n % 8, 1, 3, 2);
    }
    function move(uint n, uint8 a, uint8 b, uint8 t) internal pure returns (uint) {
        if (n == 0) return 0;
        return move(n - 1, a, t, b) + 1 + move(n - 1, t, b, a);
    }
    function ack(uint8 m, uint8 n) external pure returns (uint) {
        return A(m % 3, n % 4);
    }
    function A(uint m, uint n) internal pure returns (uint) {
        if (m == 0) return n + 1;
        if (n == 0) return A(m - 1, 1);
        return A(m - 1, A(m, n - 1));
    }
    function perms(uint8 n) external pure returns (uint c) {
        uint[] memory a = new uint[](n % 5);
        for (uint i; i < a.length; i++) a[i] = i;
        c = go(a, 0);
    }
    function go(uint[] memory a, uint k) private pure returns (uint c) {
        if (k == a.length) return 1;
        for (uint i = k; i < a.length; i++) {
            (a[k], a[i]) = (a[i], a[k]);
            c += go(a, k + 1);
            (a[k], a[i]) = (a[i], a[k]);
        }
    }
    struct Node {
        uint v;
        Node[] kids;
    }
    function tree(uint8 d) external pure returns (uint) {
        return sum(build(d % 4));
    }
    function build(uint d) internal pure returns (Node memory n) {
        n.v = d + 1;
        if (d > 0) {
            n.kids = new Node[](2);
            n.kids[0] = build(d - 1);
            n.kids[1] = build(d - 1);
        }
    }
    function sum(Node memory n) internal pure returns (uint s) {
        s = n.v;
        for (uint i; i < n.kids.length; i++) s += sum(n.kids[i]);
    }
    function sieve(uint8 n) external pure returns (uint[] memory p) {
        bool[] memory c = new bool[](uint(n) + 1);
        uint k;
        for (uint i = 2; i <= n; i++) {
            if (!c[i]) {
                k++;
                for (uint j = i * i; j <= n; j += i) c[j] = true;
            }
        }
        p = new uint[](k);
        k = 0;
        for (uint i = 2; i <= n; i++) if (!c[i]) p[k++] = i;
    }
    function knap(uint8[] memory w, uint8[] memory v, uint8 cap) external pure returns (uint) {
        require(w.length == v.length && w.length < 6);
        uint[] memory d = new uint[](uint(cap) + 1);
        for (uint i; i < w.length; i++)
            for (uint c = cap; c >= w[i]; c--) {
                uint x = d[c - w[i]] + v[i];
                if (x > d[c]) d[c] = x;
                if (c == 0) break;
            }
        return d[cap];
    }
}
uint constant TOP = 21;
string constant GREETING = "hi";
function add3(uint x) pure returns (uint) {
    unchecked {
        return x + 3;
    }
}
