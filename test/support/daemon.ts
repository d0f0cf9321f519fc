// Real daemons for tests: as a child on stdio, or one that serves. Whoever starts one ends it.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { join } from "node:path";
import type { Readable } from "node:stream";
import type { Channel } from "../../clients/shared/channel.ts";
import { openChannel } from "../../clients/shared/connect.ts";
import { createStreamChannel } from "../../clients/shared/stream.ts";
import { createDataHome, leaveHome } from "./home.ts";
import { root } from "./sources.ts";

leaveHome();

/** Where a conversation is played: something to connect to. */
export interface Stage {
  connect(): Promise<Channel>;
  /** Of a daemon that is alone, once it has ended. */
  exitCode: Promise<number | null>;
  close(): Promise<void>;
}

export interface Theatre {
  open(): Promise<Stage>;
  /** With a daemon that nobody else speaks to. */
  openAlone(): Promise<Stage>;
  close(): Promise<void>;
}

export const launcher = join(root, "src/launch.cjs");
export const nodes = {
  node24: process.execPath,
  node26: join(root, "node_modules/node26/bin/node"),
};

export interface StdioDaemon {
  child: ChildProcess;
  channel: Channel;
  exited: Promise<number | null>;
  stop(): Promise<void>;
}

/** A daemon on stdio. What it logs is shown. */
export function startStdio(node: string = nodes.node24): StdioDaemon {
  const child = spawn(node, [launcher, "--stdio"], {
    env: { ...process.env, XDG_DATA_HOME: createDataHome() },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const { promise: exited, resolve } = Promise.withResolvers<number | null>();
  child.once("close", resolve);
  const stop = async (): Promise<void> => {
    child.stdin.end();
    await exited;
  };
  return { child, channel: createStreamChannel(child.stdout, child.stdin), exited, stop };
}

export interface ServingDaemon {
  child: ChildProcess;
  /** The first of `urls`. */
  url: string;
  urls: string[];
  token: string;
  /** The link of the web console. */
  console: string | undefined;
  stop(): Promise<void>;
}

/** A daemon that serves: on a free loopback port, unless its flags say otherwise. */
export async function startServing(
  node: string = nodes.node24,
  flags: readonly string[] = ["--listen=ws://127.0.0.1:0/rpc"],
): Promise<ServingDaemon> {
  const child = spawn(node, [launcher, "serve", ...flags], {
    env: { ...process.env, XDG_DATA_HOME: createDataHome() },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const { promise: exited, resolve } = Promise.withResolvers<void>();
  child.once("close", () => resolve());
  const line = await Promise.race([firstLine(child.stdout), exited]);
  if (line === undefined) throw new Error("the daemon ended before it listened");
  const said = JSON.parse(line) as {
    listening: { url: string }[];
    token: string;
    console?: string;
  };
  const stop = async (): Promise<void> => {
    child.kill("SIGTERM");
    await exited;
  };
  const urls = said.listening.map(({ url }) => url);
  return { child, url: urls[0]!, urls, token: said.token, console: said.console, stop };
}

async function firstLine(input: Readable): Promise<string> {
  const [line] = (await once(createInterface({ input }), "line")) as [string];
  return line;
}

/** A daemon a conversation, on stdio: it has one client, so it is always alone. */
export function createStdioTheatre(node: string): Theatre {
  const openAlone = async (): Promise<Stage> => {
    const { channel, exited, stop } = startStdio(node);
    return { connect: () => Promise.resolve(channel), exitCode: exited, close: stop };
  };
  return { open: openAlone, openAlone, close: () => Promise.resolve() };
}

/** One daemon that serves all conversations by WebSocket. */
export function createSocketTheatre(node: string): Theatre {
  let shared: Promise<ServingDaemon> | undefined;
  const stageOf = ({ url, token }: ServingDaemon, close: () => Promise<void>): Stage => ({
    connect: () => openChannel(url, token),
    exitCode: Promise.resolve(null),
    close,
  });
  return {
    open: async () => stageOf(await (shared ??= startServing(node)), () => Promise.resolve()),
    openAlone: async () => {
      const daemon = await startServing(node);
      return stageOf(daemon, daemon.stop);
    },
    close: async () => (await shared)?.stop(),
  };
}
