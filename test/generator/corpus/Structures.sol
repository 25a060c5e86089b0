// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

struct T {
    uint256 v;
    T[] k;
}
contract Structures {
    function sum(T memory t) internal pure returns (uint256) {
        if (t.k.length < 2) return t.v;
        return t.v + sum(t.k[0]) + sum(t.k[1]);
    }
    function mk(uint256 d) internal pure returns (T memory t) {
        t.v = d;
        if (d > 0) {
            t.k = new T[](2);
            t.k[0] = mk(d - 1);
            t.k[1] = mk(d / 2);
        }
    }
    function newT(uint256 d) external pure returns (uint256) {
        T memory z;
        z = mk(d % 5);
        return sum(z) + sum(z) * 2;
    }
    function evenLen(uint256[] memory a) internal pure returns (bool) {
        return a.length == 0 ? true : oddLen(a, a.length);
    }
    function oddLen(uint256[] memory a, uint256 n) internal pure returns (bool) {
        return n == 0 ? false : !oddLen(a, n - 1);
    }
    function both(uint256[] memory a) external pure returns (bool) {
        return evenLen(a) == oddLen(a, a.length) || evenLen(a);
    }
    struct R {
        uint256 s;
    }
    function next(R memory r) internal pure returns (uint256) {
        unchecked {
            r.s = r.s * 6364136223846793005 + 1442695040888963407;
            return r.s >> 33;
        }
    }
    function rnd(uint256 seed, uint8 n) external pure returns (uint256[] memory o) {
        R memory r = R(seed);
        o = new uint256[](n % 10);
        for (uint256 i; i < o.length; i++) o[i] = next(r) % 100;
    }
    struct Q {
        uint256[8] d;
        uint256 h;
        uint256 t;
    }
    function push(Q memory q, uint256 v) internal pure {
        q.d[q.t++ % 8] = v;
    }
    function pop(Q memory q) internal pure returns (uint256 v) {
        v = q.d[q.h++ % 8];
    }
    function queue(uint256[] calldata a) external pure returns (uint256 x) {
        Q memory q;
        for (uint256 i; i < a.length; i++) push(q, a[i]);
        while (q.h < q.t) {
            x = x ^ pop(q);
        }
    }
    function cat(string[] memory p) external pure returns (string memory r) {
        for (uint256 i; i < p.length; i++) r = string.concat(r, i > 0 ? "," : "", p[i]);
    }
    function rev(bytes memory b) internal pure returns (bytes memory r) {
        r = new bytes(b.length);
        for (uint256 i; i < b.length; i++) r[i] = b[b.length - 1 - i];
    }
    function pal(bytes memory b) external pure returns (bool, bytes memory) {
        return (keccak256(rev(b)) == keccak256(b), bytes.concat(rev(b), rev(rev(b))));
    }
    function dp(uint256[][] memory g) internal pure returns (uint256) {
        uint256[][] memory d = new uint256[][](g.length);
        for (uint256 i; i < g.length; i++) {
            d[i] = new uint256[](g[i].length);
            for (uint256 j; j < g[i].length; j++) d[i][j] = g[i][j] / 2;
        }
        return d.length;
    }
    function dps(uint256[][] memory a, uint256[][] memory b) external pure returns (uint256) {
        return dp(a) + dp(b);
    }
}
interface IAfter {
    function q() external pure returns (uint256);
}
