-- The connection: Neovim's own LSP client, on which cells are run, too. It owns the process, and
-- who waits for it; what a session is it does not know.
local config = require("awaitd.config")

local M = {
  -- Method → function(params): what the daemon says. `input/request` returns its answer.
  handlers = {},
  -- Called with a sentence when the connection has ended.
  on_lost = function() end,
  -- How a session that begins with the connection is asked for, and what came of it.
  home = nil,
}

local is_new = vim.fn.has("nvim-0.11") == 1
local client_id, client, state = nil, nil, "none"
local waiting = {}
-- Those that Neovim sets by itself, and nobody has chosen.
local others_omnifunc = { [""] = true, ["javascriptcomplete#CompleteJS"] = true }

function M.say(text, level) vim.notify("awaitd: " .. text, level or vim.log.levels.INFO) end

local function is_windows() return vim.fn.has("win32") == 1 end

-- Returns a command line, or nothing and what can be done.
function M.find_command(folder)
  local options = config.options
  local command = options.command
  if type(command) == "string" then command = { command } end
  if not command then
    local name = is_windows() and "awaitd.cmd" or "awaitd"
    local found = vim.fn.findfile("node_modules/.bin/" .. name, vim.fn.escape(folder, " ,;") .. ";")
    found = found ~= "" and vim.fn.fnamemodify(found, ":p") or vim.fn.exepath(name)
    if found == "" then
      return nil, ("there is no awaitd in node_modules/.bin of %s or above, nor on the PATH. "
        .. "Install it (npm install awaitd), or say where it is: setup { command = … }")
        :format(folder)
    end
    command = { found }
  end
  command = vim.deepcopy(command)
  if vim.fn.executable(command[1]) == 0 then
    return nil, command[1] .. " can't be run. See the option `command` of setup."
  end
  if not vim.tbl_contains(command, "--stdio") then command[#command + 1] = "--stdio" end
  if options.connect then vim.list_extend(command, { "--connect", options.connect }) end
  return command
end

local function release(problem)
  local callbacks = waiting
  waiting = {}
  for _, callback in ipairs(callbacks) do callback(problem) end
end

local function over(sentence)
  client_id, client, state = nil, nil, "none"
  release(sentence)
  M.on_lost(sentence)
end

local function handlers_of_client()
  local handlers = {}
  for method in pairs(M.handlers) do
    handlers[method] = function(_, params) return M.handlers[method](params) end
  end
  return handlers
end

local function on_exit(code, signal, id)
  vim.schedule(function()
    if id ~= client_id then return end
    local was_asked = state == "stopping"
    local how = signal ~= 0 and ("signal " .. signal) or ("code " .. code)
    local why = was_asked and "the daemon was stopped" or ("the daemon has ended (" .. how .. ")")
    over(why)
    if was_asked or vim.v.exiting ~= vim.NIL then return end
    local next_step = "The next cell starts another; :Awaitd start does, too."
    M.say(why .. ", and with it the sessions. " .. next_step, vim.log.levels.ERROR)
  end)
end

local function give_up(id, why)
  if client_id ~= id or state ~= "starting" then return end
  M.stop(true)
  release(why)
end

-- Neovim tells nobody of a refused `initialize` but the person, by a stack of its own. A request
-- behind it fails then, too: a session can't be had, because of a config file say.
local function watch_start(id)
  local command = table.concat(M.command, " ")
  local starting = vim.lsp.get_client_by_id(id)
  starting.rpc.request("session/info", vim.empty_dict(), function(problem)
    if not problem then return end
    local reason = vim.v.errmsg:match('RPC%[Error%].-message = "(.-)"')
    give_up(id, "no session can be had: " .. (reason or problem.message))
  end)
  vim.defer_fn(function()
    local log = vim.lsp.get_log_path()
    give_up(id, ("no answer from %s; its complaints are in %s"):format(command, log))
  end, config.options.start_timeout_ms)
end

-- The connection's own session works in `folder`.
local function start(folder, name)
  local command, problem = M.find_command(folder)
  if not command then return release(problem) end
  M.command = command
  local token = config.options.token
  local session = vim.tbl_extend("force", { name = name, cwd = folder }, config.options.session)
  local settings = {
    name = "awaitd",
    cmd = command,
    cmd_cwd = folder,
    cmd_env = token and { AWAITD_TOKEN = token } or nil,
    root_dir = folder,
    init_options = { session = session },
    flags = { exit_timeout = 500 },
    handlers = handlers_of_client(),
    on_init = function(ready, answer)
      client, M.home = ready, answer.session
      -- Neovim tells the daemon of open texts right behind this.
      vim.schedule(function()
        if client ~= ready then return end
        state = "ready"
        release()
      end)
    end,
    on_exit = on_exit,
  }
  state = "starting"
  local id
  if is_new then
    id = vim.lsp.start(settings, { attach = false })
  else
    id = vim.lsp.start_client(settings)
  end
  if not id then
    state = "none"
    return release("could not start " .. table.concat(command, " "))
  end
  client_id = id
  watch_start(id)
end

-- Calls back once there is a connection, with what is wrong if there can be none.
function M.ready(folder, name, callback)
  if state == "ready" then return callback() end
  waiting[#waiting + 1] = callback
  if state == "none" then start(folder, name) end
end

function M.is_ready() return state == "ready" end

-- The answer comes as (result) or as (nil, message, code). Without a connection it comes never.
function M.request(method, params, callback)
  if state ~= "ready" then return false end
  return client.rpc.request(method, params or vim.empty_dict(), function(problem, result)
    if callback then callback(result, problem and problem.message, problem and problem.code) end
  end)
end

local function notify(method, params)
  if is_new then client:notify(method, params) else client.notify(method, params) end
end

-- Completion, hover and diagnostics of this buffer, about this session.
function M.attach(buffer, session_id)
  if not config.options.lsp then return end
  vim.lsp.buf_attach_client(buffer, client_id)
  if others_omnifunc[vim.bo[buffer].omnifunc] then
    vim.bo[buffer].omnifunc = "v:lua.vim.lsp.omnifunc"
  end
  local uri = vim.uri_from_bufnr(buffer)
  local lines = vim.api.nvim_buf_get_lines(buffer, 0, -1, false)
  notify("textDocument/didClose", { textDocument = { uri = uri } })
  notify("textDocument/didOpen", {
    textDocument = {
      uri = uri,
      languageId = vim.bo[buffer].filetype,
      version = vim.api.nvim_buf_get_changedtick(buffer),
      text = table.concat(lines, "\n") .. (vim.bo[buffer].endofline and "\n" or ""),
    },
    sessionId = session_id,
  })
end

function M.stop(is_forced)
  if state == "none" then return false end
  local id = client_id
  state = "stopping"
  vim.lsp.stop_client(id, is_forced)
  return true
end

return M
