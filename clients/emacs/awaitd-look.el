;;; awaitd-look.el --- Completion, documentation, variables  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: MIT

;;; Commentary:

;; What the daemon tells of the running session and of the text; also while a cell runs.

;;; Code:

(require 'awaitd-session)
(require 'subr-x)
(require 'tabulated-list)

(defconst awaitd--divider "^[ \t]*// ?%%.*$")

(defun awaitd--cell-bounds ()
  "Where the text of the cell at point begins and ends.
On a divider, that of the one below it."
  (save-excursion
    (let ((begin (progn (end-of-line)
                        (if (re-search-backward awaitd--divider nil t)
                            (min (1+ (line-end-position)) (point-max))
                          (point-min)))))
      (goto-char begin)
      (cons begin (if (re-search-forward awaitd--divider nil t) (match-beginning 0) (point-max))))))

(defun awaitd--units (begin end)
  "How many UTF-16 units there are from BEGIN to END."
  (let ((units (- end begin)))
    (save-excursion
      (goto-char begin)
      (while (re-search-forward "[\U00010000-\U0010FFFF]" end t) (setq units (1+ units))))
    units))

(defun awaitd--place-params ()
  "Params that mean the place at point, in the text of its cell."
  (let* ((bounds (awaitd--cell-bounds)) (begin (min (car bounds) (point))))
    (list :sessionId (awaitd-session-id awaitd--session)
          :code (buffer-substring-no-properties begin (max (cdr bounds) (point)))
          :cursor (awaitd--units begin (point)))))

;;; Completion

(defconst awaitd--kinds
  '(("function" . function) ("method" . method) ("class" . class) ("property" . property)
    ("module" . module) ("keyword" . keyword) ("file" . file) ("magic" . macro))
  "Kinds of matches as `:company-kind' has them.")

(defun awaitd--find-matches ()
  "The matches at point, and where they stand: (BEGIN END CANDIDATES)."
  (let* ((params (awaitd--place-params))
         (answer (awaitd--ask :complete params 2))
         (back (- (plist-get params :cursor) (or (plist-get answer :start) 0)))
         (begin (save-excursion
                  (while (> back 0)
                    (backward-char)
                    (setq back (- back (if (> (char-after) #xFFFF) 2 1))))
                  (point))))
    (when answer
      (list begin (point)
            (mapcar (lambda (match)
                      (propertize (or (plist-get match :insertText) (plist-get match :label))
                                  'awaitd match))
                    (plist-get answer :matches))))))

(defun awaitd--known (candidate key)
  "What is known as KEY of CANDIDATE."
  (plist-get (get-text-property 0 'awaitd candidate) key))

(defun awaitd-completion-at-point ()
  "For `completion-at-point-functions'."
  (when awaitd--session
    (pcase (awaitd--find-matches)
      (`(,begin ,end ,(and candidates (pred consp)))
       (list begin end candidates
             :exclusive 'no
             :annotation-function
             (lambda (candidate)
               (let ((more (or (awaitd--known candidate :detail)
                               (awaitd--known candidate :type)
                               (awaitd--known candidate :kind))))
                 (and more (concat "  " more))))
             :company-kind
             (lambda (candidate)
               (alist-get (awaitd--known candidate :kind) awaitd--kinds 'variable nil #'equal)))))))

;;; Documentation

(defun awaitd--inspect (detail callback)
  "Call CALLBACK with what stands at point, or nil; DETAIL is 0 or 1."
  (when awaitd--session
    (let ((thing (thing-at-point 'symbol t)))
      (awaitd--request
       :inspect (append (awaitd--place-params) (list :detail detail))
       (lambda (answer _)
         (funcall callback (and (eq (plist-get answer :found) t)
                                (append (list :thing thing) answer))))))))

(defun awaitd-eldoc (callback &rest _)
  "For `eldoc-documentation-functions': hand CALLBACK one line."
  (when (and awaitd--session (not (nth 4 (syntax-ppss))))
    (awaitd--inspect
     0 (lambda (answer)
         (when answer
           (let ((text (plist-get (plist-get answer :data) :text/plain)))
             (funcall callback (or (plist-get answer :signature)
                                   (string-join (awaitd--told text "Type" "String form") "  "))
                      :thing (plist-get answer :thing)
                      :face 'font-lock-variable-name-face)))))
    t))

(defun awaitd--told (text &rest names)
  "What TEXT tells behind each of NAMES, where it does."
  (delq nil (mapcar (lambda (name)
                      (and (string-match (format "^%s: +\\(.*\\)$" name) text)
                           (match-string 1 text)))
                    names)))

(defun awaitd-describe ()
  "Tell all that is known of what stands at point, its source too."
  (interactive)
  (unless awaitd--session
    (user-error "This buffer has no session; run a cell, or M-x awaitd-start"))
  (awaitd--inspect
   1 (lambda (answer)
       (if (not answer)
           (message "awaitd: nothing is known of this place")
         (with-help-window "*awaitd describe*"
           (princ (plist-get (plist-get answer :data) :text/plain)))))))

;;; Variables

(defvar-local awaitd--variables-session nil)
(defvar-local awaitd--path nil "References that were followed, the newest first.")

(defvar awaitd-variables-mode-map
  (let ((map (make-sparse-keymap)))
    (define-key map (kbd "RET") #'awaitd-variables-open)
    (define-key map (kbd "^") #'awaitd-variables-up)
    map))

(define-derived-mode awaitd-variables-mode tabulated-list-mode "awaitd variables"
  "The variables of a session; RET looks inside of one, ^ goes back, g asks again."
  (setq tabulated-list-format [("Name" 20 t) ("Type" 16 t) ("Value" 0 nil)])
  (tabulated-list-init-header)
  (add-hook 'tabulated-list-revert-hook #'awaitd--refresh-variables nil t))

(defun awaitd--entry (variable)
  "The row of VARIABLE."
  (let ((one-line (lambda (text) (replace-regexp-in-string "[ \t]*\n[ \t]*" " " (or text "")))))
    (list (plist-get variable :ref)
          (vector (plist-get variable :name)
                  (funcall one-line (plist-get variable :type))
                  (funcall one-line (plist-get variable :preview))))))

(defun awaitd--show-variables (buffer variables)
  "Show VARIABLES, a vector, in BUFFER."
  (when (buffer-live-p buffer)
    (with-current-buffer buffer
      (setq tabulated-list-entries (mapcar #'awaitd--entry variables))
      (tabulated-list-print t))))

(defun awaitd--refresh-variables ()
  "Ask for the variables, or for what is inside of the one that was opened."
  (let ((buffer (current-buffer)) (id (awaitd-session-id awaitd--variables-session)))
    (if awaitd--path
        (awaitd--request
         :value/expand (list :sessionId id :ref (car awaitd--path) :count 1000)
         (lambda (answer problem)
           (if problem (message "awaitd: %s" (plist-get problem :message))
             (awaitd--show-variables
              buffer (or (plist-get answer :entries)
                         (list (list :name "text" :type (plist-get answer :type)
                                     :preview (plist-get answer :text))))))))
      (awaitd--request
       :namespace/list (list :sessionId id)
       (lambda (answer problem)
         (if problem (message "awaitd: %s" (plist-get problem :message))
           (awaitd--show-variables buffer (plist-get answer :variables))))))))

(defun awaitd-variables-open ()
  "Look inside of the value at point."
  (interactive)
  (let ((ref (tabulated-list-get-id)))
    (unless ref (user-error "There is nothing more inside"))
    (push ref awaitd--path)
    (awaitd--refresh-variables)))

(defun awaitd-variables-up ()
  "Go back to where this value is inside of."
  (interactive)
  (unless awaitd--path (user-error "These are the variables"))
  (pop awaitd--path)
  (awaitd--refresh-variables))

(defun awaitd--variables-buffer (session)
  "The buffer of the variables of SESSION."
  (let ((buffer (get-buffer-create (format "*awaitd variables %s*" (awaitd-session-name session)))))
    (with-current-buffer buffer
      (unless (derived-mode-p 'awaitd-variables-mode) (awaitd-variables-mode))
      (setq awaitd--variables-session session awaitd--path nil)
      (awaitd--refresh-variables))
    buffer))

(defun awaitd--variables-changed (session)
  "Ask again where the variables of SESSION are seen."
  (dolist (window (window-list))
    (with-current-buffer (window-buffer window)
      (when (and (eq awaitd--variables-session session) (null awaitd--path))
        (awaitd--refresh-variables)))))

(provide 'awaitd-look)
;;; awaitd-look.el ends here
