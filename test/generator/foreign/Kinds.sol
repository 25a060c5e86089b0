// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;
pragma abicoder v2;
/* odd  { */ type Id is bytes32;
type Small is uint8;
type Addr is address;
type Flag is bool;
using {eqId as ==, orId as |, andId as &, xorId as ^, notId as ~} for Id global;
function eqId(Id a, Id b) pure returns (bool) {
    return Id.unwrap(a) == Id.unwrap(b);
}
function orId(Id a, Id b) pure returns (Id) {
    return Id.wrap(Id.unwrap(a) | Id.unwrap(b));
}
function andId(Id a, Id b) pure returns (Id) {
    return Id.wrap(Id.unwrap(a) & Id.unwrap(b));
}
function xorId(Id a, Id b) pure returns (Id) {
    return Id.wrap(Id.unwrap(a) ^ Id.unwrap(b));
}
function notId(Id a) pure returns (Id) {
    return Id.wrap(~Id.unwrap(a));
}
using {addS as +, modS as %, gt as >, ge as >=, le as <=, ne as !=} for Small global;
function addS(Small a, Small b) pure returns (Small) {
    return Small.wrap(Small.unwrap(a) + Small.unwrap(b));
}
function modS(Small a, Small b) pure returns (Small) {
    return Small.wrap(Small.unwrap(a) % Small.unwrap(b));
}
function gt(Small a, Small b) pure returns (bool) {
    return Small.unwrap(a) > Small.unwrap(b);
}
function ge(Small a, Small b) pure returns (bool) {
    return Small.unwrap(a) >= Small.unwrap(b);
}
function le(Small a, Small b) pure returns (bool) {
    return Small.unwrap(a) <= Small.unwrap(b);
}
function ne(Small a, Small b) pure returns (bool) {
    return Small.unwrap(a) != Small.unwrap(b);
}
library SmallLib {
    function dbl(Small s) internal pure returns (Small) {
        return s + s;
    }
    Small internal constant ONE = Small.wrap(1);
}
contract Udvt {
    using SmallLib for Small;
    struct Rec {
        Id id;
        Small s;
        Addr a;
        Flag f;
        Small[2] pair;
    }
    Small constant TWO = Small.wrap(2);
    Id public constant ZERO = Id.wrap(bytes32(0));
    function ids(Id a, Id b) external pure returns (Id, bool) {
        return ((a | b) ^ (a & ~b), a == b);
    }
    function small(Small a, Small b) external pure returns (Small, bool, bool) {
        return (a.dbl() + SmallLib.ONE, a > b, a != b);
    }
    function small2(Small a, Small b) external pure returns (Small r, bool) {
        r = a % b;
        return (r, a <= TWO && b >= TWO);
    }
    function rec(Rec calldata r) external pure returns (Rec memory o, bytes memory e) {
        o = r;
        o.s = r.s + TWO;
        o.pair[1] = Small.wrap(9);
        e = abi.encodePacked(Id.unwrap(r.id), Small.unwrap(r.s), Addr.unwrap(r.a));
    }
    function arr(Small[] memory xs) external pure returns (Small m) {
        for (uint i; i < xs.length; i++) if (xs[i] > m) m = xs[i];
    }
    function flag(Flag f, Addr a) external pure returns (bool, address, bytes memory) {
        return (Flag.unwrap(f), Addr.unwrap(a), abi.encode(f, a));
    }
    function dec(bytes calldata b) external pure returns (Small s, Id i) {
        (s, i) = abi.decode(b, (Small, Id));
    }
}
contract GrandA {
    function who() public pure virtual returns (string memory) {
        return "A";
    }
    function a(uint x) public pure virtual returns (uint) {
        return x + 1;
    }
    function t(uint x) internal pure returns (uint) {
        return x;
    }
}
contract GrandB is GrandA {
    function who() public pure virtual override returns (string memory) {
        return string.concat("B", super.who());
    }
    function a(uint x) public pure virtual override returns (uint) {
        return super.a(x) * 2;
    }
}
contract GrandC is GrandA {
    function who() public pure virtual override returns (string memory) {
        return string.concat("C", super.who());
    }
    function a(uint x) public pure virtual override returns (uint) {
        return super.a(x) + 10;
    }
}
contract Diamond is GrandB, GrandC {
    function who() public pure override(GrandB, GrandC) returns (string memory) {
        return string.concat("D", super.who());
    }
    function a(uint x) public pure override(GrandB, GrandC) returns (uint) {
        return GrandB.a(x) + super.a(x) + GrandA.a(x);
    }
    function viaT(uint x) external pure returns (uint) {
        return GrandA.t(x) + t(x);
    }
}
contract Mods {
    error Bad(uint x);
    modifier a(uint x) {
        if (x == 1) revert Bad(x);
        _;
    }
    modifier b() {
        _;
    }
    modifier c(uint x) {
        require(x < 50, "big");
        _;
        require(x != 9, "after");
    }
    modifier pre(uint8 n) {
        for (uint8 i; i < n; i++) {
            if (i == 5) revert();
        }
        _;
    }
    modifier skip(bool s) {
        if (!s) {
            _;
        }
    }
    modifier ret() {
        _;
        return;
    }
    function f1(uint x) external pure a(x) c(x + 1) b returns (uint r) {
        r = x * 2;
        if (x == 3) return 77;
        r++;
    }
    function f2(uint x, bool s) external pure skip(s) returns (uint, string memory r) {
        r = "x";
        return (x, "done");
    }
    function f3(uint8 n) external pure pre(n) ret returns (uint8) {
        return n;
    }
    function f4(uint x) external pure a(x) {
        require(x > 2);
    }
    function f5(uint8 x) public pure virtual c(sum(x, 3)) returns (uint8 x2) {
        x2 = x;
        x2 += 200;
    }
    function sum(uint p, uint q) internal pure returns (uint) {
        return p + q;
    }
    function f6(uint8[] memory m) external pure a(m.length) returns (uint8[] memory) {
        m[0] = 1;
        return m;
    }
    modifier chg(uint x) {
        x += 1;
        require(x % 2 == 0, "odd");
        _;
    }
    function f7(uint x) external pure chg(x) returns (uint) {
        return x;
    }
}
contract Encs {
    struct S {
        uint8 a;
        bytes b;
    }
    enum E {
        A,
        B,
        C
    }
    function packs(
        uint8[] calldata a,
        E e,
        bytes5 b5,
        int24 i,
        string[1] calldata s
    ) external pure returns (bytes memory, bytes memory) {
        return (abi.encodePacked(a, e, b5, i), abi.encode(s[0], e, -3, "lit", bytes3("abc")));
    }
    function lits() external pure returns (bytes memory, bytes memory) {
        return (
            abi.encodePacked(uint8(1), "a", hex"ff", int16(-2), true, address(0)),
            abi.encodePacked(bytes1(0x01), uint16(0x0203))
        );
    }
    function strarr(string[] calldata s, bytes[] memory b) external pure returns (bytes memory, bytes32) {
        return (abi.encode(s, b), keccak256(abi.encode(s.length, b.length)));
    }
    function strct(S calldata s, S[] memory t) external pure returns (bytes memory) {
        return abi.encode(s, t, S(1, "x"));
    }
    function dec1(bytes memory b) external pure returns (S memory s, E e) {
        return abi.decode(b, (S, E));
    }
    function dec2(bytes calldata b) external pure returns (S[] memory s, uint16[3] memory q) {
        (s, q) = abi.decode(b, (S[], uint16[3]));
    }
    function dec3(bytes calldata b) external pure returns (string memory s) {
        s = abi.decode(b, (string));
    }
    function dec4(bytes calldata b) external pure returns (bytes32 x, bool y) {
        (x, y) = abi.decode(b[1:], (bytes32, bool));
    }
    function dec5(bytes memory b) external pure returns (uint) {
        (, uint x, ) = abi.decode(b, (uint8, uint, address));
        return x;
    }
    function roundtrip(S memory s) external pure returns (bool) {
        S memory t = abi.decode(abi.encode(s), (S));
        return t.a == s.a && keccak256(t.b) == keccak256(s.b);
    }
    function multicall(bytes[] calldata data) external pure returns (bytes4[] memory sels, uint[] memory lens) {
        sels = new bytes4[](data.length);
        lens = new uint[](data.length);
        for (uint i; i < data.length; i++) {
            sels[i] = bytes4(data[i]);
            lens[i] = data[i].length;
        }
    }
    function permit(address o, address s, uint v, uint n, uint d) external pure returns (bytes32) {
        bytes32 h = keccak256(
            abi.encode(
                keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"),
                o,
                s,
                v,
                n,
                d
            )
        );
        return keccak256(abi.encodePacked("\x19\x01", bytes32(0), h));
    }
    function rlp(bytes memory b) public pure returns (bytes memory) {
        if (b.length == 1 && uint8(b[0]) < 0x80) return b;
        if (b.length <= 55) return bytes.concat(bytes1(uint8(0x80 + b.length)), b);
        uint l;
        uint t = b.length;
        while (t > 0) {
            l++;
            t >>= 8;
        }
        bytes memory h = new bytes(l + 1);
        h[0] = bytes1(uint8(0xb7 + l));
        for (uint i = 0; i < l; i++) h[i + 1] = bytes1(uint8(b.length >> (8 * (l - 1 - i))));
        return abi.encodePacked(h, b);
    }
    function rlpList(bytes[] memory xs) external pure returns (bytes memory o) {
        for (uint i = 0; i < xs.length; ++i) o = bytes.concat(o, rlp(xs[i]));
        require(o.length < 56, "long");
        o = abi.encodePacked(uint8(0xc0 + o.length), o);
    }
    function err(bytes calldata d) external pure returns (string memory) {
        if (d.length < 68) return "none";
        if (bytes4(d) != 0x08c379a0) return "other";
        return abi.decode(d[4:], (string));
    }
    function sub(bytes calldata d, uint8 i) external pure returns (bytes calldata, uint) {
        bytes calldata e = d[i:];
        return (e, e.length);
    }
    function sl(uint[] calldata d) external pure returns (uint[] calldata a, uint s) {
        a = d[1:];
        for (uint i; i < a.length; i++) s ^= a[i];
    }
    function ternC(bool c, bytes calldata a, bytes calldata b) external pure returns (bytes calldata) {
        return c ? a : b;
    }
    function nestedC(uint[][] calldata m, uint i) external pure returns (uint[] calldata, uint) {
        uint[] calldata r = m[i];
        return (r, r[0]);
    }
    function intl(bytes calldata b) internal pure returns (bytes1) {
        return b.length > 0 ? b[b.length - 1] : bytes1(0);
    }
    function useIntl(bytes calldata a, string calldata s) external pure returns (bytes1, bytes1, bytes1) {
        return (intl(a), intl(bytes(s)), intl(a[:a.length / 2]));
    }
    function lt(string calldata s) external pure returns (uint) {
        return abi.encodePacked(s, "x").length;
    }
    function cc(uint[3] calldata a, uint8 i) external pure returns (uint) {
        return a[i];
    }
    function bmem(bytes memory b) external pure returns (bytes memory c, bytes memory d) {
        c = b;
        if (c.length > 1) {
            c[0] = 0xff;
            c[1] |= 0x0f;
            c[0] ^= b[1];
        }
        d = bytes.concat(b);
        if (d.length > 0) d[0] = "z";
        delete b;
        return (c, d);
    }
}
contract Consts {
    uint constant X = 2 ** 10;
    uint constant Y = X * 3 - 1;
    int constant Z = -int(Y);
    bytes32 constant H = keccak256(abi.encode(X, "salt"));
    string constant S =
        "s"
        "t";
    bytes4 constant I = bytes4(uint32(X));
    uint8 constant M = type(uint8).max - 5;
    bool constant T = X > 5;
    address constant AD = address(uint160(Y));
    uint constant AVG = (X + 10) / 2;
    function avg(uint a, uint b) internal pure returns (uint) {
        return (a + b) / 2;
    }
    uint constant R = ((7 % 4) + (1 << 5)) | 0x100;
    int constant NEGDIV = int(-7) / 2;
    uint constant FR = 1.25 ether;
    uint constant TM = 1 hours + 30 minutes;
    uint constant EXPR = 3 ** (3 ** 2) / 27;
    function all() external pure returns (uint, int, bytes32, string memory, bytes4, uint8, bool, address) {
        return (Y, Z, H, S, I, M, T, AD);
    }
    function more() external pure returns (uint, uint, int, uint, uint, uint) {
        return (AVG, R, NEGDIV, FR, TM, EXPR);
    }
    bytes16 constant HEXD = "0123456789abcdef";
    function hd(uint8 i) external pure returns (bytes1, bytes1) {
        return (HEXD[i], bytes(S)[i]);
    }
    uint constant DAYS = 365 days;
    function lits(uint x) external pure returns (bool, uint, int16, uint8) {
        return (x > 1e18, x % 0x10 ** 2, -0x7f, uint8(~uint8(3)));
    }
    function cond(uint x) external pure returns (uint) {
        return
            x == 0
                ? 1e18
                : x < 5
                    ? X
                    : type(uint128).max;
    }
    function strs(uint8 k) external pure returns (string memory s) {
        string[3] memory t = ["a", "bb", "ccc"];
        s = t[k];
    }
    function bts() external pure returns (bytes1, bytes2, bytes3, bytes32) {
        return ("a", 0x0000, hex"010203", "hello");
    }
}
