import { expect } from "chai";
import { AbiCoder, keccak256 } from "ethers";
import { hashLockCode } from "../../offchain/generated/apps/hashLock.ts";
import { hashApp, hashHashLock } from "../../offchain/generated/protocol/hashes.ts";
import { appStateHash } from "../../offchain/generated/protocol/rules.ts";
import type { App, AppState, HashLock } from "../../offchain/generated/protocol/structs.ts";
import { Court, type Pact, Refused } from "./court.ts";
import { lockOf, secret, Tree } from "./leaves.ts";
import { ALICE, BOB, DAY, hex, paidAt, person, stateOf } from "./people.ts";

const AMOUNT = 7n;
/** Seconds from `until`; of a publication, `null` is none. */
const PUBLISHED = [null, -1, 0, 1] as const;
const NOW = [-1, 0, 1, 2] as const;

/** What an interaction came to: who has its amount. */
type Decision = "receiver" | "sender" | "undecided";

/** One lock of each kind in one fixed channel: the same amount, hash and time. */
interface Locks {
  readonly pact: Pact;
  readonly native: HashLock;
  readonly app: App;
  readonly first: AppState;
  readonly terms: `0x${string}`;
  readonly tree: Tree;
}

/** adjudicator, "HashLock is both": the fuzz test of the same name draws at random; here is every case at the boundaries. */
describe("the native hash lock and the annotated one decide alike", () => {
  let court: Court;
  let adapter: `0x${string}`;
  let cases = 0;

  before(async () => {
    court = await Court.begin();
    adapter = await court.chain.deploy(ALICE.signer, hashLockCode.initCode);
  });

  after(() => court.end());

  for (const far of [false, true]) {
    for (const published of PUBLISHED) {
      for (const right of published === null ? [true] : [true, false]) {
        // Of the last second that a lock can name, later ones are not of this world.
        for (const now of far ? ([-1, 0] as const) : NOW) {
          if (published !== null && published > now) continue;
          const what =
            published === null ? "nothing" : `${right ? "its" : "another"} preimage at until ${sign(published)}`;
          it(`${far ? "at the end of time: " : ""}${what} published, claimed at until ${sign(now)}`, async () => {
            const until = far ? 2 ** 40 - 1 : court.now + 2 * DAY;
            const expected =
              right && published !== null && published <= 0 ? "receiver" : now > 0 ? "sender" : "undecided";
            expect(await decisions(until, published, right, now)).to.deep.equal([expected, expected]);
          });
        }
      }
    }
  }

  async function decisions(until: number, published: number | null, right: boolean, now: number): Promise<Decision[]> {
    const preimage = secret(++cases);
    const began = court.now;
    const locks = await fixed(until, preimage);
    if (published !== null) {
      court.pass(until + published - court.now);
      await court.publish(right ? preimage : secret(10_000 + cases));
    }
    court.pass(until + now - court.now);
    const decided = [await native(locks), await played(locks, preimage)];
    // The next case begins where this one did: time only serves to be compared.
    if (until > 2 ** 39) await again(began);
    return decided;
  }

  /** After the end of time there is another chain. */
  async function again(now: number): Promise<void> {
    await court.end();
    court = await Court.begin();
    court.pass(now - court.now);
    adapter = await court.chain.deploy(ALICE.signer, hashLockCode.initCode);
  }

  async function fixed(until: number, preimage: `0x${string}`): Promise<Locks> {
    const people = [paidAt(ALICE, person(`sender ${cases}`).payout), paidAt(BOB, person(`receiver ${cases}`).payout)];
    const pact = await court.funded(people, 2n * AMOUNT, 0n);
    const native = lockOf(0, AMOUNT, until, { hash: lockOf(cases - 1, 0n, 0).hash });
    expect(native.hash).to.equal(lockOf(Number(BigInt(preimage)) - 1, 0n, 0).hash);
    const terms = hex(
      AbiCoder.defaultAbiCoder().encode(["uint256", "bytes32", "uint64"], [AMOUNT, native.hash, until]),
    );
    const begun = hashLockCode.begin(terms, 2n);
    if (!begun.ok) throw new Error(begun.revert);
    const first = begun.value;
    const app: App = {
      ...{ index: 1, app: adapter, codeHash: await court.codeHashOf(adapter), termsHash: hex(keccak256(terms)) },
      ...{ stateHash: appStateHash(first), notBefore: until, fallbackDelay: DAY, seats: [0, 1] },
      locks: [{ asset: 0, amount: AMOUNT }],
    };
    const tree = new Tree(
      1,
      new Map([
        [0, hashHashLock(native)],
        [1, hashApp(app)],
      ]),
    );
    const state = stateOf(1, [-2n * AMOUNT, 0n], { interactionsRoot: tree.root }, 2n * AMOUNT);
    await court.challenge(people[0] ?? ALICE, pact, state);
    court.pass(DAY);
    return { pact, native, app, first, terms, tree };
  }

  async function native({ pact, native: lock, tree }: Locks): Promise<Decision> {
    return whoGained(pact, () => court.claim(pact, stateIn(tree), [tree.lock(lock)]));
  }

  /** What a watcher does: the timeout as soon as the court lets it, then the claim. */
  async function played({ pact, app, first, terms, tree }: Locks, preimage: `0x${string}`): Promise<Decision> {
    const position = {
      leaf: app,
      proof: tree.proofOf(1),
      terms,
      state: first,
      entryHash: app.stateHash,
      used: hex("0x"),
    };
    const [at] = await court.view("publishedAt", [lockOf(Number(BigInt(preimage)) - 1, 0n, 0).hash]);
    const over = hashLockCode.expire(terms, first, BigInt(String(at)));
    if (!over.ok) throw new Error(over.revert);
    const stands = await court.timeout(pact, stateIn(tree), position).then(
      () => over.value,
      (error: unknown) => {
        if (error instanceof Refused && error.error === "TooEarly") return first;
        throw error;
      },
    );
    return whoGained(pact, () => court.claim(pact, stateIn(tree), [tree.app(app, stands, appStateHash(stands), "0x")]));
  }

  async function whoGained({ people }: Pact, act: () => Promise<unknown>): Promise<Decision> {
    const got = (): Promise<bigint[]> => Promise.all(people.map((who) => court.gotBy(who)));
    const before = await got();
    await act();
    const gains = (await got()).map((amount, i) => amount - (before[i] ?? 0n));
    if (gains.every((gain) => gain === 0n)) return "undecided";
    expect(gains).to.have.members([AMOUNT, 0n]);
    return gains[0] === AMOUNT ? "sender" : "receiver";
  }
});

function stateIn(tree: Tree) {
  return stateOf(1, [-2n * AMOUNT, 0n], { interactionsRoot: tree.root }, 2n * AMOUNT);
}

function sign(offset: number): string {
  return offset < 0 ? `- ${-offset}` : `+ ${offset}`;
}
