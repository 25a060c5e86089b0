// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// @notice Receives ETH, and is called by token hooks, as told: takes it, reverts, burns all gas, answers with a flood, or calls
/// back.
contract HostilePayee {
    enum Mood {
        Takes,
        Reverts,
        BurnsGas,
        Floods,
        Reenters
    }

    error Refused();

    Mood public mood;
    address public target;
    bytes public attack;
    bool public called;
    bool public succeeded;
    bytes4 public refusal;

    function become(Mood mood_) external {
        mood = mood_;
    }

    function arm(address target_, bytes calldata attack_) external {
        target = target_;
        attack = attack_;
    }

    /// @notice Calls anything as this account.
    function send(address to, bytes calldata call_) external payable returns (bytes memory) {
        // solhint-disable-next-line avoid-low-level-calls
        (bool ok, bytes memory answer) = to.call{value: msg.value}(call_);
        require(ok, string(answer));
        return answer;
    }

    // --- the hooks of tokens: ERC-777 (see HookToken), ERC-721 and ERC-1155

    function tokensToSend(address, address, uint256) external {
        act();
    }

    function tokensReceived(address, address, uint256) external {
        act();
    }

    function onERC721Received(address, address, uint256, bytes calldata) external returns (bytes4) {
        act();
        return this.onERC721Received.selector;
    }

    function onERC1155Received(address, address, uint256, uint256, bytes calldata) external returns (bytes4) {
        act();
        return this.onERC1155Received.selector;
    }

    receive() external payable {
        act();
    }

    function act() private {
        if (mood == Mood.Reverts) revert Refused();
        if (mood == Mood.BurnsGas) burn();
        if (mood == Mood.Floods) flood();
        if (mood == Mood.Reenters) reenter();
    }

    /// @dev As much memory as the gas of a payout of ETH pays for (with more gas a larger flood would cost the caller more).
    function flood() private pure {
        // solhint-disable-next-line no-inline-assembly
        assembly {
            revert(0, 120000)
        }
    }

    /// @dev A payout's gas pays for two writes at most: one word says whether it was called, and how it went.
    function reenter() private {
        // solhint-disable-next-line avoid-low-level-calls
        (bool ok, bytes memory answer) = target.call(attack);
        called = true;
        succeeded = ok;
        refusal = bytes4(answer);
    }

    /// @dev All gas at once: a loop would do the same, and take a test chain seconds.
    function burn() private pure {
        // solhint-disable-next-line no-inline-assembly
        assembly {
            invalid()
        }
    }
}
