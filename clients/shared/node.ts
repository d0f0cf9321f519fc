// The package's entry for Node, `awaitd/client`.
export * from "./api.ts";
export * from "./connect.ts";
