// Bundles the extension to `dist/vscode`, and makes of it the `.vsix` that VS Code installs.
import { copyFileSync, mkdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { createVSIX } from "@vscode/vsce";
import { build } from "esbuild";

const here = import.meta.dirname;
const root = join(here, "..", "..");

/** Returns the path of the package. */
export async function packageExtension(folder: string): Promise<string> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(here, "manifest.json"), join(folder, "package.json"));
  for (const name of ["README.md", "icon.png"]) copyFileSync(join(here, name), join(folder, name));
  copyFileSync(join(root, "LICENSE"), join(folder, "LICENSE"));
  await bundleExtension(join(folder, "extension.cjs"));
  const packagePath = join(folder, "awaitd.vsix");
  const options = { cwd: folder, packagePath, dependencies: false, skipLicense: false };
  await createVSIX({ ...options, allowMissingRepository: true });
  return packagePath;
}

async function bundleExtension(outfile: string): Promise<void> {
  await build({
    entryPoints: [join(here, "extension.ts")],
    outfile,
    bundle: true,
    format: "cjs",
    platform: "node",
    target: "node22",
    minify: true,
    logLevel: "warning",
    external: ["vscode"],
  });
}

if (import.meta.main) {
  const path = await packageExtension(join(root, "dist", "vscode"));
  console.log(`${path}: ${Math.ceil(statSync(path).size / 1024)} KiB`);
}
