// A session inside of a running program, and a client that uses it.
// From the repository's root, after a build: npx node clients/examples/embed.ts
import { embed, type Listening } from "awaitd";
import { connect } from "awaitd/client";

const scope = { orders: [{ id: 1, total: 30 }], rate: 1.2 };

const visit = async ({ url, token }: Listening): Promise<void> => {
  const client = await connect(url, { token });
  for (const code of [
    "orders.push(await sleep(10, { id: 2, total: 12 }))",
    "rate = 2; orders.map(({ total }) => total * rate)",
    "try { await sleep(1000) } finally { console.log('for the client') }",
  ]) {
    console.log(`> ${code}`);
    const { status, result } = await client.execute(code, {
      onOutput: ({ text = "" }) => process.stdout.write(`printed: ${text}`),
      signal: AbortSignal.timeout(300),
    });
    console.log(`${status}:`, result?.data["text/plain"] ?? "");
  }
  await client.request("session/close", {});
};

await embed({ context: scope, banner: false, onListening: (listening) => void visit(listening) });
console.log("the program goes on:", scope.rate, scope.orders.length, "orders");
