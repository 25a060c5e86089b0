import type { AstNode } from "./ast.ts";
import { callLibrary, type Scope } from "./context.ts";
import { asBig, integerText, wrapBig } from "./conversion.ts";
import { refuse } from "./diagnostics.ts";
import { bitsOf, isSmall } from "./representation.ts";
import type { SolidityType } from "./solidityType.ts";

/** The value with a check of its range: Panic 0x11, or wrapped around in an unchecked block. `code` is exact. */
function fit(scope: Scope, code: string, type: SolidityType): string {
  const [signed, bits] = [type.kind === "int", bitsOf(type)];
  if (isSmall(type)) {
    const name = scope.unchecked ? (signed ? "wrapSmallInt" : "wrapSmallUint") : signed ? "smallInt" : "smallUint";
    return callLibrary(scope, name, code, bits);
  }
  if (scope.unchecked) return wrapBig(code, type);
  return type.kind === "uint" && bits === 256
    ? callLibrary(scope, "uint256", code)
    : callLibrary(scope, signed ? "int" : "uint", code, bits);
}

function multiply(scope: Scope, a: string, b: string, type: SolidityType): string {
  const exact = !isSmall(type) || !scope.unchecked || bitsOf(type) <= 24;
  return exact ? fit(scope, `${a} * ${b}`, type) : wrapBig(`BigInt(${a}) * BigInt(${b})`, type);
}

function divide(scope: Scope, a: string, b: string, type: SolidityType): string {
  const quotient = callLibrary(scope, isSmall(type) ? "smallDiv" : "div", a, b);
  return type.kind === "int" ? fit(scope, quotient, type) : quotient; // the least integer divided by -1
}

/** `a ** b`; the exponent is a bigint. */
export function power(scope: Scope, a: string, exponent: string, type: SolidityType): string {
  const base = asBig(a, type);
  if (scope.unchecked) return wrapBig(callLibrary(scope, "wrapPow", base, exponent), type);
  const exact = callLibrary(scope, type.kind === "int" ? "powInt" : "powUint", base, exponent, bitsOf(type));
  return isSmall(type) ? `Number(${exact})` : exact;
}

/** `a << by` or `a >> by`; the amount is a number or a bigint. */
export function shift(scope: Scope, operator: string, a: string, by: string, type: SolidityType): string {
  if (operator === "<<") return wrapBig(callLibrary(scope, "shl", asBig(a, type), by), type);
  const moved = callLibrary(scope, "shr", asBig(a, type), by);
  return isSmall(type) ? `Number(${moved})` : moved;
}

function bitwise(operator: string, a: string, b: string, type: SolidityType): string {
  if (!isSmall(type)) return `(${a} ${operator} ${b})`;
  if (bitsOf(type) > 32) return `Number(BigInt(${a}) ${operator} BigInt(${b}))`;
  return type.kind !== "int" && bitsOf(type) === 32 ? `((${a} ${operator} ${b}) >>> 0)` : `(${a} ${operator} ${b})`;
}

/** A binary operation on two values of one integer, bytesN or boolean type; shifts and powers are apart. */
export function arithmetic(
  scope: Scope,
  operator: string,
  a: string,
  b: string,
  type: SolidityType,
  node: AstNode,
): string {
  switch (operator) {
    case "+":
    case "-":
      return fit(scope, `${a} ${operator} ${b}`, type);
    case "*":
      return multiply(scope, a, b, type);
    case "/":
      return divide(scope, a, b, type);
    case "%":
      return callLibrary(scope, isSmall(type) ? "smallMod" : "mod", a, b);
    case "&":
    case "|":
    case "^":
      return bitwise(operator, a, b, type);
    default:
      return refuse(node, `the operator ${operator} is not translated`);
  }
}

/** A comparison of two values of one type. */
export function comparison(operator: string, a: string, b: string): string {
  const word = operator === "==" ? "===" : operator === "!=" ? "!==" : operator;
  return `(${a} ${word} ${b})`;
}

/** `-a` or `~a`. */
export function unary(scope: Scope, operator: string, a: string, type: SolidityType, node: AstNode): string {
  if (operator === "-") return fit(scope, isSmall(type) ? `0 - ${a}` : `-${a}`, type);
  if (operator !== "~") return refuse(node, `the operator ${operator} is not translated`);
  if (type.kind === "int") return isSmall(type) ? `(-1 - ${a})` : `(~${a})`;
  return `(${integerText((1n << BigInt(bitsOf(type))) - 1n, isSmall(type))} - ${a})`;
}

/** `a + 1` or `a - 1`. */
export function step(scope: Scope, operator: "++" | "--", a: string, type: SolidityType): string {
  return fit(scope, `${a} ${operator === "++" ? "+" : "-"} ${isSmall(type) ? "1" : "1n"}`, type);
}
