// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// A library as the translated contract.
library Base64 {
    string internal constant TABLE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    function encode(bytes memory data) external pure returns (string memory) {
        if (data.length == 0) return "";
        bytes memory table = bytes(TABLE);
        bytes memory result = new bytes(4 * ((data.length + 2) / 3));
        uint256 j;
        for (uint256 i = 0; i < data.length; i += 3) {
            uint256 a = uint8(data[i]);
            uint256 b = i + 1 < data.length ? uint8(data[i + 1]) : 0;
            uint256 c = i + 2 < data.length ? uint8(data[i + 2]) : 0;
            uint256 t = (a << 16) | (b << 8) | c;
            result[j++] = table[(t >> 18) & 63];
            result[j++] = table[(t >> 12) & 63];
            result[j++] = i + 1 < data.length ? table[(t >> 6) & 63] : bytes1("=");
            result[j++] = i + 2 < data.length ? table[t & 63] : bytes1("=");
        }
        return string(result);
    }
}
