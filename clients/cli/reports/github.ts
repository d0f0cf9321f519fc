// A report for GitHub Actions: annotations and groups are commands in a step's log, the summary is
// a file that the step adds to.
// https://docs.github.com/actions/reference/workflow-commands-for-github-actions
import { isAbsolute, relative, resolve } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { nameOf } from "./places.ts";
import type { Case, Failure, Suite } from "./report.ts";

/** `root`: the checkout, from which GitHub counts paths; `cwd`: from which the report does. */
export interface GithubPlaces {
  root: string;
  cwd: string;
}

export const isGithub = (env: NodeJS.ProcessEnv): boolean => env["GITHUB_ACTIONS"] === "true";

/** A line that GitHub shows at its place in the file. */
export function annotate(failure: Failure, { name }: Case, places: GithubPlaces): string {
  const { path, line, column, cell } = failure.place;
  const properties = Object.entries({
    file: pathFrom(path, places),
    ...(cell === undefined && { line, ...(column !== undefined && { col: column }) }),
    title: `${name}: ${failure.type}`,
  }).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::error ${properties.join(",")}::${escapeData(failure.text)}\n`;
}

export const openGroup = (title: string): string => `::group::${escapeData(title)}\n`;
export const closeGroup = "::endgroup::\n";

function pathFrom(path: string, { root, cwd }: GithubPlaces): string {
  const found = relative(root, resolve(cwd, path));
  // What lies outside of the checkout has no place in it; the path still tells where it is.
  return isAbsolute(found) || found.startsWith("..") ? path : found.replaceAll("\\", "/");
}

const escapeData = (text: string): string =>
  stripVTControlCharacters(text)
    .replaceAll("%", "%25")
    .replaceAll("\r", "%0D")
    .replaceAll("\n", "%0A");

const escapeProperty = (text: string): string =>
  escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");

const mostFailures = 50;

/** Markdown for the page of the run. */
export function writeSummary(title: string, suites: readonly Suite[]): string {
  const rows = suites.map(({ name, cases, timeMs }) => {
    const count = (state: Case["state"]): number =>
      cases.filter((one) => one.state === state).length;
    const mark = count("failed") > 0 ? "❌" : "✅";
    const counts = [count("passed"), count("failed"), count("skipped")].join(" | ");
    return `| ${mark} ${escapeMarkdown(name)} | ${counts} | ${(timeMs / 1000).toFixed(2)} s |`;
  });
  const failures = suites.flatMap(({ cases }) => cases.flatMap(({ failures: all }) => all));
  const told = failures.slice(0, mostFailures).map(describe);
  const left = failures.length - told.length;
  return [
    `### ${escapeMarkdown(title)}\n`,
    "| File | passed | failed | not run | time |\n| --- | ---: | ---: | ---: | ---: |",
    ...rows,
    "",
    ...told,
    ...(left > 0 ? [`… and ${left} more.`] : []),
    "",
  ].join("\n");
}

function describe({ place, text }: Failure): string {
  const shown = stripVTControlCharacters(text).slice(0, 4000);
  const longest = Math.max(2, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  return `\`${nameOf(place).replaceAll("`", "'")}\`\n\n${fence}\n${shown}\n${fence}\n`;
}

const escapeMarkdown = (text: string): string => text.replaceAll(/[\\|<>`*_[\]]/g, "\\$&");
