-- What a cell has shown, in short, as virtual lines below it. It follows the cell as the text is
-- edited; running a cell again takes the place of what it showed before.
local config = require("awaitd.config")

local M = {}
local namespace = vim.api.nvim_create_namespace("awaitd")
-- Execution id → { buffer, mark, first_mark, execution }.
local places = {}
local dirty, is_scheduled, ticker = {}, false, nil
local bar = { "▎", "AwaitdBar" }

local function line_of(place, name)
  local found = vim.api.nvim_buf_get_extmark_by_id(place.buffer, namespace, place[name], {})
  return found[1]
end

local function remove(id)
  local place = places[id]
  places[id], dirty[id] = nil, nil
  if not place or not vim.api.nvim_buf_is_valid(place.buffer) then return end
  vim.api.nvim_buf_del_extmark(place.buffer, namespace, place.mark)
  vim.api.nvim_buf_del_extmark(place.buffer, namespace, place.first_mark)
end

local function grey(text) return { { text, "AwaitdStatus" } } end

local function add_last(lines, part, count)
  vim.list_extend(lines, part, math.max(1, #part - count + 1), #part)
end

-- The newest of what is printed, and the beginning of the value.
local function shorten(execution, most)
  local before, result, late = execution:parts()
  if #before + #result + #late <= most then return execution:lines() end
  local head = math.min(#result, math.floor(most / 2))
  local last = math.min(#late, math.floor((most - head) / 2))
  local room = most - head - last
  local lines = {}
  if #before > room then
    lines[1] = grey(("… %d lines above (:Awaitd output)"):format(#before - room))
  end
  add_last(lines, before, room)
  vim.list_extend(lines, result, 1, head)
  if #result > head then lines[#lines + 1] = grey(("… %d more lines"):format(#result - head)) end
  if #late > last then lines[#lines + 1] = late[1] end
  add_last(lines, late, last)
  return lines
end

local function compose(execution)
  local before, result, late = execution:parts()
  local headline = execution:headline()
  if execution.status == "ok" and #result == 1 and #before + #late == 0 then
    local only = vim.list_extend({ bar }, result[1])
    only[#only + 1] = { "  " .. headline[3][1]:gsub("^ · ", ""), "AwaitdStatus" }
    return { only }
  end
  local composed = { vim.list_extend({ bar }, headline) }
  for _, line in ipairs(shorten(execution, config.options.max_lines)) do
    composed[#composed + 1] = vim.list_extend({ bar }, line)
  end
  return composed
end

-- Neovim doesn't scroll to lines that are none of the text: who stands in the cell sees its output.
local function reveal(place, row, count)
  local window = vim.api.nvim_get_current_win()
  local cursor = vim.api.nvim_win_get_cursor(window)[1]
  local first = line_of(place, "first_mark") or row
  local is_in_cell = cursor > first and cursor <= row + 1
  if vim.api.nvim_win_get_buf(window) ~= place.buffer or not is_in_cell then return end
  -- Other than screenpos(), winline() counts virtual lines.
  local at = vim.fn.winline() + row + 1 - cursor
  local missing = at + count - vim.api.nvim_win_get_height(window)
  local scroll = math.min(missing, vim.fn.winline() - 1)
  if scroll > 0 then vim.cmd(("execute 'normal! %d' .. \"\\<C-e>\""):format(scroll)) end
end

local function draw(id)
  local place = places[id]
  if not place then return end
  if not vim.api.nvim_buf_is_loaded(place.buffer) then return remove(id) end
  local row = line_of(place, "mark")
  if not row then return end
  local lines = compose(place.execution)
  local shown = { id = place.mark, virt_lines = lines }
  vim.api.nvim_buf_set_extmark(place.buffer, namespace, row, 0, shown)
  -- Who types, or is asked for something, is not moved now.
  if #lines == place.height or vim.api.nvim_get_mode().mode ~= "n" then return end
  place.height = #lines
  reveal(place, row, #lines)
end

local function draw_soon()
  if is_scheduled then return end
  is_scheduled = true
  vim.defer_fn(function()
    is_scheduled = false
    local ids = dirty
    dirty = {}
    for id in pairs(ids) do draw(id) end
  end, 40)
end

-- Time goes by in the line of what runs.
local function tick()
  local any = false
  for id, place in pairs(places) do
    if place.execution.status == "running" then
      any, dirty[id] = true, true
    end
  end
  if any then
    draw_soon()
    vim.cmd("redrawstatus")
  elseif ticker then
    ticker:stop()
    ticker:close()
    ticker = nil
  end
end

function M.update(execution)
  if not places[execution.id] then return end
  dirty[execution.id] = true
  draw_soon()
  if execution.status == "running" and not ticker then
    ticker = vim.loop.new_timer()
    ticker:start(200, 200, vim.schedule_wrap(tick))
  end
end

-- Shows an execution below line `last` of the text that begins at line `first` (from 1).
function M.place(buffer, execution, first, last, column)
  for id, place in pairs(places) do
    if place.buffer == buffer then
      local row = line_of(place, "mark")
      if not row or (row >= first - 1 and row <= last - 1) then remove(id) end
    end
  end
  places[execution.id] = {
    buffer = buffer,
    execution = execution,
    column = column or 0,
    mark = vim.api.nvim_buf_set_extmark(buffer, namespace, last - 1, 0, {}),
    first_mark = vim.api.nvim_buf_set_extmark(buffer, namespace, first - 1, 0, {}),
  }
  M.update(execution)
end

-- Where a place of the cell's text stands now: buffer, line from 1, column from 1 in bytes.
function M.locate(execution, line, column)
  local place = places[execution.id]
  if not place or not vim.api.nvim_buf_is_loaded(place.buffer) then return nil end
  local row = line_of(place, "first_mark")
  if not row then return nil end
  local number = row + line
  local text = vim.api.nvim_buf_get_lines(place.buffer, number - 1, number, false)[1] or ""
  local offset = line == 1 and text:sub(1, place.column) or ""
  local units = math.min(column - 1, select(2, vim.str_utfindex(text:sub(#offset + 1))))
  return place.buffer, number, #offset + vim.str_byteindex(text:sub(#offset + 1), units, true) + 1
end

-- The execution that is shown at a line, or nearest above it.
function M.at(buffer, line)
  local best, best_row
  for _, place in pairs(places) do
    if place.buffer == buffer then
      local first, last = line_of(place, "first_mark"), line_of(place, "mark")
      if first and last and first <= line - 1 and (not best_row or last >= best_row) then
        best, best_row = place.execution, last
      end
    end
  end
  return best
end

function M.clear(buffer)
  for id, place in pairs(places) do
    if place.buffer == buffer and place.execution:is_over() then remove(id) end
  end
end

return M
