// What magics may do with the session. A setting that one changes holds from the next cell on, and
// the daemon is told.
import { fileURLToPath } from "node:url";
import type { HistoryResult } from "../../protocol/history.ts";
import type { ChangedSettings } from "../../protocol/kernel.ts";
import type { Lookups } from "./lookups.ts";
import type { Loop } from "./loop.ts";
import type { KernelAccess, Settings } from "./magics/magic.ts";
import type { Outbox } from "./outbox.ts";
import type { Realm } from "./realm.ts";
import type { Recall } from "./recall.ts";

export interface Parts {
  realm: Realm;
  recall: Recall;
  loop: Loop;
  outbox: Outbox;
  lookups: Lookups;
}

export function createAccess(parts: Parts): KernelAccess {
  const { realm, recall, lookups } = parts;
  return {
    settings: createSettings(parts),
    names: realm.names,
    globals: realm.globals,
    history: recall,
    queryHistory: (query) => lookups.ask({ type: "history", query }) as Promise<HistoryResult>,
    failures: realm.failures,
    presenter: realm.presenter,
    get magics() {
      return realm.calls.table;
    },
    get directory() {
      return realm.directory;
    },
    get facts() {
      return realm.facts;
    },
    locate: (url, line, column) => locate(realm, url, line, column),
    import: (specifier) => realm.import(specifier),
  };
}

function createSettings({ realm, loop, outbox }: Parts): Settings {
  const tell = (settings: ChangedSettings): void => outbox.event({ type: "changed", settings });
  return {
    get autoawait() {
      return realm.autoawait;
    },
    set autoawait(autoawait) {
      realm.autoawait = autoawait;
      tell({ autoawait });
    },
    get runner() {
      return realm.runner.name;
    },
    set runner(runner) {
      realm.setRunner(runner);
      tell({ runner });
    },
    get loopPolicy() {
      return loop.nextPolicy;
    },
    set loopPolicy(loopPolicy) {
      loop.nextPolicy = loopPolicy;
      tell({ loopPolicy });
    },
    get languageId() {
      return realm.languageId;
    },
  };
}

const ownFolder = new URL("./", import.meta.url);

function locate({ traces }: Realm, url: string, line: number, column: number): string | undefined {
  const isOwn = url.startsWith(ownFolder.href) || url.startsWith(fileURLToPath(ownFolder));
  if (isOwn || url.startsWith("node:internal/")) return undefined;
  const { sources } = traces;
  const id = /^In\[\d+\]#(\d+)$/.exec(url)?.[1];
  if (id === undefined) return sources.locateFile(`${url}:${line}:${column}`);
  const place = sources.locate(Number(id), line, column);
  return place ? `In[${place.executionCount}]:${place.line}:${place.column}` : url;
}
