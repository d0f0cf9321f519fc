// What a config file wants done before the first cell, in this order: extensions, magics, startup
// cells, so that each may use what is before it.
import type { Config } from "../../../protocol/config.ts";
import type { StartupTask } from "../../../protocol/kernel.ts";
import { refuse } from "./read.ts";

type Tasks = { [Key in "extensions" | "magics" | "startup"]: Config[Key] | undefined };

export const describeTasks = (
  file: string,
  { extensions = [], magics = {}, startup = [] }: Tasks,
): StartupTask[] => [
  ...extensions.map((specifier, index) => ({
    file,
    key: `extensions[${index}]`,
    code: "",
    step: { type: "extension", file, specifier } as const,
  })),
  ...Object.entries(magics).map(([name, magic]) => describeMagic(file, name, magic)),
  ...startup.map((task, index) => describeStartup(file, index, task)),
];

/** A function, as its mark, is there only where a module is. */
type CodeFunction = Exclude<NonNullable<Config["startup"]>[number], string>;

const describeMagic = (file: string, name: string, magic: string | CodeFunction): StartupTask => {
  const key = `magics.${name}`;
  const step = { type: "magic", file, name } as const;
  if (typeof magic !== "string") {
    checkModule(file, key, "a string");
    return { file, key, code: "", step };
  }
  if (/[^#]#[^#]+$/.test(magic)) return { file, key, code: "", step: { ...step, from: magic } };
  const expected = "a function, or module#export";
  const what = `${key}: expected ${expected}, got ${JSON.stringify(magic)}`;
  throw refuse(file, what, { path: key, expected });
};

const describeStartup = (file: string, index: number, task: string | CodeFunction): StartupTask => {
  const key = `startup[${index}]`;
  if (typeof task === "string") return { file, key, code: task };
  checkModule(file, key, "a string");
  return { file, key, code: "", step: { type: "call", file, index } };
};

const checkModule = (file: string, key: string, expected: string): void => {
  if (!file.endsWith(".json")) return;
  throw refuse(file, `${key}: expected ${expected}, got an object`, { path: key, expected });
};
