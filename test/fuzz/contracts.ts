// `npm run fuzz -- contracts`: the stateful invariants of the contracts, round after round with other seeds.
import { spawn } from "node:child_process";
import { join } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { ROOT } from "../steps.ts";

const HELP = `npm run fuzz -- contracts [--seconds N] [--seed S] [--runs R] [--depth D]

  Plays random sequences of calls on several channels and holds the numbered rules after each call. Rounds of R sequences of D
  calls (default 100, 200), each round with the next seed, until N seconds have passed (default 60); the first round compiles.
  Exit codes: 0 no rule was broken, 1 one was (the round's output says which, by which calls), 2 wrong use.
`;

const INVARIANTS = "test/contracts/invariants.t.sol";

interface Campaign {
  readonly seconds: number;
  readonly seed: number;
  readonly runs: number;
  readonly depth: number;
}

function readCampaign(args: readonly string[]): Campaign | null {
  const option = (value: string) => ({ type: "string", default: value }) as const;
  const { values } = parseArgs({
    args: [...args],
    options: { seconds: option("60"), seed: option("1"), runs: option("100"), depth: option("200") },
  });
  const [seconds, seed, runs, depth] = [values.seconds, values.seed, values.runs, values.depth].map(Number);
  const good = [seconds, seed, runs, depth].every((value) => Number.isSafeInteger(value) && Number(value) > 0);
  if (!good || seconds === undefined || seed === undefined || runs === undefined || depth === undefined) return null;
  return { seconds, seed, runs, depth };
}

/** One round: its output, and whether every invariant held. */
function playRound({ runs, depth }: Campaign, seed: number): Promise<{ ok: boolean; output: string }> {
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

async function main(args: readonly string[]): Promise<number> {
  let campaign: Campaign | null;
  try {
    campaign = readCampaign(args);
  } catch {
    campaign = null;
  }
  if (campaign === null) {
    process.stderr.write(HELP);
    return 2;
  }
  const end = performance.now() + 1000 * campaign.seconds;
  let rounds = 0;
  do {
    const seed = campaign.seed + rounds;
    const { ok, output } = await playRound(campaign, seed);
    if (!ok) {
      process.stdout.write(`${output}\nfuzz contracts: broken in the round of seed ${seed}; again: --seed ${seed}\n`);
      return 1;
    }
    rounds += 1;
    process.stdout.write(`seed ${seed}: ${campaign.runs} sequences of ${campaign.depth} calls, no rule broken\n`);
  } while (performance.now() < end);
  const sequences = rounds * campaign.runs;
  process.stdout.write(`fuzz contracts: ${sequences} sequences, ${sequences * campaign.depth} calls, no rule broken\n`);
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
