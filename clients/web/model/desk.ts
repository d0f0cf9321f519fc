// All that the page has open: the connection to the daemon, the sessions and which of them is
// shown. It knows what a session tells and what its user wants, and nothing of how it looks.
import { computed, signal, type Signal } from "@preact/signals";
import type { SessionInfo } from "../../../protocol/shapes.ts";
import { dialClient, type Client, type Dial } from "../../shared/client.ts";
import type { ConnectionEvent } from "../../shared/reconnect.ts";
import type { Session } from "../../shared/session.ts";
import type { Cell, CellDraft } from "./cell.ts";
import { LanguageDesk } from "./language.ts";
import { Notebook } from "./notebook.ts";
import { showSaved } from "./paper.ts";
import type { Drafts } from "./storage.ts";
import { Workspace } from "./workspace.ts";

export interface DeskSetup {
  dial: Dial;
  drafts: Drafts;
  schedule: (draw: () => void) => void;
  /** A session that was shown when the page was left. */
  wanted: string | undefined;
}

type Early = { method: string; params: unknown }[];

export type Link =
  | { phase: "open"; replayed?: number }
  | { phase: "lost"; attempt: number; reason: string }
  | { phase: "closed"; reason: string };

export class Desk {
  readonly workspaces: Signal<Workspace[]> = signal([]);
  readonly shownId: Signal<string> = signal("");
  /** Sessions of the daemon that are not open here. */
  readonly others: Signal<SessionInfo[]> = signal([]);
  readonly link: Signal<Link> = signal({ phase: "open" });
  /** What went wrong, for the user; the newest last. */
  readonly complaints: Signal<{ id: number; text: string }[]> = signal([]);
  readonly shown = computed(() => this.find(this.shownId.value) ?? this.workspaces.value[0]);
  readonly client: Client;
  readonly language: LanguageDesk;
  readonly #setup: DeskSetup;
  /** Of sessions whose workspace is still being made. */
  readonly #early: Early;
  #lastComplaint = 0;

  static async open(setup: DeskSetup): Promise<Desk> {
    const early: Early = [];
    const { dial, wanted } = setup;
    const options = {
      clientInfo: { name: "console" },
      onNotification: (method: string, params: unknown) => void early.push({ method, params }),
      reconnect: true,
    };
    const attach = wanted === undefined ? {} : { attach: wanted, sinceSeq: 0 };
    const client = await dialClient(dial, { ...options, session: attach }).catch((error) => {
      // It is no more: the daemon was started anew, or the session was idle for long.
      if (wanted === undefined || (error as { code?: number }).code === undefined) throw error;
      return dialClient(dial, options);
    });
    return new Desk(client, setup, early);
  }

  private constructor(client: Client, setup: DeskSetup, early: Early) {
    this.client = client;
    this.#setup = setup;
    this.#early = early;
    this.language = new LanguageDesk(client);
    client.onNotification((method, params) => this.#take(method, params));
    client.onConnection((event) => this.#onConnection(event));
    const { wanted, drafts } = setup;
    // The session is no more, and its names; but not what was written.
    if (wanted !== undefined && wanted !== client.session.id) {
      drafts.write(client.session.id, drafts.read(wanted));
    }
    this.show(this.#hold(client.session));
    void this.attempt(this.list());
  }

  find(sessionId: string): Workspace | undefined {
    return this.workspaces.value.find(({ id }) => id === sessionId);
  }

  show(workspace: Workspace): void {
    this.shownId.value = workspace.id;
  }

  /** A session of its own, which is then shown. */
  async create(name?: string): Promise<void> {
    const session = await this.client.createSession(name === undefined ? {} : { name });
    this.show(this.#hold(session));
  }

  /** Opens one that somebody else has made, or this page before. */
  async attach(sessionId: string): Promise<void> {
    const { handle } = await this.client.attach(sessionId, 0);
    this.show(this.find(sessionId) ?? this.#hold(handle));
    await this.list();
  }

  /** Ends a session for all that follow it. */
  async close(workspace: Workspace): Promise<void> {
    if (!workspace.isClosed.value) await workspace.session.close();
    await this.#leave(workspace);
  }

  /** Closes it here; it goes on, and can be opened again. */
  async detach(workspace: Workspace): Promise<void> {
    if (!workspace.isClosed.value) await workspace.session.detach();
    await this.#leave(workspace);
  }

  async list(): Promise<void> {
    const sessions = await this.client.sessions();
    this.others.value = sessions.filter(({ sessionId }) => !this.find(sessionId));
  }

  save(workspace: Workspace): void {
    const cells = workspace.notebook.cells.value.map(draftOf);
    this.#setup.drafts.write(workspace.id, cells);
  }

  /** Says what went wrong with something that the user has asked for. */
  async attempt(work: Promise<unknown>): Promise<void> {
    try {
      await work;
    } catch (error) {
      this.complain(error instanceof Error ? error.message : String(error));
    }
  }

  complain(text: string): void {
    const id = ++this.#lastComplaint;
    this.complaints.value = [...this.complaints.value.slice(-4), { id, text }];
  }

  dismiss(id: number): void {
    this.complaints.value = this.complaints.value.filter((each) => each.id !== id);
  }

  /** The same cells in a fresh session, in the place of one that has ended. */
  async renew(workspace: Workspace): Promise<void> {
    const cells = workspace.notebook.cells.value.map(draftOf);
    const session = await this.client.createSession({ name: workspace.name });
    this.#setup.drafts.write(session.id, cells);
    this.show(this.#hold(session));
    this.#drop(workspace);
  }

  #hold(session: Session): Workspace {
    const workspace = new Workspace({
      session,
      notebook: new Notebook(this.#setup.drafts.read(session.id)),
      describe: () => this.client.request("session/info", { sessionId: session.id }),
      schedule: this.#setup.schedule,
    });
    for (const cell of workspace.notebook.cells.value) showSaved(workspace, cell);
    this.language.open(workspace);
    this.workspaces.value = [...this.workspaces.value, workspace];
    for (const { method, params } of this.#early.splice(0)) this.#take(method, params);
    return workspace;
  }

  #drop(workspace: Workspace): void {
    this.language.close(workspace.id);
    this.workspaces.value = this.workspaces.value.filter((each) => each !== workspace);
  }

  async #leave(workspace: Workspace): Promise<void> {
    this.#drop(workspace);
    const [next] = this.workspaces.value;
    if (next) this.show(next);
    else await this.create();
    await this.list();
  }

  #take(method: string, params: unknown): void {
    const { sessionId } = params as { sessionId?: string };
    if (method === "textDocument/publishDiagnostics") return this.language.onDiagnostics(params);
    if (sessionId === undefined) return;
    const workspace = this.find(sessionId);
    if (workspace) workspace.take(method, params);
    else this.#early.push({ method, params });
  }

  #onConnection(event: ConnectionEvent): void {
    if (event.type === "disconnected") {
      this.link.value = { phase: "lost", attempt: 0, reason: event.error?.message ?? "" };
    } else if (event.type === "reconnecting") {
      const { attempt, error } = event;
      this.link.value = { phase: "lost", attempt, reason: error?.message ?? "" };
    } else if (event.type === "reconnected") {
      this.link.value = { phase: "open", replayed: event.replayed };
      for (const id of event.lostSessions) this.#onLost(id);
      this.language.reopen();
      void this.attempt(this.#refresh());
    } else this.link.value = { phase: "closed", reason: event.error?.message ?? "" };
  }

  async #refresh(): Promise<void> {
    const open = this.workspaces.value.filter(({ isClosed }) => !isClosed.value);
    await Promise.all([this.list(), ...open.map((workspace) => workspace.refresh())]);
  }

  /** Its names are gone; its cells are not. */
  #onLost(sessionId: string): void {
    const workspace = this.find(sessionId);
    if (workspace) workspace.isClosed.value = true;
  }
}

export const draftOf = (cell: Cell): CellDraft => ({
  id: cell.id,
  kind: cell.kind.value,
  code: cell.code.value,
  kept: cell.kept,
});
