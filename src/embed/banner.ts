import type { Listening } from "./embed.d.cts";

/** One line: what to type in another terminal. */
export function describeListening({ url, token }: Listening): string {
  const shown = url.startsWith("unix:") ? url : `${url} --token ${token}`;
  return (
    `awaitd: a session is open in process ${process.pid}: ` +
    `echo 'await 6 * 7' | npx awaitd run --print --connect ${shown} -` +
    " (a cell that calls leave() ends it)\n"
  );
}
