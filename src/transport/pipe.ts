// Local sockets with Content-Length frames. `--pipe` and `--socket`: the client listens and we
// dial, as LSP has it. `unix:PATH`: we listen, and the file system says who may come in.
import { chmod, lstat, unlink } from "node:fs/promises";
import { connect, createServer, type NetConnectOpts, type Server, type Socket } from "node:net";
import { serveFramed } from "./framed.ts";
import type { Listener, TransportOptions } from "./transport.ts";

const dial = async (target: NetConnectOpts, name: string): Promise<Socket> => {
  const socket = connect(target);
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  socket.once("connect", resolve).once("error", reject);
  try {
    await promise;
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    throw new Error(`nobody listens at ${name}: ${code ?? message}`, { cause });
  }
  socket.off("error", reject);
  return socket;
};

/**
 * Connects to the client's named pipe or unix socket; the signal is aborted when the client has
 * gone.
 */
export const dialPipe = async (path: string, options: TransportOptions): Promise<AbortSignal> => {
  const socket = await dial({ path }, path);
  return serveFramed(socket, socket, { transport: "pipe", authorized: true }, options);
};

/**
 * Connects to the client's TCP port on this machine; the signal is aborted when the client has
 * gone.
 */
export const dialSocket = async (port: number, options: TransportOptions): Promise<AbortSignal> => {
  const socket = await dial({ host: "127.0.0.1", port }, `127.0.0.1:${port}`);
  socket.setNoDelay(true);
  return serveFramed(socket, socket, { transport: "socket", authorized: true }, options);
};

/**
 * Listens at a path that only this user can open. A socket file that nobody listens at any more
 * is replaced.
 */
export const listenUnix = async (path: string, options: TransportOptions): Promise<Listener> => {
  await removeStale(path);
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    serveFramed(socket, socket, { transport: "unix", authorized: true }, options);
  });
  await bind(server, path);
  server.on("error", (error) => options.report(error, path));
  await chmod(path, 0o600);
  const close = async (): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<void>();
    server.close(() => resolve());
    for (const socket of sockets) socket.destroy();
    await promise;
  };
  return { url: `unix:${path}`, close };
};

const bind = async (server: Server, path: string): Promise<void> => {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once("error", reject).once("listening", resolve);
  // The file is made during this call: nobody else may open it, not even before its mode is set.
  const mask = process.umask(0o177);
  try {
    server.listen(path);
  } finally {
    process.umask(mask);
  }
  try {
    await promise;
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const hint =
      Buffer.byteLength(path) > 100 ? " (a socket's path has at most about 100 bytes)" : "";
    throw new Error(`cannot listen at ${path}: ${code ?? message}${hint}`, { cause });
  }
  server.off("error", reject);
};

const removeStale = async (path: string): Promise<void> => {
  const found = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (!found) return;
  if (!found.isSocket())
    throw new Error(`cannot listen at ${path}: a file that is no socket is in the way`);
  const alive = await dial({ path }, path).catch(() => undefined);
  if (alive) {
    alive.destroy();
    throw new Error(`cannot listen at ${path}: somebody else does`);
  }
  await unlink(path);
};
