// Pictures, where the terminal has a way to show them: kitty's protocol, or iTerm2's. What a
// terminal can do is told by its environment; inside of a multiplexer nothing is certain, so there
// is text.
//   https://sw.kovidgoyal.net/kitty/graphics-protocol/
//   https://iterm2.com/documentation-images.html

type Way = "kitty" | "iterm2" | undefined;

const kittyChunk = 4096;
const escape = "\x1b";

/** Which way do pictures take in this terminal? */
export function findWay(env: NodeJS.ProcessEnv): Way {
  const { TERM = "", TERM_PROGRAM = "" } = env;
  if (env["TMUX"] !== undefined || /^(screen|tmux)/.test(TERM)) return undefined;
  if (/kitty|ghostty/.test(TERM) || TERM_PROGRAM === "ghostty" || env["KITTY_WINDOW_ID"])
    return "kitty";
  if (/^(iTerm\.app|WezTerm|mintty|vscode)$/.test(TERM_PROGRAM) || env["LC_TERMINAL"] === "iTerm2")
    return "iterm2";
  if (env["KONSOLE_VERSION"] !== undefined) return "kitty";
  return undefined;
}

export class Images {
  readonly #way: Way;

  constructor(way: Way) {
    this.#way = way;
  }

  /** Undefined where there is no picture, or no way to show it. */
  draw(data: Record<string, unknown>, metadata: Record<string, unknown> = {}): string | undefined {
    const types = this.#way === "kitty" ? ["image/png"] : ["image/png", "image/jpeg", "image/gif"];
    const type = types.find((one) => typeof data[one] === "string");
    if (this.#way === undefined || type === undefined) return undefined;
    const base64 = (data[type] as string).replace(/\s/g, "");
    const { width } = (metadata[type] ?? {}) as { width?: unknown };
    return this.#way === "kitty" ? kitty(base64) : iterm2(base64, width);
  }
}

function kitty(base64: string): string {
  const chunks = base64.match(new RegExp(`.{1,${kittyChunk}}`, "g")) ?? [""];
  return chunks
    .map((chunk, index) => {
      const first = index === 0 ? "a=T,f=100,q=2," : "";
      const more = index < chunks.length - 1 ? 1 : 0;
      return `${escape}_G${first}m=${more};${chunk}${escape}\\`;
    })
    .join("");
}

function iterm2(base64: string, width: unknown): string {
  const bytes = Buffer.byteLength(base64, "base64");
  const size = typeof width === "number" ? `;width=${width}px` : "";
  return `${escape}]1337;File=inline=1;size=${bytes}${size}:${base64}\x07`;
}
