// The supply of kernels. Small on purpose: the first kernel is started before the rest of the
// daemon is loaded, because it is what the first client waits for.
import { fileURLToPath } from "node:url";
import { createKernelHost, type OwnedKernelHost } from "./host/pool.ts";
import type { Log } from "./std/log.ts";

/** The file that starts the programs of `dist/`. */
export const findEntry = (): string => fileURLToPath(new URL("../src/load.cjs", import.meta.url));

/** The program that keeps the history. */
export const findKeeper = (): string =>
  fileURLToPath(new URL("../dist/history.cjs", import.meta.url));

/** `AWAITD_KERNEL_NODE` names another Node for kernels than the daemon's own. */
export const findNode = (): string | undefined => process.env.AWAITD_KERNEL_NODE;

export const startKernels = (log: Log): OwnedKernelHost => {
  const nodePath = findNode();
  const host = createKernelHost({
    kernelEntry: findEntry(),
    log: (message) => log.warn(message),
    ...(nodePath === undefined ? {} : { nodePath }),
  });
  host.warm();
  return host;
};
