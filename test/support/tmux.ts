// A real terminal: a window of tmux, with a server of its own that ends with the test. Keys go in
// as a user's do, and what stands in the window is waited for, never a time.
import { execFileSync } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";

const limitMs = 15_000;
const lookEveryMs = 30;

export interface WindowOptions {
  columns?: number;
  rows?: number;
  env?: Record<string, string>;
}

export interface Window {
  /** What is typed as text, and then the keys by tmux' names: `Enter`, `C-c`, `Up`. */
  type(text: string, ...keys: string[]): void;
  /** As one pastes: bracketed, where the program has asked for that. */
  paste(text: string): void;
  /** Without blanks at ends of lines; with colours if asked for. */
  text(withColours?: boolean): string;
  /** Resolves when it shows this, with all that it shows; fails when that takes too long. */
  shows(expected: string | RegExp): Promise<string>;
  resize(columns: number, rows: number): void;
}

export class Tmux {
  readonly #name = `awaitd-${process.pid}`;
  #count = 0;

  /**
   * Runs the command in a window, by a shell, which then says `[ended: STATUS]` and stays: what a
   * program says last, tmux may lose with its window.
   */
  open(command: string, { columns = 80, rows = 24, env = {} }: WindowOptions = {}): Window {
    const target = `w${++this.#count}`;
    const size = ["-x", String(columns), "-y", String(rows)];
    const settings = Object.entries(env).flatMap(([key, value]) => ["-e", `${key}=${value}`]);
    const whole = `${command}; echo "[ended: $?]"; exec cat`;
    this.#run(["new-session", "-d", "-s", target, ...size, ...settings, whole]);

    const text = (withColours = false): string =>
      this.#run(["capture-pane", "-t", target, "-p", ...(withColours ? ["-e"] : [])])
        .split("\n")
        .map((line) => line.trimEnd())
        .join("\n")
        .trimEnd();

    async function shows(expected: string | RegExp): Promise<string> {
      for (const deadline = performance.now() + limitMs; ;) {
        const shown = text();
        if (typeof expected === "string" ? shown.includes(expected) : expected.test(shown))
          return shown;
        if (performance.now() > deadline)
          throw new Error(`It never showed ${String(expected)}, but\n${shown}`);
        await sleep(lookEveryMs);
      }
    }

    return {
      type: (typed, ...keys) => {
        // tmux takes a semicolon at the end for the end of its own command.
        if (typed !== "")
          this.#run(["send-keys", "-t", target, "-l", "--", typed.replace(/;$/, "\\;")]);
        if (keys.length > 0) this.#run(["send-keys", "-t", target, ...keys]);
      },
      paste: (pasted) => {
        this.#run(["set-buffer", "-b", target, "--", pasted]);
        this.#run(["paste-buffer", "-p", "-b", target, "-t", target]);
      },
      text,
      shows,
      resize: (width, height) =>
        void this.#run(["resize-window", "-t", target, "-x", `${width}`, "-y", `${height}`]),
    };
  }

  close(): void {
    this.#run(["kill-server"]);
  }

  #run(args: readonly string[]): string {
    return execFileSync("tmux", ["-L", this.#name, "-f", "/dev/null", ...args], {
      encoding: "utf8",
    });
  }
}
