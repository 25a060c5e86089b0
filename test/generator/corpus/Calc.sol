// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

type Id is bytes32;
function freeAdd(uint256 a, uint256 b) pure returns (uint256) {
    return a + b;
}
uint256 constant FILE_LEVEL = 7;
enum Op {
    Add,
    Sub,
    Mul,
    Div
}
struct Tree {
    uint256 value;
    Tree[] kids;
}
struct Expr {
    Op op;
    int256 l;
    int256 r;
}
interface IVisitor {
    function visit(uint256) external pure returns (uint256);
    event Foo();
    error Wrong(bytes data);
}
abstract contract Shape {
    function area() public pure virtual returns (uint256);
    function twice() public pure returns (uint256) {
        return 2 * area();
    }
    function name() external pure virtual returns (string memory) {
        return "shape";
    }
}
contract Sq is Shape {
    function area() public pure override returns (uint256) {
        return 9;
    }
    function name() external pure override returns (string memory) {
        return "square";
    }
}
contract Calc is IVisitor {
    function visit(uint256 x) external pure override returns (uint256) {
        return freeAdd(x, FILE_LEVEL);
    }
    function eval(Expr calldata e) public pure returns (int256) {
        if (e.op == Op.Add) return e.l + e.r;
        else if (e.op == Op.Sub) return e.l - e.r;
        else if (e.op == Op.Mul) return e.l * e.r;
        return e.l / e.r;
    }
    function evalAll(Expr[] calldata es) external pure returns (int256[] memory out) {
        out = new int256[](es.length);
        for (uint256 i; i < es.length; i++) out[i] = eval(es[i]);
    }
    function tree(uint256 d) external pure returns (uint256) {
        return sum(build(d % 4));
    }
    function build(uint256 d) internal pure returns (Tree memory t) {
        t.value = d + 1;
        t.kids = new Tree[](d);
        for (uint256 i; i < d; i++) t.kids[i] = build(d - 1);
    }
    function sum(Tree memory t) internal pure returns (uint256 s) {
        s = t.value;
        for (uint256 i; i < t.kids.length; i++) s += sum(t.kids[i]);
    }
    function stackMachine(bytes calldata code, uint256 x) external pure returns (uint256) {
        uint256[16] memory st;
        uint256 sp;
        for (uint256 pc; pc < code.length; pc++) {
            uint8 op = uint8(code[pc]);
            if (op < 0x60) {
                if (op % 3 == 0) st[sp - 1] = st[sp - 1] + 1;
                else if (op % 3 == 1) {
                    require(sp >= 2, "underflow");
                    st[sp - 2] *= st[sp - 1];
                    sp--;
                } else st[sp - 1] = x;
            } else {
                st[sp++] = op;
            }
        }
        return sp == 0 ? 0 : st[sp - 1];
    }
    function ids(Id a, Id b) external pure returns (bool, bytes32, Id) {
        return (Id.unwrap(a) == Id.unwrap(b), keccak256(abi.encode(a, b)), a);
    }
    function errs(uint256 a) external pure returns (bytes memory) {
        if (a % 3 == 0) revert Wrong(abi.encodePacked(a));
        if (a % 3 == 1) revert Wrong({data: "xyz"});
        return abi.encodeWithSelector(Wrong.selector, a);
    }
    function sig() external pure returns (bytes4, bytes4, bytes4) {
        return (msg.sig, this.visit.selector, IVisitor.visit.selector);
    }
    function thisSel() external pure returns (bytes4) {
        return type(IVisitor).interfaceId;
    }
    function bits(bytes32 x, uint8 i) external pure returns (bool, bytes1, bytes32) {
        return (x[i / 8] & bytes1(uint8(1) << (i % 8)) != 0, x[31], (x >> i) ^ bytes32(uint256(i)));
    }
    function arr3() external pure returns (uint8[3] memory a, uint256 s) {
        a = [1, 2, 3];
        for (uint256 i; i < a.length; ++i) s += a[i];
    }
    function multi(uint256 a) external pure returns (uint256 x, uint256, string memory z) {
        x = a;
        z = "z";
    }
    function dec(bytes calldata d) external pure returns (Op op, int256 v, bytes memory rest) {
        (op, v) = abi.decode(d[:64], (Op, int256));
        rest = d[64:];
    }
    function encs(Expr memory e, Expr[] memory es) external pure returns (bytes32, bytes memory) {
        return (keccak256(abi.encode(e)), abi.encode(es, e));
    }
    function assertIt(uint256 x) external pure returns (uint256) {
        assert(x > 3);
        return x;
    }
    function neg(int8 x) external pure returns (int8) {
        return -x;
    }
    function min() external pure returns (int256, int8, uint256) {
        return (type(int256).min, type(int8).min, type(uint256).max);
    }
    function uncheckedLoop(uint256 n) external pure returns (uint256 s) {
        for (uint256 i; i < n % 20;) {
            s += i;
            unchecked {
                ++i;
            }
        }
    }
    function boolOps(bool a, bool b) external pure returns (bool) {
        bool c = a;
        c = (c && !b) || (a != b);
        return c == (a || b);
    }
    function tern(uint8 a) external pure returns (int16) {
        int16 x = a > 128 ? -1 : int8(5);
        return x;
    }
    function exps(uint8 b, uint8 e) external pure returns (uint8, uint256, int256) {
        return (b ** (e % 3), uint256(b) ** (e % 20), (-2) ** (e % 50));
    }
    function shifts(uint256 x) external pure returns (uint256, int256, uint8) {
        return (1 << (x % 300), -1 << (x % 300), uint8(1) << (x % 10));
    }
    function delArr(uint256[3] memory a, uint256 i) external pure returns (uint256[3] memory b) {
        b = a;
        delete b[i];
        delete a;
        return b;
    }
    function strEq(string calldata a, string calldata b) external pure returns (bool) {
        return keccak256(abi.encodePacked(a)) == keccak256(abi.encodePacked(b)) && bytes(a).length == bytes(b).length;
    }
}
