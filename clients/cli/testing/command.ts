// `awaitd test FILE…`: a client of its own daemon that checks what files say of their cells. It has
// the command's life: which files, the daemon, Ctrl-C, a closed standard output, the reports.
import { readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, resolve } from "node:path";
import type { Params } from "../../../protocol/methods.ts";
import { DocumentError } from "../../shared/documents/model.ts";
import { RequestError } from "../../shared/rpc.ts";
import type { Session } from "../../shared/session.ts";
import { isBadOption, onLost, openDaemon, type Daemon } from "../daemon.ts";
import { controlInterrupts } from "../interrupts.ts";
import { News } from "../news.ts";
import { deliver } from "../reports/delivery.ts";
import { Report, type Suite } from "../reports/report.ts";
import { checkConfig, processIo, withOutput, type RunIo } from "../run.ts";
import { Checker } from "./check.ts";
import { findFiles, NothingFound } from "./find.ts";
import { readFlags, type TestFlags } from "./flags.ts";
import { Listing, type FileResult } from "./listing.ts";
import { readSource, type TestCell, type TestSource } from "./source.ts";
import { waitForChange } from "./watch.ts";

/** Resolves to the exit code; `flags.ts` lists them. */
export async function test(argv: readonly string[], io: RunIo = processIo()): Promise<number> {
  const stop = new AbortController();
  return withOutput(io, stop, async () => {
    const flags = readFlags(argv, io.stdout, io.stderr);
    if (typeof flags === "number") return flags;
    if (!checkConfig(flags, io, "awaitd test")) return "usage";
    if (flags.watch) return watch(flags, io, stop);
    const read = readSources(flags, io);
    return read ? new TestRun(flags, io, stop).run(read) : "usage";
  });
}

async function watch(flags: TestFlags, io: RunIo, stop: AbortController): Promise<Outcome> {
  let read = readSources(flags, io);
  if (!read) return "usage";
  const folders = read.map(({ source }) => dirname(resolve(io.cwd, source.name)));
  // All the time: a Ctrl-C between two of its listeners would be lost.
  const end = io.onInterrupt(() => stop.abort());
  try {
    for (;;) {
      if (read) await new TestRun(flags, io, stop).run(read);
      const last = read ?? [];
      const isChanged = (): boolean => last.some((one) => textOf(one, io.cwd) !== one.text);
      if (!stop.signal.aborted) io.stdout.write("\nwaiting for a change; Ctrl-C ends it\n");
      if (!(await waitForChange(folders, stop.signal, isChanged))) return "interrupted";
      io.stdout.write("\n");
      // What can't be read now may be being written: that is told, and waited for.
      read = readSources(flags, io);
    }
  } finally {
    end();
  }
}

const textOf = ({ source }: Read, cwd: string): string | undefined => {
  try {
    return readFileSync(resolve(cwd, source.name), "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
};

interface Read {
  source: TestSource;
  text: string;
}

/** All of them before anything runs: a name that was mistyped is not found out halfway. */
function readSources(flags: TestFlags, io: RunIo): Read[] | undefined {
  try {
    const read = findFiles(flags.files, io.cwd).map((name) => {
      const text = readFileSync(resolve(io.cwd, name), "utf8");
      return { source: readSource(name, text), text };
    });
    const chosen = read.filter(({ source }) => source.cells.some(isChosen(flags)));
    if (chosen.length > 0) return chosen;
    const which = flags.filter === undefined ? "no cell" : `no cell like "${flags.filter}"`;
    throw new NothingFound(`there is ${which} in ${flags.files.join(", ")}`);
  } catch (error) {
    const isTold = error instanceof NothingFound || error instanceof DocumentError;
    if (!isTold && (error as NodeJS.ErrnoException).code === undefined) throw error;
    io.stderr.write(`awaitd test: ${(error as Error).message}\n`);
    return undefined;
  }
}

const isChosen =
  ({ filter = "" }: TestFlags) =>
  ({ name }: TestCell): boolean =>
    name.toLowerCase().includes(filter.toLowerCase());

type Outcome = "ok" | "failed" | "interrupted" | "usage";

/** One time through all files. */
class TestRun {
  readonly #flags: TestFlags;
  readonly #io: RunIo;
  readonly #stop: AbortController;
  readonly #report = new Report();
  readonly #listing: Listing;
  readonly #results: FileResult[] = [];
  readonly #sessions = new Set<Session>();
  /** Of what fails with `--bail`: what runs goes on, nothing more begins. */
  readonly #bail = new AbortController();
  #failed = false;

  constructor(flags: TestFlags, io: RunIo, stop: AbortController) {
    this.#flags = flags;
    this.#io = io;
    this.#stop = stop;
    this.#listing = new Listing(io.stdout);
  }

  async run(read: readonly Read[]): Promise<Outcome> {
    const startedMs = performance.now();
    const outcome = await this.#withDaemon(read);
    if (outcome === "usage") return outcome;
    this.#listing.end(this.#results, performance.now() - startedMs);
    return this.#deliver() ? outcome : "failed";
  }

  async #withDaemon(read: readonly Read[]): Promise<Outcome> {
    const { stderr } = this.#io;
    const news = new News();
    let daemon: Daemon;
    try {
      daemon = await openDaemon(this.#flags, {
        name: "awaitd test",
        command: this.#io.daemon,
        cwd: this.#io.cwd,
        session: this.#settingsOf(read[0]!.source),
        onNotification: news.onNotification,
      });
    } catch (error) {
      stderr.write(`awaitd test: ${(error as Error).message}\n`);
      return error instanceof RequestError ? "usage" : "failed";
    }
    news.follow(this.#report.onNotification);
    const { signal } = this.#stop;
    const control = controlInterrupts(this.#io.onInterrupt, {
      first: () => this.#stop.abort(),
      second: () => daemon.kill(this.#sessions),
    });
    signal.addEventListener("abort", () => {
      for (const session of this.#sessions) void session.interrupt().catch(onLost);
    });
    try {
      await this.#runAll(daemon, read);
      if (signal.aborted) return "interrupted";
      return this.#failed ? "failed" : "ok";
    } catch (error) {
      if (signal.aborted) return "interrupted";
      stderr.write(`awaitd test: ${(error as Error).message}\n`);
      return isBadOption(error) ? "usage" : "failed";
    } finally {
      control.end();
      await daemon.end();
    }
  }

  async #runAll({ client }: Daemon, read: readonly Read[]): Promise<void> {
    const planned = read.map((one) => ({ ...one, suite: this.#plan(one.source) }));
    const left = planned.values();
    let first: Session | undefined = client.session;
    const work = async (): Promise<void> => {
      for (const { source, text, suite } of left) {
        if (this.#stop.signal.aborted || this.#bail.signal.aborted) return;
        const own = first ?? (await client.createSession(this.#settingsOf(source)));
        first = undefined;
        await this.#runOne(own, source, text, suite);
      }
    };
    const jobs = Math.min(this.#flags.jobs ?? availableParallelism(), planned.length);
    await Promise.all(Array.from({ length: jobs }, work));
  }

  async #runOne(session: Session, source: TestSource, text: string, suite: Suite): Promise<void> {
    const { timeout, update } = this.#flags;
    this.#sessions.add(session);
    this.#listing.begin(source.name);
    this.#report.begin(suite, session.id);
    const checker = new Checker(session, this.#report, {
      timeoutMs: timeout,
      isUpdated: update === true,
      isChosen: isChosen(this.#flags),
      onFailure: () => this.#fail(),
      stopped: AbortSignal.any([this.#stop.signal, this.#bail.signal]),
    });
    const { expectations, changes, changed } = await checker.check(source, suite);
    this.#report.end(session.id);
    this.#sessions.delete(session);
    await session.close();
    if (suite.cases.some(({ state }) => state === "failed")) this.#fail();
    const updated = changes.size > 0 && this.#update(source, text, changes) ? changed : 0;
    const result = { suite, expectations, updated };
    this.#results.push(result);
    this.#listing.tell(result);
  }

  #fail(): void {
    this.#failed = true;
    if (this.#flags.bail) this.#bail.abort();
  }

  /** A file that was written meanwhile is left as it is. */
  #update(source: TestSource, text: string, changes: Parameters<TestSource["write"]>[0]): boolean {
    const path = resolve(this.#io.cwd, source.name);
    if (readFileSync(path, "utf8") === text) {
      writeFileSync(path, source.write(changes));
      return true;
    }
    this.#io.stderr.write(`awaitd test: ${source.name} has changed meanwhile; it is not updated\n`);
    this.#failed = true;
    return false;
  }

  #plan({ name, cells }: TestSource): Suite {
    const planned = cells.map((cell) => ({
      cellId: cell.cellId,
      name: cell.name,
      place: {
        path: name,
        line: cell.line,
        ...(cell.isOfNotebook === true && { cell: cell.cellId }),
      },
    }));
    return this.#report.plan(name, planned);
  }

  #settingsOf({ name }: TestSource): Params<"session/create"> {
    const { cwd, runner, loopPolicy, autoawait } = this.#flags;
    return {
      cwd: resolve(this.#io.cwd, cwd ?? dirname(name)),
      runner,
      loopPolicy,
      history: false,
      ...(autoawait ? {} : { autoawait: false }),
    };
  }

  #deliver(): boolean {
    const { stdout, stderr } = this.#io;
    try {
      const io = { ...this.#io, tellGithub: (text: string) => stdout.write(text) };
      deliver(this.#report, this.#flags, io, "awaitd test");
      return true;
    } catch (error) {
      stderr.write(`awaitd test: the report cannot be written: ${(error as Error).message}\n`);
      return false;
    }
  }
}
