import { Interface, type InterfaceAbi } from "ethers";
import { adjudicatorAbi } from "../generated/protocol/adjudicator.ts";

/** The adjudicator's functions, events and errors, as ethers encodes and decodes them. */
export const adjudicatorInterface: Interface = new Interface(adjudicatorAbi as unknown as InterfaceAbi); // ethers takes no readonly lists
