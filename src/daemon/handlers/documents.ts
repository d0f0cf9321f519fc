// What editors ask that speak LSP only: about a place in an open text, for the session that the
// client means, whichever cell of the text the place is in.
import { RpcError } from "../../../protocol/errors.ts";
import type { Params } from "../../../protocol/methods.ts";
import type { CellSource } from "../../language/service.ts";
import type { Handlers, Notices } from "../../rpc/link.ts";
import type { Session } from "../../session/session.ts";
import type { Caller } from "../caller.ts";
import { Documents, type Place } from "../documents.ts";
import { Drafts } from "../drafts.ts";
import {
  describeCompletion,
  describeHover,
  describeInspection,
  describeSignatures,
} from "../editor.ts";
import type { Insight } from "../insight.ts";
import { Proofreader } from "../proofreader.ts";

type Name = "textDocument/completion" | "textDocument/hover" | "textDocument/signatureHelp";

export interface Editor {
  handlers: Pick<Handlers, Name | "textDocument/diagnostic">;
  notices: Notices;
}

export const createEditor = (
  caller: Caller,
  insight: Insight,
  report: (error: unknown) => void,
): Editor => {
  const { language } = insight;
  const documents = new Documents();
  const drafts = new Drafts(language, "asked");
  // It goes through all cells, while others are asked about one.
  const proofs = new Drafts(language, "read");
  const proofreader = new Proofreader({
    documents,
    check: async (uri, code, before, sessionId) => {
      const session = caller.find(sessionId ?? documents.sessionOf(uri));
      const source = proofs.describe(session, uri, before);
      return language ? language.diagnostics(source, code) : [];
    },
    publish: (params) => caller.link.notify("textDocument/publishDiagnostics", params),
    report,
  });
  const leave = (): void => {
    proofreader.close();
    drafts.forget();
    proofs.forget();
  };
  caller.link.closed.addEventListener("abort", leave, { once: true });
  return {
    handlers: {
      ...createHandlers(caller, insight, documents, drafts),
      async "textDocument/diagnostic"({ textDocument: { uri }, sessionId }) {
        const items = await proofreader.read(uri, sessionId);
        if (items) return { kind: "full", items };
        const message = "The text has changed meanwhile, or TypeScript has not answered.";
        throw new RpcError("InternalError", message, { uri });
      },
    },
    notices: createNotices(documents, [drafts, proofs], proofreader),
  };
};

const createHandlers = (
  caller: Caller,
  insight: Insight,
  documents: Documents,
  drafts: Drafts,
): Pick<Handlers, Name> => {
  const { language } = insight;
  const find = (params: Params<Name>): { session: Session; place: Place; source: CellSource } => {
    const { uri } = params.textDocument;
    const session = caller.find(params.sessionId ?? documents.sessionOf(uri));
    const place = documents.locate(uri, params.position);
    return { session, place, source: drafts.describe(session, uri, place.before) };
  };
  return {
    async "textDocument/completion"(params) {
      const { session, place, source } = find(params);
      return describeCompletion(await insight.complete(session, place, source), place);
    },
    async "textDocument/hover"(params) {
      const { session, place, source } = find(params);
      const both = await insight.inspect(session, { ...place, detail: 0 }, source);
      if (both.found) return describeInspection(both, place);
      // Who points at something waits longer than who types.
      return describeHover(await language?.hover(source, place.code, place.cursor), place);
    },
    async "textDocument/signatureHelp"(params) {
      const { place, source } = find(params);
      return describeSignatures(await language?.signatureHelp(source, place.code, place.cursor));
    },
  };
};

const createNotices = (
  documents: Documents,
  drafts: readonly Drafts[],
  proofreader: Proofreader,
): Notices => ({
  "textDocument/didOpen"(params) {
    documents.didOpen(params);
    proofreader.onChange(params.textDocument.uri);
  },
  "textDocument/didChange"(params) {
    documents.didChange(params);
    proofreader.onChange(params.textDocument.uri);
  },
  "textDocument/didClose"({ textDocument: { uri } }) {
    const { version } = documents.get(uri);
    documents.didClose(uri);
    proofreader.onClose(uri, version);
    for (const each of drafts) each.forget(uri);
  },
});
