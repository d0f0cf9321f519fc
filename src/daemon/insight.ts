// What is known of code without running it: the running session's half, which is asked of its
// kernel, and TypeScript's, joined. Where a kernel ends or takes too long, there is the other half.
import type { Question } from "../../protocol/kernel.ts";
import type { Result } from "../../protocol/methods.ts";
import type { CellSource, LanguageService } from "../language/service.ts";
import type { Session } from "../session/session.ts";
import { settleWithin } from "../std/timeout.ts";
import { completeBoth } from "./completion.ts";
import { inspectBoth } from "./inspection.ts";
import { describeSource } from "./source.ts";

/** How long who types may be kept waiting; a kernel that has to be started takes less. */
const judgementMs = 2000;

/** What can be asked under the name of a method. */
type Asked = Question["type"] & keyof ResultsByName;
type ResultsByName = { [Name in "complete" | "inspect" | "isComplete"]: Result<Name> };

export class Insight {
  /** Without it, all that is known is what the running session knows. */
  readonly language: LanguageService | undefined;

  constructor(language: LanguageService | undefined) {
    this.language = language;
  }

  /** `source`: the cells that count, if others than those that the session has run. */
  complete(
    session: Session,
    { code, cursor }: { code: string; cursor: number },
    source: CellSource = describeSource(session),
  ): Promise<Result<"complete">> {
    const nothing = { matches: [], start: cursor, end: cursor, source: "live" as const };
    const live = this.#ask(session, { type: "complete", code, cursor }, nothing);
    if (!this.language) return live;
    return completeBoth(this.language, source, { code, cursor, live });
  }

  inspect(
    session: Session,
    { code, cursor, detail }: { code: string; cursor: number; detail: 0 | 1 },
    source: CellSource = describeSource(session),
  ): Promise<Result<"inspect">> {
    const nothing = { found: false, data: {} };
    const live = this.#ask(session, { type: "inspect", code, cursor, detail }, nothing);
    if (!this.language) return live;
    return inspectBoth(this.language, source, { code, cursor, detail, live });
  }

  isComplete(session: Session, code: string): Promise<Result<"isComplete">> {
    return this.#ask(session, { type: "isComplete", code }, { status: "unknown" });
  }

  /** `otherwise` is the answer where the kernel ends, or takes too long. */
  #ask<Name extends Asked>(
    session: Session,
    question: Question & { type: Name },
    otherwise: Result<Name>,
  ): Promise<Result<Name>> {
    return settleWithin(judgementMs, session.question(question, otherwise), otherwise);
  }
}
