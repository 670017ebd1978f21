package cryptvfs

import (
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"sync"
	"time"

	"golang.org/x/crypto/argon2"
	"golang.org/x/crypto/chacha20poly1305"
	"golang.org/x/text/unicode/norm"
)

// Secret is what opens an encrypted file: one of the two.
type Secret struct {
	Passphrase  string
	RecoveryKey string // as it was printed; case, spaces and hyphens do not matter
}

// ErrWrongSecret says that the header is whole and the passphrase or recovery key is not the one it was made with.
var ErrWrongSecret = errors.New("that passphrase or recovery key does not open the file")

// ErrNotEncrypted says that the file is no encrypted database.
var ErrNotEncrypted = errors.New("the file is not encrypted")

// Key is an unlocked data key with its VFS. It may be used by any goroutine. It must outlive the databases that were opened with it.
type Key struct {
	mu     sync.Mutex
	data   [keySize]byte
	header header // file, generation: of the file that it was unlocked from
	path   string // that file; "" for a new key
	vfs    *vfs
	closed bool
}

// New makes a data key, wrapped by the passphrase and by a recovery key, which is returned as it is printed and kept nowhere.
func New(passphrase string, cost Cost, now time.Time) (k *Key, recoveryKey string, err error) {
	if !cost.ok() {
		return nil, "", fmt.Errorf("impossible effort %+v", cost)
	}
	k = &Key{}
	random(k.data[:])
	k.header.key = keyID(k.data)
	k.header.encrypted = now
	k.header.cost = cost
	k.wrap(passphrase, now)
	recoveryKey = k.wrapRecovery(now)
	return k, recoveryKey, k.register()
}

// Unlock reads the header of the file and unwraps its data key. Errors: ErrNotEncrypted, *HeaderError (damaged, whatever the
// passphrase), ErrWrongSecret, a typing mistake in the recovery key, or what the file system says.
func Unlock(path string, s Secret) (*Key, error) {
	h, err := readHeader(path)
	if err != nil {
		return nil, err
	}
	k := &Key{header: *h, path: path}
	if k.data, err = h.unwrap(s); err != nil {
		return nil, err
	}
	return k, k.register()
}

// Another makes a key for another file with the same data key, such as a backup. Errors as from Unlock.
func (k *Key) Another(path string) (*Key, error) {
	h, err := readHeader(path)
	if err != nil {
		return nil, err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.closed || h.key != k.header.key {
		return nil, ErrWrongSecret
	}
	another := &Key{data: k.data, header: *h, path: path}
	return another, another.register()
}

// Fits reports whether the file is encrypted with this data key.
func (k *Key) Fits(path string) bool {
	h, err := readHeader(path)
	return err == nil && h.key == k.header.key
}

// unwrap returns the data key.
func (h *header) unwrap(s Secret) (data [keySize]byte, err error) {
	by, kek, about := &h.byPassword, [keySize]byte{}, h.about()
	if s.RecoveryKey != "" {
		secret, err := parseRecovery(s.RecoveryKey)
		if err != nil {
			return data, err
		}
		by, kek, about = &h.byRecovery, h.recoveryKEK(secret), h.aboutRecovery()
	} else {
		kek = h.passphraseKEK(s.Passphrase)
	}
	defer clear(kek[:])
	plain, err := aead(kek).Open(nil, by[:nonceSize], by[nonceSize:], about)
	if err != nil {
		return data, ErrWrongSecret
	}
	copy(data[:], plain)
	clear(plain)
	if keyID(data) != h.key {
		return data, ErrWrongSecret // made by somebody who changed the id
	}
	return data, nil
}

// about is what is authenticated with the wrapped key: a passphrase cannot be made to open with a weaker function.
func (h *header) about() []byte {
	out := append([]byte("passphrase"), h.key[:]...)
	out = binary.BigEndian.AppendUint32(out, h.cost.Time)
	out = binary.BigEndian.AppendUint32(out, h.cost.Memory)
	return append(append(out, h.cost.Threads), h.salt[:]...)
}

func (h *header) aboutRecovery() []byte {
	return append(append([]byte("recovery"), h.key[:]...), h.recoverSalt[:]...)
}

// passphraseKEK is the key that wraps the data key. The passphrase counts as its composed form (NFC), as keyboards differ in how they
// type an accent.
func (h *header) passphraseKEK(passphrase string) (kek [keySize]byte) {
	p := norm.NFC.Bytes([]byte(passphrase))
	defer clear(p)
	copy(kek[:], argon2.IDKey(p, h.salt[:], h.cost.Time, h.cost.Memory, h.cost.Threads, keySize))
	return kek
}

// recoveryKEK needs no slow function: the secret has 160 random bits.
func (h *header) recoveryKEK(secret [recoverySize]byte) [keySize]byte {
	return derive(secret[:], h.recoverSalt[:], "rapport recovery key")
}

func (k *Key) wrap(passphrase string, now time.Time) {
	h := &k.header
	random(h.salt[:])
	h.passphrase = now
	seal(&h.byPassword, h.passphraseKEK(passphrase), k.data, h.about())
}

func (k *Key) wrapRecovery(now time.Time) string {
	h := &k.header
	var secret [recoverySize]byte
	random(secret[:])
	defer clear(secret[:])
	random(h.recoverSalt[:])
	h.recovery = now
	seal(&h.byRecovery, h.recoveryKEK(secret), k.data, h.aboutRecovery())
	return formatRecovery(secret)
}

func seal(to *wrapped, kek, data [keySize]byte, about []byte) {
	random(to[:nonceSize])
	aead(kek).Seal(to[:nonceSize], to[:nonceSize], data[:], about)
	clear(kek[:])
}

// Opens reports whether s unwraps the key that is in use, as the file's header is now.
func (k *Key) Opens(s Secret) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	h := k.header
	if k.path != "" {
		now, err := readHeader(k.path)
		if err != nil {
			return err
		}
		h = *now
	}
	_, err := h.unwrap(s)
	return err
}

// SetPassphrase wraps the data key by another passphrase, in the file's header only: no page is written. The data key stays.
func (k *Key) SetPassphrase(passphrase string, cost Cost, now time.Time) error {
	return k.rewrap(func() { k.header.cost = cost; k.wrap(passphrase, now) })
}

// NewRecoveryKey makes another recovery key; the one before opens the file no longer.
func (k *Key) NewRecoveryKey(now time.Time) (recoveryKey string, err error) {
	err = k.rewrap(func() { recoveryKey = k.wrapRecovery(now) })
	return recoveryKey, err
}

func (k *Key) rewrap(change func()) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if err := k.refresh(); err != nil {
		return err
	}
	before := k.header
	change()
	if k.path == "" {
		return nil
	}
	k.header.generation++
	if err := writeHeader(k.path, &k.header); err != nil {
		k.header = before
		return err
	}
	return nil
}

// refresh takes over what another process changed in the file's header.
func (k *Key) refresh() error {
	if k.closed {
		return errors.New("the key was wiped")
	}
	if k.path == "" {
		return nil
	}
	h, err := readHeader(k.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil // made and not yet moved to its place
	case err != nil:
		return err
	case h.key == k.header.key:
		k.header = *h
	}
	return nil
}

// Stamp gives another file with the same data key (a backup) the wrapping that this key has now, so that the passphrase and recovery
// key of today open it. It reports false, and changes nothing, where the file has another data key or is not encrypted.
func (k *Key) Stamp(path string) (bool, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	h, err := readHeader(path)
	switch {
	case errors.Is(err, ErrNotEncrypted):
		return false, nil
	case err != nil:
		return false, err
	case h.key != k.header.key:
		return false, nil
	}
	stamped := k.header
	stamped.file, stamped.generation = h.file, h.generation+1
	return true, writeHeader(path, &stamped)
}

// Use says which file is the one that the key belongs to, once it has been moved to its place.
func (k *Key) Use(path string) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.path = path
	return k.refresh()
}

// Dates are when the database was encrypted, the passphrase set and the recovery key made.
func (k *Key) Dates() (encrypted, passphrase, recovery time.Time) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.header.encrypted, k.header.passphrase, k.header.recovery
}

// ID tells data keys apart; it says nothing about them.
func (k *Key) ID() [16]byte { return k.header.key }

// VFS is the name to open files with: vfs=NAME in a file name of SQLite (file:/path?vfs=NAME). A file that is made through it, by VACUUM
// INTO too, gets a header of its own with the wrapped data key, so that it can be opened on its own.
func (k *Key) VFS() string { return k.vfs.name }

// Close takes the VFS away and wipes the key. Databases that use it must be closed before.
func (k *Key) Close() {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.closed {
		return
	}
	k.closed = true
	k.vfs.unregister()
	clear(k.data[:])
}

// newHeader is the header of a file that is being made.
func (k *Key) newHeader() (header, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if err := k.refresh(); err != nil {
		return header{}, err
	}
	h := k.header
	h.generation = 1
	random(h.file[:])
	return h, nil
}

// keysOf returns what seals the pages and the log of the file with the header.
func (k *Key) keysOf(h *header) (pages, log cipher.AEAD, ok bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.closed || h.key != k.header.key {
		return nil, nil, false
	}
	return aead(derive(k.data[:], h.file[:], "rapport pages")), aead(derive(k.data[:], h.file[:], "rapport log")), true
}

func keyID(data [keySize]byte) (id [16]byte) {
	full := derive(data[:], nil, "rapport key id")
	copy(id[:], full[:])
	return id
}

// derive is HKDF-SHA256 (RFC 5869).
func derive(secret, salt []byte, info string) (out [keySize]byte) {
	b, err := hkdf.Key(sha256.New, secret, salt, info, keySize)
	if err != nil {
		panic(err) // the length is right
	}
	copy(out[:], b)
	clear(b)
	return out
}

func aead(key [keySize]byte) cipher.AEAD {
	a, err := chacha20poly1305.NewX(key[:])
	if err != nil {
		panic(err) // the length is right
	}
	clear(key[:])
	return a
}

func random(b []byte) { rand.Read(b) } //nolint:errcheck // it never fails
