-- Text of a stream → lines of chunks `{ text, highlight }`, as virtual text has them. Colours are
-- kept; a carriage return writes its line anew, as progress bars do; other sequences are dropped.
local M = {}

local palette = {
  [0] = "#4e4e4e", "#d75f5f", "#5faf5f", "#d7af5f", "#5f87d7", "#af5faf", "#5fafaf", "#c6c6c6",
  "#808080", "#ff8787", "#87d787", "#ffd787", "#87afff", "#d787d7", "#87d7d7", "#ffffff",
}

local function colour(index)
  if index < 16 then return vim.g["terminal_color_" .. index] or palette[index] end
  if index >= 232 then
    local grey = 8 + (index - 232) * 10
    return ("#%02x%02x%02x"):format(grey, grey, grey)
  end
  local rest = index - 16
  local steps = { [0] = 0, 95, 135, 175, 215, 255 }
  local red, green, blue = math.floor(rest / 36), math.floor(rest / 6) % 6, rest % 6
  return ("#%02x%02x%02x"):format(steps[red], steps[green], steps[blue])
end

local flags = {
  [1] = "bold", [3] = "italic", [4] = "underline", [7] = "reverse", [9] = "strikethrough",
}
local ends = {
  [22] = "bold", [23] = "italic", [24] = "underline", [27] = "reverse", [29] = "strikethrough",
}

-- 38;5;N and 38;2;R;G;B; returns the colour, and where its last number is.
local function long_colour(codes, at)
  if codes[at + 1] == 5 and codes[at + 2] and codes[at + 2] < 256 then
    return colour(codes[at + 2]), at + 2
  end
  if codes[at + 1] == 2 and codes[at + 4] then
    local red, green, blue = codes[at + 2], codes[at + 3], codes[at + 4]
    return ("#%02x%02x%02x"):format(red % 256, green % 256, blue % 256), at + 4
  end
  return nil, #codes
end

-- Styles are interned, and each remembers what a sequence makes of it: output repeats itself.
local plain = { style = {}, after = {} }
local interned, count, most = { [""] = plain }, 0, 1000

local function intern(style)
  local names = {}
  for key, value in pairs(style) do
    names[#names + 1] = key .. (value == true and "" or value:gsub("%W", ""))
  end
  table.sort(names)
  local name = table.concat(names, "_")
  if not interned[name] then
    -- Neovim has room for some thousand groups, and output may have any colour.
    if count == most then return plain end
    count = count + 1
    interned[name] = { style = style, after = {}, group = "AwaitdAnsi_" .. name }
    vim.api.nvim_set_hl(0, interned[name].group, style)
  end
  return interned[name]
end

-- A new colour scheme forgets groups that it does not know.
function M.define_again()
  for _, one in pairs(interned) do
    if one.group then vim.api.nvim_set_hl(0, one.group, one.style) end
  end
end

local function change(style, parameters)
  local codes = {}
  for code in (parameters .. ";"):gmatch("(%d*)[;:]") do codes[#codes + 1] = tonumber(code) or 0 end
  local changed = vim.deepcopy(style)
  local at = 1
  while at <= #codes do
    local code = codes[at]
    if code == 0 then changed = {}
    elseif flags[code] then changed[flags[code]] = true
    elseif ends[code] then changed[ends[code]] = nil
    elseif code >= 30 and code <= 37 then changed.fg = colour(code - 30)
    elseif code >= 90 and code <= 97 then changed.fg = colour(code - 82)
    elseif code >= 40 and code <= 47 then changed.bg = colour(code - 40)
    elseif code >= 100 and code <= 107 then changed.bg = colour(code - 92)
    elseif code == 38 then changed.fg, at = long_colour(codes, at)
    elseif code == 48 then changed.bg, at = long_colour(codes, at)
    elseif code == 39 then changed.fg = nil
    elseif code == 49 then changed.bg = nil
    end
    at = at + 1
  end
  return changed
end

local function restyle(from, parameters)
  local after = from.after[parameters]
  if after then return after end
  after = intern(change(from.style, parameters))
  if count < most then from.after[parameters] = after end
  return after
end

local function add(line, text, group)
  text = text:gsub("\t", "    "):gsub("[%z\1-\8\11-\31\127]", "")
  if text ~= "" then line[#line + 1] = { text, group } end
end

-- One line without its end; returns its chunks, and the style at its end.
local function read_line(raw, style, base)
  local line, from = {}, 1
  raw = raw:gsub("\r+$", "")
  if not raw:find("[\27\r]") then
    add(line, raw, style.group or base)
    return line, style
  end
  while true do
    local at = raw:find("[\27\r]", from)
    add(line, raw:sub(from, (at or 0) - 1), style.group or base)
    if not at then return line, style end
    local rest = raw:sub(at)
    local sequence = rest:match("^\r") or rest:match("^\27%[[0-?]*[ -/]*[@-~]")
      or rest:match("^\27%].-\7") or rest:match("^\27%].-\27\\")
      or rest:match("^\27[ -/]*[0-Z\\^-~]")
    -- One that goes on with the next text is read again then.
    if not sequence then return line, style end
    if sequence == "\r" then line = {} end
    local parameters = sequence:match("^\27%[([%d;:]*)m$")
    if parameters then style = restyle(style, parameters) end
    from = at + #sequence
  end
end

-- A line that nobody ends is cut here.
local longest = 65536

function M.reader(base)
  return { base = base, style = plain, raw = "", lines = {} }
end

-- Adds text to what the reader has; its last line is open until it is ended.
function M.feed(reader, text)
  local lines = reader.lines
  if reader.is_open then lines[#lines] = nil end
  reader.raw = reader.raw .. text
  local from = 1
  while true do
    local at = reader.raw:find("\n", from, true)
    if not at and #reader.raw - from < longest then break end
    local last = at and at - 1 or from + longest - 1
    local raw = reader.raw:sub(from, last)
    lines[#lines + 1], reader.style = read_line(raw, reader.style, reader.base)
    from = last + (at and 2 or 1)
  end
  reader.raw = reader.raw:sub(from)
  reader.is_open = reader.raw ~= ""
  if reader.is_open then lines[#lines + 1] = read_line(reader.raw, reader.style, reader.base) end
end

function M.lines(text, base)
  local reader = M.reader(base)
  M.feed(reader, text)
  return reader.lines
end

return M
