// A report as JUnit's XML, in the form that Jenkins, GitLab and their like read: a suite is a file,
// a test case a cell.
import { stripVTControlCharacters } from "node:util";
import type { Case, Suite } from "./report.ts";

export function writeJunit(suites: readonly Suite[]): string {
  const body = suites.map(writeSuite).join("");
  const totals = writeTotals(suites.flatMap(({ cases }) => cases));
  const timeMs = suites.reduce((sum, suite) => sum + suite.timeMs, 0);
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n` +
    `<testsuites name="awaitd"${totals}${timeOf(timeMs)}>\n${body}</testsuites>\n`
  );
}

function writeSuite({ name, startedAt, timeMs, cases }: Suite): string {
  const named = attributes({ name, file: name, timestamp: startedAt.toISOString().slice(0, 19) });
  const body = cases.map((one) => writeCase(name, one)).join("");
  return `  <testsuite${named}${writeTotals(cases)}${timeOf(timeMs)}>\n${body}  </testsuite>\n`;
}

function writeTotals(cases: readonly Case[]): string {
  const count = (matches: (one: Case) => boolean): number => cases.filter(matches).length;
  return attributes({
    tests: cases.length,
    failures: count((one) => kindOf(one) === "failure"),
    errors: count((one) => kindOf(one) === "error"),
    skipped: count((one) => one.state === "skipped"),
  });
}

/** Readers take the first of several for the outcome; the worse one is to be first. */
const kindOf = ({ failures }: Case): "failure" | "error" | undefined =>
  (failures.find(({ kind }) => kind === "error") ?? failures[0])?.kind;

function writeCase(suite: string, one: Case): string {
  const { name, place, timeMs, state, failures, stdout, stderr } = one;
  const named = attributes({ name, classname: suite, file: place.path, line: place.line });
  const kind = kindOf(one);
  const [first, ...others] = failures.toSorted((a, b) => a.kind.localeCompare(b.kind));
  const parts: string[] = [];
  if (state === "skipped") parts.push(`<skipped message="It was not run."/>`);
  if (first && kind) {
    const more = others.length === 0 ? "" : ` (and ${others.length} more)`;
    const told = attributes({ message: `${first.message}${more}`, type: first.type });
    const text = [first, ...others].map((failure) => failure.text).join("\n\n");
    parts.push(`<${kind}${told}>${escapeText(text)}</${kind}>`);
  }
  if (stdout.text !== "") parts.push(`<system-out>${escapeText(stdout.text)}</system-out>`);
  if (stderr.text !== "") parts.push(`<system-err>${escapeText(stderr.text)}</system-err>`);
  const start = `    <testcase${named}${timeOf(timeMs)}`;
  if (parts.length === 0) return `${start}/>\n`;
  return `${start}>\n${parts.map((part) => `      ${part}\n`).join("")}    </testcase>\n`;
}

const timeOf = (timeMs: number): string => ` time="${(timeMs / 1000).toFixed(3)}"`;

const attributes = (values: Record<string, string | number>): string =>
  Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeAttribute(String(value))}"`)
    .join("");

// XML 1.0 has no way at all to write these: https://www.w3.org/TR/xml/#charsets
const illegal = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/** A carriage return would be read as a line's end. */
const escapeText = (text: string): string =>
  stripVTControlCharacters(text)
    .replaceAll(illegal, "\u{FFFD}")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("\r", "&#13;");

/** White space in an attribute would be read as blanks. */
const escapeAttribute = (text: string): string =>
  escapeText(text).replaceAll('"', "&quot;").replaceAll("\n", "&#10;").replaceAll("\t", "&#9;");
