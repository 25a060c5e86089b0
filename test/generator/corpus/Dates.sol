// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

contract Dates {
    struct Date {
        uint16 year;
        uint8 month;
        uint8 day;
    }
    enum Weekday {
        Mon,
        Tue,
        Wed,
        Thu,
        Fri,
        Sat,
        Sun
    }
    function leap(uint16 y) public pure returns (bool) {
        return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
    }
    function fromTimestamp(uint256 ts) external pure returns (Date memory d) {
        int256 z = int256(ts / 86400) + 719468;
        int256 era = (z >= 0 ? z : z - 146096) / 146097;
        uint256 doe = uint256(z - era * 146097);
        uint256 yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
        uint256 doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
        uint256 mp = (5 * doy + 2) / 153;
        d.day = uint8(doy - (153 * mp + 2) / 5 + 1);
        d.month = uint8(mp < 10 ? mp + 3 : mp - 9);
        d.year = uint16(uint256(int256(yoe) + era * 400) + (d.month <= 2 ? 1 : 0));
    }
    function weekday(uint256 ts) external pure returns (Weekday) {
        return Weekday((ts / 1 days + 3) % 7);
    }
    function next(Weekday w) external pure returns (Weekday) {
        return w == Weekday.Sun ? Weekday.Mon : Weekday(uint8(w) + 1);
    }
    function days_(uint16 y, uint8 m) external pure returns (uint8) {
        require(m >= 1 && m <= 12, "bad month");
        if (m == 2) return leap(y) ? 29 : 28;
        return m == 4 || m == 6 || m == 9 || m == 11 ? 30 : 31;
    }
}
