// What a client asked of a session, checked against this machine and made whole by defaults.
import { statSync } from "node:fs";
import { isAbsolute } from "node:path";
import { RpcError } from "../../protocol/errors.ts";
import type { KernelSettings, StartupTask } from "../../protocol/kernel.ts";
import type { Limits, SessionOptions } from "../../protocol/shapes.ts";

/** The runners that come with every kernel. */
export const runners = ["native", "sync"];

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
  if (options.runner !== undefined) checkRunner(options.runner);
  const name = options.name ?? base.name;
  return {
    settings: {
      cwd: options.cwd ?? settings.cwd,
      env: { ...settings.env, ...options.env },
      languageId: options.languageId ?? settings.languageId,
      autoawait: options.autoawait ?? settings.autoawait,
      runner: options.runner ?? settings.runner,
      loopPolicy: options.loopPolicy ?? settings.loopPolicy,
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

export const checkRunner = (runner: string): void => {
  if (runners.includes(runner)) return;
  throw new RpcError(
    "UnknownRunner",
    `There is no runner ${JSON.stringify(runner)}; there are ${runners.join(", ")}.`,
    { runner, runners },
  );
};
