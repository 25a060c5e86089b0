// SPDX-License-Identifier: Apache-2.0
pragma solidity >=0.8.20 <0.9.0;
type Fixed is int256;
using {fadd as +, fmul as *, fneg as -, fsub as -, flt as <, feq as ==, fdiv as /} for Fixed global;
using FixedLib for Fixed global;
function fadd(Fixed a, Fixed b) pure returns (Fixed) {
    return Fixed.wrap(Fixed.unwrap(a) + Fixed.unwrap(b));
}
function fsub(Fixed a, Fixed b) pure returns (Fixed) {
    return Fixed.wrap(Fixed.unwrap(a) - Fixed.unwrap(b));
}
function fmul(Fixed a, Fixed b) pure returns (Fixed) {
    return Fixed.wrap((Fixed.unwrap(a) * Fixed.unwrap(b)) / 1e18);
}
function fdiv(Fixed a, Fixed b) pure returns (Fixed) {
    return Fixed.wrap((Fixed.unwrap(a) * 1e18) / Fixed.unwrap(b));
}
function fneg(Fixed a) pure returns (Fixed) {
    return Fixed.wrap(-Fixed.unwrap(a));
}
function flt(Fixed a, Fixed b) pure returns (bool) {
    return Fixed.unwrap(a) < Fixed.unwrap(b);
}
function feq(Fixed a, Fixed b) pure returns (bool) {
    return Fixed.unwrap(a) == Fixed.unwrap(b);
}
library FixedLib {
    Fixed constant ONE = Fixed.wrap(1e18);
    function floor(Fixed a) internal pure returns (int) {
        int r = Fixed.unwrap(a) / 1e18;
        return Fixed.unwrap(a) < 0 && r * 1e18 != Fixed.unwrap(a) ? r - 1 : r;
    }
    function pow(Fixed a, uint n) internal pure returns (Fixed r) {
        r = ONE;
        while (n > 0) {
            if (n & 1 == 1) r = r * a;
            a = a * a;
            n >>= 1;
        }
    }
    function recip(Fixed a) internal pure returns (Fixed) {
        return ONE / a;
    }
}
contract FixedUser {
    function a(Fixed x, Fixed y) external pure returns (Fixed, Fixed, Fixed) {
        return (x + y * x, -x - y, x / y);
    }
    function b(Fixed x, uint8 n) external pure returns (Fixed, int) {
        return (x.pow(n % 9), x.floor());
    }
    function c(Fixed[] memory xs) external pure returns (Fixed s, Fixed m) {
        for (uint i; i < xs.length; i++) {
            s = s + xs[i];
            if (i == 0 || m < xs[i]) m = xs[i];
        }
    }
    function d(Fixed x) external pure returns (bool, Fixed) {
        return (x == FixedLib.ONE, FixedLib.recip(x));
    }
    function e(Fixed x) external pure returns (Fixed y) {
        y = x;
        for (uint i; i < 5; i++) y = (y + x / y) * Fixed.wrap(5e17);
    }
}
contract StringKit {
    bytes16 private constant HEX = "0123456789abcdef";
    bytes internal constant ALPH = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    function toStr(int256 v) public pure returns (string memory) {
        if (v == type(int).min) return "min";
        return string.concat(v < 0 ? "-" : "", u2s(uint(v < 0 ? -v : v)));
    }
    function u2s(uint v) internal pure returns (string memory s) {
        bytes memory b = new bytes(78);
        uint i = 78;
        do {
            b[--i] = bytes1(uint8(0x30 + (v % 10)));
            v /= 10;
        } while (v > 0);
        bytes memory o = new bytes(78 - i);
        for (uint j; j < o.length; ++j) o[j] = b[i + j];
        s = string(o);
    }
    function parse(string calldata s) external pure returns (int256 r) {
        bytes calldata b = bytes(s);
        require(b.length > 0, "empty");
        bool neg = b[0] == "-";
        for (uint i = neg ? 1 : 0; i < b.length; i++) {
            uint8 c = uint8(b[i]);
            require(c >= 48 && c <= 57, "digit");
            r = r * 10 + int(uint(c - 48));
        }
        if (neg) r = -r;
    }
    function addr(address a) external pure returns (string memory) {
        bytes memory o = new bytes(42);
        o[0] = "0";
        o[1] = "x";
        uint160 v = uint160(a);
        for (uint i = 41; i > 1; i--) {
            o[i] = HEX[v & 0xf];
            v >>= 4;
        }
        return string(o);
    }
    function checksum(address a) external pure returns (string memory) {
        bytes memory lower = new bytes(40);
        for (uint i; i < 20; i++) {
            uint8 v = uint8(bytes20(a)[i]);
            lower[2 * i] = HEX[v >> 4];
            lower[2 * i + 1] = HEX[v & 15];
        }
        bytes32 h = keccak256(lower);
        for (uint i; i < 40; i++) {
            uint8 n = uint8(h[i / 2]);
            n = i % 2 == 0 ? n >> 4 : n & 0xf;
            if (n >= 8 && lower[i] >= "a") lower[i] = bytes1(uint8(lower[i]) - 32);
        }
        return string(abi.encodePacked("0x", lower));
    }
    function b64(bytes memory d) external pure returns (string memory) {
        if (d.length == 0) return "";
        bytes memory o = new bytes(4 * ((d.length + 2) / 3));
        uint j;
        for (uint i; i < d.length; i += 3) {
            uint24 w = uint24(uint8(d[i])) << 16;
            if (i + 1 < d.length) w |= uint24(uint8(d[i + 1])) << 8;
            if (i + 2 < d.length) w |= uint8(d[i + 2]);
            o[j++] = ALPH[(w >> 18) & 63];
            o[j++] = ALPH[(w >> 12) & 63];
            o[j++] = i + 1 < d.length ? ALPH[(w >> 6) & 63] : bytes1("=");
            o[j++] = i + 2 < d.length ? ALPH[w & 63] : bytes1("=");
        }
        return string(o);
    }
    function split(string memory s, bytes1 sep) external pure returns (string[] memory parts) {
        bytes memory b = bytes(s);
        uint n = 1;
        for (uint i; i < b.length; i++) if (b[i] == sep) n++;
        parts = new string[](n);
        uint start;
        uint k;
        for (uint i; i <= b.length; i++)
            if (i == b.length || b[i] == sep) {
                bytes memory p = new bytes(i - start);
                for (uint j; j < p.length; j++) p[j] = b[start + j];
                parts[k++] = string(p);
                start = i + 1;
            }
    }
    function find(string memory h, string memory n) external pure returns (int) {
        bytes memory a = bytes(h);
        bytes memory b = bytes(n);
        if (b.length > a.length) return -1;
        for (uint i; i <= a.length - b.length; i++) {
            bool ok = true;
            for (uint j; j < b.length && ok; j++) ok = a[i + j] == b[j];
            if (ok) return int(i);
        }
        return -1;
    }
    function cmp(string memory a, string memory b) external pure returns (int8) {
        bytes memory x = bytes(a);
        bytes memory y = bytes(b);
        uint n = x.length < y.length ? x.length : y.length;
        for (uint i; i < n; i++) {
            if (x[i] < y[i]) return -1;
            else if (x[i] > y[i]) return 1;
        }
        return
            x.length == y.length
                ? int8(0)
                : x.length < y.length
                    ? -1
                    : int8(1);
    }
    function utf8len(string calldata s) external pure returns (uint n) {
        bytes calldata b = bytes(s);
        for (uint i; i < b.length;) {
            bytes1 c = b[i];
            if (c < 0x80) i += 1;
            else if (c < 0xE0) i += 2;
            else if (c < 0xF0) i += 3;
            else if (c < 0xF8) i += 4;
            else revert("utf8");
            n++;
        }
    }
    function caesar(string memory s, uint8 k) external pure returns (string memory) {
        bytes memory b = bytes(s);
        for (uint i; i < b.length; i++) {
            uint8 c = uint8(b[i]);
            if (c > 64 && c < 91) b[i] = bytes1(((c - 65 + (k % 26)) % 26) + 65);
        }
        return s;
    }
    function rev(bytes calldata b) external pure returns (bytes memory r) {
        r = new bytes(b.length);
        for (uint i; i < b.length; i++) r[b.length - 1 - i] = b[i];
    }
    function trim(string memory s) external pure returns (string memory) {
        bytes memory b = bytes(s);
        uint i;
        uint j = b.length;
        while (i < j && b[i] == 0x20) i++;
        while (j > i && b[j - 1] == " ") j--;
        bytes memory o = new bytes(j - i);
        for (uint k; k < o.length; k++) o[k] = b[i + k];
        return string(o);
    }
    function json(string calldata name, uint age, bool ok, int[] calldata xs) external pure returns (string memory r) {
        r = string.concat('{"name":"', name, '","age":', u2s(age), ',"ok":', ok ? "true" : "false", ',"xs":[');
        for (uint i; i < xs.length; i++) r = string.concat(r, i == 0 ? "" : ",", toStr(xs[i]));
        r = string.concat(r, "]}");
    }
    function hexDigits(bytes1 c) internal pure returns (uint8) {
        if (c >= "0" && c <= "9") return uint8(c) - 48;
        if (c >= "a" && c <= "f") return uint8(c) - 87;
        if (c >= "A" && c <= "F") return uint8(c) - 55;
        revert(string(abi.encodePacked("bad hex digit ", c)));
    }
    function unhex(string calldata s) external pure returns (bytes memory o) {
        bytes calldata b = bytes(s);
        require(b.length % 2 == 0, "odd");
        o = new bytes(b.length / 2);
        for (uint i; i < o.length; i++) {
            uint8 hi = hexDigits(b[2 * i]);
            o[i] = bytes1(hi * 16 + hexDigits(b[2 * i + 1]));
        }
    }
}
contract BitKit {
    function pop(uint x) external pure returns (uint c) {
        while (x != 0) {
            x &= x - 1;
            c++;
        }
    }
    function msb(uint x) external pure returns (uint8 r) {
        if (x >= 2 ** 128) {
            x >>= 128;
            r += 128;
        }
        if (x >= 2 ** 64) {
            x >>= 64;
            r += 64;
        }
        if (x >= 2 ** 32) {
            x >>= 32;
            r += 32;
        }
        if (x >= 2 ** 16) {
            x >>= 16;
            r += 16;
        }
        if (x >= 2 ** 8) {
            x >>= 8;
            r += 8;
        }
        if (x >= 2 ** 4) {
            x >>= 4;
            r += 4;
        }
        if (x >= 2 ** 2) {
            x >>= 2;
            r += 2;
        }
        if (x >= 2 ** 1) r += 1;
    }
    function rev(uint64 x) external pure returns (uint64 y) {
        for (uint i; i < 64; i++) {
            y = (y << 1) | (x & 1);
            x >>= 1;
        }
    }
    function rotl(uint32 x, uint8 n) external pure returns (uint32) {
        n %= 32;
        return n == 0 ? x : (x << n) | (x >> (32 - n));
    }
    function bswap(uint32 x) external pure returns (uint32) {
        return ((x & 0xff) << 24) | ((x & 0xff00) << 8) | ((x >> 8) & 0xff00) | (x >> 24);
    }
    function gray(uint8 x) external pure returns (uint8, uint8) {
        uint8 g = x ^ (x >> 1);
        uint8 b = g;
        for (uint8 s = 1; s < 8; s <<= 1) b ^= b >> s;
        return (g, b);
    }
    function set(uint m, uint8 i, bool v) external pure returns (uint, bool) {
        m = v ? m | (1 << i) : m & ~(1 << i);
        return (m, m & (1 << i) != 0);
    }
    function pack(
        uint64 a,
        uint32 b,
        int16 c,
        bool d
    ) external pure returns (uint p, uint64 a2, uint32 b2, int16 c2, bool d2) {
        p = (uint(a) << 192) | (uint(b) << 160) | (uint(uint16(c)) << 144) | (d ? 1 : 0);
        a2 = uint64(p >> 192);
        b2 = uint32(p >> 160);
        c2 = int16(uint16(p >> 144));
        d2 = p & 1 == 1;
    }
    function sext(uint16 x) external pure returns (int16, int8, int32) {
        return (int16(x), int8(uint8(x)), int32(int16(x)));
    }
    function absmin(int128 a, int128 b) external pure returns (uint128, int128) {
        uint128 x;
        unchecked {
            x = uint128(a < 0 ? -a : a);
        }
        return (x, a < b ? a : b);
    }
    function avg(uint a, uint b) external pure returns (uint, uint) {
        return ((a & b) + (a ^ b) / 2, (a | b) - ((a ^ b) >> 1));
    }
    function fnv(bytes calldata d) external pure returns (uint32 h) {
        h = 0x811c9dc5;
        unchecked {
            for (uint i; i < d.length; i++) {
                h ^= uint8(d[i]);
                h *= 16777619;
            }
        }
    }
    function crc(bytes memory d) external pure returns (uint32 c) {
        c = type(uint32).max;
        for (uint i; i < d.length; i++) {
            c ^= uint8(d[i]);
            for (uint k; k < 8; k++) c = c & 1 == 1 ? (c >> 1) ^ 0xEDB88320 : c >> 1;
        }
        c = ~c;
    }
    function xs(uint64 s, uint8 n) external pure returns (uint64) {
        for (; n > 200; n--) {
            s ^= s << 13;
            s ^= s >> 7;
            s ^= s << 17;
        }
        return s;
    }
    function lcg(uint32 s) external pure returns (uint32[4] memory o) {
        unchecked {
            for (uint i; i < 4; i++) {
                s = s * 1664525 + 1013904223;
                o[i] = (s >> 16) | (s << 16);
            }
        }
    }
    function sqrt(uint x) external pure returns (uint y) {
        if (x == 0) return 0;
        uint z = (x + 1) / 2;
        y = x;
        while (z < y) {
            y = z;
            z = (x / z + z) / 2;
        }
    }
    function gcd(int a, int b) external pure returns (int) {
        while (b != 0) (a, b) = (b, a % b);
        return a < 0 ? -a : a;
    }
    function inv(uint a, uint m) external pure returns (uint) {
        (int t, int nt, int r, int nr) = (int(0), int(1), int(m), int(a));
        while (nr != 0) {
            int q = r / nr;
            (t, nt) = (nt, t - q * nt);
            (r, nr) = (nr, r - q * nr);
        }
        require(r == 1, "no inverse");
        return t < 0 ? uint(t + int(m)) : uint(t);
    }
    function mpow(uint b, uint e, uint m) external pure returns (uint r) {
        r = 1 % m;
        b %= m;
        while (e > 0) {
            if (e & 1 > 0) r = mulmod(r, b, m);
            b = mulmod(b, b, m);
            e >>= 1;
        }
    }
    function muldiv(uint x, uint y, uint d) external pure returns (uint z) {
        unchecked {
            uint mm = mulmod(x, y, type(uint).max);
            uint p0 = x * y;
            uint p1 = mm - p0;
            if (mm < p0) p1--;
            if (p1 == 0) return p0 / d;
            require(d > p1, "big");
            uint r = mulmod(x, y, d);
            if (r > p0) p1--;
            p0 -= r;
            uint t = d & (~d + 1);
            d /= t;
            p0 /= t;
            t = (0 - t) / t + 1;
            p0 |= p1 * t;
            uint i = (3 * d) ^ 2;
            i *= 2 - d * i;
            i *= 2 - d * i;
            i *= 2 - d * i;
            i *= 2 - d * i;
            i *= 2 - d * i;
            i *= 2 - d * i;
            z = p0 * i;
        }
    }
}
