// %% one
enum E { A = 1 }
E.A //=> 1
// %% magics
%who_ls
//=> [ 'E' ]
!echo hi //=> prints hi
const lines = !echo "it's"
lines[0] //=> "it's"
%%capture printed
console.log("captured")
// %%
printed.stdout //=> 'captured\n'
