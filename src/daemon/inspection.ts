// What stands at a place, as one answer of two halves: the value that the running session has, and
// the declaration that TypeScript sees. What the session says of itself comes of what runs, so it
// stays as it is, and what only TypeScript knows is put beside it.
import type { Result } from "../../protocol/methods.ts";
import type { CellSource, LanguageService } from "../language/service.ts";
import { settleWithin } from "../std/timeout.ts";

type Inspection = Result<"inspect">;

/** What TypeScript knows of it. */
export interface Declared {
  signature: string;
  /** Markdown. */
  documentation: string;
  /** Which part of the code it is. */
  start: number;
  end: number;
  /** `In[2]:1`, `/a/file.ts:7` */
  place?: string;
  source?: string;
}

/** As for completion: how long TypeScript may take. */
const staticMs = 250;

interface Question {
  code: string;
  cursor: number;
  detail: 0 | 1;
  live: Promise<Inspection>;
}

export async function inspectBoth(
  language: LanguageService,
  source: CellSource,
  { live, ...question }: Question,
): Promise<Inspection> {
  const isWarm = language.isWarm(source);
  const asked = settleWithin(staticMs, declare(language, source, question), undefined);
  const found = await live;
  const declared = found.found && !isWarm ? undefined : await asked;
  return declared ? join(found, declared, question.detail) : found;
}

async function declare(
  language: LanguageService,
  source: CellSource,
  { code, cursor, detail }: Omit<Question, "live">,
): Promise<Declared | undefined> {
  const hover = await language.hover(source, code, cursor);
  if (!hover) return undefined;
  if (detail === 0) return hover;
  const [definition] = (await language.definition(source, code, cursor)) ?? [];
  if (!definition) return hover;
  const { cell, file, line } = definition;
  // One that is being typed has no number yet.
  const where = typeof cell === "object" ? `In[${cell.executionCount}]` : (file ?? "In[*]");
  const text = definition.source === undefined ? {} : { source: definition.source };
  return { ...hover, place: `${where}:${line}`, ...text };
}

/** `detail`: 1 with source and place. */
export function join(live: Inspection, declared: Declared, detail: 0 | 1): Inspection {
  if (!live.found) return tell(declared, detail);
  // The session looks at a whole path, or at the call that the cursor is in.
  if (live.end !== undefined && live.end !== declared.end) return live;
  const { data } = live;
  const text = data["text/plain"] ?? "";
  const rows = [
    row("Declared", declared.signature),
    text,
    has(text, "Docstring") ? "" : row("Docstring", declared.documentation),
    detail === 0 || has(text, "File") ? "" : row("File", declared.place),
  ];
  const markdown = data["text/markdown"] ?? "";
  const isTyped = live.signature?.includes(": ") === true;
  const parts = [
    isTyped ? "" : fence(declared.signature),
    markdown,
    has(text, "Docstring") ? "" : declared.documentation,
  ];
  return {
    ...withCall(declared),
    ...live,
    data: {
      ...data,
      "text/plain": rows.filter((each) => each !== "").join("\n"),
      "text/markdown": parts.filter((part) => part !== "").join("\n\n"),
    },
  };
}

function tell(declared: Declared, detail: 0 | 1): Inspection {
  const { signature, documentation, start, end, place, source } = declared;
  const shown = detail === 1 ? source : undefined;
  const where = detail === 1 ? place : undefined;
  const rows = [
    row("Declared", signature),
    row("Docstring", documentation),
    row("Source", shown),
    row("File", where),
  ];
  const parts = [
    fence(signature),
    documentation,
    where === undefined ? "" : `*${where.replaceAll(/[\\`*_<[\]]/g, "\\$&")}*`,
    shown === undefined ? "" : fence(shown),
  ];
  return {
    ...withCall(declared),
    found: true,
    data: {
      "text/plain": rows.filter((each) => each !== "").join("\n"),
      "text/markdown": parts.filter((part) => part !== "").join("\n\n"),
    },
    start,
    end,
  };
}

/** Of a function or a method it is a signature. */
function withCall({ signature }: Declared): Pick<Inspection, "signature"> {
  const [, call] = /^(?:function|\((?:local function|method)\)) (.*)/.exec(signature) ?? [];
  return call === undefined ? {} : { signature: call };
}

/** As the session writes its own. */
function row(heading: string, body = ""): string {
  if (body === "") return "";
  return body.includes("\n") ? `${heading}:\n${body}` : `${`${heading}:`.padEnd(12)} ${body}`;
}

const has = (text: string, heading: string): boolean => new RegExp(`^${heading}:`, "m").test(text);

/** Longer than any fence in it. */
function fence(code: string): string {
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([run]) => run.length));
  const marks = "`".repeat(longest + 1);
  return `${marks}ts\n${code}\n${marks}`;
}
