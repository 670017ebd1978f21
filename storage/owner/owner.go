// Package owner lets one window have a database at a time. Who has it holds a lock on NAME.lock beside the database, says in
// NAME.owner who that is, and listens on a local socket, so that a second start brings the window to the front instead of opening
// another one. Commands do not need the lock: they write in transactions, which the window sees.
package owner

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/gofrs/flock"
)

// Owner is who has a database open.
type Owner struct {
	Host   string    `json:"host"`
	PID    int       `json:"pid"`
	Since  time.Time `json:"since"`
	Socket string    `json:"socket,omitempty"` // on which its window listens
}

// HeldError says that another window has the database open.
type HeldError struct {
	Path  string
	Owner Owner // zero where it cannot be told
	Here  bool  // it is on this computer
}

// Error says who and what to do.
func (e *HeldError) Error() string {
	switch {
	case e.Here:
		return fmt.Sprintf("%s is open in another window of Rapport on this computer; use that one, or close it first", e.Path)
	case e.Owner.Host == "":
		return fmt.Sprintf("%s is open in another window of Rapport; close it there first", e.Path)
	}
	return fmt.Sprintf("%s is open on the computer %s since %s; close Rapport there first, so that nothing is written twice", e.Path, e.Owner.Host, e.Owner.Since.Local().Format("2 Jan 15:04"))
}

// Lock is the right to open a window on a database. The nil Lock is one on a disk that has no locks: it does nothing.
type Lock struct {
	path     string
	lock     *flock.Flock
	listener net.Listener
	socket   string

	mu     sync.Mutex
	handle func(Request) Answer
	closed bool
}

// Request is what a second start asks of the window.
type Request struct {
	Person string `json:"person,omitempty"` // whose page to open, as it was typed; empty: only come to the front
}

// Answer is what the window says to that.
type Answer struct {
	Error string `json:"error,omitempty"`
	Usage bool   `json:"usage,omitempty"` // the error is about the words of the command
}

// Take takes the lock of the database at path, or returns a *HeldError. Where the folder cannot be written to, or its disk has no locks,
// there is nothing to take and the lock is nil.
func Take(path string, now time.Time) (*Lock, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Dir(abs), 0o700); err != nil {
		return nil, nil //nolint:nilerr,nilnil // opening the database says what is wrong with the folder
	}
	l := &Lock{path: abs, lock: flock.New(abs+".lock", flock.SetFlag(os.O_CREATE|os.O_RDWR), flock.SetPermissions(0o600))}
	got, err := l.lock.TryLock()
	if err != nil {
		return nil, nil //nolint:nilerr,nilnil // as above, or a disk without locks, on which SQLite has none either
	}
	host, _ := os.Hostname()
	if !got {
		l.lock.Close() //nolint:errcheck // nothing was locked
		held := &HeldError{Path: abs}
		if content, err := os.ReadFile(abs + ".owner"); err == nil {
			json.Unmarshal(content, &held.Owner) //nolint:errcheck // it then stays unknown
		}
		held.Here = held.Owner.Host == host
		return nil, held
	}
	l.listen()
	content, _ := json.Marshal(Owner{Host: host, PID: os.Getpid(), Since: now.Truncate(time.Second), Socket: l.socket})
	os.WriteFile(abs+".owner", content, 0o600) //nolint:errcheck // the lock holds without it
	return l, nil
}

// listen opens the socket, in a folder that only this user can enter. Where that cannot be, a second start just says that one is open.
func (l *Lock) listen() {
	dir := os.Getenv("XDG_RUNTIME_DIR")
	if dir == "" {
		cache, err := os.UserCacheDir()
		if err != nil {
			return
		}
		dir = cache
	}
	dir = filepath.Join(dir, "rapport")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return
	}
	if info, err := os.Stat(dir); err != nil || info.Mode().Perm()&0o077 != 0 && os.PathSeparator == '/' {
		return
	}
	sum := sha256.Sum256([]byte(l.path))
	name := filepath.Join(dir, hex.EncodeToString(sum[:8])+".sock") // the names of sockets must be short
	os.Remove(name)                                                 //nolint:errcheck // one that is left is nobody's: we have the lock
	listener, err := net.Listen("unix", name)
	if err != nil {
		return
	}
	os.Chmod(name, 0o600) //nolint:errcheck // the folder protects it too
	l.listener, l.socket = listener, name
	go l.serve()
}

// Handle sets what the window does when a second start asks; it may be set anew, as when the page behind the lock opens.
func (l *Lock) Handle(f func(Request) Answer) {
	if l == nil {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.handle = f
}

func (l *Lock) serve() {
	for {
		c, err := l.listener.Accept()
		if err != nil {
			return
		}
		go l.answer(c)
	}
}

const patience = 10 * time.Second

func (l *Lock) answer(c net.Conn) {
	defer c.Close()
	c.SetDeadline(time.Now().Add(patience)) //nolint:errcheck // a local socket takes one
	line, err := bufio.NewReader(c).ReadBytes('\n')
	if err != nil {
		return
	}
	var r Request
	if json.Unmarshal(line, &r) != nil {
		return
	}
	l.mu.Lock()
	handle := l.handle
	l.mu.Unlock()
	a := Answer{}
	if handle != nil {
		a = handle(r)
	}
	json.NewEncoder(c).Encode(a) //nolint:errcheck // who asked has gone
}

// Ask asks the window that has the database to come to the front.
func (e *HeldError) Ask(r Request) (Answer, error) {
	var a Answer
	if !e.Here || e.Owner.Socket == "" {
		return a, e
	}
	c, err := net.DialTimeout("unix", e.Owner.Socket, patience)
	if err != nil {
		return a, errors.Join(e, err)
	}
	defer c.Close()
	c.SetDeadline(time.Now().Add(patience)) //nolint:errcheck // as above
	if err := json.NewEncoder(c).Encode(r); err != nil {
		return a, err
	}
	return a, json.NewDecoder(c).Decode(&a)
}

// Release gives the lock back. It may be called more than once.
func (l *Lock) Release() error {
	if l == nil {
		return nil
	}
	l.mu.Lock()
	closed := l.closed
	l.closed = true
	l.mu.Unlock()
	if closed {
		return nil
	}
	if l.listener != nil {
		l.listener.Close() //nolint:errcheck // it takes the name of the socket away too
	}
	err := os.Remove(l.path + ".owner")
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return errors.Join(err, l.lock.Unlock())
}
