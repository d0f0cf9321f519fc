// One session at work: it turns requests, kernel events and timers into events of `step`, and
// performs the actions that come back. It owns the kernel, the journal and the readers. It decides
// nothing that `step` can decide, and knows neither how clients connect nor how a kernel is made.
//
// Order: what an event leads to is recorded before the next event is taken; an answer to `execute`
// reaches its client after all that was recorded before it.
import type { KernelHost } from "../host/handle.ts";
import type { KernelSettings, Question } from "../../protocol/kernel.ts";
import { RpcError } from "../../protocol/errors.ts";
import type { Result } from "../../protocol/methods.ts";
import type { ExecuteParams, InterruptParams, InterruptResult } from "../../protocol/requests.ts";
import type { ExecuteResult, Limits, LoopPolicy, SessionInfo } from "../../protocol/shapes.ts";
import { Audience, type Attached } from "./audience.ts";
import { Inquiry } from "./inquiry.ts";
import type { CellLog } from "./cells.ts";
import { Chronicle, type History } from "./chronicle.ts";
import {
  createModel,
  type ModelSetup,
  type Restart,
  type SessionAction,
  type SessionEvent,
  type SessionModel,
  type Ticket,
} from "./model.ts";
import { KernelSlot } from "./slot.ts";
import { describeState, step } from "./state.ts";
import type { ReaderLink } from "./subscription.ts";
import { Tickets, type ExecuteRequest } from "./tickets.ts";

export interface SessionSetup extends ModelSetup {
  sessionId: string;
  host: KernelHost;
  journalBytes?: number;
  history?: History | undefined;
  /** Called after everything that happened: somebody came or left, something began or ended. */
  onChange?: (session: Session) => void;
}

export class Session {
  readonly sessionId: string;
  readonly history: Chronicle;
  readonly #slot: KernelSlot;
  readonly #onChange: (session: Session) => void;
  readonly #audience: Audience;
  readonly #tickets = new Tickets();
  readonly #inquiry: Inquiry;
  readonly #inbox: SessionEvent[] = [];
  #state: SessionModel;
  #deadline: NodeJS.Timeout | undefined;
  #lastExecution = 0;
  #isPerforming = false;

  constructor(setup: SessionSetup) {
    this.sessionId = setup.sessionId;
    this.#onChange = setup.onChange ?? (() => {});
    this.#state = createModel(setup);
    const countLives = (): number => this.#state.incarnation;
    this.history = new Chronicle(this.sessionId, setup.history, countLives);
    this.#audience = new Audience(setup.sessionId, setup.journalBytes, () => this.#regulate());
    this.#inquiry = new Inquiry({
      sessionId: setup.sessionId,
      findAsker: (ticket) => this.#tickets.findAsker(ticket),
      answer: (answers) => this.#audience.answer(answers),
      take: (event) => this.#take(event),
    });
    this.#slot = new KernelSlot(setup.host, {
      onOpened: (incarnation, { pid, node }) =>
        this.#take({ type: "opened", incarnation, pid, node }),
      onFailed: (incarnation, reason) => this.#take({ type: "openFailed", incarnation, reason }),
      onEvent: (incarnation, event) => this.#take({ type: "kernel", incarnation, event }),
    });
    this.#take({ type: "warm" });
  }

  get info(): SessionInfo {
    const { settings, name, pid, node, executionCount, handed, waiting } = this.#state;
    const running = handed.first()?.place === "running" ? 1 : 0;
    return {
      sessionId: this.sessionId,
      ...(name === undefined ? {} : { name }),
      ...describeState(this.#state),
      autoawait: settings.autoawait,
      runner: settings.runner,
      loopPolicy: settings.loopPolicy,
      languageId: settings.languageId,
      cwd: settings.cwd,
      pid,
      executionCount,
      queueLength: handed.size + waiting.size - running,
      lastSeq: this.#audience.lastSeq,
      node: node ?? process.version,
    };
  }

  /** The state is what it was; but who follows the session is to ask for its `info` again. */
  rename(name: string): void {
    this.#state.name = name;
    const { state } = describeState(this.#state);
    this.#audience.record("session/didChangeState", { state, reason: "renamed" });
  }

  get settings(): KernelSettings {
    return this.#state.settings;
  }

  /** The cells that were started in its kernel, as far as they are kept, in their order. */
  get cells(): Pick<CellLog, "all" | "gone" | "takeAway"> {
    return this.#state.cells;
  }

  get limits(): Limits {
    return this.#state.limits;
  }

  /** True while nobody follows the session and nothing in it was asked to outlive its client. */
  get isAbandoned(): boolean {
    return this.#audience.isEmpty && this.#state.detached === 0;
  }

  /**
   * Resolves when a first kernel has been handed over, or could not be: soon, it need not be ready.
   */
  async opened(): Promise<void> {
    await this.#slot.opened();
  }

  /**
   * A request that is cancelled takes its execution out of the queue, or interrupts it; it still
   * has its result.
   */
  execute(asker: object, params: ExecuteParams, request?: ExecuteRequest): Promise<ExecuteResult> {
    this.#lastExecution += 1;
    const executionId = params.executionId ?? `${this.sessionId}/${this.#lastExecution}`;
    const ticket = this.#tickets.next;
    const answer = this.#ask<ExecuteResult>(
      asker,
      (own) => ({ type: "execute", ticket: own, executionId, params }),
      request,
    );
    request?.onCancelled(() => this.#take({ type: "cancel", ticket }));
    return answer;
  }

  interrupt(params: InterruptParams): Promise<InterruptResult> {
    return this.#ask(this, (ticket) => ({ type: "interrupt", ticket, params }));
  }

  /** Answered whatever runs. `otherwise` is the answer where the kernel ends before it has one. */
  question<T>(question: Question, otherwise: T): Promise<T> {
    return this.#ask(this, (ticket) => ({ type: "question", ticket, question, otherwise }));
  }

  setAutoawait(enabled: boolean): Promise<Result<"setAutoawait">> {
    return this.#ask(this, (ticket) => ({ type: "setAutoawait", ticket, enabled }));
  }

  setRunner(runner: string): Promise<Result<"setRunner">> {
    return this.#ask(this, (ticket) => ({ type: "setRunner", ticket, runner }));
  }

  setLoopPolicy(policy: LoopPolicy): Promise<Result<"setLoopPolicy">> {
    return this.#ask(this, (ticket) => ({ type: "setLoopPolicy", ticket, policy }));
  }

  /** `clearHistory`: of what its cells left, nothing is kept. */
  async restart(change: Restart, clearHistory = false): Promise<SessionInfo> {
    await this.#ask(this, (ticket) => ({ type: "restart", ticket, change, clearHistory }));
    return this.info;
  }

  /** Ends all that runs and waits. Resolves when no process of this session is left. */
  async close(reason: string): Promise<void> {
    this.#take({ type: "close", reason });
    this.#audience.close();
    await this.#slot.gone();
  }

  /**
   * Lets a client follow the session: what it missed since `sinceSeq`, if it says so, then all that
   * comes.
   */
  attach(link: ReaderLink, sinceSeq?: number): Attached {
    const attached = this.#audience.attach(link, sinceSeq);
    this.#onChange(this);
    return attached;
  }

  isAttached(link: ReaderLink): boolean {
    return this.#audience.has(link);
  }

  detach(link: ReaderLink): void {
    this.#audience.detach(link);
    this.#onChange(this);
  }

  /** The client's connection has ended. */
  leave(link: ReaderLink): void {
    const tickets = this.#tickets.listOf(link);
    if (tickets.length > 0) this.#take({ type: "left", tickets });
    this.detach(link);
  }

  #ask<T>(
    asker: object,
    makeEvent: (ticket: Ticket) => SessionEvent,
    request?: ExecuteRequest,
  ): Promise<T> {
    const { ticket, answer } = this.#tickets.take<T>(asker, request);
    this.#take(makeEvent(ticket));
    return answer;
  }

  /** Takes one event; those that come while its actions are performed wait for their turn. */
  #take(event: SessionEvent): void {
    this.#inbox.push(event);
    if (this.#isPerforming) return;
    this.#isPerforming = true;
    try {
      for (let next = this.#inbox.shift(); next; next = this.#inbox.shift()) {
        const { state, actions } = step(this.#state, next);
        this.#state = state;
        for (const action of actions) this.#perform(action);
      }
    } finally {
      this.#isPerforming = false;
    }
    this.#audience.supply();
    this.#regulate();
    this.#onChange(this);
  }

  #perform(action: SessionAction): void {
    switch (action.type) {
      case "stream":
        return this.#audience.write(action);
      case "output":
        return this.#audience.record("output", action.params);
      case "didStart":
        return this.#audience.record("execution/didStart", action.params);
      case "didChangeState":
        return this.#audience.record("session/didChangeState", action.params);
      case "finish":
        return this.#audience.finish(action.result, action.silent, (result) =>
          action.tickets.flatMap((ticket) => this.#tickets.makeAnswer(ticket, result)),
        );
      case "note":
        return this.history.note(action.note);
      case "lookUp":
        return void this.history.lookUp(action).then((found) => this.#take(found));
      case "answer":
        return this.#audience.answer(this.#tickets.makeAnswer(action.ticket, action.value));
      case "refuse":
        this.#tickets.refuse(action.ticket, new RpcError(action.name, action.message, action.data));
        return;
      case "send":
        return this.#slot.send(action.command);
      case "open":
        return this.#slot.open(action);
      case "closeKernel":
        return this.#slot.close();
      case "setDeadline": {
        const { incarnation, generation, ms } = action;
        const expire = (): void => this.#take({ type: "deadline", incarnation, generation });
        this.#clearDeadline();
        this.#deadline = setTimeout(expire, Math.min(ms, 2 ** 31 - 1));
        return;
      }
      case "clearDeadline":
        return this.#clearDeadline();
      case "inquire":
      case "expectReturn":
      case "takeBack":
        return this.#inquiry.perform(action);
    }
  }

  /** Holds the kernel back for readers that are behind, but never what it says of an interrupt. */
  #regulate(): void {
    this.#slot.setPaused(this.#audience.isHoldingBack && this.#state.interrupts.size === 0);
  }

  #clearDeadline(): void {
    clearTimeout(this.#deadline);
  }
}
