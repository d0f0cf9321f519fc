// Where `--listen=URL` may point, and which transport serves it.
import { listenUnix } from "./pipe.ts";
import type { Listener } from "./transport.ts";
import { listenWebSocket, type WebSocketOptions } from "./websocket.ts";

const forms = "ws://HOST:PORT, wss://HOST:PORT or unix:PATH";

/** Listens at `ws://HOST:PORT[/rpc]`, `wss://…` or `unix:PATH`; port 0 is any free port. */
export const listen = async (url: string, options: WebSocketOptions): Promise<Listener> => {
  if (url.startsWith("unix:")) {
    const path = url.slice("unix:".length);
    if (path === "") throw new Error(`cannot listen at ${url}: expected unix:PATH`);
    return listenUnix(path, options);
  }
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed || (parsed.protocol !== "ws:" && parsed.protocol !== "wss:")) {
    throw new Error(`cannot listen at ${url}: expected ${forms}`);
  }
  if (parsed.pathname !== "/" && parsed.pathname !== "/rpc") {
    throw new Error(`cannot listen at ${url}: the path is /rpc`);
  }
  const secure = parsed.protocol === "wss:";
  if (secure && !options.tls) {
    throw new Error(`cannot listen at ${url}: wss needs --tls-cert and --tls-key`);
  }
  const host = parsed.hostname.replace(/^\[(.*)\]$/, "$1");
  const defaultPort = secure ? 443 : 80;
  const port = parsed.port === "" ? defaultPort : Number(parsed.port);
  return listenWebSocket(host, port, { ...options, tls: secure ? options.tls : undefined });
};
