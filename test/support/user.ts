// A user with a history of their own, whose daemons may end in any way.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { createClient, type Client } from "../../clients/shared/client.ts";
import { createStreamChannel } from "../../clients/shared/stream.ts";
import { launcher } from "./daemon.ts";

export interface Home {
  folder: string;
  /** A daemon of this user's. */
  start(...flags: string[]): Promise<Daemon>;
}

export interface Daemon {
  client: Client;
  /** What it has said so far on standard error, … */
  said(): string;
  /** … and once there is something like this in it. */
  complains(pattern: RegExp): Promise<void>;
  kill(): Promise<void>;
  end(): Promise<void>;
  codes(pattern?: string): Promise<string[]>;
}

/** Goes with the test. */
export function createHome(context: TestContext): Home {
  const home = mkdtempSync(join(tmpdir(), "awaitd-history-"));
  const folder = join(home, "awaitd");
  context.after(() => rmSync(home, { recursive: true, force: true }));
  return { folder, start: (...flags) => startDaemon(context, home, flags) };
}

async function startDaemon(context: TestContext, home: string, flags: string[]): Promise<Daemon> {
  const child = spawn(process.execPath, [launcher, "--stdio", ...flags], {
    env: { ...process.env, XDG_DATA_HOME: home },
    stdio: ["pipe", "pipe", "pipe"],
  });
  const closed = once(child, "close");
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
  const client = await createClient(createStreamChannel(child.stdout, child.stdin));
  const end = async (): Promise<void> => {
    child.stdin.end();
    await closed;
  };
  context.after(end);
  return {
    client,
    end,
    said: () => said,
    async complains(pattern) {
      while (!pattern.test(said)) await once(child.stderr, "data");
    },
    async kill() {
      child.kill("SIGKILL");
      await closed;
    },
    async codes(pattern = "*") {
      const found = await client.request("history/query", { mode: "search", pattern });
      return found.entries.map(({ code }) => code);
    },
  };
}
