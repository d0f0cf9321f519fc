// The program `awaitd`: reads its arguments and starts what they ask for. `--stdio` alone is what
// editors use, so that way loads nothing it does not need, and loads it while the first kernel
// starts.
import { startKernels } from "./kernels.ts";
import type { SessionFlags } from "./sessions.ts";
import { createLog, type LogLevel } from "./log.ts";

const startStdio = async (
  logLevel: LogLevel,
  flags?: SessionFlags,
): Promise<number | undefined> => {
  const log = createLog(logLevel);
  const host = startKernels(log);
  const [{ serveOne }, { serveStdio }] = await Promise.all([
    import("./single.ts"),
    import("./transport/stdio.ts"),
  ]);
  return serveOne(serveStdio, { host, log, flags });
};

const start = async (argv: readonly string[]): Promise<number | undefined> => {
  const [first, ...rest] = argv;
  if (first === "--stdio" && rest.length === 0) return startStdio("warn");
  if (first === "help" && (rest[0] === "run" || rest[0] === "test"))
    return start([rest[0], "--help"]);
  if (first === "test") return (await import("../clients/cli/testing/command.ts")).test(rest);
  if (first === "run") return (await import("../clients/cli/run.ts")).run(rest);
  if (first === "adopt") return (await import("./adopt.ts")).adopt(rest);
  const { readFlags } = await import("./flags.ts");
  const order = readFlags(argv);
  if (order.type === "exit") return order.code;
  if (order.type === "stdio") return startStdio(order.logLevel, order.sessions);
  if (order.type === "bridge") {
    return (await import("../clients/cli/bridge.ts")).bridge(order.url, order.token);
  }
  if (order.type === "serve") return (await import("./serve.ts")).serve(order.flags);
  const log = createLog(order.logLevel);
  const host = startKernels(log);
  const [{ serveOne }, { dialPipe, dialSocket }] = await Promise.all([
    import("./single.ts"),
    import("./transport/pipe.ts"),
  ]);
  return serveOne(
    (options) =>
      order.type === "pipe" ? dialPipe(order.path, options) : dialSocket(order.port, options),
    { host, log, flags: order.sessions },
  );
};

void start(process.argv.slice(2)).then((code) => {
  if (code !== undefined) process.exitCode = code;
});
