// Local TypeScript files, as Node takes them: types are blanked, every place stays.
import { existsSync, readFileSync } from "node:fs";
import { stripTypeScriptTypes, type LoadFnOutput } from "node:module";
import { dirname, join } from "node:path";
import vm from "node:vm";
import type { Version } from "./versions.ts";

export function isTypeScript(path: string): boolean {
  return /\.[cm]?ts$/.test(path);
}

export function loadTypeScript({ path }: Version): LoadFnOutput {
  const source = stripTypeScriptTypes(readFileSync(path, "utf8"));
  return { format: findFormat(path, source), source, shortCircuit: true };
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
