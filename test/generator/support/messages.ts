import { readFileSync } from "node:fs";
import ts from "typescript";

/** A diagnostic that some source can give: where it is made, and what its message looks like. */
export interface MessageSite {
  readonly file: string;
  readonly line: number;
  readonly pattern: RegExp;
}

/** The calls that make diagnostics, and which of their arguments is the message. */
const MAKERS: Readonly<Record<string, number>> = { say: 3, diagnosticAt: 3 };

/**
 * Every diagnostic that a source can give, read off its calls of `say` and `diagnosticAt`.
 *
 * @throws Error where a message is neither a text nor a constant that is one: it could not be told from others.
 */
export function messageSites(file: string): MessageSite[] {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
  const found: MessageSite[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
      const index = MAKERS[node.expression.text];
      const message = index === undefined ? undefined : node.arguments[index];
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      if (message !== undefined) found.push({ file, line, pattern: patternOf(message, `${file}:${line}`) });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** A text with holes: what stands in the holes is not looked at. */
function patternOf(message: ts.Expression, where: string): RegExp {
  if (ts.isStringLiteralLike(message)) return new RegExp(`^${escaped(message.text)}$`);
  if (ts.isTemplateExpression(message)) {
    const parts = [message.head.text, ...message.templateSpans.map((span) => span.literal.text)];
    return new RegExp(`^${parts.map(escaped).join(".*")}$`);
  }
  const declared = ts.isIdentifier(message) ? constantNamed(message, message.text) : undefined;
  if (declared === undefined)
    throw new Error(`${where}: the message of a diagnostic is a text, or a constant that is one`);
  return patternOf(declared, where);
}

/** What a constant in one of the blocks around a place is. */
function constantNamed(from: ts.Node, name: string): ts.Expression | undefined {
  let found: ts.Expression | undefined;
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.name.text === name)
      found ??= node.initializer;
    else ts.forEachChild(node, visit);
  };
  for (let at: ts.Node | undefined = from.parent; at !== undefined && found === undefined; at = at.parent)
    if (ts.isBlock(at)) visit(at);
  return found;
}
