import { readFileSync } from "node:fs";
import { Interface } from "ethers";

/** The adjudicator's functions, events and errors, as ethers encodes and decodes them. */
export const adjudicatorInterface: Interface = new Interface(
  JSON.parse(
    readFileSync(
      new URL("../../artifacts/contracts/interfaces/IAdjudicator.sol/IAdjudicator.json", import.meta.url),
      "utf8",
    ),
  ).abi,
);
