// SPDX-License-Identifier: Apache-2.0
pragma solidity >=0.8.4 <0.9.0;

library Strings {
    bytes16 private constant HEX_DIGITS = "0123456789abcdef";
    error StringsInsufficientHexLength(uint256 value, uint256 length);
    function toString(uint256 value) internal pure returns (string memory) {
        if (value == 0) return "0";
        uint256 temp = value;
        uint256 digits;
        while (temp != 0) {
            digits++;
            temp /= 10;
        }
        bytes memory buffer = new bytes(digits);
        while (value != 0) {
            digits -= 1;
            buffer[digits] = bytes1(uint8(48 + uint256(value % 10)));
            value /= 10;
        }
        return string(buffer);
    }
    function toHexString(uint256 value, uint256 length) internal pure returns (string memory) {
        uint256 localValue = value;
        bytes memory buffer = new bytes(2 * length + 2);
        buffer[0] = "0";
        buffer[1] = "x";
        for (uint256 i = 2 * length + 1; i > 1; --i) {
            buffer[i] = HEX_DIGITS[localValue & 0xf];
            localValue >>= 4;
        }
        if (localValue != 0) revert StringsInsufficientHexLength(value, length);
        return string(buffer);
    }
    function equal(string memory a, string memory b) internal pure returns (bool) {
        return bytes(a).length == bytes(b).length && keccak256(bytes(a)) == keccak256(bytes(b));
    }
    function toStringSigned(int256 v) internal pure returns (string memory) {
        return string.concat(v < 0 ? "-" : "", toString(v < 0 ? uint256(-(v + 1)) + 1 : uint256(v)));
    }
}

contract StringsUser {
    using Strings for *;
    function dec(uint256 x) external pure returns (string memory) {
        return x.toString();
    }
    function sdec(int256 x) external pure returns (string memory) {
        return Strings.toStringSigned(x);
    }
    function hexs(uint256 x, uint8 n) external pure returns (string memory) {
        return Strings.toHexString(x, n);
    }
    function addr(address a) external pure returns (string memory) {
        return Strings.toHexString(uint256(uint160(a)), 20);
    }
    function eq(string calldata a, string memory b) external pure returns (bool) {
        return Strings.equal(a, b);
    }
    function uri(string calldata base, uint256 id) external pure returns (string memory) {
        return bytes(base).length > 0 ? string(abi.encodePacked(base, id.toString(), ".json")) : "";
    }
}

contract Base64er {
    string internal constant TABLE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    function encode(bytes memory data) public pure returns (string memory) {
        if (data.length == 0) return "";
        bytes memory table = bytes(TABLE);
        bytes memory r = new bytes(4 * ((data.length + 2) / 3));
        uint256 j = 0;
        for (uint256 i = 0; i < data.length; i += 3) {
            uint24 v = uint24(uint8(data[i])) << 16;
            if (i + 1 < data.length) v |= uint24(uint8(data[i + 1])) << 8;
            if (i + 2 < data.length) v |= uint8(data[i + 2]);
            r[j++] = table[(v >> 18) & 0x3f];
            r[j++] = table[(v >> 12) & 0x3f];
            r[j++] = i + 1 < data.length ? table[(v >> 6) & 0x3f] : bytes1("=");
            r[j++] = i + 2 < data.length ? table[v & 63] : bytes1(0x3d);
        }
        return string(r);
    }
    function indexOf(bytes1 c) internal pure returns (uint8) {
        if (c >= "A" && c <= "Z") return uint8(c) - 65;
        if (c >= "a" && c <= "z") return uint8(c) - 71;
        if (c >= "0" && c <= "9") return uint8(c) + 4;
        if (c == "+") return 62;
        else if (c == "/") return 63;
        revert("bad character");
    }
    function decode(string calldata s) external pure returns (bytes memory out) {
        bytes calldata b = bytes(s);
        require(b.length % 4 == 0, "length");
        for (uint i = 0; i < b.length; i += 4) {
            uint32 v;
            uint8 pad = 0;
            for (uint j = 0; j < 4; ++j) {
                bytes1 c = b[i + j];
                v <<= 6;
                if (c == 0x3d) {
                    pad++;
                    continue;
                }
                v |= indexOf(c);
            }
            out =
                pad == 0
                    ? bytes.concat(out, bytes3(uint24(v)))
                    : pad == 1
                        ? bytes.concat(out, bytes2(uint16(v >> 8)))
                        : abi.encodePacked(out, uint8(v >> 16));
        }
    }
    function both(bytes calldata d) external pure returns (string memory) {
        return encode(d);
    }
    function fromHex(string memory s) public pure returns (bytes memory r) {
        bytes memory ss = bytes(s);
        require(ss.length % 2 == 0);
        r = new bytes(ss.length / 2);
        for (uint i = 0; i < ss.length / 2; ++i)
            r[i] = bytes1(hexc(uint8(ss[2 * i])) * 16 + hexc(uint8(ss[2 * i + 1])));
    }
    function hexc(uint8 c) private pure returns (uint8) {
        if (bytes1(c) >= bytes1("0") && bytes1(c) <= bytes1("9")) return c - uint8(bytes1("0"));
        if (bytes1(c) >= bytes1("a") && bytes1(c) <= bytes1("f")) return 10 + c - uint8(bytes1("a"));
        if (c >= 0x41 && c <= 0x46) return 10 + c - 0x41;
        revert("fail");
    }
}

contract TextTools {
    error NotADigit(bytes1 c, uint256 at);
    error Empty();
    function atoi(string calldata s) external pure returns (int256 v) {
        bytes memory b = bytes(s);
        if (b.length == 0) revert Empty();
        bool neg = b[0] == "-";
        for (uint256 i = neg ? 1 : 0; i < b.length; i++) {
            if (b[i] < "0" || b[i] > "9") revert NotADigit({at: i, c: b[i]});
            v = v * 10 + int256(uint256(uint8(b[i]) - 48));
        }
        if (neg) v = -v;
    }
    function reverse(string memory s) public pure returns (string memory) {
        bytes memory b = bytes(s);
        uint n = b.length;
        for (uint i = 0; i < n / 2; i++) {
            (b[i], b[n - 1 - i]) = (b[n - 1 - i], b[i]);
        }
        return string(b);
    }
    function reverseC(bytes calldata s) public pure returns (bytes memory r) {
        r = new bytes(s.length);
        for (uint i; i < s.length;) {
            r[s.length - 1 - i] = s[i];
            unchecked {
                ++i;
            }
        }
    }
    function upper(string memory s) external pure returns (string memory) {
        bytes memory b = bytes(s);
        for (uint i = 0; i < b.length; i++) if (b[i] >= 0x61 && b[i] <= 0x7a) b[i] = bytes1(uint8(b[i]) - 32);
        return s;
    }
    function palindrome(string calldata s) external pure returns (bool) {
        bytes calldata b = bytes(s);
        if (b.length == 0) return true;
        uint i = 0;
        uint j = b.length - 1;
        while (i < j) {
            if (b[i++] != b[j--]) return false;
        }
        return true;
    }
    function count(string calldata s, bytes1 c) external pure returns (uint n) {
        for (uint i; i < bytes(s).length; ++i) if (bytes(s)[i] == c) ++n;
    }
    function find(bytes memory h, bytes memory n) public pure returns (int256) {
        if (n.length > h.length) return -1;
        for (uint i = 0; i + n.length <= h.length; i++) {
            bool ok = true;
            for (uint j = 0; j < n.length; j++) {
                if (h[i + j] != n[j]) {
                    ok = false;
                    break;
                }
            }
            if (ok) return int256(i);
        }
        return -1;
    }
    function slice(bytes calldata b, uint256 a, uint256 z) external pure returns (bytes memory) {
        return b[a:z];
    }
    function sliceM(bytes memory b, uint256 start, uint256 len) public pure returns (bytes memory out) {
        require(b.length >= start + len, "slice_outOfBounds");
        out = new bytes(len);
        for (uint i = 0; i < len; i++) out[i] = b[i + start];
    }
    function head4(bytes calldata b) external pure returns (bytes4, bytes memory) {
        return (bytes4(b[:4]), b[4:]);
    }
    function rest(bytes calldata b) external pure returns (uint a, address c) {
        (a, c) = abi.decode(b[4:], (uint256, address));
    }
    function split(string calldata s, bytes1 d) external pure returns (string[] memory parts) {
        bytes memory b = bytes(s);
        uint n = 1;
        for (uint i; i < b.length; i++) if (b[i] == d) n++;
        parts = new string[](n);
        uint k;
        uint from;
        for (uint i; i <= b.length; i++) {
            if (i == b.length || b[i] == d) {
                parts[k++] = string(sliceM(b, from, i - from));
                from = i + 1;
            }
        }
    }
    function join(string[] memory p, string calldata sep) external pure returns (string memory r) {
        for (uint i; i < p.length; i++) {
            r = i == 0 ? p[i] : string.concat(r, sep, p[i]);
        }
    }
    function startsWith(string memory s, string memory p) external pure returns (bool) {
        return find(bytes(s), bytes(p)) == 0;
    }
    function caesar(string memory s, uint8 k) external pure returns (string memory) {
        bytes memory b = bytes(s);
        for (uint i = 0; i < b.length; ++i) {
            uint8 c = uint8(b[i]);
            if (c >= 97 && c < 123) b[i] = bytes1(((c - 97 + (k % 26)) % 26) + 97);
        }
        return string(b);
    }
    function utf8len(string calldata s) external pure returns (uint256 l) {
        bytes memory b = bytes(s);
        for (uint i = 0; i < b.length; l++) {
            bytes1 c = b[i];
            if (c < 0x80) i += 1;
            else if (c < 0xE0) i += 2;
            else if (c < 0xF0) i += 3;
            else i += 4;
        }
    }
    function toBytes32(string memory s) external pure returns (bytes32 r) {
        bytes memory b = bytes(s);
        for (uint i; i < 32 && i < b.length; i++) r |= bytes32(b[i]) >> (i * 8);
    }
    function fromBytes32(bytes32 x) external pure returns (string memory) {
        uint8 i = 0;
        while (i < 32 && x[i] != 0) i++;
        bytes memory a = new bytes(i);
        for (i = 0; i < 32 && x[i] != 0; i++) {
            a[i] = x[i];
        }
        return string(a);
    }
    function utf8() external pure returns (string memory, bytes memory, string memory) {
        return (
            unicode"héllo ☃ 🦊",
            hex"00ff"
            hex"12",
            'a\tb\n"\\\x41\u00e9'
        );
    }
    function long() external pure returns (string memory) {
        return
            "the quick brown fox jumps over the lazy dog, and then "
            "again and again";
    }
    function rle(bytes memory b) external pure returns (bytes memory o) {
        uint i = 0;
        while (i < b.length) {
            uint8 n = 1;
            while (i + n < b.length && b[i + n] == b[i] && n < 255) n++;
            o = abi.encodePacked(o, n, b[i]);
            i += n;
        }
    }
    function lev(string memory s, string memory t) external pure returns (uint256) {
        bytes memory a = bytes(s);
        bytes memory b = bytes(t);
        uint[][] memory d = new uint[][](a.length + 1);
        for (uint i = 0; i <= a.length; i++) {
            d[i] = new uint[](b.length + 1);
            d[i][0] = i;
        }
        for (uint j = 0; j <= b.length; j++) d[0][j] = j;
        for (uint i = 1; i <= a.length; i++)
            for (uint j = 1; j <= b.length; j++) {
                uint c = a[i - 1] == b[j - 1] ? 0 : 1;
                uint m = d[i - 1][j] + 1;
                if (d[i][j - 1] + 1 < m) m = d[i][j - 1] + 1;
                if (d[i - 1][j - 1] + c < m) m = d[i - 1][j - 1] + c;
                d[i][j] = m;
            }
        return d[a.length][b.length];
    }
    function bytesOf(uint256 x) external pure returns (bytes memory b) {
        b = new bytes(32);
        for (uint i = 0; i < 32; i++) b[i] = bytes1(uint8(x / (2 ** (8 * (31 - i)))));
    }
    function cmp(string memory a, string memory b) public pure returns (int8) {
        bytes memory x = bytes(a);
        bytes memory y = bytes(b);
        uint m = x.length < y.length ? x.length : y.length;
        for (uint i = 0; i < m; i++) {
            if (x[i] < y[i]) return -1;
            else if (x[i] > y[i]) return 1;
        }
        return
            x.length == y.length
                ? int8(0)
                : x.length < y.length
                    ? -1
                    : int8(1);
    }
    function checksum(string calldata card) external pure returns (bool) {
        uint s;
        bool alt;
        bytes calldata b = bytes(card);
        for (uint i = b.length; i > 0;) {
            uint8 d = uint8(b[--i]);
            if (d < 48 || d > 57) return false;
            d -= 48;
            if (alt) {
                d *= 2;
                if (d > 9) d -= 9;
            }
            s += d;
            alt = !alt;
        }
        return s % 10 == 0;
    }
    function roman(uint16 n) external pure returns (string memory r) {
        require(n > 0 && n < 4000, "range");
        uint16[13] memory v = [uint16(1000), 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1];
        string[13] memory s = ["M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"];
        for (uint i; i < 13; i++)
            while (n >= v[i]) {
                r = string.concat(r, s[i]);
                n -= v[i];
            }
    }
}

contract Json {
    struct Attr {
        string key;
        string value;
        uint8 kind;
    }
    function quote(string memory s) internal pure returns (string memory) {
        return string(abi.encodePacked('"', s, '"'));
    }
    function obj(Attr[] calldata attrs) external pure returns (string memory out) {
        out = "{";
        for (uint256 i = 0; i < attrs.length; i++) {
            Attr calldata a = attrs[i];
            out = string.concat(out, i > 0 ? "," : "", quote(a.key), ":", a.kind == 0 ? a.value : quote(a.value));
        }
        return string.concat(out, "}");
    }
    function objM(Attr[] memory attrs) public pure returns (string memory out, uint256 n) {
        for (uint i; i < attrs.length; ++i) {
            Attr memory a = attrs[i];
            n += bytes(a.key).length + bytes(a.value).length;
            out = string(bytes.concat(bytes(out), bytes(a.key), "=", bytes(a.value), ";"));
        }
    }
    function date(uint32 ts) external pure returns (string memory) {
        (uint y, uint m, uint d) = ymd(ts / 1 days);
        return string.concat(pad(y, 4), "-", pad(m, 2), "-", pad(d, 2));
    }
    function ymd(uint _days) internal pure returns (uint year, uint month, uint day) {
        int L = int(_days) + 68569 + 2440588;
        int N = (4 * L) / 146097;
        L = L - (146097 * N + 3) / 4;
        int _year = (4000 * (L + 1)) / 1461001;
        L = L - (1461 * _year) / 4 + 31;
        int _month = (80 * L) / 2447;
        int _day = L - (2447 * _month) / 80;
        L = _month / 11;
        _month = _month + 2 - 12 * L;
        _year = 100 * (N - 49) + _year + L;
        year = uint(_year);
        month = uint(_month);
        day = uint(_day);
    }
    function pad(uint v, uint n) private pure returns (string memory) {
        bytes memory b = new bytes(n);
        while (n-- > 0) {
            b[n] = bytes1(uint8(48 + (v % 10)));
            v /= 10;
        }
        return string(b);
    }
}
