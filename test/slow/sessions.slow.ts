// Every conversation over every transport and on both versions of Node.
process.env["THOROUGH"] = "1";
await import("../sessions.test.ts");
