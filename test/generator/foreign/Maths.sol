// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.0;

library MathLib {
    error Overflowed(uint256 x, uint256 y);
    enum Rounding {
        Floor,
        Ceil,
        Trunc
    }
    uint256 internal constant WAD = 1e18;
    function mulDiv(uint256 x, uint256 y, uint256 d) internal pure returns (uint256 result) {
        unchecked {
            uint256 mm = mulmod(x, y, type(uint256).max);
            uint256 p0 = x * y;
            uint256 p1 = mm - p0 - (mm < p0 ? 1 : 0);
            if (p1 == 0) return p0 / d;
            if (d <= p1) revert Overflowed(x, y);
            uint256 r = mulmod(x, y, d);
            p1 -= r > p0 ? 1 : 0;
            p0 -= r;
            uint256 twos = d & (0 - d);
            d /= twos;
            p0 /= twos;
            twos = (0 - twos) / twos + 1;
            p0 |= p1 * twos;
            uint256 inv = (3 * d) ^ 2;
            inv *= 2 - d * inv;
            inv *= 2 - d * inv;
            inv *= 2 - d * inv;
            inv *= 2 - d * inv;
            inv *= 2 - d * inv;
            inv *= 2 - d * inv;
            result = p0 * inv;
        }
    }
    function mulDiv(uint256 x, uint256 y, uint256 d, Rounding r) internal pure returns (uint256) {
        uint256 v = mulDiv(x, y, d);
        if (r == Rounding.Ceil && mulmod(x, y, d) > 0) v += 1;
        return v;
    }
    function sqrt(uint256 a) internal pure returns (uint256) {
        if (a == 0) return 0;
        uint256 result = 1 << (log2(a) >> 1);
        unchecked {
            result = (result + a / result) >> 1;
            result = (result + a / result) >> 1;
            result = (result + a / result) >> 1;
            result = (result + a / result) >> 1;
            result = (result + a / result) >> 1;
            result = (result + a / result) >> 1;
            result = (result + a / result) >> 1;
            return result < a / result ? result : a / result;
        }
    }
    function log2(uint256 value) internal pure returns (uint256) {
        uint256 result = 0;
        unchecked {
            if (value >> 128 > 0) {
                value >>= 128;
                result += 128;
            }
            if (value >> 64 > 0) {
                value >>= 64;
                result += 64;
            }
            if (value >> 32 > 0) {
                value >>= 32;
                result += 32;
            }
            if (value >> 16 > 0) {
                value >>= 16;
                result += 16;
            }
            if (value >> 8 > 0) {
                value >>= 8;
                result += 8;
            }
            if (value >> 4 > 0) {
                value >>= 4;
                result += 4;
            }
            if (value >> 2 > 0) {
                value >>= 2;
                result += 2;
            }
            if (value >> 1 > 0) {
                result += 1;
            }
        }
        return result;
    }
    function log10(uint256 value) internal pure returns (uint256 result) {
        unchecked {
            if (value >= 10 ** 64) {
                value /= 10 ** 64;
                result += 64;
            }
            if (value >= 10 ** 32) {
                value /= 10 ** 32;
                result += 32;
            }
            if (value >= 10 ** 16) {
                value /= 10 ** 16;
                result += 16;
            }
            if (value >= 10 ** 8) {
                value /= 10 ** 8;
                result += 8;
            }
            if (value >= 10 ** 4) {
                value /= 10 ** 4;
                result += 4;
            }
            if (value >= 10 ** 2) {
                value /= 10 ** 2;
                result += 2;
            }
            if (value >= 10 ** 1) {
                result += 1;
            }
        }
    }
    function average(uint256 a, uint256 b) internal pure returns (uint256) {
        return (a & b) + (a ^ b) / 2;
    }
    function max(uint256 a, uint256 b) internal pure returns (uint256) {
        return a > b ? a : b;
    }
    function abs(int256 n) internal pure returns (uint256) {
        unchecked {
            return uint256(n >= 0 ? n : -n);
        }
    }
    function tryAdd(uint256 a, uint256 b) internal pure returns (bool, uint256) {
        unchecked {
            uint256 c = a + b;
            if (c < a) return (false, 0);
            return (true, c);
        }
    }
    function tryMul(uint256 a, uint256 b) internal pure returns (bool success, uint256 result) {
        unchecked {
            if (a == 0) return (true, 0);
            uint256 c = a * b;
            if (c / a != b) return (false, 0);
            return (true, c);
        }
    }
}

contract MathUser {
    using MathLib for uint256;
    using MathLib for int256;
    function mulDiv(uint256 x, uint256 y, uint256 d) external pure returns (uint256) {
        return x.mulDiv(y, d);
    }
    function mulDivR(uint256 x, uint256 y, uint256 d, MathLib.Rounding r) external pure returns (uint256) {
        return MathLib.mulDiv(x, y, d, r);
    }
    function sqrt(uint256 x) public pure returns (uint256) {
        return x.sqrt();
    }
    function log2(uint256 x) public pure returns (uint256) {
        return MathLib.log2(x);
    }
    function log10(uint256 x) public pure returns (uint256) {
        return MathLib.log10({value: x});
    }
    function average(uint256 a, uint256 b) external pure returns (uint256) {
        return a.average(b).max(1);
    }
    function abs(int256 x) external pure returns (uint256) {
        return x.abs();
    }
    function tries(uint256 a, uint256 b) external pure returns (bool ok, uint256 s, bool ok2, uint256 m) {
        (ok, s) = a.tryAdd(b);
        (ok2, m) = a.tryMul(b);
    }
    function wad(uint256 a, uint256 b) external pure returns (uint256) {
        return a.mulDiv(b, MathLib.WAD);
    }
}

contract Gcd {
    function gcd(uint256 a, uint256 b) public pure returns (uint256) {
        while (b != 0) {
            (a, b) = (b, a % b);
        }
        return a;
    }
    function gcdR(uint256 a, uint256 b) public pure returns (uint256) {
        return b == 0 ? a : gcdR(b, a % b);
    }
    function lcm(uint64 a, uint64 b) external pure returns (uint256) {
        if (a == 0 || b == 0) return 0;
        return (uint256(a) / gcd(a, b)) * b;
    }
    function egcd(int256 a, int256 b) external pure returns (int256 g, int256 x, int256 y) {
        (int256 r0, int256 r1) = (a, b);
        (int256 s0, int256 s1) = (int256(1), int256(0));
        (int256 t0, int256 t1) = (int256(0), int256(1));
        while (r1 != 0) {
            int256 q = r0 / r1;
            (r0, r1) = (r1, r0 - q * r1);
            (s0, s1) = (s1, s0 - q * s1);
            (t0, t1) = (t1, t0 - q * t1);
        }
        return (r0, s0, t0);
    }
    function modInv(uint256 a, uint256 n) external pure returns (uint256) {
        unchecked {
            if (n == 0) return 0;
            uint256 remainder = a % n;
            uint256 g = n;
            int256 x = 0;
            int256 y = 1;
            while (remainder != 0) {
                uint256 quotient = g / remainder;
                (g, remainder) = (remainder, g - remainder * quotient);
                (x, y) = (y, x - y * int256(quotient));
            }
            if (g != 1) return 0;
            return x < 0 ? n - uint256(-x) : uint256(x);
        }
    }
    function modExp(uint256 b, uint256 e, uint256 m) external pure returns (uint256 r) {
        require(m > 0, "zero modulus");
        r = 1 % m;
        b %= m;
        for (; e > 0; e >>= 1) {
            if (e & 1 == 1) r = mulmod(r, b, m);
            b = mulmod(b, b, m);
        }
    }
    function isPrime(uint16 n) external pure returns (bool) {
        if (n < 2) return false;
        for (uint16 i = 2; uint32(i) * i <= n; ++i) if (n % i == 0) return false;
        return true;
    }
    function fib(uint8 n) external pure returns (uint256 a) {
        uint256 b = 1;
        for (uint8 i = 0; i < n; i++) {
            uint256 c = a + b;
            a = b;
            b = c;
        }
    }
    function fibR(uint8 n) public pure returns (uint256) {
        n %= 12;
        return n < 2 ? n : fibR(n - 1) + fibR(n - 2);
    }
    function fact(uint8 n) public pure returns (uint256) {
        if (n <= 1) return 1;
        return n * fact(n - 1);
    }
    function binom(uint8 n, uint8 k) external pure returns (uint256 c) {
        c = 1;
        for (uint256 i = 1; i <= k; ++i) {
            c = (c * (n - k + i)) / i;
        }
    }
    function collatz(uint32 n) external pure returns (uint256 steps) {
        uint256 x = n;
        while (x > 1 && steps < 300) {
            x = x % 2 == 0 ? x / 2 : 3 * x + 1;
            steps++;
        }
    }
    function perfect(uint16 n) external pure returns (bool) {
        uint256 s;
        n %= 500;
        for (uint16 i = 1; i < n; i++) {
            if (n % i != 0) continue;
            s += i;
        }
        return s == n && n != 0;
    }
}

type UD60x18 is uint256;
type SD59x18 is int256;
error PRBMath_Overflow(SD59x18 x);
int256 constant uUNIT = 1e18;
function sdAdd(SD59x18 a, SD59x18 b) pure returns (SD59x18) {
    return SD59x18.wrap(SD59x18.unwrap(a) + SD59x18.unwrap(b));
}
function sdSub(SD59x18 a, SD59x18 b) pure returns (SD59x18 r) {
    r = SD59x18.wrap(a.unwrap() - b.unwrap());
}
function sdMul(SD59x18 a, SD59x18 b) pure returns (SD59x18) {
    return wrapSd((a.unwrap() * b.unwrap()) / uUNIT);
}
function sdDiv(SD59x18 a, SD59x18 b) pure returns (SD59x18) {
    return wrapSd((a.unwrap() * uUNIT) / b.unwrap());
}
function sdNeg(SD59x18 a) pure returns (SD59x18) {
    return SD59x18.wrap(-a.unwrap());
}
function sdEq(SD59x18 a, SD59x18 b) pure returns (bool) {
    return a.unwrap() == b.unwrap();
}
function sdLt(SD59x18 a, SD59x18 b) pure returns (bool) {
    return a.unwrap() < b.unwrap();
}
function wrapSd(int256 x) pure returns (SD59x18) {
    if (x > 1e40) revert PRBMath_Overflow(SD59x18.wrap(x));
    return SD59x18.wrap(x);
}
function unwrap(SD59x18 x) pure returns (int256) {
    return SD59x18.unwrap(x);
}
using {unwrap, sdAdd as +, sdSub as -, sdMul as *, sdDiv as /, sdNeg as -, sdEq as ==, sdLt as <} for SD59x18 global;

contract Fixed {
    function calc(SD59x18 a, SD59x18 b) external pure returns (SD59x18) {
        return a * b + a - b;
    }
    function div(SD59x18 a, SD59x18 b) external pure returns (SD59x18 q) {
        q = a / b;
    }
    function cmp(SD59x18 a, SD59x18 b) external pure returns (bool, bool, SD59x18) {
        return (a == b, a < b, -a);
    }
    function poly(int64 x) external pure returns (int256) {
        SD59x18 X = wrapSd(x);
        return (X * X - X + SD59x18.wrap(uUNIT)).unwrap();
    }
    function keep(UD60x18[] calldata xs) external pure returns (UD60x18 sum, uint256 n) {
        for (uint i; i < xs.length; ++i) {
            sum = UD60x18.wrap(UD60x18.unwrap(sum) + UD60x18.unwrap(xs[i]));
            n++;
        }
    }
}

contract RayMath {
    uint256 internal constant RAY = 1e27;
    uint256 internal constant HALF_RAY = 0.5e27;
    uint256 internal constant WAD_RAY_RATIO = 1e9;
    function rayMul(uint256 a, uint256 b) public pure returns (uint256) {
        if (b == 0) return 0;
        require(a <= (type(uint256).max - HALF_RAY) / b, "MATH");
        return (a * b + HALF_RAY) / RAY;
    }
    function rayDiv(uint256 a, uint256 b) public pure returns (uint256 c) {
        require(b != 0, "DIV0");
        c = (a * RAY + b / 2) / b;
    }
    function rayToWad(uint256 a) external pure returns (uint256 b) {
        b = a / WAD_RAY_RATIO;
        if (a % WAD_RAY_RATIO >= WAD_RAY_RATIO / 2) b++;
    }
    function rpow(uint256 x, uint256 n) external pure returns (uint256 z) {
        z = n % 2 != 0 ? x : RAY;
        for (n /= 2; n != 0; n /= 2) {
            x = rayMul(x, x);
            if (n % 2 != 0) {
                z = rayMul(z, x);
            }
        }
    }
    function compound(uint64 rate, uint8 exp) external pure returns (uint256) {
        if (exp == 0) return RAY;
        uint256 m1 = uint256(exp) - 1;
        uint256 m2 = exp > 2 ? uint256(exp) - 2 : 0;
        uint256 b2 = rayMul(rate, rate);
        uint256 b3 = rayMul(b2, rate);
        return RAY + uint256(rate) * exp + (exp * m1 * b2) / 2 + (exp * m1 * m2 * b3) / 6;
    }
    function constants() external pure returns (uint256, int, uint, uint) {
        return (1 ether + 2 gwei, -1 days, 3 weeks / 2, (2 ** 256 - 1) / 3);
    }
    function lit() external pure returns (uint, int8, bytes4, uint) {
        return (0xff_ff, -128, 0x01020304, 1.5e3 + 0.5e1);
    }
}

contract ExpTable {
    function exp2(uint16 x) external pure returns (uint256 result) {
        result = 0x800000000000000000000000000000000000000000000000;
        if (x & 0x8000 > 0) result = (result * 0x16A09E667F3BCC909) >> 64;
        if (x & 0x4000 > 0) result = (result * 0x1306FE0A31B7152DF) >> 64;
        if (x & 0x2000 > 0) result = (result * 0x1172B83C7D517ADCE) >> 64;
        result >>= (191 - (x >> 12));
    }
    function lnApprox(int256 x) external pure returns (int256 r) {
        if (x <= 0) revert("UNDEFINED");
        unchecked {
            int256 k = int256(MathLib.log2(uint256(x))) - 96;
            x <<= uint256(159 - k) & 255;
            x = int256(uint256(x) >> 159);
            int256 p = x + 3273285459638523848632254066296;
            p = ((p * x) >> 96) + 24828157081833163892658089445524;
            p = p * x - (795164235651350426258249787498 << 96);
            int256 q = x + 5573035233440673466300451813936;
            q = ((q * x) >> 96) + 71694874799317883764090561454958;
            r = p / (q == 0 ? int256(1) : q);
            r += 16597577552685614221487285958193947469193820559219878177908093499208371 * k;
            r >>= 174;
        }
    }
    bytes constant TABLE = hex"0001020304050607080910111213141516";
    function lookup(uint8 i) external pure returns (uint8) {
        return uint8(TABLE[i]);
    }
    function sin(uint16 angle) external pure returns (int256) {
        bytes memory t = "\x00\x00\x00\x00\x00\xc9\x01\x92\x02\x5b";
        uint256 idx = (angle >> 8) & 3;
        uint256 off = 2 + 2 * idx;
        uint256 v = 0;
        for (uint256 i = 0; i < 2; i++) {
            v = (v << 8) | uint8(t[off + i]);
        }
        return angle & 0x8000 != 0 ? -int256(v) : int256(v);
    }
}

contract Bits {
    function popcount(uint256 x) external pure returns (uint256 c) {
        for (; x != 0; c++) x &= x - 1;
    }
    function clz(uint256 x) external pure returns (uint256 n) {
        if (x == 0) return 256;
        while (x & (1 << 255) == 0) {
            n++;
            x <<= 1;
        }
    }
    function rev8(uint8 b) public pure returns (uint8 r) {
        for (uint8 i = 0; i < 8; i++) {
            r = (r << 1) | (b & 1);
            b >>= 1;
        }
    }
    function reverse256(uint256 input) external pure returns (uint256 v) {
        v = input;
        v =
            ((v & 0xFF00FF00FF00FF00FF00FF00FF00FF00FF00FF00FF00FF00FF00FF00FF00FF00) >> 8) |
            ((v & 0x00FF00FF00FF00FF00FF00FF00FF00FF00FF00FF00FF00FF00FF00FF00FF00FF) << 8);
        v = (v >> 128) | (v << 128);
    }
    function rotl(uint32 x, uint8 n) external pure returns (uint32) {
        n &= 31;
        return (x << n) | (x >> ((32 - n) & 31));
    }
    function get(uint256 m, uint8 i) external pure returns (bool) {
        return (m >> i) & 1 == 1;
    }
    function set(uint256 m, uint8 i, bool v) external pure returns (uint256) {
        return v ? m | (1 << i) : m & ~(1 << i);
    }
    function set2(uint256 m, uint8 i) external pure returns (uint256) {
        return m | (uint256(1) << i);
    }
    function gray(uint64 n) external pure returns (uint64 g, uint64 back) {
        g = n ^ (n >> 1);
        back = g;
        for (uint64 m = g >> 1; m != 0; m >>= 1) back ^= m;
    }
    function pack(uint64 a, uint32 b, int16 c, bool d) external pure returns (uint256 p) {
        p = (uint256(a) << 192) | (uint256(b) << 160) | (uint256(uint16(c)) << 144) | (d ? 1 : 0);
    }
    function unpack(uint256 p) external pure returns (uint64 a, uint32 b, int16 c, bool d) {
        a = uint64(p >> 192);
        b = uint32(p >> 160);
        c = int16(uint16(p >> 144));
        d = p & 1 != 0;
    }
    function nibble(bytes32 b, uint8 i) external pure returns (uint8) {
        bytes1 x = b[i / 2];
        return i % 2 == 0 ? uint8(x >> 4) : uint8(x & 0x0f);
    }
    function pow2(uint256 x) external pure returns (bool) {
        return x != 0 && (x & (x - 1)) == 0;
    }
    function lsb(uint256 x) external pure returns (uint256) {
        unchecked {
            return x & (~x + 1);
        }
    }
    function crc32(bytes calldata data) external pure returns (uint32 crc) {
        crc = 0xFFFFFFFF;
        for (uint256 i = 0; i < data.length; i++) {
            crc ^= uint8(data[i]);
            for (uint256 j; j < 8; j++) {
                crc = (crc & 1 == 1) ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }
        crc = ~crc;
    }
    function fnv(string memory s) external pure returns (uint64 h) {
        h = 0xcbf29ce484222325;
        unchecked {
            for (uint i = 0; i < bytes(s).length; i++) {
                h ^= uint8(bytes(s)[i]);
                h *= 0x100000001b3;
            }
        }
    }
    function lfsr(uint16 s, uint8 n) external pure returns (uint16) {
        for (uint i = 0; i < n; i++) {
            uint16 bit = ((s >> 0) ^ (s >> 2) ^ (s >> 3) ^ (s >> 5)) & 1;
            s = (s >> 1) | (bit << 15);
        }
        return s;
    }
    function morton(uint32 x, uint32 y) external pure returns (uint64 z) {
        for (uint8 i; i < 32; ++i) {
            z |= (uint64((x >> i) & 1) << (2 * i)) | (uint64((y >> i) & 1) << (2 * i + 1));
        }
    }
    function xorshift(uint64 s) external pure returns (uint64) {
        s ^= s << 13;
        s ^= s >> 7;
        s ^= s << 17;
        return s;
    }
    function sar(int256 x, uint256 n) external pure returns (int256, int256) {
        return (x >> n, x << n);
    }
    function masks(uint8 n) external pure returns (uint256 m, bytes32 b, uint8 k) {
        m = n == 0 ? 0 : type(uint256).max >> (256 - uint256(n));
        b = bytes32(m) << n;
        k = ~n;
    }
    function sign(int8 a, int40 b, int48 c) external pure returns (int8, int40, int48, uint8, uint48) {
        return (~a, b & -2, c ^ 7, uint8(a), uint48(c));
    }
}
