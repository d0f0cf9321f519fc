// The daemon as the benchmarks start it, with its first session open.
import { join } from "node:path";
import { leaveHome } from "../support/home.ts";
import { startLeanPeer, startSocketPeer, startStdioPeer, type Peer } from "./peer.ts";

const launcher = join(import.meta.dirname, "../../src/launch.cjs");

leaveHome();

export interface Result {
  status: string;
  result?: { data: { "text/plain"?: string }; metadata: Record<string, unknown> };
  error?: { message: string };
}

export const stdioCommand = [launcher, "--stdio"];
const serveCommand = [launcher, "serve", "--listen=ws://127.0.0.1:0"];

async function open(peer: Peer): Promise<Peer> {
  await peer.request("initialize", { processId: process.pid });
  peer.notify("initialized", {});
  return peer;
}

export const startStdio = (): Promise<Peer> => open(startStdioPeer(stdioCommand));
export const startLean = (): Promise<Peer> => open(startLeanPeer(stdioCommand));
export const startSocket = async (): Promise<Peer> => open(await startSocketPeer(serveCommand));

/** Runs a cell, and throws when it did not end as it should: a failure is no figure. */
export async function execute(
  peer: Peer,
  code: string,
  more: object = {},
  status = "ok",
): Promise<Result> {
  const result = await peer.request<Result>("execute", { code, ...more });
  if (result.status !== status) {
    throw new Error(`The cell ended as ${result.status}: ${result.error?.message ?? code}`);
  }
  return result;
}

/** Resolves with the first text that a cell prints. */
export function nextOutput(peer: Peer): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  peer.onNotification = (method, { kind, text }) => {
    if (method !== "output" || kind !== "stream") return;
    peer.onNotification = undefined;
    resolve(text ?? "");
  };
  return promise;
}
