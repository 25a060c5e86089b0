// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {Merkle} from "../../contracts/libraries/Merkle.sol";
import {Multiproof} from "../../contracts/libraries/Multiproof.sol";
import {BadProof} from "../../contracts/types/Errors.sol";
import {TreeTest} from "./support/TreeTest.sol";
import {vm} from "./support/Vm.sol";

/// @notice The library's functions as calls.
contract Proofs {
    function many(
        uint256[] memory places,
        bytes32[] memory nodes,
        uint256 depth,
        bytes32[] calldata siblings
    ) external pure returns (bytes32) {
        return Multiproof.rootOf(places, nodes, depth, siblings);
    }

    function one(bytes32 leaf, uint256 place, bytes32[] calldata proof) external pure returns (bytes32) {
        return Merkle.rootOf(leaf, place, proof);
    }
}

/// @notice Multiproof, which is assembly, against the whole tree built the naive way and against a proof for each leaf.
contract MultiproofTest is TreeTest {
    Proofs private proofs;

    function setUp() public override {
        super.setUp();
        proofs = new Proofs();
    }

    /// Any leaves of any tree of up to 64: `planted` has a bit per place that has a leaf, `chosen` one per leaf to prove.
    function testFuzz_C6_is_the_root_of_the_tree(uint256 depth, uint256 planted, uint256 chosen) public {
        depth = plant(depth, planted);
        (uint256[] memory places, bytes32[] memory nodes) = choose(chosen);
        if (places.length == 0) return;

        bytes32[] memory siblings = siblingsOf(places, depth);
        eq(uint256(proofs.many(places, nodes, depth, siblings)), uint256(root()), "the root");
        for (uint256 i = 0; i < places.length; i++) {
            eq(uint256(proofs.one(nodes[i], places[i], proofOf(places[i]))), uint256(root()), "of each leaf");
        }
    }

    /// What is changed in one word gives another root or none.
    function testFuzz_C6_no_other_proof(
        uint256 depth,
        uint256 planted,
        uint256 chosen,
        uint256 where,
        uint256 by
    ) public {
        depth = plant(depth, planted);
        (uint256[] memory places, bytes32[] memory nodes) = choose(chosen);
        if (places.length == 0 || by == 0) return;
        bytes32[] memory siblings = siblingsOf(places, depth);

        where %= 2 * places.length + siblings.length + 1;
        if (where < places.length) places[where] ^= by;
        else if (where < 2 * places.length) nodes[where - places.length] ^= bytes32(by);
        else if (where < 2 * places.length + siblings.length) siblings[where - 2 * places.length] ^= bytes32(by);
        else depth ^= by;
        try proofs.many(places, nodes, depth, siblings) returns (bytes32 found) {
            yes(found != root(), "another root");
        } catch (bytes memory reason) {
            eq(uint256(bytes32(reason)), uint256(bytes32(BadProof.selector)), "or none");
        }
    }

    /// A sibling left over, or one too few.
    function testFuzz_C6_all_siblings_and_no_more(
        uint256 depth,
        uint256 planted,
        uint256 chosen,
        bytes32 extra
    ) public {
        depth = plant(depth, planted);
        (uint256[] memory places, bytes32[] memory nodes) = choose(chosen);
        if (places.length == 0) return;
        bytes32[] memory siblings = siblingsOf(places, depth);
        bytes32[] memory more = new bytes32[](siblings.length + 1);
        for (uint256 i = 0; i < siblings.length; i++) more[i] = siblings[i];
        more[siblings.length] = extra;
        vm.expectRevert(BadProof.selector);
        proofs.many(places, nodes, depth, more);
        if (siblings.length == 0) return;

        bytes32[] memory fewer = new bytes32[](siblings.length - 1);
        for (uint256 i = 0; i < fewer.length; i++) fewer[i] = siblings[i];
        vm.expectRevert(BadProof.selector);
        proofs.many(places, nodes, depth, fewer);
    }

    function plant(uint256 depth, uint256 planted) private returns (uint256) {
        depth %= 7;
        size(depth);
        for (uint256 i = 0; i < leaves.length; i++) {
            if ((planted >> i) & 1 == 1) leaves[i] = keccak256(abi.encode(planted, i, depth));
        }
        return depth;
    }

    function choose(uint256 chosen) private view returns (uint256[] memory places, bytes32[] memory nodes) {
        uint256 count = 0;
        for (uint256 i = 0; i < leaves.length; i++) if (leaves[i] != 0 && (chosen >> i) & 1 == 1) count++;
        (places, nodes) = (new uint256[](count), new bytes32[](count));
        count = 0;
        for (uint256 i = 0; i < leaves.length; i++) {
            if (leaves[i] == 0 || (chosen >> i) & 1 == 0) continue;
            (places[count], nodes[count]) = (i, leaves[i]);
            count++;
        }
    }

    /// Level by level, from left to right: the siblings of known nodes that are not known themselves.
    function siblingsOf(uint256[] memory places, uint256 depth) private view returns (bytes32[] memory siblings) {
        bool[] memory known = new bool[](leaves.length);
        for (uint256 i = 0; i < places.length; i++) known[places[i]] = true;
        siblings = new bytes32[](places.length * depth);
        uint256 count = 0;
        bytes32[] memory row = leaves;
        for (; depth > 0; depth--) {
            for (uint256 i = 0; i < row.length; i++) if (known[i] && !known[i ^ 1]) siblings[count++] = row[i ^ 1];
            for (uint256 i = 0; i < row.length / 2; i++) known[i] = known[2 * i] || known[2 * i + 1];
            row = level(row, 1);
        }
        assembly ("memory-safe") {
            mstore(siblings, count)
        }
    }
}
