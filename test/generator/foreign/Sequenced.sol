// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;
// Expressions that change what they read, where both of the compiler's pipelines compute them in one order (record 0018).
struct S {
    uint a;
    uint b;
}
error E(uint a, uint b);
interface Remote {
    function ext(uint, uint) external;
}
type U is uint;
using {joined as +, apart as -, shifted as -, follows as ==} for U global;
function joined(U a, U b) pure returns (U) {
    return U.wrap(U.unwrap(a) * 1000 + U.unwrap(b));
}
function apart(U a, U b) pure returns (U) {
    return U.wrap(U.unwrap(a) * 1000 + U.unwrap(b));
}
function shifted(U a) pure returns (U) {
    return U.wrap(U.unwrap(a) + 5);
}
function follows(U a, U b) pure returns (bool) {
    return U.unwrap(a) + 1 == U.unwrap(b);
}
function g(uint a, uint b) pure returns (uint) {
    return a * 1000 + b;
}
function h(uint[3] memory m, uint b) pure returns (uint) {
    return m[0] * 1000 + b;
}
using {g} for uint;
using {h} for uint[3];
abstract contract Writers {
    function w(uint[3] memory m) internal pure returns (uint) {
        m[0] = (m[0] * 3 + 1) % 100;
        return m[0];
    }
    function w3(uint[3] memory m) internal pure returns (uint[3] memory) {
        m[0]++;
        return m;
    }
    function mm(uint[3] memory m) internal pure returns (uint[3] memory) {
        m[0] += 2;
        return m;
    }
    function mk() internal pure returns (uint[3] memory) {
        return [uint(11), 12, 13];
    }
    function sel(uint[3] memory, uint i) internal pure returns (uint) {
        return i;
    }
    function sels(S memory, uint i) internal pure returns (uint) {
        return i;
    }
    function nm(uint[3] memory m) internal pure returns (string memory) {
        m[0]++;
        return m[0] % 2 == 0 ? "f(uint)" : "g(uint256)";
    }
    function tx2(uint[3] memory m) internal pure returns (string memory) {
        m[0]++;
        return "oops";
    }
    function uf(uint[3] memory m) internal pure returns (U) {
        return U.wrap(w(m));
    }
    function two(uint a, uint b) internal pure returns (uint, uint) {
        return (a * 2, b * 3);
    }
    function twom(uint[3] memory m) internal pure returns (uint, uint) {
        m[0]++;
        m[1]++;
        return (m[1], m[0]);
    }
    function cut(uint x, uint z, uint[3] memory m) internal pure returns (uint, uint) {
        m[0] &= 0xff;
        m[1] &= 0xffff;
        m[2] &= 0xffff;
        return (x & 0xff, z & 0xff);
    }
}

contract Sequenced1 is Writers {
    function arg_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        y = g(x++, x++);
        return abi.encode(y, x, z, m);
    }
    function arg2_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        y = g(x, x = 5);
        return abi.encode(y, x, z, m);
    }
    function arg3_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        y = g(x = 5, x);
        return abi.encode(y, x, z, m);
    }
    function argm_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        y = g(m[0], w(m));
        return abi.encode(y, x, z, m);
    }
    function argm2_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        y = g(w(m), m[0]);
        return abi.encode(y, x, z, m);
    }
    function argmw_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        y = g(w(m), w(m));
        return abi.encode(y, x, z, m);
    }
    function tup_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        (y, z) = (x++, x);
        return abi.encode(y, x, z, m);
    }
    function tup2_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        (y, z) = (x, ++x);
        return abi.encode(y, x, z, m);
    }
    function swap_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        (x, z) = (z, x);
        return abi.encode(y, x, z, m);
    }
    function swap3_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        (x, y, z) = (z, x, y);
        return abi.encode(y, x, z, m);
    }
    function swapm_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        (m[0], m[1], m[2]) = (m[2], m[0], m[1]);
        return abi.encode(y, x, z, m);
    }
    function tupdup_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        (x, x) = (1, 2);
        return abi.encode(y, x, z, m);
    }
    function tupdupm_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        (m[0], m[0]) = (1, 2);
        return abi.encode(y, x, z, m);
    }
    function tupidx_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        (m[x++ % 3], m[x++ % 3]) = (7, 8);
        return abi.encode(y, x, z, m);
    }
    function tupidx2_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        (x, m[x % 3]) = (2, 9);
        return abi.encode(y, x, z, m);
    }
    function tupidx3_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        (m[x % 3], x) = (2, 9);
        return abi.encode(y, x, z, m);
    }
    function tupw_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        (m[0], m[w(m) % 3]) = (w(m), 9);
        return abi.encode(y, x, z, m);
    }
    function arr_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        uint[3] memory k = [x++, x, x *= 2];
        y = k[0] * 10000 + k[1] * 100 + k[2];
        return abi.encode(y, x, z, m);
    }
    function arrm_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        uint[3] memory k = [w(m), m[0], w(m)];
        y = k[0] * 10000 + k[1] * 100 + k[2];
        return abi.encode(y, x, z, m);
    }
    function bin1_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        y = x++ + 1;
        return abi.encode(y, x, z, m);
    }
    function bin2_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        y = 1 + x++;
        return abi.encode(y, x, z, m);
    }
    function binz_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        y = x++ * 10 + z--;
        return abi.encode(y, x, z, m);
    }
}
contract Sequenced2 is Writers {
    function binsame_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        y = x++ + x++;
        return abi.encode(y, x, z, m);
    }
    function binsame2_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        y = m[x++ % 3] + m[x++ % 3];
        return abi.encode(y, x, z, m);
    }
    function binmm_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        y = w(m) * w(m);
        return abi.encode(y, x, z, m);
    }
    function bineqs_(uint x, uint z, bool t, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        t = x++ == x++;
        return abi.encode(y, x, z, m, t);
    }
    function binand_(uint x, uint z, bool t, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        t = x++ < 5 && x > 3;
        return abi.encode(y, x, z, m, t);
    }
    function binor_(uint x, uint z, bool t, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        t = x++ < 5 || x++ > 30;
        return abi.encode(y, x, z, m, t);
    }
    function cond_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        y = x++ > 3 ? x : x++ + 7;
        return abi.encode(y, x, z, m);
    }
    function condt_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        (y, z) = x++ > 3 ? (x, z) : (x++, x);
        return abi.encode(y, x, z, m);
    }
    function ai_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        m[x++ % 3] = 7;
        return abi.encode(y, x, z, m);
    }
    function ai2_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        m[x++ % 3] = x;
        return abi.encode(y, x, z, m);
    }
    function ai3_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        m[x % 3] = x++;
        return abi.encode(y, x, z, m);
    }
    function ai4_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        m[x % 3] = (x = 2);
        return abi.encode(y, x, z, m);
    }
    function ai5_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        x %= 3;
        z %= 3;
        m[x++] = m[z++];
        return abi.encode(y, x, z, m);
    }
    function ai6_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        x %= 2;
        m[x++] = m[x++];
        return abi.encode(y, x, z, m);
    }
    function ai7_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        x %= 3;
        m[x] = x = 2;
        return abi.encode(y, x, z, m);
    }
    function ii_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        x = x++;
        return abi.encode(y, x, z, m);
    }
    function ii2_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        x = ++x;
        return abi.encode(y, x, z, m);
    }
    function ii3_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        x = x++ + 1;
        return abi.encode(y, x, z, m);
    }
    function yx_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        y = x++;
        return abi.encode(y, x, z, m);
    }
    function chain_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        y = z = x++;
        return abi.encode(y, x, z, m);
    }
    function chain2_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        x = y = x + 1;
        return abi.encode(y, x, z, m);
    }
    function chain3_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        m[0] = m[1] = x++;
        return abi.encode(y, x, z, m);
    }
}
contract Sequenced3 is Writers {
    function chainidx_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        x %= 2;
        m[x++] = m[x++] = 5;
        return abi.encode(y, x, z, m);
    }
    function ca_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        x += x++;
        return abi.encode(y, x, z, m);
    }
    function ca2_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        x += ++x;
        return abi.encode(y, x, z, m);
    }
    function ca3_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        x -= x--;
        return abi.encode(y, x, z, m);
    }
    function ca4_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        x *= (x = 3);
        return abi.encode(y, x, z, m);
    }
    function ca5_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        m[x++ % 3] += x;
        return abi.encode(y, x, z, m);
    }
    function ca6_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        m[x % 3] += x++;
        return abi.encode(y, x, z, m);
    }
    function ca7_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        m[0] += w(m);
        return abi.encode(y, x, z, m);
    }
    function ca8_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        m[w(m) % 3] += w(m);
        return abi.encode(y, x, z, m);
    }
    function ca9_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        x <<= x++ % 8;
        return abi.encode(y, x, z, m);
    }
    function ca11_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        m[w(m) % 3] = w(m);
        return abi.encode(y, x, z, m);
    }
    function ca12_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        m[x++ % 3] += m[x++ % 3];
        return abi.encode(y, x, z, m);
    }
    function ca13_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        y += (y = 3) + x;
        return abi.encode(y, x, z, m);
    }
    function incm_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        y = m[x++ % 3]++;
        return abi.encode(y, x, z, m);
    }
    function incm2_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        y = ++m[x++ % 3];
        return abi.encode(y, x, z, m);
    }
    function incm3_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        y = g(m[0]++, m[0]++);
        return abi.encode(y, x, z, m);
    }
    function del_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        delete m[x++ % 3];
        return abi.encode(y, x, z, m);
    }
    function st_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        S memory s;
        (x, z) = cut(x, z, m);
        s = S(x++, x);
        return abi.encode(y, x, z, m, s);
    }
    function st2_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        S memory s;
        (x, z) = cut(x, z, m);
        s = S(x, x = 4);
        return abi.encode(y, x, z, m, s);
    }
    function stn_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        S memory s;
        (x, z) = cut(x, z, m);
        s = S({a: x++, b: x});
        return abi.encode(y, x, z, m, s);
    }
    function stm_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        S memory s;
        (x, z) = cut(x, z, m);
        s = S(w(m), m[0]);
        return abi.encode(y, x, z, m, s);
    }
    function nam_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        y = g({a: x++, b: x});
        return abi.encode(y, x, z, m);
    }
}
contract Sequenced4 is Writers {
    function namindep_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        y = g({b: x++, a: z++});
        return abi.encode(y, x, z, m);
    }
    function bndm_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        y = m.h(w(m));
        return abi.encode(y, x, z, m);
    }
    function bndself_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        y = w(m).g(z++);
        return abi.encode(y, x, z, m);
    }
    function mulmodi_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        y = mulmod(x++, z++, 1000);
        return abi.encode(y, x, z, m);
    }
    function kec_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        y = uint(keccak256(abi.encode(x++, x))) % 1000;
        return abi.encode(y, x, z, m);
    }
    function kecp_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        y = uint(keccak256(abi.encodePacked(x++, x, x++))) % 1000;
        return abi.encode(y, x, z, m);
    }
    function kecm_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        y = uint(keccak256(abi.encode(m, w(m)))) % 1000;
        return abi.encode(y, x, z, m);
    }
    function kecm2_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        y = uint(keccak256(abi.encode(w(m), m))) % 1000;
        return abi.encode(y, x, z, m);
    }
    function kecm3_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        y = uint(keccak256(abi.encodePacked(m, w(m)))) % 1000;
        return abi.encode(y, x, z, m);
    }
    function encsel_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        y = uint(keccak256(abi.encodeWithSelector(bytes4(uint32(x++)), x, x++))) % 1000;
        return abi.encode(y, x, z, m);
    }
    function encsel2_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        y = uint(keccak256(abi.encodeWithSelector(bytes4(uint32(x)), x++, x))) % 1000;
        return abi.encode(y, x, z, m);
    }
    function encsig_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        y = uint(keccak256(abi.encodeWithSignature(nm(m), m[0]))) % 1000;
        return abi.encode(y, x, z, m);
    }
    function encsig2_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        y = uint(keccak256(abi.encodeWithSignature(nm(m), w(m)))) % 1000;
        return abi.encode(y, x, z, m);
    }
    function enccall_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        y = uint(keccak256(abi.encodeCall(Remote.ext, (x++, x)))) % 1000;
        return abi.encode(y, x, z, m);
    }
    function enccallm_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        y = uint(keccak256(abi.encodeCall(Remote.ext, (w(m), m[0])))) % 1000;
        return abi.encode(y, x, z, m);
    }
    function cat_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        y = uint(keccak256(bytes.concat(bytes32(x++), bytes32(x)))) % 1000;
        return abi.encode(y, x, z, m);
    }
    function scat_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        y = uint(keccak256(bytes(string.concat(nm(m), nm(m))))) % 1000;
        return abi.encode(y, x, z, m);
    }
    function ecr_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        y = uint160(ecrecover(bytes32(x++), 27, bytes32(x), bytes32(x++)));
        return abi.encode(y, x, z, m);
    }
    function req_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        require(x++ < 200, x > 100 ? "big" : "small");
        return abi.encode(y, x, z, m);
    }
    function req2_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        require(x++ < 100, tx2(m));
        y = m[0];
        return abi.encode(y, x, z, m);
    }
    function reqE_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        require(x++ < 100, E(x++, x));
        return abi.encode(y, x, z, m);
    }
    function revE_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        if (x > 100) revert E(x++, x);
        return abi.encode(y, x, z, m);
    }
}
contract Sequenced5 is Writers {
    function idx2_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        y = mm(m)[w(m) % 3];
        return abi.encode(y, x, z, m);
    }
    function idx3_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        uint[3] memory q = mk();
        y = m[sel(m = q, 1)];
        return abi.encode(y, x, z, m);
    }
    function idxa_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        y = m[m[0]++ % 3];
        return abi.encode(y, x, z, m);
    }
    function idxreassign_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        uint[3] memory q = mk();
        m[sel(m = q, 1)] = 77;
        y = q[1];
        return abi.encode(y, x, z, m);
    }
    function idxreassign2_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        uint[3] memory q = mk();
        m[1] = sel(m = q, 77);
        y = q[1];
        return abi.encode(y, x, z, m);
    }
    function idxreassign3_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        uint[3] memory q = mk();
        m[1] += sel(m = q, 77);
        y = q[1];
        return abi.encode(y, x, z, m);
    }
    function member_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        S memory s;
        (x, z) = cut(x, z, m);
        S memory r = S(1, 2);
        s.a = sels(s = r, 8);
        y = r.a;
        return abi.encode(y, x, z, m, s);
    }
    function member2_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        S memory s;
        (x, z) = cut(x, z, m);
        S memory r = S(1, 2);
        s.a += sels(s = r, 8);
        y = r.a;
        return abi.encode(y, x, z, m, s);
    }
    function udo_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        y = U.unwrap(U.wrap(x++) + U.wrap(x));
        return abi.encode(y, x, z, m);
    }
    function udo2_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        y = U.unwrap(U.wrap(w(m)) - U.wrap(w(m)));
        return abi.encode(y, x, z, m);
    }
    function udo3_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        y = U.unwrap(uf(m) - uf(m));
        return abi.encode(y, x, z, m);
    }
    function udoun_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        y = U.unwrap(-uf(m));
        return abi.encode(y, x, z, m);
    }
    function udoeq_(uint x, uint z, bool t, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        t = U.wrap(x++) == U.wrap(x++);
        return abi.encode(y, x, z, m, t);
    }
    function powl_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        y = 2 ** (x++ % 100);
        return abi.encode(y, x, z, m);
    }
    function bytesi_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        bytes memory b = new bytes(4);
        b[x++ % 4] = bytes1(uint8(x));
        y = uint32(bytes4(b));
        return abi.encode(y, x, z, m);
    }
    function nested_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        y = g(g(x++, x), g(x, x++));
        return abi.encode(y, x, z, m);
    }
    function nested2_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        y = g(x++ + 1, x + 2);
        return abi.encode(y, x, z, m);
    }
    function nested3_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        y = g(m[x++ % 3], m[x++ % 3]);
        return abi.encode(y, x, z, m);
    }
    function nested4_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        y = g(x = x + 1, x = x * 2);
        return abi.encode(y, x, z, m);
    }
    function dead_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        x++;
        x--;
        ++x;
        return abi.encode(y, x, z, m);
    }
    function decl_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        uint q = x++;
        uint p = q + x;
        y = p;
        return abi.encode(y, x, z, m);
    }
    function declt_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        (uint q, uint p) = (x++, x++);
        y = q * 100 + p;
        return abi.encode(y, x, z, m);
    }
}
contract Sequenced6 is Writers {
    function ternidx_(uint x, uint z, bool t, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        m[t ? x++ % 3 : z++ % 3] = t ? x : z;
        return abi.encode(y, x, z, m, t);
    }
    function while_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        while (x++ < z) y += x;
        return abi.encode(y, x, z, m);
    }
    function for_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        for (uint i = 0; i < 3; m[i++] = i) y += i;
        return abi.encode(y, x, z, m);
    }
    function newarr_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        uint[] memory n = new uint[](x++ % 5);
        y = n.length * 100 + x;
        return abi.encode(y, x, z, m);
    }
    function slice_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        y = uint(keccak256(msg.data[x++ % 4:(x % 4) + 8])) % 1000;
        return abi.encode(y, x, z, m);
    }
    function tupnest_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        ((x, y), z) = ((z, x), y);
        return abi.encode(y, x, z, m);
    }
    function tuphole_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        (, y, ) = (x++, x, x++);
        return abi.encode(y, x, z, m);
    }
    function tupret_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        (y, z) = two(x++, x);
        return abi.encode(y, x, z, m);
    }
    function tupret2_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        (y, x) = two(x, x++);
        return abi.encode(y, x, z, m);
    }
    function tupret3_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        (m[0], m[1]) = twom(m);
        return abi.encode(y, x, z, m);
    }
    function tupret4_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        (m[x % 3], x) = two(x++, x++);
        return abi.encode(y, x, z, m);
    }
    function refs_(uint x, uint z, uint[3] memory m) external pure returns (bytes memory) {
        uint y;
        (x, z) = cut(x, z, m);
        uint[3] memory q;
        uint[3] memory r;
        (q, r) = (m, w3(m));
        y = q[0] * 1000 + r[0];
        return abi.encode(y, x, z, m);
    }
}
