;;; emacs.el --- Amends in Emacs's eglot -*- lexical-binding: t -*-
;; `emacs -batch -q -l emacs.el', Emacs 28 with elpa-eglot or later, set up as a user would: SETUP is the file we give
;; them, `amends' is on the PATH.
(require 'package)
(unless (featurep 'eglot) (ignore-errors (package-initialize)))
(require 'eglot)
(require 'flymake)
(require 'message)
(load (getenv "SETUP") nil t)
(load (expand-file-name "lib/checks.el" (file-name-directory load-file-name)) nil t)

(defconst amends-promise "No one will be let go.")
(defconst amends-text
  (concat "From: priya@northfold.example\nSubject: Thursday\n\nHi all,\n\n"
          "I made a mistake, and four of you lose your shifts. 😀 " amends-promise "\n\nBest,\nPriya\n"))

(setq inhibit-message t
      debug-on-error nil
      eglot-autoshutdown nil
      eglot-sync-connect 10
      eglot-confirm-server-initiated-edits nil
      eglot-send-changes-idle-time 0.05)

(defun amends-found (words)
  "Whether flymake has a diagnostic where WORDS start."
  (flymake-start)
  (goto-char (point-min))
  (search-forward words)
  (let ((start (match-beginning 0)))
    (seq-some (lambda (diagnostic) (= start (flymake-diagnostic-beg diagnostic))) (flymake-diagnostics))))

(defun amends-connect ()
  "Start the server for this buffer as `M-x eglot' does."
  (apply #'eglot (eglot--guess-contact))
  (amends-wait-for "the server" #'eglot-managed-p)
  (flymake-mode 1))

(defun amends-actions (words beginning)
  "The code actions at WORDS whose titles have this BEGINNING."
  (goto-char (point-min))
  (when words (search-forward words))
  (let* ((place (point))
         (range (list :start (eglot--pos-to-lsp-position place) :end (eglot--pos-to-lsp-position place)))
         (params (list :textDocument (eglot--TextDocumentIdentifier) :range range :context (list :diagnostics []))))
    (seq-filter (lambda (action) (string-prefix-p beginning (plist-get action :title)))
                (jsonrpc-request (eglot-current-server) :textDocument/codeAction params))))

(defun amends-take (words beginning)
  "Take the first code action at WORDS with this BEGINNING."
  (let* ((action (or (car (amends-actions words beginning)) (error "No %s" beginning)))
         (command (plist-get action :command)))
    (if command
        (eglot-execute-command (eglot-current-server) (plist-get command :command) (plist-get command :arguments))
      (amends-apply action))))

(defun amends-apply (action)
  "Apply the code ACTION as this eglot does."
  (if (fboundp 'eglot-execute)
      (eglot-execute (eglot-current-server) action)
    (eglot--apply-workspace-edit (plist-get action :edit))))

(let* ((folder (make-temp-file "amends" t))
       (file (expand-file-name "draft.eml" folder)))
  (with-temp-file file (insert amends-text))
  (find-file file)
  (unless (eq major-mode 'message-mode) (error "%s" major-mode))
  (amends-check "the server starts" #'amends-connect)

  (amends-check "a promise after an emoji is flagged at its own column"
    (lambda ()
      (amends-wait-for "a diagnostic at the promise" (lambda () (amends-found amends-promise)))))

  (amends-check "an edit is reviewed anew"
    (lambda ()
      (goto-char (point-min))
      (search-forward "Hi all,\n\n")
      (insert "Nobody will be fired. ")
      (eglot--signal-textDocument/didChange)
      (amends-wait-for "a second promise" (lambda () (amends-found "Nobody will be fired")))))

  (amends-check "a code action rewrites the promise"
    (lambda ()
      (goto-char (point-min))
      (search-forward "No one will")
      (amends-apply (elt (eglot-code-actions (1- (point)) (point) "quickfix" nil) 0))
      (eglot--signal-textDocument/didChange)
      (goto-char (point-min))
      (when (search-forward amends-promise nil t)
        (error "The promise stands"))
      (goto-char (point-min))
      (search-forward "😀 ")))

  (amends-check "amends.rate answers with a rating"
    (lambda ()
      (let* ((uri (plist-get (eglot--TextDocumentIdentifier) :uri))
             (params (list :command "amends.rate" :arguments (vector uri)))
             (result (jsonrpc-request (eglot-current-server) :workspace/executeCommand params)))
        (unless (string-match-p "\\`# [0-9]+ of 100" (plist-get result :markdown))
          (error "Unexpected: %S" result)))))

  (amends-check "`amends-rate' shows the rating"
    (lambda ()
      (amends-rate)
      (with-current-buffer "*Amends*"
        (goto-char (point-min))
        (search-forward " of 100"))))

  (amends-check "what is dismissed stays so for a server started anew, until it is taken back"
    (lambda ()
      (erase-buffer)
      (insert amends-text)
      (eglot--signal-textDocument/didChange)
      (amends-wait-for "the promise" (lambda () (amends-found amends-promise)))
      (amends-take "No one" "Dismiss here")
      (save-buffer)
      (eglot-shutdown (eglot-current-server))
      (amends-connect)
      (amends-wait-for "the other diagnostics" (lambda () (flymake-start) (flymake-diagnostics)))
      (when (amends-actions "No one" "Write ")
        (error "The promise is flagged again"))
      (amends-take "No one" "Show again")
      (amends-wait-for "the promise" (lambda () (amends-actions "No one" "Write ")))))

  (amends-check "a message that was never saved is reviewed, and started from a skeleton"
    (lambda ()
      (compose-mail "team@northfold.example" "Thursday")
      (amends-connect)
      (amends-take nil "Start a draft: Orders from above")
      (goto-char (point-min))
      (search-forward (concat mail-header-separator "\nHi [their names],"))
      (goto-char (point-max))
      (insert "\nWe are letting you go. " amends-promise "\n")
      (eglot--signal-textDocument/didChange)
      (amends-wait-for "the promise" (lambda () (amends-actions "No one" "Write ")))
      (set-buffer-modified-p nil)))

  (amends-check "a draft that mutt hands over is one"
    (lambda ()
      (find-file (expand-file-name "mutt-host-1000-2345-67890" folder))
      (unless (eq major-mode 'message-mode) (error "%s" major-mode))
      (amends-connect)))

  (amends-check "the server stops when it is told to"
    (lambda ()
      (eglot-shutdown (eglot-current-server))))

  (set-buffer-modified-p nil)
  (kill-emacs 0))
