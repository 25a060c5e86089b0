// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract CalldataNested {
    struct Leg {
        uint16 kind;
        int64 amount;
        bytes2 tag;
    }
    struct Route {
        Leg[] legs;
        string name;
        Leg last;
    }
    struct Book {
        Route[2] pair;
        Route[] more;
        uint8[][3] grid;
        bytes[] blobs;
    }
    function legCount(Route[] calldata rs, uint i) external pure returns (uint n, string memory s) {
        n = rs[i].legs.length;
        s = rs[i].name;
    }
    function legAt(Route[] calldata rs, uint i, uint j) external pure returns (Leg memory) {
        return rs[i].legs[j];
    }
    function legField(Route[] calldata rs, uint i, uint j) external pure returns (uint16 a, int64 b, bytes2 c) {
        Leg calldata l = rs[i].legs[j];
        return (l.kind, l.amount, l.tag);
    }
    function lastOf(Route calldata r) external pure returns (int64, bytes memory) {
        return (r.last.amount, abi.encode(r.last));
    }
    function whole(Route calldata r) external pure returns (bytes memory) {
        return abi.encode(r, r.legs);
    }
    function copied(Route calldata r) external pure returns (Route memory) {
        Route memory m = r;
        return m;
    }
    function bookGrid(Book calldata b, uint i, uint j, uint k) external pure returns (uint8, uint, uint) {
        uint8[] calldata row = b.grid[i];
        return (row[j], row.length, b.blobs[k].length);
    }
    function bookPair(Book calldata b, uint i) external pure returns (string memory, uint) {
        Route calldata r = b.pair[i];
        return (r.name, r.legs.length);
    }
    function bookMore(Book calldata b, uint i) external pure returns (Leg[] memory) {
        return b.more[i].legs;
    }
    function bookAll(Book calldata b) external pure returns (Book memory) {
        return b;
    }
    function bookMem(Book memory b) external pure returns (Book memory, uint) {
        b.grid[1] = b.grid[0];
        return (b, b.pair.length);
    }
    function blob(Book calldata b, uint i) external pure returns (bytes32, bytes memory) {
        return (keccak256(b.blobs[i]), b.blobs[i][1:]);
    }
    function inner(Book calldata b) external pure returns (uint s) {
        for (uint i; i < b.more.length; ++i) s += total(b.more[i].legs);
    }
    function total(Leg[] calldata ls) internal pure returns (uint s) {
        for (uint i; i < ls.length; i++) s += ls[i].kind;
    }
}

contract CalldataDims {
    function a(uint[][] calldata x, uint i, uint j) external pure returns (uint, uint) {
        return (x[i][j], x[i].length);
    }
    function b(uint[2][] calldata x, uint i, uint j) external pure returns (uint) {
        return x[i][j];
    }
    function c(uint[][2] calldata x, uint i, uint j) external pure returns (uint) {
        return x[i][j];
    }
    function d(uint8[][][] calldata x, uint i, uint j, uint k) external pure returns (uint8) {
        return x[i][j][k];
    }
    function e(uint[2][3] calldata x, uint i, uint j) external pure returns (uint) {
        return x[i][j];
    }
    function f(uint8[2][][3] calldata x, uint i, uint j) external pure returns (uint8[2] memory) {
        return x[i][j];
    }
    function g(bytes[] calldata x, uint i, uint j) external pure returns (bytes1) {
        return x[i][j];
    }
    function h(string[] calldata x) external pure returns (string[] memory) {
        return x;
    }
    function i(string[][] calldata x, uint k) external pure returns (string[] memory, uint) {
        return (x[k], x.length);
    }
    function j(bytes[2] calldata x) external pure returns (bytes memory, bytes memory) {
        return (x[1], x[0]);
    }
    function k(uint[][] memory x) external pure returns (uint[][] memory) {
        return x;
    }
    function l(uint8[] calldata x) external pure returns (uint8[] memory) {
        return x;
    }
    function m(bool[] calldata x, uint n) external pure returns (bool) {
        return x[n];
    }
    function n(int16[3] calldata x) external pure returns (int16[3] memory y) {
        y = x;
        y[0] = x[2];
    }
    function o(address[] calldata x) external pure returns (bytes memory) {
        return abi.encodePacked(x);
    }
    function p(bytes4[][] calldata x) external pure returns (bytes memory) {
        return abi.encode(x);
    }
    function q(uint[] calldata x, uint s, uint t) external pure returns (uint[] memory) {
        return x[s:t];
    }
    function r(uint[] calldata x, uint s, uint t, uint u) external pure returns (uint, uint) {
        uint[] calldata y = x[s:][:t];
        return (y[u], y.length);
    }
    function s(uint[2][] calldata x, uint f1) external pure returns (uint[2][] memory) {
        return x[f1:];
    }
    function u(bytes calldata x, uint f1, uint t1) external pure returns (bytes memory, bytes4, bytes32) {
        return (x[f1:t1], bytes4(x[f1:t1]), bytes32(x[:f1]));
    }
    function v(string calldata x, uint f1) external pure returns (string memory, string memory) {
        return (x[f1:], string(bytes(x)[:f1]));
    }
    function w(bytes calldata x) external pure returns (uint, address) {
        return abi.decode(x[4:], (uint, address));
    }
    function y(uint8[] calldata x) external pure returns (bytes memory) {
        return abi.encodePacked(x);
    }
}

contract CalldataCross {
    function memcd(uint[] memory x, uint[] calldata y, bool b) external pure returns (uint[] memory) {
        return b ? x : y;
    }
    function cdcd(uint[] calldata x, uint[] calldata y, bool b) external pure returns (uint[] calldata) {
        return b ? x : y;
    }
    function tupl(uint[] calldata x, uint[] calldata y) external pure returns (uint[] calldata p, uint[] calldata q) {
        (p, q) = (y, x);
    }
    function named(bytes calldata x) external pure returns (bytes calldata r) {
        r = x;
        if (x.length > 2) r = x[1:2];
    }
    function strs(string calldata x, string memory y, bool b) external pure returns (string memory) {
        string memory z = b ? x : y;
        return z;
    }
    function reassign(uint[] calldata x, uint[] calldata y) external pure returns (uint) {
        x = y;
        return x.length;
    }
    function pop(bytes calldata x) external pure returns (bytes calldata, uint n) {
        while (x.length > 3) {
            x = x[2:];
            n++;
        }
        return (x, n);
    }
    struct P {
        uint a;
        uint[] b;
    }
    function st(P calldata p, P calldata q, bool b) external pure returns (uint, uint) {
        P calldata r = b ? p : q;
        return (r.a, r.b.length);
    }
    function stm(P calldata p) external pure returns (P memory) {
        return f(p);
    }
    function f(P memory p) internal pure returns (P memory) {
        p.a++;
        return p;
    }
    function arr(P[] calldata ps) external pure returns (P[] memory) {
        return g(ps);
    }
    function g(P[] memory ps) internal pure returns (P[] memory) {
        if (ps.length > 1) ps[1].b = ps[0].b;
        return ps;
    }
    function fixedin(P[2] calldata ps, uint i) external pure returns (uint[] memory) {
        return ps[i].b;
    }
    function ret(P[] calldata ps, uint i) external pure returns (P calldata) {
        return ps[i];
    }
    function retb(P[] calldata ps, uint i) external pure returns (uint[] calldata) {
        return ps[i].b;
    }
    function fx(uint[3] calldata x, uint[3] memory y) external pure returns (uint[3] memory, uint[3] memory) {
        y = x;
        y[0] = 9;
        return (x, y);
    }
    function data() external pure returns (bytes memory, bytes4, uint) {
        return (msg.data, msg.sig, msg.data.length);
    }
    function dat2(uint x) external pure returns (bytes calldata, bytes1, uint) {
        return (msg.data[4:], msg.data[35], x);
    }
}
