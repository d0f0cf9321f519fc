// The daemon that a command plays its cells on: one that it starts, or another that serves.
import { resolve } from "node:path";
import { errorCodes } from "../../protocol/errors.ts";
import type { Params } from "../../protocol/methods.ts";
import type { Client } from "../shared/client.ts";
import { connect, start } from "../shared/connect.ts";
import { ConnectionLost, RequestError } from "../shared/rpc.ts";
import type { Session } from "../shared/session.ts";

export interface DaemonFlags {
  /** The daemon's config file, instead of those that it looks for; false: none. */
  config?: string | false;
  connect?: string;
  token?: string;
}

/** How it is opened: by what command, with what first session, who hears of all that it tells. */
export interface Opening {
  name: string;
  /** Program and arguments of a daemon on stdio. */
  command: readonly string[];
  cwd: string;
  session: Params<"session/create">;
  onNotification: (method: string, params: unknown) => void;
}

export interface Daemon {
  client: Client;
  /** Ends what the command started: the daemon, or its session on another's. */
  end(): Promise<void>;
  /** The same, at once. */
  kill(sessions: Iterable<Session>): void;
}

export async function openDaemon(flags: DaemonFlags, opening: Opening): Promise<Daemon> {
  const { name, session, onNotification } = opening;
  const options = { session, clientInfo: { name }, onNotification };
  if (flags.connect !== undefined) {
    const client = await connect(flags.connect, { ...options, token: flags.token });
    return {
      client,
      end: () => client.close(),
      // The session is closed when its cell has ended: by then it has.
      kill: (sessions) => {
        for (const each of sessions) void each.interrupt({ mode: "restart" }).catch(onLost);
      },
    };
  }
  const command = [...opening.command, ...writeFlags(flags, opening.cwd)];
  const client = await start({ ...options, command });
  const end = async (): Promise<void> => {
    await client.close().catch(onLost);
    await client.exited;
  };
  return { client, end, kill: () => client.kill() };
}

function writeFlags({ config }: DaemonFlags, cwd: string): string[] {
  if (config === undefined) return [];
  return config === false ? ["--no-config"] : ["--config", resolve(cwd, config)];
}

/** A connection that is gone is what was asked for here; anything else is a fault. */
export function onLost(error: unknown): void {
  if (!(error instanceof ConnectionLost)) throw error;
}

/** What a session was to be like makes no sense: a broken config file, say. */
export const isBadOption = (error: unknown): boolean =>
  error instanceof RequestError && error.code === errorCodes.InvalidOption;
