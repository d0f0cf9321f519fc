#!/usr/bin/env node
// A small JSON service and the client that talks to it, in one session.

// %% the data
const { createServer, Agent, request } = require("node:http");

const books = new Map([
  [1, { id: 1, title: "The Left Hand of Darkness", year: 1969 }],
  [2, { id: 2, title: "Roadside Picnic", year: 1972 }],
]);
let nextId = 3;
const log = [];

// %% the routes
class HttpError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

async function readJson(req) {
  const chunks = [];
  for await (const chunk of req) chunks.push(chunk);
  try {
    return JSON.parse(Buffer.concat(chunks).toString());
  } catch {
    throw new HttpError(400, "The body is no JSON.");
  }
}

const routes = [
  ["GET", /^\/books$/, () => [...books.values()]],
  [
    "GET",
    /^\/books\/(?<id>\d+)$/,
    ({ id }) => {
      const book = books.get(Number(id));
      if (!book) throw new HttpError(404, `No book ${id}.`);
      return book;
    },
  ],
  [
    "POST",
    /^\/books$/,
    async (_params, req) => {
      const { title, year } = await readJson(req);
      if (typeof title !== "string") throw new HttpError(422, "A book has a title.");
      const book = { id: nextId++, title, year };
      books.set(book.id, book);
      return book;
    },
  ],
  ["DELETE", /^\/books\/(?<id>\d+)$/, ({ id }) => ({ deleted: books.delete(Number(id)) })],
];

async function handle(req, res) {
  log.push(`${req.method} ${req.url}`);
  try {
    if (req.url === "/slow") return void streamSlowly(res);
    const known = routes.filter(([, pattern]) => pattern.test(req.url));
    if (known.length === 0) throw new HttpError(404, "No such path.");
    const route = known.find(([method]) => method === req.method);
    if (!route) throw new HttpError(405, `${req.method} is not for this path.`);
    const [, pattern, respond] = route;
    send(res, 200, await respond(pattern.exec(req.url).groups ?? {}, req));
  } catch (error) {
    send(res, error.status ?? 500, { error: error.message });
  }
}

function send(res, status, body) {
  res.writeHead(status, { "content-type": "application/json" });
  res.end(JSON.stringify(body));
}

function streamSlowly(res) {
  res.writeHead(200, { "content-type": "text/plain" });
  let part = 0;
  const timer = setInterval(() => {
    res.write(`part ${++part}\n`);
    if (part === 3) {
      clearInterval(timer);
      res.end();
    }
  }, 5);
}

// %% listen
const server = createServer(handle);
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const base = `http://127.0.0.1:${server.address().port}`;
console.log("listening:", server.listening);

// %% a client by fetch
async function call(method, path, body) {
  const init = { method, body: body === undefined ? undefined : JSON.stringify(body) };
  const response = await fetch(base + path, init);
  const text = JSON.stringify(await response.json());
  console.log(`${method.padEnd(6)} ${path.padEnd(10)} ${response.status} ${text}`);
}

await call("GET", "/books");
await call("GET", "/books/2");
await call("POST", "/books", { title: "Solaris", year: 1961 });
await call("GET", "/books/3");

// %% what goes wrong
await call("GET", "/books/99");
await call("PUT", "/books", {});
await call("GET", "/nowhere");
await call("POST", "/books", { name: "untitled" });
const broken = await fetch(`${base}/books`, { method: "POST", body: "{" });
console.log("broken:", broken.status, (await broken.json()).error);

// %% in parallel
const statuses = await Promise.all(
  Array.from({ length: 20 }, async (_, i) => (await fetch(`${base}/books/${(i % 4) + 1}`)).status),
);
console.log("parallel:", Object.entries(Object.groupBy(statuses, String)).map(([s, all]) => `${s} x${all.length}`));

// %% a response that comes in parts, by the older client, over one kept connection
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const get = (path) =>
  new Promise((resolve, reject) => {
    request(base + path, { agent }, (res) => {
      const port = res.socket.localPort;
      let text = "";
      res.setEncoding("utf8");
      res.on("data", (part) => (text += part));
      res.on("end", () => resolve({ text, port }));
    })
      .on("error", reject)
      .end();
  });
const slow = await get("/slow");
const fast = await get("/books/1");
console.log(slow.text.trim().split("\n"));
console.log("same connection:", slow.port === fast.port);

// %% the end
agent.destroy();
await call("DELETE", "/books/1");
server.closeAllConnections();
await new Promise((resolve) => server.close(resolve));
console.log("requests:", log.length, "last:", log.at(-1));
try {
  await fetch(`${base}/books`);
} catch (error) {
  console.log("closed:", error.message);
}
