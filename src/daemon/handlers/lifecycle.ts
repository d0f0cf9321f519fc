import { fileURLToPath } from "node:url";
import type { EditorCapabilities } from "../../../protocol/documents.ts";
import { RpcError } from "../../../protocol/errors.ts";
import type { Params } from "../../../protocol/methods.ts";
import type { NotificationName } from "../../../protocol/outputs.ts";
import { runnerNames } from "../../../protocol/runners.ts";
import type { SessionOptions } from "../../../protocol/shapes.ts";
import type { Handlers } from "../../rpc/link.ts";
import type { Session } from "../../session/session.ts";
import type { Attached } from "../../session/audience.ts";
import type { Caller } from "../caller.ts";
import type { Planner } from "../planner.ts";
import type { Registry } from "../registry.ts";

const protocolVersion = "1";

const notifications: NotificationName[] = [
  "output",
  "execution/didStart",
  "execution/didFinish",
  "session/didChangeState",
  "output/gap",
  "textDocument/publishDiagnostics",
];

const editorCapabilities: EditorCapabilities = {
  positionEncoding: "utf-16",
  textDocumentSync: { openClose: true, change: 2 },
  completionProvider: { triggerCharacters: [".", '"', "'", "`", "[", "%", "/", "@"] },
  hoverProvider: true,
  signatureHelpProvider: { triggerCharacters: ["(", ",", "<"] },
};

export interface LifecycleSetup {
  version: string;
  maxMessageBytes: number;
  registry: Registry;
  planner: Planner;
  authorize: (token: string | undefined) => boolean;
  watchProcess: (pid: number) => void;
  /** Names of all methods, asked for when a client wants to know. */
  methods: () => string[];
}

export const createLifecycleHandlers = (
  caller: Caller,
  setup: LifecycleSetup,
): Pick<Handlers, "initialize" | "shutdown"> => ({
  async initialize(params) {
    const { token, protocolVersions, processId } = params;
    if (!caller.origin.authorized && !setup.authorize(token)) {
      // Only after the answer has left.
      setImmediate(() => caller.link.close("unauthorized"));
      throw new RpcError("Unauthorized", "The token is missing or wrong.");
    }
    if (protocolVersions && !protocolVersions.includes(protocolVersion)) {
      const message = `This daemon speaks version ${protocolVersion} of the protocol only.`;
      throw new RpcError("InvalidParams", message, {
        path: "protocolVersions",
        expected: `a list that contains ${JSON.stringify(protocolVersion)}`,
      });
    }
    const { session, ...attached } = await openSession(caller, setup, findOptions(params));
    if (caller.isOwner && typeof processId === "number") setup.watchProcess(processId);
    return {
      serverInfo: { name: "awaitd", version: setup.version },
      protocolVersion,
      capabilities: {
        methods: setup.methods(),
        notifications,
        runners: [...runnerNames],
        loopPolicies: ["persistent", "perCell"],
        languageIds: ["typescript", "javascript"],
        maxMessageBytes: setup.maxMessageBytes,
        ...editorCapabilities,
      },
      session: session.info,
      ...attached,
    };
  },

  async shutdown() {
    if (caller.isOwner) await setup.registry.drain("shutdown");
    return null;
  },
});

/** An editor that speaks LSP only has other places for what others say in `session`. */
const findOptions = ({
  session,
  initializationOptions,
  rootUri,
}: Params<"initialize">): SessionOptions => {
  const options = { ...initializationOptions?.session, ...session };
  if (options.cwd !== undefined || !rootUri?.startsWith("file:")) return options;
  return { ...options, cwd: fileURLToPath(rootUri) };
};

const openSession = async (
  caller: Caller,
  { registry, planner }: LifecycleSetup,
  { attach, sinceSeq, ...options }: SessionOptions,
): Promise<{ session: Session } & Partial<Attached>> => {
  const attached = attach ?? registry.only?.sessionId;
  const session =
    attached === undefined ? registry.create(await planner.plan(options)) : registry.get(attached);
  if (attached === undefined) planner.remember(session, options);
  await session.opened();
  caller.settle(session);
  if (attached !== undefined) return { session, ...caller.follow(session, sinceSeq) };
  caller.follow(session, 0);
  return { session };
};
