// The command line of `awaitd`, read with commander. Only `--stdio` alone is understood without it.
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { badUsage } from "./ending.ts";
import { logLevels, type LogLevel } from "./log.ts";
import type { SessionFlags } from "./sessions.ts";
import { version } from "./version.ts";

export interface ServeFlags extends SessionFlags {
  listen: string[];
  tokenFile?: string;
  allowHost: string[];
  allowOrigin: string[];
  allowRemote: boolean;
  tlsCert?: string;
  tlsKey?: string;
  logLevel: LogLevel;
}

interface OneClient {
  logLevel: LogLevel;
  sessions: SessionFlags;
}

export type Order =
  | (OneClient & { type: "stdio" })
  | { type: "bridge"; url: string; token?: string }
  | (OneClient & { type: "pipe"; path: string })
  | (OneClient & { type: "socket"; port: number })
  | { type: "serve"; flags: ServeFlags }
  | { type: "exit"; code: number };

interface RootFlags extends SessionFlags {
  stdio?: true;
  connect?: string;
  token?: string;
  pipe?: string;
  socket?: number;
  logLevel?: LogLevel;
}

export const readFlags = (argv: readonly string[]): Order => {
  let order: Order = { type: "exit", code: badUsage };
  const program = createProgram();
  addSessionOptions(program);
  program.action((flags: RootFlags) => {
    order = readRoot(program, flags);
  });
  addServe(program, (flags) => {
    order = { type: "serve", flags };
  });
  try {
    program.parse(argv, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return { type: "exit", code: error.exitCode === 0 ? 0 : badUsage };
  }
  return order;
};

/** Clients of the protocol, whose arguments are their own: `awaitd COMMAND --help` lists them. */
const commands = `
Clients (awaitd COMMAND --help):
  repl        sit down at a session on this terminal (awaitd alone does the same)
  connect URL a session of a daemon that serves, on this terminal
  run FILE…   run a script's cells
  test FILE…  check the "//=> …" of scripts, Markdown and notebooks`;

const createProgram = (): Command =>
  new Command("awaitd")
    .description("An evaluation daemon for TypeScript and JavaScript: cells over JSON-RPC.")
    .usage("[options] [command]")
    .option("--stdio", "serve one client on standard input and output")
    .option(
      "--connect <url>",
      "with --stdio: hand it on to a daemon that serves (ws://…, unix:PATH)",
    )
    .option("--token <token>", "the token of that daemon; or in the environment, AWAITD_TOKEN")
    .option("--pipe <path>", "dial a client that listens at this named pipe or unix socket")
    .option("--socket <port>", "dial a client that listens at this port on this machine", readPort)
    .addOption(logLevelOption("warn"))
    .version(version, "--version", "print the version")
    .helpOption("-h, --help", "print this help")
    .allowExcessArguments()
    // What stands behind `serve` is its own, also where both have an option of that name.
    .enablePositionalOptions()
    .helpCommand("help [command]", "print the help of a command")
    .addHelpText("after", commands)
    .showHelpAfterError('("awaitd --help" lists what there is)')
    .exitOverride();

const readRoot = (
  program: Command,
  { stdio, connect, token, pipe, socket, logLevel = "warn", ...sessions }: RootFlags,
): Order => {
  const [unknown] = program.args;
  if (unknown !== undefined) program.error(`error: unknown command '${unknown}'`);
  const ways = [stdio, pipe, socket].filter((way) => way !== undefined).length;
  if (connect !== undefined) return readBridge(program, connect, { stdio, token, sessions });
  if (token !== undefined) program.error("error: --token is of a daemon at --connect");
  if (ways === 0) program.help({ error: true });
  if (ways > 1) program.error("error: --stdio, --pipe and --socket exclude each other");
  const one = { logLevel, sessions };
  if (pipe !== undefined) return { type: "pipe", path: pipe, ...one };
  if (socket !== undefined) return { type: "socket", port: socket, ...one };
  return { type: "stdio", ...one };
};

/** The daemon that is there has flags of its own, and its client says what sessions it wants. */
const readBridge = (
  program: Command,
  url: string,
  { stdio, token, sessions }: Pick<RootFlags, "stdio" | "token"> & { sessions: SessionFlags },
): Order => {
  if (!stdio) program.error("error: --connect goes with --stdio");
  for (const name of Object.keys(sessions)) {
    if (program.getOptionValueSource(name) !== "cli") continue;
    program.error(`error: --connect leads to a daemon that runs: ${name} is not for it`);
  }
  return { type: "bridge", url, token };
};

const addServe = (program: Command, onServe: (flags: ServeFlags) => void): void => {
  const serve = program
    .command("serve")
    .description("serve several clients over WebSocket or unix sockets")
    .option(
      "--listen <url>",
      "ws://HOST:PORT, wss://HOST:PORT or unix:PATH; repeatable",
      collect,
      [],
    )
    .option("--token-file <path>", "keep the token there (made, mode 0600, when it is not there)")
    .option("--allow-host <name>", "a host name that clients may call; repeatable", collect, [])
    .option("--allow-origin <origin>", "an origin of web pages; repeatable", collect, [])
    .option("--allow-remote", "listen at addresses that other machines reach; needs TLS", false)
    .option("--tls-cert <file>", "certificate for wss, PEM")
    .option("--tls-key <file>", "its private key, PEM")
    .addOption(logLevelOption("info"))
    .addHelpText("after", "\nWithout --listen: a free port on 127.0.0.1.")
    .action((flags: ServeFlags) => {
      if ((flags.tlsCert === undefined) !== (flags.tlsKey === undefined)) {
        serve.error("error: --tls-cert and --tls-key go together");
      }
      onServe(flags);
    });
  addSessionOptions(serve);
};

/** They stand over config files, and under what a client asks for. */
const addSessionOptions = (command: Command): void => {
  command
    .optionsGroup("Of sessions, where their client asks for nothing else:")
    .option("--cwd <dir>", "their directory")
    .option("--runner <name>", "what brings asynchronous cells to their end")
    .addOption(
      new Option("--loop-policy <policy>", "of the event loop").choices(["persistent", "perCell"]),
    )
    .option("--no-autoawait", "top-level await is a syntax error")
    .option("--no-history", "their cells are not stored in your history")
    .option("--config <file>", "config file, instead of those that are looked for")
    .option("--no-config", "read no config file");
};

const logLevelOption = (level: LogLevel): Option =>
  new Option("--log-level <level>", "what goes to standard error")
    .choices(logLevels)
    .default(level);

const collect = (value: string, values: string[]): string[] => [...values, value];

const readPort = (text: string): number => {
  const port = Number(text);
  if (/^\d+$/.test(text) && port > 0 && port < 65_536) return port;
  throw new InvalidArgumentError("It is no port (1 to 65535).");
};
