// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;
// Coding and decoding of text and bytes, hash functions written out, interpreters.
library Hex {
    bytes16 private constant ALPHABET = "0123456789abcdef";
    error InsufficientLength(uint256 value, uint256 length);
    function toHex(uint256 value, uint256 length) internal pure returns (string memory) {
        uint256 local = value;
        bytes memory buffer = new bytes(2 * length + 2);
        buffer[0] = "0";
        buffer[1] = "x";
        for (uint256 i = 2 * length + 1; i > 1; --i) {
            buffer[i] = ALPHABET[local & 0xf];
            local >>= 4;
        }
        if (local != 0) revert InsufficientLength(value, length);
        return string(buffer);
    }
    function toDecimal(uint256 value) internal pure returns (string memory) {
        if (value == 0) return "0";
        uint256 temp = value;
        uint256 digits;
        while (temp != 0) {
            digits++;
            temp /= 10;
        }
        bytes memory buffer = new bytes(digits);
        while (value != 0) {
            digits -= 1;
            buffer[digits] = bytes1(uint8(48 + uint256(value % 10)));
            value /= 10;
        }
        return string(buffer);
    }
    function toSigned(int256 v) internal pure returns (string memory) {
        return string.concat(v < 0 ? "-" : "", toDecimal(v < 0 ? uint256(-(v + 1)) + 1 : uint256(v)));
    }
    function eq(string memory a, string memory b) internal pure returns (bool) {
        return bytes(a).length == bytes(b).length && keccak256(bytes(a)) == keccak256(bytes(b));
    }
}
contract Strings {
    using Hex for uint256;
    using Hex for int256;
    using Hex for string;
    function hexOf(uint256 v, uint8 n) external pure returns (string memory) {
        return v.toHex(n % 40);
    }
    function addr(address a) external pure returns (string memory) {
        return uint256(uint160(a)).toHex(20);
    }
    function dec(uint256 v) external pure returns (string memory) {
        return v.toDecimal();
    }
    function sdec(int256 v) external pure returns (string memory) {
        return v.toSigned();
    }
    function checksum(address a) external pure returns (string memory) {
        bytes memory h = bytes(uint256(uint160(a)).toHex(20));
        bytes memory s = new bytes(40);
        for (uint i; i < 40; i++) s[i] = h[i + 2];
        bytes32 k = keccak256(s);
        for (uint i; i < 40; i++) {
            uint8 n = uint8(k[i / 2]);
            n = i % 2 == 0 ? n >> 4 : n & 15;
            if (n > 7 && h[i + 2] > "9") h[i + 2] = bytes1(uint8(h[i + 2]) - 32);
        }
        return string(h);
    }
    function same(string calldata a, string memory b) external pure returns (bool) {
        return Hex.eq(a, b);
    }
    function upper(string memory s) external pure returns (string memory) {
        bytes memory b = bytes(s);
        for (uint i = 0; i < b.length; i++) if (b[i] >= 0x61 && b[i] <= 0x7A) b[i] = bytes1(uint8(b[i]) - 32);
        return string(b);
    }
    function reverse(string calldata s) external pure returns (string memory) {
        bytes memory b = bytes(s);
        uint n = b.length;
        for (uint i; i < n / 2; i++) (b[i], b[n - 1 - i]) = (b[n - 1 - i], b[i]);
        return string(b);
    }
    function indexOf(string memory h, string memory n) external pure returns (int) {
        bytes memory a = bytes(h);
        bytes memory b = bytes(n);
        if (b.length == 0 || b.length > a.length) return -1;
        for (uint i; i <= a.length - b.length; i++) {
            bool ok = true;
            for (uint j; j < b.length && ok; j++) ok = a[i + j] == b[j];
            if (ok) return int(i);
        }
        return -1;
    }
    function palindrome(bytes calldata b) external pure returns (bool) {
        for (uint i = 0; i < b.length / 2; ++i) if (b[i] != b[b.length - i - 1]) return false;
        return true;
    }
    function split(string calldata s, bytes1 sep) external pure returns (string[] memory parts) {
        bytes calldata b = bytes(s);
        uint n = 1;
        for (uint i; i < b.length; i++) if (b[i] == sep) n++;
        parts = new string[](n);
        uint start;
        uint k;
        for (uint i; i <= b.length; i++)
            if (i == b.length || b[i] == sep) {
                parts[k++] = string(b[start:i]);
                start = i + 1;
            }
    }
    function join(string[] calldata p, string calldata sep) external pure returns (string memory out) {
        for (uint i; i < p.length; i++) out = i == 0 ? p[i] : string.concat(out, sep, p[i]);
    }
    function parse(string calldata s) external pure returns (int v) {
        bytes memory b = bytes(s);
        require(b.length > 0, "empty");
        bool neg = b[0] == "-";
        for (uint i = neg ? 1 : 0; i < b.length; i++) {
            uint8 d = uint8(b[i]) - 48;
            if (d > 9) revert(string(abi.encodePacked("bad digit: ", b[i])));
            v = v * 10 + int8(d);
        }
        if (neg) v = -v;
    }
    function roman(uint16 n) external pure returns (string memory out) {
        uint16[13] memory v = [uint16(1000), 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1];
        string[13] memory s = ["M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"];
        n %= 4000;
        for (uint i; i < 13; i++)
            while (n >= v[i]) {
                out = string.concat(out, s[i]);
                n -= v[i];
            }
    }
    function utf8len(string calldata s) external pure returns (uint n) {
        bytes calldata b = bytes(s);
        for (uint i; i < b.length; n++) {
            uint8 c = uint8(b[i]);
            if (c < 0x80) i += 1;
            else if (c < 0xE0) i += 2;
            else if (c < 0xF0) i += 3;
            else if (c < 0xF8) i += 4;
            else revert("utf8");
        }
    }
    function caesar(bytes memory b, uint8 k) external pure returns (bytes memory) {
        unchecked {
            for (uint i; i < b.length; i++) {
                bytes1 c = b[i];
                if (c >= "a" && c <= "z") b[i] = bytes1(((uint8(c) - 97 + (k % 26)) % 26) + 97);
            }
        }
        return b;
    }
    function trim(string memory s) external pure returns (string memory) {
        bytes memory b = bytes(s);
        uint i;
        uint j = b.length;
        while (i < j && b[i] == 0x20) i++;
        while (j > i && b[j - 1] == " ") j--;
        bytes memory o = new bytes(j - i);
        for (uint k = i; k < j; k++) o[k - i] = b[k];
        return string(o);
    }
}
contract Base {
    bytes private constant B58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    string internal constant TABLE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    function b64(bytes memory d) public pure returns (string memory) {
        if (d.length == 0) return "";
        bytes memory t = bytes(TABLE);
        bytes memory r = new bytes(4 * ((d.length + 2) / 3));
        uint k;
        for (uint i; i < d.length; i += 3) {
            uint24 x = uint24(uint8(d[i])) << 16;
            if (i + 1 < d.length) x |= uint24(uint8(d[i + 1])) << 8;
            if (i + 2 < d.length) x |= uint8(d[i + 2]);
            r[k++] = t[x >> 18];
            r[k++] = t[(x >> 12) & 63];
            r[k++] = i + 1 < d.length ? t[(x >> 6) & 0x3f] : bytes1("=");
            r[k++] = i + 2 < d.length ? t[x & 0x3f] : bytes1("=");
        }
        return string(r);
    }
    function uri(string calldata name, uint id) external pure returns (string memory) {
        return
            string(
                abi.encodePacked(
                    "data:application/json;base64,",
                    b64(abi.encodePacked('{"name":"', name, " #", Hex.toDecimal(id), '"}'))
                )
            );
    }
    function b58(bytes calldata src) external pure returns (bytes memory out) {
        uint8[] memory d = new uint8[](src.length * 2 + 1);
        uint len = 1;
        for (uint i; i < src.length; ++i) {
            uint carry = uint8(src[i]);
            for (uint j; j < len; ++j) {
                carry += uint(d[j]) * 256;
                d[j] = uint8(carry % 58);
                carry = carry / 58;
            }
            while (carry > 0) {
                d[len++] = uint8(carry % 58);
                carry /= 58;
            }
        }
        uint z;
        while (z < src.length && src[z] == 0) z++;
        out = new bytes(z + len);
        for (uint i; i < z; i++) out[i] = "1";
        for (uint i; i < len; i++) out[z + i] = B58[d[len - 1 - i]];
    }
    function unhex(string calldata s) external pure returns (bytes memory r) {
        bytes calldata b = bytes(s);
        require(b.length % 2 == 0, "odd");
        r = new bytes(b.length / 2);
        for (uint i; i < r.length; i++) r[i] = bytes1(nib(b[2 * i]) * 16 + nib(b[2 * i + 1]));
    }
    function nib(bytes1 c) private pure returns (uint8) {
        if (c >= "0" && c <= "9") return uint8(c) - uint8(bytes1("0"));
        if (c >= "a" && c <= "f") return 10 + uint8(c) - uint8(bytes1("a"));
        revert BadNibble(c);
    }
    error BadNibble(bytes1 c);
    function rle(bytes calldata b) external pure returns (bytes memory o) {
        for (uint i; i < b.length;) {
            uint8 n = 1;
            while (i + n < b.length && b[i + n] == b[i] && n < 255) n++;
            o = bytes.concat(o, bytes1(n), b[i]);
            i += n;
        }
    }
    function unrle(bytes calldata b) external pure returns (bytes memory o) {
        for (uint i; i + 1 < b.length; i += 2)
            for (uint8 k = 0; k < uint8(b[i]); k++) o = abi.encodePacked(o, b[i + 1]);
    }
    function b32(uint40 v) external pure returns (string memory) {
        bytes memory a = "abcdefghijklmnopqrstuvwxyz234567";
        bytes memory o = new bytes(8);
        for (uint i = 8; i-- > 0; v >>= 5) o[i] = a[v & 31];
        return string(o);
    }
}
contract Sums {
    function crc32(bytes calldata d) external pure returns (uint32 c) {
        c = 0xffffffff;
        for (uint i; i < d.length; i++) {
            c ^= uint8(d[i]);
            for (uint8 k = 0; k < 8; k++) c = c & 1 == 1 ? (c >> 1) ^ 0xEDB88320 : c >> 1;
        }
        return ~c;
    }
    function adler(bytes calldata d) external pure returns (uint32) {
        uint32 a = 1;
        uint32 b;
        for (uint i; i < d.length; ++i) {
            a = (a + uint8(d[i])) % 65521;
            b = (b + a) % 65521;
        }
        return (b << 16) | a;
    }
    function fnv(bytes memory d) external pure returns (uint64 h) {
        h = 0xcbf29ce484222325;
        unchecked {
            for (uint i; i < d.length; i++) {
                h ^= uint8(d[i]);
                h *= 0x100000001b3;
            }
        }
    }
    function djb2(string memory s) external pure returns (uint32 h) {
        h = 5381;
        unchecked {
            for (uint i; i < bytes(s).length; i++) h = (h << 5) + h + uint8(bytes(s)[i]);
        }
    }
    function rotl(uint32 x, uint8 n) internal pure returns (uint32) {
        return (x << n) | (x >> (32 - n));
    }
    function sha1(bytes memory m) external pure returns (bytes20) {
        uint n = m.length;
        bytes memory p = new bytes(((n + 8) / 64) * 64 + 64);
        for (uint i; i < n; i++) p[i] = m[i];
        p[n] = 0x80;
        uint64 bits = uint64(n * 8);
        for (uint i; i < 8; i++) p[p.length - 1 - i] = bytes1(uint8(bits >> (8 * i)));
        uint32[5] memory h = [uint32(0x67452301), 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0];
        uint32[80] memory w;
        for (uint o; o < p.length; o += 64) {
            for (uint t; t < 16; t++)
                w[t] =
                    (uint32(uint8(p[o + 4 * t])) << 24) |
                    (uint32(uint8(p[o + 4 * t + 1])) << 16) |
                    (uint32(uint8(p[o + 4 * t + 2])) << 8) |
                    uint8(p[o + 4 * t + 3]);
            for (uint t = 16; t < 80; t++) w[t] = rotl(w[t - 3] ^ w[t - 8] ^ w[t - 14] ^ w[t - 16], 1);
            round(h, w);
        }
        return bytes20(abi.encodePacked(h[0], h[1], h[2], h[3], h[4]));
    }
    function round(uint32[5] memory h, uint32[80] memory w) private pure {
        unchecked {
            uint32[5] memory v = [h[0], h[1], h[2], h[3], h[4]];
            for (uint t; t < 80; t++) {
                uint32 f;
                uint32 k;
                if (t < 20) {
                    f = (v[1] & v[2]) | (~v[1] & v[3]);
                    k = 0x5A827999;
                } else if (t < 40) {
                    f = v[1] ^ v[2] ^ v[3];
                    k = 0x6ED9EBA1;
                } else if (t < 60) {
                    f = (v[1] & v[2]) | (v[1] & v[3]) | (v[2] & v[3]);
                    k = 0x8F1BBCDC;
                } else {
                    f = v[1] ^ v[2] ^ v[3];
                    k = 0xCA62C1D6;
                }
                uint32 temp = rotl(v[0], 5) + f + v[4] + k + w[t];
                v[4] = v[3];
                v[3] = v[2];
                v[2] = rotl(v[1], 30);
                v[1] = v[0];
                v[0] = temp;
            }
            for (uint i; i < 5; i++) h[i] += v[i];
        }
    }
    function luhn(string calldata s) external pure returns (bool) {
        bytes calldata b = bytes(s);
        uint sum;
        for (uint i; i < b.length; i++) {
            uint8 d = uint8(b[b.length - 1 - i]);
            require(d >= 48 && d < 58, unicode"not a digit ✗");
            d -= 48;
            if (i % 2 == 1) {
                d *= 2;
                if (d > 9) d -= 9;
            }
            sum += d;
        }
        return sum % 10 == 0;
    }
    function xorshift(uint64 s, uint8 n) external pure returns (uint64) {
        for (; n > 0; --n) {
            s ^= s << 13;
            s ^= s >> 7;
            s ^= s << 17;
        }
        return s;
    }
    function lcg(uint32 s) external pure returns (uint16[4] memory o) {
        unchecked {
            for (uint i; i < 4; i++) {
                s = s * 1664525 + 1013904223;
                o[i] = uint16(s >> 16);
            }
        }
    }
    function keccakf(uint64[25] memory a) external pure returns (uint64[25] memory) {
        uint64[5] memory c;
        for (uint8 r = 0; r < 2; r++) {
            for (uint i; i < 5; i++) c[i] = a[i] ^ a[i + 5] ^ a[i + 10] ^ a[i + 15] ^ a[i + 20];
            for (uint i; i < 5; i++) {
                uint64 t = c[(i + 4) % 5] ^ ((c[(i + 1) % 5] << 1) | (c[(i + 1) % 5] >> 63));
                for (uint j; j < 25; j += 5) a[j + i] ^= t;
            }
            for (uint j; j < 25; j += 5) {
                for (uint i; i < 5; i++) c[i] = a[j + i];
                for (uint i; i < 5; i++) a[j + i] ^= ~c[(i + 1) % 5] & c[(i + 2) % 5];
            }
            a[0] ^= 0x8000000080008008;
        }
        return a;
    }
}
contract Interpreters {
    error BadOpcode(uint8 op, uint pc);
    error StackUnderflow();
    struct Vm {
        uint[16] stack;
        uint8 sp;
        uint pc;
        bytes code;
    }
    function push(Vm memory v, uint x) internal pure {
        v.stack[v.sp++] = x;
    }
    function pop(Vm memory v) internal pure returns (uint) {
        if (v.sp == 0) revert StackUnderflow();
        return v.stack[--v.sp];
    }
    function run(bytes calldata code) external pure returns (uint[] memory out) {
        Vm memory v;
        v.code = code;
        uint steps;
        while (v.pc < v.code.length && steps++ < 100) {
            uint8 op = uint8(v.code[v.pc++]) % 12;
            if (op == 0) break;
            else if (op == 1) push(v, uint8(v.code[v.pc++]));
            else if (op == 2) {
                uint a = pop(v);
                uint b = pop(v);
                push(v, a + b);
            } else if (op == 3) {
                uint a = pop(v);
                push(v, a * pop(v));
            } else if (op == 4) {
                uint a = pop(v);
                push(v, pop(v) - a);
            } else if (op == 5) {
                uint a = pop(v);
                push(v, a);
                push(v, a);
            } else if (op == 6) {
                (uint a, uint b) = (pop(v), pop(v));
                push(v, a);
                push(v, b);
            } else if (op == 7) {
                uint t = pop(v);
                if (t != 0) v.pc = t;
            } else if (op == 8) {
                uint d = pop(v);
                push(v, pop(v) / d);
            } else if (op == 9) pop(v);
            else revert BadOpcode(op, v.pc - 1);
        }
        out = new uint[](v.sp);
        for (uint i; i < out.length; ++i) out[i] = v.stack[i];
    }
    function brain(bytes calldata p, bytes calldata input) external pure returns (bytes memory out) {
        uint8[32] memory tape;
        uint ptr;
        uint inp;
        uint steps;
        for (uint pc; pc < p.length; pc++) {
            if (++steps > 300) return out;
            bytes1 c = p[pc];
            unchecked {
                if (c == ">") ptr = (ptr + 1) % 32;
                else if (c == "<") ptr = (ptr + 31) % 32;
                else if (c == "+") tape[ptr]++;
                else if (c == "-") tape[ptr]--;
            }
            if (c == ".") out = bytes.concat(out, bytes1(tape[ptr]));
            if (c == ",") tape[ptr] = inp < input.length ? uint8(input[inp++]) : 0;
            if (c == "[" && tape[ptr] == 0) {
                uint d = 1;
                while (d > 0) {
                    pc++;
                    if (p[pc] == "[") d++;
                    else if (p[pc] == "]") d--;
                }
            } else if (c == "]" && tape[ptr] != 0) {
                uint d = 1;
                while (d > 0) {
                    pc--;
                    if (p[pc] == "]") d++;
                    else if (p[pc] == "[") d--;
                }
            }
        }
    }
    struct Parser {
        bytes s;
        uint at;
    }
    function eval(string calldata s) external pure returns (int v) {
        Parser memory p = Parser({s: bytes(s), at: 0});
        v = expr(p, 0);
        require(p.at == p.s.length, "trailing");
    }
    function peek(Parser memory p) internal pure returns (bytes1) {
        return p.at < p.s.length ? p.s[p.at] : bytes1(0);
    }
    function expr(Parser memory p, uint depth) internal pure returns (int v) {
        require(depth < 10, "deep");
        v = term(p, depth);
        while (true) {
            bytes1 c = peek(p);
            if (c == "+") {
                p.at++;
                v += term(p, depth);
            } else if (c == "-") {
                p.at++;
                v -= term(p, depth);
            } else return v;
        }
    }
    function term(Parser memory p, uint depth) internal pure returns (int v) {
        v = atom(p, depth);
        for (bytes1 c = peek(p); c == "*" || c == "/"; c = peek(p)) {
            p.at++;
            int w = atom(p, depth);
            if (c == "*") v *= w;
            else v /= w;
        }
    }
    function atom(Parser memory p, uint depth) internal pure returns (int v) {
        bytes1 c = peek(p);
        if (c == "(") {
            p.at++;
            v = expr(p, depth + 1);
            require(peek(p) == ")", "expected )");
            p.at++;
            return v;
        }
        if (c == "-") {
            p.at++;
            return -atom(p, depth);
        }
        require(c >= "0" && c <= "9", string.concat("unexpected '", string(abi.encodePacked(c)), "'"));
        while ((c = peek(p)) >= "0" && c <= "9") {
            v = v * 10 + int(uint(uint8(c))) - 48;
            p.at++;
        }
    }
    function fixedEval(uint8 k) external pure returns (int) {
        string[6] memory e = ["1+2*3", "(1+2)*3", "10/(5-5)", "2*(3+(4-1))/3", "7-", "-3*-3"];
        return this_eval(e[k % 6]);
    }
    function this_eval(string memory s) internal pure returns (int) {
        Parser memory p = Parser(bytes(s), 0);
        return expr(p, 0);
    }
}
