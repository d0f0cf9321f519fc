-- Windows of text that the plugin writes: the output of a session, the list of its variables.
local config = require("awaitd.config")

local M = {}
local namespace = vim.api.nvim_create_namespace("awaitd.window")

function M.buffer(name, filetype)
  local buffer = vim.fn.bufnr("^" .. vim.fn.escape(name, "[]*?{}\\") .. "$")
  if buffer ~= -1 and vim.api.nvim_buf_is_loaded(buffer) then return buffer, false end
  buffer = vim.api.nvim_create_buf(false, true)
  vim.api.nvim_buf_set_name(buffer, name)
  vim.bo[buffer].bufhidden = "hide"
  vim.bo[buffer].filetype = filetype
  vim.bo[buffer].modifiable = false
  vim.keymap.set("n", "q", "<Cmd>close<CR>", { buffer = buffer, desc = "close the window" })
  return buffer, true
end

-- Opens it, or closes it where it is open; the cursor stays where it is.
function M.toggle(buffer)
  local open = vim.fn.win_findbuf(buffer)
  if #open > 0 then
    for _, window in ipairs(open) do vim.api.nvim_win_close(window, false) end
    return false
  end
  local before = vim.api.nvim_get_current_win()
  vim.cmd(config.options.split)
  local window = vim.api.nvim_get_current_win()
  vim.api.nvim_win_set_buf(window, buffer)
  local settings = { number = false, relativenumber = false, signcolumn = "no", wrap = true }
  for option, value in pairs(settings) do
    vim.api.nvim_win_set_option(window, option, value)
  end
  vim.api.nvim_win_set_cursor(window, { vim.api.nvim_buf_line_count(buffer), 0 })
  vim.api.nvim_set_current_win(before)
  return true
end

-- Writes lines of chunks in the place of others. Who stands on the last line goes on there.
function M.write(buffer, first, last, lines)
  local count = vim.api.nvim_buf_line_count(buffer)
  local following = vim.tbl_filter(function(window)
    return vim.api.nvim_win_get_cursor(window)[1] >= count
  end, vim.fn.win_findbuf(buffer))
  local texts = {}
  for index, line in ipairs(lines) do
    local parts = {}
    for part, chunk in ipairs(line) do parts[part] = chunk[1] end
    texts[index] = table.concat(parts)
  end
  vim.bo[buffer].modifiable = true
  vim.api.nvim_buf_clear_namespace(buffer, namespace, first, last)
  vim.api.nvim_buf_set_lines(buffer, first, last, false, texts)
  vim.bo[buffer].modifiable = false
  for index, line in ipairs(lines) do
    local column = 0
    for _, chunk in ipairs(line) do
      if chunk[2] and chunk[2] ~= "AwaitdStdout" then
        vim.api.nvim_buf_set_extmark(buffer, namespace, first + index - 1, column, {
          end_col = column + #chunk[1],
          hl_group = chunk[2],
        })
      end
      column = column + #chunk[1]
    end
  end
  local now = vim.api.nvim_buf_line_count(buffer)
  for _, window in ipairs(following) do vim.api.nvim_win_set_cursor(window, { now, 0 }) end
end

return M
