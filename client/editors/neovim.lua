-- Amends in Neovim, 0.7 and later. Put it into ~/.config/nvim/plugin/amends.lua; `amends` must be on your PATH.
local config = {
  name = 'amends',
  cmd = { 'amends', 'lsp', '--stdio' },
  filetypes = { 'mail', 'markdown', 'text' },
}

if vim.fn.has('nvim-0.11') == 1 then
  vim.lsp.config('amends', config)
  vim.lsp.enable('amends')
else
  -- One server for all drafts, started with the first.
  local id
  vim.api.nvim_create_autocmd('FileType', {
    pattern = config.filetypes,
    callback = function(draft)
      if not id or vim.lsp.client_is_stopped(id) then
        id = vim.lsp.start_client({ name = config.name, cmd = config.cmd, root_dir = vim.fn.getcwd() })
      end
      vim.lsp.buf_attach_client(draft.buf, id)
    end,
  })
end

-- The rating of the draft, in a window of its own.
vim.api.nvim_create_user_command('AmendsRate', function()
  local params = { command = 'amends.rate', arguments = { vim.uri_from_bufnr(0) } }
  vim.lsp.buf_request(0, 'workspace/executeCommand', params, function(problem, rated)
    if problem or not rated then
      return
    end
    vim.lsp.util.open_floating_preview(vim.split(rated.markdown, '\n'), 'markdown', { border = 'rounded' })
  end)
end, { desc = 'Rate the draft on the five steps' })
