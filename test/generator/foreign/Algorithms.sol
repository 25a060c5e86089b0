// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;
// Algorithms as libraries have them: wide multiplication, roots, logarithms, sorting, heaps, lists, big numbers.
library Wide {
    error Overflow(uint256 x, uint256 y, uint256 d);
    function mul512(uint256 a, uint256 b) internal pure returns (uint256 lo, uint256 hi) {
        unchecked {
            uint256 mm = mulmod(a, b, type(uint256).max);
            lo = a * b;
            hi = mm - lo - (mm < lo ? 1 : 0);
        }
    }
    function mulDiv(uint256 a, uint256 b, uint256 d) internal pure returns (uint256 r) {
        (uint256 lo, uint256 hi) = mul512(a, b);
        if (hi == 0) return lo / d;
        if (hi >= d) revert Overflow(a, b, d);
        uint256 rem = mulmod(a, b, d);
        unchecked {
            if (rem > lo) hi -= 1;
            lo -= rem;
            uint256 p2 = d & (~d + 1);
            d /= p2;
            lo /= p2;
            lo |= hi * ((0 - p2) / p2 + 1);
            uint256 inv = (3 * d) ^ 2;
            for (uint8 i; i < 6; ++i) inv *= 2 - d * inv;
            r = lo * inv;
        }
    }
}
contract WideUse {
    using Wide for uint256;
    function mul(uint256 a, uint256 b) external pure returns (uint256, uint256) {
        return a.mul512(b);
    }
    function div(uint256 a, uint256 b, uint256 d) external pure returns (uint256) {
        return a.mulDiv(b, d);
    }
    function up(uint256 a, uint256 b, uint256 d) external pure returns (uint256 r) {
        r = Wide.mulDiv(a, b, d);
        if (mulmod(a, b, d) > 0) {
            require(r < type(uint256).max, "mulDiv up");
            r++;
        }
    }
    function wad(int256 a, int256 b) external pure returns (int256) {
        bool neg = (a < 0) != (b < 0);
        uint256 ua = a < 0 ? uint256(-(a + 1)) + 1 : uint256(a);
        uint256 ub = b < 0 ? uint256(-(b + 1)) + 1 : uint256(b);
        uint256 m = ua.mulDiv(ub, 1e18);
        require(m <= uint256(type(int256).max), Wide.Overflow(ua, ub, 1e18));
        return neg ? -int256(m) : int256(m);
    }
}
contract Roots {
    function sqrt(uint256 x) public pure returns (uint256 y) {
        if (x == 0) return 0;
        uint256 xx = x;
        uint256 r = 1;
        if (xx >= 0x100000000000000000000000000000000) {
            xx >>= 128;
            r <<= 64;
        }
        if (xx >= 0x10000000000000000) {
            xx >>= 64;
            r <<= 32;
        }
        if (xx >= 0x100000000) {
            xx >>= 32;
            r <<= 16;
        }
        if (xx >= 0x10000) {
            xx >>= 16;
            r <<= 8;
        }
        if (xx >= 0x100) {
            xx >>= 8;
            r <<= 4;
        }
        if (xx >= 0x10) {
            xx >>= 4;
            r <<= 2;
        }
        if (xx >= 0x4) r <<= 1;
        unchecked {
            for (uint i = 0; i < 7; i++) r = (r + x / r) >> 1;
        }
        uint256 r1 = x / r;
        return r < r1 ? r : r1;
    }
    function babylon(uint y) external pure returns (uint z) {
        if (y > 3) {
            z = y;
            uint x = y / 2 + 1;
            while (x < z) {
                z = x;
                x = (y / x + x) / 2;
            }
        } else if (y != 0) {
            z = 1;
        }
    }
    function cbrt(uint256 x) external pure returns (uint256 r) {
        unchecked {
            for (int s = 252; s >= 0; s -= 3) {
                r = r << 1;
                uint256 b = 3 * r * (r + 1) + 1;
                if ((x >> uint(s)) >= b) {
                    x -= b << uint(s);
                    r++;
                }
            }
        }
    }
    function log2(uint256 x) public pure returns (uint8 r) {
        unchecked {
            if (x >> 128 > 0) {
                x >>= 128;
                r += 128;
            }
            if (x >> 64 > 0) {
                x >>= 64;
                r += 64;
            }
            if (x >> 32 > 0) {
                x >>= 32;
                r += 32;
            }
            if (x >> 16 > 0) {
                x >>= 16;
                r += 16;
            }
            if (x >> 8 > 0) {
                x >>= 8;
                r += 8;
            }
            if (x >> 4 > 0) {
                x >>= 4;
                r += 4;
            }
            if (x >> 2 > 0) {
                x >>= 2;
                r += 2;
            }
            if (x >> 1 > 0) r += 1;
        }
    }
    function log10(uint256 x) external pure returns (uint256 r) {
        while (x >= 10) {
            x /= 10;
            ++r;
        }
    }
    function msb(uint256 x) external pure returns (uint256 i) {
        require(x > 0);
        i = log2(x);
        assert(x >> i == 1);
    }
    function lnWad(int256 x) external pure returns (int256) {
        require(x > 0, "UNDEFINED");
        int256 r = int256(uint256(log2(uint256(x)))) - 96;
        int256 y =
            x <<
                uint(
                    159 - uint256(int256(uint256(log2(uint256(x))))) <= 255
                        ? (159 - uint256(log2(uint256(x)))) & 255
                        : 0
                );
        return r * 693147180559945309 + int256(int128(y >> 130));
    }
    function expTaylor(uint256 x, uint8 n) external pure returns (uint256 sum) {
        uint256 term = 1e18;
        sum = term;
        for (uint256 i = 1; i <= n; i++) {
            term = (term * x) / (i * 1e18);
            sum += term;
            if (term == 0) break;
        }
    }
}
contract Sorting {
    function quick(uint[] memory a) public pure returns (uint[] memory) {
        if (a.length > 1) _quick(a, 0, int(a.length - 1));
        return a;
    }
    function _quick(uint[] memory arr, int left, int right) internal pure {
        int i = left;
        int j = right;
        if (i == j) return;
        uint pivot = arr[uint(left + (right - left) / 2)];
        while (i <= j) {
            while (arr[uint(i)] < pivot) i++;
            while (pivot < arr[uint(j)]) j--;
            if (i <= j) {
                (arr[uint(i)], arr[uint(j)]) = (arr[uint(j)], arr[uint(i)]);
                i++;
                j--;
            }
        }
        if (left < j) _quick(arr, left, j);
        if (i < right) _quick(arr, i, right);
    }
    function insertion(int16[] calldata src) external pure returns (int16[] memory a) {
        a = src;
        for (uint i = 1; i < a.length; i++) {
            int16 k = a[i];
            uint j = i;
            while (j > 0 && a[j - 1] > k) {
                a[j] = a[j - 1];
                j--;
            }
            a[j] = k;
        }
    }
    function merge(uint[] memory a) public pure returns (uint[] memory) {
        uint n = a.length;
        if (n < 2) return a;
        uint mid = n / 2;
        uint[] memory l = new uint[](mid);
        uint[] memory r = new uint[](n - mid);
        for (uint i; i < n; ++i)
            if (i < mid) l[i] = a[i];
            else r[i - mid] = a[i];
        l = merge(l);
        r = merge(r);
        uint x;
        uint y;
        uint[] memory out = new uint[](n);
        for (uint i; i < n; ++i) out[i] = y >= r.length || (x < l.length && l[x] <= r[y]) ? l[x++] : r[y++];
        return out;
    }
    function bubble(uint8[5] memory a) external pure returns (uint8[5] memory, uint swaps) {
        bool again = true;
        while (again) {
            again = false;
            for (uint i = 0; i + 1 < 5; i++) {
                if (a[i] <= a[i + 1]) continue;
                (a[i], a[i + 1]) = (a[i + 1], a[i]);
                swaps++;
                again = true;
            }
        }
        return (a, swaps);
    }
    function counting(bytes memory b) external pure returns (bytes memory out) {
        uint[256] memory c;
        out = new bytes(b.length);
        for (uint i; i < b.length; i++) c[uint8(b[i])]++;
        uint k;
        for (uint v; v < 256; v++)
            while (c[v]-- > 0) {
                out[k++] = bytes1(uint8(v));
                if (c[v] == 0) break;
            }
    }
    function radix(uint32[] memory a) external pure returns (uint32[] memory) {
        for (uint shift; shift < 32; shift += 8) {
            uint[257] memory c;
            uint32[] memory o = new uint32[](a.length);
            for (uint i; i < a.length; i++) c[((a[i] >> shift) & 255) + 1]++;
            for (uint i; i < 256; i++) c[i + 1] += c[i];
            for (uint i; i < a.length; i++) o[c[(a[i] >> shift) & 0xff]++] = a[i];
            a = o;
        }
        return a;
    }
    function select(uint[] memory a, uint k) external pure returns (uint) {
        require(k < a.length, "k");
        uint lo = 0;
        uint hi = a.length - 1;
        while (lo < hi) {
            uint p = a[hi];
            uint s = lo;
            for (uint i = lo; i < hi; i++)
                if (a[i] < p) {
                    (a[i], a[s]) = (a[s], a[i]);
                    s++;
                }
            (a[hi], a[s]) = (a[s], a[hi]);
            if (s == k) return a[s];
            else if (s < k) lo = s + 1;
            else hi = s - 1;
        }
        return a[lo];
    }
    function search(uint[] calldata a, uint v) external pure returns (bool found, uint at) {
        uint low;
        uint high = a.length;
        while (low < high) {
            uint mid = (low & high) + (low ^ high) / 2;
            if (a[mid] > v) high = mid;
            else low = mid + 1;
        }
        if (low > 0 && a[low - 1] == v) return (true, low - 1);
        return (false, low);
    }
}
contract Heaps {
    struct Heap {
        uint[] items;
        uint size;
    }
    error Empty();
    error Full(uint cap);
    function push(Heap memory h, uint v) internal pure {
        if (h.size == h.items.length) revert Full({cap: h.size});
        uint i = h.size++;
        h.items[i] = v;
        while (i > 0) {
            uint p = (i - 1) / 2;
            if (h.items[p] <= h.items[i]) break;
            (h.items[p], h.items[i]) = (h.items[i], h.items[p]);
            i = p;
        }
    }
    function pop(Heap memory h) internal pure returns (uint top) {
        if (h.size == 0) revert Empty();
        top = h.items[0];
        h.items[0] = h.items[--h.size];
        for (uint i = 0; ;) {
            uint l = 2 * i + 1;
            uint m = i;
            if (l < h.size && h.items[l] < h.items[m]) m = l;
            if (l + 1 < h.size && h.items[l + 1] < h.items[m]) m = l + 1;
            if (m == i) break;
            (h.items[m], h.items[i]) = (h.items[i], h.items[m]);
            i = m;
        }
    }
    function sort(uint[] calldata xs) external pure returns (uint[] memory out) {
        Heap memory h = Heap(new uint[](xs.length), 0);
        for (uint i; i < xs.length; i++) push(h, xs[i]);
        out = new uint[](xs.length);
        for (uint i; i < out.length; ++i) out[i] = pop(h);
    }
    function play(uint8[] calldata ops) external pure returns (uint sum, uint left) {
        Heap memory h;
        h.items = new uint[](4);
        for (uint i = 0; i < ops.length; i++) {
            if (ops[i] % 3 == 0) sum = sum * 7 + pop(h);
            else push(h, ops[i]);
        }
        left = h.size;
    }
}
contract Lists {
    struct Node {
        uint value;
        uint next;
    }
    struct List {
        Node[] nodes;
        uint head;
        uint count;
    }
    uint private constant NIL = type(uint).max;
    function make(uint cap) private pure returns (List memory l) {
        l.nodes = new Node[](cap);
        l.head = NIL;
    }
    function prepend(List memory l, uint v) private pure {
        l.nodes[l.count] = Node({value: v, next: l.head});
        l.head = l.count++;
    }
    function reverse(List memory l) private pure {
        uint prev = NIL;
        uint at = l.head;
        while (at != NIL) {
            Node memory n = l.nodes[at];
            (n.next, prev, at) = (prev, at, n.next);
        }
        l.head = prev;
    }
    function toArray(List memory l) private pure returns (uint[] memory out) {
        out = new uint[](l.count);
        uint i;
        for (uint at = l.head; at != NIL; at = l.nodes[at].next) out[i++] = l.nodes[at].value;
    }
    function run(uint[] calldata xs, bool rev) external pure returns (uint[] memory, uint head) {
        List memory l = make(xs.length);
        for (uint i; i < xs.length; i++) prepend(l, xs[i]);
        if (rev) reverse(l);
        return (toArray(l), l.head);
    }
    function over(uint[] calldata xs, uint cap) external pure returns (List memory l) {
        l = make(cap % 5);
        for (uint i; i < xs.length; i++) prepend(l, xs[i]);
    }
    function josephus(uint8 n, uint8 k) external pure returns (uint8[] memory order) {
        require(n > 0 && k > 0, "zero");
        order = new uint8[](n % 32);
        uint[] memory nx = new uint[](order.length);
        for (uint i; i < nx.length; i++) nx[i] = (i + 1) % nx.length;
        uint p = nx.length - 1;
        for (uint d; d < order.length; d++) {
            for (uint s = 1; s < k; s++) p = nx[p];
            order[d] = uint8(nx[p]);
            nx[p] = nx[nx[p]];
        }
    }
}
contract BigNumbers {
    function add(uint32[] memory a, uint32[] memory b) public pure returns (uint32[] memory r) {
        uint n = a.length > b.length ? a.length : b.length;
        r = new uint32[](n + 1);
        uint64 carry;
        for (uint i; i < n; i++) {
            carry += (i < a.length ? a[i] : 0);
            carry += i < b.length ? uint64(b[i]) : 0;
            r[i] = uint32(carry);
            carry >>= 32;
        }
        r[n] = uint32(carry);
    }
    function mul(uint32[] memory a, uint32[] memory b) public pure returns (uint32[] memory r) {
        r = new uint32[](a.length + b.length);
        for (uint i; i < a.length; i++) {
            uint64 c = 0;
            for (uint j; j < b.length; j++) {
                uint64 t = uint64(a[i]) * b[j] + r[i + j] + c;
                r[i + j] = uint32(t & 0xffffffff);
                c = t >> 32;
            }
            r[i + b.length] = uint32(c);
        }
    }
    function factorial(uint8 n) external pure returns (uint32[] memory r) {
        r = new uint32[](1);
        r[0] = 1;
        for (uint32 i = 2; i <= n % 40; i++) {
            uint32[] memory m = new uint32[](1);
            m[0] = i;
            r = trim(mul(r, m));
        }
    }
    function trim(uint32[] memory a) internal pure returns (uint32[] memory) {
        uint n = a.length;
        while (n > 1 && a[n - 1] == 0) n--;
        uint32[] memory o = new uint32[](n);
        for (uint i; i < n; i++) o[i] = a[i];
        return o;
    }
    function decimal(uint32[] memory a) external pure returns (string memory) {
        if (a.length > 8) revert("too long");
        bytes memory buf = new bytes(a.length * 10 + 1);
        uint k = buf.length;
        bool any = true;
        while (any) {
            any = false;
            uint64 rem;
            for (uint i = a.length; i > 0;) {
                uint64 cur = (rem << 32) | a[--i];
                a[i] = uint32(cur / 10);
                rem = cur % 10;
                if (a[i] != 0) any = true;
            }
            buf[--k] = bytes1(uint8(48 + rem));
        }
        bytes memory out = new bytes(buf.length - k);
        for (uint i; i < out.length; i++) out[i] = buf[k + i];
        return string(out);
    }
    function modexp(uint b, uint e, uint m) external pure returns (uint r) {
        r = 1 % m;
        b %= m;
        for (; e != 0; e >>= 1) {
            if (e & 1 == 1) r = mulmod(r, b, m);
            b = mulmod(b, b, m);
        }
    }
    function inverse(uint a, uint m) external pure returns (uint) {
        int t;
        int nt = 1;
        uint r = m;
        uint nr = a % m;
        while (nr != 0) {
            uint q = r / nr;
            unchecked {
                (t, nt) = (nt, t - int(q) * nt);
                (r, nr) = (nr, r - q * nr);
            }
        }
        require(r == 1, "not invertible");
        unchecked {
            return t < 0 ? m - uint(-t) : uint(t);
        }
    }
    function gcd(uint a, uint b) external pure returns (uint) {
        while (b != 0) (a, b) = (b, a % b);
        return a;
    }
    function binGcd(uint128 a, uint128 b) external pure returns (uint128) {
        if (a == 0 || b == 0) return a | b;
        uint s;
        while ((a | b) & 1 == 0) {
            a >>= 1;
            b >>= 1;
            s++;
        }
        while (a & 1 == 0) a >>= 1;
        do {
            while (b & 1 == 0) b >>= 1;
            if (a > b) (a, b) = (b, a);
            b -= a;
        } while (b != 0);
        return a << s;
    }
}
contract Matrices {
    type Fix is int128;
    function mul(int[2][2] memory a, int[2][2] memory b) public pure returns (int[2][2] memory c) {
        for (uint i; i < 2; i++) for (uint j; j < 2; j++) for (uint k; k < 2; k++) c[i][j] += a[i][k] * b[k][j];
    }
    function fib(uint8 n) external pure returns (int) {
        int[2][2] memory r = [[int(1), 0], [int(0), 1]];
        int[2][2] memory m = [[int(1), 1], [int(1), 0]];
        for (; n > 0; n >>= 1) {
            if (n % 2 == 1) r = mul(r, m);
            if (n > 1) m = mul(m, m);
        }
        return r[0][1];
    }
    function transpose(int[][] memory a) external pure returns (int[][] memory t) {
        if (a.length == 0) return t;
        t = new int[][](a[0].length);
        for (uint i; i < t.length; i++) {
            t[i] = new int[](a.length);
            for (uint j; j < a.length; j++) t[i][j] = a[j][i];
        }
    }
    function det3(int64[3][3] calldata m) external pure returns (int64) {
        return
            m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1]) -
            m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0]) +
            m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
    }
    function identity(uint8 n) external pure returns (uint[][] memory m) {
        n %= 6;
        m = new uint[][](n);
        for (uint i; i < n; i++) (m[i] = new uint[](n))[i] = 1;
    }
    function spiral(uint8 w, uint8 h) external pure returns (uint8[] memory o) {
        w %= 5;
        h %= 5;
        o = new uint8[](uint(w) * h);
        uint top;
        uint left;
        uint bot = h;
        uint right = w;
        uint k;
        while (top < bot && left < right) {
            for (uint i = left; i < right; i++) o[k++] = uint8(top * w + i);
            top++;
            for (uint i = top; i < bot; i++) o[k++] = uint8(i * w + right - 1);
            right--;
            if (top < bot) {
                for (uint i = right; i > left; i--) o[k++] = uint8((bot - 1) * w + i - 1);
                bot--;
            }
            if (left < right) {
                for (uint i = bot; i > top; i--) o[k++] = uint8((i - 1) * w + left);
                left++;
            }
        }
    }
    function scale(Fix a, Fix b) external pure returns (Fix) {
        return Fix.wrap(int128((int256(Fix.unwrap(a)) * Fix.unwrap(b)) >> 64));
    }
    function life(uint64 g) external pure returns (uint64 n) {
        for (uint y; y < 8; y++)
            for (uint x; x < 8; x++) {
                uint c;
                for (int dy = -1; dy <= 1; dy++)
                    for (int dx = -1; dx <= 1; dx++) {
                        if (dx == 0 && dy == 0) continue;
                        uint p = (uint(int(y) + dy + 8) % 8) * 8 + (uint(int(x) + dx + 8) % 8);
                        c += (g >> p) & 1;
                    }
                if (c == 3 || (c == 2 && (g >> (y * 8 + x)) & 1 == 1)) n |= uint64(1) << uint64(y * 8 + x);
            }
    }
}
