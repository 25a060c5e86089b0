// `npm run fuzz -- contracts`: random sequences of calls, by the invariants in Solidity and against the reference model.
import { spawn } from "node:child_process";
import { join } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { ROOT } from "../steps.ts";
import { BUGS, codeWithBugs, minerOf } from "../world/bugs.ts";
import { type CampaignResult, campaign, stageOf } from "../world/campaign.ts";

const HELP = `npm run fuzz -- contracts [--seconds N] [--seed S] [--runs R] [--depth D] [--only model|solidity] [--findings F] [--json]
npm run fuzz -- contracts --mistakes [--seed S] [--depth D] [--seconds N]

  Plays random sequences of calls on several channels, for N seconds (default 60). A fifth of the time goes to the invariants in
  Solidity: rounds of R sequences (default 100) of D calls, each round with the next seed; the first round compiles. The rest goes
  to the compiled adjudicator beside the reference model: sequences of D calls (default 200), seeds from S on; after each call
  outcome, events, payments, views and balances are compared, and a difference is told with the fewest calls that show it.
  --findings F: end after F differences (default 1). --only: one of the two, with all of the time.
  --mistakes: the same with mistakes put into the contracts, one at a time (test/world/bugs.ts): each must be found within N
  seconds.
  Exit codes: 0 no rule was broken and nothing differs, 1 otherwise, 2 wrong use.
`;

const INVARIANTS = "test/contracts/invariants.t.sol";
const SOLIDITY_SHARE = 0.2;

interface Plan {
  readonly seconds: number;
  readonly seed: number;
  readonly runs: number;
  readonly depth: number;
  readonly findings: number;
  readonly only: "model" | "solidity" | null;
  readonly json: boolean;
  readonly mistakes: boolean;
}

function readPlan(args: readonly string[]): Plan | null {
  const option = (value: string) => ({ type: "string", default: value }) as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      seconds: option("60"),
      seed: option("1"),
      runs: option("100"),
      depth: option("200"),
      findings: option("1"),
      only: { type: "string" },
      json: { type: "boolean", default: false },
      mistakes: { type: "boolean", default: false },
    },
  });
  const numbers = [values.seconds, values.seed, values.runs, values.depth, values.findings].map(Number);
  const [seconds = 0, seed = 0, runs = 0, depth = 0, findings = 0] = numbers;
  if (!numbers.every((value) => Number.isSafeInteger(value) && value > 0)) return null;
  const only = values.only ?? null;
  if (only !== null && only !== "model" && only !== "solidity") return null;
  return { seconds, seed, runs, depth, findings, only, json: values.json, mistakes: values.mistakes };
}

/** One round of the invariants in Solidity: its output, and whether every one held. */
function playRound({ runs, depth }: Plan, seed: number): Promise<{ ok: boolean; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(join(ROOT, "node_modules", ".bin", "hardhat"), ["test", "solidity", INVARIANTS], {
      cwd: ROOT,
      env: {
        ...process.env,
        CHENILLES_INVARIANT_RUNS: String(runs),
        CHENILLES_INVARIANT_DEPTH: String(depth),
        CHENILLES_FUZZ_SEED: `0x${seed.toString(16)}`,
      },
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.on("error", (error) => resolve({ ok: false, output: `${output}${error.message}\n` }));
    child.on("close", (code) => resolve({ ok: code === 0 && /\d+ passing/.test(output), output }));
  });
}

/** What the rounds in Solidity came to. `broken`: the output of the round that broke a rule. */
interface Rounds {
  readonly sequences: number;
  readonly calls: number;
  readonly seconds: number;
  readonly broken: string | null;
}

async function playRounds(plan: Plan, seconds: number, say: (text: string) => void): Promise<Rounds> {
  const begun = performance.now();
  const elapsed = (): number => (performance.now() - begun) / 1000;
  let sequences = 0;
  let broken: string | null = null;
  for (let round = 0; broken === null && (round === 0 || elapsed() < seconds); round++) {
    const seed = plan.seed + round;
    const { ok, output } = await playRound(plan, seed);
    if (ok) sequences += plan.runs;
    else broken = `${output}\nbroken in the round of seed ${seed}; again: --only solidity --seed ${seed}\n`;
    if (ok)
      say(`invariants in Solidity, seed ${seed}: ${plan.runs} sequences of ${plan.depth} calls, no rule broken\n`);
  }
  return { sequences, calls: sequences * plan.depth, seconds: elapsed(), broken };
}

function describeModel({ tally, findings, seconds }: CampaignResult): string {
  const { sequences, calls, revertRate, entries, errors } = tally.told();
  const rate = (calls / Math.max(1e-9, seconds)).toFixed(0);
  const table = Object.entries(entries).map(
    ([name, { tried, through }]) => `  ${name}: ${through} of ${tried} went through`,
  );
  const met = Object.entries(errors).map(([name, count]) => `${name === "" ? "(none)" : name} ${count}`);
  return [
    `against the model: ${sequences} sequences, ${calls} calls, ${rate} calls/s, ${(100 * revertRate).toFixed(1)} % reverted`,
    ...table,
    `  errors: ${met.join(", ")}`,
    ...findings.flatMap(({ lines }) => ["", ...lines]),
    `${findings.length} differences`,
    "",
  ].join("\n");
}

/** How soon each mistake is found, one line for each; false if one is not. */
async function huntMistakes({ seed, depth, seconds }: Plan, say: (text: string) => void): Promise<boolean> {
  const stage = await stageOf({ code: codeWithBugs() });
  let all = true;
  for (const [n, { name }] of BUGS.entries()) {
    await stage.world.chain.mineBy(minerOf(n));
    const { tally, findings } = await campaign(stage, { seed, depth, seconds });
    const [first] = findings;
    all &&= first !== undefined;
    const sequences = `${tally.sequences} sequences, ${tally.calls} calls`;
    if (first === undefined) say(`NOT FOUND in ${sequences}: ${name}\n`);
    else
      say(
        `found in ${sequences}, shown by ${first.finding.happenings.length}: ${name}\n  ${first.finding.differences[0]}\n`,
      );
  }
  await stage.world.close();
  return all;
}

async function main(args: readonly string[]): Promise<number> {
  let plan: Plan | null;
  try {
    plan = readPlan(args);
  } catch {
    plan = null;
  }
  if (plan === null) {
    process.stderr.write(HELP);
    return 2;
  }
  const { seed, depth, findings, seconds, only, json } = plan;
  const say = (text: string): unknown => (json ? undefined : process.stdout.write(text));
  if (plan.mistakes) return (await huntMistakes(plan, say)) ? 0 : 1;
  const forModel = only === "model" ? seconds : only === "solidity" ? 0 : seconds * (1 - SOLIDITY_SHARE);
  const stage = forModel > 0 ? await stageOf() : null;
  const model = stage === null ? null : await campaign(stage, { seed, depth, findings, seconds: forModel });
  await stage?.world.close();
  if (model !== null) say(describeModel(model));
  const rounds = only === "model" ? null : await playRounds(plan, seconds - forModel, say);
  if (rounds?.broken != null) say(rounds.broken);
  if (json) {
    const told =
      model === null
        ? null
        : { ...model.tally.told(), seconds: model.seconds, differences: model.findings.map(({ lines }) => lines) };
    process.stdout.write(`${JSON.stringify({ model: told, solidity: rounds })}\n`);
  }
  return (model?.findings.length ?? 0) > 0 || rounds?.broken != null ? 1 : 0;
}

process.exitCode = await main(process.argv.slice(2));
