// What a session is to be like: what its client asks for, over the command line's defaults, over
// the config files', over the daemon's own. It remembers what was asked for, so that a restart
// reads the files again.
import { RpcError } from "../../protocol/errors.ts";
import type { KernelSettings } from "../../protocol/kernel.ts";
import { isOfNamespace } from "../../protocol/runners.ts";
import type { SessionOptions } from "../../protocol/shapes.ts";
import type { Session } from "../session/session.ts";
import { findOrigins, type Configs, type Settings } from "./config/configs.ts";
import { refuse } from "./config/read.ts";
import { checkRunner, defaultPlan, planSession, type SessionPlan } from "./options.ts";

/** What the command line says of every session. */
export type Defaults = Partial<
  Pick<KernelSettings, "autoawait" | "runner" | "loopPolicy" | "history">
>;

export interface PlannerSetup {
  /** Where sessions work that name no directory. */
  cwd: string;
  defaults?: Defaults;
  configs?: Configs;
}

const live = ["autoawait", "runner", "loopPolicy"] as const;

export class Planner {
  readonly #defaults: Defaults;
  readonly #configs: Configs | undefined;
  readonly #base: SessionPlan;
  readonly #planned = new WeakMap<Session, { options: SessionOptions; settings: KernelSettings }>();

  constructor({ cwd, defaults = {}, configs }: PlannerSetup) {
    this.#base = defaultPlan(cwd);
    this.#defaults = defaults;
    this.#configs = configs;
  }

  /** Throws, or rejects, with what is wrong with the options, or with a file. */
  plan(options: SessionOptions): SessionPlan | Promise<SessionPlan> {
    const cwd = options.cwd ?? this.#base.settings.cwd;
    const own = planSession(options, this.#over(this.#base));
    const files = this.#configs?.find(cwd) ?? [];
    if (files.length === 0) return this.#withFacts(own, options, {}, files);
    return this.#configs!.read(files, cwd, own.settings.env).then((found) => {
      const plan = planSession(options, this.#over(this.#withFiles(found, cwd)));
      return this.#withFacts(plan, options, found.origins, files);
    });
  }

  /** Notes what a session was made of. */
  remember(session: Session, options: SessionOptions): void {
    this.#planned.set(session, { options, settings: { ...session.settings } });
  }

  /** The same once more, with the files as they are now; what was set meanwhile stays. */
  async planAgain(session: Session, changes: SessionOptions): Promise<SessionPlan> {
    const planned = this.#planned.get(session);
    const before = planned?.options ?? {};
    const options = {
      ...before,
      ...changes,
      env: { ...before.env, ...changes.env },
      limits: { ...before.limits, ...changes.limits },
    };
    for (const key of live) {
      if (changes[key] !== undefined || session.settings[key] === planned?.settings[key]) continue;
      // A function of the namespace goes with it.
      if (key === "runner" && isOfNamespace(session.settings.runner)) continue;
      Object.assign(options, { [key]: session.settings[key] });
    }
    const plan = await this.plan(options);
    this.#planned.set(session, { options, settings: { ...plan.settings } });
    return plan;
  }

  close(): void {
    this.#configs?.close();
  }

  #over(plan: SessionPlan): SessionPlan {
    return { ...plan, settings: { ...plan.settings, ...this.#defaults } };
  }

  #withFacts(
    plan: SessionPlan,
    { name: _, ...options }: SessionOptions,
    found: Record<string, string>,
    files: readonly string[],
  ): SessionPlan {
    const origins = {
      ...found,
      ...findOrigins(this.#defaults, "the command line"),
      ...findOrigins(options, "the client"),
    };
    const { settings, limits } = plan;
    const facts = { files, origins, limits, history: settings.history === true };
    return { ...plan, settings: { ...settings, facts } };
  }

  #withFiles({ origins, startup, limits = {}, ...settings }: Settings, cwd: string): SessionPlan {
    if (settings.runner !== undefined) checkRunnerOf(origins["runner"]!, settings.runner, cwd);
    return { settings: { ...this.#base.settings, ...settings }, limits, startup };
  }
}

const checkRunnerOf = (file: string, runner: string, cwd: string): void => {
  try {
    checkRunner(runner, cwd);
  } catch (error) {
    if (!(error instanceof RpcError)) throw error;
    throw refuse(file, `runner: ${error.message}`, { path: "runner", expected: "a runner" });
  }
};
