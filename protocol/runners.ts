// The runners that come with every kernel, and what both sides of the pipe say of names that lead
// to none.

/** Two are made of the package of their name, of the version that the session's directory has. */
export const runnerNames = ["native", "sync", "effection", "effect"] as const;
export const packagedRunners: readonly string[] = ["effection", "effect"];

export const isRunnerName = (name: string): boolean =>
  (runnerNames as readonly string[]).includes(name);

const shownFunctions = 8;
const quote = (name: string): string => `\`${name}\``;

/** `functions`: those of the user's namespace, where there is one. Many are not listed. */
export function listRunners(
  isInstalled: (name: string) => boolean,
  functions?: readonly string[],
): string {
  const names = runnerNames.map((name) => {
    const isThere = !packagedRunners.includes(name) || isInstalled(name);
    return isThere ? quote(name) : `${quote(name)} (to be installed: npm install ${name})`;
  });
  const exports = "exports of modules (`./file.js#name`)";
  if (!functions) return `there are ${names.join(", ")}, and ${exports}`;
  const isShort = functions.length > 0 && functions.length <= shownFunctions;
  const own = isShort ? `your functions ${functions.map(quote).join(", ")}` : "your own functions";
  return `there are ${names.join(", ")}, ${own}, and ${exports}; %autoawait NAME sets one`;
}

/** `module#export`; nothing for a name of another kind. */
export function splitRunner(name: string): { specifier: string; exported: string } | undefined {
  const hash = name.lastIndexOf("#");
  if (hash <= 0) return undefined;
  return { specifier: name.slice(0, hash), exported: name.slice(hash + 1) };
}

export const isOfNamespace = (name: string): boolean => !isRunnerName(name) && !splitRunner(name);

/** Why there can't be such a runner, as far as that is seen by looking for modules. */
export function findAbsence(
  name: string,
  isMissing: (specifier: string) => boolean,
): string | undefined {
  const list = (): string => listRunners((each) => !isMissing(each));
  if (packagedRunners.includes(name)) {
    if (!isMissing(name)) return undefined;
    return `the runner ${quote(name)} needs a package that the session's directory has not: \
npm install ${name}; ${list()}`;
  }
  const split = splitRunner(name);
  if (!split || !isMissing(split.specifier)) return undefined;
  return `the module of the runner ${quote(name)} is not there; ${list()}`;
}
