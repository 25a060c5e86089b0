// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;
// Names that mean something in TypeScript, contract types, calldata handed on, coding of nothing, overriding.
interface IToken {
    function move(address to, uint amount) external returns (bool);
    error Poor(uint have);
    struct Info {
        IToken token;
        uint8 decimals;
    }
}
contract Words {
    struct Object {
        uint constructor_;
        uint prototype;
        uint length;
        uint toString;
        uint hasOwnProperty;
        uint __proto__;
    }
    struct Array {
        uint[] push;
        bytes BigInt;
        string Number;
    }
    enum Symbol {
        undefined,
        NaN,
        Infinity
    }
    error Error_(uint arguments);
    uint constant BigInt = 7;
    uint constant globalThis = 8;
    bytes32 constant eval = keccak256("eval");
    function Uint8Array(uint Number, uint Math) public pure returns (uint BigInt_) {
        uint Uint8Array_ = Number % 100;
        uint await = Math % 10;
        BigInt_ = Uint8Array_ + await;
    }
    function call(uint run) public pure returns (uint dispatch) {
        uint class = run;
        uint yield = class / 2;
        uint export = yield;
        uint t = 1;
        uint t_2 = 2;
        uint t2 = 3;
        dispatch = export + t * t_2 * t2;
    }
    function run(uint call_) external pure returns (uint) {
        return call(call_) + encode(call_ % 5);
    }
    function encode(uint panic) internal pure returns (uint) {
        uint at = panic;
        uint put = at;
        return decode(put);
    }
    function decode(uint keccak256_) private pure returns (uint undefined) {
        undefined = keccak256_;
        {
            uint undefined_ = 3;
            undefined += undefined_;
        }
        for (uint i; i < 2; i++) {
            uint undefined_ = i;
            undefined += undefined_;
        }
    }
    function dispatch(Object memory o) external pure returns (Object memory, uint) {
        o.__proto__ = 5;
        o.length++;
        Object memory Object_ = Object({
            constructor_: 1,
            prototype: 2,
            length: 3,
            toString: 4,
            hasOwnProperty: 5,
            __proto__: o.__proto__
        });
        return (Object_, o.length);
    }
    function rightFirst(Array memory a) external pure returns (uint, bytes memory, Symbol) {
        return (a.push.length, a.BigInt, Symbol.NaN);
    }
    function valueOf(Symbol s) external pure returns (Symbol) {
        return s == Symbol.undefined ? Symbol.Infinity : s;
    }
    function toString(uint arguments) external pure returns (uint) {
        if (arguments > 9) revert Error_(arguments);
        return BigInt + globalThis + uint8(eval[0]);
    }
    function function_(bool true_, bool null_) external pure returns (bool instanceof) {
        instanceof = (true_ && null_) || !true_;
    }
    function $(uint $a, uint _b) external pure returns (uint $$) {
        unchecked {
            $$ = $a + _b;
        }
    }
    function __(uint _1) external pure returns (uint) {
        return _1 % 3;
    }
    function shadow(uint shadow_) external pure returns (uint) {
        uint local = shadow_ % 9;
        {
            uint local2 = local;
            local = local2 + 1;
        }
        if (local > 2) {
            uint local3 = local;
            return local3;
        }
        return call(local);
    }
    function names(uint, uint x, uint) external pure returns (uint, uint y, uint) {
        y = x;
    }
    function hidden(uint Roots, uint IToken_) external pure returns (uint) {
        unchecked {
            return Roots * IToken_;
        }
    }
}
contract ContractTypes {
    function a(IToken t) external pure returns (address, bool) {
        return (address(t), t == IToken(address(1)));
    }
    function b(IToken[] memory ts) external pure returns (IToken[] memory) {
        for (uint i; i + 1 < ts.length; i++)
            if (address(ts[i]) > address(ts[i + 1])) (ts[i], ts[i + 1]) = (ts[i + 1], ts[i]);
        return ts;
    }
    function c(IToken.Info calldata i) external pure returns (IToken.Info memory) {
        return IToken.Info({token: i.token, decimals: i.decimals / 2});
    }
    function d(address payable p, address q) external pure returns (address payable, bytes20, uint160, bool) {
        return (payable(q), bytes20(address(p)), uint160(q), p < q);
    }
    function e(bytes memory x) external pure returns (IToken, ContractTypes, address) {
        return abi.decode(x, (IToken, ContractTypes, address));
    }
    function f(uint have) external pure {
        revert IToken.Poor(have);
    }
    function g(IToken t, ContractTypes u) external pure returns (bytes memory, bytes32) {
        return (abi.encodePacked(t, u), keccak256(abi.encode(t, u)));
    }
    function h(address to, uint n) external pure returns (bytes memory, bytes memory) {
        return (abi.encodeCall(IToken.move, (to, n)), abi.encodeWithSelector(IToken.move.selector, to, n));
    }
    function i_(string memory s, uint[] memory xs) external pure returns (bytes memory) {
        return abi.encodeWithSignature(s, xs, s);
    }
}
contract Nothing {
    function a() external pure returns (bytes memory, bytes memory, bytes memory, string memory) {
        return (abi.encode(), abi.encodePacked(), bytes.concat(), string.concat());
    }
    function b() external pure {}
    function c(uint) external pure returns (uint) {}
    function d() external pure returns (uint[] memory, string memory, S memory, uint[2] memory) {}
    struct S {
        uint x;
        string s;
        uint[] xs;
        E e;
        bool b;
        bytes3 c;
    }
    enum E {
        one
    }
    function e(bytes memory x) external pure returns (bytes4) {
        return x.length > 4 ? bytes4(x) : bytes4(0);
    }
    function f(bytes calldata x) external pure returns (bytes32, bytes4, bytes1) {
        return (bytes32(x), bytes4(x[1:]), bytes1(x[:1]));
    }
    function g(uint8 n) external pure returns (string memory, bytes[] memory, uint[2][] memory, uint[][2] memory) {
        return (new string(n), new bytes[](n % 3), new uint[2][](n % 3), [new uint[](1), new uint[](n % 2)]);
    }
    function h(bytes memory x) external pure returns (uint) {
        abi.decode(x, (uint));
        return abi.decode(x, (uint)) + 1;
    }
    function i_(string calldata s) external pure returns (bytes calldata, string calldata, bytes calldata) {
        return (bytes(s), string(bytes(s)[1:]), bytes(s)[:bytes(s).length - 1]);
    }
}
abstract contract Lower {
    function f(uint[] calldata x, uint k) external pure virtual returns (uint);
    function g() public pure virtual returns (uint) {
        return p() + 1;
    }
    function p() private pure returns (uint) {
        return 1;
    }
    uint internal constant K = 3;
    struct St {
        uint a;
    }
    error Er(uint k);
    modifier mo(uint x) virtual {
        require(x > K, "mo");
        _;
    }
}
contract Upper is Lower {
    function f(uint[] memory x, uint k) public pure override returns (uint) {
        return x[k] + K;
    }
    function g() public pure override returns (uint) {
        return super.g() * 10 + p(1);
    }
    function p(uint) private pure returns (uint) {
        return 2;
    }
    function h(uint[] calldata x) external pure returns (uint, uint) {
        return (f(x, 0), Lower.K);
    }
    function i_(uint k) external pure mo(k) returns (St memory) {
        if (k == 7) revert Lower.Er(k);
        return Lower.St(k);
    }
    modifier mo(uint x) override {
        if (x > 100) {
            _;
        } else {
            require(x % 2 == 1, "mo2");
            _;
        }
    }
}
contract Handed {
    struct R {
        uint8 a;
        bytes b;
        uint[] c;
    }
    function pick(R[] calldata rs, uint i) internal pure returns (R calldata) {
        return rs[i];
    }
    function first(bytes calldata b) internal pure returns (bytes calldata head, bytes calldata rest) {
        head = b[:b.length / 2];
        rest = b[b.length / 2:];
    }
    function a(R[] calldata rs, uint i) external pure returns (uint8, bytes calldata, uint) {
        R calldata r = pick(rs, i);
        return (r.a, r.b, r.c.length);
    }
    function b(bytes calldata x) external pure returns (bytes calldata, bytes memory) {
        (bytes calldata h, bytes calldata t) = first(x);
        (h, t) = (t, h);
        return (h, bytes.concat(t, h));
    }
    function c(R calldata r, R calldata s, bool k) external pure returns (R memory, uint[] calldata) {
        R calldata q = k ? r : s;
        uint[] calldata u = k ? q.c : s.c;
        return (q, u);
    }
    function d(uint[][] calldata m, uint i, uint j) external pure returns (uint, uint[] calldata, uint[][] calldata) {
        return (m[i][j], m[i][j:], m);
    }
    function e(bytes[] calldata bs) external pure returns (bytes memory all) {
        for (uint i; i < bs.length; i++) all = abi.encodePacked(all, bs[i][bs[i].length > 2 ? 2 : 0:]);
    }
    function f(string[2][] calldata s, uint i) external pure returns (string calldata, uint) {
        return (s[i][1], bytes(s[i][0]).length);
    }
    function g(uint16[3][2] calldata m) external pure returns (uint) {
        uint t;
        for (uint i; i < 2; i++) for (uint j; j < 3; j++) t = t * 3 + m[i][j];
        return t;
    }
    function h(R calldata r) external pure returns (R memory m, bytes1) {
        m = r;
        m.a++;
        m.b = bytes("changed");
        return (m, r.b.length > 0 ? r.b[0] : bytes1("?"));
    }
    function i_(R[2] calldata rs) external pure returns (R[2] memory m, uint) {
        m = rs;
        delete m[0];
        return (m, rs[0].c.length + rs.length);
    }
    function j(bytes calldata x) external pure returns (uint n) {
        while (x.length > 0) {
            x = x[1:];
            n++;
        }
    }
    function k(bytes calldata x, uint a_, uint b_) external pure returns (bytes memory) {
        return this_(x[a_:b_], x);
    }
    function this_(bytes memory y, bytes calldata z) internal pure returns (bytes memory) {
        if (y.length > 0) y[0] = z[z.length - 1];
        return y;
    }
    function l(
        bool[] calldata f_,
        address[] calldata g_,
        bytes4[] calldata h_,
        int8[] calldata s_
    ) external pure returns (bytes32) {
        return keccak256(abi.encode(f_, g_, h_, s_));
    }
    function m(uint[] calldata x) external pure returns (bytes32, bytes32) {
        return (keccak256(abi.encodePacked(x)), keccak256(abi.encodePacked(x[x.length / 2:], uint8(1))));
    }
}
