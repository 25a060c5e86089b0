// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IAdjudicator} from "../../contracts/interfaces/IAdjudicator.sol";
import {Channel} from "../../contracts/types/Channel.sol";
import {State} from "../../contracts/types/State.sol";
import {Handler} from "./support/Handler.sol";
import {vm} from "./support/Vm.sol";

/// @notice The safety rules 1 to 5, 7 and 8 of the design, over random histories of three channels (support/Handler.sol).
/// Rules 3, 4, 5 and 8 are checked by the handler around every call.
contract InvariantTest {
    error Violated(string rule, uint256 channel, uint256 asset, int256 got, int256 want);

    Handler private handler;
    IAdjudicator private court;

    function setUp() public {
        handler = new Handler();
        handler.setUp();
        court = IAdjudicator(handler.courtAddress());
        for (uint256 c = 0; c < handler.CHANNELS(); c++) open(c);
    }

    /// Every history begins with some money and some signatures.
    function open(uint256 c) private {
        for (uint256 i = 0; i < 2 + c; i++) {
            handler.fund(c, i, 0, uint64(1000 * (i + 1)));
            handler.fund(c, i, 1, uint64(7000 * (i + 1)));
        }
        for (uint256 k = 0; k < 2; k++) handler.signNext(c, uint256(keccak256(abi.encode(c, k))));
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(handler);
    }

    /// The first four are taken more often than the rest: without money, signatures and time nothing happens.
    function actions() private pure returns (bytes4[18] memory) {
        return
            [
                Handler.fund.selector,
                Handler.signNext.selector,
                Handler.wait.selector,
                Handler.signNext.selector,
                Handler.checkpoint.selector,
                Handler.challenge.selector,
                Handler.resume.selector,
                Handler.resume.selector,
                Handler.conclude.selector,
                Handler.withdraw.selector,
                Handler.settle.selector,
                Handler.settle.selector,
                Handler.sweep.selector,
                Handler.claim.selector,
                Handler.publish.selector,
                Handler.become.selector,
                Handler.withdrawCredit.selector,
                Handler.forge.selector
            ];
    }

    /// Rule 1, and more than that: to the wei.
    function invariant_rule1_the_court_has_what_it_owes() public view {
        for (uint256 k = 0; k < 2; k++) {
            int256 owed = int256(handler.credits(k));
            for (uint256 c = 0; c < handler.CHANNELS(); c++) owed += handler.heldBy(c, k);
            int256 has = int256(handler.balanceOf(k, address(court)));
            require(has == owed, Violated("rule 1", 0, k, has, owed));
        }
    }

    function invariant_rule2_no_channel_pays_more_than_it_was_given() public view {
        for (uint256 c = 0; c < handler.CHANNELS(); c++) {
            for (uint256 k = 0; k < 2; k++) {
                int256 given = int256(deposits(c, k));
                int256 out = int256(handler.out(handler.at(c, k, type(uint256).max)));
                require(out <= given, Violated("rule 2", c, k, out, given));
                require(
                    handler.heldBy(c, k) == given - out,
                    Violated("rule 2", c, k, handler.heldBy(c, k), given - out)
                );
            }
        }
    }

    /// Rules 6, 7 and 8 at the end of a random history: whoever wants out is out after one challenge duration, with what its
    /// deposits and the fixed (or concluded) state give it, to the wei, and nobody can hinder that.
    function testFuzz_rule6_rule7_rule8_everybody_gets_out_with_what_is_theirs(uint256 seed) public {
        uint256 steps = 30 + (seed % 60);
        for (uint256 n = 0; n < steps; n++) {
            seed = uint256(keccak256(abi.encode(seed)));
            act(seed);
        }
        handler.become(uint8(seed % 4));
        for (uint256 c = 0; c < handler.CHANNELS(); c++) exit(c);
        invariant_rule1_the_court_has_what_it_owes();
        invariant_rule2_no_channel_pays_more_than_it_was_given();
    }

    /// The histories are not empty: over some of them each action goes through, many times.
    function test_the_histories_reach_every_action() public {
        uint256 seed = 4;
        string[12] memory names = [
            "fund",
            "signNext",
            "checkpoint",
            "challenge",
            "resume",
            "conclude",
            "withdraw",
            "settle",
            "sweep",
            "claim",
            "withdrawCredit",
            "forge"
        ];
        uint256[12] memory counts;
        for (uint256 history = 0; history < 3; history++) {
            setUp();
            for (uint256 n = 0; n < 70; n++) {
                seed = uint256(keccak256(abi.encode(seed)));
                act(seed);
            }
            handler.become(1);
            for (uint256 c = 0; c < handler.CHANNELS(); c++) exit(c);
            for (uint256 i = 0; i < names.length; i++) counts[i] += handler.done(names[i]);
        }
        for (uint256 i = 0; i < names.length; i++) require(counts[i] > 0, Violated(names[i], 0, 0, 0, 1));
    }

    function act(uint256 seed) private {
        bytes4[18] memory list = actions();
        uint256 which = (seed >> 200) % 26;
        bytes4 action = list[which < 18 ? which : which % 4];
        (uint256 a, uint256 b, uint256 c) = ((seed >> 4) & 3, seed >> 8, seed >> 20);
        if (action == Handler.wait.selector) a = seed % 1 days;
        if (action == Handler.signNext.selector || action == Handler.forge.selector) b = seed;
        if (action == Handler.become.selector || action == Handler.publish.selector) a = seed & 3;
        bytes memory tail =
            action == Handler.fund.selector
                ? abi.encode(a, (seed >> 8) & 7, (seed >> 16) & 1, (seed >> 24) & 0xffffff)
                : abi.encode(a, b, c);
        // solhint-disable-next-line avoid-low-level-calls
        (bool ok, bytes memory why) = address(handler).call(bytes.concat(action, tail));
        if (!ok) bubble(why);
    }

    function exit(uint256 c) private {
        Channel memory channel = handler.channelAt(c);
        bool concluded = handler.concludedBy(c).length > 0;
        handler.challenge(c, 1, 0); // with the newest state, unless a challenge is running; or, if that is refused,
        handler.challenge(c, 0, 0); // with nothing
        // A resume and a challenge within one second make the deadline a second later (H7).
        handler.wait(channel.challengeDuration + uint32(handler.done("resume")));
        handler.settle(c, type(uint256).max);
        handler.sweep(c, 0, type(uint256).max);
        handler.sweep(c, 1, type(uint256).max);
        handler.wait(3 * 1 days - 1);
        handler.wait(3 * 1 days - 1);
        handler.claim(c);
        for (uint256 k = 0; k < 2; k++) handler.withdrawCredit(k);

        State memory s = concluded ? abi.decode(handler.concludedBy(c), (State)) : handler.registeredState(c);
        for (uint256 k = 0; k < 2; k++) {
            for (uint256 i = 0; i < channel.participants.length; i++) {
                int256 want = int256(handler.deposited(handler.at(c, k, i))) + handler.promised(handler.at(c, k, i));
                if (s.assets.length > 0) want += s.assets[k].delta[i];
                int256 got = gotten(channel.participants[i].payout, k);
                require(got == want, Violated("rule 6", c, k, got, want));
            }
        }
    }

    /// Paid, in credit, or withdrawn from credit by the hostile payee.
    function gotten(address payout, uint256 k) private view returns (int256) {
        uint256 got = handler.balanceOf(k, payout);
        if (payout == address(handler.payee())) got += handler.credits(k) + handler.balanceOf(k, handler.payeesOther());
        return int256(got);
    }

    function deposits(uint256 c, uint256 k) private view returns (uint256 sum) {
        for (uint256 i = 0; i < 2 + c; i++) sum += handler.deposited(handler.at(c, k, i));
    }

    function bubble(bytes memory why) private pure {
        // solhint-disable-next-line no-inline-assembly
        assembly {
            revert(add(why, 32), mload(why))
        }
    }
}
