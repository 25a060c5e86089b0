// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {TestToken} from "./TestToken.sol";

/// @notice Calls back in the middle of every transfer between accounts, as ERC-777 hooks do, and remembers how that went.
contract ReenteringToken is TestToken("Reentering", "RE") {
    address public target;
    bytes public attack;
    bool public succeeded;
    bytes public answer;

    function arm(address target_, bytes calldata attack_) external {
        target = target_;
        attack = attack_;
    }

    function _update(address from, address to, uint256 amount) internal override(ERC20) {
        if (target != address(0) && from != address(0) && to != address(0)) {
            // A low-level call: the attack's failure must not undo the transfer that carries it.
            // solhint-disable-next-line avoid-low-level-calls
            (succeeded, answer) = target.call(attack);
        }
        super._update(from, to, amount);
    }
}
