// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// @notice Balances are shares of a supply that can shrink: between two blocks everybody may have less.
contract RebasingToken {
    error Short();

    uint256 private constant WHOLE = 10_000;

    /// @notice How much of each share is left, in ten-thousandths.
    uint256 public left = WHOLE;
    mapping(address account => uint256) private shares;
    mapping(address owner => mapping(address spender => uint256)) public allowance;

    function mint(address to, uint256 amount) external {
        shares[to] += (amount * WHOLE) / left;
    }

    /// @param percent what everybody keeps of what they have, at most 100.
    function rebase(uint256 percent) external {
        left = (left * (percent > 100 ? 100 : percent)) / 100;
        if (left == 0) left = 1;
    }

    function approve(address spender, uint256 amount) external returns (bool) {
        allowance[msg.sender][spender] = amount;
        return true;
    }

    function transfer(address to, uint256 amount) external returns (bool) {
        return move(msg.sender, to, amount);
    }

    function transferFrom(address from, address to, uint256 amount) external returns (bool) {
        require(allowance[from][msg.sender] >= amount, Short());
        allowance[from][msg.sender] -= amount;
        return move(from, to, amount);
    }

    function balanceOf(address account) public view returns (uint256) {
        return (shares[account] * left) / WHOLE;
    }

    function move(address from, address to, uint256 amount) private returns (bool) {
        require(balanceOf(from) >= amount, Short());
        uint256 part = (amount * WHOLE + left - 1) / left;
        if (part > shares[from]) part = shares[from];
        shares[from] -= part;
        shares[to] += part;
        return true;
    }
}
