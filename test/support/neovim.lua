-- Neovim's own LSP client with awaitd as its server; run by test/slow/neovim.slow.ts. What the
-- editor shows goes to standard output as one line of JSON. Neovim 0.7 and later.
local command = vim.fn.json_decode(vim.env.AWAITD_COMMAND)
local shown = {}

local function fail(what)
  io.stdout:write(vim.fn.json_encode({ failure = what, log = shown }) .. "\n")
  vim.cmd("cquit 1")
end

local function wait(what, done)
  if not vim.wait(20000, done, 20) then fail("no " .. what) end
end

vim.cmd("edit " .. vim.fn.fnameescape(vim.env.AWAITD_FILE))
local buffer = vim.api.nvim_get_current_buf()
local id = vim.lsp.start_client({
  name = "awaitd",
  cmd = command,
  root_dir = vim.fn.fnamemodify(vim.env.AWAITD_FILE, ":h"),
  init_options = { session = { name = "from neovim" } },
})
vim.lsp.buf_attach_client(buffer, id)
wait("server", function() return vim.lsp.buf_get_clients(buffer)[id] ~= nil end)
local client = vim.lsp.get_client_by_id(id)

local function ask(method, params)
  local answer = client.request_sync(method, params, 20000, buffer)
  if answer == nil then fail("no answer to " .. method) end
  if answer.err then fail(method .. ": " .. vim.inspect(answer.err)) end
  return answer.result
end

-- What stands behind this text, where the cursor then is.
local function place(text)
  vim.fn.cursor(1, 1)
  if vim.fn.search("\\V" .. vim.fn.escape(text, "\\"), "eW") == 0 then fail("no " .. text) end
  local params = vim.lsp.util.make_position_params(0, client.offset_encoding)
  params.position.character = params.position.character + 1
  return params
end

local function labels(result)
  local found = {}
  for _, item in ipairs(result.items) do found[item.label] = item.detail or "" end
  return found
end

shown.session = ask("session/info", {}).name
ask("execute", { code = table.concat(vim.api.nvim_buf_get_lines(buffer, 0, 2, false), "\n") })
shown.live = labels(ask("textDocument/completion", place("city.")))
shown.hover = ask("textDocument/hover", place("upcas")).contents.value
shown.signature = ask("textDocument/signatureHelp", place("upcase(")).signatures[1].label

wait("diagnostics", function() return #vim.diagnostic.get(buffer) > 0 end)
local diagnostic = vim.diagnostic.get(buffer)[1]
shown.diagnostic = { line = diagnostic.lnum, message = diagnostic.message, source = diagnostic.source }

local function finish()
  shown.typed = vim.api.nvim_buf_get_lines(buffer, -2, -1, false)[1]
  vim.fn.setline(diagnostic.lnum + 1, "// mended")
  wait("end of the diagnostics", function() return #vim.diagnostic.get(buffer) == 0 end)

  -- All of that while a cell keeps the session busy.
  local ended
  client.request("execute", { code = "for (;;);" }, function(_, result) ended = result end, buffer)
  wait("busy session", function() return ask("session/info", {}).state == "busy" end)
  shown.busy = labels(ask("textDocument/completion", place("city.")))
  ask("interrupt", {})
  wait("end of the cell", function() return ended ~= nil end)
  shown.status = ended.status

  io.stdout:write(vim.fn.json_encode(shown) .. "\n")
  vim.lsp.stop_client(id)
  wait("end of the server", function() return client.is_stopped() end)
  vim.cmd("qall!")
end

-- The keys a person would type: the menu of omni completion, and what is chosen there.
vim.o.completeopt = "menuone"
vim.bo[buffer].omnifunc = "v:lua.vim.lsp.omnifunc"
vim.api.nvim_input("Goconst who = city.na<C-x><C-o>")
local looks = 0
local timer = vim.loop.new_timer()
timer:start(50, 50, vim.schedule_wrap(function()
  looks = looks + 1
  if looks > 400 then fail("menu") end
  if vim.fn.pumvisible() == 0 or not timer:is_active() then return end
  timer:stop()
  vim.api.nvim_input("<C-y>;<Esc>")
  vim.defer_fn(finish, 100)
end))
