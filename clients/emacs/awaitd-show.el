;;; awaitd-show.el --- What cells have shown, and where they failed  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: MIT

;;; Commentary:

;; In short below each cell, by overlays that follow it as the text is edited; and whole in a
;; buffer of output a session, in which `next-error' goes from frame to frame.

;;; Code:

(require 'awaitd-session)
(require 'browse-url)
(require 'subr-x)

(defcustom awaitd-most-lines 12
  "Lines that are shown below a cell; all of them are in the buffer of output."
  :type 'integer
  :group 'awaitd)

(defvar awaitd--dirty nil "Executions that have changed, each with its session.")
(defvar awaitd--draw-timer nil)
(defvar awaitd--tick-timer nil)
(defvar awaitd--took 0 "How long the last drawing took, in seconds.")
(defvar-local awaitd--sections nil "Execution → markers of its section, in a buffer of output.")
(defvar-local awaitd--frames-from nil "Where `next-error' goes on.")
(defvar-local awaitd--shown-session nil "The session whose output is here.")

(defun awaitd--parts (execution)
  "What EXECUTION showed before its value, the value, and what came late, as text."
  (let (before result late)
    (dolist (block (awaitd-execution-blocks execution))
      (when (awaitd-block-pending block) (awaitd--read block))
      (let ((text (string-trim-right (awaitd-block-text block) "[\r\n]+")))
        (cond
         ((equal text "") nil)
         ((awaitd-block-late block) (push text late))
         ((eq (awaitd-block-kind block) 'result) (push text result))
         (t (push text before)))))
    (list (string-join before "\n") (string-join result "\n")
          (and late (concat (propertize "later:\n" 'face 'awaitd-status)
                            (string-join late "\n"))))))

(defun awaitd--lines (text)
  "The lines of TEXT."
  (and text (not (equal text "")) (split-string text "\n")))

(defun awaitd--grey (&rest words)
  "WORDS, formatted, as what is less important."
  (propertize (apply #'format words) 'face 'awaitd-status))

(defun awaitd--shorten (execution)
  "The lines below the cell of EXECUTION.
The newest, and the beginning of the value."
  (pcase-let* ((`(,before ,result ,late) (mapcar #'awaitd--lines (awaitd--parts execution)))
               (head (min (length result) (/ awaitd-most-lines 2)))
               (room (max 0 (- awaitd-most-lines head (min (length late) 3)))))
    (if (<= (+ (length before) (length result) (length late)) awaitd-most-lines)
        (append before result late)
      (append
       (and (> (length before) room)
            (list (awaitd--grey "… %d lines above (C-c C-o shows all)" (- (length before) room))))
       (last before room)
       (cl-subseq result 0 head)
       (and (> (length result) head)
            (list (awaitd--grey "… %d more lines" (- (length result) head))))
       (if (> (length late) 3) (cons (car late) (last late 2)) late)))))

(defun awaitd--compose (execution)
  "The text below the cell of EXECUTION."
  (let* ((parts (awaitd--parts execution))
         (lines (awaitd--shorten execution))
         (headline (awaitd--headline execution))
         (is-short (and (eq (awaitd-execution-status execution) 'ok) (equal (nth 0 parts) "")
                        (null (nth 2 parts)) (= (length lines) 1)))
         (time (car (last (split-string headline " · "))))
         (bar (propertize "▎" 'face 'awaitd-status)))
    (mapconcat (lambda (line) (concat "\n" bar line))
               (if is-short (list (concat (car lines) "  " time)) (cons headline lines))
               "")))

(defun awaitd--draw-below (execution)
  "Show below its cell how EXECUTION stands."
  (let ((overlay (awaitd-execution-overlay execution)))
    (when (and overlay (overlay-buffer overlay))
      (let ((text (awaitd--compose execution)))
        ;; The cursor at the end of the cell stands before it.
        (put-text-property 0 1 'cursor t text)
        (overlay-put overlay 'after-string text)))))

(defun awaitd--place (execution begin end)
  "Show EXECUTION below the text from BEGIN to END, in the place of others."
  (dolist (overlay (overlays-in begin end))
    (when (overlay-get overlay 'awaitd) (delete-overlay overlay)))
  (let ((overlay (make-overlay begin end nil nil t)))
    (overlay-put overlay 'awaitd execution)
    (overlay-put overlay 'evaporate t)
    (setf (awaitd-execution-overlay execution) overlay)
    (awaitd--draw-below execution)))

(defun awaitd-open ()
  "Open the last picture or page that the cell at point has shown, by `browse-url'."
  (interactive)
  (let* ((shown (lambda (overlay) (overlay-get overlay 'awaitd)))
         (executions (delq nil (mapcar shown (overlays-in (1- (point)) (1+ (point))))))
         (execution (cl-find-if #'awaitd-execution-rich executions))
         (data (and execution (awaitd-execution-rich execution)))
         (kind (cl-find-if (lambda (kind) (plist-get data (car kind))) awaitd--rich-kinds)))
    (unless kind (user-error "This cell has shown no picture and no page"))
    (let ((file (make-temp-file "awaitd" nil (concat "." (cdr kind))))
          (content (plist-get data (car kind)))
          ;; Emacs would visit the file.
          (browse-url-default-handlers nil)
          (coding-system-for-write (if (member (cdr kind) '("svg" "html")) 'utf-8 'no-conversion)))
      (write-region (if (eq coding-system-for-write 'utf-8) content
                      (base64-decode-string content))
                    nil file nil 'quiet)
      (browse-url-of-file file))))

(defun awaitd--clear-below ()
  "Clear what is shown below the cells of this buffer that have ended."
  (dolist (overlay (overlays-in (point-min) (point-max)))
    (let ((execution (overlay-get overlay 'awaitd)))
      (when (and execution (awaitd--over-p execution)) (delete-overlay overlay)))))

;;; The buffer of output

(defvar awaitd-output-mode-map
  (let ((map (make-sparse-keymap)))
    (define-key map (kbd "RET") #'awaitd-goto-frame)
    map))

(define-derived-mode awaitd-output-mode special-mode "awaitd output"
  "What a session has shown; RET on a line of a stack goes there."
  (setq-local next-error-function #'awaitd--next-frame)
  (setq awaitd--sections (make-hash-table :test #'eq)))

(defconst awaitd--frame
  "In\\[\\([0-9]+\\)\\]:\\([0-9]+\\):\\([0-9]+\\)\\|\\(/[^()\n]+?\\):\\([0-9]+\\):\\([0-9]+\\)")

(defun awaitd--output-buffer (session)
  "The buffer of output of SESSION."
  (let ((buffer (get-buffer-create (format "*awaitd %s*" (awaitd-session-name session)))))
    (with-current-buffer buffer
      (unless (eq awaitd--shown-session session)
        (awaitd-output-mode)
        (setq awaitd--shown-session session)
        (let ((inhibit-read-only t)) (erase-buffer))
        (dolist (execution (reverse (awaitd-session-order session)))
          (awaitd--draw-section execution))))
    buffer))

(defun awaitd--section-text (execution)
  "What is written of EXECUTION."
  (let* ((code (or (awaitd-execution-code execution) ""))
         (lines (split-string (string-trim code) "\n"))
         (parts (delq nil (mapcar (lambda (part) (and part (not (equal part "")) part))
                                  (awaitd--parts execution)))))
    (concat (awaitd--headline execution) "  "
            (propertize (car lines) 'face 'awaitd-status)
            (if (cdr lines) (awaitd--grey " … +%d" (length (cdr lines))) "")
            "\n" (string-join parts "\n") (if parts "\n" "") "\n")))

(defun awaitd--draw-section (execution)
  "Write the section of EXECUTION anew, or at the end.
A window that stands at the end goes on there."
  (let* ((inhibit-read-only t)
         (section (gethash execution awaitd--sections))
         (following (cl-remove-if-not (lambda (window) (= (window-point window) (point-max)))
                                      (get-buffer-window-list nil nil t))))
    (save-excursion
      (if section
          (delete-region (car section) (cdr section))
        (goto-char (point-max))
        (setq section (cons (copy-marker (point)) (copy-marker (point))))
        (puthash execution section awaitd--sections))
      (goto-char (car section))
      ;; The sections behind it begin where this one ends, so their markers are moved by hand.
      (let ((behind (awaitd--sections-at (point) execution)))
        (insert (awaitd--section-text execution))
        (set-marker (cdr section) (point))
        (dolist (marker behind) (set-marker marker (point)))))
    (dolist (window following) (set-window-point window (point-max)))))

(defun awaitd--sections-at (position execution)
  "Markers at POSITION of the sections that stand behind EXECUTION."
  (let (markers (is-behind nil))
    (dolist (other (reverse (awaitd-session-order awaitd--shown-session)) markers)
      (let ((section (gethash other awaitd--sections)))
        (when (and is-behind section (= (car section) position))
          (push (car section) markers)
          (when (= (cdr section) position) (push (cdr section) markers))))
      (when (eq other execution) (setq is-behind t)))))

;;; Drawing, at most twenty times a second

(defun awaitd--draw ()
  "Draw what has changed."
  (setq awaitd--draw-timer nil)
  (let ((dirty awaitd--dirty) (begun (float-time)))
    (setq awaitd--dirty nil)
    (pcase-dolist (`(,execution . ,session) (nreverse dirty))
      (awaitd--draw-below execution)
      (let ((buffer (get-buffer (format "*awaitd %s*" (awaitd-session-name session)))))
        (when buffer
          (with-current-buffer buffer
            (when (eq awaitd--shown-session session) (awaitd--draw-section execution))))))
    (force-mode-line-update t)
    (setq awaitd--took (- (float-time) begun))))

(defun awaitd--changed (execution session)
  "EXECUTION of SESSION is to be drawn soon."
  (unless (assq execution awaitd--dirty) (push (cons execution session) awaitd--dirty))
  (unless awaitd--draw-timer
    ;; Of the time that there is, who types has most.
    (setq awaitd--draw-timer (run-at-time (max 0.05 (* 4 awaitd--took)) nil #'awaitd--draw)))
  (unless (or awaitd--tick-timer (awaitd--over-p execution))
    (setq awaitd--tick-timer (run-at-time 0.5 0.5 #'awaitd--tick))))

(defun awaitd--tick ()
  "Time goes by in the line of what runs."
  (let (any)
    (maphash (lambda (_ session)
               (let ((execution (awaitd--current session)))
                 (when execution
                   (setq any t)
                   (awaitd--changed execution session))))
             awaitd--sessions)
    (unless any
      (cancel-timer awaitd--tick-timer)
      (setq awaitd--tick-timer nil))))

;;; Places

(defun awaitd--goto (file-or-execution line column)
  "Show LINE and COLUMN, in UTF-16 units, of a file or the cell of an execution."
  (let* ((is-cell (awaitd-execution-p file-or-execution))
         (overlay (and is-cell (awaitd-execution-overlay file-or-execution)))
         (buffer (if is-cell (and overlay (overlay-buffer overlay))
                   (find-file-noselect file-or-execution))))
    (unless buffer (user-error "The text of this cell is gone"))
    (pop-to-buffer buffer)
    (goto-char (if is-cell (overlay-start overlay) (point-min)))
    (forward-line (1- line))
    (when (and is-cell (= line 1)) (goto-char (overlay-start overlay)))
    (awaitd--forward-units (1- column))))

(defun awaitd--forward-units (count)
  "Go forward by COUNT UTF-16 units, within the line."
  (while (and (> count 0) (not (eolp)))
    (setq count (- count (if (> (char-after) #xFFFF) 2 1)))
    (forward-char)))

(defun awaitd--goto-match (session)
  "Go to the frame of SESSION that was matched last."
  (let ((number (lambda (group) (string-to-number (match-string-no-properties group)))))
    (if (match-string 1)
        (awaitd--goto (or (awaitd--by-count session (funcall number 1))
                          (user-error "In[%s] is not remembered" (match-string 1)))
                      (funcall number 2) (funcall number 3))
      (awaitd--goto (match-string-no-properties 4) (funcall number 5) (funcall number 6)))))

(defun awaitd-goto-frame ()
  "Go to the place that this line of a stack names."
  (interactive)
  (let ((session awaitd--shown-session))
    (unless (save-excursion (beginning-of-line)
                            (re-search-forward awaitd--frame (line-end-position) t))
      (user-error "This line names no place"))
    (awaitd--goto-match session)))

(defun awaitd--begin-frames (execution)
  "The failure of EXECUTION is what `next-error' goes through."
  (let ((section (gethash execution awaitd--sections)))
    (when section (setq awaitd--frames-from (copy-marker (car section))))
    (setq next-error-last-buffer (current-buffer))))

(defun awaitd--next-frame (count &optional is-first)
  "Go to the COUNTth frame behind the one before; IS-FIRST begins at the top."
  (let ((session awaitd--shown-session) (window (get-buffer-window nil t)))
    (goto-char (if is-first (point-min) (or awaitd--frames-from (point-max))))
    (if (> count 0)
        (end-of-line)
      (beginning-of-line))
    (unless (re-search-forward awaitd--frame nil t count) (user-error "No more frames"))
    (setq awaitd--frames-from (copy-marker (line-beginning-position)))
    (when window (set-window-point window (point)))
    (awaitd--goto-match session)))

(provide 'awaitd-show)
;;; awaitd-show.el ends here
