;;; emacs.el --- Amends in Emacs's eglot -*- lexical-binding: t -*-
;; `emacs -batch -q -l emacs.el', Emacs 28 with elpa-eglot or later.  SERVER is the server's file, NODE what runs it.
(require 'package)
(unless (featurep 'eglot) (ignore-errors (package-initialize)))
(require 'eglot)
(require 'flymake)
(require 'message)

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

(defun amends-check (name work)
  "Do WORK and tell how NAME went; a check that fails ends the run."
  (condition-case problem
      (progn (funcall work)
             (princ (format "✔ Emacs: %s\n" name)))
    (error (princ (format "✖ Emacs: %s: %S\n" name problem))
           (kill-emacs 1))))

(defun amends-wait-for (what probe)
  "Wait until PROBE gives something, and give it; WHAT is what was waited for."
  (let ((end (+ (float-time) 10)) answer)
    (while (and (not (setq answer (funcall probe))) (< (float-time) end))
      (accept-process-output nil 0.05))
    (or answer (error "Waited 10 s for %s" what))))

(defun amends-found (words)
  "Whether flymake has a diagnostic where WORDS start."
  (flymake-start)
  (goto-char (point-min))
  (search-forward words)
  (let ((start (match-beginning 0)))
    (seq-some (lambda (diagnostic) (= start (flymake-diagnostic-beg diagnostic))) (flymake-diagnostics))))

(defun amends-connect (folder)
  "Start the server for this buffer, FOLDER being the project."
  (let* ((command (list (getenv "NODE") (getenv "SERVER") "--stdio"))
         (modern (>= emacs-major-version 29)))
    (eglot '(message-mode) (cons 'transient folder) 'eglot-lsp-server command (if modern '("mail") "mail"))
    (amends-wait-for "the server" #'eglot-managed-p)
    (flymake-mode 1)))

(defun amends-apply (action)
  "Apply the code ACTION as this eglot does."
  (if (fboundp 'eglot-execute)
      (eglot-execute (eglot-current-server) action)
    (eglot--apply-workspace-edit (plist-get action :edit))))

(let* ((folder (make-temp-file "amends" t))
       (file (expand-file-name "draft.eml" folder)))
  (with-temp-file file (insert amends-text))
  (find-file file)
  (message-mode)
  (put 'message-mode 'eglot-language-id "mail")
  (amends-check "the server starts" (lambda () (amends-connect folder)))

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

  (amends-check "the server stops when it is told to"
    (lambda ()
      (eglot-shutdown (eglot-current-server))))

  (set-buffer-modified-p nil)
  (kill-emacs 0))
