// Where config files are: names and folders, and which of them are there.
import { statSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

/** The first of these that is in a folder is its config file. */
const names = ["ts", "js", "mjs", "json"].map((extension) => `awaitd.config.${extension}`);

/** The config file of a folder. Synchronous: it takes microseconds, and mostly finds nothing. */
export const findConfig = (directory: string): string | undefined =>
  names.map((name) => join(directory, name)).find(isFile);

/** Where nobody may look, nothing is: a home directory, say, that is another user's. */
const isFile = (path: string): boolean => {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (["EACCES", "EPERM", "ENOTDIR", "ENAMETOOLONG", "ELOOP"].includes(code)) return false;
    throw error;
  }
};

/** What XDG has for each kind of file: a variable, and the folder without it. */
const kinds = {
  config: { variable: "XDG_CONFIG_HOME", folder: ".config" },
  data: { variable: "XDG_DATA_HOME", folder: join(".local", "share") },
} as const;

/**
 * The folder of a user's own files: that of the XDG base directories, also on macOS, as other
 * tools of the command line have it there; on Windows `%APPDATA%`. A process in a container may run
 * as a user who has no home.
 */
export const findUserDirectory = (
  kind: keyof typeof kinds,
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform = process.platform,
): string | undefined => {
  const { variable, folder } = kinds[kind];
  const { [variable]: xdg, APPDATA: roaming } = env;
  // The specification has it that a relative one is ignored.
  if (xdg !== undefined && isAbsolute(xdg)) return join(xdg, "awaitd");
  if (platform === "win32" && roaming !== undefined && roaming !== "") {
    return join(roaming, "awaitd");
  }
  const home = findHome();
  return home === undefined ? undefined : join(home, folder, "awaitd");
};

const findHome = (): string | undefined => {
  try {
    return homedir();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_SYSTEM_ERROR") return undefined;
    throw error;
  }
};
