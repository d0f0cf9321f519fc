;;; awaitd-check.el --- What is wrong with the text, for Flymake  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: MIT

;;; Commentary:

;; TypeScript's diagnostics of all cells, which know what the session has declared.  The daemon
;; is told of the text each time that Flymake asks.

;;; Code:

(require 'awaitd-session)
(require 'flymake)
(require 'url-util)

(defvar-local awaitd--check 0 "The number of the last check.")
(defvar-local awaitd--is-open nil "Does the daemon know this text?")

(defun awaitd--uri ()
  "What this text is called to the daemon."
  (concat "file://" (url-hexify-string (or buffer-file-name (concat "/" (buffer-name)))
                                       (cons ?/ url-unreserved-chars))))

(defun awaitd--notify (method params)
  "Tell the daemon METHOD with PARAMS, if there is one."
  (when (eq awaitd--state 'ready) (jsonrpc-notify awaitd--connection method params)))

(defun awaitd--open-text ()
  "Tell the daemon of this text."
  (setq awaitd--is-open t)
  (add-hook 'kill-buffer-hook #'awaitd--close-text nil t)
  (save-restriction
    (widen)
    (awaitd--notify
     :textDocument/didOpen
     (list :sessionId (awaitd-session-id awaitd--session)
           :textDocument (list :uri (awaitd--uri) :languageId "typescript"
                               :version (buffer-chars-modified-tick)
                               :text (buffer-substring-no-properties (point-min) (point-max)))))))

(defun awaitd--close-text ()
  "Tell the daemon that this text is open no more."
  (when awaitd--is-open
    (setq awaitd--is-open nil)
    (awaitd--notify :textDocument/didClose (list :textDocument (list :uri (awaitd--uri))))))

(defun awaitd--position (place)
  "The position of PLACE, as LSP has it."
  (goto-char (point-min))
  (forward-line (plist-get place :line))
  (let ((units (plist-get place :character)))
    (while (and (> units 0) (not (eolp)))
      (setq units (- units (if (> (char-after) #xFFFF) 2 1)))
      (forward-char)))
  (point))

(defun awaitd--diagnostic (item)
  "What Flymake has for ITEM, as LSP has it."
  (let* ((range (plist-get item :range))
         (begin (awaitd--position (plist-get range :start)))
         (end (awaitd--position (plist-get range :end))))
    (flymake-make-diagnostic (current-buffer) begin (max end (min (1+ begin) (point-max)))
                             (pcase (plist-get item :severity) (1 :error) (2 :warning) (_ :note))
                             (plist-get item :message))))

(defun awaitd-flymake (report &rest _)
  "For `flymake-diagnostic-functions': hand REPORT what is wrong here."
  (cl-incf awaitd--check)
  (if (not (and awaitd--session (eq awaitd--state 'ready)))
      (funcall report nil)
    (awaitd--open-text)
    (awaitd--check report awaitd--check 5)))

(defun awaitd--check (report number tries)
  "Hand REPORT what is wrong with this text, if check NUMBER is still the last.
Ask again, TRIES times, where there is no answer: TypeScript may only
be starting."
  (let ((buffer (current-buffer)) (tick (buffer-chars-modified-tick)))
    (awaitd--request
     :textDocument/diagnostic (list :textDocument (list :uri (awaitd--uri)))
     (lambda (answer _)
       (when (buffer-live-p buffer)
         (with-current-buffer buffer
           (cond
            ((or (/= number awaitd--check) (/= tick (buffer-chars-modified-tick))) nil)
            (answer (save-excursion
                      (save-restriction
                        (widen)
                        (funcall report (mapcar #'awaitd--diagnostic
                                                (plist-get answer :items))))))
            ((> tries 0)
             (run-at-time 0.5 nil #'awaitd--check-again buffer report number (1- tries))))))))))

(defun awaitd--check-again (buffer report number tries)
  "In BUFFER: `awaitd--check' with REPORT, NUMBER and TRIES."
  (when (buffer-live-p buffer)
    (with-current-buffer buffer
      (when (= number awaitd--check) (awaitd--check report number tries)))))

(provide 'awaitd-check)
;;; awaitd-check.el ends here
