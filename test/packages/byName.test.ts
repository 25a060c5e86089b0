import { expect } from "chai";
import { moveByName, rehearse } from "../../deploy/packages/chenilles/index.ts";
import { ticTacToe } from "../../offchain/generated/apps/ticTacToe.ts";
import { fromText, NotUnderstood } from "../../offchain/protocol/client/byName.ts";

const word = `0x${"0A".repeat(32)}`;

describe("moves by name, with what a person typed", () => {
  for (const [type, text, value] of [
    [{ kind: "uint", bits: 8 }, " 4 ", 4],
    [{ kind: "uint", bits: 256 }, "5", 5n],
    [{ kind: "uint", bits: 64, small: true }, "60", 60],
    [{ kind: "int", bits: 128 }, "-7", -7n],
    [{ kind: "bool" }, "true", true],
    [{ kind: "enum", names: ["Rock", "Paper"] }, "Paper", "Paper"],
    [{ kind: "address" }, `0x${"Ab".repeat(20)}`, `0x${"ab".repeat(20)}`],
    [{ kind: "bytes" }, "0x", "0x"],
    [{ kind: "bytesN", size: 32 }, word, word],
    [{ kind: "string" }, " a ", " a "],
  ] as const)
    it(`${type.kind}: ${JSON.stringify(text)}`, () => expect(fromText({ name: "x", type }, text)).to.equal(value));

  for (const [type, text] of [
    [{ kind: "uint", bits: 8 }, "-1"],
    [{ kind: "uint", bits: 8 }, "1.5"],
    [{ kind: "uint", bits: 8 }, ""],
    [{ kind: "int", bits: 8 }, "0x1"],
    [{ kind: "bool" }, "yes"],
    [{ kind: "enum", names: ["Rock"] }, "rock"],
    [{ kind: "address" }, "0x12"],
    [{ kind: "bytes" }, "0x1"],
    [{ kind: "bytesN", size: 4 }, "0x000102"],
    [{ kind: "set" }, "1"],
    [{ kind: "tuple", fields: [] }, ""],
  ] as const)
    it(`${type.kind}: ${JSON.stringify(text)} is not understood`, () => {
      expect(() => fromText({ name: "x", type }, text)).to.throw(NotUnderstood, /^x: /);
    });

  it("plays what whatCanIDo offers, and nothing that it does not offer any more", async () => {
    const deal = { terms: { stake: 1n, moveTime: 60 }, seats: { x: "0x01", o: "0x02" } } as const;
    const { players } = await rehearse(ticTacToe, deal);
    const [mark] = players.x.whatCanIDo();
    if (mark === undefined) throw new Error("X begins");
    expect(await moveByName(players.x, mark, { cell: "4" })).to.include({ phase: "Playing", final: false });
    const late = await moveByName(players.x, mark, { cell: "5" }).catch((error: unknown) => error);
    expect(late).to.be.instanceOf(NotUnderstood);
    const [reply] = players.o.whatCanIDo();
    if (reply === undefined) throw new Error("it is O's turn");
    const taken = await moveByName(players.o, reply, { cell: "4" }).catch((error: unknown) => error);
    expect(taken).to.have.nested.property("refusal.error", "CellTaken");
  });
});
