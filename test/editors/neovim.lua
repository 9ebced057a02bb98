-- Amends in Neovim, 0.7 and later, set up as a user would: SETUP is the file we give them, `amends` is on the PATH.
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

-- The server for this buffer, however it was started.
local function client_id()
  local clients = vim.lsp.get_clients and vim.lsp.get_clients({ bufnr = 0 }) or vim.lsp.buf_get_clients(0)
  local _, client = next(clients)
  return client and client.id
end

local function open(file)
  vim.cmd('edit! ' .. file)
  wait_for('the server', client_id)
  return client_id()
end

local function stop(id)
  vim.lsp.stop_client(id)
  wait_for('the server to stop', function()
    return vim.lsp.client_is_stopped(id)
  end)
end

-- Takes the first code action at the cursor whose title begins so.
local function take(beginning)
  local taken
  vim.ui.select = function(items, _, choose)
    for index, item in ipairs(items) do
      local action = item.action or item[2]
      if not taken and vim.startswith(action.title, beginning) then
        taken = true
        choose(item, index)
      end
    end
  end
  vim.lsp.buf.code_action()
  wait_for('the code action ' .. beginning, function()
    return taken
  end)
end

local file = vim.fn.tempname() .. '.eml'
vim.fn.writefile(TEXT, file)
vim.cmd('filetype on')
vim.cmd('luafile ' .. os.getenv('SETUP'))
local id = open(file)

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
  take('Write ')
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

check('AmendsRate shows the rating', function()
  vim.cmd('AmendsRate')
  wait_for('the rating', function()
    for _, window in ipairs(vim.api.nvim_list_wins()) do
      local lines = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false)
      if table.concat(lines, '\n'):find('%d+ of 100') and window ~= vim.api.nvim_get_current_win() then
        return true
      end
    end
  end)
end)

check('what is dismissed stays so for a server started anew', function()
  vim.api.nvim_buf_set_lines(0, 0, -1, false, TEXT)
  wait_for('the promise', function()
    return promise_at(LINE)
  end)
  vim.api.nvim_win_set_cursor(0, { LINE, COLUMN + 2 })
  take('Dismiss here')
  wait_for('the diagnostic to go', function()
    return not promise_at(LINE)
  end)
  stop(id)
  vim.diagnostic.reset()
  id = open(file)
  wait_for('the other diagnostics', function()
    return #vim.diagnostic.get(0) > 0
  end)
  assert(not promise_at(LINE), 'the promise is flagged again')
end)

check('a dismissal is taken back where it stands', function()
  vim.api.nvim_win_set_cursor(0, { LINE, COLUMN + 2 })
  take('Show again')
  wait_for('the promise', function()
    return promise_at(LINE)
  end)
end)

check('a draft that mutt hands over is started from a code action', function()
  vim.cmd('edit! ' .. vim.fn.fnamemodify(file, ':h') .. '/mutt-host-1000-2345-67890')
  wait_for('the server', client_id)
  take('Start a draft: Orders from above')
  wait_for('the skeleton', function()
    return vim.api.nvim_buf_get_lines(0, 0, 1, false)[1] == 'Hi [their names],'
  end)
end)

check('the server stops when it is told to', function()
  stop(id)
end)
vim.cmd('qall!')
