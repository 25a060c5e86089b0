// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;
// Writers, matchers, coders, rounds of hash functions.
contract Coded {
    struct J {
        bytes out;
        bool first;
    }
    function key(J memory j, string memory k, string memory v) internal pure returns (J memory) {
        j.out = abi.encodePacked(j.out, j.first ? "" : ",", '"', k, '":"', esc(v), '"');
        j.first = false;
        return j;
    }
    function esc(string memory s) internal pure returns (string memory) {
        bytes memory b = bytes(s);
        uint n;
        for (uint i; i < b.length; i++) if (b[i] == '"' || b[i] == "\\") n++;
        bytes memory o = new bytes(b.length + n);
        uint k;
        for (uint i; i < b.length; i++) {
            if (b[i] == '"' || b[i] == bytes1("\\")) o[k++] = "\\";
            o[k++] = b[i];
        }
        return string(o);
    }
    function doc(string calldata a, string calldata b) external pure returns (string memory) {
        J memory j = J({out: "{", first: true});
        return string(bytes.concat(key(key(j, "a", a), "b", b).out, "}"));
    }
    function matches(bytes calldata p, bytes calldata s) public pure returns (bool) {
        return m(p, 0, s, 0);
    }
    function m(bytes calldata p, uint i, bytes calldata s, uint j) internal pure returns (bool) {
        if (i == p.length) return j == s.length;
        if (i + 1 < p.length && p[i + 1] == "*") {
            return m(p, i + 2, s, j) || (j < s.length && (p[i] == "." || p[i] == s[j]) && m(p, i, s, j + 1));
        }
        return j < s.length && (p[i] == "." || p[i] == s[j]) && m(p, i + 1, s, j + 1);
    }
    function rx(uint8 k) external pure returns (bool) {
        string[2][6] memory t = [
            ["a*b", "aaab"],
            ["a*", ""],
            [".*c", "abc"],
            ["ab*a", "aa"],
            ["x", "y"],
            ["a.c", "abc"]
        ];
        return mm(bytes(t[k % 6][0]), bytes(t[k % 6][1]), 0, 0);
    }
    function mm(bytes memory p, bytes memory s, uint i, uint j) internal pure returns (bool) {
        if (i == p.length) return j == s.length;
        bool hit = j < s.length && (p[i] == "." || p[i] == s[j]);
        if (i + 1 < p.length && p[i + 1] == "*") return mm(p, s, i + 2, j) || (hit && mm(p, s, i, j + 1));
        return hit && mm(p, s, i + 1, j + 1);
    }
    function huff(bytes calldata d) external pure returns (uint bits) {
        uint[] memory w = new uint[](256);
        for (uint i; i < d.length; i++) w[uint8(d[i])]++;
        for (;;) {
            uint a = 256;
            uint b = 256;
            for (uint i; i < 256; i++) {
                if (w[i] == 0) continue;
                if (a == 256 || w[i] < w[a]) (b, a) = (a, i);
                else if (b == 256 || w[i] < w[b]) b = i;
            }
            if (b == 256) return bits;
            bits += w[a] + w[b];
            w[a] += w[b];
            w[b] = 0;
        }
    }
    function ulps(uint a, uint b) external pure returns (string memory) {
        unchecked {
            return
                a > b
                    ? string.concat("+", dec(a - b))
                    : a < b
                        ? string.concat("-", dec(b - a))
                        : unicode"±0";
        }
    }
    function dec(uint v) internal pure returns (string memory s) {
        do {
            s = string(abi.encodePacked(uint8(48 + (v % 10)), s));
            v /= 10;
        } while (v != 0);
    }
    function stateMachine(bytes calldata input) external pure returns (St s, uint steps) {
        for (; steps < input.length && s != St.Done; steps++) {
            uint8 c = uint8(input[steps]) & 3;
            if (s == St.Idle) s = c == 0 ? St.Run : St.Idle;
            else if (s == St.Run) {
                if (c == 1) s = St.Wait;
                else if (c == 2) s = St.Done;
            } else {
                s = St(uint8(s) - 1);
            }
        }
    }
    enum St {
        Idle,
        Run,
        Wait,
        Done
    }
    function blake(uint64[4] memory v, uint64 x, uint64 y) external pure returns (uint64[4] memory) {
        unchecked {
            v[0] = v[0] + v[1] + x;
            v[3] = r(v[3] ^ v[0], 32);
            v[2] += v[3];
            v[1] = r(v[1] ^ v[2], 24);
            v[0] += v[1] + y;
            v[3] = r(v[3] ^ v[0], 16);
            v[2] = v[2] + v[3];
            v[1] = r(v[1] ^ v[2], 63);
        }
        return v;
    }
    function r(uint64 x, uint8 n) private pure returns (uint64) {
        return (x >> n) | (x << (64 - n));
    }
    function md(uint32 a, uint32 b, uint32 c, uint32 d, uint8 i) external pure returns (uint32) {
        unchecked {
            uint32 f =
                i < 16
                    ? (b & c) | (~b & d)
                    : i < 32
                        ? (d & b) | (~d & c)
                        : i < 48
                            ? b ^ c ^ d
                            : c ^ (b | ~d);
            uint32 t = a + f + 0xd76aa478;
            return b + ((t << 7) | (t >> 25));
        }
    }
    function poly(uint[] memory cs, uint x, uint p) external pure returns (uint y) {
        for (uint i = cs.length; i > 0; i--) y = addmod(mulmod(y, x, p), cs[i - 1], p);
    }
    function lagrange(uint[3] memory xs, uint[3] memory ys) external pure returns (uint s) {
        uint p = 97;
        for (uint i; i < 3; i++) {
            uint n = 1;
            uint d = 1;
            for (uint j; j < 3; j++)
                if (i != j) {
                    n = mulmod(n, p - (xs[j] % p), p);
                    d = mulmod(d, ((xs[i] % p) + p - (xs[j] % p)) % p, p);
                }
            uint inv = 1;
            for (uint e = p - 2; e > 0; e /= 2) {
                if (e % 2 == 1) inv = (inv * d) % p;
                d = (d * d) % p;
            }
            s = (s + mulmod(ys[i], mulmod(n, inv, p), p)) % p;
        }
    }
}
