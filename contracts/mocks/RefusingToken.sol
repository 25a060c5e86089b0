// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {TestToken} from "./TestToken.sol";

/// @notice Refuses transfers in the way it is told: to listed accounts, or to all; by a revert or by returning false.
contract RefusingToken is TestToken("Refusing", "NO") {
    error Refused(address to);

    mapping(address account => bool) public blacklisted;
    bool public refusesAll;
    bool public returnsFalse;

    function blacklist(address account, bool refused) external {
        blacklisted[account] = refused;
    }

    function refuseAll(bool refused, bool byFalse) external {
        refusesAll = refused;
        returnsFalse = byFalse;
    }

    function transfer(address to, uint256 amount) public override(ERC20) returns (bool) {
        return refuses(to) ? refuse(to) : super.transfer(to, amount);
    }

    function transferFrom(address from, address to, uint256 amount) public override(ERC20) returns (bool) {
        return refuses(to) ? refuse(to) : super.transferFrom(from, to, amount);
    }

    function refuses(address to) private view returns (bool) {
        return refusesAll || blacklisted[to];
    }

    function refuse(address to) private view returns (bool) {
        require(returnsFalse, Refused(to));
        return false;
    }
}
