import type { CompilerPin } from "../read/compiler.ts";
import { compileContract } from "../read/compiler.ts";

/** A plain ERC-20 that anyone may mint: the second and further assets of games on trial. */
const SOURCE = `// SPDX-License-Identifier: Apache-2.0
pragma solidity >=0.8.0;

contract TrialToken {
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;

    function mint(address to, uint256 amount) external {
        balanceOf[to] += amount;
    }

    function approve(address spender, uint256 amount) external returns (bool) {
        allowance[msg.sender][spender] = amount;
        return true;
    }

    function transfer(address to, uint256 amount) external returns (bool) {
        balanceOf[msg.sender] -= amount;
        balanceOf[to] += amount;
        return true;
    }

    function transferFrom(address from, address to, uint256 amount) external returns (bool) {
        allowance[from][msg.sender] -= amount;
        balanceOf[from] -= amount;
        balanceOf[to] += amount;
        return true;
    }
}
`;
const PATH = "TrialToken.sol";

/** The token's init code, compiled once for a project. */
export function tokenInitCode(root: string, pin: CompilerPin): `0x${string}` {
  return compileContract(root, { [PATH]: { content: SOURCE } }, PATH, "TrialToken", pin).initCode;
}
