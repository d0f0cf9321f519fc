// The conversations of `cases/sessions`, each in one place: over the set every transport and both
// versions of Node play many of them. In test/slow every place plays all.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { play, readConversations, type Conversation } from "./support/conversation.ts";
import { createSocketTheatre, createStdioTheatre, nodes, type Theatre } from "./support/daemon.ts";
import { createMemoryTheatre } from "./support/in-process.ts";
import { isThorough, placesOf } from "./support/share.ts";
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

/** Half as often over stdio: each time takes a daemon of its own, and the kernels it starts. */
const places = [...productions, ...productions.filter(({ name }) => name !== "stdio")];

const placed = new Map<Production, Conversation[]>(productions.map((each) => [each, []]));
for (const conversation of conversations) {
  const { file, title, slow } = conversation;
  if (slow && !isThorough) continue;
  const fitting = places.filter(({ plays }) => plays(conversation));
  for (const place of placesOf(`${file}: ${title}`, fitting)) placed.get(place)!.push(conversation);
}

test("conversations are found, and every production has its share", () => {
  assert.ok(conversations.length > 150);
  for (const { title, lines } of conversations) assert.ok(lines.length > 0, title);
  const shares = [...placed.values()].map(({ length }) => length);
  for (const share of shares) assert.ok(share > conversations.length / 16, shares.join());
  const count = shares.reduce((sum, share) => sum + share);
  const daily = conversations.filter(({ slow }) => !slow).length;
  assert.ok(isThorough ? count > 3 * conversations.length : count === daily);
});

/** All productions at once; in each, one conversation after the other. */
describe("conversations", { concurrency: productions.length }, () => {
  for (const [{ name, theatre }, own] of placed) {
    describe(name, { concurrency: 1 }, () => {
      after(() => theatre.close());
      for (const conversation of own) {
        test(`${conversation.file}: ${conversation.title}`, () => play(conversation, theatre));
      }
    });
  }
});
