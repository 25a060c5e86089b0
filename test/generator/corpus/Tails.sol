// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

struct Tail {
    uint256 x;
    bytes b;
}
struct Tails2 {
    Tail[2] pair;
    Tail[] more;
}

/// Dynamic structs that calldata may end in.
contract Tails {
    function tail(Tail memory t) external pure returns (Tail memory) {
        return t;
    }
    function tailCalldata(Tail calldata t) external pure returns (Tail calldata, uint256) {
        return (t, t.b.length);
    }
    function tails(Tails2 memory t) external pure returns (Tails2 memory) {
        return t;
    }
    function tailWords(uint256 a, uint256 b) external pure returns (Tail memory) {
        return abi.decode(abi.encode(a, b), (Tail));
    }
}
