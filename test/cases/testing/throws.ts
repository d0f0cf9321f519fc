// %% what is thrown
const fail = (error: unknown): never => { throw error };
fail(new TypeError("bad")) //=> throws TypeError: bad
fail(new TypeError("bad")) //=> throws TypeError
fail(new TypeError("bad")) //=> throws
fail(new TypeError("bad: really")) //=> throws TypeError: …
fail(5) //=> throws 5
let = = 1 //=> throws SyntaxError: Unexpected token '='
await Promise.reject(new RangeError("far")) //=> throws RangeError: far
// %% what is not
1 //=> throws TypeError
fail(new Error("a")) //=> throws Error: b
fail(new Error("c")) //=> 5
"never reached" //=> 1
// %% what nobody expects
const before = 1;
fail(new Error("unexpected"));
// %% the next cell goes on
before //=> 1
// %% later
setTimeout(() => fail(new Error("late")), 1);
// %%
await sleep(50) //=> undefined
