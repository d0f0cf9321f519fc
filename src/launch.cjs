#!/usr/bin/env node
// The `awaitd` command, on whatever Node it is started with (12 or newer). The program needs Node
// 24: when this one will do, it runs right here; otherwise the first fitting one that is found runs
// it, with the same streams, signals and exit code.
"use strict";
const { spawn, spawnSync } = require("child_process");
const { existsSync } = require("fs");
const path = require("path");

const needed = 24;
const programName = nameOfProgram(process.argv.slice(2));
const program = path.join(__dirname, "..", "dist", `${programName}.cjs`);
const signals = ["SIGINT", "SIGTERM", "SIGHUP"];

/** The console is a program of its own; on a terminal it is what `awaitd` alone means. */
function nameOfProgram(argv) {
  const first = argv[0] === "help" ? argv[1] : argv[0];
  const isAlone = argv.length === 0 && process.stdin.isTTY && process.stdout.isTTY;
  return isAlone || first === "repl" || first === "connect" ? "repl" : "main";
}

const majorOf = (version) => Number((/^v?(\d+)/.exec(version) || [])[1] || 0);

main();

function main() {
  if (!existsSync(program)) {
    fail(
      `awaitd: ${program} is not there: run "npm run build" in ${path.dirname(__dirname)} first.`,
    );
  } else if (majorOf(process.version) >= needed) {
    require("./load.cjs").load(programName);
  } else {
    const node = findNode();
    if (node) run(node);
    else {
      fail(
        `awaitd: needs Node ${needed} or newer, this is ${process.version} and no other was found: ` +
          `install one, or set AWAITD_NODE to its path.`,
      );
    }
  }
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}

/**
 * A Node that is new enough: the one that is asked for, the package `node` nearby, then the path.
 */
function findNode() {
  const { AWAITD_NODE: asked } = process.env;
  if (asked) return isFit(asked) ? asked : undefined;
  return candidates().find((candidate) => existsSync(candidate) && isFit(candidate));
}

function candidates() {
  const found = [];
  for (let folder = __dirname; ; folder = path.dirname(folder)) {
    found.push(path.join(folder, "node_modules", "node", "bin", "node"));
    found.push(path.join(folder, "node_modules", ".bin", "node"));
    if (folder === path.dirname(folder)) break;
  }
  const folders = (process.env.PATH || "").split(path.delimiter).filter(Boolean);
  for (const name of [`node${needed}`, "node"]) {
    for (const folder of folders) found.push(path.join(folder, name));
  }
  return found;
}

function isFit(node) {
  const { status, stdout } = spawnSync(node, ["--version"], { encoding: "utf8" });
  return status === 0 && majorOf(stdout) >= needed;
}

function run(node) {
  const loader = path.join(__dirname, "load.cjs");
  const child = spawn(node, [loader, programName, ...process.argv.slice(2)], { stdio: "inherit" });
  for (const signal of signals) process.on(signal, () => child.kill(signal));
  child.on("error", (error) => fail(`awaitd: ${node} could not be started: ${error.message}`));
  child.on("exit", (code, signal) => {
    if (signal === null) return process.exit(code);
    for (const name of signals) process.removeAllListeners(name);
    process.kill(process.pid, signal);
  });
}
