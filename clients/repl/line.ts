// The line to a daemon: one of our own that is started, or one that serves; and the session on it.
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { errorCodes } from "../../protocol/errors.ts";
import type { SessionOptions } from "../../protocol/shapes.ts";
import type { Client } from "../shared/client.ts";
import { connect, start } from "../shared/connect.ts";
import { ConnectionLost, RequestError } from "../shared/rpc.ts";
import type { Session } from "../shared/session.ts";
import type { ReplFlags } from "./flags.ts";

export interface Line {
  client: Client;
  session: Session;
  /** It ends with us: nobody else was there before. */
  isOurs: boolean;
  /** `isBusy`: a cell runs, and is not to be waited for. */
  end(isBusy: boolean): Promise<void>;
}

export interface LineOptions {
  flags: ReplFlags;
  cwd: string;
  /** Program and arguments of a daemon on stdio. */
  daemon: readonly string[];
  onNotification: (method: string, params: unknown) => void;
  /** Asks for the token that the daemon wants. */
  askToken: () => Promise<string | null>;
}

/** Who leaves does not wait longer for the daemon's goodbye. */
const closeMs = 3000;

const clientInfo = { name: "awaitd repl" };

export function openLine(options: LineOptions): Promise<Line> {
  return options.flags.url === undefined ? startDaemon(options) : dial(options.flags.url, options);
}

async function startDaemon(options: LineOptions): Promise<Line> {
  const { flags, cwd, daemon, onNotification } = options;
  const { config } = flags;
  const own =
    config === undefined
      ? []
      : config === false
        ? ["--no-config"]
        : ["--config", resolve(cwd, config)];
  const client = await start({
    command: [...daemon, ...own],
    session: settingsOf(options),
    clientInfo,
    onNotification,
  });
  const end = async (isBusy: boolean): Promise<void> => {
    const closed = isBusy
      ? "late"
      : await Promise.race([close(client), sleep(closeMs, "late", { ref: false })]);
    if (closed === "late") client.kill();
    await client.exited;
  };
  return { client, session: client.session, isOurs: true, end };
}

async function dial(url: string, options: LineOptions): Promise<Line> {
  const { session: wanted } = options.flags;
  const settings = wanted === undefined ? settingsOf(options) : { attach: wanted };
  try {
    const client = await dialWith(url, settings, options);
    const isOurs = wanted === undefined;
    return { client, session: client.session, isOurs, end: endOf(client, isOurs) };
  } catch (error) {
    if (wanted === undefined || !isUnknown(error)) throw error;
    return dialByName(url, wanted, options);
  }
}

/** A name is found out by looking at all sessions, which takes one that is none of them. */
async function dialByName(url: string, name: string, options: LineOptions): Promise<Line> {
  const client = await dialWith(url, { history: false }, options);
  const sessions = await client.sessions();
  const found = sessions.filter((session) => session.name === name);
  await client.session.close();
  const [only, ...others] = found;
  if (!only || others.length > 0) {
    await client.close();
    const many = only ? `${found.length} sessions are` : "no session is";
    throw new Error(`${many} called ${name}; "awaitd connect ${url} --list" tells all of them`);
  }
  const { handle } = await client.attach(only.sessionId);
  return { client, session: handle, isOurs: false, end: endOf(client, false) };
}

/** The token is asked for where it is needed and was not given. */
export async function dialWith(
  url: string,
  session: SessionOptions,
  { flags, onNotification, askToken }: LineOptions,
): Promise<Client> {
  const dialWithToken = (token: string | undefined): Promise<Client> =>
    connect(url, { token, session, clientInfo, onNotification, reconnect: true });
  try {
    return await dialWithToken(flags.token);
  } catch (error) {
    if (!isUnauthorized(error) || flags.token !== undefined) throw error;
    const token = await askToken();
    if (token === null || token === "") throw error;
    return dialWithToken(token.trim());
  }
}

const close = (client: Client): Promise<void> => client.close().catch(onLost);

function endOf(client: Client, isOurs: boolean): Line["end"] {
  return async () => {
    if (isOurs) await client.session.close().catch(onLost);
    await close(client);
  };
}

function settingsOf({ flags, cwd }: LineOptions): SessionOptions {
  return {
    cwd: resolve(cwd, flags.cwd ?? "."),
    languageId: flags.javascript ? "javascript" : undefined,
    runner: flags.runner,
    loopPolicy: flags.loopPolicy,
    ...(flags.history ? {} : { history: false }),
    ...(flags.autoawait ? {} : { autoawait: false }),
  };
}

const isUnknown = (error: unknown): boolean =>
  error instanceof RequestError && error.code === errorCodes.SessionNotFound;

/** `ws` tells an answer that is no upgrade in words only. */
export const isUnauthorized = (error: unknown): boolean =>
  error instanceof RequestError
    ? error.code === errorCodes.Unauthorized
    : error instanceof Error && error.message.endsWith(" 401");

/** A connection that is gone is what was asked for here; anything else is a fault. */
function onLost(error: unknown): void {
  if (!(error instanceof ConnectionLost)) throw error;
}
