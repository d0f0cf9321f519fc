// The extension's two entries: what VS Code calls when it is first needed, and at the end.
import * as vscode from "vscode";
import { registerCommands } from "./commands.ts";
import { Daemon } from "./daemon.ts";
import { registerLanguages } from "./languages.ts";
import { NotInstalled } from "./locate.ts";
import { Notebooks } from "./notebooks.ts";
import { createSerializer } from "./serializer.ts";
import { forgetToken, readCommand, readEnvironment, readToken, readUrl } from "./settings.ts";
import { titleProvider } from "./titles.ts";
import { createStatusBar, VariablesView } from "./views.ts";

let daemon: Daemon | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const channel = vscode.window.createOutputChannel("awaitd", { log: true });
  const report = (error: Error): void => {
    channel.error(error);
    void showError(error);
  };
  daemon = new Daemon({
    command: readCommand,
    serving: async () => {
      const url = readUrl();
      if (url === undefined) return undefined;
      const token = await readToken(context.secrets, url);
      const forget = async (): Promise<void> => forgetToken(context.secrets, url);
      return { url, ...(token !== undefined && { token }), forgetToken: forget };
    },
    env: readEnvironment(),
    clientInfo: { name: "VS Code", version: vscode.version },
    log: (line) => channel.info(line),
  });
  daemon.onLoss((_client, reason) =>
    report(new Error(`The daemon has ended${reason ? `: ${reason.message}` : "."}`)),
  );
  const notebooks = new Notebooks({ daemon, report, log: (line) => channel.warn(line) });
  const variables = new VariablesView(notebooks);
  const { secrets } = context;
  context.subscriptions.push(
    channel,
    notebooks,
    variables,
    createStatusBar(notebooks),
    registerLanguages(notebooks),
    registerCommands({ notebooks, daemon, variables, secrets, channel, report }),
    ...["typescript", "javascript"].map((language) =>
      // What a script's cells print is not part of its file.
      vscode.workspace.registerNotebookSerializer(
        `awaitd-${language}`,
        createSerializer(language),
        { transientOutputs: true },
      ),
    ),
    ...["typescript", "javascript"].map((language) =>
      vscode.notebooks.registerNotebookCellStatusBarItemProvider(
        `awaitd-${language}`,
        titleProvider,
      ),
    ),
  );
}

/** The daemon ends with its window, and every session with it. */
export async function deactivate(): Promise<void> {
  await daemon?.close();
  daemon = undefined;
}

async function showError(error: Error): Promise<void> {
  if (!(error instanceof NotInstalled)) {
    const chosen = await vscode.window.showErrorMessage(`awaitd: ${error.message}`, "Show Log");
    if (chosen !== undefined) await vscode.commands.executeCommand("awaitd.showLog");
    return;
  }
  const [install, settings] = ["Install with npm", "Open Settings"];
  const chosen = await vscode.window.showErrorMessage(error.message, install, settings);
  if (chosen === settings)
    await vscode.commands.executeCommand("workbench.action.openSettings", "awaitd.");
  if (chosen !== install) return;
  const terminal = vscode.window.createTerminal("awaitd");
  terminal.show();
  terminal.sendText("npm install --save-dev awaitd");
}
