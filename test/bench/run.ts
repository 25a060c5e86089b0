// `npm run bench -- NAME [--json]`: figures of this machine, beside what they are held against, measured in the same run.
import process from "node:process";
import { parseArgs } from "node:util";
import { narrator, printResult } from "../../offchain/cli/devnet/narrator.ts";
import { APPS } from "../generator/support/apps.ts";
import { measureBound } from "./bound.ts";
import { measurePayments } from "./payments.ts";
import { measureTransitions, type TransitionRate } from "./transitions.ts";

const HELP = `npm run bench -- payments [--count N] [--json]
npm run bench -- transitions [--seconds N] [--json]

  payments      direct payments of one channel per second, one after the other, by the real path; beside the bare bound
                (two signatures, two verifications, two durable writes, a round trip) measured before and after
  transitions   calls per second of each app's generated code, beside ethereumjs on the same contract and inputs;
                --seconds is the time for each side of each app (default 2)

Example: npm run bench -- payments --json
`;

const BOUND_SECONDS = 4;

async function payments(count: number, json: boolean): Promise<void> {
  const say = narrator(json);
  const before = await say.step("the bare bound, before", () => measureBound(BOUND_SECONDS));
  const rates = await measurePayments(say, count);
  const after = await say.step("the bare bound, after", () => measureBound(BOUND_SECONDS));
  const bound = (before + after) / 2;
  const round = (value: number): number => Math.round(value * 10) / 10;
  say.say(
    `\n   ${rates.serial.toFixed(0)} payments/s one after the other, ${((100 * rates.serial) / bound).toFixed(0)} % of the bound of ${bound.toFixed(0)}/s; ${rates.concurrent.toFixed(0)} payments/s with ${rates.inFlight} under way`,
  );
  if (!json) return;
  printResult({
    bench: "payments",
    payments: rates.payments,
    paymentsPerSecond: round(rates.serial),
    boundPerSecond: round(bound),
    shareOfBound: Math.round((1000 * rates.serial) / bound) / 1000,
    concurrentPerSecond: round(rates.concurrent),
    inFlight: rates.inFlight,
  });
}

async function transitions(seconds: number, json: boolean): Promise<void> {
  const say = narrator(json);
  const rates: TransitionRate[] = [];
  for (const app of APPS) {
    const rate = await say.step(app.code.name, () => measureTransitions(app, seconds));
    say.say(
      `   ${rate.generated.toFixed(0)} calls/s, ethereumjs ${rate.evm.toFixed(0)} calls/s: ${rate.ratio.toFixed(0)}x (${rate.inputs} inputs)`,
    );
    rates.push({
      ...rate,
      generated: Math.round(rate.generated),
      evm: Math.round(rate.evm),
      ratio: Math.round(10 * rate.ratio) / 10,
    });
  }
  if (json) printResult({ bench: "transitions", seconds, apps: rates.map((rate) => ({ ...rate })) });
}

async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      json: { type: "boolean", default: false },
      count: { type: "string", default: "1000" },
      seconds: { type: "string", default: "2" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  const [count, seconds] = [Number(values.count), Number(values.seconds)];
  const [bench] = positionals;
  const known = positionals.length === 1 && (bench === "payments" || bench === "transitions");
  if (values.help || !known || !Number.isInteger(count) || count < 1 || !(seconds > 0)) {
    (values.help ? process.stdout : process.stderr).write(HELP);
    return values.help ? 0 : 1;
  }
  if (bench === "payments") await payments(count, values.json);
  else await transitions(seconds, values.json);
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
