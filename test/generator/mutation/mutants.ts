import { createHash } from "node:crypto";
import ts from "typescript";

// Mutants: the translator's and its library's files, each with one small change of what they do.

/** One change of one file. */
export interface Mutant {
  /** Eight hexadecimal digits, the same as long as the function around the change is. */
  readonly id: string;
  /** File, without folder and ending, and outermost function or constant: the rule that is changed. */
  readonly rule: string;
  readonly file: string;
  readonly line: number;
  readonly before: string;
  readonly after: string;
  /** The file with the change. */
  readonly content: string;
}

const SWAPS: Readonly<Record<string, string>> = {
  "<": "<=",
  "<=": "<",
  ">": ">=",
  ">=": ">",
  "===": "!==",
  "!==": "===",
  "+": "-",
  "-": "+",
  "*": "+",
  "/": "*",
  "%": "+",
  "**": "*",
  "&&": "||",
  "||": "&&",
  "&": "|",
  "|": "&",
  "^": "|",
  "<<": ">>",
  ">>": "<<",
  ">>>": ">>",
  "+=": "-=",
  "-=": "+=",
  ">>=": "<<=",
};

const NAMES: Readonly<Record<string, string>> = { asIntN: "asUintN", asUintN: "asIntN", min: "max", max: "min" };

/** A change as a replacement of part of the text. */
interface Change {
  readonly start: number;
  readonly end: number;
  readonly after: string;
}

function changesAt(node: ts.Node, source: ts.SourceFile): readonly Change[] {
  const replace = (part: ts.Node, after: string): Change => ({
    start: part.getStart(source),
    end: part.getEnd(),
    after,
  });
  const textOf = (part: ts.Node): string => part.getText(source);
  if (ts.isBinaryExpression(node)) {
    const swapped = SWAPS[textOf(node.operatorToken)];
    return swapped === undefined ? [] : [replace(node.operatorToken, swapped)];
  }
  if (ts.isPrefixUnaryExpression(node) && node.operator !== ts.SyntaxKind.PlusPlusToken)
    return [replace(node, textOf(node.operand))];
  if (ts.isNumericLiteral(node)) return [replace(node, `${Number(textOf(node).replaceAll("_", "")) + 1}`)];
  if (ts.isBigIntLiteral(node)) return [replace(node, `${BigInt(textOf(node).slice(0, -1)) + 1n}n`)];
  if (node.kind === ts.SyntaxKind.TrueKeyword) return [replace(node, "false")];
  if (node.kind === ts.SyntaxKind.FalseKeyword) return [replace(node, "true")];
  if (ts.isConditionalExpression(node)) return [replace(node.condition, `!(${textOf(node.condition)})`)];
  if (ts.isIfStatement(node)) return [replace(node.expression, "true"), replace(node.expression, "false")];
  if (ts.isExpressionStatement(node) && ts.isCallExpression(node.expression)) return [replace(node, ";")];
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const name = textOf(node.expression.name);
    if (name === "reverse") return [replace(node, textOf(node.expression.expression))];
    if (NAMES[name] !== undefined) return [replace(node.expression.name, NAMES[name])];
  }
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return literalChanges(node, source);
  if (ts.isTemplateExpression(node)) return templateChanges(node);
  return [];
}

/** Another word in the place of a word of the language or of the library. */
function literalChanges(node: ts.StringLiteralLike, source: ts.SourceFile): readonly Change[] {
  if (node.text === "") return [];
  const swapped = SWAPS[node.text] ?? (node.text === "++" ? "--" : node.text === "--" ? "++" : `${node.text}_`);
  return [{ start: node.getStart(source), end: node.getEnd(), after: JSON.stringify(swapped) }];
}

/** Operators in the fixed parts of a template that makes code. */
function templateChanges(node: ts.TemplateExpression): readonly Change[] {
  return [node.head, ...node.templateSpans.map((span) => span.literal)].flatMap((part) => {
    const found = / (\+|-|\*|&|\||\^|<<|>>|>>>|===|<|>) /.exec(part.text);
    const swapped = SWAPS[found?.[1] ?? ""];
    if (found === null || swapped === undefined || part.text !== part.rawText) return [];
    const start = part.getStart() + 1 + found.index + 1;
    return [{ start, end: start + (found[1]?.length ?? 0), after: swapped }];
  });
}

/** What says why something was refused, or is only for readers, has no effect on what is answered. */
function isSilent(node: ts.Node): boolean {
  if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isInterfaceDeclaration(node)) return true;
  if (ts.isTypeAliasDeclaration(node)) return true;
  if (ts.isNewExpression(node) && /Error|OutOfSteps|NotTranslated/.test(node.expression.getText())) return true;
  return ts.isCallExpression(node) && /^(refuse\w*|super)$/.test(node.expression.getText());
}

function ruleName(statement: ts.Statement): string {
  if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) return statement.name?.text ?? "";
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations[0]?.name.getText() ?? "";
  return "";
}

/** The changes within a statement of the file's outermost level. */
function changesIn(statement: ts.Statement, source: ts.SourceFile): readonly Change[] {
  const found: Change[] = [];
  const visit = (node: ts.Node): void => {
    if (isSilent(node)) return;
    found.push(...changesAt(node, source));
    ts.forEachChild(node, visit);
  };
  visit(statement);
  return found;
}

/**
 * All mutants of a file.
 * @example mutantsOf("operators", "operators.ts", readFileSync("operators.ts", "utf8"))[0].rule // "operators.fit"
 */
export function mutantsOf(stem: string, file: string, content: string): readonly Mutant[] {
  const source = ts.createSourceFile(file, content, ts.ScriptTarget.ES2024, true);
  return source.statements.flatMap((statement) => {
    const rule = `${stem}.${ruleName(statement)}`;
    const [from, text] = [statement.getStart(source), statement.getText(source)];
    return changesIn(statement, source).map(({ start, end, after }) => {
      const before = content.slice(start, end);
      const key = `${rule}\n${text}\n${start - from}\n${end - from}\n${after}`;
      return {
        id: createHash("sha256").update(key).digest("hex").slice(0, 8),
        rule,
        file,
        line: source.getLineAndCharacterOfPosition(start).line + 1,
        before,
        after,
        content: content.slice(0, start) + after + content.slice(end),
      };
    });
  });
}
