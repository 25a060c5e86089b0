// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

struct Inner {
    uint256 a;
    uint64[2] pair;
    uint256[] list;
}
struct Outer {
    bool flag;
    Inner inner;
    Inner[] many;
    bytes note;
    string name;
}

/// References in memory: aliasing, copies, zero values, deletion.
contract Memory {
    function alias1(uint256 x) external pure returns (Inner memory a, Inner memory b) {
        a.list = new uint256[](3);
        b = a;
        b.a = x;
        b.pair[1] = 7;
        b.list[2] = x;
        a.pair = [uint64(1), 2];
        b.pair[0] = 9;
    }

    function alias2(
        uint256[] memory xs,
        uint256 i
    ) external pure returns (uint256[] memory, uint256[] memory ys, uint256) {
        ys = xs;
        ys[i] = 5;
        uint256[] memory zs = new uint256[](xs.length);
        for (uint256 k = 0; k < xs.length; k++) zs[k] = xs[xs.length - 1 - k];
        xs = zs;
        return (xs, ys, zs[i]);
    }

    function zero() external pure returns (Outer memory o, uint8[3][2] memory m, int256[] memory e, string memory s) {
        o.note = "x";
        m[1][2] = 4;
    }

    function replace(Outer memory o, uint256 i) external pure returns (Outer memory) {
        Inner memory first = o.many[i];
        o.inner = first;
        first.a++;
        o.many[0].pair[1] += 1;
        delete o.many[i].list;
        delete o.flag;
        o.many[i] = Inner({list: new uint256[](1), a: 3, pair: [uint64(4), 5]});
        return o;
    }

    function grid(
        uint8[2][3] memory g,
        uint256 i,
        uint256 j
    ) external pure returns (uint8[2][3] memory, uint8[2] memory row) {
        row = g[i];
        row[j] = 77;
        g[2] = row;
        g[2][0] -= 1;
        return (g, row);
    }

    function nested(
        uint256[][] memory x,
        uint256 i,
        uint256 j
    ) external pure returns (uint256[][] memory, uint256 sum) {
        uint256[] memory row = x[i];
        row[j] += 1;
        x[0] = row;
        for (uint256 a = 0; a < x.length; a++) for (uint256 b = 0; b < x[a].length; b++) sum += x[a][b];
        return (x, sum);
    }

    function bytesAlias(
        bytes memory b,
        uint256 i,
        bytes1 v
    ) external pure returns (bytes memory, bytes memory c, uint256) {
        c = b;
        c[i] = v;
        string memory s = string(c);
        bytes(s)[0] = 0x21;
        return (b, c, b.length);
    }

    function sizes(uint256 n) external pure returns (uint256[] memory) {
        return new uint256[](n % 40);
    }

    function huge(uint256 n) external pure returns (uint256) {
        if (n < 2 ** 64) return 1;
        return new uint256[](n).length;
    }

    function hugeBytes(uint256 n) external pure returns (uint256) {
        if (n < 2 ** 64) return 1;
        return new bytes(n).length;
    }

    function deletes(
        uint256[] memory a,
        Inner memory s,
        uint256 x
    ) external pure returns (uint256[] memory, Inner memory, uint256, Inner memory t) {
        t = s;
        delete s;
        delete a;
        delete x;
        s.a = 4;
        return (a, s, x, t);
    }

    function change(Inner memory s) internal pure returns (uint256) {
        s.a += 10;
        s = Inner(1, [uint64(2), 3], new uint256[](0));
        s.a += 100;
        return s.a;
    }

    function passing(uint256 x) external pure returns (uint256, uint256) {
        unchecked {
            Inner memory s;
            s.a = x % 1000;
            uint256 r = change(s);
            return (r, s.a);
        }
    }

    function ternary(bool c, Inner memory a, Inner memory b) external pure returns (Inner memory, uint256) {
        Inner memory x = c ? a : b;
        x.a = 42;
        return (a, b.a);
    }

    function literals() external pure returns (uint16[3] memory, int8[2] memory, bytes2[2] memory, string[2] memory) {
        return (
            [1, 2, 65535],
            [-1, int8(2)],
            [bytes2(0x1234), "ab"],
            ["one", "two and a longer one that does not fit in a word"]
        );
    }
}
