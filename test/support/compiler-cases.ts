// Reads and rewrites the compiler's data files. A file holds cases, each under a `== title ==`
// line.
import { readFileSync, writeFileSync } from "node:fs";

export interface Case {
  title: string;
  /** What stands under the title. */
  body: string;
}

export function readCases(path: string): Case[] {
  const [, ...parts] = readFileSync(path, "utf8").split(/^== (.*) ==\n/m);
  const cases: Case[] = [];
  for (let index = 0; index + 1 < parts.length; index += 2) {
    cases.push({ title: parts[index] ?? "", body: parts[index + 1] ?? "" });
  }
  if (cases.length === 0) throw new Error(`no cases in ${path}`);
  return cases;
}

export function writeCases(path: string, cases: readonly Case[]): void {
  const head = readFileSync(path, "utf8").split(/^== .* ==\n/m, 1)[0] ?? "";
  const text = cases.map(({ title, body }) => `== ${title} ==\n${body.trimEnd()}\n`).join("\n");
  writeFileSync(path, head + text);
}

/** `-- cell --` and the like: name → text, without the line break at its end. */
export function readSections(body: string): Map<string, string> {
  const [, ...parts] = body.split(/^-- (\w+) --\n/m);
  const sections = new Map<string, string>();
  for (let index = 0; index + 1 < parts.length; index += 2) {
    sections.set(parts[index] ?? "", (parts[index + 1] ?? "").replace(/\n+$/, ""));
  }
  return sections;
}

export function writeSections(sections: ReadonlyMap<string, string>): string {
  return [...sections].map(([name, text]) => `-- ${name} --\n${text}\n`).join("");
}

export interface Step {
  cell: string;
  /** `2`, `throws TypeError: …` or `refused SyntaxError: …`. */
  outcome: string;
}

/** Cells and, behind `-->`, what each came to. */
export function readSteps(body: string): Step[] {
  const steps: Step[] = [];
  let lines: string[] = [];
  for (const line of body.trimEnd().split("\n")) {
    if (line.startsWith("-->")) {
      steps.push({ cell: lines.join("\n"), outcome: line.slice(3).trim() });
      lines = [];
    } else lines.push(line);
  }
  if (lines.length > 0) steps.push({ cell: lines.join("\n"), outcome: "" });
  return steps;
}

export function writeSteps(steps: readonly Step[]): string {
  return steps.map(({ cell, outcome }) => `${cell}\n--> ${outcome}\n`).join("");
}
