-- The commands: their names, what they do, and their keys behind the prefix of `setup`.
local M = {}

-- Command, function, key, modes of the key, what it does.
M.commands = {
  { "cell", "run_cell", "c", "n", "run the cell" },
  { "next", "run_cell_and_move", "n", "n", "run the cell and go to the next one" },
  { "line", "run_line", "l", "n", "run the line" },
  { "selection", "run_selection", "c", "x", "run what is selected" },
  { "above", "run_above", "a", "n", "run all cells above" },
  { "buffer", "run_buffer", "b", "n", "run all cells" },
  { "interrupt", "interrupt", "i", "n", "interrupt; twice: at once" },
  { "restart", "restart", "r", "n", "begin with no variables" },
  { "output", "output", "o", "n", "open or close the window of output" },
  { "variables", "variables", "v", "n", "open or close the list of variables" },
  { "open", "open", "p", "n", "open the picture or page that the cell has shown" },
  { "error", "error", "e", "n", "go to the last failure" },
  { "clear", "clear", "x", "n", "clear what is shown below cells" },
  { "attach", "attach", "s", "n", "choose the buffer's session" },
  { "new", "new_session", nil, nil, "begin a further session" },
  { "runner", "set_runner", nil, nil, "tell or set the runner" },
  { "start", "start", nil, nil, "begin the buffer's session" },
  { "close", "close", nil, nil, "end the buffer's session" },
  { "stop", "stop", nil, nil, "end the daemon with all sessions" },
}

function M.map(prefix)
  local awaitd = require("awaitd")
  local function map(mode, keys, run, what)
    vim.keymap.set(mode, keys, function() run() end, { silent = true, desc = "awaitd: " .. what })
  end
  if not prefix then return end
  for _, command in ipairs(M.commands) do
    local _, name, key, modes, what = unpack(command, 1, 5)
    if key then map(modes, prefix .. key, awaitd[name], what) end
  end
  map("n", prefix .. "k", vim.lsp.buf.hover, "tell what stands at the cursor")
  map("n", prefix .. "]", awaitd.next_cell, "go to the next cell")
  map("n", prefix .. "[", awaitd.previous_cell, "go to the cell before")
end

-- `:Awaitd NAME [ARGUMENT]`, with a range: those lines.
function M.run(call)
  local awaitd = require("awaitd")
  local name, argument = call.fargs[1], table.concat(vim.list_slice(call.fargs, 2), " ")
  if not name then
    if call.range > 0 then return awaitd.run_lines(call.line1, call.line2) end
    return awaitd.run_cell()
  end
  for _, command in ipairs(M.commands) do
    if command[1] == name then return awaitd[command[2]](argument ~= "" and argument or nil) end
  end
  local names = vim.tbl_map(function(command) return command[1] end, M.commands)
  local problem = ("no command %q; there are: %s"):format(name, table.concat(names, ", "))
  require("awaitd.daemon").say(problem, vim.log.levels.ERROR)
end

function M.complete(lead, line)
  local words = vim.split(vim.trim(line:gsub("^.-Awaitd%s*", "")), "%s+")
  if #words > 1 or (#words == 1 and words[1] ~= "" and lead == "") then
    if words[1] == "runner" then return { "native", "sync", "effection", "effect" } end
    return {}
  end
  local names = vim.tbl_map(function(command) return command[1] end, M.commands)
  return vim.tbl_filter(function(name) return vim.startswith(name, lead) end, names)
end

return M
