// A session as TypeScript's half of an answer sees it.
import type { PlainAnswer } from "../../protocol/kernel.ts";
import type { Result } from "../../protocol/methods.ts";
import type { CellSource } from "../language/service.ts";
import { settleWithin } from "../std/timeout.ts";
import type { Session } from "../session/session.ts";

/** The kernel reads a text in far less; where it can't, the text is taken as it is. */
const readMs = 1_000;

export function describeSource(session: Session): CellSource {
  const { cwd, languageId } = session.settings;
  return {
    sessionId: session.sessionId,
    cwd,
    languageId,
    cells: session.cells.all,
    gone: session.cells.gone,
    async plain(code) {
      const otherwise: PlainAnswer = { code };
      const asked = session.question({ type: "plain", code }, otherwise);
      return (await settleWithin(readMs, asked, otherwise)).code;
    },
    async names() {
      const otherwise: Pick<Result<"complete">, "matches"> = { matches: [] };
      const asked = session.question({ type: "complete", code: "", cursor: 0 }, otherwise);
      const { matches } = await settleWithin(readMs, asked, otherwise);
      return new Set(matches.map(({ label }) => label));
    },
  };
}
