;;; awaitd-session.el --- Sessions, executions and what they have shown  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: MIT

;;; Commentary:

;; The sessions that this Emacs follows, and a fold of what the daemon tells of them.  It draws
;; nothing: `awaitd--changed-function' and `awaitd--finished-function' are called.

;;; Code:

(require 'ansi-color)
(require 'awaitd-daemon)

(cl-defstruct (awaitd-session (:constructor awaitd--make-session))
  id name state count runner cwd
  (executions (make-hash-table :test #'equal))
  (order nil :documentation "The newest first.")
  (displays (make-hash-table :test #'equal)))

(cl-defstruct (awaitd-execution (:constructor awaitd--make-execution))
  id code (status 'waiting) count started duration error asks interrupting overlay column
  clears-next rich (blocks nil :documentation "The newest first."))

;; KIND is `stream', `display', `error', `note' or `result'.
(cl-defstruct (awaitd-block (:constructor awaitd--make-block))
  kind stream late (text "") context (pending nil :documentation "The newest first.")
  (pending-size 0))

(defvar awaitd--sessions (make-hash-table :test #'equal) "By their ids.")
(defvar awaitd--changed-function #'ignore "Called with an execution and its session.")
(defvar awaitd--finished-function #'ignore "Called with an execution and its session.")
(defvar-local awaitd--session nil "The buffer's session.")
(defvar-local awaitd--waiting-for-session nil "Functions that wait until the buffer has one.")
(defvar awaitd--last-number 0)

(defconst awaitd--most-text 400000 "Characters that are kept of a block.")
(defconst awaitd--rich-kinds
  '((:image/svg+xml . "svg") (:image/png . "png") (:image/jpeg . "jpg") (:image/gif . "gif")
    (:image/webp . "webp") (:text/html . "html"))
  "What a file shows better than text: MIME types and extensions, the best first.")
(defconst awaitd--most-executions 300 "Executions that are kept of a session.")

(defface awaitd-status '((t :inherit shadow)) "How a cell stands."
  :group 'awaitd)
(defface awaitd-prompt '((t :inherit font-lock-keyword-face)) "In[n] and Out[n]."
  :group 'awaitd)
(defface awaitd-stderr '((t :inherit warning)) "What went to standard error."
  :group 'awaitd)
(defface awaitd-error '((t :inherit error)) "Failures."
  :group 'awaitd)

(defun awaitd--adopt (info)
  "The session of INFO, as the daemon tells it."
  (let* ((id (plist-get info :sessionId))
         (session (or (gethash id awaitd--sessions)
                      (puthash id (awaitd--make-session :id id) awaitd--sessions))))
    (setf (awaitd-session-name session) (or (plist-get info :name) id)
          (awaitd-session-state session) (plist-get info :state)
          (awaitd-session-count session) (plist-get info :executionCount)
          (awaitd-session-runner session) (plist-get info :runner)
          (awaitd-session-cwd session) (plist-get info :cwd))
    session))

(defun awaitd--settle (buffer session problem)
  "BUFFER has SESSION from now on, or there is PROBLEM."
  (when (buffer-live-p buffer)
    (with-current-buffer buffer
      (let ((callbacks (reverse awaitd--waiting-for-session)))
        (setq awaitd--session session awaitd--waiting-for-session nil)
        (force-mode-line-update)
        (dolist (callback callbacks) (funcall callback session problem))))))

(defun awaitd--create (buffer name)
  "Make a session NAME for BUFFER."
  (let ((folder (buffer-local-value 'default-directory buffer)))
    (awaitd--ready
     folder name
     (lambda (problem)
       (cond
        (problem (awaitd--settle buffer nil problem))
        (awaitd--home
         (let ((home awaitd--home))
           (setq awaitd--home nil)
           (awaitd--settle buffer (awaitd--adopt home) nil)))
        (t (awaitd--request
            :session/create (awaitd--session-options folder name)
            (lambda (info why)
              (awaitd--settle buffer (and info (awaitd--adopt info))
                              (plist-get why :message))))))))))

(defun awaitd--ensure (callback)
  "Call CALLBACK with the buffer's session, or with nil and a problem.
If there is no session, one is made."
  (if awaitd--session
      (funcall callback awaitd--session nil)
    (push callback awaitd--waiting-for-session)
    (unless (cdr awaitd--waiting-for-session)
      (awaitd--create (current-buffer) (buffer-name)))))

(defun awaitd--keep (session execution)
  "Remember EXECUTION in SESSION; forget its oldest."
  (puthash (awaitd-execution-id execution) execution (awaitd-session-executions session))
  (push execution (awaitd-session-order session))
  (let ((rest (nthcdr awaitd--most-executions (awaitd-session-order session))))
    (when rest
      (remhash (awaitd-execution-id (car rest)) (awaitd-session-executions session))
      (setf (awaitd-session-order session) (butlast (awaitd-session-order session)))))
  execution)

(defun awaitd--record (session id code)
  "The execution ID of SESSION; that of another client, with CODE, is made."
  (or (gethash id (awaitd-session-executions session))
      (awaitd--keep session (awaitd--make-execution :id id :code code))))

(defun awaitd--over-p (execution)
  "Has EXECUTION ended?"
  (not (memq (awaitd-execution-status execution) '(waiting running))))

(defun awaitd--current (session)
  "What runs in SESSION, else what waits first."
  (let (found)
    (dolist (execution (awaitd-session-order session) found)
      (unless (or (awaitd--over-p execution)
                  (and found (eq (awaitd-execution-status found) 'running)))
        (setq found execution)))))

(defun awaitd--by-count (session count)
  "The execution In[COUNT] of SESSION."
  (cl-find count (awaitd-session-order session) :key #'awaitd-execution-count :test #'eql))

;;; The fold

(defun awaitd--push (execution block)
  "Add BLOCK to what EXECUTION has shown."
  (when (awaitd-execution-clears-next execution)
    (setf (awaitd-execution-clears-next execution) nil
          (awaitd-execution-blocks execution) nil))
  (push block (awaitd-execution-blocks execution))
  block)

(defun awaitd--note (execution kind text face &optional late)
  "Add to EXECUTION a block of KIND with TEXT in FACE, LATE or not."
  (awaitd--push execution (awaitd--make-block :kind kind :late late
                                              :text (propertize text 'face face))))

(defun awaitd--cut (text)
  "The end of TEXT, from the beginning of a line on, if it is too long."
  (let ((from (- (length text) (/ awaitd--most-text 2))))
    (if (<= (length text) awaitd--most-text) text
      (concat (propertize "… older text was dropped\n" 'face 'awaitd-status)
              (substring text (1+ (or (string-search "\n" text from) (1- from))))))))

(defun awaitd--read (block)
  "Take into the text of BLOCK what has come, with the colours that it asks for."
  (let ((text (mapconcat #'identity (reverse (awaitd-block-pending block)) "")))
    (setf (awaitd-block-pending block) nil (awaitd-block-pending-size block) 0)
    (with-temp-buffer
      (setq ansi-color-context (awaitd-block-context block)
            text (ansi-color-apply (awaitd--cut text)))
      (setf (awaitd-block-context block) ansi-color-context))
    (when (equal (awaitd-block-stream block) "stderr")
      (add-face-text-property 0 (length text) 'awaitd-stderr t text))
    (setq text (concat (awaitd-block-text block) text))
    ;; A carriage return writes its line anew, as progress bars do.
    (when (string-search "\r" text)
      (setq text (replace-regexp-in-string "\r+\n" "\n" text)
            text (replace-regexp-in-string "^[^\n]*\r\\([^\r\n]\\)" "\\1" text)))
    (setf (awaitd-block-text block) (awaitd--cut text))))

(defun awaitd--wait (block text)
  "TEXT is read into BLOCK when it is looked at; of a flood only the end is."
  (push text (awaitd-block-pending block))
  (when (> (cl-incf (awaitd-block-pending-size block) (length text)) (* 2 awaitd--most-text))
    (let ((end (awaitd--cut (mapconcat #'identity (reverse (awaitd-block-pending block)) ""))))
      (setf (awaitd-block-pending block) (list end)
            (awaitd-block-pending-size block) (length end)))))

(defun awaitd--write (execution output)
  "Add the text of OUTPUT to the last stream of EXECUTION, or begin one."
  (let* ((last (car (awaitd-execution-blocks execution)))
         (stream (plist-get output :stream))
         (late (eq (plist-get output :late) t)))
    (unless (and last (not (awaitd-execution-clears-next execution))
                 (equal (awaitd-block-stream last) stream) (eq (awaitd-block-late last) late))
      (setq last (awaitd--push execution
                               (awaitd--make-block :kind 'stream :stream stream :late late))))
    (awaitd--wait last (plist-get output :text))
    (when (plist-get output :droppedBytes)
      (awaitd--note execution 'note (format "… %s bytes were dropped: the cell prints too much"
                                            (plist-get output :droppedBytes))
                    'awaitd-status late))))

(defun awaitd--bundle (execution data)
  "What is shown of DATA, a bundle; EXECUTION keeps a picture or page."
  (let ((picture (cl-find-if (lambda (kind) (plist-get data (car kind))) awaitd--rich-kinds))
        (text (or (plist-get data :text/markdown) (plist-get data :text/plain) "")))
    (when picture (setf (awaitd-execution-rich execution) data))
    (if (string-prefix-p ":image/" (symbol-name (car picture)))
        (format "%s\n%s (M-x awaitd-open shows it)" text (substring (symbol-name (car picture)) 1))
      text)))

(defun awaitd--show (session execution output)
  "Take a display in OUTPUT of SESSION into EXECUTION."
  (let ((id (plist-get output :displayId))
        (block (awaitd--note execution 'display
                             (awaitd--bundle execution (plist-get output :data)) 'default
                             (eq (plist-get output :late) t))))
    (when id (push (cons execution block) (gethash id (awaitd-session-displays session))))))

(defun awaitd--apply (session execution output)
  "Take OUTPUT of SESSION into EXECUTION."
  (let ((late (eq (plist-get output :late) t)))
    (pcase (plist-get output :kind)
      ("stream" (awaitd--write execution output))
      ("display" (awaitd--show session execution output))
      ("updateDisplay"
       (pcase-dolist (`(,place . ,block)
                      (gethash (plist-get output :displayId) (awaitd-session-displays session)))
         (setf (awaitd-block-text block) (awaitd--bundle place (plist-get output :data)))
         (funcall awaitd--changed-function place session)))
      ("clear" (if (eq (plist-get output :wait) t)
                   (setf (awaitd-execution-clears-next execution) t)
                 (setf (awaitd-execution-blocks execution) nil)))
      ("error" (awaitd--note execution 'error
                             (ansi-color-filter-apply
                              (or (plist-get (plist-get output :error) :stack) ""))
                             'awaitd-error late))
      ("log" (awaitd--note execution 'note (plist-get output :text) 'awaitd-status late)))))

(defun awaitd--finish (session execution result)
  "EXECUTION of SESSION has ended with RESULT."
  (let ((failure (plist-get result :error))
        (status (intern (plist-get result :status))))
    (setf (awaitd-execution-status execution) status
          (awaitd-execution-duration execution) (/ (plist-get result :durationMs) 1000.0)
          (awaitd-execution-error execution) failure
          (awaitd-execution-asks execution) nil
          (awaitd-execution-interrupting execution) nil)
    (unless (or (awaitd-execution-count execution) (eq status 'aborted))
      (setf (awaitd-execution-count execution) (plist-get result :executionCount)))
    (when failure
      (awaitd--note execution 'result (ansi-color-filter-apply (plist-get failure :stack))
                    'awaitd-error))
    (when (plist-get result :result)
      (let ((text (awaitd--bundle execution (plist-get (plist-get result :result) :data)))
            (block (awaitd--note execution 'result
                                 (format "Out[%s]: " (plist-get result :executionCount))
                                 'awaitd-prompt)))
        (setf (awaitd-block-text block)
              (concat (awaitd-block-text block) (and (string-search "\n" text) "\n") text))))
    (funcall awaitd--changed-function execution session)
    (funcall awaitd--finished-function execution session)))

(defun awaitd--lose (session execution why)
  "The answer of EXECUTION of SESSION will never come: WHY."
  (setf (awaitd-execution-status execution) 'lost
        (awaitd-execution-duration execution) (awaitd--elapsed execution))
  (awaitd--note execution 'note why 'awaitd-error)
  (funcall awaitd--changed-function execution session))

(defun awaitd--elapsed (execution)
  "How long EXECUTION has run, in seconds."
  (or (awaitd-execution-duration execution)
      (if (awaitd-execution-started execution)
          (- (float-time) (awaitd-execution-started execution))
        0)))

(defun awaitd--headline (execution)
  "One line that says how EXECUTION stands."
  (let* ((seconds (awaitd--elapsed execution))
         (time (if (< seconds 1)
                   (format "%d ms" (round (* 1000 seconds)))
                 (format "%.1f s" seconds)))
         (prompt (propertize (format "In[%s] " (or (awaitd-execution-count execution) "?"))
                             'face 'awaitd-prompt))
         (status (awaitd-execution-status execution)))
    (pcase status
      ('waiting (propertize "waits for its turn" 'face 'awaitd-status))
      ('aborted (propertize "not run: a cell before it failed, or was interrupted" 'face 'warning))
      ('running (concat prompt (propertize
                                (format "%s · %s" (or (awaitd-execution-asks execution)
                                                      (awaitd-execution-interrupting execution)
                                                      "runs")
                                        time)
                                'face 'warning)))
      (_ (concat prompt
                 (pcase status
                   ('ok (propertize "ok" 'face 'awaitd-status))
                   ('error (propertize "failed" 'face 'awaitd-error))
                   ('timeout (propertize "out of time" 'face 'warning))
                   (_ (propertize (symbol-name status) 'face 'warning)))
                 (propertize (concat " · " time) 'face 'awaitd-status))))))

(provide 'awaitd-session)
;;; awaitd-session.el ends here
