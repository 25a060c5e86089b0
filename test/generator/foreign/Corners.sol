// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;
// Corners of the language: free functions, libraries, using, named arguments, overloads, tuples, literals, meta types.
using {twiceF, plusF} for uint256;
function twiceF(uint256 x) pure returns (uint256) {
    return x * 2;
}
function plusF(uint256 x, uint256 y) pure returns (uint256 z) {
    z = x + y;
}
function over(uint8 x) pure returns (uint8) {
    return x ^ 1;
}
function over(bytes memory x) pure returns (uint256) {
    return x.length;
}
function recur(uint256 x) pure returns (uint256) {
    return x == 0 ? 1 : recur(x / 2).plusF(x);
}
uint256 constant FREE = 5;
bytes32 constant FH = keccak256("free");
string constant FS = "free text that is longer than thirty two bytes, so two words";
error FreeError(string why, uint256[] xs);
struct FreeS {
    uint256 a;
    FreeE e;
}
enum FreeE {
    p,
    q,
    r
}
type Price is uint128;
type Id is bytes4;
type Flag is bool;
type Who is address;
type Small is int8;
using {eqP as ==, ltP as <, addP as +, mulP as *, negS as -, modP as %, notB as ~} for Price global;
function eqP(Price a, Price b) pure returns (bool) {
    return Price.unwrap(a) == Price.unwrap(b);
}
function ltP(Price a, Price b) pure returns (bool) {
    return Price.unwrap(a) < Price.unwrap(b);
}
function addP(Price a, Price b) pure returns (Price) {
    return Price.wrap(Price.unwrap(a) + Price.unwrap(b));
}
function mulP(Price a, Price b) pure returns (Price) {
    unchecked {
        return Price.wrap(Price.unwrap(a) * Price.unwrap(b));
    }
}
function modP(Price a, Price b) pure returns (Price) {
    return Price.wrap(Price.unwrap(a) % Price.unwrap(b));
}
function negS(Price a) pure returns (Price) {
    return Price.wrap(type(uint128).max - Price.unwrap(a));
}
function notB(Price a) pure returns (Price) {
    return Price.wrap(~Price.unwrap(a));
}
contract Free {
    function a(uint256 x) external pure returns (uint256) {
        return (x & 0xffff).twiceF().plusF(FREE);
    }
    function b(uint8 x, bytes memory y) external pure returns (uint8, uint256) {
        return (over(x), over(y));
    }
    function c(uint64 x) external pure returns (uint256) {
        return recur(x);
    }
    function d(uint256[] calldata xs) external pure {
        if (xs.length > 1) revert FreeError(FS, xs);
    }
    function e(FreeS calldata s) external pure returns (FreeE, bytes32) {
        return (s.e, FH);
    }
    function f(Price a, Price b) external pure returns (bool, bool, Price, Price, Price) {
        return (a == b, a < b, a * b, -a, ~b);
    }
    function g(Price a, Price b) external pure returns (Price) {
        return a + ((b * a) % b);
    }
    function h(Id i, Flag f, Who w, Small s) external pure returns (Id, Flag, Who, Small, bytes memory) {
        return (i, Flag.wrap(!Flag.unwrap(f)), w, s, abi.encodePacked(i, f, w, s));
    }
    function i_(Price[] memory ps) external pure returns (Price sum, Price[] memory) {
        for (uint i; i < ps.length; i++) sum = sum + ps[i];
        if (ps.length > 0) ps[0] = Price.wrap(7);
        return (sum, ps);
    }
    function j(bytes memory d) external pure returns (Price, Id, FreeE) {
        return abi.decode(d, (Price, Id, FreeE));
    }
}
library Sets {
    struct Set {
        uint256[] v;
        uint256 n;
    }
    event Never(uint x);
    uint256 internal constant CAP = 6;
    function make(uint256 cap) internal pure returns (Set memory s) {
        s.v = new uint256[](cap);
    }
    function add(Set memory s, uint256 x) internal pure returns (bool) {
        if (has(s, x)) return false;
        require(s.n < s.v.length, "Sets: full");
        s.v[s.n++] = x;
        return true;
    }
    function add(Set memory s, uint256[] memory xs) internal pure returns (uint256 n) {
        for (uint256 i; i < xs.length; ++i) if (add(s, xs[i])) n++;
    }
    function has(Set memory s, uint256 x) internal pure returns (bool) {
        for (uint256 i = 0; i < s.n; i++) if (s.v[i] == x) return true;
        return false;
    }
    function cut(Set memory s) internal pure returns (uint256[] memory out) {
        out = new uint256[](s.n);
        for (uint256 i; i < s.n; i++) out[i] = s.v[i];
    }
    function map(Set memory s, uint256 by) private pure returns (Set memory) {
        for (uint i; i < s.n; i++) s.v[i] *= by;
        return s;
    }
    function scaled(Set memory s, uint256 by) internal pure returns (Set memory) {
        return map(s, by);
    }
    function pub(uint256 x) public pure returns (uint256) {
        return x + 1;
    }
    modifier small(uint x) {
        require(x < 1000, "small");
        _;
    }
    function guarded(uint x) internal pure small(x) returns (uint) {
        return x + CAP;
    }
}
contract UseSets {
    using Sets for Sets.Set;
    using Sets for *;
    function a(uint256[] memory xs, uint256 y) external pure returns (uint256, bool, uint256[] memory) {
        Sets.Set memory s = Sets.make(Sets.CAP);
        uint256 n = s.add(xs);
        return (n, s.add(y), s.cut());
    }
    function b(uint256[] memory xs) external pure returns (Sets.Set memory) {
        Sets.Set memory s = Sets.make({cap: xs.length});
        Sets.add({s: s, xs: xs});
        return s.scaled({by: 3}).scaled(2);
    }
    function c(uint256 x) external pure returns (uint256) {
        return x.guarded();
    }
    function d(uint256 x) external pure returns (uint256, uint256) {
        return (Sets.guarded(x), Sets.CAP);
    }
}
contract Named {
    struct Deep {
        uint8 a;
        Mid m;
        Mid[] ms;
    }
    struct Mid {
        bytes3 t;
        uint16[2] u;
        string s;
    }
    function f(uint a, string memory b, bool c) public pure returns (bytes32) {
        return keccak256(abi.encode(a, b, c));
    }
    function g(uint x) external pure returns (bytes32, bytes32) {
        return (f({a: x, b: "n", c: true}), this.f.selector == bytes4(0) ? bytes32(0) : f({c: false, b: "m", a: x}));
    }
    function h(Deep memory d) external pure returns (Deep memory) {
        Mid memory m = Mid({u: [uint16(1), 2], s: "s", t: "abc"});
        if (d.ms.length > 0) {
            d.ms[0] = m;
            d.m = d.ms[d.ms.length - 1];
            d.m.u[1]++;
        } else d = Deep(1, m, new Mid[](2));
        return d;
    }
    function i_(Deep calldata d) external pure returns (bytes3, uint16, string memory, uint) {
        Mid calldata m = d.m;
        if (d.ms.length > 1) m = d.ms[1];
        return (m.t, m.u[0], m.s, d.ms.length);
    }
    function j(Deep[] calldata ds, uint k) external pure returns (Mid memory m) {
        m = ds[k].ms[k];
    }
    function k_(Deep[2] calldata ds) external pure returns (Deep memory, Mid[] memory) {
        return (ds[0], ds[1].ms);
    }
    function l(Deep memory d) external pure returns (uint8, bool) {
        Deep memory e = d;
        e.a = 9;
        delete e.m;
        delete e.ms;
        return (d.a, bytes(d.m.s).length == 0);
    }
}
contract Literals {
    function a() external pure returns (uint, int, bytes memory, bytes4, string memory) {
        return (
            0x1F_ff,
            -1_000e3,
            hex"de_ad"
            hex"beef",
            0xdeadbeef,
            'esc \x41 \u00e9 \n\t"\\ end'
        );
    }
    function b() external pure returns (uint, uint, uint, uint) {
        return (1.5e3 + .5 * 2, (7 / 2) * 2, 2 ** 255 / 2 ** 250, (1 ether + 1 gwei + 1 wei) % 1 hours);
    }
    function c() external pure returns (int8, uint8, bytes1, bytes32) {
        return (-128, 255, "a", "short");
    }
    function d(bool x) external pure returns (uint16 r, bytes2 s) {
        r = x ? 1 : 300;
        s = x ? bytes2("ab") : bytes2(0x6364);
    }
    function e() external pure returns (address, address, bytes20) {
        return (address(0), address(uint160(0x1234)), bytes20(address(0xC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2)));
    }
    function f() external pure returns (int256, uint, int) {
        return (-8 / 2, uint(7) % 4, -7 % 3);
    }
    function g() external pure returns (uint8[3] memory, string[2] memory, bytes[2] memory, int16[2] memory) {
        return ([1, 2, 3], ["a", "bb"], [bytes("x"), hex""], [int16(-1), 2]);
    }
    function h() external pure returns (bytes memory, uint) {
        bytes memory z = "literal";
        z[0] = "L";
        return (z, 5 weeks / 3 minutes);
    }
    function i_() external pure returns (bool, bool) {
        return (bytes1("a") == bytes1(0x61), keccak256("ab") == keccak256(abi.encodePacked("a", "b")));
    }
    function j() external pure returns (uint) {
        return type(uint8).max + uint16(type(int16).max) + uint(uint8(type(FreeE).max)) - uint(int(type(int8).max));
    }
    function k() external pure returns (string memory, bytes4) {
        return (type(Named).name, type(IFace).interfaceId ^ IFace.q.selector);
    }
    function l() external pure returns (uint x) {
        x = ((1 << 255) >> 254) | ((3 & ~uint(1)) ^ 8);
    }
    function m(uint8 s) external pure returns (uint, int, bytes2) {
        return (1 << s, -1 << s, bytes2(0xffff) << s);
    }
}
interface IFace {
    function q(uint) external;
    function w(string calldata) external pure returns (bool);
}
contract Tuples {
    function p() internal pure returns (uint8, int, string memory) {
        return (1, -2, "three");
    }
    function a() external pure returns (uint, int256, string memory) {
        return p();
    }
    function b(uint x) external pure returns (uint, uint) {
        (uint y, uint z) = (x / 2, x / 3);
        (y, z) = (z, y);
        ((y), (z)) = ((z), (y));
        return (y, z);
    }
    function c(uint[3] memory m) external pure returns (uint[3] memory, uint) {
        uint t;
        (m[0], (m[1], t), m[2]) = (m[1], (m[2], m[0]), t);
        return (m, t);
    }
    function d(bytes memory q) external pure returns (bytes memory, uint8) {
        uint8 v;
        if (q.length > 1) (q[0], v, q[1]) = (q[1], uint8(q[0]), 0xff);
        return (q, v);
    }
    function e(uint x) external pure returns (uint r) {
        (r, ) = (x, 1);
        (, r) = (1, r / 2);
        (uint s, ) = x > 5 ? (r, x) : (x, r);
        r ^= s;
        (r);
        x;
    }
    function f() external pure returns (uint8 a_, int b_, string memory c_) {
        (a_, b_, c_) = p();
        (a_, b_) = (a_ + 1, int(uint(a_)));
    }
    struct Pt {
        int x;
        int y;
    }
    function g(Pt memory q) external pure returns (Pt memory, int) {
        Pt memory w = q;
        (q.x, q.y, w) = (q.y, q.x, Pt(0, 0));
        return (q, w.x);
    }
    function h(uint n) external pure returns (uint[] memory a_, uint[] memory b_) {
        a_ = new uint[](n % 5);
        b_ = a_;
        if (n % 5 > 0) b_[0] = 3;
        (a_, b_) = (b_, new uint[](1));
    }
    function i_(uint8 x, int8 y) external pure returns (uint16, int16) {
        (uint16 u, int16 v) = (x, y);
        return (u + x, v * y);
    }
    function none() internal pure {}
    function j(uint x) external pure returns (uint) {
        none();
        if (x > 2) return x;
        return j2();
    }
    function j2() internal pure returns (uint r) {
        return r;
    }
}
contract Inline {
    function a(uint x) external pure returns (uint[2][3] memory m) {
        m = [[x, 1], [x / 2, 2], [uint(3), x / 3]];
        m[1] = m[0];
        m[1][1] = 9;
    }
    function b(uint8 k) external pure returns (uint) {
        return [uint(10), 20, 30, 40][k];
    }
    function c(uint8 k) external pure returns (string memory) {
        return ["zero", "one", "two"][k];
    }
    function d(uint8 k) external pure returns (bytes1) {
        return bytes("hello")[k];
    }
    function e(uint8 k) external pure returns (bytes1, uint8) {
        bytes5 h = "hello";
        return (h[k], uint8(bytes32(uint(0x0102))[31 - (k % 2)]));
    }
    function f(uint8 n) external pure returns (uint[][] memory t) {
        t = new uint[][](n % 6);
        for (uint i; i < t.length; i++) {
            t[i] = new uint[](i + 1);
            t[i][0] = t[i][i] = 1;
            for (uint j = 1; j < i; j++) t[i][j] = t[i - 1][j - 1] + t[i - 1][j];
        }
    }
    function g(uint8 n) external pure returns (string[] memory s) {
        s = new string[](n % 4);
        for (uint i; i < s.length; i++) s[i] = i % 2 == 0 ? "even" : string(new bytes(i));
    }
    function h(uint8 n) external pure returns (bool[] memory, address[] memory, bytes[] memory, S[] memory) {
        return (new bool[](n % 3), new address[](n % 2), new bytes[](n % 3), new S[](n % 2));
    }
    struct S {
        uint a;
        bytes b;
        uint[2] c;
    }
    function i_(uint n) external pure returns (S[2] memory s) {
        s[0] = s[1];
        s[0].a = n;
        s[1].b = "q";
        S memory t = s[0];
        t.c[1] = 5;
        delete s[1];
    }
    function j(uint n) external pure returns (uint) {
        uint[] memory a;
        bytes memory b;
        string memory c;
        uint[][] memory d;
        S memory s;
        return a.length + b.length + bytes(c).length + d.length + s.b.length + s.c[1] + (n % 2);
    }
    function k(uint8[] memory a, uint i) external pure returns (uint8[] memory) {
        a[i] += a[0];
        a[i]--;
        a[i] <<= 1;
        a[i] |= 1;
        a[i] %= 7;
        a[i] = a[i] ** 2;
        return a;
    }
}
