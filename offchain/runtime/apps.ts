import type { Apps } from "../channel/apps.ts";
import { allDescriptors } from "../generated/apps/all.ts";
import type { AppDescriptor } from "../protocol/client/descriptor.ts";

/** The definition of the native leaf: no node signs an app leaf of it (adjudicator, "HashLock is both"). */
const NATIVE = "HashLock";

/** The apps a node takes part in. */
export const DESCRIPTORS: readonly AppDescriptor[] = allDescriptors.filter(({ code }) => code.name !== NATIVE);

/** Their rules, by the adapter's address. */
export const APPS: Apps = new Map(DESCRIPTORS.map(({ code }) => [code.address, code]));
