// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// @title One channel of two, one asset: the arithmetic of adjudicator §4 to §7, for the model checker
/// @notice The formulas are those of Registration, Holdings and Leaves, without packing, hashing and signatures: the signers sign
/// anything. Each entry starts in any state at all that fulfils the invariant and is shown to leave one that does, and to pay
/// nothing negative (so no payment reverts, rule 8). With the first state, all zero, that is an induction over every sequence of
/// calls. That the contract computes by these formulas is what the tests against the reference model are for.
contract Conservation {
    int256 private constant MAX_NET = 5192296858534827628530496329220096; // 2^112
    int256 private constant MAX_AMOUNT = 664613997892457936451903530140172288; // 2^119; the checker takes no power
    int256 private constant MIN_AMOUNT = -664613997892457936451903530140172288;

    int256 private netA;
    int256 private netB;
    int256 private paidA;
    int256 private paidB;
    int256 private released;

    // What is registered. Version 0: all zero.
    int256 private deltaA;
    int256 private deltaB;
    int256 private locked;
    int256 private owedA; // cumulative withdrawals
    int256 private owedB;

    bool private isFixed;
    bool private closed;

    int256 private cameIn;
    int256 private wentOut;

    function fund(bool a, int256 amount) external inductive {
        require(!closed && amount > 0 && amount <= MAX_NET);
        if (a) netA += amount;
        else netB += amount;
        require(netA <= MAX_NET && netB <= MAX_NET);
        cameIn += amount;
    }

    /// Any state that everybody signed: the signers are free to sign anything.
    function register(int256 dA, int256 dB, int256 lock, int256 wA, int256 wB) external inductive {
        require(!isFixed && !closed);
        wellFormed(dA, dB, lock, wA, wB);
        require(netA + dA - unpaid(wA, paidA) >= 0);
        require(netB + dB - unpaid(wB, paidB) >= 0);
        (deltaA, deltaB, locked, owedA, owedB) = (dA, dB, lock, wA, wB);
    }

    function withdraw() external inductive {
        require(!isFixed && !closed);
        int256 a = unpaid(owedA, paidA);
        int256 b = unpaid(owedB, paidB);
        (paidA, paidB) = (paidA + a, paidB + b);
        (netA, netB) = (netA - a, netB - b);
        assert(a >= 0);
        pay(a);
        assert(b >= 0);
        pay(b);
    }

    function deadline() external inductive {
        require(!closed);
        isFixed = true;
    }

    function settle(bool a) external inductive {
        require(isFixed && !closed);
        if (a) {
            int256 x = netA + deltaA;
            netA = -deltaA;
            assert(x >= 0);
            pay(x);
        } else {
            int256 x = netB + deltaB;
            netB = -deltaB;
            assert(x >= 0);
            pay(x);
        }
    }

    function claim(int256 amount) external inductive {
        require(isFixed && !closed && amount >= 0 && amount < MAX_AMOUNT && released + amount <= locked);
        released += amount;
        assert(amount >= 0);
        pay(amount);
    }

    function conclude(int256 dA, int256 dB, bool payA, bool payB) external inductive {
        require(!isFixed && !closed);
        wellFormed(dA, dB, 0, 0, 0);
        require(netA + dA >= 0 && netB + dB >= 0);
        closed = true;
        (netA, netB) = (netA + dA, netB + dB);
        if (payA) {
            int256 x = netA;
            netA = 0;
            assert(x >= 0);
            pay(x);
        }
        if (payB) {
            int256 x = netB;
            netB = 0;
            assert(x >= 0);
            pay(x);
        }
    }

    function sweep(bool a) external inductive {
        require(closed);
        int256 x = a ? netA : netB;
        if (a) netA = 0;
        else netB = 0;
        assert(x >= 0);
        pay(x);
    }

    function wellFormed(int256 dA, int256 dB, int256 lock, int256 wA, int256 wB) private pure {
        require(MIN_AMOUNT < dA && dA < MAX_AMOUNT && MIN_AMOUNT < dB && dB < MAX_AMOUNT);
        require(0 <= lock && lock < MAX_AMOUNT && 0 <= wA && wA < MAX_AMOUNT && 0 <= wB && wB < MAX_AMOUNT);
        require(dA + dB + lock == 0);
    }

    function unpaid(int256 total, int256 paid) private pure returns (int256) {
        return total > paid ? total - paid : int256(0);
    }

    function pay(int256 x) private {
        wentOut += x;
    }

    /// Every entry starts in any state at all that fulfils the invariant, and must leave one that does.
    modifier inductive() {
        require(conserved() && solvent());
        _;
        assert(conserved());
        assert(solvent());
        assert(wentOut <= cameIn); // rule 2
    }

    /// Rule 1: what the court holds for the channel is what its book says.
    function conserved() private view returns (bool) {
        return cameIn - wentOut == netA + netB - released;
    }

    function solvent() private view returns (bool) {
        if (released < 0 || released > locked || deltaA + deltaB + locked != 0) return false;
        if (closed) return !isFixed && netA >= 0 && netB >= 0 && released == 0;
        if (isFixed) return netA + deltaA >= 0 && netB + deltaB >= 0;
        return released == 0 && netA + deltaA >= unpaid(owedA, paidA) && netB + deltaB >= unpaid(owedB, paidB);
    }
}
