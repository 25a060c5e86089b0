// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

contract NestedTuples {
    function pair(uint a) internal pure returns (uint, uint) {
        return (a, a * 2);
    }
    function f1(uint a, uint b) external pure returns (uint x, uint y, uint z) {
        ((x, y), z) = ((a, b), 7);
    }
    function f2(uint a) external pure returns (uint x, uint y, uint z) {
        (x, (y, z)) = (a, pair(a % 1000));
    }
    function f3(uint a) external pure returns (uint y) {
        (, y) = pair(a % 99);
        (y, ) = pair(y);
    }
    function f4(uint a, uint b) external pure returns (uint, uint) {
        (a, b) = (b, a);
        return (a, b);
    }
    function f5(uint a) external pure returns (uint) {
        (uint p, ) = pair(a % 77);
        (, uint q) = pair(p);
        return q;
    }
    function f6(bool c, uint a) external pure returns (uint x, uint y) {
        (x, y) = c ? pair(a % 5) : (a, 1);
    }
    function f7(uint a) external pure returns (uint[] memory m) {
        m = new uint[](3);
        (m[0], m[1], m[2]) = (a, a % 3, 5);
    }
    function f8(uint a, uint b) external pure returns (uint) {
        return (a) > (b) ? (a) : ((b));
    }
    function f9(bool c, uint8 a, uint16 b) external pure returns (uint x) {
        x = c ? a : b;
    }
    function f10(bool c, int8 a) external pure returns (int x) {
        x = c ? a : -1;
    }
    function f11(uint a) external pure returns (uint, uint) {
        return a > 5 ? (a, uint(1)) : pair(a);
    }
    function f12(uint a, uint b) external pure returns (uint x) {
        if (a < b) x = 1;
        else if (a == b) x = 2;
        else {
            x = 3;
        }
    }
    function f13(uint[] memory a) external pure returns (uint[] memory, uint) {
        if (a.length > 1) (a[0], a[a.length - 1]) = (a[a.length - 1], a[0]);
        return (a, a.length);
    }
}

contract Orders {
    struct S {
        uint a;
        uint b;
    }
    function inc(S memory s) internal pure returns (uint) {
        s.a++;
        return s.a;
    }
    function next(uint[1] memory c) internal pure returns (uint) {
        return c[0]++;
    }
    function idx(uint8 a) external pure returns (uint[] memory m, uint i) {
        m = new uint[](4);
        m[i++] = a;
        m[i++] = 2;
        m[i++] = uint(a) + 3;
    }
    function parse(bytes memory b) external pure returns (uint v, uint p) {
        while (p < b.length) {
            v = v * 3 + uint8(b[p++]);
            if (v > 1e20) break;
        }
    }
    function seq(uint8 n) external pure returns (uint a, uint b) {
        uint[1] memory c;
        c[0] = n;
        a = next(c);
        b = next(c);
    }
    function post(uint8 n) external pure returns (uint x, uint y) {
        uint k = n;
        x = k++;
        y = ++k;
        x += k--;
    }
    function chain(uint8 n) external pure returns (uint a, uint b, uint c) {
        a = b = c = n;
        a += b -= c;
    }
    function cond(uint8 n) external pure returns (uint r) {
        uint i;
        while (i++ < n % 9) {
            r += i;
        }
        do {
            r--;
        } while (--i > 0 && r > 0);
    }
    function mem(uint8 n) external pure returns (uint, uint) {
        S memory s = S(n, 2);
        S memory t = s;
        t.a = 9;
        uint k = inc(s);
        return (t.a, k);
    }
    function shortc(uint8 n) external pure returns (bool, uint) {
        uint[1] memory c;
        c[0] = n;
        bool b = (n > 5 && next(c) > 7) || next(c) == 3;
        return (b, c[0]);
    }
    function two(uint8 n) external pure returns (uint) {
        S memory s = S(n, 1);
        S memory t = S(1, n);
        uint k = inc(s);
        return k + inc(t);
    }
}

abstract contract Base {
    uint256 public constant VERSION = 3;
    string public constant NAME = "Base \u2603";
    bytes32 public constant TYPEHASH = keccak256("Permit(address owner,uint256 value)");
    bytes4 public constant SEL = bytes4(keccak256("transfer(address,uint256)"));
    address public constant DEAD = 0x000000000000000000000000000000000000dEaD;
    int8 public constant NEG = -5;
    bool public constant YES = !false;
    uint256 internal constant A = 10 ** 18;
    uint256 public constant B = (A * 3) / 7;
    uint256 public constant C = (B % 1000) + uint8(200);
    bytes public constant RAW = hex"deadbeef";
    function kind() public pure virtual returns (string memory) {
        return "base";
    }
    function area(uint w, uint h) public pure virtual returns (uint);
    modifier positive(int x) {
        require(x > 0, "not positive");
        _;
    }
    modifier both(uint a, uint b) virtual {
        if (a == b) revert();
        _;
        assert(a != 7);
    }
    function sq(int x) external pure positive(x) returns (int) {
        return x * x;
    }
}
contract Mid is Base {
    function kind() public pure virtual override returns (string memory) {
        return string.concat("mid+", super.kind());
    }
    function area(uint w, uint h) public pure virtual override both(w, h) returns (uint r) {
        r = w * h;
    }
    function early(uint x) external pure lim(x) returns (uint r) {
        r = 1;
        if (x == 3) return 33;
        r = 2;
    }
    modifier lim(uint x) {
        if (x > 50) return;
        _;
    }
}
interface IShape {
    enum Color {
        Red,
        Green,
        Blue
    }
    struct P {
        int x;
        int y;
    }
    error Bad(Color c);
    function area(uint, uint) external pure returns (uint);
    function name() external view returns (string memory);
}
contract Leaf is Mid, IShape {
    uint immutable z;
    address owner;
    mapping(address => uint) bal;
    event E(uint a);
    constructor() {
        z = 5;
        owner = msg.sender;
    }
    function setIt(uint q) external {
        bal[msg.sender] = q;
        emit E(q);
    }
    function kind() public pure override returns (string memory) {
        return string(bytes.concat("leaf+", bytes(super.kind())));
    }
    function area(uint w, uint h) public pure override(Mid, IShape) returns (uint r) {
        r = super.area(w, h) + 1;
    }
    function name() external view returns (string memory) {
        return "x";
    }
    modifier both(uint a, uint b) override {
        require(a < b, "lt");
        _;
    }
    function color(Color c) external pure returns (Color, uint8) {
        if (c == Color.Blue) revert Bad(c);
        return (Color(uint8(c) + 1), uint8(type(Color).max));
    }
    function pt(P calldata p) external pure returns (P memory q, bytes4) {
        q = P({y: p.x, x: p.y});
        return (q, type(IShape).interfaceId);
    }
    function sels() external pure returns (bytes4, bytes4, bytes32, bytes4) {
        return (this.area.selector, IShape.name.selector, E.selector, Bad.selector);
    }
    function me() external pure returns (string memory, string memory) {
        return (type(Leaf).name, type(IShape).name);
    }
}

contract Signed {
    function ops(int256 a, int256 b) external pure returns (int, int, int) {
        unchecked {
            return (a + b, a * b, b == 0 ? int(0) : a / b);
        }
    }
    function div(int8 a, int8 b) external pure returns (int8) {
        return a / b;
    }
    function mod(int8 a, int8 b) external pure returns (int8) {
        return a % b;
    }
    function udiv(int8 a, int8 b) external pure returns (int8 r, int16 s) {
        unchecked {
            r = a / b;
            s = int16(a) * b;
        }
    }
    function neg(int16 a) external pure returns (int16) {
        return -a;
    }
    function abs(int128 a) external pure returns (uint128) {
        return a < 0 ? uint128(-a) : uint128(a);
    }
    function casts(int256 a) external pure returns (int8, uint8, int128, uint160, address, bytes1) {
        return (
            int8(a),
            uint8(uint256(a)),
            int128(a),
            uint160(uint256(a)),
            address(uint160(uint256(a))),
            bytes1(uint8(int8(a)))
        );
    }
    function pw(int8 a, uint8 e) external pure returns (int8) {
        return a ** e;
    }
    function upw(int8 a, uint8 e) external pure returns (int8 r, uint r2) {
        unchecked {
            r = a ** e;
            r2 = uint(2) ** e;
        }
    }
    function lits(uint8 x) external pure returns (uint, uint, int) {
        return (2 ** x, 10 ** (x % 80), -1 * int(uint(x)));
    }
    function sh(int8 a, uint8 s) external pure returns (int8, int8, int8) {
        return (a << s, a >> s, a >> 200);
    }
    function mixed(uint8 a, uint16 b, uint32 c) external pure returns (uint32) {
        return a + b * c;
    }
    function clamp(int x, int lo, int hi) external pure returns (int) {
        return
            x < lo
                ? lo
                : x > hi
                    ? hi
                    : x;
    }
    function avg(int24 a, int24 b) external pure returns (int24) {
        return (a + b) / 2;
    }
    function sum(int64[] calldata v) external pure returns (int64 s) {
        for (uint i; i < v.length; i++) s += v[i];
    }
    function minmax() external pure returns (int, int, uint, int8, uint48) {
        return (type(int).min, type(int256).max, type(uint).max, type(int8).min, type(uint48).max);
    }
}

contract Voids {
    error Insufficient(uint256 available, uint256 required);
    error Named(string why, bytes data, uint[] xs);
    error E0();
    error Nested(P p, P[2] q);
    struct P {
        uint8 a;
        string s;
    }
    function r0(uint x) external pure {
        if (x > 3) revert();
    }
    function r1(uint x) external pure {
        require(x > 3);
    }
    function r2(uint x) external pure {
        require(x > 3, "too small");
        require(x < 100, string.concat("too", " big"));
    }
    function r3(uint x) external pure {
        if (x < 10) revert Insufficient(x, 10);
        if (x < 20) revert Insufficient({required: 20, available: x});
    }
    function r4(string calldata s, bytes memory d, uint[] calldata xs) external pure {
        revert Named(s, d, xs);
    }
    function r5(uint x) external pure {
        require(x > 5, E0());
        require(x != 8, Insufficient(x, x * 2));
    }
    function r6(uint x) external pure {
        assert(x < 10);
    }
    function r7(P calldata p) external pure {
        revert Nested(p, [P(1, "a"), P(2, "bb")]);
    }
    function r8(string memory s) external pure {
        revert(s);
    }
    function r9(uint8 x) external pure returns (uint8) {
        uint8[] memory a = new uint8[](3);
        return a[x];
    }
    function r10(uint x) external pure returns (uint) {
        return 10 / x;
    }
    function r11(uint8 x) external pure returns (uint8) {
        return 200 + x;
    }
    enum Z {
        A,
        B
    }
    function r12(uint8 x) external pure returns (Z) {
        return Z(x);
    }
    function r13(uint x) external pure returns (uint[] memory) {
        return new uint[](x);
    }
    function r14(bytes calldata d) external pure returns (uint) {
        return abi.decode(d, (uint));
    }
    function r15(uint8 x) external pure returns (uint8) {
        uint8[3] memory a = [1, 2, 3];
        return a[x];
    }
    function r16(int8 x) external pure returns (int8) {
        return x / -1;
    }
    function r17(uint x) external pure returns (uint) {
        return check(x, "lib says no");
    }
    function check(uint x, string memory m) internal pure returns (uint) {
        require(x % 2 == 0, m);
        return x;
    }
    function r18(bool ok) external pure returns (bytes memory) {
        return abi.encodeWithSignature("Error(string)", ok ? "yes" : "no");
    }
    function r19(uint i) external pure returns (bytes memory) {
        return abi.encodeWithSelector(Insufficient.selector, i, uint8(3));
    }
    function r20(bytes32 b, uint8 i) external pure returns (bytes1) {
        return b[i];
    }
}

contract Machine {
    enum State {
        Idle,
        Open,
        Locked,
        Closed
    }
    enum Ev {
        Start,
        Lock,
        Unlock,
        Stop
    }
    struct Ctx {
        State s;
        uint32 count;
        uint8[] log;
    }
    error Illegal(State s, Ev e);
    function step(State s, Ev e) public pure returns (State) {
        if (s == State.Idle && e == Ev.Start) return State.Open;
        if (s == State.Open) {
            if (e == Ev.Lock) return State.Locked;
            if (e == Ev.Stop) return State.Closed;
        } else if (s == State.Locked && e == Ev.Unlock) {
            return State.Open;
        }
        revert Illegal(s, e);
    }
    function run(Ev[] calldata evs) external pure returns (State s, Ctx memory c) {
        c.log = new uint8[](evs.length);
        for (uint i; i < evs.length; ++i) {
            s = step(s, evs[i]);
            c.s = s;
            c.count++;
            c.log[i] = uint8(s);
        }
    }
    function table(uint8 s, uint8 e) external pure returns (uint8) {
        uint8[4][3] memory t = [[1, 2, 3, 0], [uint8(0), 0, 1, 1], [3, 3, 3, 3]];
        return t[s][e];
    }
    function cmp(State a, State b) external pure returns (bool, bool, bool) {
        return (a < b, a >= b, a != State.Closed);
    }
    function def() external pure returns (State a, State b, uint) {
        a = State.Locked;
        delete a;
        b = type(State).max;
        return (a, b, uint(b));
    }
    function vm(bytes calldata code) external pure returns (int256[] memory) {
        int256[] memory st = new int256[](16);
        uint sp;
        for (uint pc = 0; pc < code.length; pc++) {
            uint8 op = uint8(code[pc]) % 6;
            if (op == 0) {
                st[sp++] = int256(uint256(uint8(code[pc])));
            } else if (op == 1) {
                sp--;
                st[sp - 1] += st[sp];
            } else if (op == 2) {
                sp--;
                st[sp - 1] = st[sp - 1] - st[sp];
            } else if (op == 3) {
                --sp;
                st[sp - 1] *= st[sp];
            } else if (op == 4) {
                (st[sp - 1], st[sp - 2]) = (st[sp - 2], st[sp - 1]);
            } else break;
        }
        int256[] memory out = new int256[](sp);
        for (uint i = 0; i < sp; i++) out[i] = st[i];
        return out;
    }
}
