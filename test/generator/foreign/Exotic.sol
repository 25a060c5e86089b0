// SPDX-License-Identifier: Apache-2.0
pragma solidity >=0.7.0 <0.9.0;
using {total, first, dbl} for uint256[];
using StrLib for string;
using StrLib for bytes;
function total(uint256[] memory a) pure returns (uint256 s) {
    for (uint i; i < a.length; i++) s += a[i];
}
function first(uint256[] memory a) pure returns (uint256) {
    return a[0];
}
function dbl(uint256[] memory a) pure returns (uint256[] memory) {
    for (uint i; i < a.length; i++) a[i] *= 2;
    return a;
}
library StrLib {
    function len(string memory s) internal pure returns (uint) {
        return bytes(s).length;
    }
    function up(bytes calldata b) internal pure returns (bytes1) {
        return b.length == 0 ? bytes1(0) : b[0];
    }
    error Lib(uint code);
    function chk(string calldata s, uint n) internal pure returns (string calldata) {
        if (bytes(s).length > n) revert StrLib.Lib(n);
        return s;
    }
    enum Mode {
        Off,
        On
    }
    struct Opt {
        Mode m;
        uint8 lvl;
    }
    function mk(uint8 l) internal pure returns (Opt memory o) {
        o.lvl = l;
        o.m = l > 0 ? Mode.On : Mode.Off;
    }
    uint8 constant DEF = 7;
}
abstract contract ConstsBase {
    uint internal constant N = 3;
    uint8 internal constant M = 2;
    function h() internal pure virtual returns (uint8) {
        return 1;
    }
    function tpl() public pure returns (uint8) {
        return h() + 1;
    }
}
contract Exotic is ConstsBase {
    using StrLib for string;
    using StrLib for bytes;
    function h() internal pure override returns (uint8) {
        return super.h() + 40;
    }
    function ufor(uint[] memory a) external pure returns (uint, uint, uint) {
        uint t = a.total();
        return (t, a.dbl().total(), a.first());
    }
    function slen(string memory s) external pure returns (uint) {
        return s.len();
    }
    function sup(bytes calldata b) external pure returns (bytes1) {
        return b.up();
    }
    function schk(string calldata s) external pure returns (string memory) {
        return s.chk(33);
    }
    function opt(uint8 l) external pure returns (StrLib.Opt memory, StrLib.Mode) {
        StrLib.Opt memory o = StrLib.mk(l);
        o.lvl += StrLib.DEF;
        return (o, StrLib.Mode.On);
    }
    function fixedA(uint[N * 2] memory a, uint8[M][N] calldata b) external pure returns (uint s) {
        for (uint i; i < a.length; i++) s ^= a[i];
        for (uint i; i < N; i++) for (uint j; j < M; j++) s ^= b[i][j];
    }
    function widths(uint8 x, bytes2 b, bytes4 c) external pure returns (uint16, bool, bool, uint, bytes4) {
        return (x + 300, b == c, b < c, uint8(1) << x, b | c);
    }
    function shl(uint8 x) external pure returns (uint, uint8, uint, int) {
        return (1 << x, uint8(1) << x, 0xff << x, -1 << x);
    }
    function inl(uint8 k) external pure returns (uint16, int8, uint) {
        return ([1, 2, 300][k % 3], [int8(1), -1][k % 2], [uint(5), k, 7][k]);
    }
    function ladder(uint x) external pure returns (uint r) {
        uint a;
        uint b;
        a = b = x % 50;
        uint[] memory m = new uint[](3);
        m[0] = m[1] = 5;
        r = (a = 3) + b;
        m[a - 1] += r;
        m[2] <<= 2;
        m[2] ^= 1;
        m[2] = m[2] ** 2;
        r = m[2] + m[0] * m[1];
        r %= 1000;
        r |= 7;
        r &= ~uint(2);
        r >>= 1;
        r -= 1;
        r /= 2;
    }
    function voids(uint x) external pure {
        v1(x);
        return v1(x);
    }
    function v1(uint x) internal pure {
        if (x > 9) return;
        require(x != 4, unicode"cuatro ✓");
    }
    function dels(
        uint x,
        bool b,
        string memory s
    ) external pure returns (uint, bool, string memory, uint[2] memory f, StrLib.Opt memory o) {
        delete x;
        delete b;
        delete s;
        f[1] = 3;
        delete f[0];
        o.lvl = 3;
        delete o.lvl;
        o = StrLib.Opt({lvl: 9, m: StrLib.Mode.On});
        delete o;
        return (x, b, s, f, o);
    }
    function always(uint) external pure {
        revert("never");
    }
    function f0() external pure {
        assert(false);
    }
    function f1() external pure returns (uint) {
        require(false, "no");
    }
    function missing(uint x) external pure returns (uint) {
        if (x > 5) return 1;
    }
    function strs(string[][] calldata s) external pure returns (string memory r, string[] memory q) {
        for (uint i; i < s.length; i++) for (uint j; j < s[i].length; j++) r = string.concat(r, s[i][j]);
        if (s.length > 0) q = s[0];
    }
    function nest(uint[][] calldata a, uint[][2] memory b) external pure returns (bytes memory, uint[][] memory) {
        return (abi.encode(a, b), a);
    }
    struct Deep {
        uint id;
        Inner[] xs;
        string[2] names;
    }
    struct Inner {
        bytes b;
        uint16[2][] q;
    }
    function deep(Deep calldata d) external pure returns (Deep memory m, uint n) {
        m = d;
        for (uint i; i < d.xs.length; i++) {
            n += d.xs[i].b.length + d.xs[i].q.length;
            Inner memory k = d.xs[i];
            m.xs[i].b = bytes.concat(k.b, "!");
        }
        n += viaC(d.xs) + viaM(d.xs);
    }
    function viaC(Inner[] calldata x) internal pure returns (uint) {
        return x.length > 0 ? x[0].q.length : 0;
    }
    function viaM(Inner[] memory x) internal pure returns (uint) {
        return x.length > 1 ? x[1].b.length : 9;
    }
    function deepE(Deep calldata d, Deep[] memory e) external pure returns (bytes32, bytes memory) {
        return (keccak256(abi.encode(d)), abi.encode(e));
    }
    function deepD(bytes calldata b) external pure returns (Deep memory d, bytes32[] memory h) {
        (d, h) = abi.decode(b, (Deep, bytes32[]));
    }
    function part(Deep calldata d, uint i) external pure returns (string calldata, uint16[2] memory, uint16) {
        return (d.names[i % 2], d.xs[i].q[0], d.xs[i].q[0][1]);
    }
    function hashes() external pure returns (bytes32, bytes32, bytes32) {
        return (keccak256("literal"), keccak256(hex""), keccak256(bytes.concat()));
    }
    function sel() external pure returns (bytes memory, bytes memory, bytes4) {
        return (
            abi.encodeCall(Exotic.opt, (3)),
            abi.encodeWithSelector(this.widths.selector, uint8(1), bytes2("ab"), bytes4(0)),
            this.voids.selector
        );
    }
    function loops(uint8 n) external pure returns (uint s) {
        for (uint i = 0; i < n % 7; i++)
            for (uint j = i; j < 7; j += 2) {
                if (j == 3) continue;
                uint k = j;
                while (k > 0) {
                    k--;
                    if (k == 2) break;
                    s += k;
                }
            }
        uint q = 3;
        for (; q > 0;) q--;
        for (uint a = 0; a < 3;) {
            a++;
            s += a;
        }
    }
    function bytesOps(bytes memory b, uint8 i) external pure returns (bytes memory) {
        b[i] |= 0x20;
        b[i] ^= bytes1(i);
        b[i] = ~b[i];
        b[0] &= 0x7f;
        b[i] <<= 1;
        return b;
    }
    function sarr(Inner[] memory xs) external pure returns (Inner[] memory) {
        for (uint i; i < xs.length; i++) {
            Inner memory x = xs[i];
            x.b = hex"aa";
            if (x.q.length > 0) x.q[0][1]++;
            delete xs[i].q;
        }
        return xs;
    }
    function swapS(Inner memory a, Inner memory b) external pure returns (Inner memory, Inner memory) {
        (a, b) = (b, a);
        (a.b, b.b) = (b.b, a.b);
        return (a, b);
    }
    function ptrs(uint[] memory a) external pure returns (uint[][] memory m) {
        m = new uint[][](2);
        m[0] = a;
        m[1] = a;
        if (a.length > 0) m[1][0] = 77;
    }
    function ctr(ConstsBase a, address b) external pure returns (address, bool, ConstsBase) {
        return (address(a), address(a) == b, ConstsBase(b));
    }
    function minLit() external pure returns (int, int, uint, uint, uint) {
        return (-2 ** 255, -0x10, 1e-2 * 100, .5 ether, 1_000e3);
    }
    function c2(bytes20 x, bytes32 y) external pure returns (address, bytes20, uint160, bytes12) {
        return (address(x), bytes20(address(uint160(uint(y)))), uint160(x), bytes12(y));
    }
    function e2b(StrLib.Mode m, uint8 x) external pure returns (uint, bool, StrLib.Mode) {
        return (uint(m), m == StrLib.Mode.On, StrLib.Mode(x % 2));
    }
    function ternRef(bool c, uint[] memory a, uint[] memory b) external pure returns (uint[] memory, uint[] memory) {
        uint[] memory t = c ? a : b;
        if (t.length > 0) t[0] = 1;
        return (a, b);
    }
    function strT(bool c) external pure returns (string memory, bytes3) {
        return (c ? "yes" : "longer no", c ? bytes3("abc") : bytes3(0));
    }
    function uintT(
        uint x
    ) external pure returns (uint8 a, uint16 b, uint24 c, uint40 d, uint48 e, uint56 f, uint248 g) {
        a = uint8(x);
        b = uint16(x);
        c = uint24(x);
        d = uint40(x);
        e = uint48(x);
        f = uint56(x);
        g = uint248(x);
        unchecked {
            d = d * d;
            e = e * e + 1;
            f -= e;
            c = c ** 3;
        }
    }
    function intT(int x) external pure returns (int8 a, int24 c, int40 d, int48 e, int56 f) {
        a = int8(x);
        c = int24(x);
        d = int40(x);
        e = int48(x);
        f = int56(x);
        unchecked {
            d = d * d;
            e = e * e - 1;
            f = -f;
            c = c ** 3;
            a = -a;
            a /= -1;
            e = e / -1;
        }
    }
    function chk48(uint48 a, uint48 b, int48 c, int48 d) external pure returns (uint48, int48, uint48) {
        return (a * b, c * d, a ** 2 % (b + 1));
    }
    function s48(uint48 a, int48 c, uint8 n) external pure returns (uint48, int48, uint48, int48, uint48) {
        return (a << n, c << n, a >> n, c >> n, ~a);
    }
}
/// Only its pure function is translated.
contract NotLast {
    uint public x;
    function f(uint a) external pure returns (uint) {
        return a;
    }
    function g() external view returns (uint) {
        return x;
    }
    fallback() external {}
    receive() external payable {}
}
