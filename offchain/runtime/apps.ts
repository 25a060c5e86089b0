import type { Apps } from "../channel/apps.ts";
import { ticTacToe } from "../generated/apps/ticTacToe.ts";
import type { AppDescriptor } from "../protocol/client/descriptor.ts";

/**
 * The apps a node takes part in. `HashLock` is not among them on purpose: it is the definition of the native leaf, and no node
 * signs an app leaf of it (adjudicator, "HashLock is both").
 */
export const DESCRIPTORS: readonly AppDescriptor[] = [ticTacToe];

/** Their rules, by the adapter's address. */
export const APPS: Apps = new Map(DESCRIPTORS.map(({ code }) => [code.address, code]));
