// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {TestToken} from "./TestToken.sol";

/// @notice What accounts that listen are told, as ERC-777 does.
interface IHooked {
    function tokensToSend(address from, address to, uint256 amount) external;
    function tokensReceived(address from, address to, uint256 amount) external;
}

/// @notice An ERC-20 with the hooks of ERC-777: the sender is called before each transfer, the receiver after it, and each can
/// refuse it. Accounts say here, not in a registry, that they listen.
contract HookToken is TestToken("Hooked", "HOOK") {
    mapping(address account => bool) public listens;

    function listen(address account, bool does) external {
        listens[account] = does;
    }

    function _update(address from, address to, uint256 amount) internal override(ERC20) {
        bool moves = from != address(0) && to != address(0);
        if (moves && listens[from]) IHooked(from).tokensToSend(from, to, amount);
        super._update(from, to, amount);
        if (moves && listens[to]) IHooked(to).tokensReceived(from, to, amount);
    }
}
