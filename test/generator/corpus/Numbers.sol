// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// Number theory, fixed point, matrices, cells.
contract Numbers {
    type Fix is int128;
    struct Complex {
        int256 re;
        int256 im;
    }
    struct Matrix {
        int256[2][2] m;
    }
    function mul(Complex memory a, Complex memory b) public pure returns (Complex memory) {
        return Complex(a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re);
    }
    function pow(Complex memory a, uint8 n) external pure returns (Complex memory r) {
        r = Complex(1, 0);
        for (uint8 i; i < n % 8; i++) r = mul(r, a);
    }
    function mm(Matrix memory a, Matrix calldata b) external pure returns (Matrix memory c) {
        for (uint256 i; i < 2; i++)
            for (uint256 j; j < 2; j++) for (uint256 k; k < 2; k++) c.m[i][j] += a.m[i][k] * b.m[k][j];
    }
    function det(int256[][] calldata m) external pure returns (int256) {
        require(m.length == 2 && m[0].length == 2 && m[1].length == 2, "shape");
        return m[0][0] * m[1][1] - m[0][1] * m[1][0];
    }
    function fixmul(Fix a, Fix b) external pure returns (Fix) {
        return Fix.wrap(int128((int256(Fix.unwrap(a)) * Fix.unwrap(b)) >> 64));
    }
    function log2(uint256 x) external pure returns (uint256 n) {
        if (x >= 2 ** 128) {
            x >>= 128;
            n += 128;
        }
        if (x >= 2 ** 64) {
            x >>= 64;
            n += 64;
        }
        if (x >= 2 ** 32) {
            x >>= 32;
            n += 32;
        }
        if (x >= 2 ** 16) {
            x >>= 16;
            n += 16;
        }
        if (x >= 2 ** 8) {
            x >>= 8;
            n += 8;
        }
        if (x >= 2 ** 4) {
            x >>= 4;
            n += 4;
        }
        if (x >= 2 ** 2) {
            x >>= 2;
            n += 2;
        }
        if (x >= 2 ** 1) n += 1;
    }
    function sqrtNewton(uint256 a) external pure returns (uint256 r) {
        unchecked {
            if (a == 0) return 0;
            r = 1 << (uint256(128));
            uint256 y = (r + a / r) >> 1;
            while (y < r) {
                r = y;
                y = (r + a / r) >> 1;
            }
        }
    }
    function mulMod(uint256 a, uint256 b) external pure returns (uint256 lo, uint256 hi) {
        unchecked {
            lo = a * b;
            uint256 mm_ = mulmod(a, b, type(uint256).max);
            hi = mm_ - lo;
            if (mm_ < lo) hi--;
        }
    }
    function expmod(uint256 b, uint256 e, uint256 m) external pure returns (uint256 r) {
        r = 1;
        b %= m;
        while (e > 0) {
            if (e & 1 == 1) r = mulmod(r, b, m);
            b = mulmod(b, b, m);
            e >>= 1;
        }
    }
    function gcd(uint256 a, uint256 b) public pure returns (uint256) {
        while (b != 0) (a, b) = (b, a % b);
        return a;
    }
    function lcm(uint256 a, uint256 b) external pure returns (uint256) {
        return (a / gcd(a, b)) * b;
    }
    function popcount(uint256 x) external pure returns (uint8 c) {
        while (x != 0) {
            x &= x - 1;
            c++;
        }
    }
    function primes(uint8 n) external pure returns (uint256[] memory) {
        bool[] memory comp = new bool[](uint256(n) + 1);
        uint256 count;
        for (uint256 i = 2; i <= n; i++) {
            if (comp[i]) continue;
            count++;
            for (uint256 j = i * i; j <= n; j += i) comp[j] = true;
        }
        uint256[] memory r = new uint256[](count);
        uint256 k;
        for (uint256 i = 2; i <= n; i++) if (!comp[i]) r[k++] = i;
        return r;
    }
    function life(uint64 g) external pure returns (uint64 out) {
        for (uint8 i; i < 64; i++) {
            uint8 n;
            for (int8 dx = -1; dx <= 1; dx++)
                for (int8 dy = -1; dy <= 1; dy++) {
                    if (dx == 0 && dy == 0) continue;
                    int8 x = int8(i % 8) + dx;
                    int8 y = int8(i / 8) + dy;
                    if (x < 0 || y < 0 || x > 7 || y > 7) continue;
                    if ((g >> uint8(y * 8 + x)) & 1 == 1) n++;
                }
            bool alive = (g >> i) & 1 == 1;
            if (n == 3 || (alive && n == 2)) out |= uint64(1) << i;
        }
    }
}
