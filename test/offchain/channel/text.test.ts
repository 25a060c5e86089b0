import { expect } from "chai";
import fc from "fast-check";
import { BadRecord, fromText, toText } from "../../../offchain/channel/text.ts";

const plain = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.integer(),
    fc.bigInt(),
    fc.string(),
    fc.constantFrom("12n", "-3n", "~", "~5n", "~~", "0n", "n", "~x"),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(
      fc.string().filter((key) => key !== "__proto__"),
      tie("value"),
      { maxKeys: 4, noNullPrototype: true },
    ),
  ),
})).value;

describe("text of a record on disk", () => {
  it("reads back whatever was written, wide integers and texts that look like them alike", () => {
    fc.assert(fc.property(plain, (value) => void expect(fromText("k", toText(value))).to.deep.equal(value)));
  });

  it("says which record is torn, and what to do", () => {
    const whole = toText({ amount: 5n, to: "bob" });
    for (let length = 0; length < whole.length; length++)
      expect(() => fromText("head/0x01", whole.slice(0, length))).to.throw(BadRecord, /head\/0x01.*backup/);
  });
});
