// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

// The one place where EIP-712 types are written. The generator reads these strings, holds them against the structs of this
// folder and derives every off-chain hash from them; a difference fails the build.

bytes32 constant DOMAIN_TYPEHASH =
    keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
string constant DOMAIN_NAME = "Chenilles";
string constant DOMAIN_VERSION = "1";

bytes32 constant CHANNEL_TYPEHASH = keccak256(
    "Channel(Participant[] participants,uint32 challengeDuration,uint32 appGas,uint64 salt,bytes32 child)Participant(address signer,address payout)"
);

bytes32 constant CHILD_FUNDING_TYPEHASH = keccak256("ChildFunding(bytes32 token,uint256 id,uint128[] amounts)");
bytes32 constant CHILD_TERMS_TYPEHASH = keccak256(
    "ChildTerms(uint40 expiry,uint40 resolveBy,ChildFunding[] funding)ChildFunding(bytes32 token,uint256 id,uint128[] amounts)"
);

bytes32 constant ASSET_STATE_TYPEHASH =
    keccak256("AssetState(bytes32 token,uint256 id,uint128 locked,int128[] delta,uint128[] withdrawn)");
bytes32 constant STATE_TYPEHASH = keccak256(
    "State(bytes32 channelId,uint48 version,bool isFinal,bytes32 interactionsRoot,AssetState[] assets)AssetState(bytes32 token,uint256 id,uint128 locked,int128[] delta,uint128[] withdrawn)"
);

bytes32 constant HASH_LOCK_TYPEHASH = keccak256(
    "HashLock(uint16 index,uint8 asset,uint16 from,uint16 to,uint128 amount,bytes32 hash,uint40 until)"
);
bytes32 constant LEG_TYPEHASH = keccak256("Leg(uint16 index,bytes32 child,uint16[] seats)");
bytes32 constant SHARE_TYPEHASH = keccak256("Share(uint8 asset,uint128 amount)");
bytes32 constant APP_TYPEHASH = keccak256(
    "App(uint16 index,address app,bytes32 codeHash,bytes32 termsHash,bytes32 stateHash,uint40 notBefore,uint32 fallbackDelay,uint16[] seats,Share[] locks)Share(uint8 asset,uint128 amount)"
);

bytes32 constant CHALLENGE_TYPEHASH =
    keccak256("Challenge(bytes32 channelId,uint48 minVersion,uint40 previousDeadline,uint40 validUntil)");
bytes32 constant RESUME_TYPEHASH = keccak256("Resume(bytes32 channelId,uint40 deadline)");
bytes32 constant MOVE_TYPEHASH = keccak256(
    "Move(bytes32 channelId,uint48 version,uint16 index,uint32 turn,bytes32 stateHash,bytes32 moveHash)"
);
bytes32 constant DEPOSIT_TYPEHASH = keccak256(
    "Deposit(bytes32 channelId,uint16 participant,bytes32 token,uint256 id,uint256 amount,uint256 minHeld,uint256 nonce,uint40 validUntil)"
);
bytes32 constant REDIRECT_TYPEHASH = keccak256(
    "Redirect(address owner,bytes32 token,uint256 id,address to,uint256 nonce,uint40 validUntil)"
);
bytes32 constant WITHDRAWAL_TYPEHASH =
    keccak256("Withdrawal(bytes32 channelId,uint16 participant,bytes32 token,uint256 id,uint128 total)");
