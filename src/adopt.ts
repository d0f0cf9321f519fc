// `awaitd adopt`, which only `embed()` starts: the daemon of one session, whose kernel is the
// program at the other end of fd 3. It ends with that session, and with that program.
import { Socket } from "node:net";
import { admit, checkListenUrl, createToken, tokenMatches } from "./daemon/access.ts";
import { createAdoptedHost } from "./host/adopted.ts";
import { createLog } from "./log.ts";
import { listen } from "./transport/listen.ts";
import type { Listener } from "./transport/transport.ts";
import { createWorks, maxMessageBytes } from "./works.ts";

const pipeFd = 3;
const defaultUrl = "ws://127.0.0.1:0";

interface Setup {
  name?: string;
  listen?: string;
  history?: boolean;
  cwd: string;
}

/** Says on one line of standard output how it can be reached, or why not. */
export const adopt = async ([text = ""]: readonly string[]): Promise<number | undefined> => {
  const { name, listen: url = defaultUrl, history = true, cwd } = JSON.parse(text) as Setup;
  const log = createLog("warn");
  const token = createToken();
  const policy = { token, allowHosts: [], allowOrigins: [] };
  const listeners: Listener[] = [];
  const pipe = new Socket({ fd: pipeFd, readable: true, writable: true });
  // In a moment: who has closed the session is to have the answer.
  const onGone = (): void => void setImmediate(() => end(0, "the program has let go"));
  const end = (code: number, reason: string): void =>
    void works.daemon.part().then(() => works.ending.end(code, reason));
  const works = createWorks({
    host: createAdoptedHost(pipe, process.ppid, onGone),
    log,
    authorize: (given) => given !== undefined && tokenMatches(given, token),
    closeTransports: () => Promise.all(listeners.map((listener) => listener.close())),
    sessions: { cwd, defaults: { history } },
    only: name === undefined ? {} : { name },
  });
  try {
    checkUrl(url);
    const options = {
      accept: works.daemon.accept,
      report: works.report,
      maxMessageBytes,
      admit: (handshake: Parameters<typeof admit>[1]) => admit(policy, handshake),
    };
    listeners.push(await listen(url, options));
  } catch (error) {
    say({ failure: (error as Error).message });
    end(1, "it could not listen");
    return undefined;
  }
  const { sessionId } = works.daemon.only!;
  say({ url: listeners[0]!.url, token, sessionId, pid: process.pid });
  return undefined;
};

const checkUrl = (url: string): void => {
  try {
    checkListenUrl(url, { allowRemote: false, tls: false });
  } catch (cause) {
    const forms = "ws://127.0.0.1:PORT or unix:PATH: a program is nothing for other machines";
    throw new Error(`cannot listen at ${url}; expected ${forms}`, { cause });
  }
};

const say = (word: object): void => void process.stdout.write(`${JSON.stringify(word)}\n`);
