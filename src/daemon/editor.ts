// What is known of a cell, in the words of LSP 3.17.
import type {
  CompletionList,
  Hover,
  PublishDiagnosticsParams,
  SignatureHelp,
} from "../../protocol/documents.ts";
import type { Result } from "../../protocol/methods.ts";
import type { Problem } from "../language/diagnostics.ts";
import type { Hover as Hovered } from "../language/hover.ts";
import type { SignatureHelp as Signatures } from "../language/signatures.ts";
import type { DocumentCell, Place } from "./documents.ts";

type Completed = Result<"complete">;
type Match = Completed["matches"][number];
type Diagnostic = PublishDiagnosticsParams["diagnostics"][number];

/** CompletionItemKind. */
const kinds: Readonly<Record<Match["kind"], number>> = {
  method: 2,
  function: 3,
  variable: 6,
  class: 7,
  module: 9,
  property: 10,
  keyword: 14,
  magic: 14,
  file: 17,
  directory: 19,
};

/** In the order of the matches. Where only one half has answered, there may be more. */
export const describeCompletion = (
  { matches, start, end, source }: Completed,
  { toRange }: Place,
): CompletionList => ({
  isIncomplete: source !== "both",
  items: matches.map(({ label, kind, detail, insertText = label, edits }, index) => ({
    label,
    kind: kinds[kind],
    ...(detail !== undefined && { detail }),
    sortText: String(index).padStart(5, "0"),
    textEdit: { range: toRange(start, end), newText: insertText },
    ...(edits && {
      additionalTextEdits: edits.map((edit) => ({
        range: toRange(edit.start, edit.end),
        newText: edit.newText,
      })),
    }),
  })),
});

/** What the session and TypeScript say together; null where neither says anything. */
export const describeInspection = (
  { found, data, start, end }: Result<"inspect">,
  { toRange }: Place,
): Hover => {
  const markdown = data["text/markdown"];
  const text = markdown ?? data["text/plain"];
  if (!found || text === undefined) return null;
  const kind = markdown === undefined ? "plaintext" : "markdown";
  const isPlaced = start !== undefined && end !== undefined;
  return { contents: { kind, value: text }, ...(isPlaced && { range: toRange(start, end) }) };
};

export const describeHover = (found: Hovered | undefined, { toRange }: Place): Hover => {
  if (!found) return null;
  const { signature, documentation, start, end } = found;
  const value = ["```typescript", signature, "```", documentation].join("\n").trim();
  return { contents: { kind: "markdown", value }, range: toRange(start, end) };
};

export const describeSignatures = (found: Signatures | undefined): SignatureHelp => {
  if (!found) return null;
  const { signatures, active } = found;
  return {
    signatures: signatures.map(({ label, documentation, parameters }) => ({
      label,
      documentation: markdownOf(documentation),
      parameters: parameters.map((parameter) => ({
        label: [parameter.start, parameter.end] as [number, number],
        documentation: markdownOf(parameter.documentation),
      })),
    })),
    activeSignature: active,
    activeParameter: signatures[active]?.active ?? 0,
  };
};

const markdownOf = (value: string): { kind: "markdown"; value: string } => ({
  kind: "markdown",
  value,
});

const severities = { error: 1, warning: 2, information: 3, hint: 4 } as const;

export const describeProblems = (
  problems: readonly Problem[],
  { toRange }: Pick<DocumentCell, "toRange">,
): Diagnostic[] =>
  problems.map(({ start, end, severity, code, message }) => ({
    range: toRange(start, end),
    severity: severities[severity],
    code,
    source: "typescript",
    message,
  }));
