// What acorn says, in the words that V8 has for it: they are what whoever writes JavaScript knows.

/** `$1` is what the pattern caught. */
type Wording = readonly [RegExp, string | ((rest: string, source: string) => string)];

const invalidToken = "Invalid or unexpected token";
const invalidTarget = "Invalid left-hand side in assignment";

const wordings: readonly Wording[] = [
  [/^'return' outside of function$/, "Illegal return statement"],
  [/^'super' keyword outside a method$/, "'super' keyword unexpected here"],
  [/^super\(\) call outside constructor/, "'super' keyword unexpected here"],
  [/^'new\.target' can only be used/, "new.target expression is not allowed here"],
  [/^Unterminated (?:string constant|comment)$/, "Invalid or unexpected token"],
  [/^Unexpected character /, "Invalid or unexpected token"],
  [/^Identifier directly after number$/, "Invalid or unexpected token"],
  [/^Unterminated regular expression$/, "Invalid regular expression: missing /"],
  [/^Duplicate regular expression flag$/, "Invalid regular expression flags"],
  [/^Unterminated template$/, "Unterminated template literal"],
  [/^Bad character escape sequence$/, "Invalid Unicode escape sequence"],
  [/^Assigning to rvalue$/, "Invalid left-hand side in assignment"],
  [/^Complex binding patterns require an/, "Missing initializer in destructuring declaration"],
  [/^Missing catch or finally clause$/, "Missing catch or finally after try"],
  [/^Unexpected keyword '(.*)'$/, "Unexpected token '$1'"],
  // In strict code; elsewhere it is a name.
  [/^The keyword 'yield' is reserved$/, "yield is only valid in generator functions"],
  [
    /^The keyword '(?:let|static|implements|interface|package|private|protected|public)' /,
    "Unexpected strict mode reserved word",
  ],
  [/^The keyword '.*' is reserved$/, "Unexpected reserved word"],
  [/^Argument name clash$/, "Duplicate parameter name not allowed in this context"],
  [/^'with' in strict mode$/, "Strict mode code may not include a with statement"],
  [/^getter should have no params$/, "Getter must not have any formal parameters."],
  [/^setter should have exactly one param$/, "Setter must have exactly one formal parameter."],
  [/^(Label '.*') is already declared$/, "$1 has already been declared"],
  [/^Unsyntactic break$/, (rest) => tellLabel(rest) ?? "Illegal break statement"],
  [/^Unsyntactic continue$/, (rest, source) => tellContinue(rest, source)],
  [/^Invalid number$/, (rest) => tellNumber(rest)],
  [/^Expected number in radix/, invalidToken],
  [
    /^Numeric separator is not allowed at the (?:first|last)/,
    "Numeric separators are not allowed at the end of numeric literals",
  ],
  [/^Numeric separator must be/, "Only one underscore is allowed as numeric separator"],
  [/^Numeric separator is .* legacy/, "Numeric separator can not be used after leading 0."],
  [/^Redefinition of __proto__/, "Duplicate __proto__ fields are not allowed in object literals"],
  [/^(for-\w+ loop .* initializer)$/, "$1."],
  [
    /^(?:Assigning to|Binding) (?:eval|arguments) in/,
    "Unexpected eval or arguments in strict mode",
  ],
  [/^Deleting local variable/, "Delete of an unqualified identifier in strict mode."],
  [/^Comma is not permitted after the rest/, (rest) => tellRest(rest)],
  [/^Shorthand property assignments/, "Invalid shorthand property initializer"],
  [/^Setter cannot use rest/, "Setter function argument must not be a rest parameter"],
  [/^Duplicate constructor/, "A class may only have one constructor"],
  [/^Constructor can't have get/, "Class constructor may not be an accessor"],
  [/^Constructor can't be (.*)$/, "Class constructor may not be $1"],
  [/static property named prototype$/, "Classes may not have a static property named 'prototype'"],
  [/^Classes can't have/, "Classes may not have a field named 'constructor'"],
  [/^Multiple default clauses/, "More than one default clause in switch statement"],
  [/^Yield expression cannot be/, "Yield expression not allowed in formal parameter"],
  [/^Optional chaining .* left-hand side/, invalidTarget],
  [/^Optional chaining .* tag/, "Invalid tagged template on optional chain"],
  [/^Optional chaining .* new/, "Invalid optional chain from new expression"],
  [/^Invalid regular expression flag$/, "Invalid regular expression flags"],
  [/^Code point out of bounds/, "Undefined Unicode code-point"],
  [/^Expecting Unicode escape/, invalidToken],
];

/** `rest`: the source from where the failure is. */
export function putInWords(message: string, source: string, position: number): string {
  const known = wordings.find(([pattern]) => pattern.test(message));
  if (known === undefined) return message;
  const [pattern, told] = known;
  if (typeof told === "function") return told(source.slice(position), source);
  return told.replace("$1", pattern.exec(message)?.[1] ?? "");
}

function tellNumber(rest: string): string {
  if (/^0[0-7]+(?![\w.])/.test(rest)) return "Octal literals are not allowed in strict mode.";
  if (/^0\d/.test(rest)) return "Decimals with leading zeros are not allowed in strict mode.";
  return invalidToken;
}

const jump = /^(?:break|continue)[ \t]+([\w$]+)/;

function tellLabel(rest: string): string | undefined {
  const label = jump.exec(rest)?.[1];
  return label === undefined ? undefined : `Undefined label '${label}'`;
}

function tellContinue(rest: string, source: string): string {
  const told = "Illegal continue statement: ";
  const label = jump.exec(rest)?.[1];
  if (label === undefined) return `${told}no surrounding iteration statement`;
  const isThere = source.replace(/\s+/g, "").includes(`${label}:`);
  return isThere
    ? `${told}'${label}' does not denote an iteration statement`
    : `Undefined label '${label}'`;
}

/** Of a function, or of a pattern. */
const tellRest = (rest: string): string =>
  /^,[^[{]*\)\s*(?:\{|=>)/.test(rest)
    ? "Rest parameter must be last formal parameter"
    : "Rest element must be last element";
