import process from "node:process";
import type { NewTaskActionFunction } from "hardhat/types/tasks";
import { ADJUDICATOR } from "../deployables.ts";
import { type DeployArguments, deployCommand } from "../deployCommand.ts";
import { taskSurroundings } from "./taskSurroundings.ts";

const deployAdjudicatorTask: NewTaskActionFunction<DeployArguments> = async (args, hre) => {
  process.exitCode = await deployCommand(args, [ADJUDICATOR], taskSurroundings(hre));
};

export default deployAdjudicatorTask;
