// Generated from protocol/methods.ts by `npm run generate`; changes belong there.

export type CellError = {
  name: string;
  message: string;
  stack: string;
  frames: Array<Frame>;
  /** The error that caused this one, of the same shape. */
  cause?: unknown;
  /** What may help; also the last line of `stack`. */
  hint?: string;
  /** What an AggregateError or SuppressedError holds, each of the same shape. */
  errors?: Array<unknown>;
};

export type ExecuteResult = {
  executionId: ExecutionId;
  status: Status;
  executionCount: number;
  mode: Mode;
  runner: string;
  result?: MimeBundle;
  error?: CellError;
  userExpressions?: Record<string, unknown>;
  durationMs: number;
  lastSeq: number;
  /** Output was dropped; see output/gap or droppedBytes. */
  truncated?: boolean;
};

/** Names one execution; unique in its session. */
export type ExecutionId = string;

export type Frame = {
  function?: string;
  cellId?: string;
  executionCount?: number;
  file?: string;
  line: number;
  column: number;
};

export type LanguageId = "typescript" | "javascript";

export type Limits = {
  /** Heap of the kernel, MiB. */
  memoryMb?: number;
  /** Deadline of every cell that brings none. */
  cellTimeoutMs?: number;
  /** UTF-8 bytes of stream text; the rest is dropped and said so. */
  outputBytesPerCell?: number;
  /** How long a session without a client lives on. */
  idleTtlMs?: number;
};

export type LoopPolicy = "persistent" | "perCell";

export type MimeBundle = {
  /** MIME type → content: text, JSON where the type is one of JSON, else base64. `text/plain` is always there. */
  data: Record<string, unknown>;
  /** Of a value that is shown in part: `ref`, for `value/expand`, and `length`. Of a progress bar: `progress`, with `done`, `total` and `isOver`. By MIME type: more of that content. */
  metadata: Record<string, unknown>;
};

export type MissedGap = {
  fromSeq: number;
  toSeq: number;
  droppedBytes: number;
};

export type Mode = "sync" | "async" | "generator";

/** Names a session of this daemon. */
export type SessionId = string;

export type SessionInfo = {
  sessionId: SessionId;
  name?: string;
  state: SessionState;
  /** Why it is dead; `input` where its cell waits for an answer. */
  reason?: string;
  autoawait: boolean;
  runner: string;
  loopPolicy: LoopPolicy;
  languageId: LanguageId;
  cwd: string;
  /** The kernel's process; null while there is none. */
  pid: number | null;
  executionCount: number;
  queueLength: number;
  lastSeq: number;
  /** The kernel's Node version. */
  node: string;
};

export type SessionOptions = {
  attach?: SessionId;
  sinceSeq?: number;
  name?: string;
  /** The session's directory, absolute. */
  cwd?: string;
  env?: Record<string, string>;
  languageId?: LanguageId;
  autoawait?: boolean;
  runner?: string;
  loopPolicy?: LoopPolicy;
  /** Are its cells stored in the user's history? If left out, yes. */
  history?: boolean;
  limits?: Limits;
};

export type SessionState = "starting" | "idle" | "busy" | "dead";

export type Status = "ok" | "error" | "interrupted" | "timeout" | "aborted";

export type DidChangeState = {
  sessionId: SessionId;
  state: SessionState;
  /** Why it is dead; `input` while its cell waits for an answer; `renamed`: it has another name, and is as it was. */
  reason?: string;
  /** Position in the session's journal. */
  seq: number;
};

export type DidFinish = ExecuteResult & {
  sessionId: SessionId;
  /** Position in the session's journal. */
  seq: number;
};

export type DidStart = {
  sessionId: SessionId;
  executionId: ExecutionId;
  executionCount: number;
  cellId?: string;
  code: string;
  /** Position in the session's journal. */
  seq: number;
};

export type Gap = {
  sessionId: SessionId;
  /** Position in the session's journal. */
  fromSeq: number;
  /** Position in the session's journal. */
  toSeq: number;
  droppedBytes: number;
};

export type Output = {
  sessionId: SessionId;
  executionId: ExecutionId;
  executionCount: number;
  cellId?: string;
  /** Position in the session's journal. */
  seq: number;
  /** Printed after its cell had ended. */
  late?: boolean;
  /** `updateDisplay` takes the place of all displays with its `displayId`; `clear` takes away what its cell has shown. */
  kind: "stream" | "display" | "updateDisplay" | "clear" | "error" | "log";
  stream?: "stdout" | "stderr";
  text?: string;
  /** As in a MimeBundle. */
  data?: Record<string, unknown>;
  metadata?: Record<string, unknown>;
  /** By which it may be changed later. */
  displayId?: string;
  /** Clear only when the next output is there. */
  wait?: boolean;
  error?: CellError;
  droppedBytes?: number;
};

export type ExecuteParams = {
  /** The cell's text. */
  code: string;
  sessionId?: SessionId;
  executionId?: ExecutionId;
  /** The client's own name for the cell; comes back in frames. */
  cellId?: string;
  languageId?: LanguageId;
  /** Counted from the start of the cell; then it ends with the status `timeout`. */
  timeoutMs?: number;
  /** Counts as no execution: no number, no history. */
  silent?: boolean;
  /** Defaults to the opposite of `silent`. */
  storeHistory?: boolean;
  /** When this cell fails, those that wait behind it are `aborted`. */
  stopOnError?: boolean;
  /** The cell may ask this client for input, by `input/request`. */
  allowStdin?: boolean;
  /** Name → expression, evaluated after the cell. */
  userExpressions?: Record<string, string>;
  /** Which expression statements of the cell's top level are shown: the one that its value is, as `result`; with `all`, those before it too, as outputs; none. */
  display?: "last" | "all" | "none";
  /** The execution outlives its client: an abandoned session waits for it. */
  detach?: boolean;
};

export type InitializeParams = {
  /** The daemon ends when this process does (stdio). */
  processId?: number | null;
  /** Shown in logs. */
  clientInfo?: {
    name: string;
    version?: string;
  };
  capabilities?: object;
  /** What the client speaks; this page is `"1"`. */
  protocolVersions?: Array<string>;
  /** Where the connection itself brought none; see Who may connect. */
  token?: string;
  trace?: "off" | "messages" | "verbose";
  session?: SessionOptions;
  /** LSP's: where the session works, if nothing else says so. */
  rootUri?: string | null;
  /** LSP's place for what only this server knows; `session` itself stands over it. */
  initializationOptions?: {
    session?: SessionOptions;
  } | null;
};

export type InitializeResult = {
  serverInfo: {
    name: "awaitd";
    version: string;
  };
  protocolVersion: "1";
  capabilities: {
    methods: Array<string>;
    notifications: Array<string>;
    runners: Array<string>;
    loopPolicies: Array<LoopPolicy>;
    languageIds: Array<LanguageId>;
    maxMessageBytes: number;
    positionEncoding: "utf-16";
    textDocumentSync: {
      openClose: boolean;
      /** LSP's: 2 is incremental. */
      change: number;
    };
    completionProvider: {
      triggerCharacters: Array<string>;
    };
    hoverProvider: boolean;
    signatureHelpProvider: {
      triggerCharacters: Array<string>;
    };
  };
  session: SessionInfo;
  /** Where it attaches: as `session/attach` says it. */
  replayedFrom?: number;
  gap?: MissedGap;
};

export type InterruptParams = {
  sessionId?: SessionId;
  executionId?: ExecutionId;
  /** Where on the ladder to begin; `graceful` when left out. */
  mode?: "graceful" | "terminate" | "restart";
  /** What waits becomes `aborted`. */
  clearQueue?: boolean;
};

export type InterruptResult = {
  status: "interrupted" | "idle" | "mismatch";
  how?: "cancelled" | "terminated" | "restarted";
  executionIds: Array<ExecutionId>;
  stateLost: boolean;
};

export type CompleteResult = {
  matches: Array<{
    /** What is shown, and put in if there is no `insertText`. */
    label: string;
    kind:
      | "variable"
      | "function"
      | "class"
      | "module"
      | "property"
      | "method"
      | "keyword"
      | "file"
      | "directory"
      | "magic";
    /** The class of a value, what a magic does. */
    detail?: string;
    /** What `typeof` says of its value. */
    type?: string;
    insertText?: string;
    /** What else changes in the code when this is put in: the import that it needs. */
    edits?: Array<{
      start: number;
      end: number;
      newText: string;
    }>;
  }>;
  /** A match stands in the place of what is from here … */
  start: number;
  /** … to here. In UTF-16 units. */
  end: number;
  /** Found in the running session, by reading the text, or both. */
  source: "live" | "static" | "both";
};

export type ExpandResult = {
  /** Its class, or what `typeof` says. */
  type: string;
  /** It in one line, cut where it is long. */
  preview: string;
  /** Its length or size; of a table and a tensor each of them. */
  shape?: Array<number>;
  /** Bytes, of what is nothing else. */
  size?: number;
  /** There is more inside: for `value/expand`. It is of use to this client for some minutes after it was told or used last, as long as the session has the value. */
  ref?: string;
  start: number;
  /** Entries, or UTF-16 units of a text. */
  total: number;
  /** Of a text. */
  text?: string;
  entries?: Array<{
    /** The key, or the place, as code would name it. */
    name: string;
    /** Its class, or what `typeof` says. */
    type: string;
    /** It in one line, cut where it is long. */
    preview: string;
    /** Its length or size; of a table and a tensor each of them. */
    shape?: Array<number>;
    /** Bytes, of what is nothing else. */
    size?: number;
    /** There is more inside: for `value/expand`. It is of use to this client for some minutes after it was told or used last, as long as the session has the value. */
    ref?: string;
    /** Of a map, where the key has something inside. */
    key?: {
      /** Its class, or what `typeof` says. */
      type: string;
      /** It in one line, cut where it is long. */
      preview: string;
      /** Its length or size; of a table and a tensor each of them. */
      shape?: Array<number>;
      /** Bytes, of what is nothing else. */
      size?: number;
      /** There is more inside: for `value/expand`. It is of use to this client for some minutes after it was told or used last, as long as the session has the value. */
      ref?: string;
    };
  }>;
};

export type InspectResult = {
  found: boolean;
  /** MIME type → text: `text/plain`, and `text/markdown` for a hover. */
  data: Record<string, string>;
  /** Of a function or a class, on one line. */
  signature?: string;
  /** What is told of stands in the text from here … */
  start?: number;
  /** … to here. In UTF-16 units. */
  end?: number;
};

export type IsCompleteResult = {
  /** Can it be run; does it go on in a further line; can no further line mend it. `unknown`: the kernel cannot say, or not in time. */
  status: "complete" | "incomplete" | "invalid" | "unknown";
  /** For `incomplete`: the blanks that the next line begins with. */
  indent?: string;
};

export type ListResult = {
  variables: Array<{
    name: string;
    kind: "let" | "const" | "var" | "function" | "class" | "import";
    /** Its class, or what `typeof` says. */
    type: string;
    /** It in one line, cut where it is long. */
    preview: string;
    /** Its length or size; of a table and a tensor each of them. */
    shape?: Array<number>;
    /** Bytes, of what is nothing else. */
    size?: number;
    /** There is more inside: for `value/expand`. It is of use to this client for some minutes after it was told or used last, as long as the session has the value. */
    ref?: string;
    /** Of the last cell whose text declares it or assigns it, be it in a function; 0 if none. */
    executionCount: number;
  }>;
};

export interface Methods {
  /** Opens the connection and gives the client a session of its own, or the one it attaches to. */
  initialize: { params: InitializeParams; result: InitializeResult };
  /** Ends the client's work; only `exit` may follow. */
  shutdown: { params: object; result: null };
  /** Evaluates a cell. Answered after all output that it produced before it ended. */
  execute: { params: ExecuteParams; result: ExecuteResult };
  /** Stops the running cell, with the namespace kept. */
  interrupt: { params: InterruptParams; result: InterruptResult };
  /** Tells what may stand at the cursor, also while a cell runs. No code of the user's is run. */
  complete: {
    params: {
      /** The cell as it was typed so far. */
      code: string;
      /** Where, in UTF-16 units. */
      cursor: number;
      sessionId?: SessionId;
    };
    result: CompleteResult;
  };
  /** Tells whether a cell is ready to be run or goes on, also while another one runs. */
  isComplete: {
    params: {
      /** What was typed so far. */
      code: string;
      sessionId?: SessionId;
    };
    result: IsCompleteResult;
  };
  /** Finds cells that were run: in this session, in others, and in those of earlier days. */
  "history/query": {
    params: {
      sessionId?: SessionId;
      /** `tail`: the last `n` of all sessions; `range`: of one, from `start` to before `stop`; `search`: those whose text is like `pattern`. */
      mode: "tail" | "range" | "search";
      /** How many, the last ones; 10 of a `tail`. */
      n?: number;
      /** Of the whole text: `*` any text, `?` a character, `[a-z]` one of these. */
      pattern?: string;
      /** As entries number them; 0 is this session, -1 the one before it, … */
      session?: number;
      /** 1, if left out. */
      start?: number;
      /** After the last, if left out. */
      stop?: number;
      /** With what they gave. */
      output?: boolean;
      /** Of cells with the same text the last alone. */
      unique?: boolean;
    };
    result: {
      /** The oldest first. */
      entries: Array<{
        /** Counts the sessions of a user; a restarted session has another number. */
        session: number;
        /** The cell's number there. */
        line: number;
        code: string;
        /** Since 1970, UTC. */
        startedMs: number;
        sessionId: SessionId;
        status?: Status;
        /** The beginning of the result's `text/plain`, if it had one. */
        output?: string;
      }>;
      /** There are more than are told at once: ask for less. */
      truncated?: boolean;
    };
  };
  /** `complete`, as LSP has it: of the cell that the place in an open text is in. */
  "textDocument/completion": {
    params: {
      textDocument: {
        uri: string;
      };
      position: {
        line: number;
        /** In UTF-16 units. */
        character: number;
      };
      sessionId?: SessionId;
    };
    result: {
      isIncomplete: boolean;
      items: Array<{
        label: string;
        /** LSP's CompletionItemKind. */
        kind: number;
        detail?: string;
        sortText?: string;
        filterText?: string;
        textEdit: {
          range: {
            start: {
              line: number;
              /** In UTF-16 units. */
              character: number;
            };
            end: {
              line: number;
              /** In UTF-16 units. */
              character: number;
            };
          };
          newText: string;
        };
        additionalTextEdits?: Array<{
          range: {
            start: {
              line: number;
              /** In UTF-16 units. */
              character: number;
            };
            end: {
              line: number;
              /** In UTF-16 units. */
              character: number;
            };
          };
          newText: string;
        }>;
      }>;
    };
  };
  /** `inspect`, as LSP has it. */
  "textDocument/hover": {
    params: {
      textDocument: {
        uri: string;
      };
      position: {
        line: number;
        /** In UTF-16 units. */
        character: number;
      };
      sessionId?: SessionId;
    };
    result: {
      contents: {
        kind: "plaintext" | "markdown";
        value: string;
      };
      range?: {
        start: {
          line: number;
          /** In UTF-16 units. */
          character: number;
        };
        end: {
          line: number;
          /** In UTF-16 units. */
          character: number;
        };
      };
    } | null;
  };
  /** The signatures of the call that the place is in. */
  "textDocument/signatureHelp": {
    params: {
      textDocument: {
        uri: string;
      };
      position: {
        line: number;
        /** In UTF-16 units. */
        character: number;
      };
      sessionId?: SessionId;
    };
    result: {
      signatures: Array<{
        label: string;
        documentation?: {
          kind: "plaintext" | "markdown";
          value: string;
        };
        parameters?: Array<{
          label: string | [number, number];
          documentation?: {
            kind: "plaintext" | "markdown";
            value: string;
          };
        }>;
      }>;
      activeSignature: number;
      activeParameter: number;
    } | null;
  };
  /** What is wrong with an open text, for who asks; others are told by `publishDiagnostics`. */
  "textDocument/diagnostic": {
    params: {
      textDocument: {
        uri: string;
      };
      sessionId?: SessionId;
    };
    result: {
      kind: "full";
      items: Array<{
        range: {
          start: {
            line: number;
            /** In UTF-16 units. */
            character: number;
          };
          end: {
            line: number;
            /** In UTF-16 units. */
            character: number;
          };
        };
        /** LSP's: 1 is an error. */
        severity: number;
        code?: number | string;
        source: string;
        message: string;
      }>;
    };
  };
  /** Tells what stands at the cursor, or whose call does, also while a cell runs. No code of the user's is run. */
  inspect: {
    params: {
      /** The cell as it was typed so far. */
      code: string;
      /** Where, in UTF-16 units. */
      cursor: number;
      /** 1: its source, and where it stands, too. */
      detail?: 0 | 1;
      sessionId?: SessionId;
    };
    result: InspectResult;
  };
  /** The session's variables, also while a cell runs. No code of the user's is run. */
  "namespace/list": {
    params: {
      sessionId?: SessionId;
    };
    result: ListResult;
  };
  /** Makes names free again, also while a cell runs, which then finds them undefined. */
  "namespace/delete": {
    params: {
      names: Array<string>;
      sessionId?: SessionId;
    };
    result: {
      /** Those that there were. */
      deleted: Array<string>;
    };
  };
  /** A part of what is inside of a value; its `ref` may be unknown by now (1012). */
  "value/expand": {
    params: {
      /** As an output, a list or another answer gave it. */
      ref: string;
      start?: number;
      /** 100 if left out, 10,000 at most; of a text 10,000, and 1,048,576. */
      count?: number;
      sessionId?: SessionId;
    };
    result: ExpandResult;
  };
  /** Turns top-level await on or off, from the next cell that starts. */
  setAutoawait: {
    params: {
      sessionId?: SessionId;
      enabled: boolean;
    };
    result: {
      enabled: boolean;
      previous: boolean;
      runner: string;
    };
  };
  /** Chooses what brings asynchronous cells to their end, from the next cell that starts. */
  setRunner: {
    params: {
      sessionId?: SessionId;
      runner: string;
    };
    result: {
      runner: string;
      previous: string;
      autoawait: boolean;
    };
  };
  /** Chooses whether the event loop turns between cells, from the next cell that starts. */
  setLoopPolicy: {
    params: {
      sessionId?: SessionId;
      policy: LoopPolicy;
    };
    result: {
      policy: LoopPolicy;
      previous: LoopPolicy;
    };
  };
  /** Makes a further session and attaches the client to it. */
  "session/create": {
    params: {
      name?: string;
      /** The session's directory, absolute. */
      cwd?: string;
      env?: Record<string, string>;
      languageId?: LanguageId;
      autoawait?: boolean;
      runner?: string;
      loopPolicy?: LoopPolicy;
      /** Are its cells stored in the user's history? If left out, yes. */
      history?: boolean;
      limits?: Limits;
    };
    result: SessionInfo;
  };
  /** All sessions of this daemon. */
  "session/list": {
    params: object;
    result: {
      sessions: Array<SessionInfo>;
    };
  };
  /** One session, as it is now. */
  "session/info": {
    params: {
      sessionId?: SessionId;
    };
    result: SessionInfo;
  };
  /** Gives a session another name; those who follow it hear of it by session/didChangeState. */
  "session/rename": {
    params: {
      sessionId?: SessionId;
      name: string;
    };
    result: SessionInfo;
  };
  /** Follows a session: what was missed since `sinceSeq`, then live, no hole and no repeat. */
  "session/attach": {
    params: {
      sessionId: SessionId;
      sinceSeq?: number;
    };
    result: {
      session: SessionInfo;
      replayedFrom: number;
      gap?: MissedGap;
    };
  };
  /** Stops following a session; it lives on for its idle time. */
  "session/detach": {
    params: {
      sessionId?: SessionId;
    };
    result: null;
  };
  /** Ends a session and its kernel. */
  "session/close": {
    params: {
      sessionId?: SessionId;
    };
    result: null;
  };
  /** A fresh namespace under the same id; waiting executes become `aborted`. */
  "session/restart": {
    params: {
      sessionId?: SessionId;
      name?: string;
      /** The session's directory, absolute. */
      cwd?: string;
      env?: Record<string, string>;
      languageId?: LanguageId;
      autoawait?: boolean;
      runner?: string;
      loopPolicy?: LoopPolicy;
      /** Are its cells stored in the user's history? If left out, yes. */
      history?: boolean;
      limits?: Limits;
      /** What was stored of this session's cells is deleted. */
      clearHistory?: boolean;
    };
    result: SessionInfo;
  };
}

export interface Notifications {
  /** Something a cell printed, displayed or threw in the background. */
  output: { params: Output };
  /** A cell has started. */
  "execution/didStart": { params: DidStart };
  /** A cell has ended; sent to every attached client but the one whose request it answers. */
  "execution/didFinish": { params: DidFinish };
  /** The session went to another state. */
  "session/didChangeState": { params: DidChangeState };
  /** What is wrong with a text that is open in the editor, some moments after a change. */
  "textDocument/publishDiagnostics": {
    params: {
      uri: string;
      version: number;
      diagnostics: Array<{
        range: {
          start: {
            line: number;
            /** In UTF-16 units. */
            character: number;
          };
          end: {
            line: number;
            /** In UTF-16 units. */
            character: number;
          };
        };
        /** LSP's: 1 is an error. */
        severity: number;
        code?: number | string;
        source: string;
        message: string;
      }>;
    };
  };
  /** Notifications that this client will never see: the journal no longer has them. */
  "output/gap": { params: Gap };
}

export interface Inquiries {
  /** A cell asks for a line of text. Sent to the client whose `execute` it is, if that said `allowStdin`, after all that the cell printed before; one at a time in a session. Taken back by `$/cancelRequest` when the cell needs no answer any more. */
  "input/request": {
    params: {
      sessionId: SessionId;
      executionId: ExecutionId;
      /** What to show before the answer; empty for a line of `process.stdin`. */
      prompt: string;
      /** The answer is not to be seen while it is typed. */
      password: boolean;
    };
    result: {
      /** One line, without its end; null where there is none: the end of input. */
      value: string | null;
    };
  };
}

export type MethodName = keyof Methods;
export type Params<Name extends MethodName> = Methods[Name]["params"];
export type Result<Name extends MethodName> = Methods[Name]["result"];
export type NotificationName = keyof Notifications;
export type NotificationParams<Name extends NotificationName> = Notifications[Name]["params"];
export type InquiryName = keyof Inquiries;
export type InquiryParams<Name extends InquiryName> = Inquiries[Name]["params"];
export type HistoryQuery = Omit<Params<"history/query">, "sessionId">;
