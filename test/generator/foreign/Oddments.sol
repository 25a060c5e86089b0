// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;
interface IGo {
    function go(uint8 a, string calldata s) external returns (bool);
    function one(int16 x) external;
    function none() external;
    function arr(uint8[2] calldata x, bytes4 y, address z) external;
}
struct Map {
    uint a;
}
struct Set {
    Map[] maps;
}
enum Error_ {
    Object,
    Number
}
library Math {
    function max(uint a, uint b) internal pure returns (uint) {
        return a > b ? a : b;
    }
    function clamp(int x, int lo, int hi) internal pure returns (int) {
        return
            x < lo
                ? lo
                : x > hi
                    ? hi
                    : x;
    }
}
contract Array {
    struct P {
        uint8 a;
        int16 b;
        uint[2] c;
    }
    struct Q {
        P[2] ps;
        P p;
        uint8[] xs;
    }
    function a() external pure returns (bytes memory, bytes memory, bytes memory, bytes memory) {
        return (
            abi.encodeCall(IGo.go, (5, "lit")),
            abi.encodeCall(IGo.one, (-3)),
            abi.encodeCall(IGo.none, ()),
            abi.encodeCall(IGo.arr, ([1, 2], 0x11223344, address(1)))
        );
    }
    function b(bytes calldata x) external pure returns (bytes32, bytes32, bytes32, bytes32, bytes32) {
        return (
            keccak256(
                "a"
                "b"
            ),
            keccak256(abi.encodePacked()),
            keccak256(bytes("")),
            keccak256(msg.data),
            keccak256(x[1:])
        );
    }
    function c(uint x) external pure returns (uint y, uint n) {
        if ((y = x / 2) > 3) n = 1;
        while ((x = x / 3) > 0) n++;
        require((y = y + n) != 7, "seven");
    }
    function d(uint x) external pure returns (uint) {
        uint y;
        return y = x + 1;
    }
    function e(uint x) external pure returns (uint, uint) {
        uint y;
        uint z = sq(y = x % 1000) + 1;
        return (y, z);
    }
    function sq(uint x) internal pure returns (uint) {
        return x * x;
    }
    function f() external pure returns (P[2] memory ps, P[2] memory qs, bool) {
        ps = [P(1, -2, [uint(3), 4]), P({a: 5, b: 6, c: [uint(7), 8]})];
        P memory p = ps[1];
        qs = [p, p];
        qs[0].a = 99;
        return (ps, qs, ps[1].a == qs[1].a);
    }
    function g(uint[] memory x, uint[] memory y) external pure returns (uint[][2] memory z) {
        z = [x, y];
        if (x.length > 0) z[0][0] = 5;
        if (y.length > 0) y[0]++;
    }
    function h(bool q) external pure returns (uint) {
        q ? chk(1) : chk(2);
        return 3;
    }
    function chk(uint x) internal pure {
        require(x == 1, "two");
    }
    function i(bool q, string memory s) external pure returns (bytes memory) {
        return abi.encodePacked(q ? "a" : "bc", q ? s : "none", q ? bytes1("x") : bytes1(0));
    }
    function j(Q memory q, uint k) external pure returns (Q memory) {
        q.ps[k].a++;
        q.ps[k].b--;
        q.p.c[k] += 5;
        q.ps[1 - k].c[k] *= 2;
        q.xs[k] <<= 1;
        q.p.a |= 0x80;
        q.p.b = -q.p.b;
        unchecked {
            q.ps[0].a -= 200;
            q.xs[k]--;
        }
        return q;
    }
    function k(Set memory s, Map memory m) external pure returns (Set memory, uint) {
        if (s.maps.length > 0) {
            s.maps[0] = m;
            m.a = Math.max(m.a, s.maps.length);
        }
        return (s, m.a);
    }
    function l(Error_ e1) external pure returns (Error_, int) {
        return (e1 == Error_.Object ? Error_.Number : Error_.Object, Math.clamp(int(uint(uint8(e1))) - 3, -2, 5));
    }
    function m() external pure returns (uint, uint, int, int, bool, bool) {
        return (2 ** (3 ** 0), 1e-2 * 300, (-8) / 2, -5 >> 1, 1 / 3 + 2 / 3 == 1, 0.5 * 4 > 1);
    }
    function n(uint8 x) external pure returns (uint8) {
        return type(uint8).max - x + 1;
    }
    function o(int8 x, uint n1) external pure returns (int8, int8) {
        int8 y = x;
        y <<= n1;
        int8 z = x;
        z >>= n1;
        return (y, z);
    }
    function p(uint16[3] calldata x) external pure returns (uint s, uint16 mx) {
        for (uint q1; q1 < x.length; ++q1) {
            s += x[q1];
            if (x[q1] > mx) mx = x[q1];
        }
    }
    function q(uint x) external pure returns (string memory) {
        if (x % 15 == 0) return "FizzBuzz";
        if (x % 5 == 0) return "Buzz";
        return x % 3 == 0 ? "Fizz" : string(abi.encodePacked(bytes1(uint8(48 + (x % 10)))));
    }
    function r(bytes32 x) external pure returns (string memory) {
        uint n1;
        while (n1 < 32 && x[n1] != 0) n1++;
        bytes memory o1 = new bytes(n1);
        for (uint z; z < n1; z++) o1[z] = x[z];
        return string(o1);
    }
    function s(bytes memory x) external pure returns (uint256 y, uint32 z, address w) {
        require(x.length >= 56, "short");
        y = uint(toB32(x, 0));
        z = uint32(bytes4(toB32(x, 32)));
        w = address(bytes20(toB32(x, 36)));
    }
    function toB32(bytes memory x, uint o1) internal pure returns (bytes32 r1) {
        for (uint z; z < 32; z++) r1 |= bytes32(o1 + z < x.length ? x[o1 + z] : bytes1(0)) >> (z * 8);
    }
    function t(uint[3][3] memory x, uint[3][3] memory y) external pure returns (uint[3][3] memory z, int det) {
        for (uint i1; i1 < 3; i1++)
            for (uint j1; j1 < 3; j1++)
                for (uint k1; k1 < 3; k1++) {
                    unchecked {
                        z[i1][j1] += x[i1][k1] * y[k1][j1];
                    }
                }
        det = int(z[0][0] % 100) * int(z[1][1] % 100) - int(z[0][1] % 100) * int(z[1][0] % 100);
    }
    function u(uint8 x) external pure returns (uint[] memory f1) {
        f1 = new uint[](uint(x) % 94);
        for (uint i1; i1 < f1.length; i1++) f1[i1] = i1 < 2 ? i1 : f1[i1 - 1] + f1[i1 - 2];
    }
    function v(uint16 n1) external pure returns (uint16[] memory ps) {
        n1 %= 300;
        bool[] memory c1 = new bool[](n1 + 1);
        uint k1;
        for (uint16 i1 = 2; i1 <= n1; i1++) {
            if (c1[i1]) continue;
            k1++;
            for (uint j1 = uint(i1) * i1; j1 <= n1; j1 += i1) c1[j1] = true;
        }
        ps = new uint16[](k1);
        k1 = 0;
        for (uint16 i1 = 2; i1 <= n1; i1++) if (!c1[i1]) ps[k1++] = i1;
    }
    function w(uint x) external pure returns (uint, uint) {
        (uint a1, uint b1, ) = tri(x);
        (, , uint c1) = tri(a1);
        return (b1, c1);
    }
    function tri(uint x) internal pure returns (uint a1, uint b1, uint c1) {
        a1 = x;
        unchecked {
            b1 = a1 + 1;
            return (b1, c1 = b1 * 2, a1);
        }
    }
    function x1(uint8 a1, uint8 b1) external pure returns (uint8, uint8, bool) {
        unchecked {
            uint8 c1 = a1 + b1;
            return (c1, a1 - b1, c1 < a1);
        }
    }
    function y1(int a1, int b1) external pure returns (int, int) {
        unchecked {
            return (a1 * b1, a1 - b1);
        }
    }
    function z1(uint a1) external pure returns (uint r1) {
        uint b1 = a1;
        do {
            r1 += b1 & 1;
            b1 >>= 1;
            if (r1 > 5) break;
        } while (b1 != 0);
    }
}
contract Ballot {
    struct Voter {
        uint w;
        bool voted;
        uint8 vote;
    }
    mapping(address => Voter) voters;
    address chair;
    uint8 constant N = 3;
    error Tie(uint8 a, uint8 b);
    constructor() {
        chair = msg.sender;
        voters[chair].w = 1;
    }
    function vote(uint8 v) external {
        Voter storage s = voters[msg.sender];
        require(!s.voted);
        s.voted = true;
        s.vote = v;
    }
    function winner(Voter[] calldata vs) external pure returns (uint8 best) {
        uint[N] memory c;
        for (uint i; i < vs.length; i++) {
            Voter calldata v = vs[i];
            if (!v.voted) continue;
            c[v.vote] += v.w;
        }
        bool tie;
        for (uint8 i = 1; i < N; i++) {
            if (c[i] > c[best]) {
                best = i;
                tie = false;
            } else if (c[i] == c[best]) tie = true;
        }
        if (tie) revert Tie(best, N);
    }
    function quorum(uint yes, uint no, uint16 bps) public pure returns (bool ok, uint share) {
        uint total = yes + no;
        if (total == 0) return (false, 0);
        share = (yes * 10_000) / total;
        ok = share >= bps;
    }
}
