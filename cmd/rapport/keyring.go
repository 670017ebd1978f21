package main

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/zalando/go-keyring"

	"rapport/storage"
)

// keyringService is what the passphrases are filed under; the user is the database's key id.
const keyringService = "Rapport"

// errNoKeyring says that this system has no keyring, or that it does not answer.
var errNoKeyring = errors.New("no keyring answers on this system")

// keyringWait is how long the keyring may take: it can ask the person to unlock it.
const keyringWait = 20 * time.Second

// hasKeyring reports whether asking makes sense: without a session bus the library would try to start one.
func hasKeyring() bool {
	if runtime.GOOS == "darwin" || runtime.GOOS == "windows" || os.Getenv("DBUS_SESSION_BUS_ADDRESS") != "" {
		return true
	}
	_, err := os.Stat(filepath.Join(os.Getenv("XDG_RUNTIME_DIR"), "bus"))
	return os.Getenv("XDG_RUNTIME_DIR") != "" && err == nil
}

// withKeyring runs f, which asks the keyring, for as long as it may take.
func withKeyring(f func() error) error {
	if !hasKeyring() {
		return errNoKeyring
	}
	done := make(chan error, 1)
	go func() { done <- f() }()
	select {
	case err := <-done:
		if err != nil && !errors.Is(err, keyring.ErrNotFound) {
			return errNoKeyring
		}
		return err
	case <-time.After(keyringWait):
		return errNoKeyring
	}
}

// kept is the passphrase that the keyring has for the database at path; none where there is no keyring.
func kept(path string) storage.Secret {
	id := storage.KeyID(path)
	text := make(chan string, 1)
	if id == "" || withKeyring(func() error {
		t, err := keyring.Get(keyringService, id)
		text <- t
		return err
	}) != nil {
		return storage.Secret{}
	}
	return storage.Secret{Passphrase: <-text}
}

// keep gives the keyring the passphrase of a database.
func keep(id, passphrase string) error {
	return withKeyring(func() error { return keyring.Set(keyringService, id, passphrase) })
}

// forget takes it from the keyring again; it need not be there.
func forget(id string) {
	withKeyring(func() error { return keyring.Delete(keyringService, id) }) //nolint:errcheck // as it says
}

// isKept reports whether the keyring has a passphrase for the database.
func isKept(id string) bool {
	return withKeyring(func() error { _, err := keyring.Get(keyringService, id); return err }) == nil
}

// rekeep gives the keyring the new passphrase where it had one.
func rekeep(id, passphrase string) {
	if isKept(id) {
		keep(id, passphrase) //nolint:errcheck // the next start asks
	}
}

// systemKeyring is the keyring as the window uses it.
type systemKeyring struct{}

func (systemKeyring) Keep(id, passphrase string) error { return keep(id, passphrase) }

func (systemKeyring) Forget(id string) { forget(id) }

func (systemKeyring) Has(id string) (bool, error) {
	err := withKeyring(func() error { _, err := keyring.Get(keyringService, id); return err })
	if errors.Is(err, keyring.ErrNotFound) {
		return false, nil
	}
	return err == nil, err
}
