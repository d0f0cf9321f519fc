// What the palette, the notebook's toolbar and the status bar offer.
import * as vscode from "vscode";
import { runnerNames } from "../../protocol/runners.ts";
import type { Daemon } from "./daemon.ts";
import type { Notebooks, OpenNotebook } from "./notebooks.ts";
import { forgetToken, readUrl } from "./settings.ts";
import type { VariablesView } from "./views.ts";

export interface CommandSetup {
  notebooks: Notebooks;
  daemon: Daemon;
  variables: VariablesView;
  secrets: vscode.SecretStorage;
  channel: vscode.OutputChannel;
  report: (error: Error) => void;
}

type Action = (notebook: OpenNotebook) => Promise<unknown>;

export function registerCommands(setup: CommandSetup): vscode.Disposable {
  const { notebooks, daemon, variables, secrets, channel, report } = setup;
  const onNotebook = (action: Action) => async (): Promise<void> => {
    const { active } = notebooks;
    if (!active) {
      const message = "awaitd: open a notebook, and select awaitd as its kernel.";
      return void vscode.window.showInformationMessage(message);
    }
    await action(active).catch((error: unknown) => report(error as Error));
  };
  const actions: Record<string, (...args: never[]) => unknown> = {
    newNotebook,
    openAsNotebook,
    restart: onNotebook(restart),
    restartAndRunAll: onNotebook(async (notebook) => {
      if (await restart(notebook))
        await vscode.commands.executeCommand("notebook.execute", notebook.document.uri);
    }),
    interrupt: onNotebook(({ kernel }) => kernel.interrupt()),
    chooseSession: onNotebook((notebook) => chooseSession(daemon, notebook)),
    setRunner: onNotebook(setRunner),
    setLoopPolicy: onNotebook(setLoopPolicy),
    toggleAutoawait: onNotebook(({ kernel }) =>
      kernel.configure({ autoawait: kernel.state.info?.autoawait === false }),
    ),
    refreshVariables: () => variables.refresh(),
    showLog: () => channel.show(),
    forgetToken: async () => {
      const url = readUrl();
      if (url !== undefined) await forgetToken(secrets, url);
    },
    showMenu: onNotebook(showMenu),
  };
  return vscode.Disposable.from(
    ...Object.entries(actions).map(([name, action]) =>
      vscode.commands.registerCommand(`awaitd.${name}`, action),
    ),
  );
}

async function newNotebook(): Promise<void> {
  const cell = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, "", "typescript");
  const data = new vscode.NotebookData([cell]);
  data.metadata = notebookMetadata;
  const document = await vscode.workspace.openNotebookDocument("jupyter-notebook", data);
  await vscode.window.showNotebookDocument(document);
}

/** As `.ipynb` files have it, so that other programs know the language. */
const notebookMetadata = {
  metadata: {
    kernelspec: { display_name: "TypeScript (awaitd)", language: "typescript", name: "awaitd" },
    language_info: { file_extension: ".ts", mimetype: "text/x.typescript", name: "typescript" },
  },
};

/** The file of the editor, or the one that was clicked on, with its `// %%` lines as cells. */
async function openAsNotebook(clicked?: vscode.Uri): Promise<void> {
  const uri = clicked ?? vscode.window.activeTextEditor?.document.uri;
  const isJavascript = /\.[cm]?js$/i.test(uri?.path ?? "");
  if (!uri || !/\.[cm]?[jt]s$/i.test(uri.path)) {
    const message = "awaitd: open a TypeScript or JavaScript file first.";
    return void vscode.window.showInformationMessage(message);
  }
  const type = isJavascript ? "awaitd-javascript" : "awaitd-typescript";
  // Two editors of one file would each have a text of their own.
  const texts = vscode.workspace.textDocuments;
  const text = texts.find((each) => each.uri.toString() === uri.toString());
  if (text?.isDirty === true && !(await text.save())) return;
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  await vscode.commands.executeCommand("vscode.openWith", uri, type);
  await vscode.window.tabGroups.close(tabs.filter((tab) => isTextOf(tab, uri)));
}

const isTextOf = ({ input }: vscode.Tab, uri: vscode.Uri): boolean =>
  input instanceof vscode.TabInputText && input.uri.toString() === uri.toString();

/** Asks where variables would be lost. Returns whether it was done. */
async function restart({ kernel }: OpenNotebook): Promise<boolean> {
  const { info } = kernel.state;
  if (info && info.executionCount > 0) {
    const options = { modal: true, detail: "All variables of its session are lost." };
    const answer = await vscode.window.showWarningMessage("Restart awaitd?", options, "Restart");
    if (answer !== "Restart") return false;
  }
  await kernel.restart();
  return true;
}

async function chooseSession(daemon: Daemon, { kernel }: OpenNotebook): Promise<void> {
  const sessions = await daemon.sessions();
  const own = kernel.state.info?.sessionId;
  const items = sessions.map(({ sessionId, name, state, cwd, executionCount }) => ({
    label: `$(${sessionId === own ? "check" : "circle-outline"}) ${name ?? sessionId}`,
    description: `${state}, In[${executionCount}]`,
    detail: cwd,
    sessionId,
  }));
  const title = "Session of this notebook";
  const chosen = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: "Share a session",
  });
  if (chosen && chosen.sessionId !== own) await kernel.attach(chosen.sessionId);
}

async function setRunner({ kernel }: OpenNotebook): Promise<void> {
  const other = "Another one…";
  const title = "What brings asynchronous cells to their end";
  const chosen = await vscode.window.showQuickPick([...runnerNames, other], {
    title,
    placeHolder: kernel.state.info?.runner ?? "",
  });
  const prompt = "A function of the session, or module#export";
  const runner = chosen === other ? await vscode.window.showInputBox({ title, prompt }) : chosen;
  if (runner) await kernel.configure({ runner });
}

async function setLoopPolicy({ kernel }: OpenNotebook): Promise<void> {
  const items = [
    { label: "persistent", detail: "Timers and servers go on between cells" },
    { label: "perCell", detail: "The event loop stands still unless an asynchronous cell runs" },
  ] as const;
  const title = "Loop policy, from the next cell on";
  const chosen = await vscode.window.showQuickPick([...items], { title });
  if (chosen) await kernel.configure({ loopPolicy: chosen.label });
}

async function showMenu({ kernel }: OpenNotebook): Promise<void> {
  const { info, status } = kernel.state;
  const items = [
    ...(status === "busy" ? [{ label: "$(debug-stop) Interrupt", command: "interrupt" }] : []),
    { label: "$(debug-restart) Restart", command: "restart" },
    { label: "$(run-all) Restart and Run All", command: "restartAndRunAll" },
    { label: "$(plug) Choose Session…", command: "chooseSession" },
    { label: "$(rocket) Runner…", description: info?.runner ?? "", command: "setRunner" },
    {
      label: "$(sync) Loop Policy…",
      description: info?.loopPolicy ?? "",
      command: "setLoopPolicy",
    },
    {
      label: "$(clock) Toggle Autoawait",
      description: info?.autoawait === false ? "off" : "on",
      command: "toggleAutoawait",
    },
    { label: "$(output) Show Log", command: "showLog" },
  ];
  const chosen = await vscode.window.showQuickPick(items, { title: "awaitd" });
  if (chosen) await vscode.commands.executeCommand(`awaitd.${chosen.command}`);
}
