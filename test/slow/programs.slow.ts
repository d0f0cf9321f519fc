// Every program on both versions of Node.
process.env["THOROUGH"] = "1";
await import("../programs.test.ts");
