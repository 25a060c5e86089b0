// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

// The limits that the contract enforces, each in one place. Off-chain code takes them from here.

uint256 constant MAX_PARTICIPANTS = 100;
uint256 constant MAX_ASSETS = 16;
uint256 constant MAX_SEATS = 32;
uint256 constant MAX_SHARES = 16;
uint256 constant MAX_DEPTH = 16;
/// @dev A holding's net after a deposit is at most this; the exclusive bound of |delta|, locked and withdrawn is MAX_AMOUNT.
uint256 constant MAX_NET = 1 << 112;
uint256 constant MAX_AMOUNT = 1 << 119;
uint256 constant MAX_APP_STATE = 4096;
uint256 constant MAX_APP_RETURN = 8192;
/// @dev Gas for one payout, and what is kept beside a capped call.
uint256 constant PAY_GAS_ETH = 50_000;
uint256 constant PAY_GAS_TOKEN = 200_000;
uint256 constant GAS_RESERVE = 40_000;
