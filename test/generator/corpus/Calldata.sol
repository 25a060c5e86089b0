// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

enum Kind {
    None,
    Some,
    Other
}
struct Item {
    Kind kind;
    uint64 n;
    bytes data;
}
struct Box {
    uint8 tag;
    Item[] items;
    uint16[3] fixedOnes;
    Item one;
    int8[] small;
}
struct Plain {
    uint8 a;
    bool b;
    uint256[2] c;
}

/// Parameters that stay in calldata: nothing inside is checked before it is read.
contract Calldata {
    function tag(Box calldata b) external pure returns (uint8) {
        return b.tag;
    }
    function item(Box calldata b, uint256 i) external pure returns (Kind, uint64, bytes memory) {
        return (b.items[i].kind, b.items[i].n, b.items[i].data);
    }
    function one(Box calldata b) external pure returns (Item memory) {
        return b.one;
    }
    function oneCalldata(Box calldata b) external pure returns (Item calldata) {
        return b.one;
    }
    function whole(Box calldata b) external pure returns (Box memory) {
        return b;
    }
    function wholeCalldata(Box calldata b) external pure returns (Box calldata) {
        return b;
    }
    function encoded(Box calldata b) external pure returns (bytes memory) {
        return abi.encode(b, uint8(3));
    }
    function items(Box calldata b) external pure returns (Item[] calldata) {
        return b.items;
    }
    function itemsMemory(Box calldata b) external pure returns (Item[] memory m) {
        m = b.items;
        m[0].n += 1;
    }
    function fixedOnes(
        Box calldata b,
        uint256 i
    ) external pure returns (uint16, uint16[3] memory, uint16[3] calldata, uint256) {
        return (b.fixedOnes[i], b.fixedOnes, b.fixedOnes, b.fixedOnes.length);
    }
    function small(Box calldata b, uint256 i) external pure returns (int8, uint256, int8[] memory) {
        return (b.small[i], b.small.length, b.small);
    }
    function smallCalldata(Box calldata b) external pure returns (int8[] calldata) {
        return b.small;
    }
    function byteOf(bytes calldata b, uint256 i) external pure returns (bytes1, uint256) {
        return (b[i], b.length);
    }
    function slice(
        bytes calldata b,
        uint256 i,
        uint256 j
    ) external pure returns (bytes calldata, bytes memory, bytes calldata) {
        return (b[i:j], b[i:], b[:j]);
    }
    function sliceNumbers(
        uint256[] calldata b,
        uint256 i,
        uint256 j
    ) external pure returns (uint256[] memory, uint256[] calldata, uint256) {
        return (b[i:j], b[:j][i:], b.length);
    }
    function toFixed(bytes calldata b) external pure returns (bytes4, bytes32, bytes1) {
        return (bytes4(b), bytes32(b[1:]), bytes1(b));
    }
    function toFixedMemory(bytes memory b) external pure returns (bytes4, bytes32, bytes8) {
        return (bytes4(b), bytes32(b), bytes8(b));
    }
    function nested(
        uint256[][] calldata x,
        uint256 i,
        uint256 j
    ) external pure returns (uint256, uint256[] memory, uint256[][] memory) {
        return (x[i][j], x[i], x);
    }
    function nestedCalldata(
        uint256[][] calldata x,
        uint256 i
    ) external pure returns (uint256[] calldata, uint256[][] calldata) {
        return (x[i], x);
    }
    function strings(string[] calldata s, uint256 i) external pure returns (string calldata, string[] calldata) {
        return (s[i], s);
    }
    function plain(Plain calldata p, uint256 i) external pure returns (uint8, bool, uint256) {
        return (p.a, p.b, p.c[i]);
    }
    function plainMemory(Plain calldata p) external pure returns (Plain memory) {
        return p;
    }
    function plainCalldata(Plain calldata p) external pure returns (Plain calldata) {
        return p;
    }
    function plains(
        Plain[] calldata p,
        uint256 i
    ) external pure returns (Plain calldata, Plain[] memory, Plain[] calldata) {
        return (p[i], p, p);
    }
    function fixedStrings(
        string[2] calldata s,
        uint256 i
    ) external pure returns (string calldata, string[2] calldata, string[2] memory) {
        return (s[i], s, s);
    }
    function fixedArrays(
        uint8[2][2] calldata s,
        uint256 i
    ) external pure returns (uint8[2] calldata, uint8[2][2] memory, uint8) {
        return (s[i], s, s[1][i]);
    }
    function enums(Kind[] calldata k, uint256 i) external pure returns (Kind, uint256) {
        return (k[i], k.length);
    }
    function pass(Box calldata b) internal pure returns (uint256 n) {
        for (uint256 i = 0; i < b.items.length; i++) n += b.items[i].n;
    }
    function sum(Box calldata b) external pure returns (uint256) {
        return pass(b);
    }
    function firstOf(Box calldata b) internal pure returns (Item calldata) {
        return b.items[0];
    }
    function first(Box calldata b) external pure returns (Item memory a, uint64) {
        Item calldata f = firstOf(b);
        a = f;
        return (a, f.n);
    }
    function environment(uint256) external pure returns (bytes4, bytes memory, uint256) {
        return (msg.sig, msg.data, msg.data.length);
    }
    function choose(bool c, bytes calldata a, bytes calldata b) external pure returns (bytes memory) {
        return c ? a : b;
    }
    function packed(uint16[] calldata a, bytes calldata b) external pure returns (bytes memory, bytes32) {
        return (abi.encodePacked(a, b), keccak256(b));
    }
    function reassign(bytes calldata a, bytes calldata b, uint256 n) external pure returns (bytes calldata) {
        if (n > 3) a = b;
        else a = a[n:];
        return a;
    }
    function copied(
        bytes calldata b,
        uint16[] calldata n
    ) external pure returns (bytes memory m, uint16[] memory k, bytes calldata, uint16[] calldata) {
        m = b;
        k = n;
        m[0] = 0xff;
        k[0] = 7;
        return (m, k, b, n);
    }
}
