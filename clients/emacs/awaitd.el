;;; awaitd.el --- Run cells of TypeScript and JavaScript  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: MIT
;; Version: 0.1.0
;; Package-Requires: ((emacs "28.1"))
;; Keywords: languages, processes

;;; Commentary:

;; A minor mode: lines `// %%' divide the buffer into cells, which are run in a session that
;; remembers everything.  What a cell shows stands below it.  See README.md for the keys.

;;; Code:

(require 'awaitd-daemon)
(require 'awaitd-session)
(require 'awaitd-show)
(require 'awaitd-look)
(require 'awaitd-check)

(defun awaitd--need-session ()
  "The session of this buffer, or an error."
  (or awaitd--session awaitd--shown-session awaitd--variables-session
      (user-error "This buffer has no session; run a cell, or M-x awaitd-start")))

(defun awaitd--tell (session problem)
  "Say which SESSION the buffer has, or PROBLEM."
  (if problem
      (message "awaitd: %s" problem)
    (message "awaitd: this buffer's session is %s, in %s"
             (awaitd-session-name session) (awaitd-session-cwd session))))

;;; Running

(defun awaitd--send (session execution)
  "Run EXECUTION in SESSION."
  (awaitd--keep session execution)
  (awaitd--request
   :execute (list :sessionId (awaitd-session-id session) :allowStdin t
                  :executionId (awaitd-execution-id execution)
                  :code (awaitd-execution-code execution))
   (lambda (result problem)
     (cond
      (result (awaitd--finish session execution result))
      ((awaitd--over-p execution) nil)
      (t (awaitd--lose session execution (plist-get problem :message))
         ;; SessionNotFound, SessionClosed: the next cell begins another.
         (when (memq (plist-get problem :code) '(1001 1002)) (awaitd--forget session)))))))

(defun awaitd--trim (begin end)
  "BEGIN and END without the blanks at both ends; nil if there is nothing else."
  (save-excursion
    (goto-char begin)
    (skip-chars-forward " \t\r\n" end)
    (setq begin (point))
    (goto-char end)
    (skip-chars-backward " \t\r\n" begin)
    (and (< begin (point)) (cons begin (point)))))

(defun awaitd--run (ranges)
  "Run the text of RANGES, pairs of positions, one after the other."
  (let ((executions
         (mapcar (lambda (range)
                   (let ((execution
                          (awaitd--make-execution
                           :id (format "emacs-%s-%s" (emacs-pid) (cl-incf awaitd--last-number))
                           :code (buffer-substring-no-properties (car range) (cdr range)))))
                     (awaitd--place execution (car range) (cdr range))
                     execution))
                 (delq nil (mapcar (lambda (range) (awaitd--trim (car range) (cdr range)))
                                   ranges)))))
    (unless executions (user-error "There is nothing to run here"))
    (awaitd--ensure
     (lambda (session problem)
       (dolist (execution executions)
         (if session
             (awaitd--send session execution)
           (setf (awaitd-execution-status execution) 'lost)
           (awaitd--note execution 'note problem 'awaitd-error)
           (awaitd--draw-below execution)))
       (when problem (message "awaitd: %s" problem))))))

(defun awaitd--cells ()
  "The bounds of all cells."
  (save-excursion
    (goto-char (point-min))
    (let ((begin (point)) cells)
      (while (re-search-forward awaitd--divider nil t)
        (push (cons begin (match-beginning 0)) cells)
        (setq begin (min (1+ (line-end-position)) (point-max))))
      (nreverse (cons (cons begin (point-max)) cells)))))

(defun awaitd-run-cell ()
  "Run the cell at point, or the region if it is active."
  (interactive)
  (if (use-region-p)
      (awaitd-run-region (region-beginning) (region-end))
    (awaitd--run (list (awaitd--cell-bounds)))))

(defun awaitd-run-cell-and-move ()
  "Run the cell at point and go to the next one."
  (interactive)
  (awaitd--run (list (awaitd--cell-bounds)))
  (goto-char (cdr (awaitd--cell-bounds)))
  (forward-line))

(defun awaitd-run-region (begin end)
  "Run the text from BEGIN to END."
  (interactive "r")
  (awaitd--run (list (cons begin end)))
  (deactivate-mark))

(defun awaitd-run-line ()
  "Run the line at point."
  (interactive)
  (awaitd--run (list (cons (line-beginning-position) (line-end-position)))))

(defun awaitd-run-above ()
  "Run all cells above the one at point."
  (interactive)
  (let ((begin (car (awaitd--cell-bounds))))
    (awaitd--run (cl-remove-if-not (lambda (cell) (< (car cell) begin)) (awaitd--cells)))))

(defun awaitd-run-buffer ()
  "Run all cells; when one fails, those behind it are not run."
  (interactive)
  (awaitd--run (awaitd--cells)))

(defun awaitd-next-cell (&optional count)
  "Go to the divider that is COUNT further."
  (interactive "p")
  (if (> (or count 1) 0) (end-of-line) (beginning-of-line))
  (when (re-search-forward awaitd--divider nil 'move count) (beginning-of-line)))

(defun awaitd-previous-cell (&optional count)
  "Go to the divider that is COUNT back."
  (interactive "p")
  (awaitd-next-cell (- (or count 1))))

(defun awaitd-interrupt ()
  "Interrupt what runs: its finally blocks run, and variables stay.
Once more, while that is under way: at once."
  (interactive)
  (let* ((session (awaitd--need-session)) (execution (awaitd--current session)))
    (unless execution (user-error "Nothing runs"))
    (let ((mode (if (awaitd-execution-interrupting execution) "terminate" "graceful")))
      (setf (awaitd-execution-interrupting execution)
            (if (equal mode "graceful") "is being interrupted" "is being terminated"))
      (awaitd--changed execution session)
      (awaitd--request
       :interrupt (list :sessionId (awaitd-session-id session) :mode mode)
       (lambda (answer problem)
         (message "awaitd: %s"
                  (pcase (plist-get answer :how)
                    ('nil (or (plist-get problem :message) "nothing runs any more"))
                    ("cancelled" "the cell was interrupted; its finally blocks have run")
                    ("terminated" "the cell was interrupted in the middle of its code")
                    (_ "the cell was ended with its kernel: the variables are gone"))))))))

;;; Sessions

(defun awaitd-start ()
  "Give this buffer a session, without running a cell."
  (interactive)
  (awaitd--ensure #'awaitd--tell))

(defun awaitd-new-session (name)
  "Begin a further session NAME, for this buffer."
  (interactive "sName of the session: ")
  (setq awaitd--session nil awaitd--waiting-for-session (list #'awaitd--tell))
  (awaitd--create (current-buffer) name))

(defun awaitd-attach (name)
  "Let this buffer have the session called NAME.
It may be one of another client of the daemon."
  (interactive
   (list (completing-read "Session: " (mapcar #'car (awaitd--names)) nil t)))
  (let ((buffer (current-buffer))
        (info (or (cdr (assoc name (awaitd--names))) (user-error "No session is called %s" name))))
    (let* ((is-known (gethash (plist-get info :sessionId) awaitd--sessions))
           (session (awaitd--adopt info)))
      ;; Of a session that is new here all that it has shown is told again.
      (awaitd--request :session/attach (append (list :sessionId (awaitd-session-id session))
                                               (unless is-known '(:sinceSeq 0)))
                       (lambda (answer problem)
                         (cond (answer (awaitd--adopt (plist-get answer :session))
                                       (awaitd--settle buffer session nil))
                               ((not is-known) (awaitd--forget session)))
                         (awaitd--tell session (plist-get problem :message)))))))

(defun awaitd--names ()
  "The sessions that there are, by their names."
  (mapcar (lambda (info) (cons (or (plist-get info :name) (plist-get info :sessionId)) info))
          (plist-get (awaitd--ask :session/list (make-hash-table)) :sessions)))

(defun awaitd-restart ()
  "Begin with no variables."
  (interactive)
  (let ((session (awaitd--need-session)))
    (awaitd--request :session/restart (list :sessionId (awaitd-session-id session))
                     (lambda (_ problem)
                       (message "awaitd: %s" (or (plist-get problem :message)
                                                 "restarted: the variables are gone"))))))

(defun awaitd-close ()
  "End the session of this buffer."
  (interactive)
  (awaitd--request :session/close (list :sessionId (awaitd-session-id (awaitd--need-session)))
                   (lambda (_ problem)
                     (when problem (message "awaitd: %s" (plist-get problem :message))))))

(defun awaitd-stop ()
  "End the daemon, and all sessions with it."
  (interactive)
  (unless awaitd--connection (user-error "No daemon runs"))
  (setq awaitd--state 'stopping)
  (jsonrpc-shutdown awaitd--connection))

(defun awaitd-set-runner (name)
  "Let the runner NAME run asynchronous cells, from the next one on."
  (interactive (list (completing-read "Runner: " '("native" "sync" "effection" "effect"))))
  (let ((session (awaitd--need-session)))
    (awaitd--request :setRunner (list :sessionId (awaitd-session-id session) :runner name)
                     (lambda (answer problem)
                       (when answer
                         (setf (awaitd-session-runner session) (plist-get answer :runner)))
                       (message "awaitd: %s" (or (plist-get problem :message)
                                                 (concat "the runner is " name)))))))

(defun awaitd-output ()
  "Show all that the session of this buffer has shown."
  (interactive)
  (let ((buffer (awaitd--output-buffer (awaitd--need-session))))
    (with-selected-window (display-buffer buffer) (goto-char (point-max)))))

(defun awaitd-variables ()
  "Show the variables of the session of this buffer."
  (interactive)
  (display-buffer (awaitd--variables-buffer (awaitd--need-session))))

(defun awaitd-clear ()
  "Clear what is shown below the cells of this buffer that have ended."
  (interactive)
  (awaitd--clear-below))

;;; What the daemon says

(require 'awaitd-news)

;;; The mode

(defvar awaitd-mode-map
  (let ((map (make-sparse-keymap)))
    (pcase-dolist (`(,keys . ,command)
                   '(("C-c C-c" . awaitd-run-cell) ("C-c RET" . awaitd-run-cell-and-move)
                     ("C-c C-r" . awaitd-run-region) ("C-c C-l" . awaitd-run-line)
                     ("C-c C-u" . awaitd-run-above) ("C-c C-b" . awaitd-run-buffer)
                     ("C-c C-n" . awaitd-next-cell) ("C-c C-p" . awaitd-previous-cell)
                     ("C-c C-k" . awaitd-interrupt) ("C-c C-z" . awaitd-restart)
                     ("C-c C-o" . awaitd-output) ("C-c C-v" . awaitd-variables)
                     ("C-c C-d" . awaitd-describe) ("C-c C-s" . awaitd-attach)
                     ("C-c C-x" . awaitd-clear)))
      (define-key map (kbd keys) command))
    map)
  "Keys of `awaitd-mode'.")

(defun awaitd--lighter ()
  "How the session of this buffer stands."
  (if (not awaitd--session)
      " awaitd"
    (let ((execution (awaitd--current awaitd--session)) (session awaitd--session))
      (format " awaitd[%s %s%s In[%s]%s]" (awaitd-session-name session)
              (awaitd-session-state session)
              (if (equal (awaitd-session-runner session) "native") ""
                (concat " " (awaitd-session-runner session)))
              (awaitd-session-count session)
              (if (and execution (eq (awaitd-execution-status execution) 'running))
                  (format " %.1f s" (awaitd--elapsed execution))
                "")))))

;;;###autoload
(define-minor-mode awaitd-mode
  "Run cells of TypeScript and JavaScript.
\\{awaitd-mode-map}"
  :lighter (:eval (awaitd--lighter))
  (if awaitd-mode
      (progn
        (add-hook 'flymake-diagnostic-functions #'awaitd-flymake nil t)
        (add-hook 'completion-at-point-functions #'awaitd-completion-at-point nil t)
        (add-hook 'eldoc-documentation-functions #'awaitd-eldoc nil t))
    (remove-hook 'flymake-diagnostic-functions #'awaitd-flymake t)
    (remove-hook 'completion-at-point-functions #'awaitd-completion-at-point t)
    (remove-hook 'eldoc-documentation-functions #'awaitd-eldoc t)))

(provide 'awaitd)
;;; awaitd.el ends here
