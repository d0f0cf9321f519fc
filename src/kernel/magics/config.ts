import type { LoopPolicy } from "../../../protocol/shapes.ts";
import { findNearest } from "../../std/nearest.ts";
import { loopPolicies } from "./loop.ts";
import { printDefaults, type PrintOptions } from "../display/print.ts";
import type { KernelAccess, Magic } from "./magic.ts";
import { setTracebackMode } from "./traceback.ts";
import { formOf } from "./values.ts";

interface Setting {
  get(kernel: KernelAccess): unknown;
  /** None where it is decided when the session is made. */
  set?(value: string, kernel: KernelAccess): void;
}

const settings: Readonly<Record<string, Setting>> = {
  autoawait: {
    get: ({ settings: { autoawait } }) => autoawait,
    set(value, kernel) {
      if (value !== "true" && value !== "false")
        throw new TypeError(`autoawait is true or false, not ${value}`);
      kernel.settings.autoawait = value === "true";
    },
  },
  runner: {
    get: ({ settings: { runner } }) => runner,
    set: (value, kernel) => void (kernel.settings.runner = value),
  },
  loopPolicy: {
    get: ({ settings: { loopPolicy } }) => loopPolicy,
    set(value, kernel) {
      if (!loopPolicies.some((each) => each === value))
        throw new TypeError(`loopPolicy is ${loopPolicies.join(" or ")}, not ${value}`);
      kernel.settings.loopPolicy = value as LoopPolicy;
    },
  },
  xmode: { get: ({ failures: { mode } }) => mode, set: setTracebackMode },
  languageId: { get: ({ settings: { languageId } }) => languageId },
  history: { get: ({ facts }) => facts?.history },
  cwd: { get: ({ directory }) => directory },
  "limits.memoryMb": { get: ({ facts }) => facts?.limits.memoryMb },
  "limits.cellTimeoutMs": { get: ({ facts }) => facts?.limits.cellTimeoutMs },
  "limits.outputBytesPerCell": { get: ({ facts }) => facts?.limits.outputBytesPerCell },
  "limits.idleTtlMs": { get: ({ facts }) => facts?.limits.idleTtlMs },
  ...Object.fromEntries(Object.keys(printDefaults).map((name) => [`print.${name}`, printed(name)])),
};

function printed(name: string): Setting {
  const key = name as keyof PrintOptions;
  return {
    get: ({ presenter: { print } }) => print[key],
    set(value, { presenter: { print } }) {
      const read = value === "true" || (value === "false" ? false : Number(value));
      Object.assign(print, { [key]: read });
    },
  };
}

export const config: Magic = {
  names: ["%config"],
  waits: false,
  doc: `Tell and change how this session is set.

  %config                   all settings, and where each is from
  %config runner            the value of the call is this setting
  %config runner = sync     from the next cell on

What is told as fixed is decided when a session is made: by its client, the command line or a
config file. None of these is changed from here. IPython has \`Class.trait = value\`.`,
  run({ line }, { kernel, print }) {
    if (line === "") return print(list(kernel));
    const [name = "", ...values] = line.split("=");
    const setting = findSetting(name.trim());
    if (values.length === 0) return setting.get(kernel);
    if (!setting.set)
      throw new TypeError(`${name.trim()} is fixed for this session; session/restart may set it`);
    setting.set(
      values
        .join("=")
        .trim()
        .replace(/^(["'])(.*)\1$/, "$2"),
      kernel,
    );
  },
};

function findSetting(name: string): Setting {
  const names = Object.keys(settings);
  if (names.includes(name)) return settings[name]!;
  const nearest = findNearest(name, names);
  throw new TypeError(`no setting is called ${name}; did you mean ${nearest}? %config lists them`);
}

function list(kernel: KernelAccess): string {
  const { files = [], origins = {} } = kernel.facts ?? {};
  const rows = Object.entries(settings).map(([name, { get, set }]) => {
    const value = get(kernel);
    const notes = [
      set ? [] : ["fixed"],
      origins[name] === undefined ? [] : `from ${origins[name]}`,
    ];
    const note = notes.flat().join(", ");
    const shown = value === undefined ? "none" : formOf(value);
    return [name, shown, note === "" ? "" : `(${note})`] as const;
  });
  const [first, second] = [0, 1].map((column) =>
    Math.max(...rows.map((row) => row[column]!.length)),
  );
  const lines = rows.map(([name, value, note]) =>
    `${name.padEnd(first!)}  ${value.padEnd(second!)}  ${note}`.trimEnd(),
  );
  const read = files.length === 0 ? "" : `\nread: ${files.join(", ")}\n`;
  return `${lines.join("\n")}\n${read}`;
}
