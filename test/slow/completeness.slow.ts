// More beginnings of every case.
process.env["THOROUGH"] = "1";
await import("../completeness.test.ts");
