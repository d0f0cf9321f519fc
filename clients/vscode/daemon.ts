// The daemon of a window: started when it is first needed, or dialled where one serves. One for
// all notebooks; each has a session of its own. When it is lost everybody is told, and the next
// who needs one starts another.
import type { SessionOptions } from "../../protocol/shapes.ts";
import type { Client } from "../shared/client.ts";
import { connect, start } from "../shared/connect.ts";
import type { Session } from "../shared/session.ts";

export interface Serving {
  url: string;
  token?: string;
  /** It was the wrong one: whoever is asked next is not to be given it again. */
  forgetToken?: () => Promise<void>;
}

export interface DaemonSetup {
  /** Program and arguments of a daemon on stdio; throws where there is none. */
  command: () => readonly string[];
  /** A daemon that serves, to be dialled instead. */
  serving?: () => Promise<Serving | undefined>;
  env?: NodeJS.ProcessEnv;
  clientInfo: { name: string; version?: string };
  /** What a started daemon logs. */
  log: (line: string) => void;
}

export interface Opened {
  client: Client;
  session: Session;
}

type LossListener = (client: Client, reason: Error | undefined) => void;

export class Daemon {
  readonly #setup: DaemonSetup;
  readonly #lossListeners = new Set<LossListener>();
  #client: Promise<Client> | undefined;
  #end: (() => void) | undefined;
  #isClosed = false;

  constructor(setup: DaemonSetup) {
    this.#setup = setup;
  }

  /** A session of one's own. */
  async open(options: SessionOptions): Promise<Opened> {
    // The session that comes with the connection is the first notebook's.
    if (this.#client === undefined) {
      const client = await (this.#client = this.#start(options));
      return { client, session: client.session };
    }
    const client = await this.#client;
    return { client, session: await client.createSession(options) };
  }

  /** The sessions that one may follow. */
  async sessions(): Promise<Awaited<ReturnType<Client["sessions"]>>> {
    return this.#client === undefined ? [] : (await this.#client).sessions();
  }

  async attach(sessionId: string): Promise<Opened> {
    const client = await (this.#client ??= this.#start({ attach: sessionId }));
    const { handle } = await client.attach(sessionId);
    return { client, session: handle };
  }

  /** Told when a connection ends that nobody ended here. */
  onLoss(listener: LossListener): () => void {
    this.#lossListeners.add(listener);
    return () => void this.#lossListeners.delete(listener);
  }

  /** Ends it, and with it all sessions that it was started for. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const client = await this.#client?.catch(() => undefined);
    await client?.close().catch(() => this.#end?.());
  }

  async #start(session: SessionOptions): Promise<Client> {
    try {
      const client = await this.#connect(session);
      void client.closed.then((reason) => this.#onClosed(client, reason));
      return client;
    } catch (error) {
      this.#client = undefined;
      throw error;
    }
  }

  async #connect(session: SessionOptions): Promise<Client> {
    const { command, serving, clientInfo, env, log } = this.#setup;
    const served = await serving?.();
    if (served) return this.#dial(served, session);
    const words = command();
    log(`starts ${words.join(" ")}`);
    const client = await start({ command: words, session, clientInfo, env });
    this.#end = client.kill;
    return client;
  }

  async #dial({ url, token, forgetToken }: Serving, session: SessionOptions): Promise<Client> {
    const { clientInfo, log } = this.#setup;
    log(`connects to ${url}`);
    try {
      const options = { session, clientInfo, reconnect: true };
      return await connect(url, { ...options, ...(token !== undefined && { token }) });
    } catch (error) {
      const { message } = error as Error;
      if (!/\b401\b/.test(message))
        throw new Error(`${url} cannot be reached: ${message}`, { cause: error });
      await forgetToken?.();
      throw new Error(`${url} refuses this token; run the cell again to give another one.`, {
        cause: error,
      });
    }
  }

  #onClosed(client: Client, reason: Error | undefined): void {
    this.#client = undefined;
    if (this.#isClosed) return;
    for (const listener of this.#lossListeners) listener(client, reason);
  }
}
