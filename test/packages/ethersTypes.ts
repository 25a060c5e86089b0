import type { EthersContract } from "../../deploy/packages/chenilles/ethersContract.ts";
import type { ticTacToeAbi } from "../../offchain/generated/apps/ticTacToeAbi.ts";
import type { adjudicatorAbi } from "../../offchain/generated/protocol/adjudicator.ts";

const terms = "0x";

/** Never called: what follows must not compile, and says so to the compiler. */
export async function typesOnly(
  adapter: EthersContract<typeof ticTacToeAbi>,
  court: EthersContract<typeof adjudicatorAbi>,
): Promise<void> {
  // @ts-expect-error no such function
  await adapter.begun(terms, 2n);
  // @ts-expect-error two arguments
  await adapter.begin(terms);
  // @ts-expect-error seats are a number
  await adapter.begin(terms, true);
  // @ts-expect-error a state has `held`
  await adapter.expire(terms, { isFinal: false, body: "0x" }, 0);
  const status = await adapter.status(terms, { isFinal: false, held: [], body: "0x" }, "0x");
  // @ts-expect-error a set of seats is an integer
  status.due.length;
  // @ts-expect-error nothing is sent by a call that reads
  (await adapter.begin(terms, 2n)).hash;
  const sent = await court.withdrawCredit(terms, terms, terms);
  sent.hash satisfies string;
}
