/// <reference types="node" preserve="true" />
// How a client in Node gets a channel: it starts a daemon of its own, or dials one that serves.
import { spawn, type ChildProcess } from "node:child_process";
import { once, type EventEmitter } from "node:events";
import { connect as dial } from "node:net";
import { WebSocket } from "ws";
import type { Channel } from "./channel.ts";
import {
  createClient,
  dialClient,
  type Client,
  type ClientOptions,
  type DialingOptions,
} from "./client.ts";
import { createStreamChannel } from "./stream.ts";
import { createSocketChannel, protocolsWith } from "./websocket.ts";

export interface StartOptions extends ClientOptions {
  /** Program and arguments of a daemon that speaks over stdio. */
  command: readonly string[];
  env?: NodeJS.ProcessEnv;
  /** Where its log goes. */
  stderr?: "inherit" | "ignore";
}

export interface StartedClient extends Client {
  readonly process: ChildProcess;
  /** Resolves with the daemon's exit code, or null when a signal ended it. */
  readonly exited: Promise<number | null>;
  /** Ends the daemon, and with it its kernels, without asking. */
  kill(): void;
}

/** Starts a daemon for this client alone. It ends with the client. */
export async function start(options: StartOptions): Promise<StartedClient> {
  const { command, env, stderr = "inherit", ...rest } = options;
  const [program = process.execPath, ...args] = command;
  // A process group of its own: Ctrl-C in a terminal is for the client, which knows what it means.
  const child = spawn(program, args, { env, stdio: ["pipe", "pipe", stderr], detached: true });
  const { promise: failed, reject: fail } = Promise.withResolvers<never>();
  const { promise: exited, resolve: exit } = Promise.withResolvers<number | null>();
  child.once("error", fail);
  child.once("close", exit);
  // The end of its input ends a daemon; SIGTERM is for the one that is busy elsewhere.
  const kill = (): void => {
    child.stdin.destroy();
    child.kill("SIGTERM");
  };
  const channel = createStreamChannel(child.stdout, child.stdin);
  try {
    const opened = createClient(channel, { processId: process.pid, ...rest });
    const client = await Promise.race([failed, opened]);
    return Object.assign(client, { process: child, exited, kill });
  } catch (error) {
    kill();
    throw error;
  }
}

/** Connects to a daemon that listens: `ws://…`, `wss://…` or `unix:PATH`. */
export function connect(url: string, options: DialingOptions = {}): Promise<Client> {
  return dialClient((signal) => openChannel(url, options.token, signal), options);
}

/** A channel to a daemon that listens; `initialize` has not been said. */
export async function openChannel(
  url: string,
  token?: string,
  signal?: AbortSignal,
): Promise<Channel> {
  if (url.startsWith("unix:")) {
    const socket = dial(url.slice("unix:".length));
    await open(socket, "connect", () => socket.destroy(), signal);
    return createStreamChannel(socket, socket);
  }
  const socket = new WebSocket(url, protocolsWith(token), { perMessageDeflate: false });
  await open(socket, "open", () => socket.terminate(), signal);
  return createSocketChannel(socket);
}

async function open(
  socket: EventEmitter,
  event: string,
  destroy: () => void,
  signal: AbortSignal | undefined,
): Promise<void> {
  try {
    await once(socket, event, signal && { signal });
  } catch (error) {
    // What it has to say of its own end is known.
    socket.on("error", () => {});
    destroy();
    throw error;
  }
}
