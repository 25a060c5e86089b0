// What stands between each attack and the money, as it is written in contracts/, and how the contract would read without it.
// `npm run mutate -- contracts --defences` takes each out by itself and shows that its test fails.
import type { Defence } from "./defence.ts";
import { DEFENCES_AGAINST_ATTACKS } from "./defencesAgainstAttacks.ts";
import { DEFENCES_OF_APPS } from "./defencesOfApps.ts";
import { DEFENCES_OF_MONEY } from "./defencesOfMoney.ts";
import { DEFENCES_OF_STATES } from "./defencesOfStates.ts";

export type { Defence } from "./defence.ts";

export const DEFENCES: readonly Defence[] = [
  ...DEFENCES_OF_STATES,
  ...DEFENCES_OF_MONEY,
  ...DEFENCES_OF_APPS,
  ...DEFENCES_AGAINST_ATTACKS,
];
