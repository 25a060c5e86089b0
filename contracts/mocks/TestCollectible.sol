// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";

/// @notice A plain ERC-721 that anyone may mint, for tests and local chains.
contract TestCollectible is ERC721("Kitty", "KIT") {
    function mint(address to, uint256 id) external {
        _mint(to, id);
    }
}
