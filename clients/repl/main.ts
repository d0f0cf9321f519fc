// The program of `awaitd repl` and `awaitd connect`, and of `awaitd` alone on a terminal: a bundle
// of its own (`dist/repl.cjs`), so that the daemon needs none of it, nor it the daemon's.
import { join } from "node:path";
import { repl } from "./repl.ts";

const commands = ["repl", "connect"] as const;

async function main(argv: readonly string[]): Promise<number> {
  const words = argv[0] === "help" ? [...argv.slice(1), "--help"] : argv;
  const [first, ...rest] = words;
  const command = commands.find((name) => name === first) ?? "repl";
  const { stdin, stdout, stderr, env } = process;
  // With its code cache the daemon starts sooner.
  const loader = join(import.meta.dirname, "..", "src", "load.cjs");
  return repl(command, command === first ? rest : words, {
    stdin,
    stdout,
    stderr,
    env,
    cwd: process.cwd(),
    daemon: [process.execPath, loader, "main", "--stdio"],
  });
}

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // Nobody reads the help to its end.
  if (error.code !== "EPIPE") throw error;
});
void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
