// What a client asked of a session, checked against this machine and made whole by defaults.
import { statSync } from "node:fs";
import { createRequire } from "node:module";
import { isAbsolute, join } from "node:path";
import { RpcError } from "../../protocol/errors.ts";
import type { KernelSettings, StartupTask } from "../../protocol/kernel.ts";
import {
  findAbsence,
  isRunnerName,
  listRunners,
  runnerNames,
  splitRunner,
} from "../../protocol/runners.ts";
import type { Limits, SessionOptions } from "../../protocol/shapes.ts";
import { isMissing } from "../std/missing.ts";

export interface SessionPlan {
  settings: KernelSettings;
  limits: Limits;
  name?: string;
  /** Done before the first cell. */
  startup?: readonly StartupTask[];
}

/** `base` is what holds for all that the client left out. */
export const planSession = (options: SessionOptions, base: SessionPlan): SessionPlan => {
  const { settings } = base;
  if (options.cwd !== undefined) checkDirectory(options.cwd);
  if (options.runner !== undefined) checkRunner(options.runner, options.cwd ?? base.settings.cwd);
  const name = options.name ?? base.name;
  return {
    settings: {
      cwd: options.cwd ?? settings.cwd,
      env: { ...settings.env, ...options.env },
      languageId: options.languageId ?? settings.languageId,
      autoawait: options.autoawait ?? settings.autoawait,
      runner: options.runner ?? settings.runner,
      loopPolicy: options.loopPolicy ?? settings.loopPolicy,
      history: options.history ?? settings.history ?? true,
    },
    limits: { ...base.limits, ...options.limits },
    ...(name === undefined ? {} : { name }),
    startup: base.startup ?? [],
  };
};

export const defaultPlan = (cwd: string): SessionPlan => ({
  settings: {
    cwd,
    env: {},
    languageId: "typescript",
    autoawait: true,
    runner: "native",
    loopPolicy: "persistent",
    history: true,
  },
  limits: {},
});

const checkDirectory = (cwd: string): void => {
  const refuse = (why: string): never => {
    throw new RpcError("InvalidOption", `cwd ${JSON.stringify(cwd)} ${why}.`, { path: "cwd", cwd });
  };
  if (!isAbsolute(cwd)) refuse("is not an absolute path");
  const found = statSync(cwd, { throwIfNoEntry: false });
  if (!found) refuse("does not exist");
  if (!found?.isDirectory()) refuse("is not a directory");
};

/** A session that is only to begin has no functions of its own. */
export const checkRunner = (runner: string, cwd: string): void => {
  const { resolve } = createRequire(join(cwd, "[session]"));
  const isAway = (specifier: string): boolean => isMissing(resolve, specifier);
  const isKnown = isRunnerName(runner) || splitRunner(runner) !== undefined;
  const why = isKnown ? findAbsence(runner, isAway) : findUnknown(runner, isAway);
  if (why !== undefined) throw new RpcError("UnknownRunner", why, { runner, runners: runnerNames });
};

const findUnknown = (runner: string, isAway: (specifier: string) => boolean): string =>
  `no runner is called \`${runner}\`; ${listRunners((name) => !isAway(name))}`;
