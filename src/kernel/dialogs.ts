// The functions by which a cell asks its client: `input` and `password`, which are awaited, and
// what browsers have for it, which stand still until they are answered.
import { EOFError, type Asking, type Inputs } from "./input.ts";

type Options = Pick<Asking, "signal">;

export interface Dialogs {
  input(prompt?: unknown, options?: Options): Promise<string>;
  password(prompt?: unknown, options?: Options): Promise<string>;
  prompt(message?: unknown, byDefault?: unknown): string | null;
  confirm(message?: unknown): boolean;
  alert(message?: unknown): void;
}

export function createDialogs(inputs: Inputs): Dialogs {
  const askFor = async (prompt: unknown, asking: Asking): Promise<string> => {
    const answer = await inputs.ask(String(prompt), asking);
    if (answer === null) throw new EOFError("the end of input came instead of an answer");
    return answer;
  };
  return {
    input: (prompt = "", { signal } = {}) => askFor(prompt, { signal }),
    password: (prompt = "Password: ", { signal } = {}) =>
      askFor(prompt, { password: true, signal }),
    prompt(message = "Prompt", byDefault) {
      const offered = isNothing(byDefault) ? "" : String(byDefault);
      const hint = offered === "" ? "" : `[${offered}] `;
      const answer = inputs.askNow(`${String(message)} ${hint}`);
      return answer === "" ? offered : answer;
    },
    confirm(message = "Confirm") {
      const answer = inputs.askNow(`${String(message)} [y/N] `);
      return answer !== null && /^\s*y(es)?\s*$/i.test(answer);
    },
    alert: (message = "Alert") => void inputs.askNow(`${String(message)} [Enter] `),
  };
}

const isNothing = (value: unknown): boolean => value === undefined || value === null;
