// This project's Hardhat 3 plugin: `hardhat chenilles deploy` and `hardhat chenilles deploy-apps`.
import { emptyTask, task } from "hardhat/config";
import { ArgumentType } from "hardhat/types/arguments";
import type { HardhatPlugin } from "hardhat/types/plugins";
import type { NewTaskDefinition } from "hardhat/types/tasks";

function deployTask(
  id: string,
  description: string,
  action: () => Promise<typeof import("./deployAdjudicatorTask.ts")>,
): NewTaskDefinition {
  return task(["chenilles", id], description)
    .addOption({
      name: "chain",
      type: ArgumentType.STRING,
      defaultValue: "",
      description: "A file of deploy/chains; `all` with --dry-run",
    })
    .addOption({
      name: "rpc",
      type: ArgumentType.STRING,
      defaultValue: "",
      description: "The chain's endpoint (or CHENILLES_RPC)",
    })
    .addOption({
      name: "keystore",
      type: ArgumentType.STRING,
      defaultValue: "",
      description: "Encrypted key of who pays (or CHENILLES_DEPLOYER_KEY, or asked for)",
    })
    .addOption({
      name: "gasPrice",
      type: ArgumentType.STRING,
      defaultValue: "",
      description: "Gwei, to tell a dry run's cost",
    })
    .addFlag({ name: "dryRun", description: "Tell what would be done, without a network" })
    .addFlag({ name: "json", description: "Print one line of JSON" })
    .addFlag({ name: "deployFactory", description: "Put the deployment proxy there if it is missing" })
    .addFlag({ name: "skipVerification", description: "Send no sources to explorers" })
    .setAction(action)
    .build();
}

/**
 * Adds the tasks that deploy the adjudicator and the adapters of this project's apps (docs/deploying.md).
 *
 * @example export default defineConfig({ plugins: [chenillesDeploy] });
 */
export const chenillesDeploy: HardhatPlugin = {
  id: "chenilles-deploy",
  tasks: [
    emptyTask("chenilles", "State channels: deployment").build(),
    deployTask(
      "deploy",
      "Deploy the adjudicator on a chain, or finish what was begun",
      () => import("./deployAdjudicatorTask.ts"),
    ),
    deployTask("deploy-apps", "Deploy the adapters of all apps on a chain", () => import("./deployAppsTask.ts")),
  ],
};
