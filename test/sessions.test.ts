// The conversations of `cases/sessions`, played over every transport and on both versions of Node.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { play, readConversations, type Conversation } from "./support/conversation.ts";
import { createSocketTheatre, createStdioTheatre, nodes, type Theatre } from "./support/daemon.ts";
import { createMemoryTheatre } from "./support/in-process.ts";
import { root } from "./support/sources.ts";

const conversations = readConversations(join(root, "test/cases/sessions"));

/** One client is all that standard input and output have room for. */
const needsSeveralClients = ({ lines }: Conversation): boolean =>
  lines.some(({ text }) => text.startsWith("client "));
const needsStdio = ({ file }: Conversation): boolean => file === "lifecycle-stdio";

interface Production {
  name: string;
  theatre: Theatre;
  plays: (conversation: Conversation) => boolean;
}

const productions: Production[] = [
  {
    name: "memory",
    theatre: createMemoryTheatre(),
    plays: (conversation) => !needsStdio(conversation),
  },
  {
    name: "stdio",
    theatre: createStdioTheatre(nodes.node24),
    plays: (conversation) => !needsSeveralClients(conversation),
  },
  {
    name: "WebSocket",
    theatre: createSocketTheatre(nodes.node24),
    plays: (conversation) => !needsStdio(conversation),
  },
  {
    name: "WebSocket, Node 26",
    theatre: createSocketTheatre(nodes.node26),
    plays: (conversation) => !needsStdio(conversation),
  },
];

test("conversations are found, and each is played somewhere", () => {
  assert.ok(conversations.length > 40);
  for (const conversation of conversations) {
    assert.ok(conversation.lines.length > 0, conversation.title);
    assert.ok(productions.some(({ plays }) => plays(conversation)));
  }
});

/** All productions at once; in each, one conversation after the other. */
describe("conversations", { concurrency: productions.length }, () => {
  for (const { name, theatre, plays } of productions) {
    describe(name, { concurrency: 1 }, () => {
      after(() => theatre.close());
      for (const conversation of conversations.filter(plays)) {
        test(`${conversation.file}: ${conversation.title}`, () => play(conversation, theatre));
      }
    });
  }
});
