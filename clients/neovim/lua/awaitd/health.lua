-- `:checkhealth awaitd`: is there all that is needed?
local M = {}

-- Newer Neovims call these otherwise.
local health = vim.health or require("health")
local report = {
  start = health.start or health.report_start,
  ok = health.ok or health.report_ok,
  error = health.error or health.report_error,
}

function M.check()
  local daemon = require("awaitd.daemon")
  report.start("awaitd")
  report.ok("Neovim " .. tostring(vim.version().major) .. "." .. vim.version().minor)
  local command, problem = daemon.find_command(vim.fn.getcwd())
  if not command then return report.error(problem) end
  report.ok("the daemon is started by: " .. table.concat(command, " "))
  local version = { unpack(command, 1, #command) }
  for index, argument in ipairs(version) do
    if argument == "--stdio" then version = { unpack(version, 1, index - 1) } break end
  end
  version[#version + 1] = "--version"
  local said = vim.fn.trim(vim.fn.system(version))
  if vim.v.shell_error ~= 0 then
    return report.error("it can't be run: " .. said, { "See the option `command` of setup" })
  end
  report.ok("its version is " .. said)
end

return M
