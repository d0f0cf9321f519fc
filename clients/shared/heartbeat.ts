// Is the other end still there? A connection may be dead for long before the system says so.
import type { RpcClient } from "./rpc.ts";

/**
 * Asks a daemon that has said nothing for `ms`, and drops the connection when it says nothing for
 * that long again. Returns what ends the watch.
 */
export function watch(rpc: RpcClient, ms: number, isPaused: () => boolean): () => void {
  let heard = rpc.heard;
  let wasAsked = false;
  const timer = setInterval(() => {
    if (isPaused()) return;
    const isSilent = rpc.heard === heard;
    heard = rpc.heard;
    if (isSilent && wasAsked) {
      return rpc.drop(new Error(`The daemon gave no sign of life for ${ms} ms.`));
    }
    // Any answer will do; that none comes is seen at the next beat.
    if (isSilent) rpc.request("session/list").catch(() => {});
    wasAsked = isSilent;
  }, ms);
  return () => clearInterval(timer);
}
