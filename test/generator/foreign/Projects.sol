// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;
// Curves, proofs, games, parsers and structures, as projects have them.
library Ec {
    uint256 internal constant P = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEFFFFFC2F;
    uint256 internal constant N = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141;
    uint256 internal constant GX = 0x79BE667EF9DCBBAC55A06295CE870B07029BFCDB2DCE28D959F2815B16F81798;
    uint256 internal constant GY = 0x483ADA7726A3C4655DA4FBFC0E1108A8FD17B448A68554199C47D08FFB10D4B8;
    struct Point {
        uint256 x;
        uint256 y;
    }
    struct Jacobian {
        uint256 x;
        uint256 y;
        uint256 z;
    }
    function isOn(Point memory p) internal pure returns (bool) {
        return p.x < P && p.y < P && mulmod(p.y, p.y, P) == addmod(mulmod(p.x, mulmod(p.x, p.x, P), P), 7, P);
    }
    function double(Jacobian memory a) internal pure returns (Jacobian memory r) {
        if (a.z == 0 || a.y == 0) return Jacobian(0, 1, 0);
        uint256 yy = mulmod(a.y, a.y, P);
        uint256 s = mulmod(4, mulmod(a.x, yy, P), P);
        uint256 m = mulmod(3, mulmod(a.x, a.x, P), P);
        r.x = addmod(mulmod(m, m, P), P - mulmod(2, s, P), P);
        r.y = addmod(mulmod(m, addmod(s, P - r.x, P), P), P - mulmod(8, mulmod(yy, yy, P), P), P);
        r.z = mulmod(2, mulmod(a.y, a.z, P), P);
    }
    function add(Jacobian memory a, Jacobian memory b) internal pure returns (Jacobian memory r) {
        if (a.z == 0) return b;
        if (b.z == 0) return a;
        uint256 z1 = mulmod(a.z, a.z, P);
        uint256 z2 = mulmod(b.z, b.z, P);
        uint256[4] memory v = [
            mulmod(a.x, z2, P),
            mulmod(b.x, z1, P),
            mulmod(a.y, mulmod(z2, b.z, P), P),
            mulmod(b.y, mulmod(z1, a.z, P), P)
        ];
        if (v[0] == v[1]) return v[2] == v[3] ? double(a) : Jacobian({x: 0, y: 1, z: 0});
        uint256 h = addmod(v[1], P - v[0], P);
        uint256 rr = addmod(v[3], P - v[2], P);
        uint256 hh = mulmod(h, h, P);
        uint256 hhh = mulmod(h, hh, P);
        uint256 u = mulmod(v[0], hh, P);
        r.x = addmod(addmod(mulmod(rr, rr, P), P - hhh, P), P - mulmod(2, u, P), P);
        r.y = addmod(mulmod(rr, addmod(u, P - r.x, P), P), P - mulmod(v[2], hhh, P), P);
        r.z = mulmod(h, mulmod(a.z, b.z, P), P);
    }
    function mul(Point memory p, uint256 k) internal pure returns (Jacobian memory acc) {
        Jacobian memory base = Jacobian(p.x, p.y, 1);
        for (acc = Jacobian(0, 1, 0); k != 0; k >>= 1) {
            if (k & 1 == 1) acc = add(acc, base);
            base = double(base);
        }
    }
    function toAffine(Jacobian memory j) internal pure returns (Point memory) {
        if (j.z == 0) return Point(0, 0);
        uint256 i = inv(j.z);
        uint256 ii = mulmod(i, i, P);
        return Point(mulmod(j.x, ii, P), mulmod(j.y, mulmod(ii, i, P), P));
    }
    function inv(uint256 a) internal pure returns (uint256 r) {
        r = 1;
        uint256 e = P - 2;
        for (; e > 0; e >>= 1) {
            if (e & 1 != 0) r = mulmod(r, a, P);
            a = mulmod(a, a, P);
        }
    }
}
contract Curves {
    using Ec for Ec.Point;
    using Ec for Ec.Jacobian;
    function generator() public pure returns (Ec.Point memory) {
        return Ec.Point(Ec.GX, Ec.GY);
    }
    function timesG(uint16 k) external pure returns (Ec.Point memory) {
        return generator().mul(k).toAffine();
    }
    function sumG(uint8 a, uint8 b) external pure returns (bool) {
        Ec.Point memory p = generator().mul(a).add(generator().mul(b)).toAffine();
        Ec.Point memory q = generator().mul(uint256(a) + b).toAffine();
        return p.x == q.x && p.y == q.y && (p.isOn() || p.x == 0);
    }
    function on(Ec.Point calldata p) external pure returns (bool) {
        return p.isOn();
    }
    function recover(bytes32 h, bytes calldata sig) external pure returns (address who) {
        if (sig.length != 65) revert("length");
        (bytes32 r, bytes32 s, uint8 v) = (bytes32(sig[0:32]), bytes32(sig[32:64]), uint8(sig[64]));
        if (uint256(s) > Ec.N / 2) return address(0);
        who = ecrecover(h, v < 27 ? v + 27 : v, r, s);
        require(who != address(0), "bad sig");
    }
    function ethHash(bytes memory m) external pure returns (bytes32) {
        return keccak256(abi.encodePacked("\x19Ethereum Signed Message:\n", bytes1(uint8(48 + (m.length % 10))), m));
    }
}
contract Proofs {
    function hashPair(bytes32 a, bytes32 b) private pure returns (bytes32) {
        return a < b ? keccak256(abi.encode(a, b)) : keccak256(abi.encode(b, a));
    }
    function root(bytes32[] memory leaves) public pure returns (bytes32) {
        uint n = leaves.length;
        if (n == 0) return 0;
        while (n > 1) {
            for (uint i; i < n / 2; i++) leaves[i] = hashPair(leaves[2 * i], leaves[2 * i + 1]);
            if (n % 2 == 1) leaves[n / 2] = leaves[n - 1];
            n = (n + 1) / 2;
        }
        return leaves[0];
    }
    function verify(bytes32[] calldata proof, bytes32 r, bytes32 leaf) external pure returns (bool) {
        bytes32 h = leaf;
        for (uint i; i < proof.length; ++i) h = hashPair(h, proof[i]);
        return h == r;
    }
    error InvalidMultiproof();
    function multi(
        bytes32[] memory proof,
        bool[] memory flags,
        bytes32[] memory leaves
    ) external pure returns (bytes32) {
        uint ln = leaves.length;
        if (ln + proof.length != flags.length + 1) revert InvalidMultiproof();
        bytes32[] memory hs = new bytes32[](flags.length);
        uint lp;
        uint hp;
        uint pp;
        for (uint i; i < flags.length; i++) {
            bytes32 a = lp < ln ? leaves[lp++] : hs[hp++];
            bytes32 b = flags[i] ? (lp < ln ? leaves[lp++] : hs[hp++]) : proof[pp++];
            hs[i] = hashPair(a, b);
        }
        if (flags.length > 0) {
            if (pp != proof.length) revert InvalidMultiproof();
            unchecked {
                return hs[flags.length - 1];
            }
        } else if (ln > 0) return leaves[0];
        else return proof[0];
    }
    function path(bytes32 leaf, uint8 index, bytes32[3] calldata sib) external pure returns (bytes32 h) {
        h = leaf;
        for (uint8 i; i < 3; i++)
            h = (index >> i) & 1 == 0 ? keccak256(abi.encodePacked(h, sib[i])) : keccak256(bytes.concat(sib[i], h));
    }
}
contract Rlp {
    function length(uint n, uint8 off) private pure returns (bytes memory) {
        if (n < 56) return abi.encodePacked(uint8(n) + off);
        uint l;
        for (uint m = n; m > 0; m >>= 8) l++;
        bytes memory b = new bytes(l + 1);
        b[0] = bytes1(uint8(l) + off + 55);
        for (uint i = l; i > 0; i--) {
            b[i] = bytes1(uint8(n));
            n >>= 8;
        }
        return b;
    }
    function item(bytes memory b) public pure returns (bytes memory) {
        if (b.length == 1 && uint8(b[0]) < 128) return b;
        return bytes.concat(length(b.length, 128), b);
    }
    function number(uint n) public pure returns (bytes memory) {
        if (n == 0) return hex"80";
        uint l;
        for (uint m = n; m != 0; m >>= 8) ++l;
        bytes memory b = new bytes(l);
        for (uint i; i < l; i++) b[l - 1 - i] = bytes1(uint8(n >> (8 * i)));
        return item(b);
    }
    function list(bytes[] memory items) public pure returns (bytes memory) {
        bytes memory body;
        for (uint i; i < items.length; i++) body = bytes.concat(body, item(items[i]));
        return bytes.concat(length(body.length, 192), body);
    }
    function tx_(uint nonce, address to, uint value, bytes calldata d) external pure returns (bytes32) {
        bytes[] memory parts = new bytes[](4);
        parts[0] = number(nonce);
        parts[1] = item(abi.encodePacked(to));
        parts[2] = number(value);
        parts[3] = item(d);
        bytes memory all;
        for (uint i; i < 4; ++i) all = bytes.concat(all, parts[i]);
        return keccak256(bytes.concat(length(all.length, 0xc0), all));
    }
    struct Item {
        uint at;
        uint len;
        bool isList;
    }
    error Truncated(uint at);
    function head(bytes calldata b, uint at) internal pure returns (Item memory it) {
        if (at >= b.length) revert Truncated(at);
        uint8 t = uint8(b[at]);
        if (t < 0x80) it = Item(at, 1, false);
        else if (t < 0xb8) it = Item(at + 1, t - 0x80, false);
        else if (t < 0xc0) it = Item({at: at + 1 + (t - 0xb7), len: big(b[at + 1:at + 1 + (t - 0xb7)]), isList: false});
        else if (t < 0xf8) it = Item(at + 1, t - 0xc0, true);
        else {
            uint8 n = t - 0xf7;
            it = Item(at + 1 + n, big(b[at + 1:at + 1 + n]), true);
        }
        if (it.at + it.len > b.length) revert Truncated(it.at);
    }
    function big(bytes calldata b) internal pure returns (uint v) {
        for (uint i; i < b.length; i++) v = v * 256 + uint8(b[i]);
    }
    function count(bytes calldata b) external pure returns (uint n, bytes memory first) {
        Item memory l = head(b, 0);
        require(l.isList, "not a list");
        for (uint at = l.at; at < l.at + l.len; n++) {
            Item memory i = head(b, at);
            if (n == 0) first = b[i.at:i.at + i.len];
            at = i.at + i.len;
        }
    }
    function sample(uint8 k) external pure returns (bytes memory) {
        bytes[] memory x = new bytes[](k % 4);
        for (uint i; i < x.length; i++) {
            x[i] = new bytes(i * 29);
            for (uint j; j < x[i].length; j++) x[i][j] = bytes1(uint8(j));
        }
        return list(x);
    }
}
contract Games {
    enum Rank {
        High,
        Pair,
        TwoPair,
        Three,
        Straight,
        Flush,
        Full,
        Four,
        StraightFlush
    }
    function poker(uint8[5] memory cards) public pure returns (Rank r, uint32 score) {
        uint8[13] memory c;
        bool flush = true;
        uint mask;
        for (uint i; i < 5; i++) {
            uint8 k = cards[i] % 52;
            c[k % 13]++;
            mask |= 1 << (k % 13);
            if (k / 13 != (cards[0] % 52) / 13) flush = false;
        }
        uint pairs;
        uint threes;
        uint fours;
        for (uint i = 13; i-- > 0;) {
            if (c[i] == 2) pairs++;
            else if (c[i] == 3) threes++;
            else if (c[i] >= 4) fours++;
            if (c[i] > 0) score = score * 13 + uint32(i);
        }
        bool straight;
        for (uint i; i < 9; i++) if (mask == uint(31) << i) straight = true;
        if (straight && flush) r = Rank.StraightFlush;
        else if (fours == 1) r = Rank.Four;
        else if (threes == 1 && pairs == 1) r = Rank.Full;
        else if (flush) r = Rank.Flush;
        else if (straight) r = Rank.Straight;
        else if (threes > 0) r = Rank.Three;
        else if (pairs == 2) r = Rank.TwoPair;
        else if (pairs > 0) r = Rank.Pair;
    }
    function compare(uint8[5] calldata a, uint8[5] calldata b) external pure returns (int8) {
        (Rank x, uint32 s) = poker(a);
        (Rank y, uint32 t) = poker(b);
        if (x != y) return x > y ? int8(1) : -1;
        return
            s > t
                ? int8(1)
                : s < t
                    ? -1
                    : int8(0);
    }
    function sudoku(uint8[9][9] calldata g) external pure returns (bool) {
        uint16[9] memory rows;
        uint16[9] memory cols;
        uint16[9] memory boxes;
        for (uint r; r < 9; r++)
            for (uint c; c < 9; c++) {
                uint8 v = g[r][c];
                if (v == 0) continue;
                if (v > 9) return false;
                uint16 bit = uint16(1 << v);
                if ((rows[r] | cols[c] | boxes[(r / 3) * 3 + c / 3]) & bit != 0) return false;
                rows[r] |= bit;
                cols[c] |= bit;
                boxes[(r / 3) * 3 + c / 3] |= bit;
            }
        return true;
    }
    function winner(bytes9 board) external pure returns (bytes1) {
        uint8[3][8] memory lines = [
            [0, 1, 2],
            [3, 4, 5],
            [6, 7, 8],
            [0, 3, 6],
            [1, 4, 7],
            [2, 5, 8],
            [0, 4, 8],
            [2, 4, 6]
        ];
        for (uint i; i < lines.length; i++) {
            bytes1 a = board[lines[i][0]];
            if (a != 0 && a == board[lines[i][1]] && a == board[lines[i][2]]) return a;
        }
        return 0x00;
    }
    function chess(string calldata m) external pure returns (uint16 code) {
        bytes calldata b = bytes(m);
        require(b.length == 4 || b.length == 5, "move");
        for (uint i; i < 4; i++) {
            uint8 v = uint8(b[i]) - (i % 2 == 0 ? 97 : 49);
            require(v < 8, "square");
            code = (code << 3) | v;
        }
        if (b.length == 5) {
            bytes1 p = b[4];
            code |=
                uint16(
                    p == "q"
                        ? 4
                        : p == "r"
                            ? 3
                            : p == "b"
                                ? 2
                                : p == "n"
                                    ? 1
                                    : 0
                ) << 12;
        }
    }
    function knight(uint8 sq) external pure returns (uint64 m) {
        int8[8] memory dx = [int8(1), 2, 2, 1, -1, -2, -2, -1];
        int8[8] memory dy = [int8(2), 1, -1, -2, -2, -1, 1, 2];
        int x = int(uint(sq % 8));
        int y = int(uint((sq / 8) % 8));
        for (uint i; i < 8; i++) {
            int nx = x + dx[i];
            int ny = y + dy[i];
            if (nx >= 0 && nx < 8 && ny >= 0 && ny < 8) m |= uint64(1) << uint64(uint(ny * 8 + nx));
        }
    }
    function queens(uint8 n) external pure returns (uint) {
        return place(n % 7, 0, 0, 0, 0);
    }
    function place(uint8 n, uint8 row, uint c, uint d, uint e) private pure returns (uint total) {
        if (row == n) return 1;
        for (uint8 i = 0; i < n; i++) {
            if (c & (1 << i) != 0 || d & (1 << (row + i)) != 0 || e & (1 << (row + n - i)) != 0) continue;
            total += place(n, row + 1, c | (1 << i), d | (1 << (row + i)), e | (1 << (row + n - i)));
        }
    }
    function shuffle(uint seed) external pure returns (uint8[10] memory d) {
        for (uint8 i; i < 10; i++) d[i] = i;
        for (uint i = 9; i > 0; i--) {
            seed = uint(keccak256(abi.encode(seed, i)));
            uint j = seed % (i + 1);
            (d[i], d[j]) = (d[j], d[i]);
        }
    }
    function nim(uint8[] memory h) external pure returns (bool first, uint8 pile, uint8 take) {
        uint8 x;
        for (uint i; i < h.length; i++) x ^= h[i];
        if (x == 0) return (false, 0, 0);
        for (uint8 i; i < h.length; i++) if (h[i] ^ x < h[i]) return (true, i, h[i] - (h[i] ^ x));
        assert(false);
    }
    function rps(uint8 a, uint8 b) external pure returns (Hand, Hand, int) {
        (Hand x, Hand y) = (Hand(a), Hand(b));
        return (
            x,
            y,
            x == y
                ? int(0)
                : (uint8(x) + 1) % 3 == uint8(y)
                    ? -1
                    : int(1)
        );
    }
    enum Hand {
        Rock,
        Paper,
        Scissors
    }
}
contract Structures {
    struct Trie {
        uint[26][] next;
        bool[] end;
        uint size;
    }
    function words(string[] memory ws, string memory q) external pure returns (bool, uint) {
        Trie memory t;
        t.next = new uint[26][](64);
        t.end = new bool[](64);
        t.size = 1;
        for (uint i; i < ws.length; i++) insert(t, bytes(ws[i]));
        uint at;
        bytes memory b = bytes(q);
        for (uint i; i < b.length; i++) {
            at = t.next[at][uint8(b[i]) % 26];
            if (at == 0) return (false, t.size);
        }
        return (t.end[at], t.size);
    }
    function insert(Trie memory t, bytes memory w) internal pure {
        uint at = 0;
        for (uint i = 0; i < w.length; i++) {
            uint k = uint8(w[i]) % 26;
            if (t.next[at][k] == 0) t.next[at][k] = t.size++;
            at = t.next[at][k];
        }
        t.end[at] = true;
    }
    struct Tree {
        Node[] nodes;
        uint root;
        uint free;
    }
    struct Node {
        int key;
        uint left;
        uint right;
    }
    function tree(int[] calldata keys) external pure returns (int[] memory sorted, uint depth) {
        Tree memory t = Tree({nodes: new Node[](keys.length + 1), root: 0, free: 1});
        for (uint i; i < keys.length; ++i) t.root = put(t, t.root, keys[i]);
        sorted = new int[](t.free - 1);
        walk(t, t.root, sorted, 0);
        depth = height(t, t.root);
    }
    function put(Tree memory t, uint at, int key) internal pure returns (uint) {
        if (at == 0) {
            t.nodes[t.free].key = key;
            return t.free++;
        }
        Node memory n = t.nodes[at];
        if (key < n.key) n.left = put(t, n.left, key);
        else if (key > n.key) n.right = put(t, n.right, key);
        return at;
    }
    function walk(Tree memory t, uint at, int[] memory out, uint k) internal pure returns (uint) {
        if (at == 0) return k;
        k = walk(t, t.nodes[at].left, out, k);
        out[k++] = t.nodes[at].key;
        return walk(t, t.nodes[at].right, out, k);
    }
    function height(Tree memory t, uint at) internal pure returns (uint) {
        if (at == 0) return 0;
        (uint l, uint r) = (height(t, t.nodes[at].left), height(t, t.nodes[at].right));
        return 1 + (l > r ? l : r);
    }
    struct Map {
        bytes32[8] keys;
        uint[8] values;
        bool[8] used;
    }
    function map(bytes32[] memory ks, uint v) external pure returns (uint sum, Map memory m) {
        for (uint i; i < ks.length; i++) set(m, ks[i], v >> i);
        for (uint i; i < ks.length; i++) {
            (bool ok, uint x) = get(m, ks[i]);
            if (ok) sum ^= x;
        }
        delete m.used;
    }
    function set(Map memory m, bytes32 k, uint v) internal pure {
        uint i = uint(k) & 7;
        for (uint n; n < 8; n++) {
            if (!m.used[i] || m.keys[i] == k) {
                (m.keys[i], m.values[i], m.used[i]) = (k, v, true);
                return;
            }
            i = (i + 1) % 8;
        }
        revert("full");
    }
    function get(Map memory m, bytes32 k) internal pure returns (bool, uint) {
        for ((uint i, uint n) = (uint(k) & 7, 0); n < 8 && m.used[i]; (i, n) = ((i + 1) % 8, n + 1))
            if (m.keys[i] == k) return (true, m.values[i]);
        return (false, 0);
    }
    function unite(uint8[2][] calldata edges) external pure returns (uint groups) {
        uint8[16] memory p;
        for (uint8 i; i < 16; i++) p[i] = i;
        groups = 16;
        for (uint i; i < edges.length; i++) {
            uint8 a = find(p, edges[i][0] % 16);
            uint8 b = find(p, edges[i][1] & 15);
            if (a != b) {
                p[a] = b;
                groups--;
            }
        }
    }
    function find(uint8[16] memory p, uint8 x) internal pure returns (uint8) {
        return p[x] == x ? x : (p[x] = find(p, p[x]));
    }
    function dijkstra(uint8[4][4] calldata w) external pure returns (uint[4] memory d) {
        bool[4] memory done;
        for (uint i = 1; i < 4; i++) d[i] = type(uint).max;
        for (uint k; k < 4; k++) {
            uint u = 4;
            for (uint i; i < 4; i++) if (!done[i] && (u == 4 || d[i] < d[u])) u = i;
            if (d[u] == type(uint).max) break;
            done[u] = true;
            for (uint v; v < 4; v++) if (w[u][v] != 0 && d[u] + w[u][v] < d[v]) d[v] = d[u] + w[u][v];
        }
    }
    function lcs(bytes calldata a, bytes calldata b) external pure returns (uint) {
        uint[][] memory t = new uint[][](a.length + 1);
        t[0] = new uint[](b.length + 1);
        for (uint i = 1; i <= a.length; i++) {
            t[i] = new uint[](b.length + 1);
            for (uint j = 1; j <= b.length; j++)
                t[i][j] =
                    a[i - 1] == b[j - 1]
                        ? t[i - 1][j - 1] + 1
                        : t[i - 1][j] > t[i][j - 1]
                            ? t[i - 1][j]
                            : t[i][j - 1];
        }
        return t[a.length][b.length];
    }
    function queue(uint8[] calldata ops) external pure returns (uint[] memory out) {
        uint[3] memory ring;
        uint h;
        uint n;
        uint k;
        out = new uint[](ops.length);
        for (uint i; i < ops.length; i++)
            if (ops[i] % 2 == 0) {
                require(n < 3, "full");
                ring[(h + n++) % 3] = ops[i];
            } else {
                require(n-- > 0, "empty");
                out[k++] = ring[h];
                h = (h + 1) % 3;
            }
    }
    function bitmap(uint16[] calldata xs) external pure returns (uint[2] memory m, uint count) {
        for (uint i; i < xs.length; i++) {
            (uint w, uint b) = ((xs[i] / 256) % 2, xs[i] % 256);
            if (m[w] & (1 << b) == 0) {
                m[w] |= 1 << b;
                count++;
            } else m[w] &= ~(uint(1) << b);
        }
    }
}
contract Curried {
    struct Curve {
        int256[] xs;
        int256[] ys;
    }
    function interpolate(Curve calldata c, int256 x) external pure returns (int256) {
        require(c.xs.length == c.ys.length && c.xs.length > 0, "curve");
        if (x <= c.xs[0]) return c.ys[0];
        for (uint i = 1; i < c.xs.length; i++)
            if (x < c.xs[i])
                return c.ys[i - 1] + ((c.ys[i] - c.ys[i - 1]) * (x - c.xs[i - 1])) / (c.xs[i] - c.xs[i - 1]);
        return c.ys[c.ys.length - 1];
    }
    function amountOut(uint a, uint ri, uint ro) external pure returns (uint) {
        require(a > 0, "INSUFFICIENT_INPUT_AMOUNT");
        require(ri > 0 && ro > 0, "INSUFFICIENT_LIQUIDITY");
        uint f = a * 997;
        return (f * ro) / (ri * 1000 + f);
    }
    function tick(int24 t) external pure returns (uint160) {
        uint abs = t < 0 ? uint(-int(t)) : uint(int(t));
        require(abs <= 887272, "T");
        uint r = abs & 1 != 0 ? 0xfffcb933bd6fad37aa2d162d1a594001 : 0x100000000000000000000000000000000;
        if (abs & 2 != 0) r = (r * 0xfff97272373d413259a46990580e213a) >> 128;
        if (abs & 4 != 0) r = (r * 0xfff2e50f5f656932ef12357cf3c7fdcc) >> 128;
        if (abs & 8 != 0) r = (r * 0xffe5caca7e10e4e61c3624eaa0941cd0) >> 128;
        if (t > 0) r = type(uint).max / r;
        return uint160((r >> 32) + (r % (1 << 32) == 0 ? 0 : 1));
    }
    function vest(uint128 total, uint64 start, uint64 dur, uint64 t) external pure returns (uint) {
        if (t < start) return 0;
        if (t >= start + dur) return total;
        return (uint(total) * (t - start)) / dur;
    }
    function compound(uint p, uint16 bps, uint8 n) external pure returns (uint) {
        for (uint i; i < n % 16; ++i) p += (p * bps) / 10_000;
        return p;
    }
    function pack(uint64 a, uint96 b, uint96 c) external pure returns (bytes32 w, uint64 x, uint96 y, uint96 z) {
        w = bytes32((uint(a) << 192) | (uint(b) << 96) | c);
        (x, y, z) = (uint64(uint(w) >> 192), uint96(uint(w) >> 96), uint96(uint(w)));
    }
    function median(int[] memory a) external pure returns (int) {
        require(a.length != 0);
        for (uint i; i < a.length; i++)
            for (uint j = i + 1; j < a.length; j++) if (a[j] < a[i]) (a[i], a[j]) = (a[j], a[i]);
        uint m = a.length / 2;
        return a.length % 2 == 1 ? a[m] : (a[m - 1] + a[m]) / 2;
    }
    function callParse(bytes calldata) external pure returns (bytes4 s, uint n, bytes memory t) {
        s = bytes4(msg.data[:4]);
        n = msg.data.length;
        t = msg.data[4:n > 40 ? 40 : n];
    }
    function wrapInner(bytes calldata d) external pure returns (bytes4, uint, address) {
        bytes4 s = bytes4(d);
        (uint a, address b) = abi.decode(d[4:], (uint, address));
        return (s, a, b);
    }
    function tlv(bytes calldata d) external pure returns (uint8[] memory tags, bytes[] memory vals) {
        uint n;
        for (uint i; i < d.length; i += 2 + uint8(d[i + 1])) n++;
        tags = new uint8[](n);
        vals = new bytes[](n);
        uint k;
        for (uint i; i < d.length; k++) {
            tags[k] = uint8(d[i]);
            uint8 l = uint8(d[i + 1]);
            vals[k] = d[i + 2:i + 2 + l];
            i += 2 + l;
        }
    }
}
