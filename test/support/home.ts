// Nothing that is the user's counts in tests, and what they run leaves nothing there: neither
// config files nor history.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./sources.ts";

let dataHome: string | undefined;

/** Returns where the daemons that this process starts keep their history. */
export function leaveHome(): string {
  if (dataHome !== undefined) return dataHome;
  const made = mkdtempSync(join(tmpdir(), "awaitd-data-"));
  process.env.XDG_CONFIG_HOME = join(root, "test", "no-config");
  process.env.XDG_DATA_HOME = made;
  process.once("exit", () => rmSync(made, { recursive: true, force: true }));
  return (dataHome = made);
}

/** A place for the history of one daemon, which finds nothing of others' there. */
export const createDataHome = (): string => mkdtempSync(join(leaveHome(), "daemon-"));
