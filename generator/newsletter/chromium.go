package newsletter

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"

	"golang.org/x/net/websocket"

	"parvis/generator/catalog"
)

// browser is a Chromium with one tab, which is told what to do by its protocol
// for developers (chromedevtools.github.io/devtools-protocol). Printing takes eight
// of its messages: a library that knows all of them would make parvis larger by
// 1.6 MB. It is for one goroutine.
type browser struct {
	command *exec.Cmd
	socket  *websocket.Conn
	session string // of the tab, "" before there is one
	profile string // of the tab, "" before there is one
	last    int    // the number of the latest message
	loaded  bool   // the page that was asked for last is there with all that it shows
}

// origin is what parvis calls itself to the browser, which no page can be.
const origin = "http://parvis.invalid"

// switches are how the browser is started: without a window, without asking
// anything of the network or of whoever sits there, and drawing the same everywhere.
var switches = []string{
	"--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--mute-audio", "--no-first-run", "--no-default-browser-check",
	"--disable-background-networking", "--disable-component-update", "--disable-quic", "--disable-sync", "--disable-default-apps", "--disable-extensions",
	"--disable-breakpad", "--disable-client-side-phishing-detection", "--metrics-recording-only", "--safebrowsing-disable-auto-update",
	"--disable-features=Translate",
	"--disable-background-timer-throttling", "--disable-backgrounding-occluded-windows", "--disable-renderer-backgrounding", "--disable-hang-monitor",
	"--disable-ipc-flooding-protection", "--disable-popup-blocking", "--disable-prompt-on-repost", "--disable-dev-shm-usage", "--force-color-profile=srgb",
	"--password-store=basic", "--use-mock-keychain", "--remote-debugging-port=0", "--remote-allow-origins=" + origin,
}

// mostMessage is how many bytes one answer of the browser may have; a PDF is one.
const mostMessage = 1 << 30

// startBrowser starts the Chromium at a path, with all its files in a folder. It
// ends with the context, and so does what is asked of it.
func startBrowser(ctx context.Context, chromium, profile string) (*browser, error) {
	b := &browser{command: exec.CommandContext(ctx, chromium, append(switches[:len(switches):len(switches)], "--user-data-dir="+profile, "about:blank")...)}
	b.command.Env = append(os.Environ(), "TMPDIR="+profile)
	b.command.WaitDelay = 2 * time.Second
	alone(b.command)
	said, err := b.command.StderrPipe()
	if err != nil {
		return nil, err
	}
	if err := b.command.Start(); err != nil {
		return nil, err
	}
	within, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	if err := b.connect(within, said); err != nil {
		b.close()
		return nil, err
	}
	return b, nil
}

// connect waits for the address that the browser says, and opens a tab.
func (b *browser) connect(ctx context.Context, said io.Reader) error {
	address, err := listening(ctx, said)
	if err != nil {
		return err
	}
	config, err := websocket.NewConfig(address, origin)
	if err != nil {
		return err
	}
	if b.socket, err = config.DialContext(ctx); err != nil {
		return err
	}
	b.socket.MaxPayloadBytes = mostMessage
	return nil
}

// renew opens a tab of its own process, and closes the one before. A process keeps the
// sizes of the text that it has drawn, and draws a later one that is nearly the same as
// it drew the first: what was printed before would show in the last digits.
func (b *browser) renew(ctx context.Context) error {
	b.session = ""
	if b.profile != "" {
		if err := b.call(ctx, "Target.disposeBrowserContext", map[string]any{"browserContextId": b.profile}, nil); err != nil {
			return err
		}
	}
	var made struct {
		BrowserContextID string `json:"browserContextId"`
		TargetID         string `json:"targetId"`
		SessionID        string `json:"sessionId"`
	}
	if err := b.call(ctx, "Target.createBrowserContext", nil, &made); err != nil {
		return err
	}
	b.profile = made.BrowserContextID
	if err := b.call(ctx, "Target.createTarget", map[string]any{"url": "about:blank", "browserContextId": b.profile}, &made); err != nil {
		return err
	}
	if err := b.call(ctx, "Target.attachToTarget", map[string]any{"targetId": made.TargetID, "flatten": true}, &made); err != nil {
		return err
	}
	b.session = made.SessionID
	return b.call(ctx, "Page.enable", nil, nil)
}

// listening reads what the browser says until it says where it listens. What it
// says later is read too, so that it never waits for a reader.
func listening(ctx context.Context, said io.Reader) (string, error) {
	found, ended := make(chan string, 1), make(chan string, 1)
	go func() {
		last := ""
		for lines := bufio.NewScanner(said); lines.Scan(); {
			if _, address, is := strings.Cut(lines.Text(), "DevTools listening on "); is {
				found <- strings.TrimSpace(address)
				break
			}
			if text := strings.TrimSpace(lines.Text()); text != "" {
				last = text
			}
		}
		ended <- last
		_, _ = io.Copy(io.Discard, said)
	}()
	select {
	case address := <-found:
		return address, nil
	case last := <-ended:
		select { // both, where it was found
		case address := <-found:
			return address, nil
		default:
		}
		return "", catalog.Say("it ended without an answer, and said %q", last)
	case <-ctx.Done():
		if errors.Is(ctx.Err(), context.DeadlineExceeded) {
			return "", catalog.Say("it did not answer")
		}
		return "", ctx.Err()
	}
}

// message is what the browser sends: the answer to a call, which has its number,
// or word of something that has happened.
type message struct {
	ID     int             `json:"id"`
	Method string          `json:"method"`
	Result json.RawMessage `json:"result"`
	Error  *struct {
		Message string `json:"message"`
	} `json:"error"`
}

// call asks something of the browser, or of its tab once there is one, and reads
// the answer into result, unless that is nil.
func (b *browser) call(ctx context.Context, method string, params, result any) error {
	b.last++
	asked := map[string]any{"id": b.last, "method": method}
	if params != nil {
		asked["params"] = params
	}
	if b.session != "" {
		asked["sessionId"] = b.session
	}
	text, err := json.Marshal(asked)
	if err != nil {
		return err
	}
	deadline, _ := ctx.Deadline()
	if err := b.socket.SetDeadline(deadline); err != nil {
		return err
	}
	if _, err := b.socket.Write(text); err != nil {
		return cmp.Or(ctx.Err(), err)
	}
	for {
		m, err := b.read(ctx)
		if err != nil {
			return err
		}
		if m.ID != b.last {
			continue
		}
		if m.Error != nil {
			return fmt.Errorf("%s: %s", method, m.Error.Message)
		}
		if result == nil {
			return nil
		}
		return json.Unmarshal(m.Result, result)
	}
}

// read reads one message, and notes what it tells.
func (b *browser) read(ctx context.Context) (message, error) {
	var m message
	var text []byte
	if err := websocket.Message.Receive(b.socket, &text); err != nil {
		return m, cmp.Or(ctx.Err(), err)
	}
	err := json.Unmarshal(text, &m)
	switch m.Method {
	case "Page.loadEventFired":
		b.loaded = true
	case "Inspector.targetCrashed":
		err = catalog.Say("the browser's tab crashed")
	}
	return m, err
}

// navigate opens an address, and waits until all that it shows is there.
func (b *browser) navigate(ctx context.Context, address string) error {
	b.loaded = false
	var went struct {
		ErrorText string `json:"errorText"`
	}
	if err := b.call(ctx, "Page.navigate", map[string]any{"url": address}, &went); err != nil {
		return err
	}
	if went.ErrorText != "" {
		return errors.New(went.ErrorText)
	}
	for !b.loaded {
		if _, err := b.read(ctx); err != nil {
			return err
		}
	}
	return nil
}

// evaluate runs a script in the page, waits for what it promises, and reads that
// into result.
func (b *browser) evaluate(ctx context.Context, script string, result any) error {
	var out struct {
		Result struct {
			Value json.RawMessage `json:"value"`
		} `json:"result"`
		Exception *struct {
			Text      string `json:"text"`
			Exception struct {
				Description string `json:"description"`
			} `json:"exception"`
		} `json:"exceptionDetails"`
	}
	if err := b.call(ctx, "Runtime.evaluate", map[string]any{"expression": script, "awaitPromise": true, "returnByValue": true}, &out); err != nil {
		return err
	}
	if e := out.Exception; e != nil {
		return fmt.Errorf("%s %s", e.Text, e.Exception.Description)
	}
	return json.Unmarshal(out.Result.Value, result)
}

// close ends the browser: it is asked to, and stopped if it does not.
func (b *browser) close() {
	if b.socket != nil {
		ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
		b.session = ""
		_ = b.call(ctx, "Browser.close", nil, nil)
		cancel()
		_ = b.socket.Close()
	}
	ended := make(chan struct{})
	go func() { _ = b.command.Wait(); close(ended) }()
	select {
	case <-ended:
	case <-time.After(2 * time.Second):
	}
	stop(b.command)
	<-ended
}
