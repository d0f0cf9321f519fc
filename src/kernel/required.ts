// `require()` of an ES module that changed. Node keeps what it loaded for `require` under its path,
// and knows no versions: so a later version gets a CommonJS module in its place, which requires a
// small ES module, which exports what that version does.
import type { LoadFnOutput, ResolveFnOutput } from "node:module";
import { isModuleSource } from "./typescript.ts";
import type { Version } from "./versions.ts";

/** The small modules, by their URL: `%23` makes a path of what is a fragment in the version's. */
const bridges = new Map<string, string>();

/** Undefined when the loaded module is CommonJS. */
export function createRequired(version: Version, loaded: LoadFnOutput): LoadFnOutput | undefined {
  const { format } = loaded;
  const isModule = format === "module" || (!format && isModuleSource(readSource(loaded)));
  if (!isModule) return undefined;
  const from = JSON.stringify(version.url);
  const whole = addBridge(
    version,
    "",
    `import * as all from ${from}; export { all as "module.exports" };`,
  );
  const marked = addBridge(version, "d", `export * from ${from}; export { default } from ${from};`);
  const code = `const all = require(${whole});
if ("module.exports" in all) module.exports = all["module.exports"];
else if ("default" in all && !("__esModule" in all)) module.exports = require(${marked});
else module.exports = all;`;
  return { format: "commonjs", source: code, shortCircuit: true };
}

export function readSource({ source = "" }: LoadFnOutput): string {
  return typeof source === "string" ? source : Buffer.from(source as Uint8Array).toString();
}

/** Returns its URL as a literal. */
function addBridge({ url }: Version, suffix: string, source: string): string {
  const bridge = url.replace("#", "%23") + suffix;
  bridges.set(bridge, source);
  return JSON.stringify(bridge);
}

/** What a bridge resolves to, and what it loads. */
export function findRequired(url: string): (ResolveFnOutput & LoadFnOutput) | undefined {
  const source = bridges.get(url);
  return source === undefined ? undefined : { url, format: "module", source };
}
