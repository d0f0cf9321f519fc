// What the status bar says of a notebook's session.
import type { KernelState } from "./kernel.ts";

export interface Told {
  text: string;
  tooltip: string;
}

export function describeState({ status, info, interrupting, asks }: KernelState): Told {
  const busy = asks === true ? "waits for input" : "busy";
  const words = {
    none: "no session",
    starting: "starting…",
    idle: "idle",
    busy: interrupting === undefined ? busy : "interrupting…",
    away: "reconnecting…",
    lost: "session lost",
  };
  const icons = {
    none: "circle-outline",
    starting: "loading~spin",
    idle: "circle-filled",
    busy: interrupting === undefined ? "sync~spin" : "debug-stop",
    away: "debug-disconnect",
    lost: "error",
  };
  // What is as it always is need not be told.
  const unusual = info
    ? [
        info.runner === "native" ? "" : info.runner,
        info.loopPolicy === "persistent" ? "" : info.loopPolicy,
        info.autoawait ? "" : "autoawait off",
      ].filter((word) => word !== "")
    : [];
  const details = info
    ? [
        `Session ${info.name ?? info.sessionId} of Node ${info.node}`,
        `Runner ${info.runner}, loop policy ${info.loopPolicy}`,
        `Autoawait ${info.autoawait ? "on" : "off"}`,
        info.cwd,
        "",
        "Click for what can be done",
      ]
    : ["Run a cell to start a session"];
  const text = [`$(${icons[status]}) awaitd`, words[status], ...unusual].join(" · ");
  return { text: text.replace(" · ", ": "), tooltip: details.join("\n") };
}
