// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;
contract CopyOrder {
    struct P {
        uint8 a;
        bool b;
    }
    struct D {
        uint8 a;
        uint8[] xs;
    }
    error Two(P p, uint8 x);
    error Three(D d, uint x);
    function a(P calldata p, uint8[] calldata x, uint i) external pure returns (P memory, uint8) {
        return (p, x[i]);
    }
    function b(P[] calldata p, uint8[] calldata x, uint i) external pure returns (P memory q, uint8 r) {
        (q, r) = (p[i], x[i + 1]);
    }
    function c(P[] calldata p, uint8[] calldata x, uint i) external pure returns (bytes memory) {
        return abi.encode(p[i], x[i + 1]);
    }
    function d(P[] calldata p, uint8[] calldata x, uint i) external pure returns (bytes memory) {
        return abi.encode(x[i + 1], p[i], x[i]);
    }
    function e(D[] calldata p, uint8 x, uint8 i) external pure returns (bytes memory) {
        return abi.encode(p[i].xs, x + i, p[i], 7, "lit");
    }
    function f(P calldata p, uint8 x, uint8 i) external pure {
        if (x < 9) revert Two(p, x - i);
        require(x > 20, Two(p, x / i));
    }
    function g(D calldata p, uint8 x, uint8 i) external pure returns (bytes memory) {
        (D memory m, uint y) = (p, x / i);
        return abi.encode(m, y);
    }
    function h(uint8[] calldata p, uint8 x, uint8 i) external pure returns (bytes memory) {
        return abi.encodePacked(p, x / i);
    }
    function i(P[2] calldata p, uint8 x, uint8 i1) external pure returns (P[2] memory, uint8, P memory) {
        return (p, x - i1, p[i1]);
    }
}
