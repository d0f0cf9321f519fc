-- One execution: what is known of it, and what it has shown, as lines of chunks. A pure fold of
-- the daemon's notifications; it knows no buffer and no window.
local ansi = require("awaitd.ansi")
local opening = require("awaitd.opening")

local Execution = {}
Execution.__index = Execution

-- Kept of one execution; the oldest lines of streams go first, so many at once.
local max_lines, dropped_at_once = 10000, 1000
local most_pending = 1024 * 1024
local later = { { "later:", "AwaitdLate" } }

local function grey(text) return { { text, "AwaitdStatus" } } end

function Execution.new(id, code)
  local new = { id = id, code = code, status = "waiting", blocks = {}, dropped = 0 }
  return setmetatable(new, Execution)
end

local function text_of(data)
  return data["text/markdown"] or data["text/plain"] or ""
end

-- Pictures and pages are kept for who wants to see them.
function Execution:_bundle(data, base)
  local lines = ansi.lines(text_of(data), base)
  if not opening.fits(data) then return lines end
  self.rich = data
  for mime in pairs(data) do
    if mime:find("^image/") then
      lines[#lines + 1] = grey(mime .. " (:Awaitd open shows it)")
    end
  end
  return lines
end

function Execution:start(count)
  self.status, self.count, self.started = "running", count, vim.loop.hrtime()
end

function Execution:is_over() return self.status ~= "waiting" and self.status ~= "running" end

function Execution:elapsed_ms()
  if self.duration_ms then return self.duration_ms end
  return self.started and (vim.loop.hrtime() - self.started) / 1e6 or 0
end

function Execution:_push(block)
  if self.clears_next then
    self.clears_next = nil
    self:_clear()
  end
  self.blocks[#self.blocks + 1] = block
  return block
end

function Execution:_clear()
  self.blocks = vim.tbl_filter(function(block) return block.kind == "result" end, self.blocks)
  self.dropped = 0
end

function Execution:_write(output)
  local last = self.blocks[#self.blocks]
  local late = output.late or nil
  local fits = last and last.kind == "stream" and last.stream == output.stream and last.late == late
  if not fits or self.clears_next then
    local reader = ansi.reader(output.stream == "stderr" and "AwaitdStderr" or "AwaitdStdout")
    last = self:_push({ kind = "stream", stream = output.stream, late = late, reader = reader })
    last.lines = reader.lines
  end
  self:_wait(last, output.text or "")
  if output.droppedBytes then
    local what = ("… %d bytes were dropped: the cell prints too much"):format(output.droppedBytes)
    self:_push({ kind = "note", late = late, lines = { grey(what) } })
  end
end

-- Text is read when it is looked at. Of a flood only the end is: nobody sees the rest.
function Execution:_wait(block, text)
  block.pending, block.pending_size = block.pending or {}, (block.pending_size or 0) + #text
  table.insert(block.pending, text)
  if block.pending_size < most_pending then return end
  local all = table.concat(block.pending)
  local from = all:find("\n", #all - most_pending / 2, true) or #all - most_pending / 2
  self.dropped = self.dropped + select(2, all:sub(1, from):gsub("\n", ""))
  block.pending, block.pending_size = { all:sub(from + 1) }, #all - from
end

function Execution:_read(block)
  if not block.pending then return end
  ansi.feed(block.reader, table.concat(block.pending))
  block.pending, block.pending_size = nil, 0
  self:_drop(block)
end

function Execution:_drop(block)
  local count = #block.lines
  if count <= max_lines then return end
  local keep = max_lines - dropped_at_once
  self.dropped = self.dropped + count - keep
  local kept = {}
  for index = count - keep + 1, count do kept[#kept + 1] = block.lines[index] end
  block.lines, block.reader.lines = kept, kept
end

-- Takes in one `output`; `displays` are those of the whole session, by their ids.
function Execution:apply(output, displays)
  local late = output.late or nil
  if output.kind == "stream" then
    self:_write(output)
  elseif output.kind == "display" then
    local lines = self:_bundle(output.data or {}, "AwaitdStdout")
    local block = self:_push({ kind = "display", late = late, lines = lines })
    if output.displayId then
      displays[output.displayId] = displays[output.displayId] or {}
      table.insert(displays[output.displayId], { execution = self, block = block })
    end
  elseif output.kind == "updateDisplay" then
    for _, place in ipairs(displays[output.displayId] or {}) do
      place.block.lines = place.execution:_bundle(output.data or {}, "AwaitdStdout")
    end
  elseif output.kind == "clear" then
    if output.wait then self.clears_next = true else self:_clear() end
  elseif output.kind == "error" then
    local lines = ansi.lines((output.error or {}).stack or "", "AwaitdError")
    self:_push({ kind = "error", late = late, lines = lines })
  elseif output.kind == "log" then
    local lines = ansi.lines(output.text or "", "AwaitdStatus")
    self:_push({ kind = "note", late = late, lines = lines })
  end
end

function Execution:note(text, group)
  self:_push({ kind = "note", lines = { { { text, group or "AwaitdStatus" } } } })
end

-- The answer to `execute`, or the notification that others get of it.
function Execution:finish(result)
  self.status, self.duration_ms = result.status, result.durationMs
  self.count = self.count or (result.status ~= "aborted" and result.executionCount or nil)
  self.error = result.error
  if result.error then
    self:_push({ kind = "result", lines = ansi.lines(result.error.stack, "AwaitdError") })
  end
  if result.result then
    local lines = self:_bundle(result.result.data, "AwaitdResult")
    local prompt = ("Out[%d]: "):format(result.executionCount)
    if #lines > 1 then
      table.insert(lines, 1, { { prompt, "AwaitdPrompt" } })
    else
      lines[1] = { { prompt, "AwaitdPrompt" }, unpack(lines[1] or {}) }
    end
    self:_push({ kind = "result", lines = lines })
  end
end

-- Its answer will never come.
function Execution:lose(why)
  self.status, self.duration_ms = "lost", self:elapsed_ms()
  self:note(why, "AwaitdError")
end

-- What was shown before the value, the value or failure, and what came late. A line that has not
-- changed is the same table as before.
function Execution:parts()
  local before, result, late = {}, {}, {}
  for _, block in ipairs(self.blocks) do self:_read(block) end
  if self.dropped > 0 then
    before[1] = { { ("… %d older lines were dropped"):format(self.dropped), "AwaitdStatus" } }
  end
  for _, block in ipairs(self.blocks) do
    local part = block.late and late or block.kind == "result" and result or before
    if part == late and #late == 0 then late[1] = later end
    vim.list_extend(part, block.lines)
  end
  return before, result, late
end

function Execution:lines()
  local before, result, late = self:parts()
  return vim.list_extend(vim.list_extend(before, result), late)
end

local function duration(ms)
  if ms < 1000 then return ("%d ms"):format(math.floor(ms + 0.5)) end
  if ms < 60000 then return ("%.1f s"):format(ms / 1000) end
  return ("%d min %d s"):format(math.floor(ms / 60000), math.floor(ms / 1000) % 60)
end

local words = {
  ok = { "ok", "AwaitdStatus" },
  error = { "failed", "AwaitdError" },
  interrupted = { "interrupted", "AwaitdWarning" },
  timeout = { "out of time", "AwaitdWarning" },
  lost = { "lost", "AwaitdError" },
}

-- One line that says how it stands, as chunks.
function Execution:headline()
  if self.status == "waiting" then return { { "waits for its turn", "AwaitdStatus" } } end
  if self.status == "aborted" then
    return { { "not run: a cell before it failed, or was interrupted", "AwaitdWarning" } }
  end
  local prompt = { ("In[%s] "):format(self.count or "?"), "AwaitdPrompt" }
  local time = duration(self:elapsed_ms())
  if self.asks then return { prompt, { "asks: " .. self.asks, "AwaitdWarning" } } end
  if self.status == "running" then
    local what = self.interrupting and (self.interrupting .. " · ") or "runs · "
    return { prompt, { what .. time, "AwaitdWarning" } }
  end
  local word = words[self.status] or { self.status, "AwaitdStatus" }
  return { prompt, word, { " · " .. time, "AwaitdStatus" } }
end

return Execution
