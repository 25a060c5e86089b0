// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

uint256 constant WAD = 1e18;
int constant NEG = -2 ** 255;
bytes32 constant SALT = keccak256("salt");
bytes constant BLOB = hex"deadbeef";
string constant NAME = 'file "level" \u00e9 \x41';
address constant ZERO = address(0);
error FileError(uint256 code, string why);
type Meters is uint128;
type Sgn is int8;
using {add as +, sub as -, neg as -, eq as ==, lt as <, Meters_toUint, bitand as &, inv as ~} for Meters global;
using {
    sadd as +,
    smul as *,
    smod as %,
    sdiv as /,
    sneq as !=,
    sge as >=,
    sgt as >,
    sle as <=,
    sor as |,
    sxor as ^
} for Sgn global;
function add(Meters a, Meters b) pure returns (Meters) {
    return Meters.wrap(Meters.unwrap(a) + Meters.unwrap(b));
}
function sub(Meters a, Meters b) pure returns (Meters) {
    return Meters.wrap(Meters.unwrap(a) - Meters.unwrap(b));
}
function neg(Meters a) pure returns (Meters) {
    unchecked {
        return Meters.wrap(0 - Meters.unwrap(a));
    }
}
function eq(Meters a, Meters b) pure returns (bool) {
    return Meters.unwrap(a) == Meters.unwrap(b);
}
function lt(Meters a, Meters b) pure returns (bool) {
    return Meters.unwrap(a) < Meters.unwrap(b);
}
function bitand(Meters a, Meters b) pure returns (Meters) {
    return Meters.wrap(Meters.unwrap(a) & Meters.unwrap(b));
}
function inv(Meters a) pure returns (Meters) {
    return Meters.wrap(~Meters.unwrap(a));
}
function Meters_toUint(Meters a) pure returns (uint) {
    return Meters.unwrap(a);
}
function sadd(Sgn a, Sgn b) pure returns (Sgn) {
    return Sgn.wrap(Sgn.unwrap(a) + Sgn.unwrap(b));
}
function smul(Sgn a, Sgn b) pure returns (Sgn) {
    return Sgn.wrap(Sgn.unwrap(a) * Sgn.unwrap(b));
}
function smod(Sgn a, Sgn b) pure returns (Sgn) {
    return Sgn.wrap(Sgn.unwrap(a) % Sgn.unwrap(b));
}
function sdiv(Sgn a, Sgn b) pure returns (Sgn) {
    return Sgn.wrap(Sgn.unwrap(a) / Sgn.unwrap(b));
}
function sneq(Sgn a, Sgn b) pure returns (bool) {
    return Sgn.unwrap(a) != Sgn.unwrap(b);
}
function sge(Sgn a, Sgn b) pure returns (bool) {
    return Sgn.unwrap(a) >= Sgn.unwrap(b);
}
function sgt(Sgn a, Sgn b) pure returns (bool) {
    return Sgn.unwrap(a) > Sgn.unwrap(b);
}
function sle(Sgn a, Sgn b) pure returns (bool) {
    return Sgn.unwrap(a) <= Sgn.unwrap(b);
}
function sor(Sgn a, Sgn b) pure returns (Sgn) {
    return Sgn.wrap(Sgn.unwrap(a) | Sgn.unwrap(b));
}
function sxor(Sgn a, Sgn b) pure returns (Sgn) {
    return Sgn.wrap(Sgn.unwrap(a) ^ Sgn.unwrap(b));
}
function over(uint a) pure returns (uint) {
    return a + 1;
}
function over(uint a, uint b) pure returns (uint) {
    return a + b;
}
function over(string memory a) pure returns (uint) {
    return bytes(a).length;
}

contract FileLevel {
    function consts() external pure returns (uint, int, bytes32, bytes memory, string memory, address) {
        return (WAD, NEG, SALT, BLOB, NAME, ZERO);
    }
    function fail(uint x) external pure {
        if (x == 1) revert FileError(x, "one");
        if (x == 2) revert FileError({why: "two", code: x});
        require(x != 3, FileError(3, NAME));
        require(x != 4, NAME);
        require(x != 5);
        if (x == 6) revert();
        if (x == 7) revert(NAME);
        if (x == 8) revert("");
        assert(x != 9);
    }
    function overs(uint a, string memory s) external pure returns (uint, uint, uint) {
        return (over(a), over(a, 3), over(s));
    }
    function m(Meters a, Meters b) external pure returns (Meters, bool, bool, uint, Meters) {
        return (a + b, a == b, a < b, a.Meters_toUint(), -a & ~b);
    }
    function m2(Meters a, Meters b) external pure returns (Meters c) {
        c = a - b;
        c = c + a;
    }
    function s1(Sgn a, Sgn b) external pure returns (Sgn, Sgn, Sgn) {
        return (a + b, (a * b) % b, a / b);
    }
    function s2(Sgn a, Sgn b) external pure returns (bool, bool, bool, bool, Sgn) {
        return (a != b, a >= b, a > b, a <= b, a | (b ^ a));
    }
    function wrapc() external pure returns (Meters, Sgn, uint128, int8) {
        return (Meters.wrap(5), Sgn.wrap(-5), Meters.unwrap(Meters.wrap(7)), Sgn.unwrap(Sgn.wrap(-128)));
    }
    function arr(Meters[] calldata x) external pure returns (Meters t) {
        for (uint i; i < x.length; i++) t = t + x[i];
    }
}

contract Typing {
    enum Sz {
        XS,
        S,
        M,
        L,
        XL
    }
    interface_ private constant none = interface_(address(0));
    function lim() external pure returns (uint8, int8, uint256, int256, int40, uint56, Sz, Sz) {
        return (
            type(uint8).max,
            type(int8).min,
            type(uint256).max,
            type(int256).min,
            type(int40).max,
            type(uint56).max,
            type(Sz).max,
            type(Sz).min
        );
    }
    function nm() external pure returns (string memory, string memory, bytes4, string memory) {
        return (type(Typing).name, type(interface_).name, type(interface_).interfaceId, type(Abs).name);
    }
    function en(uint8 x) external pure returns (Sz, uint8, int, bool) {
        Sz s = Sz(x);
        return (s, uint8(s), int(uint(s)), s > Sz.S);
    }
    function en2(Sz a, Sz b) external pure returns (bool, bool, bool, uint) {
        return (a == b, a < b, a != Sz.XL, uint8(a) + uint8(b));
    }
    function en3(int x) external pure returns (Sz) {
        return Sz(uint(x));
    }
    function en4() external pure returns (Sz s, Sz[3] memory t, Sz[] memory u) {
        u = new Sz[](2);
        u[1] = Sz.L;
        t[2] = Sz.XL;
        delete t[2];
    }
    function fb(bytes32 x) external pure returns (bytes1, bytes16, bytes32, bytes4) {
        return (bytes1(x), bytes16(x), bytes32(bytes4(x)), bytes4(bytes2(x)));
    }
    function fi(bytes4 x, uint i) external pure returns (bytes1, uint8, uint32) {
        return (x[i], uint8(x[i]), uint32(x));
    }
    function fl(bytes7 x) external pure returns (uint, uint, bytes7) {
        return (x.length, bytes1("a").length, (x << 9) | (((x >> 5) & ~x) ^ x));
    }
    function ad(address a) external pure returns (uint160, bytes20, address payable, uint256) {
        return (uint160(a), bytes20(a), payable(a), uint160(bytes20(a)));
    }
    function ad2(bytes20 b, uint160 u) external pure returns (address, address, bool) {
        return (address(b), address(u), address(b) < address(u));
    }
    function litad() external pure returns (address, address, bytes20) {
        return (
            0xdCad3a6d3569DF655070DEd06cb7A1b2Ccd1D3AF,
            address(0x1),
            bytes20(0xdCad3a6d3569DF655070DEd06cb7A1b2Ccd1D3AF)
        );
    }
    function casts(int256 x) external pure returns (int8, uint8, uint256, int128, uint64, int64) {
        return (int8(x), uint8(int8(x)), uint256(x), int128(x), uint64(uint(x)), int64(uint64(uint(x))));
    }
    function wid(int8 a, uint16 b) external pure returns (int, uint, int32, uint48, int56) {
        return (a, b, a, b, int56(int16(a)) * int56(int32(uint32(b))));
    }
    function strb(string memory s, uint i) external pure returns (bytes1, uint, string memory) {
        bytes memory b = bytes(s);
        b[i] = "x";
        return (bytes(s)[i], bytes(s).length, s);
    }
    function b2f(bytes memory b) external pure returns (bytes4, bytes32, bytes1) {
        return (bytes4(b), bytes32(b), bytes1(b));
    }
    function b2fc(bytes calldata b) external pure returns (bytes4, bytes32, bytes1) {
        return (bytes4(b), bytes32(b[1:]), bytes1(b[:2]));
    }
    function hexes() external pure returns (bytes4, bytes8, bytes memory, bytes2, string memory) {
        return (hex"01_02", "abc", hex"", 0x1234, hex"e29883");
    }
    function rat() external pure returns (uint, uint, int, uint, uint, uint8) {
        return (
            0.5 * 4,
            (7 / 2) * 2,
            -7 % 3,
            (2 ** 10 / 3) * 3,
            1 ether + 1 gwei + 1 wei + 1 days + 2 weeks + 3 hours + 4 minutes + 5 seconds,
            2e2 + 0x0f
        );
    }
    function rat2() external pure returns (uint, int, uint) {
        return (1_000_000, -1e3, 5.5e1 + (1 << 4) - (256 >> 3) + (6 & 3) + (6 | 3) + (6 ^ 3));
    }
    function inv() external pure returns (int, uint8, int) {
        return (~5, ~uint8(5), -(-5));
    }
    function folding(uint8 x) external pure returns (uint16) {
        return x * 257 + 1;
    }
    function lits(uint8 x) external pure returns (uint8) {
        return x + 255;
    }
    function shl(uint8 x, uint n) external pure returns (uint8, uint16, int8, uint) {
        return (x << n, uint16(x) << n, int8(x) << n, 1 << n);
    }
    function shr(int8 x, uint8 n) external pure returns (int8, int8, uint8) {
        return (x >> n, x / int8(2), uint8(x) >> n);
    }
    function pw(uint8 b, uint8 e) external pure returns (uint8) {
        return b ** e;
    }
    function pw2(int8 b, uint8 e) external pure returns (int8) {
        return b ** e;
    }
    function pw3(uint e) external pure returns (uint, int) {
        return (2 ** e, (-2) ** e);
    }
    function pw4(uint8 e) external pure returns (uint256 r) {
        unchecked {
            r = 3 ** e;
        }
    }
    function pwun(int16 b, uint e) external pure returns (int16 r, int16 s) {
        unchecked {
            r = b ** e;
            s = b << e;
        }
    }
    function am(uint a, uint b, uint m) external pure returns (uint, uint) {
        return (addmod(a, b, m), mulmod(a, b, m));
    }
    function am0(uint a) external pure returns (uint) {
        return addmod(1, 2, a) + mulmod(3, 4, a);
    }
    function ec(bytes32 h, uint8 v, bytes32 r, bytes32 s) external pure returns (address) {
        return ecrecover(h, v, r, s);
    }
    function cmp(bytes3 a, bytes3 b, bool c, bool d) external pure returns (bool, bool, bool, bool) {
        return (a < b, a >= b, c == d, c != d);
    }
    function cmpmix(uint8 a, int16 b, bytes1 c, bytes4 d) external pure returns (bool, bool, bool) {
        return (int16(uint16(a)) < b, c == d, bytes4(c) > d);
    }
}
interface interface_ {
    function a() external;
    function b(uint[] memory x) external returns (uint);
}
abstract contract Abs {
    function z() external virtual;
}
