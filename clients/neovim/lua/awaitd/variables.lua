-- The variables of a session, in a window; what is inside of one is asked for when it is opened.
local daemon = require("awaitd.daemon")
local window = require("awaitd.window")

local M = {}
-- Buffer → { session, nodes, shown }.
local views = {}
-- Of one value at a time; what is more is a line that brings the next ones.
local page = 100

local function describe(node)
  local indent = ("  "):rep(node.depth)
  if node.more then return { { ("%s… %d more"):format(indent, node.more), "AwaitdStatus" } } end
  local sign = node.ref and (node.children and "▾ " or "▸ ") or "  "
  return {
    { indent .. sign, "AwaitdStatus" },
    { node.name, "AwaitdName" },
    { ": " .. (node.type or "") .. "  ", "AwaitdType" },
    { (node.preview or ""):gsub("%s*\n%s*", " "), "AwaitdStdout" },
  }
end

local function draw(buffer)
  local view = views[buffer]
  view.shown = {}
  local function walk(nodes)
    for _, node in ipairs(nodes) do
      table.insert(view.shown, node)
      if node.children then walk(node.children) end
    end
  end
  walk(view.nodes)
  local lines = vim.tbl_map(describe, view.shown)
  if #lines == 0 then lines = { { { "no variables", "AwaitdStatus" } } } end
  window.write(buffer, 0, -1, lines)
end

function M.refresh(session)
  for buffer, view in pairs(views) do
    if view.session == session and #vim.fn.win_findbuf(buffer) > 0 then
      daemon.request("namespace/list", { sessionId = session.id }, function(answer, problem)
        if not answer then return daemon.say(problem, vim.log.levels.WARN) end
        view.nodes = vim.tbl_map(function(each)
          return vim.tbl_extend("force", each, { depth = 0 })
        end, answer.variables)
        draw(buffer)
      end)
    end
  end
end

local function expand(view, buffer, node, start, children)
  local params = { sessionId = view.session.id, ref = node.ref, start = start, count = page }
  daemon.request("value/expand", params, function(answer, problem)
    if not answer then return daemon.say(problem, vim.log.levels.WARN) end
    local depth = node.depth + 1
    if answer.text then
      children[#children + 1] = { name = "text", preview = answer.text, depth = depth }
    end
    for _, entry in ipairs(answer.entries or {}) do
      children[#children + 1] = vim.tbl_extend("force", entry, { depth = depth })
    end
    local rest = answer.total - start - #(answer.entries or {})
    if not answer.text and rest > 0 then
      local more = { more = rest, depth = depth, of = node, siblings = children }
      more.start = answer.total - rest
      children[#children + 1] = more
    end
    node.children = children
    draw(buffer)
  end)
end

local function toggle_node(buffer)
  local view = views[buffer]
  local node = view.shown[vim.api.nvim_win_get_cursor(0)[1]]
  if not node then return end
  if node.more then
    table.remove(node.siblings)
    return expand(view, buffer, node.of, node.start, node.siblings)
  end
  if not node.ref then return end
  if not node.children then return expand(view, buffer, node, 0, {}) end
  node.children = nil
  draw(buffer)
end

function M.toggle(session)
  local name = "awaitd://" .. session.id .. "/variables"
  local buffer, is_new = window.buffer(name, "awaitd-variables")
  if is_new then
    local function map(key, run, what)
      vim.keymap.set("n", key, run, { buffer = buffer, desc = what })
    end
    map("<CR>", function() toggle_node(buffer) end, "open or close")
    map("r", function() M.refresh(session) end, "ask again")
  end
  views[buffer] = views[buffer] or { nodes = {}, shown = {} }
  views[buffer].session = session
  if window.toggle(buffer) then M.refresh(session) end
end

return M
