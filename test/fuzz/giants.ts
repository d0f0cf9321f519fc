// Texts that are too large or too deep to be come by at random.
const count = 10_000;
const megabyte = 2 ** 20;

/** Brackets of every kind, chains and whatever else makes a parser call itself. */
const deep: Record<string, [open: string, close?: string, inside?: string]> = {
  parentheses: ["(", ")", "1"],
  "array brackets": ["[", "]"],
  braces: ["{", "}"],
  objects: ["({a:", "})", "1"],
  templates: ["`${", "}`", "1"],
  calls: ["f(", ")"],
  indexes: ["a[", "]", "1"],
  arrows: ["()=>{", "}"],
  "bare arrows": ["()=>", "", "1"],
  functions: ["function f(){", "}"],
  classes: ["class A extends ", "{}", "B"],
  patterns: ["let [", "]=[]"],
  "ifs without braces": ["if(1)", "", "1"],
  else: ["if(1);else ", "", "1"],
  loops: ["for(;;)", "", "1"],
  conditions: ["a?", ":b", "1"],
  awaits: ["await ", "", "1"],
  negations: ["!", "", "1"],
  assignments: ["a=", "", "1"],
  powers: ["2**", "", "1"],
  news: ["new ", "", "A"],
  labels: ["l:", "", "1"],
  "groups of a regular expression": ["(", ")", "a"],
};

export const giants: Record<string, string> = {
  ...Object.fromEntries(
    Object.entries(deep).flatMap(([name, [open, close = "", inside = ""]]) => {
      const [before, after] = name.startsWith("groups") ? ["/", "/"] : ["", ""];
      const opened = before + open.repeat(count) + inside;
      return [
        [`${count} ${name}`, opened + close.repeat(count) + after],
        [`${count} ${name}, never closed`, opened],
      ];
    }),
  ),
  "a chain of calls": `a${".b()".repeat(count)}`,
  "a chain of optional members": `a${"?.b".repeat(count)}`,
  "a long sum": `1${" + 1".repeat(count)}`,
  "a long sum with an await": `await 1${" + 1".repeat(count)}`,
  "a long list of operands": `1${", 1".repeat(10 * count)}`,
  "many statements": "a = a + 1;\n".repeat(10 * count),
  "many awaits": "await a;".repeat(count),
  "many declarations": Array.from({ length: count }, (_, n) => `let a${n} = ${n};`).join("\n"),
  "a string of 10 MB": `let a = "${"x".repeat(10 * megabyte)}"; await a`,
  "a template of 10 MB": `let a = \`${`${"x".repeat(79)}\n`.repeat(megabyte / 8)}\``,
  "a comment of 10 MB": `/*${"x ".repeat(5 * megabyte)}*/ a`,
  "a string of 10 MB without its end": `let a = "${"x".repeat(10 * megabyte)}`,
  "a line of 1 MB": `a = [${"1, ".repeat(megabyte / 3)}]`,
  "a line of 1 MB that is wrong at its end": `a = [${"1, ".repeat(megabyte / 3)}}`,
  "a name of 1 MB": `let ${"a".repeat(megabyte)} = 1`,
  "1 MB of blanks": `a${" ".repeat(megabyte)}`,
  "1 MB of line breaks": `a${"\n".repeat(megabyte)}b )`,
  "1 MB of semicolons and blanks": `{a: 1${"; ".repeat(megabyte / 2)}x`,
  "an object cell before 1 MB of blanks": `{a: 1}${" ".repeat(megabyte)}x`,
  "1 MB of comments": "// x\n".repeat(megabyte / 5),
  "1 MB of backslashes": "\\".repeat(megabyte),
  "1 MB of quotes": '"'.repeat(megabyte),
  "1 MB of backquotes": "`".repeat(megabyte),
  "1 MB of slashes": `a ${"/ ".repeat(megabyte / 2)}`,
  "1 MB of NULs": "\0".repeat(megabyte),
  "1 MB of lone surrogates": "\ud800".repeat(megabyte),
  "1 MB of less-than signs": "<".repeat(megabyte),
  "1 MB of type arguments": `f<${"A<".repeat(count)}`,
};
