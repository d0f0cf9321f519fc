// Where a report goes when all has run: a file of JUnit's, GitHub's log and summary.
import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { annotate, isGithub, writeSummary } from "./github.ts";
import { writeJunit } from "./junit.ts";
import type { Report } from "./report.ts";

export interface ReportFlags {
  /** A file. */
  junit?: string;
  /** If left out: in a workflow of GitHub's. */
  github?: boolean;
}

export interface ReportIo {
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** Takes the commands of GitHub's log. */
  tellGithub(text: string): void;
}

const wantsGithub = ({ github }: ReportFlags, env: NodeJS.ProcessEnv): boolean =>
  github ?? isGithub(env);

/** Is there anybody for whom what cells print is to be kept? */
export const wantsReport = (flags: ReportFlags, env: NodeJS.ProcessEnv): boolean =>
  flags.junit !== undefined || wantsGithub(flags, env);

/** `title` heads the summary. Throws where a file can't be written. */
export function deliver(report: Report, flags: ReportFlags, io: ReportIo, title: string): void {
  const { suites } = report;
  if (flags.junit !== undefined) {
    const path = resolve(io.cwd, flags.junit);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, writeJunit(suites));
  }
  if (!wantsGithub(flags, io.env)) return;
  const places = { root: io.env["GITHUB_WORKSPACE"] ?? io.cwd, cwd: io.cwd };
  for (const one of suites.flatMap(({ cases }) => cases)) {
    for (const failure of one.failures) io.tellGithub(annotate(failure, one, places));
  }
  const summary = io.env["GITHUB_STEP_SUMMARY"];
  if (summary) appendFileSync(summary, writeSummary(title, suites));
}
