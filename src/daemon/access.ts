// Who may connect: the token, the Host and Origin of an upgrade, and which addresses may be
// listened at. Pure but for the token file. Knows no sockets: a transport shows what a client
// says of itself and gets a verdict.
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { open, rename, rm, type FileHandle } from "node:fs/promises";
import { isIP } from "node:net";

export interface AccessPolicy {
  token: string;
  /** Host names, beside IP literals and `localhost`, under which this daemon may be called. */
  allowHosts: readonly string[];
  /** Origins of web pages, beside the daemon's own, that may connect; as `https://example.com`. */
  allowOrigins: readonly string[];
}

export interface Handshake {
  host: string | undefined;
  origin: string | undefined;
  authorization: string | undefined;
  protocols: readonly string[];
  /** Was this browser let in by a link, or a form? */
  isRecognized?: boolean;
}

export type Admission =
  { admitted: true; authorized: boolean } | { admitted: false; status: 401 | 403; reason: string };

const tokenProtocol = "awaitd.token.";

export const createToken = (): string => randomBytes(32).toString("base64url");

/** Takes the same time wherever the two differ, and whatever their lengths. */
export const tokenMatches = (given: string, token: string): boolean => {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(token));
};

/**
 * Judges an upgrade. A web page reaches a daemon on loopback by a name of its own that resolves
 * there (DNS rebinding), or straight from a foreign origin; the first is told by Host, the second
 * by Origin.
 */
export const admit = (policy: AccessPolicy, handshake: Handshake): Admission => {
  if (!isHostAllowed(handshake.host, policy.allowHosts)) {
    return forbid(`Host ${quote(handshake.host)} is not allowed; see --allow-host`);
  }
  if (!isOriginAllowed(handshake, policy.allowOrigins)) {
    return forbid(`Origin ${quote(handshake.origin)} is not allowed; see --allow-origin`);
  }
  const given = findToken(handshake);
  if (given === undefined) {
    // A cookie comes along whoever asks; so it counts for the daemon's own page alone.
    return {
      admitted: true,
      authorized: handshake.isRecognized === true && isOwnOrigin(handshake),
    };
  }
  if (tokenMatches(given, policy.token)) return { admitted: true, authorized: true };
  return { admitted: false, status: 401, reason: "the token is not this daemon's" };
};

const forbid = (reason: string): Admission => ({ admitted: false, status: 403, reason });

const quote = (text: string | undefined): string => JSON.stringify((text ?? "").slice(0, 100));

const findToken = ({ authorization, protocols }: Handshake): string | undefined => {
  const bearer = /^Bearer +(\S+) *$/i.exec(authorization ?? "")?.[1];
  const offered = protocols.find((name) => name.startsWith(tokenProtocol));
  return bearer ?? offered?.slice(tokenProtocol.length);
};

/** "example.com:8080" → its parts, lower case, or nothing when it is no host. */
const parseHost = (host: string, scheme = "http:"): URL | undefined => {
  if (/[/@?#\\\s]/.test(host)) return undefined;
  const text = `${scheme}//${host}`;
  return URL.canParse(text) ? new URL(text) : undefined;
};

const unbracket = (hostname: string): string => hostname.replace(/^\[(.*)\]$/, "$1");

export const isHostAllowed = (host: string | undefined, allowHosts: readonly string[]): boolean => {
  const parsed = parseHost(host ?? "");
  if (!parsed) return false;
  const name = unbracket(parsed.hostname).replace(/\.$/, "");
  if (isIP(name) !== 0 || name === "localhost") return true;
  return allowHosts.some((allowed) => parseHost(allowed)?.hostname.replace(/\.$/, "") === name);
};

const isOriginAllowed = (handshake: Handshake, allowOrigins: readonly string[]): boolean => {
  const given = handshake.origin?.toLowerCase();
  if (given === undefined) return true;
  if (allowOrigins.some((allowed) => allowed.toLowerCase().replace(/\/$/, "") === given))
    return true;
  return isOwnOrigin(handshake);
};

/** Is it a page that this daemon has served? */
export const isOwnOrigin = ({ host, origin }: Pick<Handshake, "host" | "origin">): boolean => {
  if (origin === undefined || !URL.canParse(origin)) return false;
  const { protocol, host: originHost } = new URL(origin);
  if (protocol !== "http:" && protocol !== "https:") return false;
  return parseHost(host ?? "", protocol)?.host === originHost;
};

const isLoopback = (hostname: string): boolean => {
  const name = unbracket(hostname);
  return name === "localhost" || name === "::1" || (isIP(name) === 4 && name.startsWith("127."));
};

/**
 * Throws what to add when `url` would let other machines in and nobody said that they may, or
 * unencrypted.
 */
export const checkListenUrl = (
  url: string,
  { allowRemote, tls }: { allowRemote: boolean; tls: boolean },
): void => {
  if (url.startsWith("unix:") || !URL.canParse(url)) return;
  const { protocol, hostname } = new URL(url);
  if (isLoopback(hostname)) return;
  const missing = [];
  if (!allowRemote) missing.push("--allow-remote");
  if (!tls) missing.push("--tls-cert=FILE and --tls-key=FILE");
  if (protocol !== "wss:") missing.push(`a wss: URL (${url.replace(/^ws:/, "wss:")})`);
  if (missing.length === 0) return;
  throw new Error(
    `${url} can be reached from other machines; to allow it add ${missing.join(", ")}`,
  );
};

/** Writes the token where only this user can read it, in place of any file that was there. */
export const writeTokenFile = async (path: string, token: string): Promise<void> => {
  const draft = `${path}.${randomBytes(6).toString("hex")}`;
  const file = await open(draft, "wx", 0o600);
  try {
    await file.writeFile(`${token}\n`);
    await file.close();
    await rename(draft, path);
  } catch (error) {
    await file.close();
    await rm(draft, { force: true });
    throw error;
  }
};

/** Reads a token file; one that others can read is refused, for its token is no secret. */
export const readTokenFile = async (path: string): Promise<string> => {
  const file = await open(path, "r");
  try {
    await checkPrivate(file, path);
    const token = (await file.readFile("utf8")).trim();
    if (!/^[\w.~+/=-]{16,}$/.test(token)) {
      throw new Error(`${path}: expected a token of at least 16 letters and digits`);
    }
    return token;
  } finally {
    await file.close();
  }
};

const checkPrivate = async (file: FileHandle, path: string): Promise<void> => {
  const { mode, uid } = await file.stat();
  if ((mode & 0o077) !== 0) {
    throw new Error(`${path} can be read by others: chmod 600 it, and change the token`);
  }
  const own = process.getuid?.() ?? uid;
  if (uid !== own) throw new Error(`${path} belongs to another user`);
};
