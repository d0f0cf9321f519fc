-- The sessions that this editor follows: what each has run, and which buffer means which.
local config = require("awaitd.config")
local daemon = require("awaitd.daemon")
local Execution = require("awaitd.execution")

local M = {
  by_id = {},
  -- Called with (execution, session) when there is something new to be seen.
  on_change = function() end,
  on_finish = function() end,
  on_state = function() end,
}

-- Buffer → { session } or { waiting = callbacks }.
local places = {}
-- Of one session; what is older is forgotten.
local most_executions = 300
local last_number = 0
-- SessionNotFound and SessionClosed.
local session_is_over = { [1001] = true, [1002] = true }

local function adopt(info)
  local session = M.by_id[info.sessionId]
    or { id = info.sessionId, order = {}, executions = {}, by_count = {}, displays = {} }
  session.name, session.state = info.name or info.sessionId, info.state
  session.count, session.runner, session.cwd = info.executionCount, info.runner, info.cwd
  M.by_id[info.sessionId] = session
  return session
end

local function name_of(buffer)
  local name = vim.fn.fnamemodify(vim.api.nvim_buf_get_name(buffer), ":t")
  return name ~= "" and name or ("buffer " .. buffer)
end

function M.folder_of(buffer)
  local name = vim.api.nvim_buf_get_name(buffer)
  local folder = name ~= "" and vim.fn.fnamemodify(name, ":p:h") or vim.fn.getcwd()
  return vim.fn.isdirectory(folder) == 1 and folder or vim.fn.getcwd()
end

function M.of(buffer)
  return places[buffer] and places[buffer].session
end

local function settle(buffer, session, problem)
  local callbacks = places[buffer] and places[buffer].waiting or {}
  places[buffer] = session and { session = session } or nil
  if session and vim.api.nvim_buf_is_loaded(buffer) then
    daemon.attach(buffer, session.id)
    M.on_state(session)
  end
  for _, callback in ipairs(callbacks) do callback(session, problem) end
end

local function create(buffer, name)
  local folder = M.folder_of(buffer)
  local function done(session, problem) settle(buffer, session, problem) end
  daemon.ready(folder, name, function(problem)
    if problem then return done(nil, problem) end
    local home = daemon.home
    if home then
      daemon.home = nil
      return done(adopt(home))
    end
    local options = vim.tbl_extend("force", { name = name, cwd = folder }, config.options.session)
    daemon.request("session/create", options, function(info, why)
      if info then done(adopt(info)) else done(nil, why) end
    end)
  end)
end

-- Calls back with the buffer's session, which is made if there is none, or with what is wrong.
function M.ensure(buffer, callback)
  local place = places[buffer]
  if place and place.session then return callback(place.session) end
  if place then return table.insert(place.waiting, callback) end
  places[buffer] = { waiting = { callback } }
  create(buffer, name_of(buffer))
end

-- A further session, which the buffer means from now on.
function M.create(buffer, name, callback)
  places[buffer] = { waiting = { callback } }
  create(buffer, name or name_of(buffer))
end

-- Of a session that is new here all that it has shown is told again.
function M.attach(buffer, info, callback)
  local is_known = M.by_id[info.sessionId] ~= nil
  local session = adopt(info)
  local params = { sessionId = session.id, sinceSeq = not is_known and 0 or nil }
  daemon.request("session/attach", params, function(answer, problem)
    if not answer then
      if not is_known then M.forget(session) end
      return callback(nil, problem)
    end
    adopt(answer.session)
    places[buffer] = { waiting = { callback } }
    settle(buffer, session)
  end)
end

function M.list(buffer, callback)
  daemon.ready(M.folder_of(buffer), name_of(buffer), function(problem)
    if problem then return callback(nil, problem) end
    daemon.request("session/list", nil, function(answer, why)
      callback(answer and answer.sessions, why)
    end)
  end)
end

function M.forget_buffer(buffer) places[buffer] = nil end

local function keep(session, execution)
  session.executions[execution.id] = execution
  table.insert(session.order, execution)
  if #session.order > most_executions then
    local oldest = table.remove(session.order, 1)
    session.executions[oldest.id] = nil
    if oldest.count then session.by_count[oldest.count] = nil end
  end
  return execution
end

-- That of another client is made when it is first heard of.
local function record(session, id, code)
  return session.executions[id] or keep(session, Execution.new(id, code))
end

local function finish(session, execution, result)
  execution.asks, execution.interrupting = nil, nil
  execution:finish(result)
  if execution.count then session.by_count[execution.count] = execution end
  M.on_change(execution, session)
  M.on_finish(execution, session)
end

function M.next_id()
  last_number = last_number + 1
  return ("nvim-%d-%d"):format(vim.fn.getpid(), last_number)
end

-- Sends an execution that the caller has made.
function M.run(session, execution)
  keep(session, execution)
  local params = { sessionId = session.id, executionId = execution.id, code = execution.code }
  params.allowStdin = true
  local is_sent = daemon.request("execute", params, function(result, problem, code)
    if result then return finish(session, execution, result) end
    execution:lose(problem or "the daemon did not take it")
    M.on_change(execution, session)
    if session_is_over[code] then M.forget(session) end
  end)
  if not is_sent then execution:lose("there is no daemon") end
  M.on_change(execution, session)
end

-- The running one, else the first that waits.
function M.current(session)
  local waits
  for _, execution in ipairs(session.order) do
    if execution.status == "running" then return execution end
    if execution.status == "waiting" then waits = waits or execution end
  end
  return waits
end

daemon.handlers["execution/didStart"] = function(params)
  local session = M.by_id[params.sessionId]
  if not session then return end
  local execution = record(session, params.executionId, params.code)
  execution.code = execution.code or params.code
  execution:start(params.executionCount)
  session.by_count[params.executionCount] = execution
  session.count = params.executionCount
  M.on_change(execution, session)
end

daemon.handlers["execution/didFinish"] = function(params)
  local session = M.by_id[params.sessionId]
  if session then finish(session, record(session, params.executionId, ""), params) end
end

daemon.handlers["output"] = function(params)
  local session = M.by_id[params.sessionId]
  if not session then return end
  local execution = record(session, params.executionId, "")
  if params.executionCount == 0 and execution.status == "waiting" then execution.status = "ok" end
  execution:apply(params, session.displays)
  M.on_change(execution, session)
  if params.kind ~= "updateDisplay" then return end
  for _, place in ipairs(session.displays[params.displayId] or {}) do
    M.on_change(place.execution, session)
  end
end

daemon.handlers["output/gap"] = function(params)
  local session = M.by_id[params.sessionId]
  local last = session and session.order[#session.order]
  if not last then return end
  last:note("… some output was missed (the daemon keeps no more)", "AwaitdWarning")
  M.on_change(last, session)
end

daemon.handlers["session/didChangeState"] = function(params)
  local session = M.by_id[params.sessionId]
  if not session then return end
  session.state = params.state
  M.on_state(session)
  if params.state ~= "dead" then return end
  local reason = params.reason or ""
  if reason == "closed" then
    M.forget(session)
    daemon.say(("the session %s was closed"):format(session.name))
  elseif not reason:find("^restarted") and reason ~= "shutdown" then
    local what = "the kernel of %s has ended (%s), and with it its variables; the next is a new one"
    daemon.say(what:format(session.name, reason), vim.log.levels.WARN)
  end
end

-- The session is over; the next cell of its buffers begins another.
function M.forget(session)
  M.by_id[session.id] = nil
  for buffer, place in pairs(places) do
    if place.session == session then places[buffer] = nil end
  end
end

function daemon.on_lost(why)
  local sessions = M.by_id
  M.by_id, places, daemon.home = {}, {}, nil
  for _, session in pairs(sessions) do
    session.state = "dead"
    for _, execution in ipairs(session.order) do
      if not execution:is_over() then
        execution:lose(why)
        M.on_change(execution, session)
      end
    end
    M.on_state(session)
  end
end

return M
