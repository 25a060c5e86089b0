import { homedir } from "node:os";
import { join, resolve } from "node:path";
import process from "node:process";
import type { Command } from "commander";
import { type ApiClient, apiClient } from "../api/apiClient.ts";
import type { Json } from "../runtime/json.ts";
import { type Amount, formatAmount, parseAmount, type TokenFacts } from "./amounts.ts";
import { UsageError } from "./exitCodes.ts";
import { withProgress } from "./progress.ts";

/** What each command gets: the global options, the node of the directory, and a way to answer. */
export interface Context {
  readonly directory: string;
  readonly json: boolean;
  /** Asks the node; from 2 s on says on stderr that it waits. */
  readonly request: (method: string, params?: Json) => Promise<Json>;
  readonly amount: (text: string) => Promise<Amount>;
  /** An amount for people; asks the node once for each token's decimals. */
  readonly show: (amount: string, token: string) => Promise<string>;
  /** The result: one line of JSON with --json, otherwise the text. */
  readonly print: (value: Json, text: string) => void;
}

/** Options that every command takes. */
export function addGlobalOptions(program: Command): Command {
  return program
    .option("--dir <directory>", "the node's directory", join(homedir(), ".chenilles"))
    .option("--json", "print one line of JSON instead of text");
}

function tokenFacts(client: ApiClient): (token: string) => Promise<TokenFacts> {
  const known = new Map<string, TokenFacts>();
  return async (token) => {
    const cached = known.get(token);
    if (cached !== undefined) return cached;
    const { symbol, decimals } = fieldsOf(await client.request("tokeninfo", { token }));
    const facts = { symbol: String(symbol), decimals: Number(decimals) };
    known.set(token, facts);
    return facts;
  };
}

/** The context of one run. */
export function contextOf(command: Command): Context {
  const { dir, json } = command.optsWithGlobals<{ dir: string; json?: true }>();
  const directory = resolve(dir.replace(/^~(?=\/|$)/, homedir()));
  const client = apiClient(directory);
  const factsOf = tokenFacts(client);
  return {
    directory,
    json: json === true,
    request: async (method, params = {}) => {
      try {
        return await withProgress(`waiting for ${method}`, client.request(method, params));
      } finally {
        client.close();
      }
    },
    amount: (text) => parseAmount(text, factsOf),
    show: async (amount, token) => {
      const isEth = /^0x0*$/.test(token);
      const facts = isEth ? null : await factsOf(token).catch(() => null);
      return formatAmount(amount, token, facts);
    },
    print: (value, text) => {
      process.stdout.write(`${json === true ? JSON.stringify(value) : text}\n`);
    },
  };
}

/** A JSON object's fields; empty for anything else. */
export function fieldsOf(value: Json | undefined): { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as { readonly [key: string]: Json })
    : {};
}

/** The objects of a JSON list. */
export function rowsOf(value: Json | undefined): readonly { readonly [key: string]: Json }[] {
  return Array.isArray(value) ? value.map(fieldsOf) : [];
}

/** Text of a JSON value for people; nothing for null and what is not there. */
export function textOf(value: Json | undefined): string {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** A required value given as an option or in its place among the arguments. */
export function required(value: string | undefined, name: string, example: string): string {
  if (value === undefined || value === "") throw new UsageError(`${name} is missing`, `e.g. ${example}`);
  return value;
}
