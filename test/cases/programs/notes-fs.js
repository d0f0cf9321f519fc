// Notes on disk: files, folders, links, streams and watching, in a temporary folder that is taken away again.

// %%
import { mkdtemp, mkdir, writeFile, readFile, appendFile, readdir, rm, rename, stat, symlink, readlink, copyFile, open, opendir, access, glob } from "node:fs/promises";
import { createReadStream, createWriteStream, existsSync, constants } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, basename, extname, sep } from "node:path";
import { pipeline } from "node:stream/promises";
import { createInterface } from "node:readline";

const folder = await mkdtemp(join(tmpdir(), "awaitd-notes-"));
const inside = (...parts) => join(folder, ...parts);
console.log(basename(folder).startsWith("awaitd-notes-"));

// %%
const notes = {
  "2024/01/winter.md": "# Winter\ntags: cold, snow\n\nIt snowed.\nSee [spring](../04/spring.md).\n",
  "2024/04/spring.md": "# Spring\ntags: rain, green\n\nIt rained.\nSee [nothing](../05/gone.md).\n",
  "2023/12/christmas.md": "# Christmas\ntags: snow, family\n\nSee [winter](../../2024/01/winter.md).\n",
  "inbox.txt": "buy milk\n",
};
for (const [path, text] of Object.entries(notes)) {
  await mkdir(inside(path, ".."), { recursive: true });
  await writeFile(inside(path), text);
}
await appendFile(inside("inbox.txt"), "call home\n");
console.log(await readFile(inside("inbox.txt"), "utf8"));

// %% a walk, by hand and by the library
async function* walk(path) {
  for await (const entry of await opendir(path)) {
    const full = join(path, entry.name);
    if (entry.isDirectory()) yield* walk(full);
    else yield relative(folder, full).replaceAll(sep, "/");
  }
}
const byHand = (await Array.fromAsync(walk(folder))).sort();
const byLibrary = (await readdir(folder, { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile())
  .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
  .sort();
console.log(byHand);
console.log("the same:", byHand.join() === byLibrary.join());

// %% an index of tags, and links that lead nowhere
const tags = new Map();
const dangling = [];
for (const path of byHand.filter((p) => extname(p) === ".md")) {
  const text = await readFile(inside(path), "utf8");
  const [, title] = /^# (.*)$/m.exec(text);
  for (const tag of /^tags: (.*)$/m.exec(text)[1].split(", ")) tags.set(tag, [...(tags.get(tag) ?? []), title]);
  for (const [, label, target] of text.matchAll(/\[(.*?)\]\((.*?)\)/g)) {
    if (!existsSync(join(inside(path), "..", target))) dangling.push(`${path}: ${label}`);
  }
}
console.log(Object.fromEntries([...tags].sort()));
console.log({ dangling });

// %% moved, copied, linked
await rename(inside("inbox.txt"), inside("2024", "inbox.txt"));
await copyFile(inside("2024/inbox.txt"), inside("backup.txt"), constants.COPYFILE_EXCL);
await copyFile(inside("2024/inbox.txt"), inside("backup.txt"), constants.COPYFILE_EXCL).catch(({ code }) => console.log(code));
await symlink("backup.txt", inside("latest"));
console.log(await readlink(inside("latest")), (await stat(inside("latest"))).size, (await readFile(inside("latest"), "utf8")).split("\n")[0]);
await access(inside("inbox.txt")).catch(({ code, syscall }) => console.log(code, syscall));

// %% a file in parts
{
  await using file = await open(inside("records.bin"), "w+");
  const record = Buffer.alloc(8);
  for (let n = 0; n < 100; n++) {
    record.writeUInt32LE(n, 0);
    record.writeUInt32LE(n * n, 4);
    await file.write(record);
  }
  const { bytesRead, buffer } = await file.read(Buffer.alloc(8), 0, 8, 42 * 8);
  console.log(bytesRead, buffer.readUInt32LE(0), buffer.readUInt32LE(4));
  await file.truncate(80);
}
console.log("truncated to", (await stat(inside("records.bin"))).size);

// %% streams: a long file, its lines counted
await pipeline(function* () {
  for (let n = 1; n <= 5000; n++) yield `line ${n}${n % 1000 === 0 ? " milestone" : ""}\n`;
}, createWriteStream(inside("long.txt")));
let count = 0;
const milestones = [];
for await (const line of createInterface({ input: createReadStream(inside("long.txt")) })) {
  count++;
  if (line.endsWith("milestone")) milestones.push(line.split(" ")[1]);
}
console.log(count, milestones);
const [slice] = await createReadStream(inside("long.txt"), { start: 7, end: 12, encoding: "utf8" }).toArray();
console.log(JSON.stringify(slice));

// %% patterns
console.log((await Array.fromAsync(glob("**/*.md", { cwd: folder }))).map((p) => p.replaceAll(sep, "/")).sort());

// %% an update that is never half there
async function replaceFile(path, text) {
  const draft = `${path}.draft`;
  await writeFile(draft, text, { flag: "wx" });
  await rename(draft, path);
}
await Promise.all(["a", "b", "c"].map((name) => replaceFile(inside(`${name}.json`), JSON.stringify({ name }))));
const names = await Promise.all(["a", "b", "c"].map(async (name) => JSON.parse(await readFile(inside(`${name}.json`))).name));
console.log(names, (await readdir(folder)).filter((name) => name.endsWith(".draft")));

// %% permissions and kinds
const { mode } = await stat(inside("a.json"));
console.log((mode & 0o400) !== 0, (await stat(folder)).isDirectory());
await readFile(folder).catch(({ code }) => console.log(code));
await rm(inside("2024")).catch(({ code }) => console.log(code));

// %% the end
await rm(folder, { recursive: true });
console.log("left behind:", existsSync(folder));
