import { writeFileSync } from "node:fs";
import { ledger } from "./differential/ledger.ts";

// Writes the conformance ledger: `node test/generator/transpileLedger.ts`
writeFileSync(new URL("./conformance.md", import.meta.url), ledger());
