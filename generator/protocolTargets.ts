import { keccak_256 } from "@noble/hashes/sha3.js";
import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import type { AbiFunction } from "./emit/abiLiteral.ts";
import { emitApp, emitRules } from "./emit/protocolApp.ts";
import { emitCodecs } from "./emit/protocolCodecs.ts";
import { emitHashes } from "./emit/protocolHashes.ts";
import { emitLimits, emitStructs } from "./emit/protocolStructs.ts";
import { render } from "./emit/render.ts";
import { compileContract, parse, readAbi } from "./read/compiler.ts";
import { readProtocol } from "./read/protocol.ts";
import type { Sources } from "./read/sources.ts";
import { closureOf, listSolidity, stampOf } from "./read/sources.ts";
import type { Project, Target } from "./target.ts";
import { header } from "./target.ts";
import { translate } from "./translate.ts";

const FOLDER = "offchain/generated/protocol";
const APP_INTERFACE = "contracts/interfaces/IApp.sol";
const RULES = "contracts/mocks/ProtocolRules.sol";
const ADJUDICATOR = "contracts/Adjudicator.sol";
/** Contracts whose code the adjudicator runs as its own: their entries and errors are its own too. */
const PARTS = ["Annex", "Cashier"] as const;

/** What is derived from the protocol's own contracts. */
export function protocolTargets(project: Project): Target[] {
  return [typesTarget(project), rulesTarget(project), adjudicatorTarget(project)];
}

/** The stamp of what a target derives. */
export function stampFor(project: Project, sources: Sources): string {
  return stampOf(sources, JSON.stringify(project.pin));
}

function typesTarget(project: Project): Target {
  const sources = closureOf(project.root, [...listSolidity(project.root, "contracts/types"), APP_INTERFACE]);
  const from = "contracts/types and contracts/interfaces/IApp.sol";
  return {
    name: "protocol types",
    from,
    sources,
    outputs: ["structs", "limits", "hashes", "codecs", "app"].map((name) => `${FOLDER}/${name}.ts`),
    emit() {
      const units = parse(sources, project.pin);
      const model = readProtocol(units);
      const unit = units.get(APP_INTERFACE);
      if (unit === undefined) throw new Error(`${APP_INTERFACE} is missing`);
      const app = emitApp(functionsOf(readAbi(sources, APP_INTERFACE, "IApp", project.pin)), unit);
      const texts = {
        structs: emitStructs(model),
        limits: emitLimits(model),
        hashes: emitHashes(model),
        codecs: emitCodecs(model),
        app,
      };
      const head = header(from, stampFor(project, sources));
      return Object.entries(texts).map(([name, text]) => ({ path: `${FOLDER}/${name}.ts`, text: head + text }));
    },
  };
}

function rulesTarget(project: Project): Target {
  const sources = closureOf(project.root, [RULES]);
  return {
    name: "protocol rules",
    from: RULES,
    sources,
    outputs: [`${FOLDER}/rules.ts`, `${FOLDER}/rulesCode.ts`],
    emit() {
      const units = parse(sources, project.pin);
      const head = header(RULES, stampFor(project, sources));
      const rules = emitRules(functionsOf(readAbi(sources, RULES, "ProtocolRules", project.pin)), units, RULES);
      const { code } = translate(sources, "ProtocolRules");
      return [
        { path: `${FOLDER}/rules.ts`, text: head + rules },
        { path: `${FOLDER}/rulesCode.ts`, text: head + code },
      ];
    },
  };
}

function adjudicatorTarget(project: Project): Target {
  const sources = closureOf(project.root, [ADJUDICATOR]);
  return {
    name: "adjudicator",
    from: ADJUDICATOR,
    sources,
    outputs: [`${FOLDER}/adjudicator.ts`],
    emit() {
      const { abi, initCode } = compileContract(project.root, sources, ADJUDICATOR, "Adjudicator", project.pin);
      const parts = PARTS.map((name) => readAbi(sources, `contracts/${name}.sol`, name, project.pin));
      const view = { items: mergedAbi([abi, ...parts]), initCode, initCodeHash: keccakOf(initCode) };
      return [
        {
          path: `${FOLDER}/adjudicator.ts`,
          text: header(ADJUDICATOR, stampFor(project, sources)) + render("adjudicator.ts", view),
        },
      ];
    },
  };
}

/** What several contracts that share an address offer and throw, each item once, by type and name; how they are made is left out. */
function mergedAbi(abis: readonly (readonly unknown[])[]): string[] {
  const items = abis.flat() as readonly { readonly type: string; readonly name?: string }[]; // as the compiler gives it
  const named = items.filter(({ name }) => name !== undefined);
  const rank = ({ type, name }: (typeof named)[number]): string => `${type} ${name}`;
  const sorted = named.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1));
  return [...new Set(sorted.map((item) => JSON.stringify(item)))];
}

/** The functions of a JSON ABI. */
function functionsOf(abi: readonly unknown[]): AbiFunction[] {
  // JSON ABI as the compiler gives it: items with a type, functions with inputs and outputs.
  return (abi as readonly { readonly type: string }[]).filter((item): item is AbiFunction => item.type === "function");
}

/** keccak256 of code in hexadecimal with 0x. */
export function keccakOf(code: string): string {
  return `0x${bytesToHex(keccak_256(hexToBytes(code.slice(2))))}`;
}
