// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.8;
contract Assorted {
    struct V {
        int x;
        int y;
    }
    function dot(V memory a, V memory b) internal pure returns (int) {
        return a.x * b.x + a.y * b.y;
    }
    function inPlace(V memory a) internal pure returns (V memory) {
        a.x = -a.x;
        return a;
    }
    function f2(V[] memory vs) external pure returns (int s) {
        for (uint i; i < vs.length; i++) {
            s += dot(vs[i], vs[vs.length - 1 - i]);
            vs[i].x = 0;
        }
    }
    function fill(uint[] memory m, uint v) internal pure returns (uint[] memory) {
        for (uint i; i < m.length; i++) m[i] = v;
        return m;
    }
    function f3(uint8 n) external pure returns (uint[][] memory m) {
        m = new uint[][](2);
        m[0] = fill(new uint[](n % 5), 3);
        m[1] = fill(m[0], 4);
    }
    function f4(uint8 n) external pure returns (bytes memory) {
        return abi.encode(fill(new uint[](n % 4), n), n);
    }
    function f5(uint[] memory a) external pure returns (uint x) {
        x = fill(a, 3).length;
        x += a.length;
        if (a.length > 0) x += a[0];
    }
    function push(uint[] memory a, uint v) internal pure returns (uint[] memory r) {
        r = new uint[](a.length + 1);
        for (uint i; i < a.length; i++) r[i] = a[i];
        r[a.length] = v;
    }
    function f6(uint[] memory a) external pure returns (uint[] memory) {
        a = push(push(a, 1), a.length);
        a = push(a, a[a.length - 1] + 1);
        return a;
    }
    function stack(uint[] memory st, uint sp, uint v) internal pure returns (uint) {
        st[sp] = v;
        return sp + 1;
    }
    function f7(bytes calldata code) external pure returns (uint[] memory st, uint sp) {
        st = new uint[](8);
        for (uint i; i < code.length; i++) {
            if (code[i] == "+") {
                sp--;
                st[sp - 1] = st[sp - 1] + st[sp];
            } else {
                sp = stack(st, sp, uint8(code[i]));
            }
        }
    }
    function f8(uint n) external pure returns (uint, uint) {
        uint i = 0;
        uint s;
        while (i < n % 20) s += i++;
        return (i, s);
    }
    function f9(string memory a, string memory b) external pure returns (bool) {
        return
            keccak256(bytes(a)) == keccak256(abi.encodePacked(b)) ||
            keccak256(abi.encode(a)) != keccak256(abi.encode(b));
    }
    function f10(uint x) external pure returns (string memory) {
        return string(abi.encodePacked("n=", digits(x), x > 9 ? "!" : ""));
    }
    function digits(uint x) internal pure returns (bytes memory b) {
        do {
            b = abi.encodePacked(uint8(48 + (x % 10)), b);
            x /= 10;
        } while (x != 0);
    }
    function f11(int a, int b) external pure returns (int g) {
        (g, a) = a > b ? (a - b, b) : (b - a, a);
        g = g * 2 + a;
    }
    function f12(uint[4] memory a) external pure returns (uint[4] memory) {
        uint t;
        for (uint i = 0; i < 4; ++i) (t, a[i]) = (a[i], t);
        return a;
    }
    function f13(uint[3] memory a, uint i) external pure returns (uint[3] memory) {
        a[i] = a[(i + 1) % 3] = a[(i + 2) % 3];
        return a;
    }
    function f15(bytes memory b) external pure returns (uint n, bytes32 h) {
        while (n < b.length && b[n] != 0x00 && !(b[n] == 0x20)) n++;
        h = keccak256(abi.encodePacked(b, n));
    }
    function f16(uint64 t) external pure returns (uint8 wd, uint8 h, uint8 m) {
        wd = uint8((t / 86400 + 4) % 7);
        (h, m) = (uint8((t / 3600) % 24), uint8((t / 60) % 60));
    }
    function f17(uint8[9] calldata b) external pure returns (uint8 w) {
        uint8[3][8] memory L = [[0, 1, 2], [3, 4, 5], [6, 7, 8], [0, 3, 6], [1, 4, 7], [2, 5, 8], [0, 4, 8], [2, 4, 6]];
        for (uint i; i < 8; i++)
            if (b[L[i][0]] != 0 && b[L[i][0]] == b[L[i][1]] && b[L[i][1]] == b[L[i][2]]) return b[L[i][0]];
    }
    function f18(uint a, uint b) external pure returns (uint) {
        unchecked {
            return a / b - (a % b);
        }
    }
    function f19(uint seed) external pure returns (uint8[5] memory d) {
        for (uint i; i < 5; i++) {
            d[i] = uint8(uint(keccak256(abi.encodePacked(seed, i))) % 6) + 1;
        }
        uint8 t;
        for (uint i = 1; i < 5; i++)
            for (uint j = i; j > 0 && d[j] < d[j - 1]; j--) {
                t = d[j];
                d[j] = d[j - 1];
                d[j - 1] = t;
            }
    }
}
