// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;
interface IShape {
    struct Dim {
        uint w;
        uint h;
    }
    enum K {
        Sq,
        Rect
    }
    error BadShape(K k, Dim d);
    function area(Dim calldata d) external view returns (uint);
    function kind() external pure returns (K);
}
abstract contract Shape is IShape {
    uint internal immutable scale;
    string private _label;
    mapping(uint => Dim) dims;
    event Drawn(K indexed k, Dim d);
    constructor(uint s, string memory l) {
        scale = s;
        _label = l;
    }
    function kind() public pure virtual override returns (K);
    function area(Dim calldata d) external pure virtual override returns (uint) {
        return _area(d);
    }
    function _area(Dim memory d) internal pure virtual returns (uint) {
        return d.w * d.h;
    }
    function label() external view returns (string memory) {
        return _label;
    }
    modifier valid(Dim memory d) virtual {
        if (d.w == 0 || d.h == 0) revert BadShape(kind(), d);
        _;
    }
    function perimeter(Dim memory d) public pure valid(d) returns (uint p) {
        p = 2 * (d.w + d.h);
    }
}
contract Square is Shape(1, "sq") {
    function kind() public pure override returns (K) {
        return K.Sq;
    }
    function _area(Dim memory d) internal pure override returns (uint) {
        require(d.w == d.h, "not square");
        return super._area(d);
    }
    modifier valid(Dim memory d) override {
        require(d.w == d.h, "sq");
        _;
    }
    function store(Dim calldata d) external {
        dims[0] = d;
        emit Drawn(kind(), d);
    }
}
contract Rect is Shape {
    constructor() payable Shape(2, "rect") {}
    function kind() public pure override returns (K) {
        return K.Rect;
    }
    function both(Dim[2] calldata ds) external pure returns (uint a, uint b, bool c) {
        (a, b) = (_area(ds[0]), perimeter(ds[1]));
        c = kind() == K.Rect;
    }
}
library Heap {
    struct H {
        uint[] a;
        uint n;
    }
    function make(uint cap) internal pure returns (H memory h) {
        h.a = new uint[](cap);
    }
    function push(H memory h, uint v) internal pure {
        uint i = h.n++;
        h.a[i] = v;
        while (i > 0 && h.a[(i - 1) / 2] > h.a[i]) {
            uint p = (i - 1) / 2;
            (h.a[p], h.a[i]) = (h.a[i], h.a[p]);
            i = p;
        }
    }
    function pop(H memory h) internal pure returns (uint r) {
        require(h.n > 0, "empty");
        r = h.a[0];
        h.a[0] = h.a[--h.n];
        uint i;
        while (true) {
            uint c = 2 * i + 1;
            if (c >= h.n) break;
            if (c + 1 < h.n && h.a[c + 1] < h.a[c]) c++;
            if (h.a[i] <= h.a[c]) break;
            (h.a[i], h.a[c]) = (h.a[c], h.a[i]);
            i = c;
        }
    }
}
contract HeapSort {
    using Heap for Heap.H;
    function sort(uint[] calldata xs) external pure returns (uint[] memory o) {
        Heap.H memory h = Heap.make(xs.length);
        for (uint i; i < xs.length; i++) h.push(xs[i]);
        o = new uint[](xs.length);
        for (uint i; i < o.length; i++) o[i] = h.pop();
    }
    function drain(uint8 n) external pure returns (uint) {
        Heap.H memory h = Heap.make(n);
        return h.pop();
    }
}
contract Machine {
    enum Op {
        Push,
        Add,
        Sub,
        Mul,
        Div,
        Dup,
        Swap,
        Jmp,
        Jz,
        Halt
    }
    struct Ins {
        Op op;
        int256 arg;
    }
    struct VM {
        int256[16] st;
        uint sp;
        uint pc;
        uint steps;
    }
    error StackUnder(uint pc, Op op);
    error TooLong();
    error BadJump(int256 to);
    function run(Ins[] memory code) external pure returns (int256 top, uint steps) {
        VM memory vm;
        while (vm.pc < code.length) {
            if (++vm.steps > 200) revert TooLong();
            Ins memory i = code[vm.pc++];
            if (i.op == Op.Halt) break;
            exec(vm, i, code.length);
        }
        return (vm.sp == 0 ? int256(0) : vm.st[vm.sp - 1], vm.steps);
    }
    function exec(VM memory vm, Ins memory i, uint n) private pure {
        if (i.op == Op.Push) {
            push(vm, i.arg);
        } else if (i.op == Op.Dup) {
            int256 v = pop(vm, i.op);
            push(vm, v);
            push(vm, v);
        } else if (i.op == Op.Swap) {
            int256 a = pop(vm, i.op);
            int256 b = pop(vm, i.op);
            push(vm, a);
            push(vm, b);
        } else if (i.op == Op.Jmp || i.op == Op.Jz) {
            if (i.op == Op.Jz && pop(vm, i.op) != 0) return;
            if (i.arg < 0 || uint(i.arg) > n) revert BadJump(i.arg);
            vm.pc = uint(i.arg);
        } else {
            int256 b = pop(vm, i.op);
            int256 a = pop(vm, i.op);
            push(
                vm,
                i.op == Op.Add
                    ? a + b
                    : i.op == Op.Sub
                        ? a - b
                        : i.op == Op.Mul
                            ? a * b
                            : a / b
            );
        }
    }
    function push(VM memory vm, int256 v) private pure {
        vm.st[vm.sp++] = v;
    }
    function pop(VM memory vm, Op op) private pure returns (int256) {
        if (vm.sp == 0) revert StackUnder(vm.pc, op);
        return vm.st[--vm.sp];
    }
}
contract Merkle {
    function verify(bytes32 root, bytes32 leaf, bytes32[] calldata proof) external pure returns (bool) {
        bytes32 h = leaf;
        for (uint i; i < proof.length; i++)
            h = h < proof[i] ? keccak256(abi.encodePacked(h, proof[i])) : keccak256(bytes.concat(proof[i], h));
        return h == root;
    }
    function root(bytes[] calldata leaves) external pure returns (bytes32) {
        if (leaves.length == 0) return bytes32(0);
        bytes32[] memory l = new bytes32[](leaves.length);
        for (uint i; i < l.length; i++) l[i] = keccak256(leaves[i]);
        uint n = l.length;
        while (n > 1) {
            for (uint i; i < (n + 1) / 2; i++)
                l[i] = 2 * i + 1 < n ? keccak256(abi.encode(l[2 * i], l[2 * i + 1])) : l[2 * i];
            n = (n + 1) / 2;
        }
        return l[0];
    }
    function typed(
        address verifier,
        uint chain,
        string calldata name,
        address to,
        uint amount
    ) external pure returns (bytes32) {
        bytes32 d = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,uint256 chainId,address verifyingContract)"),
                keccak256(bytes(name)),
                chain,
                verifier
            )
        );
        return
            keccak256(
                abi.encodePacked(
                    "\x19\x01",
                    d,
                    keccak256(abi.encode(keccak256("Pay(address to,uint256 amount)"), to, amount))
                )
            );
    }
    function ethSigned(bytes32 h) external pure returns (bytes32, bytes32) {
        return (
            keccak256(abi.encodePacked("\x19Ethereum Signed Message:\n32", h)),
            sha256(abi.encodePacked(sha256(abi.encodePacked(h))))
        );
    }
    function recover(bytes32 h, bytes calldata sig) external pure returns (address a) {
        require(sig.length == 65, "length");
        bytes32 r = bytes32(sig[:32]);
        bytes32 s = bytes32(sig[32:64]);
        uint8 v = uint8(sig[64]);
        if (v < 27) v += 27;
        a = ecrecover(h, v, r, s);
        if (a == address(0)) revert("signature");
    }
    function create2(address d, bytes32 salt, bytes32 init) external pure returns (address) {
        return address(uint160(uint(keccak256(abi.encodePacked(bytes1(0xff), d, salt, init)))));
    }
    function btc(bytes memory k) external pure returns (bytes20, bytes4) {
        return (ripemd160(abi.encodePacked(sha256(k))), bytes4(sha256(abi.encodePacked(sha256(k)))));
    }
}
contract Rlp {
    function str(bytes memory b) public pure returns (bytes memory) {
        if (b.length == 1 && uint8(b[0]) < 0x80) return b;
        return bytes.concat(head(b.length, 0x80), b);
    }
    function head(uint n, uint8 off) internal pure returns (bytes memory) {
        if (n < 56) return abi.encodePacked(bytes1(uint8(n) + off));
        bytes memory l = num(n);
        return bytes.concat(bytes1(uint8(l.length) + off + 55), l);
    }
    function num(uint n) public pure returns (bytes memory r) {
        uint k;
        for (uint m = n; m > 0; m >>= 8) k++;
        r = new bytes(k);
        for (uint i = k; i > 0; i--) {
            r[i - 1] = bytes1(uint8(n));
            n >>= 8;
        }
    }
    function list(bytes[] memory xs) external pure returns (bytes memory o) {
        for (uint i; i < xs.length; i++) o = bytes.concat(o, str(xs[i]));
        o = bytes.concat(head(o.length, 0xc0), o);
    }
    function decodeLen(bytes calldata d) public pure returns (uint off, uint len, bool isList) {
        require(d.length > 0, "empty");
        uint8 p = uint8(d[0]);
        if (p < 0x80) return (0, 1, false);
        if (p < 0xb8) {
            len = p - 0x80;
            off = 1;
        } else if (p < 0xc0) {
            uint n = p - 0xb7;
            len = toUint(d[1:1 + n]);
            off = 1 + n;
        } else if (p < 0xf8) {
            len = p - 0xc0;
            off = 1;
            isList = true;
        } else {
            uint n = p - 0xf7;
            len = toUint(d[1:n + 1]);
            off = 1 + n;
            isList = true;
        }
        require(d.length >= off + len, "short");
    }
    function toUint(bytes calldata d) internal pure returns (uint r) {
        for (uint i; i < d.length; i++) r = (r << 8) | uint8(d[i]);
    }
    function items(bytes calldata d) external pure returns (uint n) {
        (uint off, uint len, bool l) = decodeLen(d);
        require(l, "no list");
        d = d[off:off + len];
        while (d.length > 0) {
            (uint o, uint s, ) = decodeLen(d);
            d = d[o + s:];
            n++;
        }
    }
}
contract Dates {
    struct YMD {
        int y;
        uint8 m;
        uint8 d;
    }
    function toDays(YMD memory t) public pure returns (int) {
        require(t.m >= 1 && t.m <= 12 && t.d >= 1 && t.d <= 31, "date");
        int y = t.m <= 2 ? t.y - 1 : t.y;
        int era = (y >= 0 ? y : y - 399) / 400;
        uint yoe = uint(y - era * 400);
        uint doy = (153 * (t.m > 2 ? uint(t.m) - 3 : uint(t.m) + 9) + 2) / 5 + t.d - 1;
        uint doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
        return era * 146097 + int(doe) - 719468;
    }
    function fromDays(int z) public pure returns (YMD memory t) {
        z += 719468;
        int era = (z >= 0 ? z : z - 146096) / 146097;
        uint doe = uint(z - era * 146097);
        uint yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
        uint doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
        uint mp = (5 * doy + 2) / 153;
        t.d = uint8(doy - (153 * mp + 2) / 5 + 1);
        t.m = uint8(mp < 10 ? mp + 3 : mp - 9);
        t.y = int(yoe) + era * 400 + (t.m <= 2 ? int(1) : int(0));
    }
    function weekday(uint ts) external pure returns (uint8, bool) {
        return (uint8((ts / 1 days + 4) % 7), (ts % 1 days) / 1 hours >= 12);
    }
    function leap(uint16 y) external pure returns (bool) {
        return y % 4 == 0 && (y % 100 != 0 || y % 400 == 0);
    }
    function round(int32 n) external pure returns (int, YMD memory) {
        YMD memory t = fromDays(n);
        return (toDays(t), t);
    }
}
