// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;
contract Ord {
    struct Rd {
        bytes d;
        uint p;
    }
    struct Item {
        uint8 kind;
        uint at;
        bytes2 tag;
    }
    function u8(Rd memory r) internal pure returns (uint8 v) {
        v = uint8(r.d[r.p]);
        r.p += 1;
    }
    function pair(Rd memory r) internal pure returns (uint8, uint8) {
        return (u8(r), u8(r));
    }
    function sub(uint a, uint b, uint c) internal pure returns (uint) {
        unchecked {
            return a - 2 * b + c * c;
        }
    }
    function item(Rd memory r) internal pure returns (Item memory) {
        return Item(u8(r), r.p, bytes2(uint16(u8(r))));
    }
    function items(bytes memory d) external pure returns (Item[] memory xs) {
        Rd memory r = Rd(d, 0);
        xs = new Item[](2);
        xs[0] = item(r);
        xs[1] = Item(u8(r), r.p++, 0x0102);
    }
    function args(bytes memory d) external pure returns (uint x, uint p) {
        Rd memory r = Rd(d, 0);
        x = sub(u8(r), r.p, u8(r));
        p = r.p;
    }
    function tup(bytes memory d) external pure returns (uint8 a, uint8 b, uint8 c, uint8 e) {
        Rd memory r = Rd(d, 0);
        (a, b) = pair(r);
        (c, e) = (u8(r), u8(r));
    }
    function arr(bytes memory d) external pure returns (uint8[3] memory a, uint[2] memory b) {
        Rd memory r;
        r.d = d;
        a = [u8(r), u8(r), u8(r)];
        b = [r.p, uint(u8(r))];
    }
    function rng(uint[1] memory s) internal pure returns (uint) {
        s[0] = uint(keccak256(abi.encode(s[0])));
        return s[0];
    }
    function dice(uint seed) external pure returns (uint, uint, uint, uint) {
        uint[1] memory s = [seed];
        return (rng(s) % 6, s[0], rng(s) % 6, s[0]);
    }
    function swapm(uint[2] memory m) internal pure returns (uint[2] memory) {
        (m[0], m[1]) = (m[1], m[0]);
        return m;
    }
    function refs(uint[2] memory m) external pure returns (uint, uint[2] memory, uint[2] memory) {
        return (m[0], swapm(m), m);
    }
    function nest(bytes memory d) external pure returns (uint) {
        Rd memory r = Rd(d, 0);
        return sub(sub(u8(r), u8(r), r.p), u8(r), sub(r.p, u8(r), r.p));
    }
}
