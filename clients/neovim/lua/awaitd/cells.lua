-- The cells of a buffer: lines `// %%` divide it, as protocol/dividers.ts has it. Lines count
-- from 1, and a cell's are those between its dividers.
local M = {}

function M.is_divider(line) return line:find("^[ \t]*// ?%%%%") ~= nil end

-- Returns { first, last, title }; `last` may be `first - 1`, where there is nothing.
function M.all(buffer)
  local cells = {}
  local lines = vim.api.nvim_buf_get_lines(buffer, 0, -1, false)
  local cell = { first = 1 }
  for number, line in ipairs(lines) do
    if M.is_divider(line) then
      cell.last = number - 1
      cells[#cells + 1] = cell
      cell = { first = number + 1, divider = number }
    end
  end
  cell.last = #lines
  cells[#cells + 1] = cell
  return cells
end

-- A cursor on a divider is in the cell below it.
function M.at(buffer, line)
  local cells = M.all(buffer)
  for index, cell in ipairs(cells) do
    if line <= cell.last then return cell, index, cells end
  end
  return cells[#cells], #cells, cells
end

-- Without the blank lines at its ends; nothing, if there is nothing else.
function M.trim(buffer, first, last)
  local lines = vim.api.nvim_buf_get_lines(buffer, first - 1, last, false)
  local from, to = 1, #lines
  while from <= to and not lines[from]:find("%S") do from = from + 1 end
  while to >= from and not lines[to]:find("%S") do to = to - 1 end
  if from > to then return nil end
  local code = table.concat(vim.list_slice(lines, from, to), "\n")
  return { first = first + from - 1, last = first + to - 1, code = code }
end

-- What is selected: whole lines, or a part of them; the column counts where the text begins.
function M.selection(buffer)
  local mode = vim.fn.mode()
  local is_visual = mode == "v" or mode == "V" or mode == "\22"
  if not is_visual then mode = vim.fn.visualmode() end
  local from = is_visual and vim.fn.getpos("v") or vim.fn.getpos("'<")
  local to = is_visual and vim.fn.getpos(".") or vim.fn.getpos("'>")
  if from[2] > to[2] or (from[2] == to[2] and from[3] > to[3]) then from, to = to, from end
  if mode ~= "v" then return M.trim(buffer, from[2], to[2]) end
  local lines = vim.api.nvim_buf_get_lines(buffer, from[2] - 1, to[2], false)
  local last = lines[#lines]
  local finish = math.min(to[3], #last)
  -- The place of the last character is where its first byte is.
  if finish > 0 then finish = finish + #vim.fn.matchstr(last:sub(finish), ".") - 1 end
  lines[#lines] = last:sub(1, finish)
  lines[1] = lines[1]:sub(from[3])
  local code = table.concat(lines, "\n")
  if not code:find("%S") then return nil end
  return { first = from[2], last = to[2], code = code, column = from[3] - 1 }
end

return M
