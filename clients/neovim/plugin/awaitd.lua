-- The command `:Awaitd`, the keys <Plug>(awaitd-NAME) and the highlights. Everything else is
-- loaded when it is used.
if vim.g.loaded_awaitd then return end
vim.g.loaded_awaitd = true
if vim.fn.has("nvim-0.7") == 0 then
  vim.notify("awaitd needs Neovim 0.7 or later", vim.log.levels.ERROR)
  return
end

vim.api.nvim_create_user_command("Awaitd", function(call) require("awaitd.keys").run(call) end, {
  nargs = "*",
  range = true,
  desc = "run cells with awaitd (:help awaitd)",
  complete = function(...) return require("awaitd.keys").complete(...) end,
})

local names = "cell next line above buffer interrupt restart output variables error clear attach"
for name in names:gmatch("%S+") do
  local keys, command = "<Plug>(awaitd-" .. name .. ")", "<Cmd>Awaitd " .. name .. "<CR>"
  vim.keymap.set("n", keys, command, { silent = true })
end
vim.keymap.set("x", "<Plug>(awaitd-selection)", "<Cmd>Awaitd selection<CR>", { silent = true })

local links = {
  AwaitdBar = "NonText",
  AwaitdStdout = "Normal",
  AwaitdStderr = "WarningMsg",
  AwaitdResult = "Normal",
  AwaitdError = "ErrorMsg",
  AwaitdWarning = "WarningMsg",
  AwaitdLate = "Special",
  AwaitdStatus = "Comment",
  AwaitdPrompt = "Identifier",
  AwaitdCode = "Comment",
  AwaitdName = "Identifier",
  AwaitdType = "Type",
}
local function define()
  for group, link in pairs(links) do
    vim.cmd(("highlight default link %s %s"):format(group, link))
  end
end
define()

local group = vim.api.nvim_create_augroup("awaitd", {})
vim.api.nvim_create_autocmd("ColorScheme", {
  group = group,
  callback = function()
    define()
    if package.loaded["awaitd.ansi"] then require("awaitd.ansi").define_again() end
  end,
})
vim.api.nvim_create_autocmd("BufDelete", {
  group = group,
  callback = function(event)
    local sessions = package.loaded["awaitd.sessions"]
    if sessions then sessions.forget_buffer(event.buf) end
  end,
})
