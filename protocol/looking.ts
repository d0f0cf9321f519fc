// What is answered about code that is not run: is it ready, and what may stand in it.
import { Type } from "typebox";

const optional = Type.Optional;
const Count = Type.Integer({ minimum: 0 });

export const IsCompleteResult = Type.Object({
  status: Type.Enum(["complete", "incomplete", "invalid", "unknown"], {
    description:
      "Can it be run; does it go on in a further line; can no further line mend it. " +
      "`unknown`: the kernel cannot say, or not in time.",
  }),
  indent: optional(
    Type.String({ description: "For `incomplete`: the blanks that the next line begins with." }),
  ),
});

const completionKinds = [
  "variable",
  "function",
  "class",
  "module",
  "property",
  "method",
  "keyword",
  "file",
  "directory",
  "magic",
] as const;

export const CompleteResult = Type.Object({
  matches: Type.Array(
    Type.Object({
      label: Type.String({ description: "What is shown, and put in if there is no `insertText`." }),
      kind: Type.Enum(completionKinds),
      detail: optional(Type.String({ description: "The class of a value, what a magic does." })),
      type: optional(Type.String({ description: "What `typeof` says of its value." })),
      insertText: optional(Type.String()),
      edits: optional(
        Type.Array(
          Type.Object({ start: Type.Integer(), end: Type.Integer(), newText: Type.String() }),
          {
            description:
              "What else changes in the code when this is put in: the import that it needs.",
          },
        ),
      ),
    }),
  ),
  start: Type.Integer({ description: "A match stands in the place of what is from here …" }),
  end: Type.Integer({ description: "… to here. In UTF-16 units." }),
  source: Type.Enum(["live", "static", "both"], {
    description: "Found in the running session, by reading the text, or both.",
  }),
});

export const InspectResult = Type.Object({
  found: Type.Boolean(),
  data: Type.Record(Type.String(), Type.String(), {
    description: "MIME type → text: `text/plain`, and `text/markdown` for a hover.",
  }),
  signature: optional(Type.String({ description: "Of a function or a class, on one line." })),
  start: optional(Type.Integer({ description: "What is told of stands in the text from here …" })),
  end: optional(Type.Integer({ description: "… to here. In UTF-16 units." })),
});

const glimpse = {
  type: Type.String({ description: "Its class, or what `typeof` says." }),
  preview: Type.String({ description: "It in one line, cut where it is long." }),
  shape: optional(
    Type.Array(Count, { description: "Its length or size; of a table and a tensor each of them." }),
  ),
  size: optional(Type.Integer({ minimum: 0, description: "Bytes, of what is nothing else." })),
  ref: optional(
    Type.String({
      description:
        "There is more inside: for `value/expand`. It is of use to this client for some minutes " +
        "after it was told or used last, as long as the session has the value.",
    }),
  ),
};

export const ListResult = Type.Object({
  variables: Type.Array(
    Type.Object({
      name: Type.String(),
      kind: Type.Enum(["let", "const", "var", "function", "class", "import"]),
      ...glimpse,
      executionCount: Type.Integer({
        minimum: 0,
        description:
          "Of the last cell whose text declares it or assigns it, be it in a function; 0 if none.",
      }),
    }),
  ),
});

export const ExpandResult = Type.Object({
  ...glimpse,
  start: Count,
  total: Type.Integer({ minimum: 0, description: "Entries, or UTF-16 units of a text." }),
  text: optional(Type.String({ description: "Of a text." })),
  entries: optional(
    Type.Array(
      Type.Object({
        name: Type.String({ description: "The key, or the place, as code would name it." }),
        ...glimpse,
        key: optional(
          Type.Object(glimpse, { description: "Of a map, where the key has something inside." }),
        ),
      }),
    ),
  ),
});
