import { readFileSync } from "node:fs";
import Handlebars from "handlebars";

const compiled = new Map<string, (view: object) => string>();

/**
 * Fills a template of `generator/templates`. A name that the view has not is an error.
 *
 * @example render("limits.ts", { limits: [] })
 */
export function render(template: string, view: object): string {
  let fill = compiled.get(template);
  if (fill === undefined) {
    const text = readFileSync(new URL(`../templates/${template}.hbs`, import.meta.url), "utf8");
    const made = Handlebars.create();
    made.registerHelper("json", (value: unknown) => JSON.stringify(value));
    fill = made.compile(text, { noEscape: true, strict: true });
    compiled.set(template, fill);
  }
  return fill(view);
}

/** A text as a TSDoc comment, indented; nothing for no text. */
export function docComment(text: string, indent = ""): string {
  if (text === "") return "";
  const lines = text.replaceAll("*/", "* /").split("\n");
  if (lines.length === 1) return `${indent}/** ${lines[0]} */\n`;
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join("\n")}\n${indent} */\n`;
}
