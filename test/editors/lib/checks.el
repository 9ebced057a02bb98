;;; checks.el --- Checks in Emacs, one line each -*- lexical-binding: t -*-

(defvar amends-title "Emacs"
  "What the checks are of.")

(defun amends-check (name work)
  "Do WORK and tell how NAME went; a check that fails ends the run."
  (condition-case problem
      (progn (funcall work)
             (princ (format "✔ %s: %s\n" amends-title name)))
    (error (princ (format "✖ %s: %s: %S\n" amends-title name problem))
           (kill-emacs 1))))

(defun amends-wait-for (what probe)
  "Wait until PROBE gives something, and give it; WHAT is what was waited for."
  (let ((end (+ (float-time) 10)) answer)
    (while (and (not (setq answer (funcall probe))) (< (float-time) end))
      (accept-process-output nil 0.05))
    (or answer (error "Waited 10 s for %s" what))))
