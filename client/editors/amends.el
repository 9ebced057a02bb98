;;; amends.el --- Amends in Emacs -*- lexical-binding: t -*-
;; For your init file, Emacs 28 with eglot, or lsp-mode 8; `amends' must be on your PATH.  Drafts of message-mode are
;; read as they are written, and so those of Gnus, mu4e and notmuch, whose modes are made from it.

;; Drafts that mutt, neomutt and aerc hand to $EDITOR.
(add-to-list 'auto-mode-alist '("/\\(neo\\)?mutt-[^/]+\\'" . message-mode))
(add-to-list 'auto-mode-alist '("\\.eml\\'" . message-mode))

(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs
               '((message-mode mu4e-compose-mode notmuch-message-mode mail-mode markdown-mode)
                 "amends" "lsp" "--stdio")))

(with-eval-after-load 'lsp-mode
  (dolist (mode '(message-mode mu4e-compose-mode notmuch-message-mode mail-mode))
    (add-to-list 'lsp-language-id-configuration (cons mode "mail")))
  (lsp-register-client
   (make-lsp-client :new-connection (lsp-stdio-connection '("amends" "lsp" "--stdio"))
                    :activation-fn (lsp-activate-on "mail" "markdown")
                    :add-on? t
                    :server-id 'amends)))

;; Then one of these:
;;   (add-hook 'message-mode-hook #'eglot-ensure)
;;   (add-hook 'message-mode-hook #'lsp-deferred)

(defun amends-rate ()
  "Rate the draft on the five steps."
  (interactive)
  (let* ((uri (plist-get (eglot--TextDocumentIdentifier) :uri))
         (params (list :command "amends.rate" :arguments (vector uri)))
         (rated (jsonrpc-request (eglot-current-server) :workspace/executeCommand params)))
    (with-current-buffer (get-buffer-create "*Amends*")
      (let ((inhibit-read-only t))
        (erase-buffer)
        (insert (plist-get rated :markdown)))
      (goto-char (point-min))
      (special-mode)
      (display-buffer (current-buffer)))))

(provide 'amends)
;;; amends.el ends here
