// Which `awaitd` a workspace is served by: the one that the settings name, the one that is
// installed there, or the one on the path.
import { accessSync, constants, readFileSync, statSync } from "node:fs";
import { delimiter, dirname, isAbsolute, join, resolve } from "node:path";

export interface Machine {
  platform: NodeJS.Platform;
  path: string;
}

export interface Wish {
  /** A program, or a script for Node; `~` and relative paths are not resolved. */
  path?: string;
  /** The Node that runs scripts. */
  node?: string;
  /** Where to look for an installed package: upwards from each. */
  folders: readonly string[];
}

export class NotInstalled extends Error {
  constructor(path?: string) {
    super(
      path === undefined
        ? "awaitd is not installed in this folder, nor is it on the path."
        : `There is no awaitd at ${path}; the setting awaitd.path says so.`,
    );
    this.name = "NotInstalled";
  }
}

/** The command of a daemon on stdio. Throws `NotInstalled`. */
export function locateDaemon(wish: Wish, machine: Machine = process_()): string[] {
  const node = wish.node ?? "node";
  if (wish.path !== undefined) {
    const [folder = "."] = wish.folders;
    const path = isAbsolute(wish.path) ? wish.path : resolve(folder, wish.path);
    const found = /[/\\]/.test(wish.path) ? existing(path) : findOnPath(wish.path, machine);
    if (found === undefined) throw new NotInstalled(wish.path);
    return [...launch(found, node), "--stdio"];
  }
  for (const folder of wish.folders) {
    const script = findInstalled(folder);
    if (script !== undefined) return [node, script, "--stdio"];
  }
  const program = findOnPath("awaitd", machine);
  if (program === undefined) throw new NotInstalled();
  return [...launch(program, node), "--stdio"];
}

const process_ = (): Machine => ({
  platform: process.platform,
  path: process.env["PATH"] ?? process.env["Path"] ?? "",
});

const existing = (path: string): string | undefined =>
  statSync(path, { throwIfNoEntry: false })?.isFile() === true ? path : undefined;

/** Windows runs no script by its first line. */
const launch = (path: string, node: string): string[] =>
  /\.[cm]?js$/.test(path) ? [node, path] : [path];

/** The package's own command, not its link in `.bin`: that is another program on Windows. */
function findInstalled(folder: string): string | undefined {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const root = join(at, "node_modules", "awaitd");
    const manifest = existing(join(root, "package.json"));
    if (manifest !== undefined) {
      const { bin } = JSON.parse(readFileSync(manifest, "utf8")) as { bin?: { awaitd?: string } };
      const script = bin?.awaitd === undefined ? undefined : existing(join(root, bin.awaitd));
      if (script !== undefined) return script;
    }
    if (at === dirname(at)) return undefined;
  }
}

function findOnPath(name: string, { path, platform }: Machine): string | undefined {
  const isWindows = platform === "win32";
  const separator = isWindows ? ";" : delimiter;
  for (const folder of path.split(separator).filter((each) => each !== "")) {
    const found = existing(join(folder, isWindows ? `${name}.cmd` : name));
    if (found === undefined) continue;
    if (isWindows) return findInstalledBy(found);
    if (isExecutable(found)) return found;
  }
  return undefined;
}

/** `npm install --global` on Windows puts a `.cmd` beside the `node_modules` that it starts. */
function findInstalledBy(command: string): string | undefined {
  return findInstalled(dirname(command));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
