// Every finding and every attack: where it is met, and the tests that show it. `register.test.ts` holds it against the tests,
// the papers and docs/attacks.md.

import type { Entry } from "./registerEntry.ts";
import { ATTACKS } from "./registerOfAttacks.ts";
import { FINDINGS } from "./registerOfFindings.ts";

export type { Entry, Shown, Where } from "./registerEntry.ts";

export const REGISTER: readonly Entry[] = [...FINDINGS, ...ATTACKS];
