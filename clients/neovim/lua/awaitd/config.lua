-- What the user has set, beside what holds otherwise.
local M = {}

local defaults = {
  -- How the daemon is started: a list, as { "node", "/path/to/awaitd", "--stdio" }. Without it:
  -- node_modules/.bin/awaitd of the file's folder or one above, then what is on the PATH.
  command = false,
  -- A daemon that runs: "ws://127.0.0.1:PORT/rpc" or "unix:PATH"; and the token of its clients.
  connect = false,
  token = false,
  -- Of sessions: runner, loopPolicy, autoawait, languageId, env, limits, history.
  session = {},
  -- Lines below a cell; all of them are in the output window.
  max_lines = 12,
  -- Completion, hover, signature help and diagnostics by Neovim's LSP client.
  lsp = true,
  -- Keys of all commands begin with this; false maps none.
  prefix = false,
  -- What opens pictures and pages: a list, to which the file's name is added. Without it: xdg-open
  -- or open.
  open = false,
  -- Where the windows open: a modifier as "botright", and their height.
  split = "botright 12split",
  -- Waits for a daemon to answer that was started.
  start_timeout_ms = 20000,
}

M.options = vim.deepcopy(defaults)

function M.set(options)
  options = options or {}
  for name, value in pairs(options) do
    if defaults[name] == nil then
      error(("awaitd: setup has no option %q (:help awaitd-setup)"):format(name), 0)
    end
    local expected = type(defaults[name])
    local is_off = type(value) == "boolean" and value == false
    local fits = type(value) == expected or (expected == "boolean" and type(value) ~= "nil")
    if not fits and not is_off then
      error(("awaitd: the option %q should be a %s"):format(name, expected), 0)
    end
  end
  M.options = vim.tbl_deep_extend("force", vim.deepcopy(defaults), options)
end

return M
