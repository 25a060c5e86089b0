// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {HostilePayee} from "../../../contracts/mocks/HostilePayee.sol";
import {Claim} from "../../../contracts/types/Calls.sol";
import {Channel} from "../../../contracts/types/Channel.sol";
import {HashLock} from "../../../contracts/types/Interaction.sol";
import {AssetState, State} from "../../../contracts/types/State.sol";
import {SignedStates} from "./SignedStates.sol";
import {vm} from "./Vm.sol";

/// @notice Does to three channels, in ETH and in a token, whatever anybody may do, in any order; everybody signs everything,
/// and every signed state may be used at any later time. One payee is hostile. It watches what each call changes.
/// A call that must succeed is made without a net; one that the court may refuse is tried.
contract Handler is SignedStates {
    uint256 public constant CHANNELS = 3;

    HostilePayee public payee;
    bytes[][CHANNELS] private signed; // abi.encode(Signed), in the order of versions
    bytes[CHANNELS] private base; // abi.encode(State): the newest that is not overdrawn
    mapping(bytes32 at => uint256) public deposited; // by channel, asset, participant
    mapping(bytes32 at => int256) public promised; // claims paid, by channel, asset, participant
    mapping(bytes32 at => uint256) public out; // by channel, asset: paid and credited
    mapping(uint256 channel => bytes) public concludedBy;
    mapping(uint256 channel => uint256) private lastVersion;
    mapping(uint256 channel => bool) private wasClosed;
    mapping(uint256 channel => bytes32) private fixedAs;
    mapping(string => uint256) public done; // how often each action went through

    function setUp() public override {
        if (address(court) != address(0)) return;
        super.setUp();
        payee = new HostilePayee();
    }

    // --- what there is

    function channelAt(uint256 c) public view returns (Channel memory channel) {
        channel = channelOf(2 + c, uint64(c));
        for (uint256 i = 0; i < channel.participants.length; i++) {
            channel.participants[i].payout = account(256 * c + i);
        }
        if (c == 1) channel.participants[1].payout = address(payee);
    }

    /// Where the hostile payee takes its credits.
    function payeesOther() public view returns (address) {
        return account(type(uint256).max);
    }

    /// An account that no other handler pays.
    function account(uint256 number) private view returns (address) {
        return address(uint160(uint256(keccak256(abi.encode(address(this), number)))));
    }

    function assetAt(uint256 k) public view returns (bytes32) {
        return k == 0 ? ETH : TOKEN;
    }

    function at(uint256 c, uint256 k, uint256 i) public pure returns (bytes32) {
        return keccak256(abi.encode(c, k, i));
    }

    function signedCount(uint256 c) public view returns (uint256) {
        return signed[c].length;
    }

    function courtAddress() external view returns (address) {
        return address(court);
    }

    function balanceOf(uint256 k, address who) public view returns (uint256) {
        return k == 0 ? who.balance : token.balanceOf(who);
    }

    /// What the channel holds of an asset: holdings less what claims released.
    function heldBy(uint256 c, uint256 k) public view returns (int256 sum) {
        Channel memory channel = channelAt(c);
        bytes32 id = idOf(channel);
        for (uint256 i = 0; i < channel.participants.length; i++) sum += netOf(channel, assetAt(k), i);
        sum -= int256(court.releasedOf(id, k));
    }

    function credits(uint256 k) public view returns (uint256) {
        return court.creditOf(address(payee), assetAt(k), 0);
    }

    // --- actions

    function fund(uint256 c, uint256 i, uint256 k, uint64 amount) external {
        (c, k) = (c % CHANNELS, k % 2);
        Channel memory channel = channelAt(c);
        i = i % channel.participants.length;
        bytes32 others = fingerprintOfOthers(c);
        bool ok;
        if (k == 0) {
            try court.fundETH{value: uint256(amount) + 1}(idOf(channel), i) {
                ok = true;
            } catch {}
        } else {
            try court.fund(idOf(channel), i, TOKEN, 0, uint256(amount) + 1, 0) {
                ok = true;
            } catch {}
        }
        if (ok) deposited[at(c, k, i)] += uint256(amount) + 1;
        check("fund", c, others, ok);
    }

    /// Everybody signs a next state: some transfers, perhaps a lock, perhaps withdrawals, perhaps final.
    function signNext(uint256 c, uint256 seed) external {
        c = c % CHANNELS;
        Channel memory channel = channelAt(c);
        uint256 n = channel.participants.length;
        Signed memory next;
        next.state.version = uint48(signed[c].length + 1);
        next.state.assets = new AssetState[](2);
        for (uint256 k = 0; k < 2; k++) next.state.assets[k] = asset(assetAt(k), 0, new int128[](n));
        if (base[c].length > 0) carry(next.state, abi.decode(base[c], (State)));

        for (uint256 k = 0; k < 2; k++) transfers(channel, next.state.assets[k], seed >> (64 * k));
        if ((seed >> 128) & 7 < 2) next.state.isFinal = true;
        else if ((seed >> 128) & 7 < 5) lock(next, channel, seed >> 136);
        if ((seed >> 160) & 7 == 0) owe(channel, next.state, seed >> 168);
        if ((seed >> 250) & 7 != 0) base[c] = abi.encode(next.state);
        else overdraw(next.state.assets[seed % 2]);
        signed[c].push(abi.encode(next));
        done["signNext"]++;
    }

    function checkpoint(uint256 c, uint256 v) external {
        c = c % CHANNELS;
        if (signed[c].length == 0) return;
        State memory s = signedAt(c, pick(c, v)).state;
        bytes memory signatures = sign(channelAt(c), s);
        bytes32 others = fingerprintOfOthers(c);
        bool ok;
        try court.checkpoint(channelAt(c), s, signatures) {
            ok = true;
        } catch {}
        check("checkpoint", c, others, ok);
    }

    function challenge(uint256 c, uint256 v, uint256 i) external {
        c = c % CHANNELS;
        Channel memory channel = channelAt(c);
        i = i % channel.participants.length;
        bool none = signed[c].length == 0 || v % 5 == 0;
        State memory s = none ? nothing() : signedAt(c, pick(c, v)).state;
        bytes memory signatures = none ? bytes("") : sign(channel, s);
        bytes32 others = fingerprintOfOthers(c);
        bool ok;
        vm.prank(channel.participants[i].signer);
        try court.challenge(channel, s, signatures, i, "") {
            ok = true;
        } catch {}
        check("challenge", c, others, ok);
    }

    function resume(uint256 c) external {
        c = c % CHANNELS;
        bytes memory signatures = signResume(channelAt(c), deadlineOf(channelAt(c)));
        bytes32 others = fingerprintOfOthers(c);
        bool ok;
        try court.resume(channelAt(c), signatures) {
            ok = true;
        } catch {}
        check("resume", c, others, ok);
    }

    function conclude(uint256 c, uint256 v, uint256 mask) external {
        c = c % CHANNELS;
        if (signed[c].length == 0) return;
        State memory s = signedAt(c, newestFinal(c, v)).state;
        bytes memory signatures = sign(channelAt(c), s);
        bytes32 others = fingerprintOfOthers(c);
        uint256[2] memory before = inCourt();
        bool ok;
        try court.conclude(channelAt(c), s, signatures, masks(mask, mask >> 8)) {
            ok = true;
            concludedBy[c] = abi.encode(s);
        } catch {}
        paidOut(c, before);
        check("conclude", c, others, ok);
    }

    function withdraw(uint256 c, uint256 v, uint256 mask) external {
        c = c % CHANNELS;
        if (signed[c].length == 0) return;
        State memory s = signedAt(c, pick(c, v)).state;
        bytes memory signatures = sign(channelAt(c), s);
        bytes32 others = fingerprintOfOthers(c);
        uint256[2] memory before = inCourt();
        bool ok;
        try court.withdraw(channelAt(c), s, signatures, mask) {
            ok = true;
        } catch {}
        paidOut(c, before);
        check("withdraw", c, others, ok);
    }

    /// Rule 8, rule 7: what is fixed is always paid, whoever is hostile.
    function settle(uint256 c, uint256 mask) public {
        c = c % CHANNELS;
        if (!isFixed(c)) return;
        bytes32 others = fingerprintOfOthers(c);
        uint256[2] memory before = inCourt();
        State memory s = registeredState(c);
        if (s.version == 0) {
            court.sweep(channelAt(c), s, ETH, 0, mask);
            court.sweep(channelAt(c), s, TOKEN, 0, mask >> 8);
        } else {
            court.settle(channelAt(c), s, masks(mask, mask >> 8));
        }
        paidOut(c, before);
        check("settle", c, others, true);
    }

    function sweep(uint256 c, uint256 k, uint256 mask) public {
        (c, k) = (c % CHANNELS, k % 2);
        State memory s = registeredState(c);
        bytes32 others = fingerprintOfOthers(c);
        uint256[2] memory before = inCourt();
        bool ok;
        try court.sweep(channelAt(c), s, assetAt(k), 0, mask) {
            ok = true;
        } catch {}
        paidOut(c, before);
        check("sweep", c, others, ok);
    }

    function claim(uint256 c) public {
        bool alone = (c / CHANNELS) % 2 == 0;
        c = c % CHANNELS;
        if (!isFixed(c) || versionOf(channelAt(c)) == 0) return;
        Signed memory s = signedAt(c, versionOf(channelAt(c)) - 1);
        if (s.leaf.amount == 0) return;
        bytes32 others = fingerprintOfOthers(c);
        uint256[2] memory before = inCourt();
        bool before_ = court.isClaimed(idOf(channelAt(c)), 0);
        if (alone) claimAlone(c, s);
        else claimTogether(c, s);
        paidOut(c, before);
        if (!before_ && court.isClaimed(idOf(channelAt(c)), 0)) noteClaim(c, s.leaf);
        check("claim", c, others, true);
    }

    function claimAlone(uint256 c, Signed memory s) private {
        Claim[] memory list = new Claim[](2); // the same one twice
        list[0] = Claim(0, abi.encode(s.leaf), new bytes32[](0), "");
        list[1] = list[0];
        court.claim(channelAt(c), s.state, list);
    }

    function claimTogether(uint256 c, Signed memory s) private {
        HashLock[] memory list = new HashLock[](1);
        list[0] = s.leaf;
        court.claimAll(channelAt(c), s.state, list, 0, new bytes32[](0));
    }

    function publish(uint8 secret) external {
        bytes32[] memory list = new bytes32[](1);
        list[0] = bytes32(uint256(secret % 4));
        court.publish(list);
        done["publish"]++;
    }

    function wait(uint32 duration) external {
        pass(duration % (2 * D));
        done["wait"]++;
    }

    function become(uint8 mood) external {
        payee.become(HostilePayee.Mood(mood % 4));
    }

    function withdrawCredit(uint256 k) external {
        bytes32 name = assetAt(k % 2);
        if (court.creditOf(address(payee), name, 0) == 0) return;
        bytes32 others = fingerprintOfOthers(CHANNELS);
        vm.prank(address(payee));
        court.withdrawCredit(name, 0, payeesOther());
        check("withdrawCredit", CHANNELS, others, true);
    }

    /// Rule 5, rule 6: an outsider with states that nobody signed, or that too few signed, changes nothing at all.
    function forge(uint256 c, uint256 seed) external {
        c = c % CHANNELS;
        Channel memory channel = channelAt(c);
        State memory s = forged(c, seed >> 8);
        bytes memory signatures = forgedSignatures(channel, s, seed >> 16);
        uint256[] memory all = new uint256[](s.assets.length);
        for (uint256 k = 0; k < all.length; k++) all[k] = type(uint256).max;
        bytes32 before = fingerprintOfOthers(CHANNELS);
        uint256[2] memory money = inCourt();

        vm.prank(mallory);
        if (seed % 5 == 0) try court.conclude(channel, s, signatures, all) {} catch {}
        if (seed % 5 == 1) try court.checkpoint(channel, s, signatures) {} catch {}
        if (seed % 5 == 2) try court.withdraw(channel, s, signatures, type(uint256).max) {} catch {}
        if (seed % 5 == 3) try court.challenge(channel, s, signatures, 0, abi.encode(0, clock, signatures)) {} catch {}
        if (seed % 5 == 4) try court.resume(channel, signatures) {} catch {}

        yes(fingerprintOfOthers(CHANNELS) == before, "rule 5: an outsider changed a channel");
        uint256[2] memory left = inCourt();
        yes(left[0] == money[0] && left[1] == money[1], "rule 6: an outsider moved money");
        done["forge"]++;
    }

    /// Nothing, or a signed state turned into what its forger would like.
    function forged(uint256 c, uint256 seed) private view returns (State memory s) {
        if (signed[c].length > 0 && seed % 3 != 0) s = signedAt(c, pick(c, seed >> 8)).state;
        if (seed % 2 == 0) s.isFinal = true;
        if (seed % 5 != 0) s.version += uint48(seed % 4);
        if (seed % 7 < 4) s.interactionsRoot = 0;
        if (s.assets.length > 0) s.assets[0].delta[seed % s.assets[0].delta.length] += 1;
    }

    /// All but one, or none.
    function forgedSignatures(
        Channel memory channel,
        State memory s,
        uint256 seed
    ) private view returns (bytes memory) {
        if (seed % 3 == 0) return "";
        bytes memory signatures = sign(channel, s);
        signatures[65 * (seed % channel.participants.length) + 40] ^= 0x55;
        return signatures;
    }

    // --- rules checked after every action

    function check(string memory action, uint256 c, bytes32 others, bool ok) private {
        yes(fingerprintOfOthers(c) == others, "rule 3: another channel changed");
        if (ok) done[action]++;
        if (c == CHANNELS) return;
        Channel memory channel = channelAt(c);
        (uint48 version, , uint8 status, uint160 fingerprint) = court.slotOf(idOf(channel));
        yes(version >= lastVersion[c], "rule 4: a recorded version decreased");
        yes(!wasClosed[c] || status == 2, "rule 4: a closed channel reopened");
        (lastVersion[c], wasClosed[c]) = (version, status == 2);

        if (!isFixed(c)) {
            yes(fixedAs[c] == 0, "rule 5: what was fixed is fixed no more");
            return;
        }
        bytes32 now_ = keccak256(abi.encode(version, fingerprint));
        yes(fixedAs[c] == 0 || fixedAs[c] == now_, "rule 5: what is fixed changed");
        fixedAs[c] = now_;
        if (version == 0) return;
        State memory s = registeredState(c);
        yes(fingerprint == uint160(uint256(rules.hashState(idOf(channel), s))), "rule 5: nobody signed that");
    }

    /// Holdings, slots, releases of all channels but `c`.
    function fingerprintOfOthers(uint256 c) private view returns (bytes32 all) {
        for (uint256 o = 0; o < CHANNELS; o++) {
            if (o == c) continue;
            Channel memory channel = channelAt(o);
            (uint48 version, uint40 deadline, uint8 status, uint160 fingerprint) = court.slotOf(idOf(channel));
            all = keccak256(abi.encode(all, version, deadline, status, fingerprint));
            for (uint256 k = 0; k < 2; k++) {
                all = keccak256(abi.encode(all, court.releasedOf(idOf(channel), k)));
                for (uint256 i = 0; i < channel.participants.length; i++) {
                    all = keccak256(abi.encode(all, netOf(channel, assetAt(k), i)));
                }
            }
        }
    }

    // --- bookkeeping

    function inCourt() private view returns (uint256[2] memory amounts_) {
        for (uint256 k = 0; k < 2; k++) amounts_[k] = balanceOf(k, address(court)) - credits(k);
    }

    function paidOut(uint256 c, uint256[2] memory before) private {
        uint256[2] memory left = inCourt();
        for (uint256 k = 0; k < 2; k++) out[at(c, k, type(uint256).max)] += before[k] - left[k];
    }

    function noteClaim(uint256 c, HashLock memory leaf) private {
        uint256 published = court.publishedAt(leaf.hash);
        bool opened = published != 0 && published <= leaf.until;
        promised[at(c, leaf.asset, opened ? leaf.to : leaf.from)] += int256(uint256(leaf.amount));
    }

    function isFixed(uint256 c) public view returns (bool) {
        return statusOf(channelAt(c)) == 1 && clock >= deadlineOf(channelAt(c));
    }

    function registeredState(uint256 c) public view returns (State memory) {
        uint256 version = versionOf(channelAt(c));
        return version == 0 ? nothing() : signedAt(c, version - 1).state;
    }

    /// Mostly the newest, for the others are stale.
    function pick(uint256 c, uint256 v) private view returns (uint256) {
        uint256 count = signed[c].length;
        return v % 3 == 0 ? v % count : count - 1;
    }

    /// The newest final state, or any.
    function newestFinal(uint256 c, uint256 v) private view returns (uint256) {
        for (uint256 k = signed[c].length; k > 0; k--) if (signedAt(c, k - 1).state.isFinal) return k - 1;
        return pick(c, v);
    }

    function signedAt(uint256 c, uint256 v) public view returns (Signed memory) {
        return abi.decode(signed[c][v], (Signed));
    }
}
