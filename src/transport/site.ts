// What a browser gets by HTTP: the files of the web console, and the exchange of a link's code for
// a cookie. Whose link and whose cookie are good, `SiteOptions` says. The files are few and small:
// they are read once and kept.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { extname, join, relative, sep } from "node:path";
import { gzipSync } from "node:zlib";
import { askForUpgrade } from "./websocket.ts";

export interface Visit {
  host: string | undefined;
  origin: string | undefined;
  cookie: string | undefined;
  port: number;
  secure: boolean;
}

export interface SiteOptions {
  /** Where the files are; the page is its `index.html`. */
  folder: string;
  isHostAllowed(host: string | undefined): boolean;
  recognizes(visit: Visit): boolean;
  /** The cookie for what a page knows, or why it gets none. */
  exchange(
    visit: Visit,
    given: { code?: unknown; token?: unknown },
  ): { cookie: string } | { refused: string };
}

/** Under the path of the endpoint, so that the cookie can be meant for that path alone. */
const accessPath = "/rpc/access";
const mostBytes = 4096;

export const createSite = (options: SiteOptions): RequestListener => {
  let files: ReadonlyMap<string, File> | undefined;
  return (request, response) => {
    const { method = "", headers } = request;
    for (const [name, value] of always) response.setHeader(name, value);
    if (!options.isHostAllowed(headers.host)) {
      return tell(response, 403, "This Host is not allowed; see --allow-host");
    }
    const path = (request.url ?? "/").split("?")[0]!;
    if (path === accessPath) return serveAccess(options, request, response);
    if (path === "/rpc") return askForUpgrade(request, response);
    if (method !== "GET" && method !== "HEAD") {
      response.setHeader("Allow", "GET, HEAD");
      return tell(response, 405, "Only GET and HEAD");
    }
    files ??= readFiles(options.folder);
    const file = files.get(path === "/" ? "/index.html" : path);
    if (file) return serveFile(file, request, response);
    const missing = "The console is not built: npm run build";
    tell(response, 404, files.size === 0 ? missing : "Nothing is here; the console is at /");
  };
};

const always: readonly (readonly [string, string])[] = [
  ["X-Content-Type-Options", "nosniff"],
  ["Referrer-Policy", "no-referrer"],
  ["Cross-Origin-Opener-Policy", "same-origin"],
  ["Cross-Origin-Resource-Policy", "same-origin"],
];

const tell = (response: ServerResponse, status: number, text: string): void => {
  response.writeHead(status, { "Content-Type": "text/plain; charset=utf-8" });
  response.end(`${text}\n`);
};

interface File {
  path: string;
  type: string;
  etag: string;
  whole: Buffer;
  zipped: Buffer | undefined;
}

const types: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

const readFiles = (folder: string): ReadonlyMap<string, File> => {
  const entries = list(folder).map((absolute): [string, File] => {
    const path = `/${relative(folder, absolute).split(sep).join("/")}`;
    const whole = readFileSync(absolute);
    const zipped = gzipSync(whole);
    const type = types[extname(path)] ?? "application/octet-stream";
    const etag = `"${createHash("sha256").update(whole).digest("base64url").slice(0, 22)}"`;
    const file = { path, type, etag, whole };
    return [path, { ...file, zipped: zipped.length < whole.length ? zipped : undefined }];
  });
  return new Map(entries);
};

const list = (folder: string): string[] => {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
};

const serveFile = (file: File, request: IncomingMessage, response: ServerResponse): void => {
  const { headers, method } = request;
  response.setHeader("ETag", file.etag);
  response.setHeader("Vary", "Accept-Encoding");
  // The names of assets change with their content.
  const isLasting = file.path.startsWith("/assets/");
  response.setHeader("Cache-Control", isLasting ? "max-age=31536000, immutable" : "no-cache");
  if (file.type.startsWith("text/html")) {
    response.setHeader("Content-Security-Policy", policyOf(file.path, headers.host ?? ""));
  }
  if (headers["if-none-match"]?.includes(file.etag)) return void response.writeHead(304).end();
  const isZipped = /\bgzip\b/.test(headers["accept-encoding"] ?? "");
  const body = (isZipped && file.zipped) || file.whole;
  if (body === file.zipped) response.setHeader("Content-Encoding", "gzip");
  response.writeHead(200, { "Content-Type": file.type, "Content-Length": body.length });
  response.end(method === "HEAD" ? undefined : body);
};

/**
 * The page talks to its daemon and to nobody else. A frame for what cells show as HTML has an
 * origin of its own, reaches nothing, and may run what is written in it.
 */
const policyOf = (path: string, host: string): string =>
  (path === "/frame.html"
    ? [
        "default-src 'none'",
        "script-src 'unsafe-inline' 'unsafe-eval'",
        "style-src 'unsafe-inline'",
        "img-src data: blob:",
        "font-src data:",
        "media-src data: blob:",
        "form-action 'none'",
        "base-uri 'none'",
        "frame-ancestors 'self'",
        "sandbox allow-scripts",
      ]
    : [
        "default-src 'none'",
        "script-src 'self'",
        // CodeMirror and outputs bring styles along; they reach no other host, either.
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "media-src data: blob:",
        "font-src 'self' data:",
        // Not every browser counts a WebSocket of the same host among 'self'.
        `connect-src 'self' ws://${host} wss://${host}`,
        "frame-src 'self'",
        "form-action 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
      ]
  ).join("; ");

/** GET: may this browser connect? POST with a code or the token: let it. */
const serveAccess = (
  options: SiteOptions,
  request: IncomingMessage,
  response: ServerResponse,
): void => {
  const { headers, socket, method } = request;
  const visit: Visit = {
    host: headers.host,
    origin: headers.origin,
    cookie: headers.cookie,
    port: socket.localPort ?? 0,
    secure: "encrypted" in socket,
  };
  response.setHeader("Cache-Control", "no-store");
  const answer = (body: { authorized: boolean; reason?: string }): void => {
    response.writeHead(200, { "Content-Type": "application/json" });
    response.end(JSON.stringify(body));
  };
  if (method === "GET") return answer({ authorized: options.recognizes(visit) });
  if (method !== "POST") {
    response.setHeader("Allow", "GET, POST");
    return tell(response, 405, "Only GET and POST");
  }
  // Only a page of the same origin can send this type without being asked first whether it may.
  if (headers["content-type"] !== "application/json") {
    return tell(response, 415, "Send application/json");
  }
  readBody(request, (given) => {
    if (!given) return tell(response, 400, "Send an object with a code or a token");
    const outcome = options.exchange(visit, given);
    if ("refused" in outcome) return answer({ authorized: false, reason: outcome.refused });
    response.setHeader("Set-Cookie", outcome.cookie);
    answer({ authorized: true });
  });
};

const readBody = (request: IncomingMessage, take: (body: object | undefined) => void): void => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  request.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes <= mostBytes) chunks.push(chunk);
  });
  request.once("end", () => take(bytes > mostBytes ? undefined : parseObject(chunks)));
};

const parseObject = (chunks: readonly Buffer[]): object | undefined => {
  try {
    const value: unknown = JSON.parse(Buffer.concat(chunks).toString("utf8"));
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    // Whatever is wrong with it: it is no object.
    return undefined;
  }
};
