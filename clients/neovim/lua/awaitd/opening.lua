-- Pictures and pages, which no text can show: as a file, for the program of the desktop that does.
local config = require("awaitd.config")

local M = {}

-- The best first.
local kinds = {
  { "image/svg+xml", "svg" }, { "image/png", "png" }, { "image/jpeg", "jpg" },
  { "image/gif", "gif" }, { "image/webp", "webp" }, { "text/html", "html" },
}
local is_text = { svg = true, html = true }
local alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

local function decode(text)
  local bytes, bits, count = {}, 0, 0
  for character in text:gmatch("[%w+/]") do
    bits, count = bits * 64 + alphabet:find(character, 1, true) - 1, count + 6
    if count >= 8 then
      count = count - 8
      bytes[#bytes + 1] = string.char(math.floor(bits / 2 ^ count))
      bits = bits % 2 ^ count
    end
  end
  return table.concat(bytes)
end

local function program()
  if config.options.open then return vim.deepcopy(config.options.open) end
  local name = vim.fn.has("mac") == 1 and "open" or "xdg-open"
  return vim.fn.executable(name) == 1 and { name } or nil
end

-- Is there anything in these data that a file shows better?
function M.fits(data)
  for _, kind in ipairs(kinds) do
    if data[kind[1]] then return true end
  end
  return false
end

-- Returns the file, and what is wrong if nothing opens it.
function M.open(data)
  for _, kind in ipairs(kinds) do
    local content, extension = data[kind[1]], kind[2]
    if content then
      local path = vim.fn.tempname() .. "." .. extension
      local file = assert(io.open(path, "wb"))
      file:write(is_text[extension] and content or decode(content))
      file:close()
      local command = program()
      if not command then return path, "there is no program to open it (see the option `open`)" end
      command[#command + 1] = path
      vim.fn.jobstart(command, { detach = true })
      return path
    end
  end
end

return M
