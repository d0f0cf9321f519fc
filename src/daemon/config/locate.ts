// Where config files are: names and folders, and which of them are there.
import { statSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

/** The first of these that is in a folder is its config file. */
const names = ["ts", "js", "mjs", "json"].map((extension) => `awaitd.config.${extension}`);

/** The config file of a folder. Synchronous: it takes microseconds, and mostly finds nothing. */
export const findConfig = (directory: string): string | undefined =>
  names
    .map((name) => join(directory, name))
    .find((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true);

/**
 * The folder of a user's own config file: that of the XDG base directories, also on macOS, as other
 * tools of the command line have it there; on Windows `%APPDATA%`.
 */
export const findUserDirectory = (
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform = process.platform,
): string => {
  const { XDG_CONFIG_HOME: xdg, APPDATA: roaming } = env;
  // The specification has it that a relative one is ignored.
  if (xdg !== undefined && isAbsolute(xdg)) return join(xdg, "awaitd");
  if (platform === "win32" && roaming !== undefined && roaming !== "") {
    return join(roaming, "awaitd");
  }
  return join(homedir(), ".config", "awaitd");
};
