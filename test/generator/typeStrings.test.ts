import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { parse, readCompilerPin } from "../../generator/read/compiler.ts";
import { readProtocol } from "../../generator/read/protocol.ts";
import { closureOf, listSolidity } from "../../generator/read/sources.ts";
import { checkTypeString, parseTypeString } from "../../generator/read/typeStrings.ts";
import { ROOT } from "./support/fixtureProject.ts";

const structs = [
  { name: "Share", file: "T.sol", comment: "", fields: [{ type: "uint8", name: "asset" }] },
  {
    name: "App",
    file: "T.sol",
    comment: "",
    fields: [
      { type: "bytes32", name: "x" },
      { type: "Share[]", name: "locks" },
    ],
  },
];
const GOOD = "App(bytes32 x,Share[] locks)Share(uint8 asset)";

describe("EIP-712 type strings are held against the structs", () => {
  it("reads the type and those it refers to", () => {
    expect(parseTypeString(GOOD)).to.deep.equal({
      primary: {
        name: "App",
        fields: [
          { type: "bytes32", name: "x" },
          { type: "Share[]", name: "locks" },
        ],
      },
      referenced: [{ name: "Share", fields: [{ type: "uint8", name: "asset" }] }],
    });
  });

  const refused: readonly (readonly [string, string, RegExp])[] = [
    ["APP_TYPEHASH", "App(bytes32 x, Share[] locks)Share(uint8 asset)", /no EIP-712 type string|is \(/],
    ["APP_TYPEHASH", "App", /no EIP-712 type string/],
    ["APP_TYPE_HASH", GOOD, /call it APP_TYPEHASH/],
    ["APP_TYPEHASH", "App(bytes32 y,Share[] locks)Share(uint8 asset)", /bytes32 y.*but \(bytes32 x/],
    ["APP_TYPEHASH", "App(bytes31 x,Share[] locks)Share(uint8 asset)", /bytes31 x/],
    ["APP_TYPEHASH", "App(Share[] locks,bytes32 x)Share(uint8 asset)", /but \(bytes32 x, Share\[\] locks\)/],
    ["APP_TYPEHASH", "App(bytes32 x,Share[] locks)", /must be Share/],
    ["APP_TYPEHASH", "App(bytes32 x,Share[] locks)Share(uint16 asset)", /uint16 asset/],
    ["OTHER_TYPEHASH", "Other(bytes32 x)", /no struct Other/],
  ];
  for (const [constant, text, says] of refused)
    it(`refuses ${constant} ${text}`, () => expect(checkTypeString(constant, text, structs).join("\n")).to.match(says));

  it("takes fields in front that the struct has not", () => {
    expect(checkTypeString("APP_TYPEHASH", GOOD, structs)).to.deep.equal([]);
    expect(
      checkTypeString("APP_TYPEHASH", "App(bytes32 channelId,bytes32 x,Share[] locks)Share(uint8 asset)", structs),
    ).to.deep.equal([]);
  });

  it("a struct that was changed without its type string is refused at the type string's line", () => {
    const path = "contracts/types/State.sol";
    const changed = {
      [path]: { content: readFileSync(join(ROOT, path), "utf8").replace("uint48 version;", "uint64 version;") },
    };
    const sources = closureOf(ROOT, listSolidity(ROOT, "contracts/types"), changed);
    expect(() => readProtocol(parse(sources, readCompilerPin(ROOT)))).to.throw(
      /contracts\/types\/TypeHashes\.sol:\d+:\d+: State is .*uint48 version.* but \(uint64 version/,
    );
  });

  it("a limit that is no number is refused at its line", () => {
    const path = "contracts/types/Limits.sol";
    const text = `${readFileSync(join(ROOT, path), "utf8")}\nuint256 constant ODD = 7 ** 2;\n`;
    const sources = closureOf(ROOT, listSolidity(ROOT, "contracts/types"), { [path]: { content: text } });
    expect(() => readProtocol(parse(sources, readCompilerPin(ROOT)))).to.throw(
      /contracts\/types\/Limits\.sol:\d+:\d+: ODD: a limit is a number.*\[limit\]/,
    );
  });
});
