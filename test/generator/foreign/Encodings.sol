// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;
interface IThing {
    function go(uint8 a, string calldata s) external returns (bool);
    function multi(uint[] calldata x, P calldata p) external;
    struct P {
        uint a;
        bytes b;
    }
    event Ev(uint indexed a);
    error Bad(uint8);
}
contract Encoders {
    enum Color {
        Red,
        Green,
        Blue
    }
    struct S {
        uint8 a;
        bool b;
        Color c;
    }
    struct D {
        bytes d;
        S s;
        string[] t;
    }
    function lits() external pure returns (bytes memory) {
        return abi.encode(1, -1, "abc", hex"00ff", true, 0x1234, 1e10, 300, -300, address(0), unicode"é☃");
    }
    function packLits() external pure returns (bytes memory) {
        return
            abi.encodePacked(
                uint8(1),
                "abc",
                hex"00ff",
                true,
                bytes3("ab"),
                int16(-2),
                address(0x1234567890123456789012345678901234567890)
            );
    }
    function packAll(
        uint8 a,
        int24 b,
        bool c,
        Color d,
        bytes5 e,
        string memory f,
        bytes memory g
    ) external pure returns (bytes memory) {
        return abi.encodePacked(a, b, c, d, e, f, g);
    }
    function packArr(
        uint8[] memory a,
        bool[2] memory b,
        Color[] memory c,
        bytes3[] memory d,
        address[] memory e
    ) external pure returns (bytes memory) {
        return abi.encodePacked(a, b, c, d, e);
    }
    function packInt(int8[] memory a, int40[2] memory b) external pure returns (bytes memory) {
        return abi.encodePacked(a, b);
    }
    function st(S memory s) external pure returns (bytes memory, bytes32) {
        return (abi.encode(s), keccak256(abi.encode(s, s.a)));
    }
    function dy(D memory d) external pure returns (bytes memory) {
        return abi.encode(d, d.t, d.s);
    }
    function cd(D calldata d) external pure returns (bytes memory) {
        return abi.encode(d, d.t, d.s);
    }
    function sel(uint8 a, string calldata s) external pure returns (bytes memory, bytes memory, bytes memory) {
        return (
            abi.encodeWithSelector(IThing.go.selector, a, s),
            abi.encodeWithSignature("go(uint8,string)", a, s),
            abi.encodeCall(IThing.go, (a, s))
        );
    }
    function call2(uint[] calldata x, IThing.P calldata p) external pure returns (bytes memory) {
        return abi.encodeCall(IThing.multi, (x, p));
    }
    function call3(uint[] memory x, bytes memory b) external pure returns (bytes memory) {
        return abi.encodeCall(IThing.multi, (x, IThing.P(3, b)));
    }
    function sigs() external pure returns (bytes4, bytes4, bytes32, bytes4) {
        return (IThing.go.selector, IThing.Bad.selector, IThing.Ev.selector, this.sigs.selector);
    }
    function wsel(bytes4 s, uint x) external pure returns (bytes memory, bytes memory) {
        return (abi.encodeWithSelector(s), abi.encodeWithSelector(bytes4(keccak256("f()")), x, "q"));
    }
    function wsig(string memory s, uint x) external pure returns (bytes memory) {
        return abi.encodeWithSignature(s, x);
    }
    function wsigc(string calldata s) external pure returns (bytes memory) {
        return abi.encodeWithSignature(s, s);
    }
    function empty() external pure returns (bytes memory, bytes memory, bytes memory, string memory) {
        return (abi.encode(), abi.encodePacked(), bytes.concat(), string.concat());
    }
    function cat(bytes calldata a, bytes memory b, bytes3 c) external pure returns (bytes memory) {
        return bytes.concat(a, b, c, "lit", hex"00", a[:a.length / 2]);
    }
    function scat(string calldata a, string memory b) external pure returns (string memory) {
        return string.concat(a, " ", b, unicode"→", a);
    }
    function nest(uint x) external pure returns (bytes memory) {
        return abi.encode(abi.encode(x), abi.encodePacked(x, abi.encodePacked(uint8(x))));
    }
    function tern(bool b) external pure returns (bytes memory) {
        return abi.encode(b ? 1 : 256, b ? "yes" : "no", b ? bytes2("ab") : bytes2("c"));
    }
    function arrlit() external pure returns (bytes memory) {
        return abi.encode([1, 2, 300], [uint8(1)], ["a", "bc"], [true, false], [[1, 2], [3, 4]]);
    }
    function multi(uint[2][2] memory m, uint[][] memory n) external pure returns (bytes memory) {
        return abi.encode(m, n);
    }
    function con(IThing t) external pure returns (bytes memory, bytes memory, address) {
        return (abi.encode(t), abi.encodePacked(t), address(t));
    }
    function fromAddr(address a) external pure returns (IThing) {
        return IThing(a);
    }
    function hashes(bytes memory b, string calldata s) external pure returns (bytes32, bytes32, bytes20, bytes32) {
        return (keccak256(b), sha256(bytes(s)), ripemd160(b), keccak256(bytes(s)));
    }
    function hashLit() external pure returns (bytes32, bytes32, bytes20, bytes32) {
        return (keccak256("abc"), sha256("abc"), ripemd160("abc"), keccak256(hex"616263"));
    }
}
contract Decoders {
    enum Color {
        Red,
        Green,
        Blue
    }
    struct S {
        uint8 a;
        bool b;
        Color c;
    }
    struct D {
        bytes d;
        S s;
        string[] t;
    }
    type Px is uint32;
    function a(bytes memory x) external pure returns (uint8, int16, bool) {
        return abi.decode(x, (uint8, int16, bool));
    }
    function b(bytes calldata x) external pure returns (S memory) {
        return abi.decode(x, (S));
    }
    function c(bytes calldata x) external pure returns (D memory) {
        return abi.decode(x, (D));
    }
    function c2(bytes memory x) external pure returns (D memory, uint) {
        return abi.decode(x, (D, uint));
    }
    function d(bytes memory x) external pure returns (uint[] memory, string memory) {
        return abi.decode(x, (uint[], string));
    }
    function e(bytes calldata x) external pure returns (uint8[][] memory) {
        return abi.decode(x, (uint8[][]));
    }
    function f(bytes memory x) external pure returns (string[2] memory, Color) {
        return abi.decode(x, (string[2], Color));
    }
    function g(bytes calldata x) external pure returns (bytes memory y) {
        y = abi.decode(x, (bytes));
    }
    function h(bytes memory x) external pure returns (uint q) {
        (, q) = abi.decode(x, (uint, uint));
    }
    function i(bytes memory x) external pure returns (address, bytes4, Px) {
        return abi.decode(x, (address, bytes4, Px));
    }
    function j(bytes memory x) external pure returns (uint8[3] memory y, int8[2][] memory z) {
        (y, z) = abi.decode(x, (uint8[3], int8[2][]));
    }
    function k() external pure returns (uint, string memory) {
        return abi.decode(abi.encode(7, "seven"), (uint, string));
    }
    function l(uint8 v, bool w) external pure returns (S memory) {
        return abi.decode(abi.encode(v, w, uint(v) % 4), (S));
    }
    function m(uint v) external pure returns (uint8) {
        return abi.decode(abi.encode(v), (uint8));
    }
    function n(uint o, uint len) external pure returns (bytes memory) {
        return abi.decode(abi.encodePacked(o, len, uint(7), uint(9)), (bytes));
    }
    function o(uint off, uint len, uint off2) external pure returns (uint[][] memory) {
        return abi.decode(abi.encodePacked(off, len, off2, uint(1), uint(9)), (uint[][]));
    }
    function p(uint off, uint len, uint l2) external pure returns (string[] memory) {
        return abi.decode(abi.encodePacked(uint(0x20), len, off, l2, "abcdefgh"), (string[]));
    }
    function q(uint off, uint x) external pure returns (D memory) {
        return
            abi.decode(
                abi.encodePacked(
                    off,
                    uint(0xa0),
                    uint(1),
                    uint(1),
                    uint(2),
                    x,
                    uint(1),
                    "abcdefghabcdefghabcdefghabcdefgh"
                ),
                (D)
            );
    }
    function r(uint8 cut) external pure returns (uint[] memory z) {
        bytes memory y = abi.encode(new uint[](3));
        bytes memory s = new bytes(cut);
        for (uint t; t < cut && t < y.length; t++) s[t] = y[t];
        return abi.decode(s, (uint[]));
    }
}
