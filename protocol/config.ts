// What a config file may hold. Read at build time, as `shapes.ts`.
import { Type, type Static } from "typebox";
import { kindKey } from "./evaluation.ts";
import { LanguageId, Limits, LoopPolicy } from "./shapes.ts";

const closed = { additionalProperties: false } as const;
const optional = Type.Optional;

/** Only a module can have one. */
const CodeFunction = Type.Object(
  { [kindKey]: Type.Literal("function") },
  { ...closed, title: "a function" },
);

export const Config = Type.Object(
  {
    $schema: optional(Type.String({ description: "For editors." })),
    languageId: optional(LanguageId),
    autoawait: optional(Type.Boolean()),
    runner: optional(
      Type.String({ minLength: 1, description: "What brings asynchronous cells to their end." }),
    ),
    loopPolicy: optional(LoopPolicy),
    history: optional(Type.Boolean({ description: "Are cells stored in the user's history?" })),
    limits: optional(Limits),
    extensions: optional(
      Type.Array(Type.String({ minLength: 1 }), {
        description: "Modules with an export `load(awaitd)`, from the file's directory.",
      }),
    ),
    magics: optional(
      Type.Record(Type.String(), Type.Union([Type.String(), CodeFunction]), {
        description: "Name → `module#export`, from the file's directory.",
      }),
    ),
    startup: optional(
      Type.Array(Type.Union([Type.String(), CodeFunction]), {
        description: "Cells that are run before the first one of a session.",
      }),
    ),
  },
  closed,
);

/** A config file, as it was checked. */
export type Config = Static<typeof Config>;
