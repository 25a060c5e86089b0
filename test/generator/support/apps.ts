import { allDescriptors } from "../../../offchain/generated/apps/all.ts";
import type { AppDescriptor } from "../../../offchain/protocol/client/descriptor.ts";

/** Every app of the project. */
export const APPS: readonly AppDescriptor[] = allDescriptors;
