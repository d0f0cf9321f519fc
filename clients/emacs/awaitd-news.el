;;; awaitd-news.el --- What the daemon says by itself  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: MIT

;;; Commentary:

;; Each notification and request of the daemon: what it changes, and what the person is told.

;;; Code:

(require 'awaitd-session)
(require 'awaitd-show)
(require 'awaitd-look)

(defvar awaitd--asking nil "The question that stands in the minibuffer.")

(defun awaitd--session-of (params)
  "The session that PARAMS are of, if it is followed."
  (gethash (plist-get params :sessionId) awaitd--sessions))

(defun awaitd--on-start (params)
  "A cell has started, say PARAMS."
  (let ((session (awaitd--session-of params)))
    (when session
      (let ((execution (awaitd--record session (plist-get params :executionId)
                                       (plist-get params :code))))
        (setf (awaitd-execution-status execution) 'running
              (awaitd-execution-count execution) (plist-get params :executionCount)
              (awaitd-execution-started execution) (float-time)
              (awaitd-session-count session) (plist-get params :executionCount))
        (awaitd--changed execution session)))))

(defun awaitd--on-output (params)
  "There is output, say PARAMS."
  (let ((session (awaitd--session-of params)))
    (when session
      (let ((execution (awaitd--record session (plist-get params :executionId) nil)))
        ;; What no cell printed, or a config file's.
        (when (and (eql (plist-get params :executionCount) 0)
                   (eq (awaitd-execution-status execution) 'waiting))
          (setf (awaitd-execution-status execution) 'ok))
        (awaitd--apply session execution params)
        (awaitd--changed execution session)))))

(defun awaitd--on-finish (params)
  "A cell of another client has ended, say PARAMS."
  (let ((session (awaitd--session-of params)))
    (when session
      (awaitd--finish session (awaitd--record session (plist-get params :executionId) nil)
                      params))))

(defun awaitd--on-gap (params)
  "Some output will never come, say PARAMS."
  (let* ((session (awaitd--session-of params))
         (execution (and session (car (awaitd-session-order session)))))
    (when execution
      (awaitd--note execution 'note "… some output was missed: the daemon keeps no more" 'warning)
      (awaitd--changed execution session))))

(defun awaitd--on-state (params)
  "A session is in another state, say PARAMS."
  (let ((session (awaitd--session-of params)) (reason (or (plist-get params :reason) "")))
    (when session
      (setf (awaitd-session-state session) (plist-get params :state))
      (force-mode-line-update t)
      (when (equal (plist-get params :state) "dead")
        (cond
         ((equal reason "closed")
          (awaitd--forget session)
          (message "awaitd: the session %s was closed" (awaitd-session-name session)))
         ((not (string-match-p "\\`\\(restarted\\|shutdown\\)" reason))
          (message "awaitd: the kernel of %s has ended (%s), and with it its variables; \
the next cell has a new one" (awaitd-session-name session) reason)))))))

(defun awaitd--forget (session)
  "SESSION is over; the next cell of its buffers begins another."
  (remhash (awaitd-session-id session) awaitd--sessions)
  (dolist (buffer (buffer-list))
    (with-current-buffer buffer
      (when (eq awaitd--session session) (setq awaitd--session nil)))))

(defun awaitd--on-lost (why)
  "All sessions are gone: WHY."
  (maphash (lambda (_ session)
             (dolist (execution (awaitd-session-order session))
               (unless (eq (awaitd-execution-status execution) 'lost)
                 (unless (awaitd--over-p execution) (awaitd--lose session execution why)))
               (awaitd--changed execution session))
             (awaitd--forget session))
           (copy-hash-table awaitd--sessions)))

(defun awaitd--on-finished (execution session)
  "EXECUTION of SESSION has ended: let `next-error' find its frames."
  (awaitd--variables-changed session)
  (when (awaitd-execution-error execution)
    (let ((buffer (awaitd--output-buffer session)))
      (awaitd--draw)
      (with-current-buffer buffer (awaitd--begin-frames execution))
      (message "awaitd: %s" (car (split-string (plist-get (awaitd-execution-error execution) :stack)
                                               "\n"))))))

;;; Input

(defun awaitd--on-input (params)
  "Something is asked, say PARAMS.
It is answered later, since nothing can be typed in a filter."
  (cons 'awaitd-later
        (lambda (connection id)
          (run-at-time 0 nil #'awaitd--answer connection id params))))

(defun awaitd--answer (connection id params)
  "Have the person answer PARAMS; tell CONNECTION, by ID.  \\[keyboard-quit] is the end of input."
  (let* ((session (awaitd--session-of params))
         (execution (and session (gethash (plist-get params :executionId)
                                          (awaitd-session-executions session))))
         (prompt (plist-get params :prompt))
         (said (if (equal prompt "") "A line for the cell: " prompt))
         (secret (eq (plist-get params :password) t))
         (awaitd--asking t)
         answer)
    (when execution
      (setf (awaitd-execution-asks execution) (concat "asks: " said))
      (awaitd--changed execution session))
    (setq answer (condition-case nil
                     (if secret (read-passwd said) (read-string said))
                   ((quit end-of-file) nil)))
    (when execution
      (setf (awaitd-execution-asks execution) nil)
      (awaitd--changed execution session))
    (when (jsonrpc-running-p connection)
      (jsonrpc-connection-send connection :id id :result (list :value answer)))))

(defun awaitd--on-cancel (_params)
  "The question in the minibuffer is taken back."
  (run-at-time 0 nil (lambda ()
                       (when (and awaitd--asking (> (minibuffer-depth) 0))
                         (abort-recursive-edit)))))

(setq awaitd--handlers
      '((output . awaitd--on-output)
        (execution/didStart . awaitd--on-start)
        (execution/didFinish . awaitd--on-finish)
        (session/didChangeState . awaitd--on-state)
        (output/gap . awaitd--on-gap)
        (input/request . awaitd--on-input)
        ($/cancelRequest . awaitd--on-cancel))
      awaitd--lost-function #'awaitd--on-lost
      awaitd--changed-function #'awaitd--changed
      awaitd--finished-function #'awaitd--on-finished)

(provide 'awaitd-news)
;;; awaitd-news.el ends here
