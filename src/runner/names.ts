// The runners that awaitd brings, by name.

export const runnerNames: readonly string[] = ["native", "sync"];

/** What is wrong with this name, or nothing. */
export function checkRunner(name: string): { name: "UnknownRunner"; message: string } | undefined {
  if (runnerNames.includes(name)) return undefined;
  const known = runnerNames.map((each) => `\`${each}\``).join(", ");
  return { name: "UnknownRunner", message: `no runner is called \`${name}\`; there are ${known}` };
}
