;;; emacs.el --- The minor mode, typed at as a person would  -*- lexical-binding: t; -*-

;;; Commentary:

;; Run by test/slow/emacs.slow.ts: `awaitd-command' comes from the environment, what is asked is
;; answered from standard input.

;;; Code:

(require 'ert)
(require 'json)
(require 'awaitd)

(setq awaitd-command (append (json-parse-string (getenv "AWAITD_COMMAND")) nil)
      make-backup-files nil)

(defun awaitd-test--until (what done)
  "Wait for WHAT until DONE returns something, and return that."
  (let ((deadline (+ (float-time) 30)) found)
    (while (not (setq found (funcall done)))
      (when (> (float-time) deadline)
        (ert-fail (list 'no what (awaitd-test--below))))
      (accept-process-output nil 0.02))
    found))

(defun awaitd-test--below ()
  "What is shown below the cells of this buffer, each line with that of the cell's end."
  (mapconcat
   (lambda (overlay)
     (format "%d:%s" (line-number-at-pos (overlay-end overlay))
             (substring-no-properties (or (overlay-get overlay 'after-string) ""))))
   (sort (cl-remove-if-not (lambda (overlay) (overlay-get overlay 'awaitd))
                           (overlays-in (point-min) (point-max)))
         (lambda (one other) (< (overlay-end one) (overlay-end other))))
   "\n"))

(defun awaitd-test--sees (pattern)
  "Wait until what is below the cells is like PATTERN; return it."
  (awaitd-test--until pattern (lambda () (let ((text (awaitd-test--below)))
                                           (and (string-match-p pattern text) text)))))

(defun awaitd-test--type (&rest keys)
  "Type KEYS, as `kbd' has them, one command after the other."
  (dolist (each keys) (execute-kbd-macro (kbd each))))

(defun awaitd-test--open (name &rest lines)
  "Visit a file NAME that has LINES, in the mode."
  (let ((file (expand-file-name name (getenv "AWAITD_FOLDER"))))
    (write-region (concat (string-join lines "\n") "\n") nil file nil 'quiet)
    (switch-to-buffer (find-file-noselect file))
    (awaitd-mode 1)
    (goto-char (point-min))))

(defun awaitd-test--rewrite (text)
  "TEXT is all that is in the buffer."
  (erase-buffer)
  (insert text))

(ert-deftest awaitd-test-cells ()
  (awaitd-test--open "a note.ts"
                     "// %% sums" "const rows = [{ city: \"Zürich 😀\" }, { city: \"Bern\" }];"
                     "rows.length" "" "// %% prints"
                     "console.log('\\x1b[31mred\\x1b[0m'); console.error('to stderr');"
                     "for (const row of progress(rows, { label: 'rows' })) await sleep(1);"
                     "void setTimeout(() => console.log('afterwards'), 100);"
                     "// %% fails" "const smile = \"😀\"; (null as any).nothing;")
  (awaitd-test--type "C-c RET")
  (awaitd-test--sees "\\`3:\n▎Out\\[1\\]: 2  [0-9]+ ms\\'")
  (should (= (line-number-at-pos) 6))
  (awaitd-test--type "C-c RET")
  (awaitd-test--sees "8:\n▎In\\[2\\] ok · [0-9]+ ms\n▎red\n▎to stderr\n▎.*2/2.*\n▎later:\n▎after")
  (awaitd-test--type "C-c C-c")
  (awaitd-test--sees "10:\n▎In\\[3\\] failed · [0-9]+ ms\n▎TypeError: Cannot read")
  ;; The place is still right when lines were added above.
  (goto-char (point-min))
  (insert "// a line more\n")
  (awaitd-test--type "M-g n")
  (should (equal (buffer-name) "a note.ts"))
  (should (= (line-number-at-pos) 11))
  (should (looking-at-p "nothing;"))
  ;; All of it is in the buffer of output, in colours.
  (with-current-buffer "*awaitd a note.ts*"
    (goto-char (point-min))
    (should (re-search-forward "^In\\[1\\] ok · [0-9]+ ms  const rows"))
    (should (re-search-forward "^red$"))
    (should (get-text-property (1- (point)) 'font-lock-face))
    (should (re-search-forward "In\\[3\\]:1:35"))
    (awaitd-goto-frame))
  (should (= (line-number-at-pos) 11))
  ;; A line takes the place of what was there.
  (goto-char (point-min))
  (forward-line 3)
  (awaitd-test--type "C-c C-l")
  (should-not (string-search "Out[1]" (awaitd-test--sees "4:\n▎Out\\[4\\]: 2"))))

(ert-deftest awaitd-test-looks-while-busy ()
  (awaitd-test--open "busy.ts" "let city = { size: 440_000, \"Zürich 😀\": 1 };" "await sleep(1e6);")
  (awaitd-test--type "C-c C-c")
  (awaitd-test--sees "In\\[1\\] runs")
  (should (string-match-p "busy\\.ts busy In\\[1\\] [0-9]" (awaitd--lighter)))
  (goto-char (point-max))
  (insert "// %%\n\"😀\"; city.siz")
  (awaitd-test--type "C-M-i")
  (should (looking-back "city\\.size" (line-beginning-position)))
  (let (told)
    (goto-char (- (point) 7))
    (awaitd-eldoc (lambda (text &rest _) (setq told text)))
    (awaitd-test--until "eldoc" (lambda () told))
    (should (equal told "Object  { size: 440000, 'Zürich 😀': 1 }")))
  (awaitd-test--type "C-c C-v")
  (with-current-buffer "*awaitd variables busy.ts*"
    (awaitd-test--until "variables" (lambda () (goto-char (point-min)) (search-forward "city" nil t)))
    (awaitd-variables-open)
    (awaitd-test--until "inside" (lambda () (goto-char (point-min)) (search-forward "440000" nil t)))
    (awaitd-variables-up)
    (awaitd-test--until "back" (lambda () (goto-char (point-min)) (search-forward "Object" nil t))))
  (awaitd-test--type "C-c C-k")
  (awaitd-test--sees "In\\[1\\] interrupted"))

(ert-deftest awaitd-test-flymake ()
  (awaitd-test--open "checked.ts" "const smile = \"😀\"; const wrong: number = \"text\";" "// %%"
                     "smile.length")
  (awaitd-start)
  (awaitd-test--until "session" (lambda () awaitd--session))
  (flymake-mode 1)
  (flymake-start)
  (let ((found (car (awaitd-test--until
                     "diagnostics"
                     #'flymake-diagnostics))))
    (should (string-match-p "not assignable to type 'number'" (flymake-diagnostic-text found)))
    (should (= (flymake-diagnostic-beg found)
               (progn (goto-char (point-min)) (search-forward "const ") (search-forward "const ")
                      (point))))))

(ert-deftest awaitd-test-interrupts ()
  (awaitd-test--open "stops.ts" "try { await sleep(1e6) } finally { console.log('tidied') }")
  (awaitd-test--type "C-c C-c")
  (awaitd-test--sees "In\\[1\\] runs")
  (awaitd-test--type "C-c C-k")
  (awaitd-test--sees "In\\[1\\] interrupted.*\n▎tidied")
  ;; Twice: at once, and what waits is not run.
  (let (modes)
    (awaitd-test--rewrite "for (;;) try { await sleep(1e6) } catch {}\n// %%\n1")
    (awaitd-test--type "C-c C-b")
    (awaitd-test--sees "In\\[2\\] runs.*\\(.\\|\n\\)*3:\n▎waits for its turn")
    (advice-add 'awaitd--request :before
                (lambda (method params &rest _)
                  (when (eq method :interrupt) (push (plist-get params :mode) modes)))
                '((name . listen)))
    (awaitd-test--type "C-c C-k" "C-c C-k")
    (advice-remove 'awaitd--request 'listen)
    (should (equal modes '("terminate" "graceful")))
    (awaitd-test--sees "In\\[2\\] interrupted.*\\(.\\|\n\\)*3:\n▎not run")))

(ert-deftest awaitd-test-input ()
  (awaitd-test--open "asks.ts" "const who = await input('Name? ') + await password('Word? '); who")
  (awaitd-test--type "C-c C-c")
  (awaitd-test--sees "Out\\[1\\]: 'Zoë 😀secret'")
  ;; The end of standard input.
  (awaitd-test--type "C-c C-c")
  (awaitd-test--sees "In\\[2\\] failed.*\n.*EOFError"))

(ert-deftest awaitd-test-sessions ()
  (awaitd-test--open "one.ts" "let mine = { first: 1 };" "mine")
  (awaitd-test--type "C-c C-c")
  (awaitd-test--sees "Out\\[1\\]")
  (awaitd-test--open "two.ts" "typeof mine" "// %%" "let mine = { second: 2 };" "mine")
  (awaitd-test--type "C-c C-b")
  (awaitd-test--sees "Out\\[1\\]: 'undefined'\\(.\\|\n\\)*Out\\[2\\]: { second: 2 }")
  (awaitd-attach "one.ts")
  (awaitd-test--until "one.ts" (lambda () (string-search "[one.ts" (awaitd--lighter))))
  (goto-char (point-min))
  (awaitd-test--type "C-c C-c")
  (awaitd-test--sees "Out\\[2\\]: 'object'")
  (awaitd-test--type "C-c C-z" "C-c C-c")
  (awaitd-test--sees "Out\\[1\\]: 'undefined'"))

(ert-deftest awaitd-test-colours-and-bars ()
  (pcase-dolist (`(,pieces ,text)
                 '((("a\r\nb\n" "\n" "c") "a\nb\n\nc")
                   (("10%\r" "20%\r100%\n" "x") "100%\nx")
                   (("\e[3" "1mred\e[0m!") "red!")
                   (("\e[2Khome \0") "home \0")))
    (let ((block (awaitd--make-block :kind 'stream :stream "stdout")))
      (dolist (piece pieces)
        (awaitd--wait block piece)
        (awaitd--read block))
      (should (equal (substring-no-properties (awaitd-block-text block)) text))
      (when (equal text "red!")
        (should (get-text-property 0 'font-lock-face (awaitd-block-text block)))
        (should-not (get-text-property 3 'font-lock-face (awaitd-block-text block)))))))

(ert-deftest awaitd-test-pictures ()
  (let* ((pixel (concat "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9"
                        "awAAAABJRU5ErkJggg=="))
         opened
         (browse-url-browser-function (lambda (url &rest _) (setq opened url))))
    (awaitd-test--open "shows.ts"
                       (format "display.image(Buffer.from('%s', 'base64'))" pixel)
                       "// %%" "display.html('<b>ä</b>')")
    (awaitd-test--type "C-c C-b")
    (awaitd-test--sees "image/png (M-x awaitd-open shows it)\\(.\\|\n\\)*Out\\[2\\]\\|In\\[2\\] ok")
    (awaitd-open)
    (with-temp-buffer
      (set-buffer-multibyte nil)
      (insert-file-contents-literally (url-filename (url-generic-parse-url opened)))
      (should (equal (base64-encode-string (buffer-string) t) pixel)))
    (goto-char (point-max))
    (forward-line -1)
    (awaitd-open)
    (with-temp-buffer
      (insert-file-contents (url-filename (url-generic-parse-url opened)))
      (should (equal (buffer-string) "<b>ä</b>")))))

(ert-deftest awaitd-test-flood ()
  (awaitd-test--open "flood.ts" "for (let i = 1; i <= 100_000; i++) console.log(i);" "// %%" "1")
  (awaitd-test--type "C-c C-b")
  (let ((shown (awaitd-test--sees "Out\\[2\\]: 1")))
    (should (string-match-p "… [0-9]+ lines above (C-c C-o shows all)\n" shown))
    (should (string-match-p "\n▎99999\n▎100000\n3:" shown)))
  (awaitd-test--type "C-c C-o")
  (with-current-buffer "*awaitd flood.ts*"
    (should (< 50000 (buffer-size) 600000))
    (goto-char (point-min))
    (should (search-forward "… older text was dropped" nil t))))

(ert-deftest awaitd-test-daemon-that-runs ()
  "By WebSocket and by unix socket: a session that another client has made."
  (dolist (url (append (json-parse-string (getenv "AWAITD_URLS")) nil))
    (when awaitd--connection (awaitd-stop))
    (let ((awaitd-connect url) (awaitd-token (getenv "AWAITD_TEST_TOKEN")))
      (awaitd-test--open "there.ts" "shared * 6")
      (awaitd-start)
      (awaitd-test--until "session" (lambda () awaitd--session))
      (awaitd-attach "of another")
      (awaitd-test--until "attach" (lambda () (string-search "[of another" (awaitd--lighter))))
      (awaitd-test--type "C-c C-c")
      (awaitd-test--sees "Out\\[[0-9]+\\]: 42")
      ;; What it had shown before is seen, too.
      (with-current-buffer (awaitd--output-buffer awaitd--session)
        (should (string-match-p "^In\\[1\\] ok.*const shared" (buffer-string))))
      (kill-buffer "*awaitd of another*")))
  (awaitd-stop)
  (should-not awaitd--session))

(ert-deftest awaitd-test-wrong-config ()
  (when awaitd--connection (awaitd-stop))
  (let ((config (expand-file-name "awaitd.config.json" (getenv "AWAITD_FOLDER"))))
    (awaitd-test--open "config.ts" "1")
    (write-region "{ \"runner\": 5 }" nil config nil 'quiet)
    (awaitd-test--type "C-c C-c")
    (awaitd-test--sees "no session can be had: .*awaitd\\.config\\.json: runner: expected a string")
    (delete-file config)
    (awaitd-test--type "C-c C-c")
    (awaitd-test--sees "Out\\[1\\]: 1")))

(ert-deftest awaitd-test-zz-lost-daemon ()
  (awaitd-test--open "lost.ts" "await sleep(1e6)")
  (awaitd-test--type "C-c C-c")
  (awaitd-test--sees "In\\[1\\] runs")
  (signal-process (jsonrpc--process awaitd--connection) 'KILL)
  (awaitd-test--sees "In\\[1\\] lost")
  (should-not awaitd--session)
  (awaitd-test--rewrite "6 * 7")
  (awaitd-test--type "C-c C-c")
  (awaitd-test--sees "Out\\[1\\]: 42")
  (awaitd-stop)
  (let ((awaitd-command nil) (exec-path nil))
    (awaitd-test--rewrite "1")
    (awaitd-test--type "C-c C-c")
    (awaitd-test--sees "lost.*\n▎There is no awaitd in .*npm install awaitd")))

;;; emacs.el ends here
