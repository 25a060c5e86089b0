// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.26;
error Top();
error TopArgs(uint a, string b, bytes c, int8[] d);
interface IErr {
    error InIface(address who, bool ok);
}
library LErr {
    error InLib(bytes4 x);
    function thrower(uint x) internal pure {
        if (x > 5) revert InLib(0x01020304);
    }
}
abstract contract BaseErr {
    error FromBase(uint indexed_);
    error Same(uint a);
    struct Info {
        uint a;
        string[] b;
    }
    error WithStruct(Info i, uint8[2] f);
}
contract Reverting is BaseErr {
    enum E {
        A,
        B
    }
    error WithEnum2(E e, address payable c);
    string constant MSG = "a message that is longer than thirty-two bytes, so that it takes two words";
    function a(uint x) external pure {
        if (x == 0) revert Top();
        if (x == 1) revert TopArgs(1, "b", hex"cc", new int8[](2));
        if (x == 2) revert IErr.InIface(address(1), true);
        if (x == 3) LErr.thrower(6);
        if (x == 4) revert FromBase(4);
        if (x == 5) revert BaseErr.Same({a: 5});
        if (x == 6) {
            string[] memory s = new string[](2);
            s[1] = "q";
            revert WithStruct(Info(6, s), [1, 2]);
        }
        if (x == 7) revert WithEnum2(E.B, payable(address(7)));
    }
    function b(uint x, string calldata s) external pure returns (uint) {
        require(x != 0, "zero");
        require(x != 1, MSG);
        require(x != 2, s);
        require(x != 3, string.concat("bad ", s));
        require(x != 4, Top());
        require(x != 5, TopArgs(x, s, bytes(s), new int8[](x)));
        require(x != 6);
        require(x < 100, "");
        return x;
    }
    function c(uint x, string memory s) external pure returns (uint) {
        if (x == 0) revert(s);
        if (x == 1) revert();
        if (x == 2) revert("lit");
        if (x == 3) revert(MSG);
        if (x == 4) revert(unicode"☃ snow");
        if (x == 5) revert(string(abi.encodePacked("n", bytes1(uint8(x + 48)))));
        return x;
    }
    function d(uint8 x, uint8 y) external pure returns (uint8) {
        if (x == 1) assert(y == 0);
        uint8[] memory z = new uint8[](y);
        if (x == 2) return z[y];
        if (x == 3) return x / y;
        if (x == 4) return x % y;
        if (x == 5) return x - y;
        if (x == 6) return uint8(E(y) == E.A ? 1 : 0);
        if (x == 7) {
            int8 q = type(int8).min;
            return uint8(-q);
        }
        if (x == 8) {
            int8 q = type(int8).min;
            return uint8(q / -1);
        }
        if (x == 9) {
            unchecked {
                int8 q = type(int8).min;
                return uint8(q / -1) + uint8(-q);
            }
        }
        return x + y;
    }
    function e(bool p) external pure returns (uint) {
        require(p, "no");
        assert(p);
        return 1;
    }
    function f(int x) external pure returns (int) {
        require(x > 0 ? x < 10 : x > -10, "range");
        return x;
    }
    function g(uint x) external pure returns (uint r) {
        r = inner(x);
        require(r != 3, Same(r));
    }
    function inner(uint x) internal pure returns (uint) {
        if (x > 10) revert("inner");
        return x / 2;
    }
    function h(bytes32 x) external pure {
        revert TopArgs({b: "named", a: uint(x), d: new int8[](0), c: abi.encode(x)});
    }
    function i(bytes calldata x) external pure {
        require(x.length < 2, TopArgs(1, string(x), x[1:], new int8[](1)));
    }
    function j() external pure returns (bytes4, bytes4, bytes4) {
        return (Top.selector, FromBase.selector, TopArgs.selector);
    }
    function k(uint x) external pure returns (bytes memory) {
        return abi.encodeWithSelector(Same.selector, x);
    }
    function l(uint8 x) external pure returns (E) {
        return E(x);
    }
    function m(uint x) external pure returns (uint[] memory) {
        return new uint[](x);
    }
    function n(E e) external pure {
        revert WithEnum2(e, payable(0));
    }
}
