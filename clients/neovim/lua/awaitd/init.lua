-- What a person can do: each function is a `:Awaitd` command and a key. The rest of the plugin
-- says nothing to the person that doesn't go through here or `daemon.say`.
local cells = require("awaitd.cells")
local config = require("awaitd.config")
local daemon = require("awaitd.daemon")
local Execution = require("awaitd.execution")
local inline = require("awaitd.inline")
local opening = require("awaitd.opening")
local problems = require("awaitd.problems")
local sessions = require("awaitd.sessions")
local transcript = require("awaitd.transcript")
local variables = require("awaitd.variables")

local M = {}
local warn, failure = vim.log.levels.WARN, vim.log.levels.ERROR

local function here() return vim.api.nvim_get_current_buf() end

-- The buffer's session, or that of the window of output one is in.
local function current_session()
  local session = sessions.of(here())
  if session then return session end
  local id = vim.api.nvim_buf_get_name(here()):match("awaitd://([^/]+)/")
  return id and sessions.by_id[id]
end

local function need_session()
  local session = current_session()
  if session then return session end
  daemon.say("this buffer has no session; run a cell, or :Awaitd start", warn)
end

-- Runs parts of the buffer, one after the other: { first, last, code, column? }.
local function run(parts)
  local buffer = here()
  if #parts == 0 then return daemon.say("there is nothing to run here", warn) end
  local executions = {}
  for index, part in ipairs(parts) do
    local execution = Execution.new(sessions.next_id(), part.code)
    problems.clear(buffer, part.first, part.last)
    inline.place(buffer, execution, part.first, part.last, part.column)
    executions[index] = execution
  end
  sessions.ensure(buffer, function(session, problem)
    for _, execution in ipairs(executions) do
      if session then
        sessions.run(session, execution)
      else
        execution:lose(problem)
        inline.update(execution)
      end
    end
    if problem then daemon.say(problem, failure) end
  end)
end

local function trimmed(buffer, ranges)
  local parts = {}
  for _, range in ipairs(ranges) do
    local part = cells.trim(buffer, range.first, range.last)
    if part then parts[#parts + 1] = part end
  end
  return parts
end

local function cursor_line() return vim.api.nvim_win_get_cursor(0)[1] end

function M.run_cell() run(trimmed(here(), { (cells.at(here(), cursor_line())) })) end

-- Shift-Enter of a notebook.
function M.run_cell_and_move()
  local _, index, all = cells.at(here(), cursor_line())
  M.run_cell()
  local next_one = all[index + 1]
  if next_one then
    vim.api.nvim_win_set_cursor(0, { math.min(next_one.first, vim.api.nvim_buf_line_count(0)), 0 })
  end
end

function M.run_above()
  local _, index, all = cells.at(here(), cursor_line())
  run(trimmed(here(), vim.list_slice(all, 1, index - 1)))
end

function M.run_buffer() run(trimmed(here(), cells.all(here()))) end

function M.run_lines(first, last) run(trimmed(here(), { { first = first, last = last } })) end

function M.run_line() M.run_lines(cursor_line(), cursor_line()) end

function M.run_selection()
  local part = cells.selection(here())
  run({ part })
  vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes("<Esc>", true, false, true), "nx", false)
end

function M.next_cell()
  for _, cell in ipairs(cells.all(here())) do
    if (cell.divider or 0) > cursor_line() then
      return vim.api.nvim_win_set_cursor(0, { cell.divider, 0 })
    end
  end
end

function M.previous_cell()
  local found
  for _, cell in ipairs(cells.all(here())) do
    if (cell.divider or 1) < cursor_line() then found = cell.divider or 1 end
  end
  if found then vim.api.nvim_win_set_cursor(0, { found, 0 }) end
end

local hows = {
  cancelled = "interrupted; its finally blocks have run",
  terminated = "interrupted in the middle of its code",
  restarted = "ended with its kernel: the variables are gone",
}

-- Once: gracefully. Again, while that is under way: at once.
function M.interrupt()
  local session = need_session()
  local execution = session and sessions.current(session)
  if not session then return end
  if not execution then return daemon.say("nothing runs") end
  local mode = execution.interrupting and "terminate" or "graceful"
  execution.interrupting = mode == "terminate" and "is being terminated" or "is being interrupted"
  sessions.on_change(execution, session)
  daemon.request("interrupt", { sessionId = session.id, mode = mode }, function(answer, problem)
    if problem then return daemon.say(problem, failure) end
    if answer.status ~= "interrupted" then return daemon.say("nothing runs any more") end
    local what = hows[answer.how] or "interrupted"
    daemon.say("the cell was " .. what, answer.stateLost and warn or nil)
  end)
end

-- A fresh namespace; of a buffer without a session, a session.
function M.restart()
  local session = current_session()
  if not session then return M.start() end
  daemon.request("session/restart", { sessionId = session.id }, function(_, problem)
    if problem then return daemon.say(problem, failure) end
    daemon.say(session.name .. " was restarted: its variables are gone")
    variables.refresh(session)
  end)
end

local function tell_settled(session, problem)
  if problem then return daemon.say(problem, failure) end
  daemon.say(("this buffer's session is %s, in %s"):format(session.name, session.cwd))
end

function M.start() sessions.ensure(here(), tell_settled) end

function M.new_session(name) sessions.create(here(), name, tell_settled) end

local function title(info) return info.name or info.sessionId end

-- By name or id; without one a list is shown.
function M.attach(name)
  local buffer = here()
  sessions.list(buffer, function(all, problem)
    if problem then return daemon.say(problem, failure) end
    local function choose(info)
      if info then sessions.attach(buffer, info, tell_settled) end
    end
    if not name then
      return vim.ui.select(all, {
        prompt = "Session of this buffer",
        format_item = function(one)
          return ("%s  %s, In[%d]  %s"):format(title(one), one.state, one.executionCount, one.cwd)
        end,
      }, choose)
    end
    for _, one in ipairs(all) do
      if one.name == name or one.sessionId == name then return choose(one) end
    end
    local names = table.concat(vim.tbl_map(title, all), ", ")
    daemon.say(("no session is called %s; there are: %s"):format(name, names), failure)
  end)
end

function M.close()
  local session = need_session()
  if session then daemon.request("session/close", { sessionId = session.id }) end
end

function M.stop()
  if not daemon.stop() then daemon.say("no daemon runs") end
end

function M.output()
  local session = need_session()
  if session then transcript.toggle(session) end
end

function M.variables()
  local session = need_session()
  if session then variables.toggle(session) end
end

function M.clear() inline.clear(here()) end

-- The last picture or page that the cell has shown, in a program that can draw it.
function M.open()
  local execution = inline.at(here(), cursor_line())
  if not (execution and execution.rich) then
    return daemon.say("the cell has shown no picture and no page", warn)
  end
  local path, problem = opening.open(execution.rich)
  daemon.say(problem and (path .. ": " .. problem) or ("opens " .. path), problem and warn or nil)
end

function M.error()
  if not problems.go_last() then daemon.say("no failure has a place in a buffer") end
end

function M.set_runner(name)
  local session = need_session()
  if not session then return end
  if not name then
    return daemon.say(("the runner of %s is %s"):format(session.name, session.runner))
  end
  daemon.request("setRunner", { sessionId = session.id, runner = name }, function(answer, problem)
    if problem then return daemon.say(problem, failure) end
    session.runner = answer.runner
    daemon.say(("from the next cell on %s runs with %s"):format(session.name, answer.runner))
  end)
end

-- For a statusline: "notes.ts busy In[4] 2.1 s"; nothing where there is no session.
function M.status()
  local session = current_session()
  if not session then return "" end
  local execution = sessions.current(session)
  local runner = session.runner ~= "native" and (" " .. session.runner) or ""
  local place = ("%s %s%s"):format(session.name, session.state, runner)
  if execution and execution.status == "running" then
    return ("%s In[%s] %.1f s"):format(place, execution.count, execution:elapsed_ms() / 1000)
  end
  return ("%s In[%d]"):format(place, session.count or 0)
end

function M.setup(options)
  config.set(options)
  require("awaitd.keys").map(config.options.prefix)
end

sessions.on_change = function(execution, session)
  inline.update(execution)
  transcript.update(execution, session)
end
sessions.on_finish = function(execution, session)
  problems.show(execution, session)
  variables.refresh(session)
end
sessions.on_state = function() vim.cmd("redrawstatus!") end

-- Neovim asks in its last line; Escape is the end of input.
local asking
daemon.handlers["input/request"] = function(params)
  local session = sessions.by_id[params.sessionId]
  local execution = session and session.executions[params.executionId]
  local prompt = params.prompt ~= "" and params.prompt or "A line for the cell: "
  if execution then
    execution.asks = prompt
    sessions.on_change(execution, session)
  end
  local ask = params.password and vim.fn.inputsecret or vim.fn.input
  local gone = "\27"
  asking = true
  local how = params.password and prompt or { prompt = prompt, cancelreturn = gone }
  local is_answered, value = pcall(ask, how)
  asking = false
  if execution then
    execution.asks = nil
    sessions.on_change(execution, session)
  end
  return { value = (is_answered and value ~= gone) and value or vim.NIL }
end
daemon.handlers["$/cancelRequest"] = function()
  if asking then vim.api.nvim_input("<C-c>") end
end

return M
