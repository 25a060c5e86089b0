import process from "node:process";
import type { NewTaskActionFunction } from "hardhat/types/tasks";
import { ADAPTERS } from "../deployables.ts";
import { type DeployArguments, deployCommand } from "../deployCommand.ts";
import { taskSurroundings } from "./taskSurroundings.ts";

const deployAppsTask: NewTaskActionFunction<DeployArguments> = async (args, hre) => {
  process.exitCode = await deployCommand(args, ADAPTERS, taskSurroundings(hre));
};

export default deployAppsTask;
