// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;
contract Clash {
    struct bytesArray {
        uint a;
    }
    struct uint256Array {
        bytesArray[] x;
        bytes[] y;
        uint[] z;
        uint256Array_2[] w;
    }
    struct uint256Array_2 {
        uint[3] q;
        uint256x3 r;
    }
    struct uint256x3 {
        bool b;
    }
    struct S {
        uint8 a;
    }
    struct SArray {
        S[] s;
    }
    function f(
        bytesArray memory a,
        uint256Array memory b,
        bytes[] memory c,
        uint[3] memory d
    ) external pure returns (bytesArray memory, uint256Array memory, bytes[] memory, uint[3] memory) {
        return (a, b, c, d);
    }
    function g(SArray[] memory a, S[][] memory b) external pure returns (SArray[] memory, S[][] memory) {
        return (a, b);
    }
    function h(uint x, uint[] memory m) external pure returns (uint r) {
        m = m.length == 0 ? new uint[](3) : m;
        m[x % m.length]++;
        (m[0], m[m.length - 1]) = (m[m.length - 1], t(m));
        r = t_2(m) + unnamed(x) + v0(x) + argument0(x) + result0(x) + r_now(x);
    }
    function t(uint[] memory m) internal pure returns (uint) {
        m[0] = 7;
        return m[0] + m.length;
    }
    function t_2(uint[] memory m) internal pure returns (uint) {
        return m.length;
    }
    function unnamed(uint) internal pure returns (uint) {
        return 5;
    }
    function v0(uint x) internal pure returns (uint) {
        return x % 3;
    }
    function argument0(uint x) internal pure returns (uint) {
        return x % 5;
    }
    function result0(uint) internal pure returns (uint) {
        return 9;
    }
    function r_now(uint x) internal pure twice(x) returns (uint r) {
        r = x % 100;
    }
    modifier twice(uint y) {
        require(y != 3);
        _;
    }
    function i(uint, uint) external pure twice(t_2(new uint[](2))) returns (uint, uint r) {
        r = unnamed(3);
        return (unnamed(1), r);
    }
}
contract Lits {
    enum E {
        A,
        B,
        C
    }
    struct P {
        uint a;
        uint[] xs;
    }
    library_ constant q = library_(address(5));
    type Id is bytes32;
    type Flag is bool;
    type Who is address;
    type Small is uint8;
    bytes4 constant B4 = "ab";
    bytes1 constant B1 = bytes4(0x01020304)[2];
    uint constant AA = BB * 2 + 1;
    uint constant BB = 2 ** 8 - 1;
    E constant EC = E.C;
    Id constant ID = Id.wrap("id");
    Small constant SM = Small.wrap(3);
    bool constant T = AA > BB;
    string constant CAT =
        "ab"
        "cd";
    bytes32 constant HH = keccak256(abi.encodePacked(CAT, AA));
    int constant NN = -int(AA);
    uint8 constant CV = uint8(AA);
    address payable constant PP = payable(address(0x1));
    function a() external pure returns (bytes4, bytes1, uint, E, Id, Small, bool, string memory, bytes32, int, uint8) {
        return (B4, B1, AA, EC, ID, SM, T, CAT, HH, NN, CV);
    }
    function a2() external pure returns (address payable, library_, uint) {
        return (PP, q, Lits.BB);
    }
    function b(bytes4 x, bytes1 y, bytes32 z) external pure returns (bool, bool, bool, bool, bool, bool) {
        return (x == "abcd", x == "a", x != hex"01", y == "a", y == 0x61, z < "zz");
    }
    function c(bool p) external pure returns (uint8[2] memory, int8[3] memory, uint16[2] memory, string[2] memory) {
        return (p ? [1, 2] : [3, 4], [-1, 2, int8(3)], [uint8(1), 300], ["x", p ? "yy" : "z"]);
    }
    function d() external pure returns (bytes memory, string memory, bytes memory, bytes32, bytes3, bytes memory) {
        bytes memory x = "lit";
        string memory y = "st\x00r";
        bytes memory z = hex"c0ffee";
        bytes32 w = "w";
        bytes3 v = "v";
        return (x, y, z, w, v, bytes(unicode"ü"));
    }
    function mk(uint x) internal pure returns (P memory p) {
        p.a = x;
        p.xs = new uint[](3);
        p.xs[1] = x;
    }
    function e(uint x) external pure returns (uint, uint, uint) {
        return (mk(x).a, mk(x).xs[1], mk(x).xs.length);
    }
    function f(uint x) external pure returns (P memory p) {
        p = mk(x);
        ident(p).a = 9;
        ident(p).xs[2] = 4;
        ident(p).xs[0] += 3;
        mk(1).a = 5;
        mk(x).xs[0] = 1;
        delete ident(p).xs[1];
        ident(p).a++;
    }
    function ident(P memory p) internal pure returns (P memory) {
        return p;
    }
    function g(
        Id i,
        Flag fl,
        Who w,
        Small s
    ) external pure returns (bytes memory, bytes memory, bytes32, bool, address, uint8) {
        return (
            abi.encode(i, fl, w, s),
            abi.encodePacked(i, fl, w, s),
            Id.unwrap(i),
            Flag.unwrap(fl),
            Who.unwrap(w),
            Small.unwrap(s)
        );
    }
    function h(bytes memory x) external pure returns (Id, Flag, Who, Small) {
        return abi.decode(x, (Id, Flag, Who, Small));
    }
    function i(Small[] memory s, Flag[2] calldata fl) external pure returns (Small[] memory, Flag, bytes memory) {
        return (s, fl[1], abi.encodePacked(s));
    }
    function j(uint x) external pure {
        return k(x);
    }
    function k(uint x) internal pure {
        if (x == 3) return;
        require(x != 4, "four");
    }
    function l(uint x) external pure returns (uint) {
        if (x > 3)
            if (x > 5) return 1;
            else return 2;
        else return 3;
    }
    function m(uint8 x) external pure returns (uint r) {
        do {
            if (x == 5) {
                x = 3;
                continue;
            }
            if (x == 100) break;
            r += x;
            unchecked {
                --x;
            }
        } while (x > 2 && r < 500);
    }
    function n(uint8 x) external pure returns (uint r) {
        for (uint i1 = 0; ; i1++) {
            uint z;
            z += i1;
            if (i1 % 2 == 1) continue;
            r += z;
            if (i1 > x) break;
        }
    }
    function o(uint8 x) external pure returns (uint r) {
        for (uint i1; i1 < x;) {
            uint q1;
            {
                uint q1b = i1;
                q1 += q1b;
            }
            r += q1;
            unchecked {
                i1 += 2;
            }
        }
        for (;;) {
            r++;
            break;
        }
        while (r < 10) r++;
    }
    function p(int8 x) external pure returns (int8 r) {
        r = -x;
        r = 0 + r;
        r--;
        --r;
    }
    function s(string calldata x) external pure returns (string memory y, bytes memory z) {
        (y, z) = (x, bytes(x));
        bytes memory u = bytes(x)[1:];
        z = bytes.concat(z, u);
    }
    function u(uint[] calldata x) external pure returns (uint[] memory y, uint z) {
        (y, z) = cd(x);
        if (y.length > 0) y[0] = z;
    }
    function cd(uint[] calldata x) internal pure returns (uint[] calldata, uint) {
        return (x[x.length / 2:], x.length);
    }
    function v() external pure returns (bytes memory, bytes memory) {
        return (abi.encodeWithSelector(0x12345678, 1), abi.encodeWithSelector("abcd", "x"));
    }
    function w(uint n1) external pure returns (string memory) {
        string memory z = new string(n1 % 70);
        bytes(z)[n1 % 7] = "q";
        return z;
    }
    function x(uint a1, uint b1) external pure returns (uint r) {
        unchecked {
            r = a1 - b1;
            r += addc(a1, b1);
        }
    }
    function addc(uint a1, uint b1) internal pure returns (uint) {
        return a1 + b1;
    }
    function y(E e1) external pure returns (E, E[] memory z, uint) {
        z = new E[](3);
        z[1] = e1;
        E f1 = e1 == E.A ? E.B : e1;
        if (f1 > E.B) f1 = type(E).min;
        return (f1, z, uint(e1) * 2 + uint8(E.C));
    }
    function z(library_ l1, library_ l2) external pure returns (bool, bool, library_, address) {
        return (l1 == l2, address(l1) < address(l2), library_(address(uint160(uint(keccak256("a"))))), address(l1));
    }
    function aa(uint32 ts) external pure returns (uint, uint) {
        return (ts / 1 days, (ts % 1 days) / 1 hours);
    }
    function ab() external pure returns (uint[3] memory r) {
        [r[0], 2][0];
        r = [uint(1), 2, 3];
        [1, 2, 3];
    }
    function ac(uint x1) external pure returns (uint8) {
        uint8[3] memory m1 = [1, 2, 3];
        [uint8(4), 5][x1] = 6;
        return m1[x1];
    }
    function ad(address a1) external pure returns (address) {
        return a1 == address(0) ? 0x000000000000000000000000000000000000dEaD : a1;
    }
    function ae(uint x1) external pure returns (string memory) {
        return
            x1 == 0
                ? "none"
                : x1 == 1
                    ? "one"
                    : string(abi.encodePacked("many ", bytes1(uint8(48 + (x1 % 10)))));
    }
    function af(bytes32 x1) external pure returns (bytes32, bytes16, uint128, bytes memory) {
        return (bytes32(uint(x1) + 1), bytes16(x1 << 128), uint128(bytes16(x1)), abi.encodePacked(bytes16(x1), x1[31]));
    }
    function ag(int16 x1) external pure returns (uint16, int32, bytes2, uint) {
        return (uint16(x1), x1, bytes2(uint16(x1)), uint(int(x1)));
    }
}
interface library_ {
    function a() external;
}
