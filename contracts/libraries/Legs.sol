// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Channel, ChildFunding, ChildTerms} from "../types/Channel.sol";
import {BadLeaf} from "../types/Errors.sol";
import {Leg} from "../types/Interaction.sol";
import {AssetState, State} from "../types/State.sol";
import {Book} from "./Book.sol";
import {CalldataHashing} from "./CalldataHashing.sol";
import {Children} from "./Children.sol";
import {Disputes} from "./Disputes.sol";

/// @title Legs: what a parent channel holds for a child (adjudicator §8)
library Legs {
    uint256 private constant NOWHERE = type(uint256).max;

    /// @notice What the leg gives: `locks[k]` of the parent's k-th asset is used up, and `gives[k]` says who gets it.
    struct Split {
        uint256[] locks;
        uint256[][] gives;
    }

    /// @notice The child as its claim shows it: abi.encode(Channel, ChildTerms, State), read in place.
    /// @dev Proof: each of the three is a reference that the caller's bytes give, kept inside calldata; what it leads to is
    /// checked by the compiler when it is read, as with every struct of calldata, and then by its hash: the channel and terms by
    /// the child's id, the state by its fingerprint.
    function shown(
        bytes calldata extra
    ) internal pure returns (Channel calldata channel, ChildTerms calldata terms, State calldata state) {
        require(extra.length >= 96, BadLeaf());
        uint256 most = extra.length;
        bool inside;
        assembly ("memory-safe") {
            let a := calldataload(extra.offset)
            let b := calldataload(add(extra.offset, 32))
            let c := calldataload(add(extra.offset, 64))
            inside := and(and(lt(a, most), lt(b, most)), lt(c, most))
            channel := add(extra.offset, a)
            terms := add(extra.offset, b)
            state := add(extra.offset, c)
        }
        require(inside, BadLeaf());
    }

    /// @notice The seats of a leg are participants of the parent.
    function checkSeats(Leg memory leg, uint256 count) internal pure {
        for (uint256 k = 0; k < leg.seats.length; k++) require(leg.seats[k] < count, BadLeaf());
    }

    /// @notice What a complete child gives in the parent; `ready` is false while it is not complete, or shown in another state.
    /// An extra that is not of the leg's child, or a leg that cannot be of it, reverts.
    function split(
        Book storage book,
        uint256 chainId,
        Leg memory leg,
        bytes calldata extra,
        AssetState[] calldata listed,
        uint256 count
    ) internal view returns (bool ready, Split memory s) {
        (Channel calldata channel, ChildTerms calldata terms, State calldata state) = shown(extra);
        require(
            CalldataHashing.channelId(channel, channel.participants, chainId, address(this)) == leg.child,
            BadLeaf()
        );
        Children.checkTerms(channel.child, terms);
        require(leg.seats.length == channel.participants.length, BadLeaf());

        uint256 slot = book.slot[leg.child];
        if (!Disputes.isRegistered(leg.child, slot, state)) return (false, s);
        if (!Children.isComplete(book, leg.child, slot, terms, state)) return (false, s);

        s = Split(new uint256[](listed.length), new uint256[][](listed.length));
        for (uint256 k = 0; k < terms.funding.length; k++) {
            ChildFunding calldata f = terms.funding[k];
            uint256 at = placeOf(f, listed);
            require(at != NOWHERE && f.amounts.length == leg.seats.length && s.gives[at].length == 0, BadLeaf());
            uint256[] memory outcome = Children.outcome(book, leg.child, f, state, k);
            s.gives[at] = new uint256[](count);
            for (uint256 i = 0; i < outcome.length; i++) {
                s.locks[at] += f.amounts[i];
                s.gives[at][leg.seats[i]] += outcome[i];
            }
        }
        return (true, s);
    }

    function placeOf(ChildFunding calldata f, AssetState[] calldata listed) private pure returns (uint256) {
        for (uint256 k = 0; k < listed.length; k++) {
            if (listed[k].token == f.token && listed[k].id == f.id) return k;
        }
        return NOWHERE;
    }
}
