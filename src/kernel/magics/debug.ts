import inspector from "node:inspector";
import type { Magic } from "./magic.ts";

const host = "127.0.0.1";
let closesAtExit = false;

export const debug: Magic = {
  names: ["%debug"],
  waits: false,
  doc: `Open the inspector, and tell where a debugger can attach: Chrome's DevTools, an editor.

  %debug                open it, on a free port of this machine; or tell where it is
  %debug PORT           on this port
  %debug off            close it

A \`debugger\` statement then stops a cell where it stands. Whoever attaches can do all that a
cell can; nobody from another machine can attach.`,
  run({ line }, { print }) {
    const url = inspector.url();
    if (line === "off") {
      if (url !== undefined) inspector.close();
      return print(url === undefined ? "the inspector is not open\n" : "the inspector is closed\n");
    }
    if (url === undefined) inspector.open(readPort(line), host);
    closeAtExit();
    print(describeAttaching(inspector.url()!));
  },
};

function readPort(line: string): number {
  const port = Number(line || 0);
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port;
  throw new TypeError(`%debug takes a port or \`off\`, not ${line}`);
}

/** The process would wait until every debugger has gone. */
function closeAtExit(): void {
  if (closesAtExit) return;
  closesAtExit = true;
  process.on("exit", () => {
    if (inspector.url() !== undefined) inspector.close();
  });
}

const devtools = "devtools://devtools/bundled/js_app.html?experiments=true&v8only=true&ws=";

const describeAttaching = (url: string): string => `The inspector is open at ${url}
In Chrome, paste: ${devtools}${url.replace("ws://", "")}
In an editor: attach to Node at ${new URL(url).host}
%debug off closes it.
`;
