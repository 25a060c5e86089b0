import { readFileSync } from "node:fs";
import { expect } from "chai";
import { type Diagnostic, TranspileError, transpile } from "../../generator/index.ts";
import { ledger } from "./differential/ledger.ts";

/** What transpile says of a contract with one function's body. */
function refusalOf(members: string, before = ""): Diagnostic {
  const content = `// SPDX-License-Identifier: Apache-2.0\npragma solidity 0.8.30;\n${before}\ncontract C {\n${members}\n}\n`;
  try {
    transpile({ sources: { "C.sol": { content } } });
  } catch (thrown) {
    if (thrown instanceof TranspileError && thrown.diagnostics[0] !== undefined) return thrown.diagnostics[0];
    throw thrown;
  }
  throw new Error("nothing was refused");
}

interface Case {
  readonly what: string;
  readonly node: string;
  readonly members: string;
  readonly before?: string;
}

const F = "function f(uint256 x, uint256[] memory m, address a) external pure returns (uint256 y)";
const ORDER = "language leaves open";

const CASES: Case[] = [
  {
    what: "delete of a byte in memory, which clears 32 bytes in the older pipeline",
    node: "UnaryOperation",
    members: "function f(bytes memory b) external pure returns (bytes memory) { delete b[1]; return b; }",
  },
  {
    what: "require with names of an error's arguments out of order",
    node: "FunctionCall",
    before: "error Wide(uint256 a, uint256 b);",
    members: "function f(uint8 x) external pure { require(x > 5, Wide({b: x, a: 7})); }",
  },
  {
    what: "the ABI coder that does not check what it decodes",
    node: "PragmaDirective",
    before: "pragma abicoder v1;",
    members: "function f(uint8 x) external pure returns (uint8) { return x; }",
  },
  { what: "assembly", node: "InlineAssembly", members: `${F} { assembly { y := x } }` },
  {
    what: "a function pointer",
    node: "FunctionTypeName",
    members: `function g(uint256 x) internal pure returns (uint256) { return x; } ${F} { function(uint256) pure returns (uint256) h = g; return h(x); }`,
  },
  {
    what: "a call of a library's public function",
    node: "FunctionCall",
    before: "library L { function g(uint256 x) public pure returns (uint256) { return x; } }",
    members: `${F} { return L.g(x); }`,
  },
  {
    what: "an external call",
    node: "FunctionCall",
    before: "interface I { function g(uint256 x) external pure returns (uint256); }",
    members: `${F} { return I(a).g(x); }`,
  },
  {
    what: "assembly reached through a function and a modifier",
    node: "InlineAssembly",
    members: `modifier m2() { assembly { } _; } function g() internal pure m2 returns (uint256) { return 1; } ${F} { return g(); }`,
  },
];

CASES.push({
  what: "a byte that is deleted, which the compiler's pipelines do differently",
  node: "UnaryOperation",
  members: `function f(bytes memory b) external pure returns (bytes memory) { delete b[1]; return b; }`,
});

const TWICE = "modifier twice() { _; _; }";
CASES.push(
  {
    what: "a result that survives into a second run",
    node: "ModifierInvocation",
    members: `${TWICE} function f() external pure twice returns (uint256 n) { n++; }`,
  },
  {
    what: "a result that a second run may not set",
    node: "ModifierInvocation",
    members: `${TWICE} function f(uint256[] memory m) external pure twice returns (uint256) { if (m[0]++ % 2 == 0) return 5; }`,
  },
  {
    what: "a result read before a second run sets it",
    node: "ModifierInvocation",
    members: `${TWICE} function f(uint256[] memory m) external pure twice returns (uint256 n) { if (m[0]++ % 2 == 0) return n; n = 1; }`,
  },
  {
    what: "a parameter changed before a second run",
    node: "ModifierInvocation",
    members: `${TWICE} function f(uint256 x) external pure twice { require(x++ < 3); }`,
  },
);

const ORDERS: readonly { readonly what: string; readonly body: string }[] = [
  { what: "a variable read beside its increment", body: "y = x++ + x;" },
  { what: "a variable read beside its assignment", body: "y = x + (x = 5);" },
  { what: "two increments that are not the same code", body: "y = x++ * 2 + x++;" },
  { what: "memory read beside a call that writes it", body: "y = m[0] + w(m);" },
  { what: "two calls that write the same memory", body: "y = w(m) - w(m);" },
  { what: "a value that a function is called on, changed by an argument", body: "y = x.g(x++);" },
  { what: "named arguments out of order", body: "y = g({q: x++, p: x});" },
  { what: "the arguments of mulmod", body: "y = mulmod(x++, x, 7);" },
  { what: "a custom error's named arguments out of order", body: "if (x > 3) revert E({b: x++, a: x});" },
];

describe("transpile: what is not exact is refused, by file, line, column, node and reason", function () {
  this.timeout(60_000);
  for (const { what, node, members, before } of CASES) {
    it(`refuses ${what}`, () => {
      const refused = refusalOf(members, before);
      expect(refused.node).to.equal(node);
      expect(refused.file).to.equal("C.sol");
      expect(refused.message).to.not.equal("");
    });
  }

  const helpers = "function w(uint256[] memory m) internal pure returns (uint256) { m[0]++; return m[0]; }";
  const before =
    "error E(uint256 a, uint256 b); function g(uint256 p, uint256 q) pure returns (uint256) { return p * q; } using {g} for uint256;";
  for (const { what, body } of ORDERS) {
    it(`refuses an evaluation order that the language leaves open: ${what}`, () => {
      const refused = refusalOf(`${helpers} ${F} { ${body} return y; }`, before);
      expect(refused.message).to.contain(ORDER);
      expect(refused.line).to.equal(5);
    });
  }

  it("gives line and column of the place", () => {
    const refused = refusalOf(`    ${F} {\n        // é\n        assembly { y := x }\n    }`);
    expect([refused.line, refused.column]).to.deep.equal([7, 9]);
  });

  it("gives the compiler's errors as diagnostics", () => {
    const refused = refusalOf(`${F} { return z; }`);
    expect(refused.node).to.equal("DeclarationError");
    expect(refused.message).to.contain("Undeclared identifier");
  });

  it("refuses a contract without pure functions, and a name that is not there", () => {
    expect(
      refusalOf("uint256 public x; function g() external view returns (uint256) { return x; }").message,
    ).to.contain("no public or external pure function");
    const content = "pragma solidity 0.8.30; contract A { function f() external pure {} }";
    expect(() => transpile({ sources: { "A.sol": { content } }, contract: "B" })).to.throw(
      TranspileError,
      "no contract B",
    );
  });

  it("the conformance ledger is what the rules and the corpus give", () => {
    const written = readFileSync(new URL("./conformance.md", import.meta.url), "utf8");
    expect(written, "stale: run node test/generator/transpileLedger.ts").to.equal(ledger());
  });
});
