// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

type Fixed is uint128;
type Signed is int64;
using {addF as +, subF as -, eqF as ==, ltF as <, negF as -, notF as ~, mulS as *} for Fixed global;
using {negS as -, mulSS as *, twice} for Signed global;
function addF(Fixed a, Fixed b) pure returns (Fixed) {
    return Fixed.wrap(Fixed.unwrap(a) + Fixed.unwrap(b));
}
function subF(Fixed a, Fixed b) pure returns (Fixed) {
    return Fixed.wrap(Fixed.unwrap(a) - Fixed.unwrap(b));
}
function eqF(Fixed a, Fixed b) pure returns (bool) {
    return Fixed.unwrap(a) % 10 == Fixed.unwrap(b) % 10;
}
function ltF(Fixed a, Fixed b) pure returns (bool) {
    return Fixed.unwrap(a) < Fixed.unwrap(b);
}
function negF(Fixed a) pure returns (Fixed) {
    return Fixed.wrap(type(uint128).max - Fixed.unwrap(a));
}
function notF(Fixed a) pure returns (Fixed) {
    return Fixed.wrap(Fixed.unwrap(a) ^ 0xff);
}
function mulS(Fixed a, Fixed b) pure returns (Fixed) {
    return Fixed.wrap(uint128((uint256(Fixed.unwrap(a)) * Fixed.unwrap(b)) / 1e18));
}
function negS(Signed a) pure returns (Signed) {
    return Signed.wrap(-Signed.unwrap(a));
}
function mulSS(Signed a, Signed b) pure returns (Signed) {
    return Signed.wrap(Signed.unwrap(a) * Signed.unwrap(b));
}
function twice(Signed a) pure returns (Signed) {
    return a * Signed.wrap(2);
}
struct Stack {
    uint256[] items;
    uint256 top;
}
library Stacks {
    error Full(uint256 top);
    uint256 internal constant LIMIT = 4;
    function push(Stack memory s, uint256 x) internal pure returns (Stack memory) {
        require(s.top < LIMIT, Full(s.top));
        s.items[s.top++] = x;
        return s;
    }
    function pop(Stack memory s) internal pure returns (uint256) {
        return s.items[--s.top];
    }
    function sum(uint256[] memory a) internal pure returns (uint256 t) {
        for (uint256 i; i < a.length; ++i) t += a[i];
    }
    function max(uint256 a, uint256 b) internal pure returns (uint256) {
        return a > b ? a : b;
    }
    function clamp(int256 a, int8 low) internal pure returns (int256) {
        return a < low ? int256(low) : a;
    }
    function pub(uint256 a) public pure returns (uint256) {
        return a / 2;
    }
}
contract Libraries {
    using Stacks for Stack;
    using Stacks for uint256[];
    using Stacks for *;
    function stack(
        uint256 a,
        uint256 b,
        uint256 c,
        uint8 n
    ) external pure returns (uint256, uint256, uint256[] memory) {
        Stack memory s = Stack(new uint256[](4), 0);
        s.push(a).push(b).push(c);
        for (uint8 i; i < n % 8; i++) s.push(i);
        uint256 p = s.pop();
        return (p, s.top, s.items);
    }
    function sums(uint256[] memory a, uint256 x) external pure returns (uint256, uint256) {
        return (a.sum(), x.max(7));
    }
    function clamps(int256 a, int8 b) external pure returns (int256, int256) {
        return (a.clamp(b), Stacks.clamp(b, -5));
    }
    function ops(Fixed a, Fixed b) external pure returns (Fixed, bool, bool, Fixed, Fixed) {
        return (a + b, a == b, a < b, -a, ~b);
    }
    function ops2(Fixed a, Fixed b) external pure returns (Fixed, Fixed) {
        return (a - b, a * b + a);
    }
    function signed(Signed a, Signed b) external pure returns (Signed, Signed, Signed) {
        return (-a, a * b, a.twice());
    }
    function wraps(uint128 a) external pure returns (Fixed, uint128, Fixed[2] memory) {
        Fixed f = Fixed.wrap(a);
        return (f, Fixed.unwrap(f), [f, Fixed.wrap(1)]);
    }
}
