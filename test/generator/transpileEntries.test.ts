import { expect } from "chai";
import { transpile } from "../../generator/index.ts";
import { hexToBytes } from "../../offchain/evm/hex.ts";
import { compareCall, load, newTally, type Translated } from "./differential/compare.ts";
import { type Compiled, compileAllForEvm } from "./differential/evm.ts";

// What a call finds beside pure functions: selectors of functions that need a chain, fallback, receive, nothing at all.

const CONTENT = `// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;
contract Shop {
  event Sold(uint256 indexed what, string note);
  struct Shelf { uint256 space; mapping(address => uint256) held; uint256[] list; }
  mapping(bytes32 => Shelf) private shelves; uint256 public stock; uint256 immutable fee; uint8[3] small = [1, 2, 3];
  uint256 public constant RATE = 30; string public constant TITLE = "a title that is a bit longer than one word";
  function(uint256) internal pure returns (uint256) private pointer;
  constructor(uint256 x) payable { fee = x; }
  modifier onlySelf() { require(msg.sender == address(this), "self"); _; }
  modifier limited(uint256 x) { require(x < 100, "limited"); _; require(x != 50, "late"); }
  function buy(uint256 x) external payable { stock -= x; emit Sold(x, "bought"); }
  function raw(uint256 x) external view returns (uint256 r) { assembly { r := add(x, sload(0)) } }
  function guarded(uint256 x) external onlySelf returns (uint256) { return x; }
  function env() external view returns (uint256, uint256) { return (block.timestamp, gasleft()); }
  function through(uint256 x) external view returns (uint256) { return pointer(x) + fee; }
  function storedLength() external view returns (uint256) { uint256[] storage l = shelves[0].list; return l.length; }
  function price(uint256 x) public pure limited(x) returns (uint256) { return x * RATE / 7; }
  function silent(uint256 x) public limited(x) returns (uint256) { return price(x) + 1; }
  function seen(string calldata s) external view returns (bytes memory) { return abi.encode(s, msg.sig); }
  function paid(uint8 x) external payable returns (uint8) { return x - 1; }
}
library Shelves {
  enum Kind { Dry, Cold } struct Item { uint64 weight; Kind kind; }
  function heavier(Item memory a, Item calldata b) public pure returns (Item memory) { a.weight += b.weight; return a; }
  function kindOf(Kind k) external pure returns (Kind, bytes4) { return (k, msg.sig); }
  function looks(uint256 x) external view returns (uint256) { return x + 1; }
  function writes(uint256 x) external returns (uint256) { return x + 1; }
  function count(uint256[] storage list) public view returns (uint256) { return list.length; }
}
contract Takes { fallback() external payable {} function f() external pure {} }
contract Refuses { error No(bytes4 sig, uint256 size); fallback() external { revert No(msg.sig, msg.data.length); } function f() external pure {} }
contract OnlyEther { receive() external payable {} function f() external pure {} }
contract Both { receive() external payable { revert("no ether"); } fallback() external { require(msg.data.length > 5, "short"); } }
contract Echo { fallback(bytes calldata given) external returns (bytes memory) { return given.length > 4 ? abi.encodePacked(given[4:], msg.sig) : given; } }
contract Child is Echo { function f(uint256 x) external pure returns (uint256) { return x; } }
`;

const WORD = "00".repeat(31);

/** Calls by contract: signature and arguments, or calldata. \`null\`: needs a chain. */
const CALLS: readonly { readonly contract: string; readonly data: readonly string[]; readonly chain?: boolean }[] = [
  { contract: "Shop", data: ["price(uint256)", "05"] },
  { contract: "Shop", data: ["price(uint256)", "32"] },
  { contract: "Shop", data: ["silent(uint256)", "07"] },
  { contract: "Shop", data: ["silent(uint256)", "ff"] },
  { contract: "Shop", data: ["paid(uint8)", "00"] },
  { contract: "Shop", data: ["paid(uint8)", "09"] },
  { contract: "Shop", data: ["RATE()"] },
  { contract: "Shop", data: ["TITLE()"] },
  { contract: "Shop", data: ["0x12345678"] },
  { contract: "Shop", data: ["0x"] },
  { contract: "Shop", data: ["0x0102"] },
  { contract: "Shop", data: ["buy(uint256)", "01"], chain: true },
  { contract: "Shop", data: ["raw(uint256)", "01"], chain: true },
  { contract: "Shop", data: ["guarded(uint256)", "01"], chain: true },
  { contract: "Shop", data: ["env()"], chain: true },
  { contract: "Shop", data: ["through(uint256)", "01"], chain: true },
  { contract: "Shop", data: ["storedLength()"], chain: true },
  { contract: "Shop", data: ["stock()"], chain: true },
  { contract: "Shelves", data: ["heavier(Shelves.Item,Shelves.Item)", "05", "01", "06", "00"] },
  { contract: "Shelves", data: ["kindOf(Shelves.Kind)", "01"] },
  { contract: "Shelves", data: ["kindOf(Shelves.Kind)", "02"] },
  { contract: "Shelves", data: ["looks(uint256)", "02"] },
  { contract: "Shelves", data: ["writes(uint256)", "02"], chain: true },
  { contract: "Shelves", data: ["count(uint256[] storage)", "02"], chain: true },
  ...["Takes", "Refuses", "OnlyEther", "Both", "Echo", "Child"].flatMap((contract) =>
    ["0x", "0x01", "0x01020304", `0x01020304${WORD}0506`].map((data) => ({ contract, data: [data] })),
  ),
];

describe("transpile: a call that meets no pure function is answered as by the EVM, or not at all (rule 16)", function () {
  this.timeout(60_000);
  const sources = { "A.sol": { content: CONTENT } };
  let all: ReadonlyMap<string, Compiled> = new Map();
  const translations = new Map<string, Translated>();
  before(async () => {
    all = compileAllForEvm(sources, "A.sol", false);
    for (const contract of new Set(CALLS.map((one) => one.contract)))
      translations.set(contract, await load(transpile({ sources, contract }).code));
  });

  for (const { contract, data, chain } of CALLS) {
    it(`${contract} ${data.join(" ")}${chain === true ? ": needs a chain" : ""}`, async () => {
      const compiled = all.get(contract);
      const translated = translations.get(contract);
      if (compiled === undefined || translated === undefined) throw new Error(`no contract ${contract}`);
      const [first = "", ...words] = data;
      const start = first.startsWith("0x") ? first.slice(2) : compiled.methods[first];
      const calldata = hexToBytes(`0x${start}${words.map((word) => `${WORD}${word}`).join("")}`);
      if (chain === true) {
        expect(() => translated.call(calldata)).to.throw("no answer without a chain");
        return;
      }
      const tally = newTally();
      await compareCall({ name: contract, compiled, translated }, calldata, tally);
      expect(tally.mismatches).to.deep.equal([]);
      expect(tally.calls).to.equal(1);
    });
  }
});
