-- All that a session has shown, in a buffer of its own: a section an execution, in their order.
-- What changes is written anew from its first line that is another one.
local problems = require("awaitd.problems")
local window = require("awaitd.window")

local M = {}
-- Session id → { buffer, sections, by_id, session }.
local transcripts = {}
local dirty, is_scheduled, took_ms = {}, false, 0

local function name_of(session) return "awaitd://" .. session.id .. "/" .. session.name end

local function section_lines(execution)
  local first, rest = (execution.code or ""):match("^%s*([^\n]*)\n?(.*)$")
  local more = rest ~= "" and select(2, (rest .. "\n"):gsub("[^\n]*\n", "")) or 0
  local head = execution:headline()
  head[#head + 1] = { "  " .. first:gsub("\r", ""), "AwaitdCode" }
  local unit = more == 1 and "line" or "lines"
  if more > 0 then head[#head + 1] = { (" … +%d %s"):format(more, unit), "AwaitdStatus" } end
  local lines = { head }
  vim.list_extend(lines, execution:lines())
  lines[#lines + 1] = {}
  return lines
end

local function first_difference(old, new)
  -- The head is always another; behind it the same table is the same line.
  local index = 2
  while index <= #old and index <= #new and old[index] == new[index] do index = index + 1 end
  return index
end

local function write(transcript, section)
  local start = 0
  for _, other in ipairs(transcript.sections) do
    if other == section then break end
    start = start + #other.lines
  end
  local old, new = section.lines, section_lines(section.execution)
  section.lines = new
  if #old == 0 then return window.write(transcript.buffer, start, start, new) end
  local from = first_difference(old, new)
  window.write(transcript.buffer, start + from - 1, start + #old, vim.list_slice(new, from))
  window.write(transcript.buffer, start, start + 1, { new[1] })
end

local function drop_oldest(transcript)
  local oldest = table.remove(transcript.sections, 1)
  transcript.by_id[oldest.execution.id] = nil
  window.write(transcript.buffer, 0, #oldest.lines, {})
end

local function flush()
  local begun = vim.loop.hrtime()
  is_scheduled = false
  local all = dirty
  dirty = {}
  for _, transcript in pairs(transcripts) do
    for _, execution in ipairs(transcript.session.order) do
      if all[execution.id] and vim.api.nvim_buf_is_loaded(transcript.buffer) then
        local section = transcript.by_id[execution.id]
        if not section then
          section = { execution = execution, lines = {} }
          transcript.by_id[execution.id] = section
          table.insert(transcript.sections, section)
        end
        write(transcript, section)
      end
    end
    while #transcript.sections > #transcript.session.order do drop_oldest(transcript) end
  end
  took_ms = (vim.loop.hrtime() - begun) / 1e6
end

function M.update(execution, session)
  if not transcripts[session.id] then return end
  dirty[execution.id] = true
  if is_scheduled then return end
  is_scheduled = true
  -- Of the time that there is, who types has most.
  vim.defer_fn(flush, math.max(60, math.floor(4 * took_ms)))
end

-- `In[3]:2:5` of a cell, or `/a/file.ts:2:5`, in the line of the cursor.
local function follow(session)
  local line = vim.api.nvim_get_current_line()
  local count, row, column = line:match("In%[(%d+)%]:(%d+):(%d+)")
  local file
  if not count then file, row, column = line:match("(/[^()]-):(%d+):(%d+)") end
  if not row then return end
  local frame = { file = file, line = tonumber(row), column = tonumber(column) }
  frame.executionCount = tonumber(count)
  problems.go(session, frame)
end

function M.toggle(session)
  local transcript = transcripts[session.id]
  if not transcript or not vim.api.nvim_buf_is_loaded(transcript.buffer) then
    local buffer = window.buffer(name_of(session), "awaitd-output")
    local options = { buffer = buffer, desc = "go to this place" }
    vim.keymap.set("n", "<CR>", function() follow(session) end, options)
    transcript = { buffer = buffer, session = session, sections = {}, by_id = {} }
    transcripts[session.id] = transcript
    for _, execution in ipairs(session.order) do dirty[execution.id] = true end
    flush()
  end
  return window.toggle(transcript.buffer)
end

return M
