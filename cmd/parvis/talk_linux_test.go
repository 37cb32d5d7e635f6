package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"syscall"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/sys/unix"
)

// talk runs a command at a terminal: “talk N ANSWERS SAID command args…” types a line of
// the file ANSWERS whenever the command waits for one, wants the exit code N, and writes
// all that is to be seen on the terminal into SAID. A line “^C” or “^D” is that key; where
// no line is left, nothing is typed.
func talk(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 4 {
		ts.Fatalf("usage: talk N answers said command args…")
	}
	keyboard, terminal, err := openTerminal()
	ts.Check(err)
	defer keyboard.Close()
	program, err := exec.LookPath(args[3])
	if err != nil {
		program = ts.Getenv("PARVIS")
	}
	cmd := exec.Command(program, args[4:]...)
	cmd.Dir, cmd.Stdin, cmd.Stdout, cmd.Stderr = ts.MkAbs("."), terminal, terminal, terminal
	for _, name := range []string{"SOURCE_DATE_EPOCH", "HOME", "PATH", "LANG", "LC_ALL", "NO_COLOR", "SSL_CERT_FILE"} {
		cmd.Env = append(cmd.Env, name+"="+ts.Getenv(name))
	}
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	ts.Check(cmd.Start())
	terminal.Close()
	said := converse(keyboard, strings.Split(strings.TrimSuffix(ts.ReadFile(args[1]), "\n"), "\n"), func() { cmd.Process.Kill() })
	err = cmd.Wait()
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), []byte(said), 0o666))
	if got := fmt.Sprint(cmd.ProcessState.ExitCode()); got != args[0] {
		ts.Fatalf("exit code %s, want %s (%v):\n%s", got, args[0], err, said)
	}
}

// openTerminal opens a terminal of its own: where keys are typed and what is shown is
// read, and where a program runs.
func openTerminal() (keyboard, terminal *os.File, err error) {
	if keyboard, err = os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0); err != nil {
		return nil, nil, err
	}
	fd := int(keyboard.Fd())
	if err := unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0); err != nil {
		return nil, nil, err
	}
	n, err := unix.IoctlGetInt(fd, unix.TIOCGPTN)
	if err != nil {
		return nil, nil, err
	}
	terminal, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|unix.O_NOCTTY, 0)
	return keyboard, terminal, err
}

// prompt is how a question ends.
var prompt = regexp.MustCompile(`(\n> |To which address\? |\(yes or no\) |\(it is not shown\): )$`)

// converse types the next answer whenever a prompt is shown, and returns all that was
// shown until the program ends. One that says nothing for too long is stopped.
func converse(keyboard *os.File, answers []string, stop func()) string {
	shown := make(chan []byte)
	go func() {
		defer close(shown)
		for {
			b := make([]byte, 4096)
			n, err := keyboard.Read(b)
			if err != nil {
				return
			}
			shown <- b[:n]
		}
	}()
	var all bytes.Buffer
	for {
		select {
		case b, ok := <-shown:
			if !ok {
				return strings.ReplaceAll(all.String(), "\r\n", "\n")
			}
			all.Write(b)
			if !prompt.Match(all.Bytes()) || len(answers) == 0 {
				continue
			}
			key := strings.NewReplacer("^C", "\x03", "^D", "\x04").Replace(answers[0])
			if key == answers[0] {
				key += "\n"
			}
			answers = answers[1:]
			keyboard.WriteString(key)
		case <-time.After(20 * time.Second):
			all.WriteString("[nothing was said for too long]\n")
			stop()
			return all.String()
		}
	}
}
