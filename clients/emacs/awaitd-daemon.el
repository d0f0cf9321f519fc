;;; awaitd-daemon.el --- The connection to the daemon  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: MIT

;;; Commentary:

;; One connection of an Emacs: it owns the process, and who waits for it.  What a session is it
;; does not know.  Nothing here waits for an answer inside of a process filter: jsonrpc.el leaves
;; the messages behind it unread when a filter is left by a throw.

;;; Code:

(require 'cl-lib)
(require 'jsonrpc)

(defgroup awaitd nil
  "Run cells of TypeScript and JavaScript."
  :group 'processes
  :prefix "awaitd-")

(defcustom awaitd-command nil
  "How the daemon is started: a list of strings, without `--stdio'.
If nil: node_modules/.bin/awaitd of the file's folder or one above,
then awaitd on `exec-path'."
  :type '(choice (const :tag "Look for it" nil) (repeat string)))

(defcustom awaitd-connect nil
  "A daemon that runs, as \"unix:PATH\" or \"ws://127.0.0.1:PORT/rpc\".
If nil, one is started."
  :type '(choice (const :tag "Start one" nil) string))

(defcustom awaitd-token nil
  "The token of the daemon at `awaitd-connect', if it is one of WebSockets."
  :type '(choice (const nil) string))

(defcustom awaitd-session-options nil
  "What new sessions are asked for, as (:runner \"effection\" :history :json-false)."
  :type 'plist)

(defcustom awaitd-start-seconds 20
  "How long a daemon may take to answer at first."
  :type 'number)

(defclass awaitd-connection (jsonrpc-process-connection) ()
  :documentation "A connection whose requests may be answered later.")

(cl-defmethod jsonrpc-connection-send ((connection awaitd-connection)
                                       &key id method result &allow-other-keys)
  "Hold back a RESULT (awaitd-later . FUNCTION).
FUNCTION is given CONNECTION and ID.  METHOD tells that it is no answer."
  (if (and (not method) (eq (car-safe result) 'awaitd-later))
      (funcall (cdr result) connection id)
    (cl-call-next-method)))

(defvar awaitd--connection nil)
(defvar awaitd--state 'none "One of `none', `starting', `ready' and `stopping'.")
(defvar awaitd--waiting nil "Functions of a problem or nil, called once there is a connection.")
(defvar awaitd--home nil "The session that the connection began with, until a buffer has it.")
(defvar awaitd--handlers nil "Alist of what the daemon says: method and function.")
(defvar awaitd--lost-function #'ignore "Called with a sentence when the connection has ended.")

(defun awaitd--find-command (folder)
  "How the daemon of FOLDER is started."
  (let* ((above (locate-dominating-file folder "node_modules/.bin/awaitd"))
         (command (or awaitd-command
                      (and above (list (expand-file-name "node_modules/.bin/awaitd" above)))
                      (and (executable-find "awaitd") (list (executable-find "awaitd"))))))
    (unless command
      (user-error "There is no awaitd in node_modules/.bin of %s or above, nor on the PATH; \
install it (npm install awaitd), or set `awaitd-command'" folder))
    (unless (executable-find (car command))
      (user-error "%s can't be run; see `awaitd-command'" (car command)))
    (append command '("--stdio"))))

(defun awaitd--open-process (folder)
  "The process or socket of a daemon that begins in FOLDER."
  (if (string-prefix-p "unix:" (or awaitd-connect ""))
      (make-network-process :name "awaitd" :family 'local :service (substring awaitd-connect 5)
                            :coding 'utf-8-emacs-unix :noquery t)
    (let ((default-directory folder)
          (process-environment
           (if awaitd-token (cons (concat "AWAITD_TOKEN=" awaitd-token) process-environment)
             process-environment)))
      (make-process :name "awaitd" :connection-type 'pipe
                    :command (append (awaitd--find-command folder)
                                     (and awaitd-connect (list "--connect" awaitd-connect)))
                    :coding 'utf-8-emacs-unix :noquery t
                    :stderr (get-buffer-create "*awaitd stderr*")))))

(defun awaitd--release (problem)
  "Tell all who wait of PROBLEM, or that there is a connection."
  (let ((callbacks (nreverse awaitd--waiting)))
    (setq awaitd--waiting nil)
    (dolist (callback callbacks) (funcall callback problem))))

(defun awaitd--on-end (connection)
  "CONNECTION has ended."
  (when (eq connection awaitd--connection)
    (let* ((is-asked (eq awaitd--state 'stopping))
           (status (process-exit-status (jsonrpc--process connection)))
           (why (if is-asked "the daemon was stopped"
                  (format "the daemon has ended (%s)" status))))
      (setq awaitd--connection nil awaitd--state 'none awaitd--home nil)
      (awaitd--release why)
      (funcall awaitd--lost-function why)
      (message "awaitd: %s, and with it the sessions.  The next cell starts another; \
so does M-x awaitd-start" why))))

(defun awaitd--dispatch (_connection method params)
  "Hand what the daemon says in METHOD with PARAMS to its handler."
  (let ((handler (alist-get method awaitd--handlers)))
    (condition-case problem
        (and handler (funcall handler params))
      (error (message "awaitd: %s: %s" method (error-message-string problem))))))

(defun awaitd--start (folder name)
  "Connect; the connection's own session is called NAME, and works in FOLDER."
  (setq awaitd--connection
        (make-instance 'awaitd-connection
                       :name "awaitd" :process (lambda () (awaitd--open-process folder))
                       :events-buffer-scrollback-size 0
                       :notification-dispatcher #'awaitd--dispatch
                       :request-dispatcher #'awaitd--dispatch
                       :on-shutdown #'awaitd--on-end)
        awaitd--state 'starting)
  (let ((connection awaitd--connection))
    (jsonrpc-async-request
     connection :initialize
     (list :processId (emacs-pid) :clientInfo '(:name "Emacs") :capabilities (make-hash-table)
           :session (awaitd--session-options folder name))
     :timeout awaitd-start-seconds
     :timeout-fn (lambda () (awaitd--give-up connection "it does not answer"))
     :error-fn (lambda (problem) (awaitd--give-up connection (plist-get problem :message)))
     :success-fn (lambda (answer)
                   (jsonrpc-notify connection :initialized (make-hash-table))
                   (setq awaitd--home (plist-get answer :session) awaitd--state 'ready)
                   (awaitd--release nil)))))

(defun awaitd--give-up (connection why)
  "No session can be had of CONNECTION: WHY."
  (when (eq connection awaitd--connection)
    (setq awaitd--connection nil awaitd--state 'none)
    (awaitd--release (format "no session can be had: %s" why))
    (run-at-time 0 nil #'jsonrpc-shutdown connection)))

(defun awaitd--session-options (folder name)
  "What a session NAME in FOLDER is asked for."
  (append (list :name name :cwd (directory-file-name (expand-file-name folder)))
          awaitd-session-options))

(defun awaitd--ready (folder name callback)
  "Call CALLBACK with nil once there is a connection, or with what is wrong.
Its first session is called NAME, and works in FOLDER."
  (if (eq awaitd--state 'ready)
      (funcall callback nil)
    (push callback awaitd--waiting)
    (when (eq awaitd--state 'none)
      (condition-case problem
          (awaitd--start folder name)
        (error (setq awaitd--connection nil awaitd--state 'none)
               (awaitd--release (error-message-string problem)))))))

(defun awaitd--request (method params callback)
  "Ask METHOD with PARAMS.
CALLBACK is called with the answer, or with nil and an error's plist."
  (if (not (eq awaitd--state 'ready))
      (funcall callback nil '(:message "there is no daemon"))
    (jsonrpc-async-request awaitd--connection method params
                           :timeout nil
                           :success-fn (lambda (answer) (funcall callback answer nil))
                           :error-fn (lambda (problem) (funcall callback nil problem)))))

(defun awaitd--ask (method params &optional seconds)
  "The answer to METHOD with PARAMS, or nil if there is none in SECONDS."
  (let ((deadline (+ (float-time) (or seconds 5))) (is-open t) result)
    (awaitd--request method params (lambda (answer _) (setq result answer is-open nil)))
    (while (and is-open awaitd--connection (< (float-time) deadline))
      (accept-process-output (jsonrpc--process awaitd--connection) 0.05))
    result))

(provide 'awaitd-daemon)
;;; awaitd-daemon.el ends here
