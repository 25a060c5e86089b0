import type { Json } from "../../runtime/json.ts";
import { checkAgreement, checkConserved, readBalances, showBalances } from "./balances.ts";
import type { Cast } from "./cast.ts";
import { cheat } from "./cheatAct.ts";
import { closeByForce, closeCooperatively } from "./closingAct.ts";
import { crashHub } from "./crashAct.ts";
import { playOffChain, playOnChain } from "./gamesAct.ts";
import { type GasLedger, gasJson, readGas } from "./gasLedger.ts";
import type { Narrator } from "./narrator.ts";
import { openChannels } from "./openingAct.ts";
import { countPayments, type PaymentPlan, pay } from "./paymentsAct.ts";
import type { Stage } from "./stage.ts";
import { swap } from "./swapAct.ts";
import { virtualChannel } from "./virtualAct.ts";
import { eventually } from "./waiting.ts";
import { withdrawAndTopUp } from "./withdrawalAct.ts";

/** What the scenario found; every value observed on the chain or in the nodes. */
export interface ScenarioResult {
  readonly payments: number;
  readonly hubPayments: number;
  readonly paymentsPerSecond: number;
  readonly hubPaymentsPerSecond: number;
  readonly restartLost: number;
  readonly staleChallengeAnswered: boolean;
  readonly gamePaid: boolean;
  /** Whether a swap of one asset against another changed both hands. */
  readonly swapped: boolean;
  /** Whether money went out of an open channel, and some back in. */
  readonly withdrawn: boolean;
  /** Whether a virtual channel over the hub was opened, paid in and ended without a transaction, the hub even. */
  readonly virtual: boolean;
  readonly conserved: boolean;
  readonly gas: Json;
}

/** How much of it; smaller plans are for tests. */
export interface ScenarioPlan extends PaymentPlan {
  readonly aroundCrash: number;
}

function showGas(say: Narrator, gas: GasLedger, cast: Cast): void {
  const names = new Map(Object.entries(cast.ids).map(([name, { account }]) => [account, name]));
  const each = gas.entries.map(({ block, name, from, gas: used, reverted }) => [
    String(block),
    name,
    names.get(from) ?? "the stage",
    `${used}${reverted ? " (reverted)" : ""}`,
  ]);
  say.table(["block", "transaction", "by", "gas"], each);
  const rows = [...gas.byFunction].map(([name, { count, least, most }]) => [
    name,
    String(count),
    String(least),
    String(most),
  ]);
  say.table(["transaction", "times", "least gas", "most gas"], rows);
  if (gas.reverted > 0) say.say(`   ${gas.reverted} transactions reverted on chain`);
}

/** The whole scenario on a stage with a cast. */
export async function playScenario(
  say: Narrator,
  stage: Stage,
  cast: Cast,
  plan: ScenarioPlan,
): Promise<ScenarioResult> {
  const round = (rate: number): number => Math.round(rate * 10) / 10;
  say.act("Channels");
  const channels = await openChannels(say, stage, cast);
  showBalances(say, stage, "before", await readBalances(stage, cast));

  say.act("Payments");
  const rates = await pay(say, stage, cast, plan);

  say.act("A game off chain");
  const wonOffChain = await playOffChain(say, cast, channels);

  say.act("A swap");
  const swapped = await swap(say, stage, cast, channels);

  say.act("A virtual channel through the hub");
  const virtual = await virtualChannel(say, stage, cast, channels);

  say.act("A partial withdrawal");
  const withdrawn = await withdrawAndTopUp(say, stage, cast, channels);

  say.act("The hub is killed");
  const restartLost = await crashHub(say, cast, plan.aroundCrash);

  say.act("A game that ends on chain");
  const wonOnChain = await playOnChain(say, stage, cast, channels);

  say.act("A stale state");
  const staleChallengeAnswered = await cheat(say, stage, cast, channels);
  const all = await countPayments(cast);

  say.act("Closing");
  await closeCooperatively(say, stage, cast, channels);
  await closeByForce(say, stage, cast, channels);

  say.act("The sum of it");
  const balances = await eventually("the nodes agree with each other", async () => {
    const now = await readBalances(stage, cast);
    return [...now.channels.values()].flat().every(({ inFlight }) => inFlight === 0n) ? now : null;
  });
  showBalances(say, stage, "after", balances);
  const gas = await readGas(stage);
  showGas(say, gas, cast);
  const agree = checkAgreement(say, balances);
  const conserved = (await checkConserved(say, stage, gas, balances)) && agree;
  return {
    payments: all.overHub + all.direct,
    hubPayments: all.overHub,
    paymentsPerSecond: round(rates.direct),
    hubPaymentsPerSecond: round(rates.overHub),
    restartLost,
    staleChallengeAnswered,
    gamePaid: wonOffChain && wonOnChain,
    swapped,
    withdrawn,
    virtual,
    conserved,
    gas: gasJson(gas),
  };
}
