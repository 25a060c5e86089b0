// `npm run simulate -- --seed S --actions N --nodes K`: runs of the simulator until N actions are done or a rule is violated.
import process from "node:process";
import { parseArgs } from "node:util";
import { faultsOf, KINDS, type Kind } from "./kinds.ts";
import { type Outcome, type Scenario, shortest, simulate } from "./simulate.ts";

const USAGE = `Usage: npm run simulate -- [options]

  --seed S      the first seed (default 1); each further run takes the next one
  --actions N   how many actions in all (default 100000)
  --run N       actions of one run before everything is settled (default 500)
  --nodes K     nodes in a line, 2 to 8 (default 3)
  --group G     so many of them share one channel, 0 to K (default 0: pairs only)
  --resizing    money goes into and out of open channels too
  --virtual     channels inside of channels too
  --kind WHAT   ${KINDS.join(", ")}, or all in turn (default all)
  --json        the last line is one JSON object

Example: npm run simulate -- --seed 42 --actions 20000 --nodes 4 --kind byzantine
`;

interface Options {
  readonly seed: number;
  readonly actions: number;
  readonly run: number;
  readonly nodes: number;
  readonly group: number;
  readonly resizing: boolean;
  readonly virtual: boolean;
  readonly kind: Kind | "all";
  readonly json: boolean;
}

function usage(why: string): never {
  process.stderr.write(`${why}\n\n${USAGE}`);
  process.exit(2);
}

function whole(text: string, name: string, from: number, to: number): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < from || value > to)
    usage(`--${name} must be a whole number from ${from} to ${to}, not "${text}"`);
  return value;
}

function read(): Options {
  try {
    const { values } = parseArgs({
      options: {
        seed: { type: "string", default: "1" },
        actions: { type: "string", default: "100000" },
        run: { type: "string", default: "500" },
        nodes: { type: "string", default: "3" },
        group: { type: "string", default: "0" },
        resizing: { type: "boolean", default: false },
        virtual: { type: "boolean", default: false },
        kind: { type: "string", default: "all" },
        json: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
    if (values.help) {
      process.stdout.write(USAGE);
      process.exit(0);
    }
    const kind = (["all", ...KINDS] as const).find((one) => one === values.kind);
    if (kind === undefined) usage(`there is no kind "${values.kind}"`);
    return {
      seed: whole(values.seed, "seed", 0, 2 ** 31),
      actions: whole(values.actions, "actions", 1, 1e9),
      run: whole(values.run, "run", 1, 1e6),
      nodes: whole(values.nodes, "nodes", 2, 8),
      group: whole(values.group, "group", 0, Number(values.nodes)),
      resizing: values.resizing,
      virtual: values.virtual,
      kind,
      json: values.json,
    };
  } catch (error) {
    return usage(error instanceof Error ? error.message : String(error));
  }
}

const kindOf = ({ kind }: Options, seed: number): Kind =>
  kind === "all" ? (KINDS[seed % KINDS.length] ?? "calm") : kind;

function scenarioOf(options: Options, seed: number): Scenario {
  return {
    seed,
    actions: options.run,
    nodes: options.nodes,
    group: options.group,
    resizing: options.resizing,
    virtual: options.virtual,
    faults: faultsOf(kindOf(options, seed), seed, options.nodes),
  };
}

function blame(options: Options, seed: number, outcome: Outcome): { prefix: number } {
  const scenario = scenarioOf(options, seed);
  const prefix = shortest(scenario, outcome.at);
  const found = simulate({ ...scenario, actions: prefix });
  process.stderr.write(
    `seed ${seed} (${kindOf(options, seed)}), ${prefix} actions: ${found.text ?? outcome.text}\n${found.rule === "crash" ? `${found.stack}\n` : ""}`,
  );
  process.stderr.write(
    `again: npm run simulate -- --seed ${seed} --run ${prefix} --actions ${prefix} --nodes ${options.nodes} --group ${options.group} --kind ${kindOf(options, seed)}${options.virtual ? " --virtual" : ""}${options.resizing ? " --resizing" : ""}\n`,
  );
  return { prefix };
}

function main(): void {
  const options = read();
  const started = performance.now();
  let done = 0;
  let runs = 0;
  let checks = 0;
  let violation: { seed: number; rule: string | null; text: string | null; prefix: number } | null = null;
  for (let seed = options.seed; done < options.actions && violation === null; seed++, runs++) {
    const outcome = simulate(scenarioOf(options, seed));
    done += options.run;
    checks += outcome.checks;
    if (!outcome.ok) violation = { seed, rule: outcome.rule, text: outcome.text, ...blame(options, seed, outcome) };
    if (runs % 20 === 19)
      process.stderr.write(
        `${done} actions in ${runs + 1} runs, ${Math.round((done / (performance.now() - started)) * 60_000)} a minute\n`,
      );
  }
  const seconds = (performance.now() - started) / 1_000;
  const perMinute = Math.round((done / seconds) * 60);
  if (options.json)
    process.stdout.write(
      `${JSON.stringify({ seed: options.seed, runs, actions: done, checks, perMinute, violation })}\n`,
    );
  else
    process.stdout.write(
      `${done} actions in ${runs} runs, ${checks} checks, ${seconds.toFixed(1)} s: ${violation === null ? "no violation" : `rule ${violation.rule} violated`}\n`,
    );
  process.exitCode = violation === null ? 0 : 1;
}

if (import.meta.main) main();
