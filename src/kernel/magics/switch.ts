// What the user has put around cells must not keep them from running: what fails is switched off,
// and that is said on the cell's standard error.

type Any = (...args: never[]) => unknown;

/** `kind`: "input transform". */
export function switchOff(list: Any[], failed: Any, kind: string, thrown: unknown): void {
  const at = list.indexOf(failed);
  if (at !== -1) list.splice(at, 1);
  const name = read(() => "".concat(failed.name));
  const article = /^[aeiou]/.test(kind) ? "an" : "a";
  const what = name === "" ? `${article} ${kind}` : `the ${kind} \`${name}\``;
  const why = read(() => describe(thrown), "what it threw can't be told");
  process.stderr.write(`awaitd: ${what} failed and is switched off: ${why}\n`);
}

/** With the rows of the user's own code. */
function describe(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const rows = String(thrown.stack ?? thrown).split("\n");
  return rows.filter((row) => !/^ +at .*\(node:/.test(row)).join("\n");
}

/** What a user's object says of itself, where it does. */
function read(say: () => string, otherwise = ""): string {
  try {
    return say();
  } catch {
    return otherwise;
  }
}
