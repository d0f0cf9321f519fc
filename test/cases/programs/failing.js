// A script that fails in its third cell: what was printed before is there, what comes after is not run.

// %%
console.log("before");
console.error("a warning");

// %%
function divide(a, b) {
  if (b === 0) throw new RangeError("division by zero");
  return a / b;
}
console.log(divide(6, 3));

// %%
console.log("about to fail");
divide(1, await Promise.resolve(0));
console.log("never printed");

// %%
console.log("never run");
