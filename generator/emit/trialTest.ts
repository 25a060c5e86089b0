import type { AppModel } from "../model/appModel.ts";
import { watchRows } from "./appWatch.ts";
import { clockSaid } from "./diagram.ts";
import { lowerFirst } from "./protocolHashes.ts";
import { render } from "./render.ts";

/** `test/generated/<App>.test.ts`: each phase and role, each row of the watcher's table, by name; the checks are the trial's. */
export function emitTrialTest(model: AppModel): string {
  const waiting = model.phases.filter((phase) => !phase.final);
  return render("trial.test.ts", {
    app: model.app,
    constant: lowerFirst(model.app),
    file: model.file,
    stops: waiting.flatMap((phase) =>
      model.roles.map((role) => ({ phase: phase.name, role: role.name.toLowerCase() })),
    ),
    counts: waiting.filter((phase) => phase.mode !== "any").map((phase) => phase.name),
    rows: watchRows(model).map((row) => ({
      phase: row.phase,
      role: row.role,
      due: row.due.map((due) => ({
        name: due.name,
        said: `${due.must ? "" : "may "}${due.name}${due.needs === "nothing" ? "" : ` (${due.needs})`}`,
      })),
      wait: `wait ${clockSaid(row.clock)}`,
      over: `${row.timeout.name} -> ${row.timeout.leadsTo.join(" or ")}`,
      lock: row.lock,
      others: row.others,
    })),
  });
}
