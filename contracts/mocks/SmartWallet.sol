// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {ERC1155Holder} from "@openzeppelin/contracts/token/ERC1155/utils/ERC1155Holder.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

/// @notice A smart account of one key: signs by ERC-1271, holds anything, and writes down what ETH it was paid, for which the
/// 2,300 gas of old transfers are not enough. Its answer about signatures can be made a lie, a revert or a waste of gas.
contract SmartWallet is IERC1271, ERC1155Holder {
    enum Mood {
        Answers,
        SaysYesToAll,
        Reverts,
        BurnsGas,
        Floods,
        AnswersShort
    }

    error NotTheKey();
    error Refused();

    address public immutable KEY;
    Mood public mood;
    uint256 public received;
    uint256 public payments;

    constructor(address key) {
        KEY = key;
    }

    function become(Mood mood_) external {
        mood = mood_;
    }

    /// @notice Calls anything as this account, for its key.
    function execute(address to, bytes calldata call_) external payable returns (bytes memory) {
        require(msg.sender == KEY, NotTheKey());
        (bool ok, bytes memory answer) = to.call{value: msg.value}(call_);
        require(ok, string(answer));
        return answer;
    }

    function isValidSignature(bytes32 hash, bytes memory signature) external view returns (bytes4) {
        if (mood == Mood.Reverts) revert Refused();
        if (mood == Mood.BurnsGas) burn();
        if (mood == Mood.Floods) answer(200_000);
        if (mood == Mood.AnswersShort) answer(4);
        (address signer, , ) = ECDSA.tryRecover(hash, signature);
        bool valid = mood == Mood.SaysYesToAll || signer == KEY;
        return valid ? IERC1271.isValidSignature.selector : bytes4(0xffffffff);
    }

    /// @dev The right answer first, and `size` bytes of it: too few, or far too many.
    function answer(uint256 size) private pure {
        bytes4 yes = IERC1271.isValidSignature.selector;
        // solhint-disable-next-line no-inline-assembly
        assembly {
            mstore(0, yes)
            return(0, size)
        }
    }

    receive() external payable {
        received += msg.value;
        payments += 1;
    }

    /// @dev All gas at once: a loop would do the same, and take a test chain seconds.
    function burn() private pure {
        // solhint-disable-next-line no-inline-assembly
        assembly {
            invalid()
        }
    }
}
