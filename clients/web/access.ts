// How the page gets in: by the code that its link brought, by the cookie of an earlier visit, or by
// the token, which somebody types. The code is taken out of the address before anything else.

const accessUrl = new URL("rpc/access", document.baseURI);

export const endpoint = (): string => new URL("rpc", document.baseURI).href.replace(/^http/, "ws");

export type Entry = { entered: true } | { entered: false; reason: string };

/** What the address brought behind its `#`; a code is removed from there. */
export function takeFragment(): URLSearchParams {
  const found = new URLSearchParams(location.hash.slice(1));
  const code = found.get("code");
  if (code !== null) {
    const rest = new URLSearchParams(found);
    rest.delete("code");
    const { pathname, search } = location;
    const fragment = rest.size === 0 ? "" : `#${rest.toString()}`;
    history.replaceState(null, "", `${pathname}${search}${fragment}`);
  }
  return found;
}

/** With a link's code, or by the cookie that is there. */
export async function enter(code: string | null): Promise<Entry> {
  const refused = code === null ? undefined : await exchange({ code });
  if (refused?.entered) return refused;
  const { authorized } = await readAnswer(await fetch(accessUrl));
  if (authorized) return { entered: true };
  return { entered: false, reason: refused?.reason ?? "" };
}

export async function exchange(given: { code: string } | { token: string }): Promise<Entry> {
  const response = await fetch(accessUrl, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(given),
  });
  const { authorized, reason } = await readAnswer(response);
  return authorized ? { entered: true } : { entered: false, reason: reason ?? "" };
}

async function readAnswer(response: Response): Promise<{ authorized: boolean; reason?: string }> {
  if (!response.ok) throw new Error(`The daemon says: ${(await response.text()).trim()}`);
  return (await response.json()) as { authorized: boolean; reason?: string };
}
