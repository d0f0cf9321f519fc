// The user's settings, and what they mean for a daemon and for a session.
import { basename, dirname } from "node:path";
import * as vscode from "vscode";
import type { LoopPolicy, SessionOptions } from "../../protocol/shapes.ts";
import { locateDaemon } from "./locate.ts";

const read = (name: string): unknown => vscode.workspace.getConfiguration("awaitd").get(name);

/** An empty text is how a setting is left out in the settings' editor. */
function readText(name: string): string | undefined {
  const value = read(name);
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}

export function readSessionOptions(document: vscode.NotebookDocument): SessionOptions {
  const runner = readText("runner");
  const loopPolicy = readText("loopPolicy") as LoopPolicy | undefined;
  const timeoutSeconds = read("cellTimeoutSeconds");
  const isJavascript = document.notebookType === "awaitd-javascript";
  return {
    ...describeNotebook(document),
    languageId: isJavascript ? "javascript" : "typescript",
    ...(runner !== undefined && { runner }),
    ...(loopPolicy !== undefined && { loopPolicy }),
    ...(read("history") === false && { history: false }),
    ...(typeof timeoutSeconds === "number" &&
      timeoutSeconds > 0 && { limits: { cellTimeoutMs: timeoutSeconds * 1000 } }),
  };
}

/** Where a notebook's session works, and what it is called. */
const describeNotebook = (document: vscode.NotebookDocument): { name: string; cwd?: string } => {
  const folder =
    vscode.workspace.getWorkspaceFolder(document.uri) ?? vscode.workspace.workspaceFolders?.[0];
  const isFile = document.uri.scheme === "file";
  const cwd = isFile ? dirname(document.uri.fsPath) : folder?.uri.fsPath;
  return { name: basename(document.uri.path), ...(cwd !== undefined && { cwd }) };
};

/** The command of the daemon that this window starts. */
export function readCommand(): string[] {
  const folders = [
    ...(vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath),
    ...vscode.workspace.notebookDocuments
      .filter(({ uri }) => uri.scheme === "file")
      .map(({ uri }) => dirname(uri.fsPath)),
  ];
  return locateDaemon({ path: readText("path"), node: readText("node"), folders });
}

export const readUrl = (): string | undefined => readText("url");

/** The environment of this process, without what makes a Node of its children something else. */
export function readEnvironment(): NodeJS.ProcessEnv {
  const own = /^(?:ELECTRON_|VSCODE_|NODE_OPTIONS$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)));
}

const secretOf = (url: string): string => `awaitd.token ${url}`;

/** The token of a daemon that serves; the user is asked for it once. */
export async function readToken(
  secrets: vscode.SecretStorage,
  url: string,
): Promise<string | undefined> {
  if (url.startsWith("unix:")) return undefined;
  const known = await secrets.get(secretOf(url));
  if (known !== undefined) return known;
  const token = await vscode.window.showInputBox({
    title: "awaitd",
    prompt: `Token of ${url}, as \`awaitd serve\` has printed it`,
    password: true,
    ignoreFocusOut: true,
  });
  if (token === undefined) return undefined;
  await secrets.store(secretOf(url), token.trim());
  return token.trim();
}

export const forgetToken = (secrets: vscode.SecretStorage, url: string): Thenable<void> =>
  secrets.delete(secretOf(url));
