import { BROKEN, broken } from "./broken.ts";
import { conservationSource, prove } from "./prove.ts";

// npm run prove [-- --json]: every assertion of the arithmetic, then each defence removed.
const json = process.argv.includes("--json");
const say = (text: string): void => {
  if (!json) console.log(text);
};

say("The model checker reads test/smt/Conservation.sol; it takes about ten seconds a reading.");
const source = conservationSource();
const whole = await prove(source);
say(`${whole.proved.length} assertions proved, ${whole.violated.length} violated, ${whole.open.length} open`);
const without: { what: string; found: boolean; violated: readonly string[] }[] = [];
for (const one of BROKEN) {
  const { violated } = await prove(broken(source, one));
  without.push({ what: one.what, found: violated.length > 0, violated });
  say(`without it: ${one.what}: ${violated.length > 0 ? `found, ${violated[0]}` : "NOT FOUND"}`);
}
if (json) console.log(JSON.stringify({ ...whole, without }));
process.exitCode = whole.violated.length + whole.open.length === 0 && without.every(({ found }) => found) ? 0 : 1;
