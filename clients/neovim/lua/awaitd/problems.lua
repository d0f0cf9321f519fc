-- Where a cell has failed: a mark at the line, and the quickfix list.
local inline = require("awaitd.inline")

local M = {}
local namespace = vim.api.nvim_create_namespace("awaitd.failures")
local title = "awaitd"
local last_frames

-- Where a frame stands now: { bufnr, lnum, col } or { filename, lnum, col }.
local function place_of(session, frame)
  if frame.file then return { filename = frame.file, lnum = frame.line, col = frame.column } end
  local execution = frame.executionCount and session.by_count[frame.executionCount]
  if not execution then return nil end
  local buffer, line, column = inline.locate(execution, frame.line, frame.column)
  return buffer and { bufnr = buffer, lnum = line, col = column }
end

local function mark(place, message)
  if not place or not place.bufnr then return end
  local all = vim.diagnostic.get(place.bufnr, { namespace = namespace })
  all[#all + 1] = {
    lnum = place.lnum - 1,
    col = place.col - 1,
    message = message,
    severity = vim.diagnostic.severity.ERROR,
    source = "awaitd",
  }
  vim.diagnostic.set(namespace, place.bufnr, all)
end

-- Takes back the marks in these lines (from 1).
function M.clear(buffer, first, last)
  local kept = vim.tbl_filter(function(one) return one.lnum < first - 1 or one.lnum > last - 1 end,
    vim.diagnostic.get(buffer, { namespace = namespace }))
  vim.diagnostic.set(namespace, buffer, kept)
end

function M.show(execution, session)
  local failure = execution.error
  if not failure or #failure.frames == 0 then return end
  local message = ("%s: %s"):format(failure.name, failure.message)
  local items = {}
  for _, frame in ipairs(failure.frames) do
    local item = place_of(session, frame)
    if item then
      local caller = frame["function"] or ("In[%d]"):format(frame.executionCount or 0)
      item.text = #items == 0 and message or ("called by " .. caller)
      item.type = #items == 0 and "E" or "I"
      items[#items + 1] = item
    end
  end
  mark(items[1], message)
  last_frames = { session = session, frames = failure.frames }
  -- A list of ours is replaced, a list of others' stays one step back.
  local is_ours = vim.fn.getqflist({ title = 0 }).title == title
  vim.fn.setqflist({}, is_ours and "r" or " ", { title = title, items = items })
end

function M.go(session, frame)
  local place = place_of(session, frame)
  if not place then return false end
  local buffer = place.bufnr
  if buffer then
    local window = vim.fn.win_findbuf(buffer)[1]
    if window then vim.api.nvim_set_current_win(window) else vim.cmd("sbuffer " .. buffer) end
  else
    vim.cmd("normal! m'")
    vim.cmd("split " .. vim.fn.fnameescape(place.filename))
  end
  vim.api.nvim_win_set_cursor(0, { place.lnum, place.col - 1 })
  return true
end

-- Goes to where the last failure was thrown.
function M.go_last()
  if not last_frames then return false end
  for _, frame in ipairs(last_frames.frames) do
    if M.go(last_frames.session, frame) then return true end
  end
  return false
end

return M
