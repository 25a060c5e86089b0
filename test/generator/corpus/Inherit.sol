// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

interface IThing {
    function value(uint256 x) external pure returns (uint256);
    function other() external pure returns (bytes4);
}
abstract contract Base {
    uint256 constant K = 10;
    function hook(uint256 x) internal pure virtual returns (uint256) {
        return x + 1;
    }
    function run(uint256 x) public pure virtual returns (uint256) {
        return hook(x) * K;
    }
    function secret(uint256 x) private pure returns (uint256) {
        return x + 1000;
    }
    function useSecret(uint256 x) external pure returns (uint256) {
        return secret(x);
    }
    modifier atLeast(uint256 n, uint256 x) virtual {
        require(x >= n, "base");
        _;
    }
}
abstract contract Left is Base {
    function hook(uint256 x) internal pure virtual override returns (uint256) {
        return super.hook(x) + 100;
    }
}
abstract contract Right is Base {
    function hook(uint256 x) internal pure virtual override returns (uint256) {
        return super.hook(x) * 2;
    }
    modifier atLeast(uint256 n, uint256 x) virtual override {
        if (x < n) revert("right");
        _;
    }
}
contract Other {
    function secret(uint256 x) private pure returns (uint256) {
        return x + 2000;
    }
    function useSecret2(uint256 x) external pure returns (uint256) {
        return secret(x);
    }
}
contract Inherit is Left, Right, IThing {
    string public constant NAME = "inherit";
    uint256 public constant SUM = K * 5 + 2 ** 10;
    bytes32 public constant HASH = keccak256("inherit");
    bytes constant DATA = hex"0102";
    function hook(uint256 x) internal pure override(Left, Right) returns (uint256) {
        return super.hook(x) - 3;
    }
    function value(uint256 x) external pure override returns (uint256) {
        return run(x % 1000) + Base.hook(1);
    }
    function other() external pure returns (bytes4) {
        return type(IThing).interfaceId;
    }
    function names() external pure returns (string memory, string memory) {
        return (type(Inherit).name, type(IThing).name);
    }
    function over(uint256 x) external pure returns (uint256) {
        return x;
    }
    function over(uint8 x) external pure returns (uint256) {
        return uint256(x) + 1;
    }
    function over(bool x) public pure returns (uint256) {
        return x ? 2 : 3;
    }
    function callsOver(bool x, uint8 y) external pure returns (uint256, uint256) {
        return (over(x), inner2(y) + inner(uint256(y)));
    }
    function inner2(uint8) internal pure returns (uint256) {
        return 8;
    }
    function inner(uint256) internal pure returns (uint256) {
        return 256;
    }
    function guarded(uint256 x) external pure atLeast(5, x) returns (uint256) {
        return x;
    }
    modifier twice() {
        _;
        _;
    }
    modifier early(uint256 x) {
        if (x == 3) return;
        _;
    }
    modifier local(uint256 x) {
        uint256 y = x;
        y++;
        _;
        require(y > 2, "y");
    }
    function repeated(uint256 x) external pure twice returns (uint256) {
        require(x > 9, "few");
        return x / 3;
    }
    function counted(uint256[] memory m) external pure each(m) returns (uint256[] memory) {
        m[0]++;
        return m;
    }
    modifier each(uint256[] memory m) {
        for (uint256 i = 0; i < m.length; i++) _;
        m[1] += m[0] % 10;
    }
    function earlyOut(uint256 x) external pure early(x) returns (uint256 n) {
        n = 7;
    }
    function stacked(uint256 x) external pure local(x % 10) early(x) local(x / 2) returns (uint256 n, uint256 m) {
        n++;
        m = n + 1;
        if (x % 2 == 0) return (n + 5, m);
    }
    modifier atLeast(uint256 n, uint256 x) override(Base, Right) {
        if (x > n + 10) revert("inherit");
        _;
    }
    function constants(uint256 i) external pure returns (bytes memory d, bytes1, string memory) {
        d = DATA;
        d[0] = 0xff;
        return (d, DATA[i], NAME);
    }
    function payable_(
        address payable a,
        IThing t
    ) external pure returns (address, address payable, IThing, uint160, bytes20) {
        return (address(t), payable(address(t)), IThing(a), uint160(address(a)), bytes20(address(a)));
    }
}
