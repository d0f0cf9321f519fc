// The floor under cells: a plain program that runs the same text as a script and prints to a plain
// pipe. Each line of its input is a text to run; it says when that is done, in a line of its own.
import { createInterface } from "node:readline";
import { runInThisContext } from "node:vm";

createInterface({ input: process.stdin }).on("line", (line) => {
  runInThisContext(JSON.parse(line) as string);
  process.stdout.write("\u0004\n");
});
