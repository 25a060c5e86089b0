// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// Texts, digit by digit.
contract Strings {
    bytes16 private constant HEX = "0123456789abcdef";
    function toHex(uint256 value, uint256 length) public pure returns (string memory) {
        uint256 local = value;
        bytes memory buffer = new bytes(2 * (length % 40) + 2);
        buffer[0] = "0";
        buffer[1] = "x";
        for (uint256 i = 2 * (length % 40) + 1; i > 1; --i) {
            buffer[i] = HEX[local & 0xf];
            local >>= 4;
        }
        if (local != 0) revert("Strings: hex length insufficient");
        return string(buffer);
    }
    function upper(string calldata s) external pure returns (string memory) {
        bytes memory b = bytes(s);
        for (uint256 i = 0; i < b.length; i++) if (b[i] >= 0x61 && b[i] <= 0x7A) b[i] = bytes1(uint8(b[i]) - 32);
        return string(b);
    }
    function parse(string memory s) external pure returns (uint256 r) {
        bytes memory b = bytes(s);
        for (uint256 i; i < b.length; i++) {
            uint8 c = uint8(b[i]);
            require(c >= 48 && c <= 57, string.concat("bad char at ", toString(i)));
            r = r * 10 + (c - 48);
        }
    }
    function toString(uint256 v) public pure returns (string memory) {
        if (v == 0) return "0";
        uint256 n;
        for (uint256 t = v; t > 0; t /= 10) n++;
        bytes memory b = new bytes(n);
        while (v > 0) {
            b[--n] = bytes1(uint8(48 + (v % 10)));
            v /= 10;
        }
        return string(b);
    }
    function json(address a, uint256 v, bool f, int256 i) external pure returns (string memory) {
        return
            string(
                abi.encodePacked(
                    '{"a":"',
                    toHex(uint160(a), 20),
                    '","v":',
                    toString(v),
                    ',"f":',
                    f ? "true" : "false",
                    ',"i":',
                    i < 0 ? "-" : "",
                    toString(uint256(i < 0 ? -i : i)),
                    "}"
                )
            );
    }
    function reverse(string memory s) external pure returns (string memory) {
        bytes memory b = bytes(s);
        for (uint256 i; i < b.length / 2; i++) (b[i], b[b.length - 1 - i]) = (b[b.length - 1 - i], b[i]);
        return string(b);
    }
    function unicodes() external pure returns (string memory, bytes memory) {
        return (unicode"héllo ☃", bytes(unicode"é"));
    }
    function roman(uint16 n) external pure returns (string memory r) {
        require(n > 0 && n < 4000);
        uint16[13] memory v = [1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1];
        string[13] memory s = ["M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"];
        for (uint256 i; i < 13; i++)
            while (n >= v[i]) {
                r = string.concat(r, s[i]);
                n -= v[i];
            }
    }
    function lev(string memory a, string memory b) external pure returns (uint256) {
        bytes memory x = bytes(a);
        bytes memory y = bytes(b);
        uint256[][] memory d = new uint256[][](x.length + 1);
        for (uint256 i; i <= x.length; i++) {
            d[i] = new uint256[](y.length + 1);
            d[i][0] = i;
        }
        for (uint256 j; j <= y.length; j++) d[0][j] = j;
        for (uint256 i = 1; i <= x.length; i++)
            for (uint256 j = 1; j <= y.length; j++) {
                uint256 c = x[i - 1] == y[j - 1] ? 0 : 1;
                uint256 m = d[i - 1][j] + 1;
                if (d[i][j - 1] + 1 < m) m = d[i][j - 1] + 1;
                if (d[i - 1][j - 1] + c < m) m = d[i - 1][j - 1] + c;
                d[i][j] = m;
            }
        return d[x.length][y.length];
    }
}
