// Local TypeScript files: their types are erased, as Node would, and what Node would refuse, enums,
// namespaces, parameter properties, decorators, is lowered.
import { existsSync, readFileSync } from "node:fs";
import type { LoadFnOutput } from "node:module";
import { dirname, join } from "node:path";
import vm from "node:vm";
import { eraseModule, type Locate } from "../compiler/module-source.ts";
import { createSyntaxError } from "./syntax.ts";
import type { Version } from "./versions.ts";

/** Is told where places of a file's code, under the name that V8 has for it, are in the file. */
export type OnMapped = (name: string, key: string, locate: Locate) => void;

export function isTypeScript(path: string): boolean {
  return /\.[cm]?ts$/.test(path);
}

export function loadTypeScript({ path, key, url }: Version, onMapped: OnMapped): LoadFnOutput {
  const outcome = eraseModule(readFileSync(path, "utf8"));
  if ("problem" in outcome) throw createSyntaxError(outcome.problem, path, outcome.position);
  const { code, locate } = outcome;
  if (locate) onMapped(url, key, locate);
  const name = locate ? url : key;
  const source = `${code}\n//# sourceURL=${name}`;
  return { format: findFormat(path, code), source, shortCircuit: true };
}

function findFormat(path: string, source: string): "commonjs" | "module" {
  if (/\.[cm]ts$/.test(path)) return path.endsWith(".mts") ? "module" : "commonjs";
  const type = findPackageType(dirname(path));
  if (type === "module" || type === "commonjs") return type;
  return isModuleSource(source) ? "module" : "commonjs";
}

/** `type` of the nearest package.json. */
function findPackageType(folder: string): unknown {
  const path = join(folder, "package.json");
  if (existsSync(path)) return (JSON.parse(readFileSync(path, "utf8")) as { type?: unknown }).type;
  return dirname(folder) === folder ? undefined : findPackageType(dirname(folder));
}

/** As Node decides where no package.json says it: what does not compile as CommonJS is a module. */
export function isModuleSource(source: string): boolean {
  try {
    vm.compileFunction(source, ["exports", "require", "module", "__filename", "__dirname"]);
    return false;
  } catch {
    return true;
  }
}
