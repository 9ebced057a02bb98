;;; lsp-mode.el --- Amends in Emacs's lsp-mode -*- lexical-binding: t -*-
;; `emacs -batch -q -l lsp-mode.el', with elpa-lsp-mode 8, set up as a user would: SETUP is the file we give them.
(require 'package)
(unless (require 'lsp-mode nil t) (package-initialize) (require 'lsp-mode))
(require 'message)
(load (getenv "SETUP") nil t)
(load (expand-file-name "lib/checks.el" (file-name-directory load-file-name)) nil t)

(defconst amends-promise "No one will be let go.")
(setq amends-title "lsp-mode"
      inhibit-message t
      lsp-auto-guess-root t
      lsp-enable-snippet nil
      lsp-diagnostics-provider :flymake
      lsp-modeline-diagnostics-enable nil
      lsp-headerline-breadcrumb-enable nil
      lsp-enable-file-watchers nil)

(defun amends-found ()
  "The diagnostics at the promise."
  (goto-char (point-min))
  (search-forward amends-promise)
  (let ((line (1- (line-number-at-pos))))
    (seq-filter (lambda (found) (= line (gethash "line" (gethash "start" (gethash "range" found)))))
                (apply #'append (hash-table-values (lsp-diagnostics))))))

(let ((file (expand-file-name "draft.eml" (make-temp-file "amends" t))))
  (with-temp-file file
    (insert "From: priya@northfold.example\nSubject: Thursday\n\nHi all,\n\n"
            "I made a mistake, and four of you lose your shifts.\n\n" amends-promise "\n\nBest,\nPriya\n"))
  (find-file file)
  (lsp-workspace-folders-add (file-name-directory file))
  (amends-check "the server starts"
    (lambda ()
      (lsp)
      (amends-wait-for "the server" (lambda () (and (lsp-workspaces) (eq 'initialized (lsp--workspace-status (car (lsp-workspaces)))))))))
  (amends-check "a promise is flagged"
    (lambda () (amends-wait-for "a diagnostic" #'amends-found)))
  (amends-check "a code action dismisses it"
    (lambda ()
      (search-backward "one will")
      (let ((actions (seq-filter (lambda (action) (string-prefix-p "Dismiss here" (gethash "title" action)))
                                 (lsp-code-actions-at-point))))
        (unless actions (error "No code action"))
        (mapc #'lsp-execute-code-action actions)
        (amends-wait-for "the diagnostics to go" (lambda () (not (amends-found)))))))
  (set-buffer-modified-p nil)
  (kill-emacs 0))
