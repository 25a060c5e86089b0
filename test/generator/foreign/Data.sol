// SPDX-License-Identifier: Apache-2.0
pragma solidity >=0.8.13;

contract Sorts {
    function bubble(uint[] memory a) public pure returns (uint[] memory) {
        uint n = a.length;
        for (uint i = 0; i < n; i++)
            for (uint j = 0; j + 1 < n - i; j++)
                if (a[j] > a[j + 1]) {
                    uint t = a[j];
                    a[j] = a[j + 1];
                    a[j + 1] = t;
                }
        return a;
    }
    function insertion(int[] calldata src) external pure returns (int[] memory a) {
        a = src;
        for (uint i = 1; i < a.length; i++) {
            int k = a[i];
            int j = int(i) - 1;
            while (j >= 0 && a[uint(j)] > k) {
                a[uint(j + 1)] = a[uint(j)];
                j--;
            }
            a[uint(j + 1)] = k;
        }
    }
    function quick(uint[] memory arr, int left, int right) internal pure {
        int i = left;
        int j = right;
        if (i == j) return;
        uint pivot = arr[uint(left + (right - left) / 2)];
        while (i <= j) {
            while (arr[uint(i)] < pivot) i++;
            while (pivot < arr[uint(j)]) j--;
            if (i <= j) {
                (arr[uint(i)], arr[uint(j)]) = (arr[uint(j)], arr[uint(i)]);
                i++;
                j--;
            }
        }
        if (left < j) quick(arr, left, j);
        if (i < right) quick(arr, i, right);
    }
    function sort(uint[] memory d) external pure returns (uint[] memory) {
        if (d.length > 0) quick(d, int(0), int(d.length - 1));
        return d;
    }
    function search(uint[] calldata a, uint x) external pure returns (bool, uint) {
        uint lo;
        uint hi = a.length;
        while (lo < hi) {
            uint mid = lo + (hi - lo) / 2;
            if (a[mid] == x) return (true, mid);
            if (a[mid] < x) lo = mid + 1;
            else hi = mid;
        }
        return (false, lo);
    }
    function median(uint64[] memory a) external pure returns (uint64) {
        require(a.length > 0, "empty");
        for (uint i = 1; i < a.length; ++i)
            for (uint j = i; j > 0 && a[j - 1] > a[j]; --j) (a[j - 1], a[j]) = (a[j], a[j - 1]);
        return a.length % 2 == 1 ? a[a.length / 2] : (a[a.length / 2 - 1] + a[a.length / 2]) / 2;
    }
    function uniq(uint8[] calldata a) external pure returns (uint8[] memory r) {
        bool[256] memory seen;
        uint n;
        for (uint i; i < a.length; i++)
            if (!seen[a[i]]) {
                seen[a[i]] = true;
                n++;
            }
        r = new uint8[](n);
        delete seen;
        uint k;
        for (uint i; i < a.length; i++) {
            if (seen[a[i]]) continue;
            seen[a[i]] = true;
            r[k++] = a[i];
        }
    }
    function maxIdx(int128[] memory a) external pure returns (uint best, int128 m) {
        m = type(int128).min;
        for (uint i = 0; i < a.length; i++)
            if (a[i] > m) {
                m = a[i];
                best = i;
            }
    }
    function merge(uint[] memory a, uint[] memory b) public pure returns (uint[] memory c) {
        c = new uint[](a.length + b.length);
        uint i;
        uint j;
        uint k;
        while (i < a.length && j < b.length) c[k++] = a[i] <= b[j] ? a[i++] : b[j++];
        while (i < a.length) c[k++] = a[i++];
        while (j < b.length) c[k++] = b[j++];
    }
    function kadane(int[] memory a) external pure returns (int best) {
        int cur;
        for (uint i; i < a.length; i++) {
            cur = cur > 0 ? cur + a[i] : a[i];
            if (cur > best) best = cur;
        }
    }
    function rot(uint[] memory a, uint k) external pure returns (uint[] memory r) {
        if (a.length == 0) return a;
        r = new uint[](a.length);
        for (uint i; i < a.length; ++i) r[addmod(i, k, a.length)] = a[i];
    }
}
contract Matrix {
    function mul(int[3][3] memory a, int[3][3] memory b) public pure returns (int[3][3] memory c) {
        for (uint i; i < 3; i++) for (uint j; j < 3; j++) for (uint k; k < 3; k++) c[i][j] += a[i][k] * b[k][j];
    }
    function tr(uint[2][3] calldata m) external pure returns (uint[3][2] memory t) {
        for (uint i; i < 3; i++) for (uint j; j < 2; j++) t[j][i] = m[i][j];
    }
    function det(int[3][3] calldata m) external pure returns (int) {
        return
            m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1]) -
            m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0]) +
            m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
    }
    function rows(uint[][] memory m) external pure returns (uint[] memory s) {
        s = new uint[](m.length);
        for (uint i; i < m.length; i++) for (uint j; j < m[i].length; j++) s[i] += m[i][j];
    }
    function id(uint n) external pure returns (uint[][] memory m) {
        require(n < 6);
        m = new uint[][](n);
        for (uint i; i < n; i++) {
            m[i] = new uint[](n);
            m[i][i] = 1;
        }
    }
    function alias_(uint[2][2] memory m) external pure returns (uint[2][2] memory) {
        uint[2] memory r = m[0];
        r[0] = 99;
        m[1] = r;
        r[1] = 98;
        return m;
    }
    function lit() external pure returns (uint8[2][2] memory, int16[3] memory) {
        return ([[1, 2], [3, 4]], [int16(-1), 2, -300]);
    }
    function flat(uint8[][2] calldata m) external pure returns (uint8[] memory r) {
        r = new uint8[](m[0].length + m[1].length);
        uint k;
        for (uint i; i < 2; ++i) {
            uint8[] calldata row = m[i];
            for (uint j; j < row.length; ++j) r[k++] = row[j];
        }
    }
    function life(bool[4][4] memory g) external pure returns (bool[4][4] memory n) {
        for (uint i; i < 4; i++)
            for (uint j; j < 4; j++) {
                uint c;
                for (int di = -1; di <= 1; di++)
                    for (int dj = -1; dj <= 1; dj++) {
                        if (di == 0 && dj == 0) continue;
                        int y = int(i) + di;
                        int x = int(j) + dj;
                        if (y < 0 || y > 3 || x < 0 || x > 3) continue;
                        if (g[uint(y)][uint(x)]) c++;
                    }
                n[i][j] = c == 3 || (g[i][j] && c == 2);
            }
    }
    function slice2(uint[] calldata a, uint x, uint y) external pure returns (uint[] memory, uint) {
        uint[] calldata s = a[x:y];
        return (s, s.length > 0 ? s[0] : 0);
    }
    function del(uint[] memory a, uint[2][] memory b) external pure returns (uint[] memory, uint[2][] memory) {
        delete a;
        if (b.length > 0) {
            delete b[0];
            b[0][1] = 4;
        }
        return (a, b);
    }
    function delEl(uint[] memory a, uint i) external pure returns (uint[] memory) {
        delete a[i];
        return a;
    }
    function pass(uint[3] memory a) external pure returns (uint[3] memory, bool) {
        change(a);
        uint[3] memory b = a;
        return (b, b[0] == a[0]);
    }
    function change(uint[3] memory a) private pure {
        a[0] ^= 0xff;
        a[2]--;
    }
}
contract Merkle {
    function verify(bytes32[] memory proof, bytes32 root, bytes32 leaf) public pure returns (bool) {
        return process(proof, leaf) == root;
    }
    function process(bytes32[] memory proof, bytes32 leaf) public pure returns (bytes32 h) {
        h = leaf;
        for (uint i = 0; i < proof.length; i++) h = hashPair(h, proof[i]);
    }
    function processC(bytes32[] calldata proof, bytes32 leaf) public pure returns (bytes32 h) {
        h = leaf;
        for (uint i = 0; i < proof.length; i++) {
            h = hashPair(h, proof[i]);
        }
    }
    function hashPair(bytes32 a, bytes32 b) private pure returns (bytes32) {
        return a < b ? efficient(a, b) : efficient(b, a);
    }
    function efficient(bytes32 a, bytes32 b) private pure returns (bytes32) {
        return keccak256(abi.encodePacked(a, b));
    }
    function root(bytes32[] memory l) external pure returns (bytes32) {
        require(l.length > 0, "no leaves");
        uint n = l.length;
        while (n > 1) {
            uint k;
            for (uint i; i < n; i += 2) {
                l[k++] = i + 1 < n ? hashPair(l[i], l[i + 1]) : l[i];
            }
            n = k;
        }
        return l[0];
    }
    error MerkleProofInvalidMultiproof();
    function multi(
        bytes32[] memory proof,
        bool[] memory flags,
        bytes32[] memory leaves
    ) external pure returns (bytes32 merkleRoot) {
        uint256 leavesLen = leaves.length;
        uint256 flagsLen = flags.length;
        if (leavesLen + proof.length != flagsLen + 1) revert MerkleProofInvalidMultiproof();
        bytes32[] memory hashes = new bytes32[](flagsLen);
        uint256 leafPos = 0;
        uint256 hashPos = 0;
        uint256 proofPos = 0;
        for (uint256 i = 0; i < flagsLen; i++) {
            bytes32 a = leafPos < leavesLen ? leaves[leafPos++] : hashes[hashPos++];
            bytes32 b = flags[i] ? (leafPos < leavesLen ? leaves[leafPos++] : hashes[hashPos++]) : proof[proofPos++];
            hashes[i] = hashPair(a, b);
        }
        if (flagsLen > 0) {
            if (proofPos != proof.length) revert MerkleProofInvalidMultiproof();
            unchecked {
                return hashes[flagsLen - 1];
            }
        } else if (leavesLen > 0) return leaves[0];
        else return proof[0];
    }
    function leaf(address a, uint256 amt) external pure returns (bytes32, bytes32) {
        return (keccak256(bytes.concat(keccak256(abi.encode(a, amt)))), keccak256(abi.encodePacked(a, amt)));
    }
    function eip712(bytes32 dom, bytes32 s) external pure returns (bytes32) {
        return keccak256(abi.encodePacked("\x19\x01", dom, s));
    }
    function ethSigned(bytes32 h) external pure returns (bytes32) {
        return keccak256(abi.encodePacked("\x19Ethereum Signed Message:\n32", h));
    }
    function recover(bytes32 h, bytes memory sig) external pure returns (address) {
        if (sig.length != 65) return address(0);
        bytes32 r;
        bytes32 s;
        for (uint i; i < 32; i++) {
            r |= bytes32(sig[i]) >> (8 * i);
            s |= bytes32(sig[32 + i]) >> (8 * i);
        }
        return ecrecover(h, uint8(sig[64]), r, s);
    }
    function rec(bytes32 h, uint8 v, bytes32 r, bytes32 s) external pure returns (address a) {
        a = ecrecover(h, v, r, s);
        require(a != address(0), "ECDSA: invalid signature");
    }
    function hashes(bytes calldata d) external pure returns (bytes32, bytes32, bytes20) {
        return (keccak256(d), sha256(d), ripemd160(d));
    }
    function commit(uint8 c, bytes32 salt) external pure returns (bytes32 a) {
        a = keccak256(abi.encode(c, salt));
        a ^= bytes32(uint256(1));
        a = ~a;
    }
    function create2(address d, bytes32 salt, bytes32 ch) external pure returns (address) {
        return address(uint160(uint(keccak256(abi.encodePacked(bytes1(0xff), d, salt, ch)))));
    }
    function slot(string calldata ns) external pure returns (bytes32) {
        return keccak256(abi.encode(uint256(keccak256(bytes(ns))) - 1)) & ~bytes32(uint256(0xff));
    }
}
contract Records {
    struct Point {
        int32 x;
        int32 y;
    }
    struct Line {
        Point a;
        Point b;
        string label;
    }
    struct Poly {
        Line[] lines;
        mapping2 m;
    }
    struct mapping2 {
        uint8[] k;
        bytes[] v;
    }
    struct User {
        address who;
        uint96 bal;
        bool on;
        bytes4 tag;
        Point[2] home;
    }
    function mid(Line memory l) public pure returns (Point memory) {
        return Point((l.a.x + l.b.x) / 2, (l.a.y + l.b.y) / 2);
    }
    function swap(Line memory l) external pure returns (Line memory) {
        Point memory t = l.a;
        l.a = l.b;
        l.b = t;
        l.label = string.concat(l.label, "!");
        return l;
    }
    function copy(Line calldata l) external pure returns (Line memory m, int64 d) {
        m = l;
        m.a.x = 5;
        Point memory p = l.b;
        p.y++;
        d = int64(l.b.y) + p.y;
    }
    function poly(Poly calldata p) external pure returns (uint n, bytes memory last) {
        for (uint i; i < p.lines.length; i++) n += bytes(p.lines[i].label).length;
        if (p.m.v.length > 0) last = p.m.v[p.m.v.length - 1];
    }
    function polyM(Poly memory p) external pure returns (Poly memory) {
        if (p.lines.length > 0) {
            p.lines[0].a = Point({y: 1, x: -1});
            delete p.lines[0].label;
        }
        delete p.m;
        return p;
    }
    function users(User[] calldata us) external pure returns (uint total, User memory first) {
        for (uint i; i < us.length; ++i) {
            User calldata u = us[i];
            if (u.on) total += u.bal;
        }
        if (us.length != 0) first = us[0];
    }
    function upd(User memory u, uint8 k) external pure returns (User memory) {
        u.home[k].x += 3;
        u.bal -= 1;
        u.tag = bytes4(u.tag << 8) | 0x000000ff;
        u.who = address(uint160(u.who) + 1);
        (u.home[0], u.home[1]) = (u.home[1], u.home[0]);
        return u;
    }
    function def() external pure returns (User memory u, Line memory l, Point[] memory ps) {
        ps = new Point[](2);
        ps[1].x = -7;
        Line memory q;
        q.label = "z";
        l.label = q.label;
        u.on = true;
    }
    function store(Point[] memory ps) external pure returns (Point[] memory qs) {
        qs = new Point[](ps.length);
        for (uint i; i < ps.length; ++i) {
            qs[i] = ps[ps.length - 1 - i];
            qs[i].x = int32(int(i));
        }
    }
    function enc(User calldata u, Line calldata l) external pure returns (bytes memory, bytes32) {
        return (abi.encode(u, l), keccak256(abi.encode(l)));
    }
    function dec(bytes calldata b) external pure returns (User memory u) {
        u = abi.decode(b, (User));
    }
    function decm(bytes memory b) external pure returns (Line[] memory l, uint8 k) {
        (l, k) = abi.decode(b, (Line[], uint8));
    }
}
contract Abis {
    interface_ constant X = interface_(address(0));
    function e1(uint8 a, int16 b, bool c, address d, bytes4 e) external pure returns (bytes memory, bytes memory) {
        return (abi.encode(a, b, c, d, e), abi.encodePacked(a, b, c, d, e));
    }
    function e2(
        string calldata s,
        bytes memory b,
        uint16[] memory u
    ) external pure returns (bytes memory, bytes memory) {
        return (abi.encode(s, b, u), abi.encodePacked(s, b, u));
    }
    function e3(uint[2] memory a, string[] calldata s) external pure returns (bytes memory) {
        return abi.encode(a, s, "lit", 5, -1, hex"0102", true);
    }
    function e4(address to, uint amt) external pure returns (bytes memory, bytes memory, bytes memory) {
        return (
            abi.encodeWithSignature("transfer(address,uint256)", to, amt),
            abi.encodeWithSelector(0xa9059cbb, to, amt),
            abi.encodeCall(interface_.transfer, (to, amt))
        );
    }
    function d1(bytes calldata b) external pure returns (uint8, bool, address) {
        return abi.decode(b, (uint8, bool, address));
    }
    function d2(bytes memory b) external pure returns (string memory, uint[] memory) {
        return abi.decode(b, (string, uint[]));
    }
    function d3(bytes calldata b) external pure returns (bytes4 s, uint a, bytes memory r) {
        s = bytes4(b[0:4]);
        a = abi.decode(b[4:36], (uint));
        r = abi.decode(b[4:], (bytes));
    }
    function d4(bytes memory b) external pure returns (int8[2][] memory x, bytes3 y) {
        (x, y) = abi.decode(b, (int8[2][], bytes3));
    }
    function rt(uint a, string memory s) external pure returns (uint, string memory) {
        (uint x, string memory y) = abi.decode(abi.encode(a, s), (uint, string));
        return (x, y);
    }
    function b2u(bytes32 a, bytes8 b, uint64 c) external pure returns (uint, uint64, bytes8, bytes32, bytes4, bytes16) {
        return (uint(a), uint64(b), bytes8(c), bytes32(b), bytes4(b), bytes16(a));
    }
    function dyn(bytes memory b) external pure returns (bytes32, bytes4) {
        return (bytes32(b), bytes4(b));
    }
    function dync(bytes calldata b) external pure returns (bytes32, bytes2) {
        return (bytes32(b), bytes2(b[1:]));
    }
    function sig() external pure returns (bytes4, bytes memory, uint) {
        return (msg.sig, msg.data, msg.data.length);
    }
    function sigd(uint, bytes calldata) external pure returns (bytes4, bytes calldata) {
        return (bytes4(msg.data[:4]), msg.data[4:]);
    }
    function cat(bytes calldata a, bytes memory b, bytes3 c) external pure returns (bytes memory) {
        return bytes.concat(a, b, c, hex"ff", "x");
    }
    function padl(bytes32[] calldata xs) external pure returns (bytes32) {
        return keccak256(abi.encodePacked(xs));
    }
    function packm(uint8[3] memory a, address[] memory b, bool[] memory c) external pure returns (bytes memory) {
        return abi.encodePacked(a, b, c);
    }
    function emp() external pure returns (bytes memory a, bytes memory b, string memory c) {
        return (abi.encode(), abi.encodePacked(), string.concat());
    }
    function calld(
        uint[] calldata a,
        bytes[] calldata b,
        string[2] calldata c
    ) external pure returns (uint[] calldata, bytes[] calldata, string[2] calldata) {
        return (a, b, c);
    }
}
interface interface_ {
    function transfer(address to, uint amt) external returns (bool);
}
