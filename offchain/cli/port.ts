import { UsageError } from "./exitCodes.ts";

/** A port of the command line. @throws UsageError */
export function portOf(text: string, flag: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
    throw new UsageError(`"${text}" is not a port`, `give ${flag} a number from 0 to 65535; 0 takes any free one`);
  return Number(text);
}
