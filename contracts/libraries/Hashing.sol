// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {ChildFunding, ChildTerms} from "../types/Channel.sol";
import {App, HashLock, Leg, Share} from "../types/Interaction.sol";
import {Challenge, Deposit, Move, Redirect, Resume, Withdrawal} from "../types/Signed.sol";
import {AssetState, State} from "../types/State.sol";
import {
    APP_TYPEHASH,
    ASSET_STATE_TYPEHASH,
    CHALLENGE_TYPEHASH,
    CHILD_FUNDING_TYPEHASH,
    CHILD_TERMS_TYPEHASH,
    DEPOSIT_TYPEHASH,
    DOMAIN_NAME,
    DOMAIN_TYPEHASH,
    DOMAIN_VERSION,
    HASH_LOCK_TYPEHASH,
    LEG_TYPEHASH,
    MOVE_TYPEHASH,
    REDIRECT_TYPEHASH,
    RESUME_TYPEHASH,
    SHARE_TYPEHASH,
    STATE_TYPEHASH,
    WITHDRAWAL_TYPEHASH
} from "../types/TypeHashes.sol";

/// @title EIP-712 hashes of everything that is signed or committed to (adjudicator §2)
library Hashing {
    function domainSeparator(uint256 chainId, address adjudicator) internal pure returns (bytes32) {
        bytes32 name = keccak256(bytes(DOMAIN_NAME));
        bytes32 version = keccak256(bytes(DOMAIN_VERSION));
        return keccak256(abi.encode(DOMAIN_TYPEHASH, name, version, chainId, adjudicator));
    }

    function digest(bytes32 domain, bytes32 structHash) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(hex"1901", domain, structHash));
    }

    function state(bytes32 channelId, State calldata s) internal pure returns (bytes32) {
        bytes32[] memory assets = new bytes32[](s.assets.length);
        for (uint256 i = 0; i < assets.length; i++) assets[i] = assetState(s.assets[i]);
        bytes32 list = keccak256(abi.encodePacked(assets));
        return keccak256(abi.encode(STATE_TYPEHASH, channelId, s.version, s.isFinal, s.interactionsRoot, list));
    }

    function assetState(AssetState calldata a) internal pure returns (bytes32) {
        bytes32 delta = keccak256(abi.encodePacked(a.delta));
        bytes32 withdrawn = keccak256(abi.encodePacked(a.withdrawn));
        return keccak256(abi.encode(ASSET_STATE_TYPEHASH, a.token, a.id, a.locked, delta, withdrawn));
    }

    function childTerms(ChildTerms calldata terms) internal pure returns (bytes32) {
        bytes32[] memory funding = new bytes32[](terms.funding.length);
        for (uint256 k = 0; k < funding.length; k++) funding[k] = childFunding(terms.funding[k]);
        bytes32 list = keccak256(abi.encodePacked(funding));
        return keccak256(abi.encode(CHILD_TERMS_TYPEHASH, terms.expiry, terms.resolveBy, list));
    }

    function childFunding(ChildFunding calldata f) internal pure returns (bytes32) {
        return keccak256(abi.encode(CHILD_FUNDING_TYPEHASH, f.token, f.id, keccak256(abi.encodePacked(f.amounts))));
    }

    function hashLock(HashLock memory leaf) internal pure returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    HASH_LOCK_TYPEHASH,
                    leaf.index,
                    leaf.asset,
                    leaf.from,
                    leaf.to,
                    leaf.amount,
                    leaf.hash,
                    leaf.until
                )
            );
    }

    function leg(Leg memory leaf) internal pure returns (bytes32) {
        return keccak256(abi.encode(LEG_TYPEHASH, leaf.index, leaf.child, keccak256(abi.encodePacked(leaf.seats))));
    }

    function app(App memory leaf) internal pure returns (bytes32) {
        bytes32[] memory locks = new bytes32[](leaf.locks.length);
        for (uint256 i = 0; i < locks.length; i++) locks[i] = share(leaf.locks[i]);
        return
            keccak256(
                abi.encode(
                    APP_TYPEHASH,
                    leaf.index,
                    leaf.app,
                    leaf.codeHash,
                    leaf.termsHash,
                    leaf.stateHash,
                    leaf.notBefore,
                    leaf.fallbackDelay,
                    keccak256(abi.encodePacked(leaf.seats)),
                    keccak256(abi.encodePacked(locks))
                )
            );
    }

    function share(Share memory s) internal pure returns (bytes32) {
        return keccak256(abi.encode(SHARE_TYPEHASH, s.asset, s.amount));
    }

    function challenge(Challenge memory c) internal pure returns (bytes32) {
        return keccak256(abi.encode(CHALLENGE_TYPEHASH, c.channelId, c.minVersion, c.previousDeadline, c.validUntil));
    }

    function resume(Resume memory r) internal pure returns (bytes32) {
        return keccak256(abi.encode(RESUME_TYPEHASH, r.channelId, r.deadline));
    }

    function move(Move memory m) internal pure returns (bytes32) {
        return keccak256(abi.encode(MOVE_TYPEHASH, m.channelId, m.version, m.index, m.turn, m.stateHash, m.moveHash));
    }

    function deposit(Deposit memory d) internal pure returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    DEPOSIT_TYPEHASH,
                    d.channelId,
                    d.participant,
                    d.token,
                    d.id,
                    d.amount,
                    d.minHeld,
                    d.nonce,
                    d.validUntil
                )
            );
    }

    function redirect(Redirect memory r) internal pure returns (bytes32) {
        return keccak256(abi.encode(REDIRECT_TYPEHASH, r.owner, r.token, r.id, r.to, r.nonce, r.validUntil));
    }

    function withdrawal(Withdrawal memory w) internal pure returns (bytes32) {
        return keccak256(abi.encode(WITHDRAWAL_TYPEHASH, w.channelId, w.participant, w.token, w.id, w.total));
    }
}
