// What is answered about code that is not run: is it ready, and what may stand in it.
import { Type } from "typebox";

const optional = Type.Optional;

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
