import { network } from "hardhat";
import { createRequire } from "node:module";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
const require = createRequire(import.meta.url);
const solc = require("solc");
const want = process.argv[2] ?? "claimAll"; const nth = Number(process.argv[3] ?? 3);
const sources = {};
const walk = (d) => { for (const f of readdirSync(d)) { const p = join(d, f); if (statSync(p).isDirectory()) walk(p); else if (p.endsWith(".sol")) sources[p] = { content: readFileSync(p, "utf8") }; } };
walk("contracts");
const pin = JSON.parse(readFileSync("deploy/compiler.json", "utf8"));
const keep = Object.fromEntries(Object.entries(sources).filter(([p]) => !/generated|mocks|apps/.test(p)));
const out = JSON.parse(solc.compile(JSON.stringify({ language: "Solidity", sources: keep, settings: { ...pin.settings, outputSelection: { "contracts/Adjudicator.sol": { Adjudicator: ["evm.deployedBytecode", "irOptimized"] }, "*": { "": ["ast"] } } } }), { import: (p) => ({ contents: readFileSync("node_modules/" + p, "utf8") }) }));
const c = out.contracts["contracts/Adjudicator.sol"].Adjudicator;
if (process.env.IR) (await import("node:fs")).writeFileSync(process.env.IR, c.irOptimized);
const code = c.evm.deployedBytecode.object, map = c.evm.deployedBytecode.sourceMap.split(";");
const ids = {}; for (const [p, s] of Object.entries(out.sources)) ids[s.id] = p;
const pcToLoc = []; { let s = 0, l = 0, f = 0, pc = 0; for (const m of map) { const [a, b, x] = m.split(":"); if (a) s = +a; if (b) l = +b; if (x) f = +x; pcToLoc[pc] = [f, s, l]; const op = parseInt(code.slice(2 * pc, 2 * pc + 2), 16); pc += op >= 0x60 && op <= 0x7f ? op - 0x5f + 1 : 1; } }
const text = (p) => sources[p]?.content ?? readFileSync("node_modules/" + p, "utf8");
const lineOf = ([f, s]) => { const p = ids[f]; if (!p) return `?${f}`; return `${p.replace("contracts/", "")}:${text(p).slice(0, s).split("\n").length} ${text(p).slice(s, s + 60).split("\n")[0]}`; };
const { courtOn } = await import("./court.ts"); const { measureFigures } = await import("./figures.ts");
const chain = await network.create();
const court = await courtOn(chain);
const hashes = [];
const provider = chain.ethers.provider;
await measureFigures(court);
const sel = court.contract.interface.getFunction(want).selector;
for (let n = 0; n <= await provider.getBlockNumber(); n++) { const b = await provider.getBlock(n, true); for (const h of b.transactions) { const t = b.getPrefetchedTransaction(h); if (t.data.startsWith(sel)) hashes.push(h); } }
const tr = await provider.send("debug_traceTransaction", [hashes[nth - 1], { disableStorage: true, disableMemory: true, disableStack: true }]);
const by = new Map(), ops = new Map(); const addr = 1; let total = 0;
for (const s of tr.structLogs) { if (s.depth !== 1) continue; let g = s.gasCost; if (["CALL", "STATICCALL", "DELEGATECALL"].includes(s.op)) g = 0; const cold = g >= 2100; total += cold ? 0 : g; const k = (cold ? "COLD " : "") + lineOf(pcToLoc[s.pc] ?? [-9, 0, 0]); by.set(k, (by.get(k) ?? 0) + g); ops.set(s.op, (ops.get(s.op) ?? 0) + g); }
console.log("compute", total, "steps", tr.structLogs.length);
for (const [k, v] of [...by].sort((a, b) => b[1] - a[1]).slice(0, Number(process.argv[4] ?? 45))) console.log(String(v).padStart(8), k);
console.log([...ops].sort((a, b) => b[1] - a[1]).slice(0, 14).map(([k, v]) => `${k}:${v}`).join(" "));

const names = {1:"ADD",2:"MUL",3:"SUB",4:"DIV",0x10:"LT",0x11:"GT",0x12:"SLT",0x14:"EQ",0x15:"ISZERO",0x16:"AND",0x17:"OR",0x19:"NOT",0x1b:"SHL",0x1c:"SHR",0x20:"KECCAK",0x35:"CALLDATALOAD",0x36:"CALLDATASIZE",0x51:"MLOAD",0x52:"MSTORE",0x54:"SLOAD",0x55:"SSTORE",0x56:"JUMP",0x57:"JUMPI",0x5b:"JUMPDEST",0x37:"CALLDATACOPY",0x0b:"SIGNEXTEND",0x50:"POP"};
if (process.env.BLOCKS) {
 const blocks = new Map(); let cur = 0;
 for (const s of tr.structLogs) { if (s.depth !== 1) continue; if (s.op === "JUMPDEST" ) cur = s.pc; const g = s.gasCost >= 2100 || /CALL$/.test(s.op) ? 0 : s.gasCost; const b = blocks.get(cur) ?? { g: 0, n: 0, pcs: new Map() }; b.g += g; if (s.pc === cur) b.n++; b.pcs.set(s.pc, s.op); blocks.set(cur, b); }
 for (const [pc, b] of [...blocks].sort((x, y) => y[1].g - x[1].g).slice(0, Number(process.env.BLOCKS))) {
  const seq = [...b.pcs].sort((x, y) => x[0] - y[0]).map(([q, op]) => { const m = /PUSH(\d+)/.exec(op); return m && m[1] !== "0" ? `${op.replace("PUSH","P")}:${code.slice(2*q+2, 2*q+2+2*Number(m[1]))}` : op; }).join(" ");
  console.log(`${b.g} x${b.n} @${pc} ${lineOf(pcToLoc[pc] ?? [-9,0,0]).slice(0,60)} :: ${seq.slice(0, 420)}`);
 }
}
process.exit(0);
