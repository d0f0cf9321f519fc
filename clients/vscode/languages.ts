// Completion, hover, signatures and diagnostics of cells, in VS Code's shapes.
import * as vscode from "vscode";
import type { Diagnostic } from "./language.ts";
import type { Notebooks } from "./notebooks.ts";

const selector: vscode.DocumentSelector = ["typescript", "javascript"].map((language) => ({
  language,
  scheme: "vscode-notebook-cell",
}));
/** What the daemon says of itself in `initialize`; it is asked before there is a connection. */
const completionTriggers = [".", '"', "'", "`", "[", "%", "/", "@"];
const signatureTriggers = ["(", ",", "<"];

/** LSP's CompletionItemKind, as far as the daemon has it. */
const kinds: Readonly<Record<number, vscode.CompletionItemKind>> = {
  2: vscode.CompletionItemKind.Method,
  3: vscode.CompletionItemKind.Function,
  6: vscode.CompletionItemKind.Variable,
  7: vscode.CompletionItemKind.Class,
  9: vscode.CompletionItemKind.Module,
  10: vscode.CompletionItemKind.Property,
  14: vscode.CompletionItemKind.Keyword,
  17: vscode.CompletionItemKind.File,
  19: vscode.CompletionItemKind.Folder,
};
/** LSP's DiagnosticSeverity. */
const severities: Readonly<Record<number, vscode.DiagnosticSeverity>> = {
  1: vscode.DiagnosticSeverity.Error,
  2: vscode.DiagnosticSeverity.Warning,
  3: vscode.DiagnosticSeverity.Information,
  4: vscode.DiagnosticSeverity.Hint,
};

export function registerLanguages(notebooks: Notebooks): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.languages.registerCompletionItemProvider(
      selector,
      { provideCompletionItems: (document, at) => complete(notebooks, document, at) },
      ...completionTriggers,
    ),
    vscode.languages.registerHoverProvider(selector, {
      provideHover: (document, at) => hover(notebooks, document, at),
    }),
    vscode.languages.registerSignatureHelpProvider(
      selector,
      { provideSignatureHelp: (document, at) => help(notebooks, document, at) },
      ...signatureTriggers,
    ),
  );
}

async function complete(
  notebooks: Notebooks,
  document: vscode.TextDocument,
  at: vscode.Position,
): Promise<vscode.CompletionList | undefined> {
  const asked = await notebooks.ask(document);
  if (!asked) return undefined;
  const { items, isIncomplete } = await asked.link.complete(asked.opened, asked.cell, at);
  const list = items.map(({ label, kind, detail, sortText, textEdit, additionalTextEdits }) => {
    const item = new vscode.CompletionItem(label, kinds[kind]);
    Object.assign(item, { detail, sortText });
    item.insertText = textEdit.newText;
    item.range = toRange(textEdit.range);
    item.filterText = document.getText(item.range).startsWith(".") ? `.${label}` : label;
    item.additionalTextEdits = additionalTextEdits?.map(
      ({ range, newText }) => new vscode.TextEdit(toRange(range), newText),
    );
    return item;
  });
  return new vscode.CompletionList(list, isIncomplete);
}

async function hover(
  notebooks: Notebooks,
  document: vscode.TextDocument,
  at: vscode.Position,
): Promise<vscode.Hover | undefined> {
  const asked = await notebooks.ask(document);
  const found = asked && (await asked.link.hover(asked.opened, asked.cell, at));
  if (!found) return undefined;
  const { kind, value } = found.contents;
  const text = new vscode.MarkdownString();
  if (kind === "markdown") text.appendMarkdown(value);
  else text.appendCodeblock(value, "plaintext");
  return new vscode.Hover(text, found.range && toRange(found.range));
}

async function help(
  notebooks: Notebooks,
  document: vscode.TextDocument,
  at: vscode.Position,
): Promise<vscode.SignatureHelp | undefined> {
  const asked = await notebooks.ask(document);
  const found = asked && (await asked.link.signatures(asked.opened, asked.cell, at));
  if (!found) return undefined;
  const made = new vscode.SignatureHelp();
  made.activeSignature = found.activeSignature;
  made.activeParameter = found.activeParameter;
  made.signatures = found.signatures.map(({ label, documentation, parameters = [] }) => {
    const signature = new vscode.SignatureInformation(label, markdown(documentation?.value));
    signature.parameters = parameters.map(
      (each) => new vscode.ParameterInformation(each.label, markdown(each.documentation?.value)),
    );
    return signature;
  });
  return made;
}

const markdown = (value = ""): vscode.MarkdownString => new vscode.MarkdownString(value);

export function toDiagnostic({
  range,
  severity,
  code,
  source,
  message,
}: Diagnostic): vscode.Diagnostic {
  const made = new vscode.Diagnostic(toRange(range), message, severities[severity ?? 1]);
  Object.assign(made, { code, source });
  return made;
}

interface Span {
  start: { line: number; character: number };
  end: { line: number; character: number };
}

const toRange = ({ start, end }: Span): vscode.Range =>
  new vscode.Range(start.line, start.character, end.line, end.character);
