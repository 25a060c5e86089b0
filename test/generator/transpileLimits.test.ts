import { expect } from "chai";
import { id } from "ethers";
import { transpile } from "../../generator/index.ts";
import { bytesToHex, concat, hexToBytes } from "../../offchain/evm/hex.ts";
import { load, type Translated } from "./differential/compare.ts";

const SOURCE = `// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;
contract Limits {
    uint256 public stored;
    function forever() external pure { while (true) {} }
    function deep(uint256 n) public pure returns (uint256) { return n == 0 ? 0 : 1 + deep(n - 1); }
    function wide(uint256 n) external pure returns (uint256) { return new uint256[](n).length; }
    function set(uint256 n) external { stored = n; }
    error Large(uint256 x);
    function digit(uint256 x) internal pure returns (uint256) { if (x > 9) revert Large(x); return x; }
    function number(uint256 a, uint256 b) external pure returns (uint256) { return digit(a) * 10 + digit(b); }
    function narrow(uint8[] calldata a) external pure returns (uint8[] memory) { return a; }
    function change(bytes memory b) external pure returns (bytes memory, bytes calldata) { b[0] = 0xff; return (b, msg.data[68:69]); }
}
interface After { function later() external pure; }
`;

/** Calldata of a function with words. */
function calldata(signature: string, ...words: readonly bigint[]): Uint8Array {
  const parts = words.map((word) => hexToBytes(`0x${word.toString(16).padStart(64, "0")}`));
  return concat(hexToBytes(id(signature)).subarray(0, 4), ...parts);
}

describe("transpile: limits of a call", () => {
  let translated: Translated;

  before(async function () {
    this.timeout(30_000);
    translated = await load(transpile({ sources: { "Limits.sol": { content: SOURCE } } }).code);
  });

  it("throws OutOfSteps for a loop without end, deep recursion and much memory: the EVM's answer depends on gas", () => {
    for (const data of [
      calldata("forever()"),
      calldata("deep(uint256)", 100_000n),
      calldata("wide(uint256)", 1n << 30n),
    ]) {
      expect(() => translated.call(data)).to.throw("in the EVM the outcome would depend on the gas");
    }
  });

  it("answers the next call after one that was given up", () => {
    expect(() => translated.call(calldata("deep(uint256)", 100_000n))).to.throw();
    const answer = translated.call(calldata("deep(uint256)", 50n));
    expect(BigInt(bytesToHex(answer.data))).to.equal(50n);
  });

  it("follows recursion nearly as deep as the stack of the compiler's older pipeline allows", () => {
    const answer = translated.call(calldata("deep(uint256)", 290n));
    expect(BigInt(bytesToHex(answer.data))).to.equal(290n);
    expect(() => translated.call(calldata("deep(uint256)", 310n))).to.throw("recursion");
  });

  it("panics with 0x41 where the EVM could not even address the memory", () => {
    const answer = translated.call(calldata("wide(uint256)", 1n << 64n));
    expect(answer.success).to.equal(false);
    expect(bytesToHex(answer.data)).to.equal(`0x4e487b71${"41".padStart(64, "0")}`);
  });

  it("throws OrderLeftOpen where two operands fail, each in its own way: which is first differs between the pipelines", () => {
    expect(() => translated.call(calldata("number(uint256,uint256)", 10n, 11n))).to.throw(
      "two parts of one expression",
    );
    const large = (x: bigint): Uint8Array => calldata("Large(uint256)", x);
    for (const [a, b, data] of [
      [10n, 1n, large(10n)],
      [1n, 11n, large(11n)],
      [12n, 12n, large(12n)],
    ] as const)
      expect(translated.call(calldata("number(uint256,uint256)", a, b))).to.deep.equal({ success: false, data });
    expect(translated.call(calldata("number(uint256,uint256)", 4n, 2n)).success).to.equal(true);
  });

  it("throws PipelinesDiffer for values out of range in an array copied from calldata: the older pipeline cuts them", () => {
    expect(() => translated.call(calldata("narrow(uint8[])", 32n, 1n, 256n))).to.throw("out of the range");
    expect(translated.call(calldata("narrow(uint8[])", 32n, 1n, 255n)).success).to.equal(true);
  });

  it("throws NotTranslated for functions that need a chain", () => {
    expect(() => translated.call(calldata("set(uint256)", 1n))).to.throw("set(uint256) is not a pure function");
    expect(() => translated.call(calldata("stored()"))).to.throw("stored() is not a pure function");
  });

  it("reverts without data for an unknown selector and for calldata without one", () => {
    for (const data of [calldata("unknown()"), new Uint8Array(3), new Uint8Array(0)]) {
      expect(translated.call(data)).to.deep.equal({ success: false, data: new Uint8Array(0) });
    }
  });

  it("takes the last contract that has code, and never writes the caller's bytes, a Buffer's either", () => {
    const given = Buffer.from(calldata("change(bytes)", 32n, 1n, 0x61n << 248n));
    const before = given.toString("hex");
    const answer = translated.call(given);
    expect(given.toString("hex")).to.equal(before);
    expect(bytesToHex(answer.data.slice(96, 97))).to.equal("0xff");
    expect(bytesToHex(answer.data.slice(160, 161))).to.equal("0x61");
  });
});
