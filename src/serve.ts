// `awaitd serve`: several clients at once, over WebSocket and unix sockets.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import {
  admit,
  checkListenUrl,
  createToken,
  isHostAllowed,
  readTokenFile,
  tokenMatches,
  writeTokenFile,
  type AccessPolicy,
} from "./daemon/access.ts";
import { createTickets, ticketMinutes, type Tickets } from "./daemon/tickets.ts";
import { badUsage } from "./ending.ts";
import type { ServeFlags } from "./flags.ts";
import { startKernels } from "./kernels.ts";
import { createLog } from "./log.ts";
import { readSessionFlags, type SessionDefaults } from "./sessions.ts";
import { listen } from "./transport/listen.ts";
import { createSite } from "./transport/site.ts";
import type { Listener } from "./transport/transport.ts";
import type { Handshake } from "./transport/websocket.ts";
import { createWorks, maxMessageBytes } from "./works.ts";

const defaultUrl = "ws://127.0.0.1:0";

/** Resolves to an exit code when it could not start; otherwise the process ends itself. */
export const serve = async (flags: ServeFlags): Promise<number | undefined> => {
  const log = createLog(flags.logLevel);
  const urls = flags.listen.length > 0 ? flags.listen : [defaultUrl];
  const listeners: Listener[] = [];
  let policy: AccessPolicy;
  let sessions: SessionDefaults;
  let tls: { cert: string; key: string } | undefined;
  try {
    sessions = readSessionFlags(flags);
  } catch (error) {
    complain(error);
    return badUsage;
  }
  try {
    tls = await readTls(flags);
    for (const url of urls) {
      checkListenUrl(url, { allowRemote: flags.allowRemote, tls: tls !== undefined });
    }
    const token = await findToken(flags.tokenFile);
    policy = { token, allowHosts: flags.allowHost, allowOrigins: flags.allowOrigin };
  } catch (error) {
    return complain(error);
  }
  const works = createWorks({
    host: startKernels(log),
    log,
    sessions,
    authorize: (given) => given !== undefined && tokenMatches(given, policy.token),
    closeTransports: () => Promise.all(listeners.map((listener) => listener.close())),
  });
  const tickets = createTickets(policy.token);
  const options = {
    accept: works.daemon.accept,
    report: works.report,
    maxMessageBytes,
    admit: (handshake: Handshake) =>
      admit(policy, { ...handshake, isRecognized: tickets.recognizes(handshake) }),
    serveRequest: createSite({
      ...tickets,
      folder: fileURLToPath(new URL("../dist/web", import.meta.url)),
      isHostAllowed: (host) => isHostAllowed(host, policy.allowHosts),
    }),
    tls,
  };
  try {
    for (const url of urls) listeners.push(await listen(url, options));
  } catch (error) {
    works.ending.end(complain(error), "it could not listen");
    return undefined;
  }
  const bound = listeners.map(({ url }) => ({ url }));
  const link = linkTo(bound, tickets);
  if (process.stdout.isTTY) process.stdout.write(describe(bound, policy.token, link));
  else {
    const line = { listening: bound, token: policy.token, console: link, pid: process.pid };
    process.stdout.write(`${JSON.stringify(line)}\n`);
  }
  return undefined;
};

const complain = (error: unknown): number => {
  process.stderr.write(`awaitd serve: ${(error as Error).message}\n`);
  return 1;
};

const readTls = async ({ tlsCert, tlsKey }: ServeFlags) => {
  if (tlsCert === undefined || tlsKey === undefined) return undefined;
  const [cert, key] = await Promise.all([readFile(tlsCert, "utf8"), readFile(tlsKey, "utf8")]);
  return { cert, key };
};

/** The token of the file, so that clients keep theirs over a restart; made when there is none. */
const findToken = async (path: string | undefined): Promise<string> => {
  if (path === undefined) return createToken();
  try {
    return await readTokenFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  const token = createToken();
  await writeTokenFile(path, token);
  return token;
};

/**
 * Of the console, for a browser on this machine. What is behind the `#` reaches no server, and the
 * page takes it out of the address at once.
 */
const linkTo = (bound: { url: string }[], tickets: Tickets): string | undefined => {
  const found = bound.find(({ url }) => url.startsWith("ws"));
  if (!found) return undefined;
  const url = new URL(found.url.replace(/^ws/, "http"));
  if (["0.0.0.0", "[::]"].includes(url.hostname)) url.hostname = "localhost";
  return `${url.origin}/#code=${tickets.issue()}`;
};

const describe = (bound: { url: string }[], token: string, link: string | undefined): string => {
  const [first] = bound;
  const lines = [
    `awaitd ${process.pid} is listening:`,
    ...bound.map(({ url }) => `  ${url}`),
    "",
    ...(link === undefined
      ? []
      : [`Console, for your browser (the link is good once, for ${ticketMinutes} minutes):`]),
    ...(link === undefined ? [] : [`  ${link}`, ""]),
    "Token of its clients (WebSocket subprotocol awaitd.token.TOKEN, or Authorization: Bearer):",
    `  ${token}`,
  ];
  if (first?.url.startsWith("ws")) {
    lines.push(
      "",
      "To try it, paste this into another terminal, in the same folder:",
      `  ${tryLine(first.url, token)}`,
    );
  }
  return `${lines.join("\n")}\n\nCtrl-C ends it and all its sessions.\n`;
};

const tryLine = (url: string, token: string): string =>
  `echo 'await 6 * 7' | npx awaitd run --print --connect ${url} --token ${token} -`;
