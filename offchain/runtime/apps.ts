import type { Apps } from "../channel/apps.ts";
import { allDescriptors } from "../generated/apps/all.ts";
import type { AppDescriptor } from "../protocol/client/descriptor.ts";

/** The definition of the native leaf: no node signs an app leaf of it (adjudicator, "HashLock is both"). */
const NATIVE = "HashLock";

/** The apps a node takes part in. */
export const DESCRIPTORS: readonly AppDescriptor[] = allDescriptors.filter(({ code }) => code.name !== NATIVE);

/** The apps that a node takes part in, as data and as rules. */
export interface KnownApps {
  readonly descriptors: readonly AppDescriptor[];
  /** By the adapter's address. */
  readonly apps: Apps;
}

/**
 * The apps of a node: those that are known here, and more that its owner brings. Of two with the same name the owner's is meant.
 *
 * @example appsOf([race]).descriptors[0] // race
 */
export function appsOf(more: readonly AppDescriptor[] = []): KnownApps {
  const byAddress = new Map([...more, ...DESCRIPTORS].reverse().map((app) => [app.code.address, app]));
  const descriptors = [...byAddress.values()].reverse();
  return { descriptors, apps: new Map(descriptors.map(({ code }) => [code.address, code])) };
}
