import { checkApp } from "./check/checkApp.ts";
import { functionFor, say } from "./check/rule.ts";
import { sizesOf } from "./check/sizeRules.ts";
import { emitAdapter } from "./emit/adapter.ts";
import { emitAbi } from "./emit/appAbi.ts";
import type { AdapterCode } from "./emit/appClient.ts";
import { emitClient } from "./emit/appClient.ts";
import { create2Address } from "./emit/create2.ts";
import { svgOf } from "./emit/diagramSvg.ts";
import { lowerFirst } from "./emit/protocolHashes.ts";
import { render } from "./emit/render.ts";
import { emitSheet } from "./emit/sheet.ts";
import { emitTrialTest } from "./emit/trialTest.ts";
import { layoutOf } from "./layout.ts";
import { measureGas } from "./measure/measureGas.ts";
import type { AppModel } from "./model/appModel.ts";
import type { PlaySummary } from "./play/summary.ts";
import { playOnce } from "./play/summary.ts";
import { keccakOf, stampFor } from "./protocolTargets.ts";
import { readApp } from "./read/app.ts";
import { compileContract, compilerBuild, parse } from "./read/compiler.ts";
import { Refused } from "./read/diagnostic.ts";
import type { Prelude } from "./read/prelude.ts";
import { readPrelude } from "./read/prelude.ts";
import type { Sources } from "./read/sources.ts";
import { closureOf, listSolidity } from "./read/sources.ts";
import type { Spec } from "./read/spec.ts";
import { readSpec } from "./read/spec.ts";
import type { GeneratedFile, Project, Target } from "./target.ts";
import { header } from "./target.ts";
import { translate } from "./translate.ts";

const SPECS = "contracts/apps";
const SHEETS = "audits/apps";
const TESTS = "test/generated";

/** What is derived from each spec of the project, and the list of all apps. */
export function appTargets(project: Project): Target[] {
  const specs = listSolidity(project.root, SPECS).filter((path) => !path.endsWith("/Rules.sol"));
  return [...specs.map((path) => appTarget(project, path)), listTarget(project, specs)];
}

/**
 * Reads and checks one spec.
 *
 * @throws Refused with everything that is wrong with it.
 */
export function readCheckedApp(
  project: Project,
  path: string,
  sources: Sources,
): { model: AppModel; prelude: Prelude; spec: Spec } {
  const units = parse(sources, project.pin);
  const unit = units.get(path);
  const { prelude, preludeImport } = layoutOf(project.root);
  const preludeUnit = units.get(prelude);
  if (unit === undefined || preludeUnit === undefined) {
    const message = `a spec imports its words from "${preludeImport}"`;
    throw new Refused([{ file: path, line: 1, column: 1, rule: "app-library", message }]);
  }
  const spec = readSpec(unit, units);
  if ("rule" in spec) throw new Refused([spec]);
  const { model, diagnostics } = readApp(spec);
  const all = [...diagnostics, ...checkApp(spec, model)];
  if (all.length > 0) throw new Refused(all);
  return { model, prelude: readPrelude(preludeUnit), spec };
}

function appTarget(project: Project, path: string): Target {
  const { adapterImports, code } = layoutOf(project.root);
  const sources = closureOf(project.root, [path, ...adapterImports]);
  const name = nameOf(path);
  const constant = lowerFirst(name);
  const outputs = [
    `contracts/generated/${name}App.sol`,
    `${code}/${constant}.ts`,
    `${code}/${constant}Code.ts`,
    `${code}/${constant}Abi.ts`,
    `${SHEETS}/${name}.md`,
    `${SHEETS}/${name}.svg`,
    `${TESTS}/${name}.test.ts`,
  ];
  return { name, from: path, sources, outputs, emit: () => emitAppFiles(project, path, sources) };
}

function emitAppFiles(project: Project, path: string, sources: Sources): GeneratedFile[] {
  const { model, prelude, spec } = readCheckedApp(project, path, sources);
  const stamp = stampFor(project, sources);
  const constant = lowerFirst(model.app);
  const layout = layoutOf(project.root);
  const adapter = layout.fit({ path: `contracts/generated/${model.app}App.sol`, text: emitAdapter(model, stamp) });
  // The adapter and what it imports, no more: names of other files must not change its code.
  const compiled = closureOf(project.root, [adapter.path], { [adapter.path]: { content: adapter.text } });
  const code = adapterCode(project, compiled, adapter.path, `${model.app}App`);
  const translated = translate(compiled, `${model.app}App`);
  const play = playChecked(project, spec, model, prelude, compiled);
  const { runtimeCode, abi } = compileContract(project.root, compiled, adapter.path, `${model.app}App`, project.pin);
  const gas = measureGas(project.root, { code: runtimeCode, calls: play.calls });
  const facts = {
    stamp,
    spec: sources[path]?.content ?? "",
    words: sources[layout.prelude]?.content ?? "",
    compiler: compilerBuild(),
    pin: project.pin,
    code,
    play,
    gas,
    sizes: sizesOf(spec, model),
  };
  const head = header(path, stamp);
  return [
    adapter,
    { path: `${layout.code}/${constant}.ts`, text: head + emitClient(model, prelude, code) },
    { path: `${layout.code}/${constant}Code.ts`, text: head + translated.code },
    { path: `${layout.code}/${constant}Abi.ts`, text: head + emitAbi(model, abi) },
    { path: `${SHEETS}/${model.app}.md`, text: emitSheet(model, facts) },
    { path: `${SHEETS}/${model.app}.svg`, text: svgOf(model) },
    { path: `${TESTS}/${model.app}.test.ts`, text: head + emitTrialTest(model) },
  ];
}

/**
 * Plays an app by its adapter's translation.
 *
 * @throws Refused with what playing finds wrong.
 */
export function playChecked(
  project: Project,
  spec: Spec,
  model: AppModel,
  prelude: Prelude,
  adapter: Sources,
): PlaySummary {
  const { code } = translate(adapter, `${model.app}App`, "inline");
  const report = playOnce(project.root, model, prelude, code);
  if (report.findings.length > 0)
    throw new Refused(report.findings.map(({ rule, fn, message }) => say(spec, functionFor(spec, fn), rule, message)));
  return report;
}

/** What the pinned compiler makes of an adapter. It has no immutables, so its code hash is known before it is deployed. */
export function adapterCode(project: Project, sources: Sources, path: string, contract: string): AdapterCode {
  const { initCode, runtimeCode, hasImmutables } = compileContract(project.root, sources, path, contract, project.pin);
  if (hasImmutables) throw new Error(`${path}: an adapter has no immutables`);
  return { codeHash: keccakOf(runtimeCode), initCode, address: create2Address(keccakOf(initCode)) };
}

/** `all.ts` beside the apps' code: every app's code, for the node. */
function listTarget(project: Project, specs: readonly string[]): Target {
  const { code } = layoutOf(project.root);
  const apps = specs.map((path) => ({ constant: lowerFirst(nameOf(path)) }));
  const sources = Object.fromEntries(specs.map((path) => [path, { content: "" }]));
  return {
    name: "list of apps",
    from: SPECS,
    sources,
    outputs: [`${code}/all.ts`],
    emit: () => [
      { path: `${code}/all.ts`, text: header(SPECS, stampFor(project, sources)) + render("apps.ts", { apps }) },
    ],
  };
}

function nameOf(path: string): string {
  return path.replace(/^.*\//, "").replace(/\.sol$/, "");
}
