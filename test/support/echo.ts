// The daemon's side of a connection, with no session behind it: what tests of rpc and transports
// talk to. Its `execute` takes a word and does what the test needs: see `commands`. Run as a
// program, it speaks stdio.
import { RpcError } from "../../protocol/errors.ts";
import type { Accept, Client, ClientLink, Handlers, Origin } from "../../src/rpc/link.ts";
import type { Notices, RequestContext } from "../../src/rpc/link.ts";
import { serveStdio } from "../../src/transport/stdio.ts";

type Command = (link: ClientLink, argument: string, context: RequestContext) => unknown;

const untilCancelled = ({ cancelled }: RequestContext): Promise<void> => {
  const { promise, resolve } = Promise.withResolvers<void>();
  if (cancelled.aborted) resolve();
  else cancelled.addEventListener("abort", () => resolve());
  return promise;
};

const print = (link: ClientLink, text: string): void => {
  link.notify("output", { text } as never);
};

const commands: Record<string, Command> = {
  echo: (_link, argument) => argument,
  /** Some notifications, then the answer, without a turn of the loop between. */
  print: (link, argument) => {
    for (let n = 1; n <= Number(argument); n++) print(link, `${n}`);
    return Number(argument);
  },
  /** The same, each in a turn of its own. */
  trickle: async (link, argument) => {
    for (let n = 1; n <= Number(argument); n++) {
      await Promise.resolve();
      print(link, `${n}`);
    }
    return Number(argument);
  },
  large: (_link, argument) => "x".repeat(Number(argument)),
  wait: async (_link, _argument, context) => {
    await untilCancelled(context);
    return "cancelled";
  },
  /** Whatever else prints in this process must not reach the client. */
  noise: (_link, argument) => {
    console.log(argument);
    process.stdout.write(argument);
    return "printed";
  },
  refuse: () => {
    throw new RpcError("SessionNotFound", "no such session", { sessionId: "s9" });
  },
  bug: () => {
    throw new TypeError("a bug of ours");
  },
  circular: () => {
    const circle: Record<string, unknown> = {};
    return Object.assign(circle, { circle });
  },
  id: (_link, _argument, { id }) => id,
};

export interface Echo {
  accept: Accept;
  links: ClientLink[];
  origins: Origin[];
  exitCodes: number[];
}

export const createEcho = (onExit: (code: number) => void = () => {}): Echo => {
  const links: ClientLink[] = [];
  const origins: Origin[] = [];
  const exitCodes: number[] = [];
  const accept = (link: ClientLink, origin: Origin): Client => {
    links.push(link);
    origins.push(origin);
    const handlers = {
      initialize: async ({ token }: { token?: string }) => {
        if (token === "wrong") throw new RpcError("Unauthorized", "wrong token");
        await new Promise((resolve) => setImmediate(resolve));
        return { protocolVersion: "1" };
      },
      shutdown: () => null,
      execute: ({ code }: { code: string }, context: RequestContext) => {
        const [name = "", argument = ""] = code.split(/ (.*)/s);
        return commands[name]!(link, argument, context);
      },
      "session/list": (_params: object, context: RequestContext) => untilCancelled(context),
      "session/info": () => ({ sessionId: "s1" }),
    } as unknown as Handlers;
    const client = {
      handlers,
      notices: {} as Notices,
      onExit: (code: number) => {
        exitCodes.push(code);
        onExit(code);
      },
    };
    return client;
  };
  return { accept, links, origins, exitCodes };
};

if (import.meta.main) {
  let code = 3;
  const { accept } = createEcho((said) => (code = said));
  const report = (error: unknown, where: string): void => console.error(where, error);
  const closed = serveStdio({ accept, report });
  closed.addEventListener("abort", () => process.exit(code));
}
