// The supply of kernels. Small on purpose: the first kernel is started before the rest of the
// daemon is loaded, because it is what the first client waits for.
import { fileURLToPath } from "node:url";
import { createKernelHost, type OwnedKernelHost } from "./host/pool.ts";
import type { Log } from "./std/log.ts";

/** `AWAITD_KERNEL_NODE` names another Node for kernels than the daemon's own. */
export const startKernels = (log: Log): OwnedKernelHost => {
  const nodePath = process.env.AWAITD_KERNEL_NODE;
  const host = createKernelHost({
    kernelEntry: fileURLToPath(new URL("../src/load.cjs", import.meta.url)),
    log: (message) => log.warn(message),
    ...(nodePath === undefined ? {} : { nodePath }),
  });
  host.warm();
  return host;
};
