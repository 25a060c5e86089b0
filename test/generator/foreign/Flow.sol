// SPDX-License-Identifier: Apache-2.0
pragma solidity >=0.8.20 <0.9.0;
// Modifiers, inheritance, control flow, scopes, getters.
contract Mods {
    error Low(uint x);
    uint constant LIMIT = 10;
    modifier atLeast(uint x, uint min) {
        if (x < min) revert Low(x);
        _;
    }
    modifier even(uint x) {
        require(x % 2 == 0, "odd");
        _;
    }
    modifier skip(bool s) {
        if (s) return;
        _;
    }
    modifier onlyIf(bool c) {
        if (c) {
            _;
        }
    }
    modifier twice() {
        _;
        _;
    }
    modifier loop(uint n) {
        for (uint i; i < n; i++) _;
    }
    modifier after_(uint[] memory a) {
        _;
        if (a.length > 0) a[0]++;
    }
    modifier local(uint x) {
        uint y = x * 2;
        {
            uint z = y + 1;
            require(z > 3);
        }
        _;
        assert(y == x * 2);
    }
    modifier none() {
        _;
    }
    modifier nothing() {
        return;
        _;
    }
    modifier brk(uint n) {
        while (true) {
            if (n > 3) break;
            _;
            break;
        }
    }
    function a(uint x) external pure atLeast(x, LIMIT) even(x) returns (uint) {
        return x / 2;
    }
    function b(uint x, bool s) external pure skip(s) returns (uint r) {
        r = x + 1;
    }
    function c(uint x, bool s) external pure onlyIf(s) returns (uint r, string memory t) {
        if (x > 3) return (x, "big");
        (r, t) = (1, "small");
    }
    function d(uint[] memory m) public pure after_(m) after_(m) returns (uint) {
        return m.length > 0 ? m[0] : 7;
    }
    function e(uint x) external pure local(x & 0xff) none returns (uint y) {
        unchecked {
            y = x + 1;
        }
        return y;
    }
    function f(uint x) external pure nothing returns (uint) {
        return x;
    }
    function g(uint x) external pure brk(x) returns (uint r) {
        r = x * 2;
    }
    function h(uint[] memory m) external pure returns (uint[] memory) {
        bump(m);
        return m;
    }
    function bump(uint[] memory m) internal pure twice {
        for (uint i; i < m.length; i++) {
            unchecked {
                m[i]++;
            }
        }
    }
    function i_(uint[] memory m, uint8 n) external pure returns (uint[] memory) {
        bumps(m, n % 5);
        return m;
    }
    function bumps(uint[] memory m, uint n) internal pure loop(n) {
        if (m.length > 1) (m[0], m[1]) = (m[1], m[0]);
        if (m.length > 2) return;
        m[0] ^= n;
    }
    function j(uint x) external pure twice returns (uint) {
        require(x < 100);
        return x;
    }
    function k(uint x) external pure onlyIf(x > 2) onlyIf(x < 9) atLeast(x + 1, 4) returns (uint z) {
        z = x;
    }
    function l(uint x) external pure skip(x == 1) returns (uint z) {
        if (x == 2) return 5;
        z = 9;
    }
    function m_(bytes calldata q) external pure even(q.length) returns (bytes calldata) {
        return q[q.length / 2:];
    }
    function n(uint x) external pure virtual even(x) returns (uint) {
        return fact(x % 12);
    }
    function fact(uint x) internal pure atLeast(x + 1, 1) returns (uint) {
        return x < 2 ? 1 : x * fact(x - 1);
    }
}
abstract contract Root {
    modifier m(uint x) virtual {
        require(x != 1, "root");
        _;
    }
    function id() public pure virtual returns (string memory) {
        return "root";
    }
    function path() public pure virtual returns (string memory) {
        return "R";
    }
    function need(uint x) internal pure virtual returns (uint);
    function use(uint x) external pure m(x) returns (uint) {
        return need(x) + 1;
    }
    function over(uint x) public pure virtual returns (uint) {
        return x;
    }
    function over(int x) public pure virtual returns (int) {
        return -x;
    }
    function over(uint8 a, uint8 b) public pure returns (uint8) {
        return a | b;
    }
}
contract LeftC is Root {
    function path() public pure virtual override returns (string memory) {
        return string.concat("L", super.path());
    }
    function need(uint x) internal pure virtual override returns (uint) {
        return x * 2;
    }
    function over(uint x) public pure virtual override returns (uint) {
        return super.over(x) + 100;
    }
}
abstract contract RightC is Root {
    function path() public pure virtual override returns (string memory) {
        return string.concat("R2", super.path());
    }
    modifier m(uint x) virtual override {
        if (x == 2) revert("right");
        _;
    }
    function over(uint x) public pure virtual override returns (uint) {
        return Root.over(x) * 2;
    }
}
contract Diamond is LeftC, RightC {
    function path() public pure override(LeftC, RightC) returns (string memory) {
        return string.concat("D", super.path(), LeftC.path());
    }
    modifier m(uint x) override(Root, RightC) {
        require(x != 3, "diamond");
        _;
    }
    function over(uint x) public pure override(LeftC, RightC) returns (uint) {
        return super.over(x) + LeftC.over(x) + RightC.over(x);
    }
    function over(int x) public pure override returns (int) {
        return super.over(x + 1);
    }
    function id() public pure override returns (string memory) {
        return type(Diamond).name;
    }
    function all(uint x) external pure returns (uint, uint8, string memory) {
        return (over(x), over(uint8(3), uint8(4)), Root.id());
    }
}
interface IShape {
    function area(uint w, uint h) external pure returns (uint);
    function name() external pure returns (string memory);
    error Flat();
}
interface IMore is IShape {
    function perimeter(uint w, uint h) external pure returns (uint);
}
contract Shape is IMore {
    function area(uint w, uint h) external pure virtual returns (uint) {
        if (w == 0 || h == 0) revert Flat();
        return w * h;
    }
    string public constant override name = "shape";
    function perimeter(uint w, uint h) public pure returns (uint) {
        return 2 * (w + h);
    }
    bytes4 public constant ID = type(IShape).interfaceId;
    function ids() external pure returns (bytes4, bytes4, bytes4, bytes4, bytes4) {
        return (
            type(IShape).interfaceId,
            type(IMore).interfaceId,
            IShape.area.selector,
            this.perimeter.selector,
            IShape.Flat.selector
        );
    }
    bytes public constant RAW =
        hex"00ff"
        hex"10";
    int8 public constant MINUS = -5;
    address public constant A = 0x5B38Da6a701c568545dCfcB03FcB875f56beddC4;
    bytes32 public constant H = keccak256("x") ^ bytes32(uint(1));
    uint public constant COMPUTED = ((2 ** 10 + 1 days) * 3) / 2 - (1 gwei % 7);
    string public constant UNI = unicode"héllo ✓";
    bool public constant YES = !false && (1 < 2);
    bytes3 public constant ABC = "abc";
    E public constant EV = E.two;
    enum E {
        one,
        two
    }
}
contract Flow {
    function gotos(uint n) external pure returns (uint r) {
        uint i = n % 20;
        do {
            i++;
            if (i % 2 == 0) continue;
            if (i > 25) break;
            r += i;
        } while (i < 30);
    }
    function nested(uint8 n) external pure returns (uint c) {
        for (uint i = 0; i < n % 8; ++i) {
            for (uint j = i; ; j++) {
                if (j > 6) break;
                if ((i + j) % 3 == 0) continue;
                c += i * j;
            }
            if (c > 60) return c * 1000;
        }
        c++;
    }
    function noBody(uint n) external pure returns (uint i) {
        for (i = 0; i < n % 10; i++) {}
        for (; i < 5; i++) {}
        while (i > 100) i--;
    }
    function scopes(uint x) external pure returns (uint) {
        uint y = x % 10;
        {
            uint z = y;
            y = z + 1;
            {
                uint w = z * y;
                y += w;
            }
        }
        for (uint z = 0; z < 2; z++) {
            uint y2 = y;
            y = y2 + z;
        }
        uint z = y;
        return z;
    }
    function shadow(uint a) external pure returns (uint r) {
        r = a % 7;
        if (r > 3) {
            uint b = r;
            r = b * 2;
        } else {
            int b = -int(r);
            r = uint(-b);
        }
    }
    function tern(uint x, bool p, bool q) external pure returns (uint8, string memory, uint[2] memory) {
        return (
            p
                ? q
                    ? 1
                    : 2
                : q
                    ? 3
                    : 4,
            x > 5
                ? "gt"
                : x == 5
                    ? "eq"
                    : "less than",
            p ? [x, 1] : [uint(2), x]
        );
    }
    function ternTuple(uint x, bool p) external pure returns (uint a, uint b) {
        (a, b) = p ? (x, a) : (b, x);
        (a, ) = p ? (b, a) : (a, b);
    }
    function sc(uint x) external pure returns (bool, bool, uint) {
        uint n;
        bool p = (x > 5 && (n = n + 1) > 0) || (n += 10) > 20;
        bool q = !(x > 5 || (n *= 2) > 5);
        return (p, q, n);
    }
    function early(uint x) external pure returns (uint a, uint b) {
        a = 1;
        if (x == 0) return (5, 6);
        b = 2;
        if (x == 1) return (b, a);
        if (x == 2) {
            a = 9;
            return (a, b);
        }
    }
    function collatz(uint16 n) external pure returns (uint steps) {
        uint x = n;
        while (x > 1) {
            x = x & 1 == 0 ? x >> 1 : 3 * x + 1;
            steps++;
        }
    }
    function sieve(uint8 n) external pure returns (uint[] memory ps) {
        bool[] memory comp = new bool[](uint(n) + 1);
        uint c;
        for (uint i = 2; i <= n; i++) {
            if (comp[i]) continue;
            c++;
            for (uint j = i * i; j <= n; j += i) comp[j] = true;
        }
        ps = new uint[](c);
        for (uint i = 2; i <= n; i++) if (!comp[i]) ps[ps.length - c--] = i;
    }
    function isPrime(uint32 n) external pure returns (bool) {
        if (n < 2) return false;
        if (n % 2 == 0) return n == 2;
        for (uint64 i = 3; i * i <= n; i += 2) if (n % i == 0) return false;
        return true;
    }
    function ack(uint m, uint n) public pure returns (uint) {
        m %= 3;
        n %= 4;
        return ackr(m, n);
    }
    function ackr(uint m, uint n) internal pure returns (uint) {
        if (m == 0) return n + 1;
        if (n == 0) return ackr(m - 1, 1);
        return ackr(m - 1, ackr(m, n - 1));
    }
    function even(uint8 n) public pure returns (bool) {
        return n == 0 ? true : odd(n - 1);
    }
    function odd(uint8 n) public pure returns (bool) {
        return n == 0 ? false : even(n - 1);
    }
    function hanoi(uint8 n) external pure returns (uint moves) {
        (, moves) = han(n % 8, 0, 2);
    }
    function han(uint n, uint8 from, uint8 to) private pure returns (uint8, uint) {
        if (n == 0) return (to, 0);
        (, uint x) = han(n - 1, from, 3 - from - to);
        (uint8 t, uint y) = han(n - 1, 3 - from - to, to);
        return (t, x + 1 + y);
    }
    function multi() internal pure returns (uint, bool, string memory, uint[] memory) {
        return (1, true, "three", new uint[](4));
    }
    function destructure(uint x) external pure returns (uint r, string memory t) {
        (uint a, , string memory s, ) = multi();
        (, bool b, , uint[] memory u) = multi();
        t = s;
        r = a + u.length + (b ? x % 100 : 0);
    }
    function bits(uint x) external pure returns (uint c, uint r) {
        for (uint y = x; y != 0; y &= y - 1) c++;
        for (uint i; i < 256; i++) {
            r = (r << 1) | (x & 1);
            x >>= 1;
        }
    }
    function gray(uint8 x) external pure returns (uint8 g, uint8 b) {
        g = x ^ (x >> 1);
        b = g;
        for (uint8 m = g >> 1; m != 0; m >>= 1) b ^= m;
    }
    function swaps(int a, int b) external pure returns (int, int) {
        unchecked {
            a = a ^ b;
            b = a ^ b;
            a = a ^ b;
            (a, b) = (b, a);
            (a, b) = (a - b, a + b);
        }
        return (a, b);
    }
    function sig(uint x) external pure returns (bytes4, bytes memory, uint) {
        return (msg.sig, msg.data, msg.data.length + (x % 2));
    }
    function sel() external pure returns (bytes4, bytes4) {
        return (this.sig.selector, Flow.sel.selector);
    }
    function requireMany(uint x, string calldata s) external pure returns (uint) {
        require(x != 1);
        require(x != 2, "");
        require(x != 3, "this message is longer than thirty-two bytes, so that it takes two words");
        require(x != 4, s);
        require(x != 5, string.concat("x", s));
        if (x == 6) revert();
        if (x == 7) revert("");
        if (x == 8) revert(s);
        assert(x != 9);
        if (x == 10) {
            uint[] memory z;
            return z[0];
        }
        return x;
    }
    function small(uint x) external pure returns (uint) {
        return this_(x % 12);
    }
    function this_(uint x) internal pure returns (uint) {
        if (x == 0) require(false, "zero");
        if (x == 1) require(false);
        if (x == 2) revert("two");
        if (x == 3) assert(false);
        if (x == 4) {
            uint y;
            return x / y;
        }
        if (x == 5) {
            uint8 y = 255;
            y++;
            return y;
        }
        if (x == 6) {
            E e = E(x);
            return uint(e);
        }
        if (x == 7) {
            bytes memory q = new bytes(2);
            return uint8(q[x]);
        }
        if (x == 8) {
            uint[] memory q = new uint[](2 ** 70);
            return q.length;
        }
        if (x == 9) revert Custom(x, "nine", [x, 2]);
        if (x == 10) revert Custom({a: x, c: [uint(1), 2], b: hex"ff"});
        return x;
    }
    enum E {
        a,
        b
    }
    error Custom(uint a, bytes b, uint[2] c);
    function dates(uint32 t) external pure returns (uint y, uint m, uint d) {
        int L = int(uint(t) / 1 days) + 68569 + 2440588;
        int N = (4 * L) / 146097;
        L = L - (146097 * N + 3) / 4;
        int _y = (4000 * (L + 1)) / 1461001;
        L = L - (1461 * _y) / 4 + 31;
        int _m = (80 * L) / 2447;
        d = uint(L - (2447 * _m) / 80);
        L = _m / 11;
        _m = _m + 2 - 12 * L;
        _y = 100 * (N - 49) + _y + L;
        (y, m) = (uint(_y), uint(_m));
    }
}
contract Stateful {
    uint public counter;
    mapping(address => uint) public balances;
    address immutable owner;
    event Done(uint x);
    uint[] list;
    string name_ = "x";
    struct User {
        uint id;
        string name;
    }
    User[] users;
    constructor(uint x) payable {
        owner = msg.sender;
        counter = x;
    }
    modifier onlyOwner() {
        require(msg.sender == owner, "not owner");
        _;
    }
    receive() external payable {
        counter++;
        emit Done(1);
    }
    function set(uint x) external onlyOwner {
        counter = x;
        emit Done(x);
    }
    function pay() external payable returns (uint) {
        return msg.value;
    }
    function get() external view returns (uint, string memory) {
        return (counter, name_);
    }
    function pureOne(uint x) external pure returns (uint) {
        return _helper(x) + 1;
    }
    function _helper(uint x) internal pure returns (uint) {
        return x / 2;
    }
    function pureButNot(uint x) external returns (uint) {
        return _helper(x);
    }
    function viewPure(User memory u) public view returns (bytes32) {
        return keccak256(abi.encode(u.id, u.name));
    }
    function sends(address payable to) external {
        to.transfer(1);
    }
    function asm() external view returns (uint r) {
        assembly {
            r := timestamp()
        }
    }
    function makes() external returns (address) {
        return address(new Other());
    }
    function tries(Other o) external view returns (uint) {
        try o.one() returns (uint v) {
            return v;
        } catch {
            return 0;
        }
    }
}
contract Other {
    function one() external pure returns (uint) {
        return 1;
    }
}
contract Mods3 {
    modifier twice() {
        _;
        _;
    }
    function f(uint[] memory m) external pure returns (uint, uint, uint[] memory) {
        (uint z, uint y) = g(m);
        return (z, y, m);
    }
    function g(uint[] memory m) internal pure twice returns (uint a, uint b) {
        (a, b) = (1, 2);
        if (m.length == 0) return (3, a);
        unchecked {
            m[0]++;
        }
        if (m[0] % 2 == 1) b++;
        else a += b;
    }
    function h(uint[] memory m) internal pure twice returns (uint a, uint) {
        a = 7;
        if (m.length > 0) unchecked_(m);
        if (m.length > 1 && m[0] % 2 == 1) {
            return (a, m[0]);
        } else {
            a++;
            return (a, m.length);
        }
    }
    function unchecked_(uint[] memory m) internal pure {
        unchecked {
            m[0]++;
        }
    }
    function hh(uint[] memory m) external pure returns (uint, uint) {
        return h(m);
    }
}
