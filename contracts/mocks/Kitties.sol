// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// @notice Collectibles older than ERC-721, whose entries are named as an ERC-20's: `amount` is the number of one of them.
contract Kitties {
    error NotYours();

    mapping(uint256 kitty => address) public ownerOf;
    mapping(address owner => uint256) public balanceOf;

    function mint(address to, uint256 kitty) external {
        ownerOf[kitty] = to;
        balanceOf[to]++;
    }

    function transfer(address to, uint256 kitty) external returns (bool) {
        return give(msg.sender, to, kitty);
    }

    function transferFrom(address from, address to, uint256 kitty) external returns (bool) {
        return give(from, to, kitty);
    }

    function give(address from, address to, uint256 kitty) private returns (bool) {
        require(ownerOf[kitty] == from, NotYours());
        ownerOf[kitty] = to;
        balanceOf[from]--;
        balanceOf[to]++;
        return true;
    }
}
