// The package's entry for Node, `awaitd/client`. The build puts what it makes of this as deep in
// the package as this is, so that both find the program at the same place.
import { join } from "node:path";
import * as connecting from "./connect.ts";

export * from "./api.ts";
export { connect, openChannel, type StartedClient } from "./connect.ts";

export interface StartOptions extends Omit<connecting.StartOptions, "command"> {
  /**
   * Program and arguments of a daemon that speaks over stdio. If left out, the one of this package,
   * on the Node that runs this program.
   */
  command?: readonly string[];
}

/** Starts a daemon for this client alone. It ends with the client. */
export function start(options: StartOptions = {}): Promise<connecting.StartedClient> {
  const launcher = join(import.meta.dirname, "../../src/launch.cjs");
  return connecting.start({ command: [process.execPath, launcher, "--stdio"], ...options });
}
