// `util.getCallSites` tells places as V8 knows them, past the hook by which every other stack is
// written: it is brought to what a stack says, places that were typed and no row of ours.
import util, { type CallSiteObject } from "node:util";
import { replaceBuiltin } from "./builtin.ts";
import type { Sources } from "./sources.ts";
import { findVisible, Rows, type Row } from "./stack.ts";

type GetCallSites = (frameCount?: unknown, options?: unknown) => CallSiteObject[];

/** What it tells where nobody says how many, and the most that may be asked for. */
const usualFrames = 10;
const mostFrames = 200;

export class CallSites {
  readonly #rows: Rows;
  #uninstall: () => void = () => {};

  constructor(sources: Sources) {
    this.#rows = new Rows(sources);
  }

  install(): void {
    const original = util.getCallSites as GetCallSites;
    const getCallSites: GetCallSites = (frameCount = usualFrames, options) => {
      const isCount = typeof frameCount !== "object" || frameCount === null;
      const [count, settings] = isCount ? [frameCount, options] : [usualFrames, frameCount];
      // The first is our own. What can't be a count, the original says.
      const isGood = Number.isInteger(count) && (count as number) > 0;
      const more = isGood && (count as number) < mostFrames ? (count as number) + 1 : count;
      return this.#show(original(more, settings).slice(1));
    };
    this.#uninstall = replaceBuiltin(util, "getCallSites", getCallSites);
  }

  uninstall(): void {
    this.#uninstall();
  }

  #show(sites: readonly CallSiteObject[]): CallSiteObject[] {
    const rows = sites.map(({ scriptName, functionName, lineNumber, columnNumber }) => {
      const place = `${scriptName}:${lineNumber}:${columnNumber}`;
      return this.#rows.read(functionName === "" ? place : `${functionName} (${place})`);
    });
    const isVisible = findVisible(rows);
    return sites.flatMap((site, index) => {
      return isVisible(site, index) ? showSite(site, rows[index]!) : [];
    });
  }
}

function showSite(site: CallSiteObject, { frame }: Row): CallSiteObject {
  if (frame?.executionCount === undefined) return site;
  const { executionCount, line, column } = frame;
  return Object.assign(Object.create(null) as CallSiteObject, site, {
    scriptName: `In[${executionCount}]`,
    lineNumber: line,
    columnNumber: column,
    column,
  });
}
