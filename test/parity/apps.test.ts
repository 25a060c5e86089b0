import { expect } from "chai";
import { getBytes, getCreate2Address, Interface, type JsonFragment, keccak256 } from "ethers";
import { closureOf } from "../../generator/read/sources.ts";
import { bytesToHex } from "../../offchain/evm/hex.ts";
import { abiEncode } from "../../offchain/evm/strictAbi.ts";
import { ticTacToe } from "../../offchain/generated/apps/ticTacToe.ts";
import type { AppState } from "../../offchain/generated/protocol/structs.ts";
import type { AppDescriptor } from "../../offchain/protocol/client/descriptor.ts";
import { compareCall, newTally, type Tally } from "../generator/differential/compare.ts";
import { compileForEvm } from "../generator/differential/evm.ts";
import { Random } from "../generator/differential/random.ts";
import { APPS } from "../generator/support/apps.ts";
import { ROOT } from "../generator/support/fixtureProject.ts";
import { gameArgs, randomTerms, type Sealed } from "./randomPlay.ts";
import { runs } from "./randomStructs.ts";

const PROXY = "0x4e59b44847b379578588920cA78FbF26c0B4956C";

interface Side {
  readonly app: AppDescriptor;
  readonly call: (calldata: Uint8Array) => { readonly success: boolean; readonly data: Uint8Array };
  readonly adapter: string;
  readonly root: string;
}

function compiled(side: Side): ReturnType<typeof compileForEvm> {
  return compileForEvm(closureOf(side.root, [side.adapter]), side.adapter, side.adapter.replace(/^.*\/|\.sol$/g, ""));
}

/** A game of random moves, most of them legal, and of timeouts: every call of it on both sides. */
async function play(
  side: Side,
  evm: ReturnType<typeof compileForEvm>,
  random: Random,
  tally: Tally,
  phases: Set<string>,
): Promise<void> {
  // solc's ABI is what ethers reads
  const abi = new Interface(evm.abi as JsonFragment[]);
  const pair = { name: side.app.code.name, compiled: evm, translated: { call: side.call } };
  const both = async (name: string, args: readonly unknown[]): Promise<AppState | undefined> => {
    const calldata = getBytes(abi.encodeFunctionData(name, args));
    await compareCall(pair, calldata, tally);
    const { success, data } = side.call(calldata);
    return success && name !== "status" ? (abi.decodeFunctionResult(name, data)[0].toObject() as AppState) : undefined;
  };
  const seats = side.app.roles.reduce((sum, role) => sum + role.min + random.below(role.max - role.min + 1), 0);
  const terms = randomTerms(random, side.app);
  const sealed: Sealed = new Map();
  let state = await both("begin", [terms, random.once(10) ? random.below(40) : seats]);
  for (let step = 0; state !== undefined && step < 24; step++) {
    const used = bytesToHex(random.bytes(random.below(4 * seats)).map((byte) => byte % 7));
    await both("status", [terms, state, used]);
    if (state.isFinal && random.once(2)) return;
    const move = random.once(12) ? random.below(256) : random.below(side.app.moves.length);
    const seat = random.once(12) ? random.below(256) : random.below(seats);
    const next: AppState | undefined = random.once(12)
      ? await both("expire", [terms, state, random.bits(random.pick([3, 12, 64]))])
      : await both("play", [terms, state, seat, move, gameArgs(random, side.app, side.app.moves[move], seat, sealed)]);
    if (next !== undefined) {
      phases.add(state.body.slice(2, 66));
      state = next;
    }
  }
}

function describeSide(name: string, make: () => Promise<Side>): void {
  describe(`${name}: EVM = TypeScript, random terms (rule 16)`, function () {
    this.timeout(300_000);
    let side: Side;
    let evm: ReturnType<typeof compileForEvm>;
    before(async () => {
      side = await make();
      evm = compiled(side);
    });

    it("random games: values and revert bytes", async () => {
      const tally = newTally();
      const phases = new Set<string>();
      for (let game = 0; game < runs(60); game++) await play(side, evm, new Random(game), tally, phases);
      expect(tally.mismatches).to.deep.equal([]);
      expect(tally.returned).to.be.greaterThan(100);
      expect(tally.reverted).to.be.greaterThan(20);
      expect(phases.size, "phases left by a step").to.be.at.least(
        side.app.phases.filter((phase) => !phase.final).length,
      );
    });
  });
}

for (const app of APPS)
  describeSide(app.code.name, async () => {
    const constant = app.code.name.slice(0, 1).toLowerCase() + app.code.name.slice(1);
    // what a translated module exports
    const { call } = (await import(`../../offchain/generated/apps/${constant}Code.ts`)) as Pick<Side, "call">;
    return { app, call, adapter: `contracts/generated/${app.code.name}App.sol`, root: ROOT };
  });

describe("a deployed adapter", () => {
  it("stands where the deterministic deployment proxy puts it", () => {
    for (const { code } of APPS)
      expect(code.address, code.name).to.equal(
        getCreate2Address(PROXY, `0x${"00".repeat(32)}`, keccak256(code.initCode)).toLowerCase(),
      );
  });

  it("refuses amounts that 128 bits do not hold, on both sides alike", () => {
    const terms = bytesToHex(
      abiEncode([{ name: "terms", type: { kind: "tuple", fields: ticTacToe.terms } }], {
        terms: { stake: 1n << 128n, moveTime: 1 },
      }),
    );
    const outcome = ticTacToe.code.begin(terms, 2n);
    expect(outcome.ok).to.equal(false);
    expect(ticTacToe.errors.find((error) => !outcome.ok && outcome.revert.startsWith(error.selector))?.name).to.equal(
      "AmountTooLarge",
    );
  });
});
