// Cells and the files that they import, as files of text. Each case has a session in a directory of
// its own, whose name is not an easy one. What is JavaScript below may use the words of
// `pattern.ts`; `{dir}` in it is the directory.
//
//   # a comment
//   == what it shows      begins a case
//   file PATH             writes a file, in place; its text follows behind bars
//   replace PATH          … as editors do: another file, renamed
//   disguise PATH         … in place, and gives it the times that it had before
//   remove PATH
//   link PATH TARGET      makes a symbolic link, in the place of one that is there
//   >> 1 + 1              a cell; without text here, its code follows behind bars
//   stopped >>            … that is interrupted once it has printed something
//   < pattern             what is answered
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync } from "node:fs";
import { statSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { inspect } from "node:util";
import type { Client } from "../../clients/shared/client.ts";
import type { Session } from "../../clients/shared/session.ts";
import type { ExecuteResult } from "../../protocol/shapes.ts";
import { findMismatch, readValue } from "./pattern.ts";

export interface ModuleCase {
  file: string;
  title: string;
  steps: Step[];
}

interface Step {
  line: number;
  verb: string;
  rest: string;
  /** The lines behind bars. */
  text: string[];
}

const verbs = ["file", "replace", "disguise", "remove", "link", ">>", "stopped", "<"];

export function readModuleCases(folder: string): ModuleCase[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".txt"))
    .toSorted()
    .flatMap((name) => parseModuleCases(name, readFileSync(join(folder, name), "utf8")));
}

export function parseModuleCases(name: string, source: string): ModuleCase[] {
  const cases: ModuleCase[] = [];
  for (const [index, line] of source.split("\n").entries()) {
    if (line.trim() === "" || line.startsWith("#")) continue;
    const [, verb = "", rest = ""] = /^(\S+)\s*(.*)$/.exec(line) ?? [];
    const steps = cases.at(-1)?.steps;
    if (verb === "==") cases.push({ file: basename(name, ".txt"), title: rest, steps: [] });
    else if (verb === "|" && steps?.length) steps.at(-1)!.text.push(line.slice(2));
    else if (!steps || !verbs.includes(verb)) {
      throw new Error(`${name}:${index + 1}: what does "${verb}" mean here?`);
    } else steps.push({ line: index + 1, verb, rest, text: [] });
  }
  return cases;
}

export async function playModuleCase({ file, steps }: ModuleCase, client: Client): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), "awaitd mödules #1? 100% "));
  const session = await client.createSession({ cwd: directory });
  let answer: ExecuteResult | undefined;
  try {
    for (const { line, verb, rest, text } of steps) {
      if (verb === ">>") answer = await session.execute(rest || text.join("\n"));
      else if (verb === "stopped") answer = await stop(session, rest.replace(/^>>/, ""));
      else if (verb === "<") {
        const pattern = readValue(rest.replaceAll("{dir}", directory), {});
        const mismatch = findMismatch(pattern, answer);
        if (mismatch)
          assert.fail(`${file}.txt:${line}: ${mismatch}\n${inspect(answer, { depth: 6 })}`);
      } else change(directory, verb, rest, text.map((each) => `${each}\n`).join(""));
    }
  } finally {
    await session.close();
    rmSync(directory, { recursive: true });
  }
}

function stop(session: Session, code: string): Promise<ExecuteResult> {
  return session.execute(code, { onOutput: () => void session.interrupt() });
}

function change(directory: string, verb: string, rest: string, text: string): void {
  const path = join(directory, rest);
  mkdirSync(dirname(path), { recursive: true });
  switch (verb) {
    case "file":
      return writeFileSync(path, text);
    case "replace":
      writeFileSync(`${path}~`, text);
      return renameSync(`${path}~`, path);
    case "disguise": {
      const { atime, mtime } = statSync(path);
      writeFileSync(path, text);
      return utimesSync(path, atime, mtime);
    }
    case "remove":
      return rmSync(path, { recursive: true });
    case "link": {
      const [from = "", to = ""] = rest.split(" ");
      rmSync(join(directory, from), { force: true });
      mkdirSync(dirname(join(directory, from)), { recursive: true });
      return symlinkSync(to, join(directory, from));
    }
    default:
      throw new Error(`no such change: ${verb}`);
  }
}
