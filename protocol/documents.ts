// The part of LSP 3.17 that editors without a plugin of their own use: texts that are open in the
// editor, and what is known at a place in them. Names and shapes are LSP's.
import { Type, type Static } from "typebox";
import { SessionId } from "./shapes.ts";

const optional = Type.Optional;

const Position = Type.Object({
  line: Type.Integer({ minimum: 0 }),
  character: Type.Integer({ minimum: 0, description: "In UTF-16 units." }),
});
const Range = Type.Object({ start: Position, end: Position });
const MarkupContent = Type.Object({
  kind: Type.Enum(["plaintext", "markdown"]),
  value: Type.String(),
});
const TextEdit = Type.Object({ range: Range, newText: Type.String() });
const identifier = { uri: Type.String() };

/** Of `initialize`, for editors that speak LSP only. */
export const EditorCapabilities = Type.Object({
  positionEncoding: Type.Literal("utf-16"),
  textDocumentSync: Type.Object({
    openClose: Type.Boolean(),
    change: Type.Integer({ description: "LSP's: 2 is incremental." }),
  }),
  completionProvider: Type.Object({ triggerCharacters: Type.Array(Type.String()) }),
  hoverProvider: Type.Boolean(),
  signatureHelpProvider: Type.Object({ triggerCharacters: Type.Array(Type.String()) }),
});

export const DidOpenParams = Type.Object({
  textDocument: Type.Object({
    ...identifier,
    languageId: Type.String(),
    version: Type.Integer(),
    text: Type.String({ description: "A cell, or several with `// %%` lines between them." }),
  }),
  sessionId: optional(
    Type.String({
      ...SessionId,
      description: "What the text is about, where a request names no session of its own.",
    }),
  ),
});

export const DidChangeParams = Type.Object({
  textDocument: Type.Object({ ...identifier, version: Type.Integer() }),
  contentChanges: Type.Array(
    Type.Object({
      range: optional(Range),
      rangeLength: optional(Type.Integer({ minimum: 0 })),
      text: Type.String({ description: "Of the range, or of the whole." }),
    }),
  ),
});

export const DidCloseParams = Type.Object({ textDocument: Type.Object(identifier) });

export const PlaceParams = Type.Object({
  textDocument: Type.Object(identifier),
  position: Position,
  sessionId: optional(SessionId),
});

export const CompletionList = Type.Object({
  isIncomplete: Type.Boolean(),
  items: Type.Array(
    Type.Object({
      label: Type.String(),
      kind: Type.Integer({ description: "LSP's CompletionItemKind." }),
      detail: optional(Type.String()),
      sortText: optional(Type.String()),
      filterText: optional(Type.String()),
      textEdit: TextEdit,
      additionalTextEdits: optional(Type.Array(TextEdit)),
    }),
  ),
});

export const Hover = Type.Union([
  Type.Object({ contents: MarkupContent, range: optional(Range) }),
  Type.Null(),
]);

export const SignatureHelp = Type.Union([
  Type.Object({
    signatures: Type.Array(
      Type.Object({
        label: Type.String(),
        documentation: optional(MarkupContent),
        parameters: optional(
          Type.Array(
            Type.Object({
              label: Type.Union([
                Type.String(),
                Type.Tuple([Type.Integer({ minimum: 0 }), Type.Integer({ minimum: 0 })]),
              ]),
              documentation: optional(MarkupContent),
            }),
          ),
        ),
      }),
    ),
    activeSignature: Type.Integer({ minimum: 0 }),
    activeParameter: Type.Integer({ minimum: 0 }),
  }),
  Type.Null(),
]);

const Diagnostics = Type.Array(
  Type.Object({
    range: Range,
    severity: Type.Integer({ minimum: 1, maximum: 4, description: "LSP's: 1 is an error." }),
    code: optional(Type.Union([Type.Integer(), Type.String()])),
    source: Type.String(),
    message: Type.String(),
  }),
);

export const DocumentParams = Type.Object({
  textDocument: Type.Object(identifier),
  sessionId: optional(SessionId),
});

export const DocumentDiagnosticReport = Type.Object({
  kind: Type.Literal("full"),
  items: Diagnostics,
});

export const PublishDiagnosticsParams = Type.Object({
  uri: Type.String(),
  version: Type.Integer(),
  diagnostics: Diagnostics,
});

export type EditorCapabilities = Static<typeof EditorCapabilities>;
export type Position = Static<typeof Position>;
export type Range = Static<typeof Range>;
export type DidOpenParams = Static<typeof DidOpenParams>;
export type DidChangeParams = Static<typeof DidChangeParams>;
export type CompletionList = Static<typeof CompletionList>;
export type Hover = Static<typeof Hover>;
export type SignatureHelp = Static<typeof SignatureHelp>;
export type DocumentDiagnosticReport = Static<typeof DocumentDiagnosticReport>;
export type PublishDiagnosticsParams = Static<typeof PublishDiagnosticsParams>;
