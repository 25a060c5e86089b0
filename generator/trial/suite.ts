import { createRequire } from "node:module";

/** What a check comes to: nothing, or why it does not concern this app. It throws where something is wrong. */
export type Outcome = undefined | { readonly skip: string };

/** One check; it may be asynchronous. */
export type Check = () => Outcome | Promise<Outcome>;

/** Mocha's context of a test, as far as it is used here; `node:test` gives its own as an argument. */
interface MochaContext {
  skip(): void;
  timeout(milliseconds: number): unknown;
}
type MochaTest = (this: MochaContext) => Promise<void>;
interface Mocha {
  readonly describe?: (name: string, body: () => void) => void;
  readonly it?: (name: string, body: MochaTest) => void;
}
interface NodeTest {
  readonly describe: (name: string, body: () => void) => void;
  readonly it: (name: string, body: (context: { skip(why: string): void }) => Promise<void>) => void;
}

/** Longer than any check takes, milliseconds. */
const PATIENCE = 300_000;

const host = globalThis as Mocha; // mocha's globals, if it is mocha that runs this file

function nodeTest(): NodeTest {
  return createRequire(import.meta.url)("node:test") as NodeTest; // the members above are Node's documented ones
}

/** A group of tests, in mocha or in `node:test`, whichever runs the file. */
export function describe(name: string, body: () => void): void {
  (host.describe ?? nodeTest().describe)(name, body);
}

/** A test, in mocha or in `node:test`. A check that does not concern the app is reported as skipped, with the reason. */
export function it(name: string, check: Check): void {
  if (host.it === undefined)
    return nodeTest().it(name, async (context) => {
      const outcome = await check();
      if (outcome !== undefined) context.skip(outcome.skip);
    });
  host.it(name, async function () {
    this.timeout(PATIENCE);
    const outcome = await check();
    if (outcome !== undefined) this.skip();
  });
}
