import { expect } from "chai";
import { Interface } from "ethers";
import type { Hex } from "../../offchain/evm/hex.ts";
import { adjudicatorAbi } from "../../offchain/generated/protocol/adjudicator.ts";
import { assetAddress } from "../../offchain/generated/protocol/rules.ts";
import type { State } from "../../offchain/generated/protocol/structs.ts";
import { Court, type Pact } from "./court.ts";
import { lockOf, secret, Tree } from "./leaves.ts";
import { ALICE, assetOf, BOB, DAY, ETH, hex, NOTHING, paidAt, stateOf } from "./people.ts";

/** Writes a time for a hash and nothing else: it has no lock (adjudicator §7). */
const UNLOCKED = ["publish"];
/** Hooks of tokens: they write nothing. */
const HOOK = /^on[A-Z]/;

/** Every entry that writes. */
const ENTRIES = adjudicatorAbi
  .flatMap((item) => (item.type === "function" ? [item] : []))
  .filter(({ name, stateMutability }) => !["view", "pure"].includes(stateMutability) && !HOOK.test(name))
  .map(({ name }) => name)
  .filter((name) => !UNLOCKED.includes(name));

const TOKEN = new Interface(["function answer() view returns (bytes)", "error Reentered()"]);

describe("one lock for all entries (attack 28)", () => {
  let court: Court;
  let payee: Hex;

  beforeEach(async () => {
    court = await Court.begin();
    payee = await court.deploy("HostilePayee");
  });

  afterEach(() => court.end());

  /** A channel of Alice and Bob with 5 each, in which Bob is paid at the payee. */
  const funded = (): Promise<Pact> => court.funded([ALICE, paidAt(BOB, payee)], 5n, 5n);

  /** From now on the payee calls this entry whenever it is paid. */
  async function arm(entry: string): Promise<void> {
    await court.tell(payee, "become(uint8)", [4]);
    await court.tell(payee, "arm(address,bytes)", [court.address, court.blank(entry)]);
  }

  async function refusal(): Promise<string> {
    const face = new Interface(["function refusal() view returns (bytes4)", "error Reentered()"]);
    const answer = await court.chain.call(payee, hex(face.encodeFunctionData("refusal")));
    return face.parseError(answer.slice(0, 10))?.name ?? answer;
  }

  async function fixed(state: State): Promise<Pact> {
    const pact = await funded();
    await court.challenge(ALICE, pact, state);
    court.pass(9 * DAY);
    return pact;
  }

  /** Each way to pay, up to the call that pays. */
  const WAYS: Readonly<Record<string, () => Promise<() => Promise<unknown>>>> = {
    conclude: async () => {
      const pact = await funded();
      return () => court.conclude(pact, stateOf(1, [0n, 0n], { isFinal: true }));
    },
    withdraw: async () => {
      const pact = await funded();
      const state = { ...stateOf(1, []), assets: [assetOf(ETH, [0n, 0n], 0n, [0n, 2n])] };
      return () => court.withdraw(pact, state);
    },
    settle: async () => {
      const state = stateOf(1, [-1n, 1n]);
      const pact = await fixed(state);
      return () => court.settle(pact, state);
    },
    sweep: async () => {
      const pact = await fixed(NOTHING);
      return () => court.sweep(pact, NOTHING);
    },
    claim: async () => {
      const lock = lockOf(0, 2n, 2 ** 40 - 1);
      const tree = Tree.ofLocks(0, lock);
      const state = stateOf(1, [-2n, 0n], { interactionsRoot: tree.root }, 2n);
      const pact = await fixed(state);
      await court.publish(secret(1));
      return () => court.claim(pact, state, [tree.lock(lock)]);
    },
    claimAll: async () => {
      const lock = lockOf(0, 2n, 2 ** 40 - 1);
      const state = stateOf(1, [-2n, 0n], { interactionsRoot: Tree.ofLocks(0, lock).root }, 2n);
      const pact = await fixed(state);
      await court.publish(secret(1));
      return () => court.claimAll(pact, state, [lock], 0);
    },
    withdrawCredit: async () => {
      await court.tell(payee, "become(uint8)", [1]);
      const pact = await funded();
      await court.conclude(pact, stateOf(1, [0n, 0n], { isFinal: true }));
      const take = court.calldata("withdrawCredit", [ETH, 0, payee]);
      return () => court.tell(payee, "send(address,bytes)", [court.address, take]);
    },
  };

  it("attack 28: no entry runs inside one that calls a token, whichever it is", async () => {
    expect(ENTRIES).to.include.members(["checkpoint", "settle", "claimChild", "fundFor", "redirectCredit"]);
    const gold = await court.token("ReenteringToken");
    const token = assetAddress(gold);
    await court.rich(ALICE.signer, gold, 100n);
    const pact = court.pact([ALICE, BOB]);
    for (const entry of ENTRIES) {
      // Zeros enough for every entry's arguments to be read.
      const call = hex(`${court.blank(entry)}${"00".repeat(16 * 32)}`);
      await court.tell(token, "arm(address,bytes)", [court.address, call]);
      await court.fund(pact, 0, gold, 1n, ALICE.signer);
      const answer = await court.chain.call(token, hex(TOKEN.encodeFunctionData("answer")));
      const [bytes] = TOKEN.decodeFunctionResult("answer", answer);
      expect(TOKEN.parseError(String(bytes).slice(0, 10))?.name, entry).to.equal("Reentered");
    }
  });

  for (const way of Object.keys(WAYS))
    it(`attack 28: nobody enters while the court pays by ${way}`, async () => {
      const pay = await WAYS[way]?.();
      await arm("withdrawCredit");
      await pay?.();
      expect(await refusal()).to.equal("Reentered");
      expect(await court.balanceOf(payee)).to.be.greaterThan(0n);
    });
});
