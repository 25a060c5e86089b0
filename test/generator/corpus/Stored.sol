// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// A contract with storage, events and a constructor, of which the pure functions are translated.
contract Stored {
    uint256 public total;
    mapping(address => uint256) bal;
    address immutable owner;
    uint256 public constant FEE = 30;
    string public constant VERSION = "1.0";
    bytes4 private constant SEL = bytes4(keccak256("transfer(address,uint256)"));
    uint256 internal constant WAD = 1e18;
    int256 constant NEG = -5;
    address constant DEAD = 0x000000000000000000000000000000000000dEaD;
    bytes32 constant ROLE = keccak256("ROLE");
    uint256 constant DAY = 1 days;
    uint256 constant X = FEE * 2 + 1;
    event E(uint256 indexed a);
    error Bad(uint256);
    constructor() {
        owner = msg.sender;
    }
    function set(uint256 x) external {
        total = x;
        emit E(x);
    }
    function get() external view returns (uint256) {
        return total + block.timestamp;
    }
    function fee(uint256 amount) public pure returns (uint256) {
        return (amount * FEE) / 10000;
    }
    function sel() external pure returns (bytes4, bytes32, address, int256, uint256, uint256) {
        return (SEL, ROLE, DEAD, NEG, DAY, X);
    }
    function wmul(uint256 a, uint256 b) external pure returns (uint256) {
        return (a * b + WAD / 2) / WAD;
    }
    function cond(uint256 a) external pure returns (string memory) {
        return
            a > 10
                ? "big"
                : a > 5
                    ? "medium"
                    : "small";
    }
    function units() external pure returns (uint256, uint256, uint256, uint256) {
        return (1 ether, 2 gwei, 3 weeks, 1_000_000);
    }
    function addr(bytes32 b) external pure returns (address) {
        return address(uint160(uint256(b)));
    }
    function sub(int256 a, int256 b) external pure returns (int256 c, bool neg) {
        c = a - b;
        neg = c < 0;
    }
    function absdiff(uint256 a, uint256 b) external pure returns (uint256) {
        return a > b ? a - b : b - a;
    }
    function isContract(address a) external pure returns (bool) {
        return a != address(0) && a != DEAD;
    }
    receive() external payable {}
}
