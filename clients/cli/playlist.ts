// The scripts of one command, one after the other, each in a session of its own; and what became of
// them, for who reads a report.
import { dirname, extname, resolve } from "node:path";
import type { Params } from "../../protocol/methods.ts";
import type { Client } from "../shared/client.ts";
import type { InputHandler } from "../shared/inquiries.ts";
import type { Session } from "../shared/session.ts";
import type { RunFlags } from "./flags.ts";
import type { News } from "./news.ts";
import { playScript, type Outcome } from "./play.ts";
import type { Printer } from "./printer.ts";
import type { Report, Suite } from "./reports/report.ts";
import { nameCell, placeOf, type Script } from "./script.ts";

export interface PlaylistOptions {
  flags: RunFlags;
  cwd: string;
  printer: Printer;
  news: News;
  /** Aborted when nothing more is to run. */
  stopped: AbortSignal;
}

export class Playlist {
  /** The one that plays. */
  session: Session;
  readonly #client: Client;
  readonly #report: Report;
  readonly #suites: [Script, Suite][];
  readonly #options: PlaylistOptions;

  constructor(
    client: Client,
    scripts: readonly Script[],
    report: Report,
    options: PlaylistOptions,
  ) {
    this.#client = client;
    this.session = client.session;
    this.#report = report;
    this.#options = options;
    this.#suites = scripts.map((script) => [script, this.#plan(script)]);
  }

  #plan({ name, cells }: Script): Suite {
    const planned = cells.map((cell) => ({
      cellId: cell.cellId,
      name: nameCell(cell),
      place: placeOf(name, cell),
    }));
    return this.#report.plan(name, planned);
  }

  async play(onInput: InputHandler): Promise<Outcome> {
    const { flags } = this.#options;
    let worst: Outcome = "ok";
    for (const [index, [script, suite]] of this.#suites.entries()) {
      if (index > 0) this.session = await this.#client.createSession(this.#settingsOf(script));
      const outcome = await this.#playOne(script, suite, onInput);
      if (outcome === "interrupted") return outcome;
      if (outcome === "failed") worst = outcome;
      if (outcome === "failed" && flags.failFast) break;
    }
    return worst;
  }

  async #playOne(script: Script, suite: Suite, onInput: InputHandler): Promise<Outcome> {
    const { flags, printer, news, stopped } = this.#options;
    const { session } = this;
    const report = this.#report;
    report.begin(suite, session.id);
    try {
      return await playScript(session, script, {
        printer,
        onResult: ({ cellId }, result) => report.onResult(session.id, cellId, result),
        timeoutMs: flags.timeout,
        hasFailed: () => news.failed.has(session.id),
        onInput,
        stopped,
      });
    } finally {
      printer.end();
      report.end(session.id);
      await session.close();
    }
  }

  #settingsOf(script: Script): Params<"session/create"> {
    return settingsOf(script, this.#options.flags, this.#options.cwd);
  }
}

export function settingsOf(
  { name }: Script,
  flags: RunFlags,
  cwd: string,
): Params<"session/create"> {
  const own = name === "-" ? cwd : dirname(resolve(cwd, name));
  return {
    cwd: flags.cwd === undefined ? own : resolve(cwd, flags.cwd),
    languageId: /^\.[cm]?js$/.test(extname(name)) ? "javascript" : "typescript",
    runner: flags.runner,
    loopPolicy: flags.loopPolicy,
    // Of a script, the file is what is kept.
    history: false,
    ...(flags.autoawait ? {} : { autoawait: false }),
  };
}
