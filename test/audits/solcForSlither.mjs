#!/usr/bin/env node
// solc as slither calls it: standard JSON on stdin, or --version.
import process from "node:process";
import solc from "solc";

if (process.argv.includes("--version")) {
  process.stdout.write(`solc, the solidity compiler commandline interface\nVersion: ${solc.version()}\n`);
} else {
  let text = "";
  for await (const chunk of process.stdin) text += chunk;
  process.stdout.write(solc.compile(text));
}
