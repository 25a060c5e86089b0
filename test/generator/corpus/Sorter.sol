// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// Sorting and searching.
contract Sorter {
    function sort(uint256[] memory a) public pure returns (uint256[] memory) {
        if (a.length > 1) quick(a, 0, int256(a.length - 1));
        return a;
    }
    function quick(uint256[] memory arr, int256 left, int256 right) internal pure {
        int256 i = left;
        int256 j = right;
        if (i == j) return;
        uint256 pivot = arr[uint256(left + (right - left) / 2)];
        while (i <= j) {
            while (arr[uint256(i)] < pivot) i++;
            while (pivot < arr[uint256(j)]) j--;
            if (i <= j) {
                (arr[uint256(i)], arr[uint256(j)]) = (arr[uint256(j)], arr[uint256(i)]);
                i++;
                j--;
            }
        }
        if (left < j) quick(arr, left, j);
        if (i < right) quick(arr, i, right);
    }
    function bubble(int256[] calldata input) external pure returns (int256[] memory out) {
        out = input;
        uint256 n = out.length;
        for (uint256 i = 0; i + 1 < n; i++)
            for (uint256 j = 0; j < n - 1 - i; j++)
                if (out[j] > out[j + 1]) {
                    int256 t = out[j];
                    out[j] = out[j + 1];
                    out[j + 1] = t;
                }
    }
    function search(uint256[] calldata a, uint256 x) external pure returns (bool found, uint256 idx) {
        uint256 lo;
        uint256 hi = a.length;
        while (lo < hi) {
            uint256 mid = (lo + hi) / 2;
            if (a[mid] == x) return (true, mid);
            if (a[mid] < x) lo = mid + 1;
            else hi = mid;
        }
    }
    function unique(uint8[] memory a) external pure returns (uint8[] memory r) {
        bool[256] memory seen;
        uint256 n;
        for (uint256 i; i < a.length; ++i)
            if (!seen[a[i]]) {
                seen[a[i]] = true;
                n++;
            }
        r = new uint8[](n);
        uint256 k;
        for (uint256 i = 0; i < 256; i++) if (seen[i]) r[k++] = uint8(i);
    }
}
