// The settings that files bring to a session: those of the user's own config file, and over them,
// key by key, those of the session's directory. It finds files, has them read, and joins them; the
// daemon itself never runs what is in them. What a client or the command line asks for, and what
// holds otherwise, it does not know (`../planner.ts`).
import type { Config } from "../../../protocol/config.ts";
import type { StartupTask } from "../../../protocol/kernel.ts";
import { evaluate } from "./evaluate.ts";
import { findConfig, findUserDirectory } from "./locate.ts";
import { readConfig } from "./read.ts";
import { describeTasks } from "./tasks.ts";

export interface ConfigSetup {
  /** Read instead of looking for one; false: no file is read at all. */
  file?: string | false;
  /** The file that starts the programs of `dist/` (src/load.cjs), and the Node that runs it. */
  entry: string;
  nodePath: string;
}

/** What is done when a session starts. */
type TaskKey = "extensions" | "magics" | "startup";

export interface Settings extends Omit<Config, "$schema" | TaskKey> {
  /** Which file each setting is of; of limits, each by itself. */
  origins: Record<string, string>;
  startup: StartupTask[];
}

export class Configs {
  readonly #setup: ConfigSetup;
  readonly #ended = new AbortController();

  constructor(setup: ConfigSetup) {
    this.#setup = setup;
  }

  /** The files that a session in this directory has its settings from; the last one counts most. */
  find(cwd: string): string[] {
    const { file } = this.#setup;
    if (file === false) return [];
    if (file !== undefined) return [file];
    const directories = [findUserDirectory("config", process.env), cwd].filter(
      (each) => each !== undefined,
    );
    const found = directories.map(findConfig).filter((each) => each !== undefined);
    return [...new Set(found)];
  }

  /** Rejects with `InvalidOption` when one of them can't be read, or holds what it may not. */
  async read(files: readonly string[], cwd: string, env: Record<string, string>) {
    const { entry, nodePath } = this.#setup;
    const { signal } = this.#ended;
    const options = { entry, nodePath, cwd, env, signal };
    const configs = await Promise.all(
      files.map((file) => readConfig(file, (module) => evaluate(module, options))),
    );
    return join(configs.map((config, index) => ({ file: files[index]!, config })));
  }

  /** Ends what is being evaluated. */
  close(): void {
    this.#ended.abort();
  }
}

const join = (configs: { file: string; config: Config }[]): Settings => {
  const joined: Settings = { origins: {}, startup: [] };
  for (const { file, config } of configs) {
    const { $schema: _, extensions, magics, startup, limits, ...settings } = config;
    Object.assign(joined, settings);
    joined.limits = { ...joined.limits, ...limits };
    Object.assign(joined.origins, findOrigins({ limits, ...settings }, file));
    joined.startup.push(...describeTasks(file, { extensions, magics, startup }));
  }
  return joined;
};

/** `limits.memoryMb` and the like are settings of their own. */
export const findOrigins = (found: object, origin: string): Record<string, string> => {
  const { limits = {}, ...settings } = found as { limits?: object };
  const limited = Object.entries(limits).map(([key, value]) => [`limits.${key}`, value] as const);
  const all = [...Object.entries(settings), ...limited];
  return Object.fromEntries(
    all.filter(([, value]) => value !== undefined).map(([key]) => [key, origin]),
  );
};
