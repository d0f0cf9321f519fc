// What stands at a cursor, told of the running session without running any code of the user's.
import { fileURLToPath } from "node:url";
import type { Question } from "../../../protocol/kernel.ts";
import type { Result } from "../../../protocol/methods.ts";
import { findFunctionAt } from "../../compiler/function-at.ts";
import { findSubject } from "../../compiler/subject.ts";
import { findComment, readSignature } from "../definitions.ts";
import type { Description, FunctionFacts, Path } from "../looking/looking.ts";
import type { MagicFacts } from "../magics/magic.ts";
import { find, look } from "./look.ts";
import type { Place } from "./place.ts";
import { releasing } from "./remote.ts";

type InspectQuestion = Extract<Question, { type: "inspect" }>;
type Inspected = Result<"inspect">;

/** A heading, and what stands behind or below it. */
type Field = readonly [heading: string, body: string | undefined];

interface Told {
  fields: readonly Field[];
  signature?: string | undefined;
  doc?: string | undefined;
  /** In a few words. */
  summary: readonly string[];
  source?: string | undefined;
}

export async function inspect(
  { code, cursor, detail }: InspectQuestion,
  place: Place,
): Promise<Inspected> {
  const nothing = { found: false, data: {} };
  const subject = findSubject(code, cursor);
  if (!subject) return nothing;
  const told =
    subject.kind === "magic"
      ? tellMagic(subject.name, place.magics())
      : await tellPath(subject.path, detail === 1, place);
  if (!told) return nothing;
  const { signature } = told;
  const { start, end } = subject;
  const data = { "text/plain": writeText(told), "text/markdown": writeMarkdown(told) };
  return { found: true, data, ...(signature !== undefined && { signature }), start, end };
}

function tellMagic(name: string, magics: readonly MagicFacts[]): Told | undefined {
  const magic = magics.find(({ names }) => names.includes(name));
  if (!magic) return undefined;
  const doc = `${magic.names.join(", ")}\n${magic.doc}`;
  return { fields: [["Docstring", doc]], doc: fence(doc, "text"), summary: ["magic"] };
}

async function tellPath(path: Path, hasSource: boolean, place: Place): Promise<Told | undefined> {
  const found = await look({ type: "describe", path }, place);
  if (found.type === "none") {
    if (found.inside === undefined) return undefined;
    const why = `unknown: what is inside of this ${found.inside} only its own code can tell`;
    return { fields: [["Type", why]], summary: [why] };
  }
  if (found.type === "accessor") return tellAccessor(found, path, hasSource, place);
  return found.function
    ? tellFunction(found.function, found.className, path, hasSource, place)
    : tellValue(found);
}

function tellValue(found: Description & { type: "value" }): Told {
  const { className, form, shape, size, kind, comment } = found;
  const [length, ...others] = shape ?? [];
  const fields: Field[] = [
    ["Type", className],
    ["String form", form],
    ["Length", length === undefined || others.length > 0 ? undefined : String(length)],
    ["Shape", others.length > 0 ? `[${shape!.join(", ")}]` : undefined],
    ["Bytes", size === undefined ? undefined : String(size)],
    ["Kind", kind],
    ["Docstring", comment],
  ];
  const facts = [kind ?? "", className, shape ? `[${shape.join(", ")}]` : ""];
  return { fields, doc: comment, signature: undefined, summary: facts, source: form };
}

async function tellAccessor(
  { parts, getter }: Description & { type: "accessor" },
  path: Path,
  hasSource: boolean,
  place: Place,
): Promise<Told> {
  const type = `accessor (${parts.join(", ")}); its getter was not run`;
  const told = getter && (await tellFunction(getter, type, path, hasSource, place));
  const fields = told?.fields.filter(([heading]) => heading !== "Type" && heading !== "Signature");
  return {
    ...told,
    signature: undefined,
    fields: [["Type", type], ...(fields ?? [])],
    summary: [type],
  };
}

async function tellFunction(
  facts: FunctionFacts,
  className: string,
  path: Path,
  hasSource: boolean,
  place: Place,
): Promise<Told> {
  const { isClass, isNative, name, text, typed } = facts;
  const stands = typed ?? (isNative ? undefined : await locate(path, name, place));
  const source = typed?.text ?? (stands && "text" in stands ? stands.text : undefined) ?? text;
  const signature = readSignature(name, source);
  const type = `${className}${isNative ? ", native" : ""}`;
  const at = stands && ("file" in stands ? stands.file : `In[${stands.executionCount}]`);
  const file = stands && `${at}:${stands.line}`;
  const shown = hasSource && !isNative ? source : undefined;
  const fields: Field[] = [
    [isClass ? "Init signature" : "Signature", signature],
    ["Docstring", stands?.comment],
    ["Source", shown],
    ["File", hasSource ? file : undefined],
    ["Type", type],
  ];
  const summary = [type, hasSource ? (file ?? "") : ""];
  return { fields, signature, doc: stands?.comment, summary, source: shown };
}

interface Standing {
  file: string;
  line: number;
  comment: string | undefined;
  /** As it was typed, where V8 has another text. */
  text?: string | undefined;
}

/** Where the function stands, which is not in what a cell says of it word by word. */
async function locate(path: Path, name: string, place: Place): Promise<Standing | undefined> {
  const location = await releasing(place.ask, async (ask) => {
    const remote = await find(path, { ...place, ask });
    return remote?.objectId === undefined ? undefined : place.locate(remote.objectId);
  });
  if (!location) return undefined;
  const { url, line } = location;
  const count = /^In\[(\d+)\]/.exec(url)?.[1];
  const typed =
    count === undefined
      ? location.source
      : await look({ type: "code", executionCount: Number(count) }, place);
  let at = 0;
  for (let row = 1; row < line; row += 1) at = (typed ?? "").indexOf("\n", at) + 1;
  const text = count === undefined ? undefined : findFunctionAt(typed ?? "", at, name);
  return { file: nameFile(url), line, comment: findComment(typed ?? "", at), text };
}

/** A cell's name has its number behind it, a file that was loaded afresh its version. */
function nameFile(url: string): string {
  return url.startsWith("file:") ? fileURLToPath(url) : url.replace(/#\d+$/, "");
}

function writeText({ fields }: Told): string {
  return fields
    .flatMap(([heading, body]) => {
      if (body === undefined || body === "") return [];
      return [body.includes("\n") ? `${heading}:\n${body}` : `${`${heading}:`.padEnd(12)} ${body}`];
    })
    .join("\n");
}

function writeMarkdown({ signature, doc, summary, source }: Told): string {
  const facts = summary.filter((part) => part !== "").map((part) => `*${escape(part)}*`);
  const code = [signature, source].filter((part) => part !== undefined);
  const [head, ...rest] = code.map((part) => fence(part, "ts"));
  return [head, doc, facts.join(" · "), ...rest].filter(Boolean).join("\n\n");
}

const escape = (text: string): string => text.replaceAll(/[\\`*_<[\]]/g, "\\$&");

/** Longer than any fence in it. */
function fence(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const marks = "`".repeat(longest + 1);
  return `${marks}${language}\n${text}\n${marks}`;
}
