import { expect } from "chai";
import { type ContractRunner, Interface } from "ethers";
import { ethersContract } from "../../deploy/packages/chenilles/ethersContract.ts";
import { bytesToHex, hexToBytes } from "../../offchain/evm/hex.ts";
import { ticTacToe, ticTacToeCode } from "../../offchain/generated/apps/ticTacToe.ts";
import { ticTacToeAbi } from "../../offchain/generated/apps/ticTacToeAbi.ts";
import { call } from "../../offchain/generated/apps/ticTacToeCode.ts";

/** A chain on which the adapter's translation stands for the adapter. */
const runner: ContractRunner = {
  provider: null,
  call: async ({ data }) => bytesToHex(call(hexToBytes(data ?? "0x")).data),
};
const terms = `0x${"5".padStart(64, "0")}${"3c".padStart(64, "0")}`;

describe("a generated ABI in ethers", () => {
  const adapter = ethersContract(ticTacToeAbi, ticTacToeCode.address, runner);

  it("gives values of its types, by name", async () => {
    const first = await adapter.begin(terms, 2n);
    const isFinal: boolean = first.isFinal;
    const held: readonly bigint[] = first.held;
    expect([isFinal, ...held]).to.deep.equal([false, 5n, 5n]);
    const { held: own, body } = first;
    const state = { isFinal, held: [...own], body };
    const [next, stays] = await adapter.play(terms, state, 0, 0, `0x${"4".padStart(64, "0")}`);
    expect(stays).to.equal(false);
    expect(next.body).to.not.equal(body);
    expect((await adapter.status(terms, state, "0x")).due).to.equal(1n);
  });

  it("has every error that the adapter may revert with", () => {
    const { data } = call(hexToBytes(new Interface(ticTacToeAbi).encodeFunctionData("begin", [terms, 3])));
    expect(new Interface(ticTacToeAbi).parseError(data)?.name).to.equal("BadSeats");
    const known = ticTacToeAbi.flatMap((item) => (item.type === "error" ? [item.name] : []));
    expect(known).to.have.members(ticTacToe.errors.map(({ name }) => name));
  });
});
