/** The coinbase under which the woven contracts tell what is reached; no mutant has this number. */
export const WATCHING: bigint = (1n << 160n) - 1n;

/** What the hit of a branch adds to its number: its outcomes are 2 n (false) and 2 n + 1 (true) above it. */
export const BRANCHES: bigint = 1n << 128n;

/**
 * The library that woven contracts ask which mutant they are: the coinbase of the block, which no contract of ours reads.
 * It passes for `pure`, so that no function around a mutant has to change. Hits go to the address that hardhat's EVM watches.
 */
export const MUTANT_LIBRARY: string = `// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

library Mutant {
    uint256 private constant WATCHING = type(uint160).max;
    address private constant WATCHER = 0xc0bEc0BEc0BeC0bEC0beC0bEC0bEC0beC0beC0BE;

    function number() internal pure returns (uint256) {
        return asPure(coinbase)();
    }

    function is_(uint256 n) internal pure returns (bool) {
        uint256 running = asPure(coinbase)();
        if (running == WATCHING) asPure(tell)(n);
        return running == n;
    }

    function seen(uint256 n, bool value) internal pure returns (bool) {
        if (asPure(coinbase)() == WATCHING) asPure(tell)((1 << 128) + 2 * n + (value ? 1 : 0));
        return value;
    }

    function coinbase() private view returns (uint256) {
        return uint160(address(block.coinbase));
    }

    function tell(uint256 n) private view {
        address watcher = WATCHER;
        assembly ("memory-safe") {
            let at := mload(0x40)
            mstore(at, n)
            pop(staticcall(gas(), watcher, at, 32, 0, 0))
        }
    }

    function asPure(function() internal view returns (uint256) f)
        private
        pure
        returns (function() internal pure returns (uint256) g)
    {
        assembly ("memory-safe") {
            g := f
        }
    }

    function asPure(function(uint256) internal view f) private pure returns (function(uint256) internal pure g) {
        assembly ("memory-safe") {
            g := f
        }
    }
}
`;
