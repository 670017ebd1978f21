package storage

import (
	"encoding/json"
	"errors"
	"os"
	"sync"
	"time"

	"rapport/storage/cryptvfs"
)

// freeTries is how many wrong passphrases cost no wait.
const freeTries = 3

// maxWait is the longest wait.
const maxWait = time.Minute

// attempts counts the wrong passphrases in a row, by file of the database. They are kept in a small file beside it, so that starting the
// program anew does not begin anew, until the right one is given. Where that file cannot be written they count in this process. They slow
// down who sits at this computer; who has a copy of the database can try without us.
type attempts struct {
	mu    sync.Mutex
	files map[string]*attempt
}

type attempt struct {
	Wrong int       `json:"wrong"`
	Until time.Time `json:"until"`
}

var tried = attempts{files: map[string]*attempt{}}

func triesFile(path string) string { return path + ".tries" }

// of is what is known of a file; it may have been noted by another process.
func (a *attempts) of(path string) *attempt {
	t := a.files[path]
	if t == nil {
		t = &attempt{}
		a.files[path] = t
	}
	var kept attempt
	if content, err := os.ReadFile(triesFile(path)); err == nil && json.Unmarshal(content, &kept) == nil && kept.Wrong > t.Wrong {
		*t = kept
	}
	return t
}

// wait is how long the next try must wait: nothing for the first ones, then 2, 4, 8 seconds and so on.
func (a *attempts) wait(path string, now time.Time) time.Duration {
	a.mu.Lock()
	defer a.mu.Unlock()
	t := a.of(path)
	if t.Until.Sub(now) > maxWait { // the clock was set back
		t.Until = now.Add(maxWait)
	}
	return max(0, t.Until.Sub(now))
}

func (a *attempts) note(path string, wrong bool, now time.Time) {
	a.mu.Lock()
	defer a.mu.Unlock()
	t := a.of(path)
	if !wrong {
		delete(a.files, path)
		if t.Wrong > 0 {
			os.Remove(triesFile(path)) //nolint:errcheck // one that stays makes the next mistake cost a wait
		}
		return
	}
	t.Wrong++
	if t.Wrong >= freeTries {
		t.Until = now.Add(min(maxWait, time.Second<<min(t.Wrong-freeTries+1, 10)))
	}
	if content, err := json.Marshal(t); err == nil {
		os.WriteFile(triesFile(path), content, 0o600) //nolint:errcheck // it counts here then
	}
}

// Wait is how long the next try to open the encrypted database at path must wait after wrong passphrases.
func Wait(path string, now time.Time) time.Duration { return tried.wait(path, now) }

// guard runs try, which may find that a secret is wrong, unless too many were.
func guard(path string, s Secret, now func() time.Time, try func() error) error {
	if d := tried.wait(path, now()); d > 0 {
		return &WaitError{For: d}
	}
	err := try()
	wrong := errors.Is(err, cryptvfs.ErrWrongSecret)
	if wrong || err == nil {
		tried.note(path, wrong, now())
	}
	if wrong {
		return &WrongSecretError{Path: path, Recovery: s.RecoveryKey != ""}
	}
	return err
}
