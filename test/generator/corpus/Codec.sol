// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

enum Color {
    Red,
    Green,
    Blue
}
type Price is uint128;
struct Flat {
    uint8 a;
    int16 b;
    bool c;
    address d;
    bytes4 e;
    Color f;
    Price g;
    uint256 h;
    int256 i;
    bytes32 j;
    uint40 k;
    int48 l;
    bytes6 m;
    bytes7 n;
}
struct Deep {
    uint256 x;
    Flat[] flats;
    bytes data;
    uint8[][2] grid;
}

interface IFlat {
    function flat(Flat memory f) external pure returns (Flat memory);
}

/// abi.encode and abi.decode, in memory, with arguments well and badly formed.
contract Codec {
    function flat(Flat memory f) external pure returns (Flat memory) {
        return f;
    }
    function flats(Flat[] memory f) external pure returns (uint256, Flat[] memory) {
        return (f.length, f);
    }
    function fixedFlats(Flat[2] memory f) external pure returns (Flat[2] memory) {
        return f;
    }
    function deep(Deep memory d) external pure returns (Deep memory) {
        return d;
    }
    function strings(string[] memory s, bytes[2] memory b) external pure returns (string[] memory, bytes[2] memory) {
        return (s, b);
    }
    function many(
        uint8 a,
        bytes memory b,
        Color c,
        uint16[3] memory d,
        string memory e
    ) external pure returns (string memory, uint16[3] memory, Color, bytes memory, uint8) {
        return (e, d, c, b, a);
    }
    function cubes(
        uint256[2][2] memory a,
        uint8[2][] memory b,
        uint8[][2] memory c,
        uint8[][] memory d
    ) external pure returns (uint256[2][2] memory, uint8[2][] memory, uint8[][2] memory, uint8[][] memory) {
        return (a, b, c, d);
    }

    function decodeFlat(bytes memory b) external pure returns (Flat memory) {
        return abi.decode(b, (Flat));
    }
    function decodeDeep(bytes memory b) external pure returns (Deep memory d, uint256 y) {
        (d, y) = abi.decode(b, (Deep, uint256));
    }
    function decodeCalldata(bytes calldata b) external pure returns (bytes memory c, uint8 x) {
        (x, c) = abi.decode(b, (uint8, bytes));
    }
    function decodeSlice(bytes calldata b, uint256 from, uint256 to) external pure returns (uint256 x, bool y) {
        return abi.decode(b[from:to], (uint256, bool));
    }
    function roundTrip(Deep memory d, uint256 y) external pure returns (Deep memory e, uint256 z, bytes memory b) {
        b = abi.encode(d, y);
        (e, z) = abi.decode(b, (Deep, uint256));
    }
    function words(bytes32 a, bytes32 b, bytes32 c) external pure returns (uint8 x, address y, Color z) {
        return abi.decode(abi.encode(a, b, c), (uint8, address, Color));
    }
    function words2(bytes32 a, bytes32 b, bytes32 c) external pure returns (int16 x, bytes4 y, bool z) {
        return abi.decode(bytes.concat(a, b, c), (int16, bytes4, bool));
    }
    function dynamicWords(uint256 a, uint256 b, uint256 c) external pure returns (bytes memory) {
        return abi.decode(abi.encode(a, b, c), (bytes));
    }
    function arrayWords(uint256 a, uint256 b, uint256 c, uint256 d) external pure returns (uint8[] memory) {
        return abi.decode(abi.encode(a, b, c, d), (uint8[]));
    }
    function arrayOfArrays(uint256[7] memory w) external pure returns (uint256[][] memory) {
        return abi.decode(abi.encode(w), (uint256[][]));
    }
    function structWords(uint256[6] memory w) external pure returns (bytes[] memory) {
        return abi.decode(abi.encode(w), (bytes[]));
    }
    function fixedDynamic(uint256[7] memory w) external pure returns (bytes[2] memory) {
        return abi.decode(abi.encode(w), (bytes[2]));
    }
    function encodes(
        uint8 a,
        int16 b,
        string memory c,
        uint16[2] memory d,
        bytes3 e
    ) external pure returns (bytes memory, bytes memory) {
        return (abi.encode(a, b, c, d, e), abi.encode());
    }
    function literals() external pure returns (bytes memory) {
        return abi.encode(1, -1, "text", true, 0x1234, address(0x1234), hex"ff00");
    }
    function packed(
        uint8 a,
        int16 b,
        string memory c,
        uint16[2] memory d,
        bytes3 e,
        bool f,
        address g,
        Color h
    ) external pure returns (bytes memory) {
        return abi.encodePacked(a, b, c, d, e, f, g, h, "lit", int8(-1), Price.wrap(5));
    }
    function packedDynamic(
        int8[] memory a,
        bytes2[] memory b,
        bool[] memory c,
        uint40 d,
        int48 e,
        bytes6 f
    ) external pure returns (bytes memory) {
        return abi.encodePacked(a, b, c, d, e, f);
    }
    function selectors(
        uint256 a,
        string memory s,
        bytes4 sel
    ) external pure returns (bytes memory, bytes memory, bytes memory) {
        return (
            abi.encodeWithSelector(sel, a, s),
            abi.encodeWithSignature("f(uint256,string)", a, s),
            abi.encodeCall(
                IFlat.flat,
                (
                    Flat(
                        1,
                        -1,
                        true,
                        address(7),
                        0x01020304,
                        Color.Blue,
                        Price.wrap(9),
                        a,
                        -5,
                        0,
                        1,
                        -1,
                        0x010203040506,
                        0
                    )
                )
            )
        );
    }
    function concats(bytes memory a, bytes4 b, string memory c) external pure returns (bytes memory, string memory) {
        return (bytes.concat(a, b, "x", a), string.concat(c, "-", c));
    }
    function nothing() external pure {}
    function unnamed(uint256, bytes memory) external pure returns (uint256, bool) {}
}
