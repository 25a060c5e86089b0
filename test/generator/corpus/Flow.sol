// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// Statements: loops, early exits, scopes, tuples, evaluation order.
contract Flow {
    function loops(uint256 n) external pure returns (uint256 a, uint256 b, uint256 c) {
        n %= 50;
        for (uint256 i = 0; i < n; i++) {
            if (i % 3 == 0) continue;
            if (i > 30) break;
            a += i;
        }
        uint256 k = n;
        while (k > 0) {
            k--;
            if (k == 4) continue;
            b += k;
        }
        do {
            c++;
            if (c == 20) break;
            if (c % 2 == 0) continue;
        } while (c < n);
    }
    function nestedLoops(uint8 n) external pure returns (uint256 s) {
        for (uint8 i; i < n % 12; ++i) {
            for (uint8 j = i; ; j++) {
                if (j >= 9) break;
                uint256 t;
                t += j;
                s += t;
            }
        }
        uint256 q = 0;
        for (;;) {
            if (++q > 5) return s + q;
        }
    }
    function scopes(uint256 x) external pure returns (uint256 y) {
        unchecked {
            {
                uint256 z = x + 1;
                y = z;
            }
            {
                uint256 z = x + 2;
                y += z;
            }
        }
        if (x > 3) {
            uint256 w = 5;
            unchecked {
                y += w;
            }
        } else {
            unchecked {
                y *= 2;
            }
        }
    }
    function shadow(uint256 x) external pure returns (uint256) {
        {
            uint256 y = x;
            {
                uint256 x = y / 2;
                return x;
            }
        }
    }
    function swap(uint256 a, uint256 b, uint8 c) external pure returns (uint256, uint256, uint256 d) {
        (a, b) = (b, a);
        (, d) = (a, c);
        (d, ) = (b, 1);
        return (a, b, d);
    }
    function pair(uint256 x) internal pure returns (uint256, uint8 y) {
        y = uint8(x);
        return (x, y);
    }
    function pairs(uint256 x) external pure returns (uint256 a, uint256 b) {
        (a, b) = pair(x);
        (uint256 c, uint256 d) = pair(b);
        unchecked {
            a += c;
            b += d;
        }
        (, uint8 e) = pair(a);
        b |= e;
    }
    function returnsPair(uint256 x) external pure returns (uint256, uint256) {
        return pair(x);
    }
    function condPair(bool c, uint256 x) external pure returns (uint256 a, uint256 b) {
        (a, b) = c ? (x, uint256(1)) : (2, x);
        return c ? (b, a) : (a, b);
    }
    function memTuple(uint256[] memory m, uint256 i, uint256 j) external pure returns (uint256[] memory) {
        (m[i], m[j]) = (m[j], m[i]);
        (m[i], m[i]) = (1, 2);
        return m;
    }
    function implicit(uint256 x) external pure returns (uint256 y) {
        if (x == 0) return 7;
        if (x == 1) return y;
        y = 9;
    }
    function noValue(uint256 x) external pure {
        if (x == 0) return;
        require(x > 2);
    }
    function order2(uint256[] memory m, uint256 i, uint256 d) external pure returns (uint256[] memory) {
        m[i] = 100 / d;
        return m;
    }
    function order3(uint256[] memory m, uint256 i, uint256 d) external pure returns (uint256[] memory) {
        m[i] += 100 / d;
        m[m[0]] -= 1;
        return m;
    }
    function order6(uint256 x) external pure returns (uint256[3] memory m) {
        uint256 i;
        x %= 3;
        m[i++] = x;
        m[x]++;
        m[x] += x * 2;
        m[x % 3]++;
    }
    function add3(uint256 a, uint256 b, uint256 c) internal pure returns (uint256) {
        return a * 10000 + b * 100 + c;
    }
    function named(uint256 x, uint256 y, uint256 z) external pure returns (uint256) {
        x %= 50;
        unchecked {
            return add3({c: x++, a: y % 30, b: z % 40});
        }
    }
    function assignChain(uint256 x) external pure returns (uint256 a, uint256 b, uint256 c) {
        a = b = c = x;
        b += a == x ? 0 : 1;
    }
    function assignValue(uint256[] memory m, uint256 x) external pure returns (uint256 y, uint256[] memory) {
        y = (m[0] = x) / 2;
        if ((m[1] = 3) == 3) m[1]--;
        return (y, m);
    }
    function logic(bool a, bool b, uint256 z) external pure returns (bool, bool, bool, bool) {
        return (a && b, a || 1 / z == 0, !a != b, a == b);
    }
    function steps(int8 a, uint40 b, bytes memory c) external pure returns (int8, uint40, int8, bytes memory) {
        int8 d = a--;
        ++b;
        c[0] |= 0x0f;
        c[0] <<= 1;
        return (a, b, d, c);
    }
    function recursive(uint256 n) internal pure returns (uint256) {
        return n < 2 ? n : recursive(n - 1) + recursive(n - 2);
    }
    function fib(uint256 n) external pure returns (uint256) {
        return recursive(n % 12);
    }
    function odd(uint256 n) internal pure returns (bool) {
        return n == 0 ? false : even(n - 1);
    }
    function even(uint256 n) internal pure returns (bool) {
        if (n == 0) return true;
        return odd(n - 1);
    }
    function mutual(uint256 n) external pure returns (bool) {
        return even(n % 40);
    }
    function ternaries(uint8 a, uint16 b, bool c) external pure returns (uint256, int16) {
        return (c ? a : b, c ? int8(1) : int16(-300));
    }
    function strange(
        uint256 constructor_,
        uint256 arguments,
        uint256 at,
        uint256 encode
    ) external pure returns (uint256) {
        unchecked {
            return constructor_ + arguments * 3 + at * 5 + encode * 7;
        }
    }
    function tupleOrder(uint256 i, uint256 j, uint256 v) external pure returns (uint256[3] memory m) {
        i %= 3;
        j %= 3;
        (m[i], m[j]) = (1, v);
        (m[i], m[i]) = (m[j], 9);
        (m[0], m[1], m[2]) = (m[2], m[0], m[1]);
    }
}
