-- Amends in Neovim's own LSP client, 0.7 and later. SERVER is the server's file, NODE what runs it.
local PROMISE = 'No one will be let go.'
local TEXT = {
  'From: priya@northfold.example',
  'Subject: Thursday',
  '',
  'Hi all,',
  '',
  'I made a mistake, and four of you lose your shifts. 😀 ' .. PROMISE,
  '',
  'Best,',
  'Priya',
}
local LINE = 6
local COLUMN = TEXT[LINE]:find(PROMISE, 1, true) - 1

local function tell(mark, line)
  io.stdout:write(mark .. ' ' .. line .. '\n')
end

-- A check that fails ends the run.
local function check(name, work)
  local ok, problem = xpcall(work, debug.traceback)
  tell(ok and '✔' or '✖', ok and 'Neovim: ' .. name or 'Neovim: ' .. name .. ': ' .. problem)
  if not ok then
    vim.cmd('cquit 1')
  end
end

local function wait_for(what, probe)
  assert(vim.wait(10000, probe, 20), 'waited 10 s for ' .. what)
end

-- What was found where the promise starts, given the line it is on now.
local function promise_at(line)
  for _, found in ipairs(vim.diagnostic.get(0)) do
    if found.lnum == line - 1 and found.col == COLUMN then
      return found
    end
  end
end

local function start(file)
  vim.cmd('filetype on')
  vim.cmd('edit ' .. file)
  local command = { os.getenv('NODE'), os.getenv('SERVER'), '--stdio' }
  local id = vim.lsp.start_client({ name = 'amends', cmd = command, root_dir = vim.fn.fnamemodify(file, ':h') })
  vim.lsp.buf_attach_client(0, id)
  return id
end

local function stop(id)
  vim.lsp.stop_client(id)
  wait_for('the server to stop', function()
    return vim.lsp.client_is_stopped(id)
  end)
end

local file = vim.fn.tempname() .. '.eml'
vim.fn.writefile(TEXT, file)
local id = start(file)

check('a promise after an emoji is flagged at its own column', function()
  assert(vim.bo.filetype == 'mail', vim.bo.filetype)
  wait_for('a diagnostic at the promise', function()
    return promise_at(LINE)
  end)
end)

check('an edit is reviewed anew', function()
  vim.api.nvim_buf_set_lines(0, 4, 5, false, { '', '' })
  wait_for('the diagnostic a line further down', function()
    return promise_at(LINE + 1) and not promise_at(LINE)
  end)
end)

check('a code action rewrites the promise', function()
  vim.api.nvim_win_set_cursor(0, { LINE + 1, COLUMN + 2 })
  vim.ui.select = function(items, _, choose)
    choose(items[1], 1)
  end
  vim.lsp.buf.code_action()
  wait_for('the diagnostic to go', function()
    return not promise_at(LINE + 1)
  end)
  local line = vim.api.nvim_buf_get_lines(0, LINE, LINE + 1, false)[1]
  assert(line:find('😀 ', 1, true) and not line:find(PROMISE, 1, true), line)
end)

check('amends.rate answers with a rating', function()
  local problem, result
  local params = { command = 'amends.rate', arguments = { vim.uri_from_bufnr(0) } }
  vim.lsp.get_client_by_id(id).request('workspace/executeCommand', params, function(err, answer)
    problem, result = err, answer
  end, 0)
  wait_for('the rating', function()
    return problem or result
  end)
  assert(not problem, vim.inspect(problem))
  assert(type(result.rating.overall) == 'number' and result.markdown:find('^# %d+ of 100'), vim.inspect(result))
end)

check('the rating stands above the first line', function()
  local lenses
  local params = { textDocument = { uri = vim.uri_from_bufnr(0) } }
  vim.lsp.get_client_by_id(id).request('textDocument/codeLens', params, function(_, answer)
    lenses = answer
  end, 0)
  wait_for('a lens', function()
    return lenses
  end)
  assert(lenses[1].range.start.line == 0 and lenses[1].command.title:find('^Amends: %d+ of 100'), vim.inspect(lenses))
end)

check('the server stops when it is told to', function()
  stop(id)
end)
vim.cmd('qall!')
