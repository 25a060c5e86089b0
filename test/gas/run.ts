// `npm run gas`: what each entry of the adjudicator costs, beside what it should cost.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { network } from "hardhat";
import { courtOn } from "./court.ts";
import { measureFigures } from "./figures.ts";
import { floorsOf } from "./floors.ts";
import { measureEntries, measureSizes, type Snapshot } from "./entries.ts";
import { TABLE_FILE, tableOf } from "./table.ts";

const ROOT = join(import.meta.dirname, "..", "..");
export const SNAPSHOT_FILE = "test/gas/snapshot.json";

const HELP = `npm run gas [-- --json | --write]

  --json    one JSON object: the figures, null for what the contract cannot do yet
  --write   writes ${SNAPSHOT_FILE} and ${TABLE_FILE} anew

  Measures the code of offchain/generated: run \`npm run generate\` first after a change of contracts/.
  Without an option: the table. Exit codes: 0 as the snapshot says, 1 otherwise, 2 wrong use.
`;

/** Everything that the snapshot holds, measured. */
export async function measure(): Promise<Snapshot> {
  const measured = await courtOn(await network.create());
  const figures = await measureFigures(measured);
  const floors = floorsOf(figures, measured.calls);
  const court = await courtOn(await network.create());
  return { sizes: await measureSizes(court), figures, floors, entries: await measureEntries(court) };
}

/** What the committed snapshot says. */
export function readSnapshot(): unknown {
  return JSON.parse(readFileSync(join(ROOT, SNAPSHOT_FILE), "utf8"));
}

async function main(args: readonly string[]): Promise<number> {
  let options: { json?: boolean; write?: boolean; help?: boolean };
  try {
    const flag = { type: "boolean", default: false } as const;
    options = parseArgs({ args: [...args], options: { json: flag, write: flag, help: flag } }).values;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${HELP}`);
    return 2;
  }
  if (options.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const measured = await measure();
  if (options.write) {
    writeFileSync(join(ROOT, SNAPSHOT_FILE), `${JSON.stringify(measured, null, 2)}\n`);
    writeFileSync(join(ROOT, TABLE_FILE), tableOf(measured));
  }
  process.stdout.write(options.json ? `${JSON.stringify(measured.figures)}\n` : tableOf(measured));
  const same = JSON.stringify(measured) === JSON.stringify(readSnapshot());
  if (!same) process.stderr.write(`gas: this is not what ${SNAPSHOT_FILE} says: \`npm run gas -- --write\` if it is meant\n`);
  return same ? 0 : 1;
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2));
