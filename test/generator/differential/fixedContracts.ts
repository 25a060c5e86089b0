import { readdirSync, readFileSync } from "node:fs";
import { closureOf } from "../../../generator/read/sources.ts";
import { APPS } from "../support/apps.ts";
import { ROOT } from "../support/fixtureProject.ts";
import { directedContracts, operatorContracts } from "./operatorContracts.ts";

const CORPUS = new URL("../corpus/", import.meta.url);
const FOREIGN = new URL("../foreign/", import.meta.url);

/** A contract that is compared with the EVM: its name, its file and all sources that it needs. */
export interface FixedContract {
  readonly name: string;
  readonly file: string;
  readonly sources: Readonly<Record<string, { readonly content: string }>>;
}

function alone(name: string, content: string): FixedContract {
  return { name, file: `${name}.sol`, sources: { [`${name}.sol`]: { content } } };
}

function solidityFiles(folder: URL): readonly string[] {
  return readdirSync(folder).filter((file) => file.endsWith(".sol"));
}

/** The corpus: a contract for each part of the language. */
export function corpusContracts(): readonly FixedContract[] {
  return solidityFiles(CORPUS).map((file) =>
    alone(file.replace(/\.sol$/, ""), readFileSync(new URL(file, CORPUS), "utf8")),
  );
}

/** The contracts of the foreign files, each with its whole file. */
export function foreignContracts(): readonly FixedContract[] {
  return solidityFiles(FOREIGN).flatMap((file) => {
    const content = readFileSync(new URL(file, FOREIGN), "utf8");
    return [...content.matchAll(/^contract (\w+)/gm)].map(([, name = ""]) => alone(name, content));
  });
}

/** The adapter of each app, with the spec and all that it imports. */
export function appContracts(): readonly FixedContract[] {
  return APPS.map(({ code }) => {
    const file = `contracts/generated/${code.name}App.sol`;
    return { name: `${code.name}App`, file, sources: closureOf(ROOT, [file]) };
  });
}

/** Every operator and conversion of each type. */
function operatorsOfAll(): readonly FixedContract[] {
  return operatorContracts().map(({ name, content }) => alone(name, content));
}

/** Every operator and conversion of a few types, and the corpus: what mutants of the translator are held against. */
export function directedCases(): readonly FixedContract[] {
  return [...directedContracts().map(({ name, content }) => alone(name, content)), ...corpusContracts()];
}

/** All contracts that do not change from one run to the next. */
export function fixedContracts(): readonly FixedContract[] {
  return [...corpusContracts(), ...operatorsOfAll(), ...foreignContracts(), ...appContracts()];
}
