import { types } from "node:util";
import { findFunction, findVariableComment, readSignature } from "../definitions.ts";
import { findLocation, readComment } from "./location.ts";
import { findMatching, lookUp } from "./lookup.ts";
import type { KernelAccess, Magic } from "./magic.ts";
import { formOf, lengthOf, shorten, textOf, typeOf } from "./values.ts";

/** A heading, and what stands behind or below it. */
type Field = readonly [heading: string, body: string | undefined];

const longestForm = 200;

export const help: Magic = {
  names: ["?", "??", "%pinfo", "%pinfo2", "%psearch"],
  waits: false,
  doc: `Tell what something is: \`thing?\`, \`?thing\`, \`a.b.c?\`, \`%name?\`.

  thing?      type, value, signature, the comment above its definition, where it stands
  thing??     its source, too
  %name?      how a magic is used
  *map*?      the names that are like this, of the session and global; \`Math.*2*?\` of an object
  %pinfo thing, %pinfo2 thing, %psearch *map*      the same in words

What is asked about is not run: of an accessor the getter is told, not its value. The comment is
what stands right above the definition in a cell or a file; \`/** … */\` or lines of \`//\`.`,
  run({ name, line }, { kernel, print }) {
    if (line.includes("*")) {
      const names = findMatching(line, kernel);
      return print(names.map((each) => `${each}\n`).join("") || `No name is like \`${line}\`.\n`);
    }
    print(
      writeFields(describe(line, name === "??" || name === "%pinfo2", kernel)) ||
        `Object \`${line}\` not found.\n`,
    );
  },
};

function describe(subject: string, hasSource: boolean, kernel: KernelAccess): readonly Field[] {
  if (subject.startsWith("%")) return describeMagic(subject, kernel);
  const found = lookUp(subject, kernel);
  const name = /[\p{ID_Start}_$][\p{ID_Continue}$]*(?=\W*$)/u.exec(subject)?.[0] ?? subject;
  if (found.type === "missing") {
    const { inside } = found;
    if (inside === undefined) return describeMagic(`%${subject}`, kernel);
    return [["Type", `unknown: what is inside of this ${inside} only its own code can tell`]];
  }
  if (found.type === "accessor") {
    const accessor = found.get ?? found.set;
    const parts = ["get", "set"].filter((each) => found[each as "get" | "set"]).join(", ");
    const { fields } = describeFunction(name, accessor as object, hasSource, kernel);
    return [["Type", `accessor (${parts}); its getter was not run`], ...fields];
  }
  const { value } = found;
  if (typeof value === "function" && !types.isProxy(value)) {
    const { signature, fields } = describeFunction(name, value, hasSource, kernel);
    const type = typeOf(value);
    const heading = type === "class" ? "Init signature" : "Signature";
    const isNative = textOf(value).endsWith("{ [native code] }");
    return [[heading, signature], ...fields, ["Type", isNative ? `${type}, native` : type]];
  }
  const length = lengthOf(value);
  return [
    ["Type", typeOf(value)],
    ["String form", hasSource ? formOf(value, 4) : shorten(formOf(value), longestForm)],
    ["Length", length === undefined ? undefined : String(length)],
    ["Kind", kernel.names.kinds.get(subject)],
    ["Docstring", findVariableComment(name, kernel.history.codes)],
  ];
}

function describeFunction(
  name: string,
  value: object,
  hasSource: boolean,
  { history }: KernelAccess,
): { signature: string | undefined; fields: Field[] } {
  const text = textOf(value);
  const typed = findFunction(name, text, history.codes);
  const location = typed ? undefined : findLocation(value);
  const source = typed?.text ?? text;
  const place = typed ? { file: `In[${typed.executionCount}]`, line: typed.line } : location;
  const fields: Field[] = [
    ["Docstring", typed ? typed.comment : location && readComment(location, history.codes)],
    ["Source", hasSource ? source : undefined],
    ["File", place && `${place.file}:${place.line}`],
  ];
  return { signature: readSignature(name, source), fields };
}

function describeMagic(name: string, { magics }: KernelAccess): Field[] {
  const magic = magics.find(name) ?? magics.find(`%${name}`) ?? magics.find(name.slice(1));
  return magic ? [["Docstring", `${magic.names.join(", ")}\n${magic.doc}`]] : [];
}

function writeFields(fields: readonly Field[]): string {
  return fields
    .flatMap(([heading, body]) => {
      if (body === undefined || body === "") return [];
      if (body.includes("\n")) return [`${heading}:\n${body}\n`];
      return [`${`${heading}:`.padEnd(12)} ${body}\n`];
    })
    .join("");
}
