// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// Hashes, signatures and modular arithmetic.
contract Hashes {
    function keccak(bytes memory b) external pure returns (bytes32, bytes32, bytes32) {
        return (keccak256(b), keccak256("abc"), keccak256(abi.encode(b, b.length)));
    }
    function sha(bytes memory b) external pure returns (bytes32, bytes32) {
        return (sha256(b), sha256(abi.encodePacked(b, b, b)));
    }
    function ripemd(bytes memory b) external pure returns (bytes20, bytes20) {
        return (ripemd160(b), ripemd160(abi.encodePacked(b, b, b, b)));
    }
    function recover(bytes32 h, uint8 v, bytes32 r, bytes32 s) external pure returns (address, address, address) {
        return (
            ecrecover(h, v, r, s),
            ecrecover(h, 27, r, s),
            ecrecover(h, 28, bytes32(uint256(r) % 1000), bytes32((uint256(s) % 1000) + 1))
        );
    }
    function modular(uint256 a, uint256 b, uint256 m) external pure returns (uint256, uint256) {
        return (addmod(a, b, m), mulmod(a, b, m));
    }
    function modular8(uint8 a, uint256 b, uint64 m) external pure returns (uint256, uint256) {
        return (addmod(a, b, m), mulmod(a, 3, m));
    }
    function merkle(bytes32 leaf, bytes32[] calldata proof) external pure returns (bytes32 h) {
        h = leaf;
        for (uint256 i = 0; i < proof.length; i++)
            h = h < proof[i] ? keccak256(abi.encodePacked(h, proof[i])) : keccak256(bytes.concat(proof[i], h));
    }
    function toHex(uint256 v) external pure returns (string memory) {
        bytes memory digits = "0123456789abcdef";
        bytes memory out = new bytes(64);
        for (uint256 i = 64; i > 0; i--) {
            out[i - 1] = digits[v & 0xf];
            v >>= 4;
        }
        return string(out);
    }
    function decimal(uint256 v) external pure returns (string memory) {
        if (v == 0) return "0";
        uint256 t = v;
        uint256 n;
        while (t != 0) {
            n++;
            t /= 10;
        }
        bytes memory b = new bytes(n);
        while (v != 0) {
            n -= 1;
            b[n] = bytes1(uint8(48 + (v % 10)));
            v /= 10;
        }
        return string(b);
    }
    function equal(string memory a, string calldata b) external pure returns (bool) {
        return keccak256(bytes(a)) == keccak256(bytes(b));
    }
    function sqrt(uint256 y) external pure returns (uint256 z) {
        if (y > 3) {
            z = y;
            uint256 x = y / 2 + 1;
            while (x < z) {
                z = x;
                x = (y / x + x) / 2;
            }
        } else if (y != 0) z = 1;
    }
}
