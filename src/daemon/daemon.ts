// What clients talk to: it owns the sessions and gives each connection its handlers. It does not
// know how clients connect (transports call `accept`), how kernels are made (a host is handed in),
// what a token is or when the process should end: it is told, or it tells.
import type { KernelHost } from "../host/handle.ts";
import type { LanguageService } from "../language/service.ts";
import type { Accept, Client, ClientLink, Handlers, Origin } from "../rpc/link.ts";
import type { Log } from "../std/log.ts";
import type { History } from "../session/chronicle.ts";
import type { Session } from "../session/session.ts";
import { Caller } from "./caller.ts";
import { createEditor } from "./handlers/documents.ts";
import { createCellHandlers } from "./handlers/cells.ts";
import { createLifecycleHandlers } from "./handlers/lifecycle.ts";
import { createSessionHandlers } from "./handlers/sessions.ts";
import { createLookingHandlers } from "./handlers/looking.ts";
import { createSettingHandlers } from "./handlers/settings.ts";
import type { Configs } from "./config/configs.ts";
import { Insight } from "./insight.ts";
import { defaultPlan } from "./options.ts";
import { Planner, type Defaults } from "./planner.ts";
import { Registry } from "./registry.ts";

export interface DaemonOptions {
  host: KernelHost;
  version: string;
  /** Where sessions work that name no directory. */
  cwd: string;
  /** What holds for sessions whose client says nothing else. */
  defaults?: Defaults;
  /** Without it no session reads a config file. */
  configs?: Configs;
  /** Without it nothing is known of cells but what their sessions say. */
  language?: LanguageService;
  /** Without it no cells are remembered. */
  history?: History;
  maxMessageBytes: number;
  log: Log;
  makeId: () => string;
  /** Asked where the transport has not made sure of a client. */
  authorize: (token: string | undefined) => boolean;
  /** The client for which the daemon lives said `exit`. */
  onExit?: (code: number) => void;
  /** The client for which the daemon lives wants it to end with this process. */
  watchProcess?: (pid: number) => void;
  /** There is this session and no other: the one of the program that the daemon belongs to. */
  only?: OnlySession;
}

export interface OnlySession {
  name?: string;
}

export class Daemon {
  readonly accept: Accept;
  readonly #options: DaemonOptions;
  readonly #registry: Registry;
  readonly #planner: Planner;
  readonly #links = new Set<ClientLink>();

  constructor(options: DaemonOptions) {
    this.#options = options;
    this.#planner = new Planner(options);
    this.#registry = new Registry({
      host: options.host,
      history: options.history,
      makeId: options.makeId,
      onClosed: ({ sessionId }) => options.language?.forget(sessionId),
      onError: (error, where) => options.log.error(`failed: ${where}`, { err: error }),
    });
    if (options.only) {
      const plan = defaultPlan(options.cwd);
      const settings = { ...plan.settings, ...options.defaults };
      this.#registry.createOnly({ ...plan, settings, ...options.only });
    }
    this.accept = (link, origin) => this.#connect(link, origin);
  }

  get only(): Session | undefined {
    return this.#registry.only;
  }

  /** Ends every session; resolves when no kernel of theirs is left. The host is not ended here. */
  async close(): Promise<void> {
    this.#planner.close();
    await this.#registry.drain("the daemon ended");
  }

  /** Closes every connection once its client has all that was said; resolves when all are gone. */
  async part(): Promise<void> {
    const links = [...this.#links];
    await Promise.all(
      links.map((link) => {
        const { promise, resolve } = Promise.withResolvers<void>();
        link.closed.addEventListener("abort", () => resolve(), { once: true });
        link.close();
        return promise;
      }),
    );
  }

  #connect(link: ClientLink, origin: Origin): Client {
    this.#links.add(link);
    link.closed.addEventListener("abort", () => this.#links.delete(link), { once: true });
    const { version, maxMessageBytes, authorize, log } = this.#options;
    const registry = this.#registry;
    const planner = this.#planner;
    const caller = new Caller(link, origin, registry);
    log.debug("a client has connected", { transport: origin.transport });
    const insight = new Insight(this.#options.language);
    const editor = createEditor(caller, insight, (error) =>
      log.error("failed: textDocument", { err: error }),
    );
    const handlers: Handlers = {
      ...createLifecycleHandlers(caller, {
        version,
        maxMessageBytes,
        authorize,
        registry,
        planner,
        watchProcess: (pid) => this.#options.watchProcess?.(pid),
        methods: () => Object.keys(handlers),
      }),
      ...createCellHandlers(caller, insight),
      ...editor.handlers,
      ...createLookingHandlers(caller),
      ...createSettingHandlers(caller),
      ...createSessionHandlers(caller, registry, planner),
    };
    const onExit = (code: number): void => {
      if (caller.isOwner) this.#options.onExit?.(code);
      else link.close();
    };
    return { handlers, notices: editor.notices, onExit };
  }
}
