// Where a daemon is, as one types it: what `awaitd serve` prints, or the part of it that matters.

/** A URL that can be dialled; undefined when it makes no sense. */
export function readAddress(text: string): string | undefined {
  if (text.startsWith("unix:")) return text.length > "unix:".length ? text : undefined;
  if (text.startsWith("/") || text.startsWith("./")) return `unix:${text}`;
  const whole = /^[a-z]+:\/\//i.test(text) ? text : `ws://${text}`;
  if (!URL.canParse(whole)) return undefined;
  const url = new URL(whole);
  const protocols: Record<string, string> = { "http:": "ws:", "https:": "wss:" };
  const protocol = protocols[url.protocol] ?? url.protocol;
  if (protocol !== "ws:" && protocol !== "wss:") return undefined;
  const path = url.pathname === "/" ? "/rpc" : url.pathname;
  return `${protocol}//${url.host}${path}`;
}
