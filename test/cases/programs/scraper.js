// A crawler against a site that this session serves itself: links followed once, a few pages at a time,
// retries, a robots file, a sitemap at the end.

// %% the site
const http = require("node:http");
const page = (title, body, links) => `<!doctype html>
<html><head><title>${title}</title></head><body>
<h1>${title}</h1>${body}
<ul>${links.map((href) => `<li><a class="link" href="${href}">to ${href}</a></li>`).join("")}</ul>
</body></html>`;

const site = {
  "/": page("Home", "<p>Welcome &amp; enjoy.</p>", ["/fruit", "vegetables/", "/missing", "/private/keys", "#top"]),
  "/fruit": page("Fruit", '<p data-price="3">Apple</p><p data-price="5">Pear</p>', ["/", "/fruit/apple", "/fruit/pear"]),
  "/fruit/apple": page("Apple", '<p data-price="3">Red &lt;or&gt; green</p>', ["../fruit", "https://example.com/away"]),
  "/fruit/pear": page("Pear", '<p data-price="5">Green</p>', ["/fruit", "/flaky"]),
  "/vegetables/": page("Vegetables", '<p data-price="2">Leek</p>', ["leek?sort=asc#price", "../"]),
  "/vegetables/leek": page("Leek", '<p data-price="2">Long</p>', ["mailto:leek@example.com"]),
  "/private/keys": page("Keys", "<p>secret</p>", []),
  "/flaky": page("Flaky", "<p>Third time lucky</p>", ["/moved"]),
};
const hits = {};
let failures = 0;
const server = http.createServer((req, res) => {
  const path = new URL(req.url, "http://site").pathname;
  hits[path] = (hits[path] ?? 0) + 1;
  if (path === "/robots.txt") return res.end("User-agent: *\nDisallow: /private/\n");
  if (path === "/moved") return res.writeHead(301, { location: "/fruit" }).end();
  if (path === "/flaky" && ++failures < 3) return res.writeHead(503).end("busy");
  if (!(path in site)) return res.writeHead(404).end("nothing here");
  setTimeout(() => res.setHeader("content-type", "text/html").end(site[path]), 2);
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const origin = `http://127.0.0.1:${server.address().port}`;

// %% reading HTML, as far as this site needs it
const entities = { amp: "&", lt: "<", gt: ">", quot: '"' };
const decode = (text) => text.replace(/&(\w+);/g, (whole, name) => entities[name] ?? whole);
function readPage(html, base) {
  const title = decode(/<title>(.*?)<\/title>/s.exec(html)?.[1] ?? "");
  const links = html
    .matchAll(/<a\b[^>]*\bhref="([^"]*)"/g)
    .map(([, href]) => new URL(decode(href), base))
    .filter((url) => url.protocol.startsWith("http"))
    .map((url) => ((url.hash = ""), (url.search = ""), url.href))
    .toArray();
  const prices = [...html.matchAll(/data-price="(\d+)">([^<]*)/g)].map(([, price, name]) => [decode(name), Number(price)]);
  return { title, links: [...new Set(links)], prices };
}
console.log(readPage(site["/fruit/apple"], "http://site/fruit/apple"));

// %% manners
const robots = await (await fetch(`${origin}/robots.txt`)).text();
const forbidden = [...robots.matchAll(/^Disallow: (\S+)/gm)].map(([, prefix]) => prefix);
const allowed = (url) => {
  const { origin: where, pathname } = new URL(url);
  return where === origin && !forbidden.some((prefix) => pathname.startsWith(prefix));
};
console.log("forbidden:", forbidden, "| away:", allowed("https://example.com/away"));

// %% with patience
async function fetchPatiently(url, attempts = 4) {
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(url, { signal: AbortSignal.timeout(5000) });
    if (response.status < 500 || attempt === attempts) return { response, attempt };
    await response.body?.cancel();
    await new Promise((resolve) => setTimeout(resolve, 2 ** attempt));
  }
}

// %% the crawl: a queue, and three who work on it
const seen = new Set();
const pages = new Map();
const notes = [];

async function crawl(start, width) {
  const queue = [start];
  seen.add(start);
  const running = new Set();
  while (queue.length > 0 || running.size > 0) {
    while (queue.length > 0 && running.size < width) {
      const url = queue.shift();
      const job = visit(url).then((found) => {
        running.delete(job);
        for (const link of found) {
          if (seen.has(link)) continue;
          seen.add(link);
          if (allowed(link)) queue.push(link);
          else notes.push(`left out ${link.replace(origin, "")}`);
        }
      });
      running.add(job);
    }
    await Promise.race(running);
  }
}

async function visit(url) {
  const { response, attempt } = await fetchPatiently(url);
  const path = new URL(url).pathname;
  if (attempt > 1) notes.push(`${path} took ${attempt} attempts`);
  if (response.redirected) notes.push(`${path} leads to ${new URL(response.url).pathname}`);
  if (!response.ok) {
    notes.push(`${path} answered ${response.status} ${await response.text()}`);
    return [];
  }
  const found = readPage(await response.text(), response.url);
  if (!response.redirected) pages.set(path, found);
  return found.links;
}

// %%
await crawl(`${origin}/`, 3);
for (const [path, { title, links }] of [...pages].sort()) console.log(path.padEnd(18), title.padEnd(11), links.length);

// %%
console.log(notes.sort());

// %% what it was for
const prices = new Map([...pages.values()].flatMap((found) => found.prices));
console.log(Object.fromEntries([...prices].sort()));
console.log("each page once:", Object.entries(hits).filter(([path]) => pages.has(path) && path !== "/flaky").every(([path, n]) => n === (path === "/fruit" ? 2 : 1)));

// %%
server.closeAllConnections();
server.close();
