import type { CompilerPin } from "./read/compiler.ts";
import type { Sources } from "./read/sources.ts";

/** A file that the generator writes: its path from the root, and its text. */
export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

/** What is derived together from one set of sources. */
export interface Target {
  readonly name: string;
  /** What to say that it comes from. */
  readonly from: string;
  readonly sources: Sources;
  readonly outputs: readonly string[];
  emit(): readonly GeneratedFile[];
}

/** A project to generate for. */
export interface Project {
  readonly root: string;
  readonly pin: CompilerPin;
}

/** The first lines of a generated TypeScript file. */
export function header(from: string, stamp: string): string {
  return `// Generated from ${from} by \`chenilles generate\`. Do not edit.\n// Sources and compiler: sha256 ${stamp}\n\n`;
}
