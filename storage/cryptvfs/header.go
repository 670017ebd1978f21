package cryptvfs

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"time"
)

// magic begins each copy of the header; the last byte is the version of the format.
var magic = [16]byte{'R', 'a', 'p', 'p', 'o', 'r', 't', ' ', 's', 'e', 'a', 'l', 'e', 'd', 0, 1}

// plainMagic begins a database that is not encrypted.
const plainMagic = "SQLite format 3\x00"

// Cost is what turning a passphrase into a key takes (Argon2id, RFC 9106).
type Cost struct {
	Time    uint32 // passes over the memory
	Memory  uint32 // KiB
	Threads uint8
}

// DefaultCost is the second recommended option of RFC 9106 (section 4): 64 MiB, about a tenth of a second.
var DefaultCost = Cost{Time: 3, Memory: 64 << 10, Threads: 4}

// ok refuses what no Rapport writes: a forged header must not take all memory.
func (c Cost) ok() bool {
	return c.Time >= 1 && c.Time <= 64 && c.Threads >= 1 && c.Threads <= 64 && c.Memory >= 8*uint32(c.Threads) && c.Memory <= 1<<20
}

type wrapped [nonceSize + keySize + tagSize]byte

// header is what a file begins with. It holds nothing that must be kept secret.
type header struct {
	generation  uint64 // the newer copy has the higher one
	file        [16]byte
	key         [16]byte // tells data keys apart, says nothing about them
	encrypted   time.Time
	passphrase  time.Time // when it was set
	recovery    time.Time // when the recovery key was made
	cost        Cost
	salt        [16]byte
	byPassword  wrapped
	recoverSalt [16]byte
	byRecovery  wrapped
}

// fields is the header as it is stored, without magic and checksum.
type fields struct {
	Generation                      uint64
	File, Key                       [16]byte
	Encrypted, Passphrase, Recovery int64 // seconds since 1970
	Time, Memory                    uint32
	Threads                         uint8
	Salt                            [16]byte
	ByPassword                      wrapped
	RecoverSalt                     [16]byte
	ByRecovery                      wrapped
}

var fieldsSize = binary.Size(fields{})

// encode returns one copy of the header.
func (h *header) encode() []byte {
	out := make([]byte, 0, copySize)
	out = append(out, magic[:]...)
	out, err := binary.Append(out, binary.BigEndian, fields{
		h.generation, h.file, h.key, h.encrypted.Unix(), h.passphrase.Unix(), h.recovery.Unix(),
		h.cost.Time, h.cost.Memory, h.cost.Threads, h.salt, h.byPassword, h.recoverSalt, h.byRecovery,
	})
	if err != nil {
		panic(err) // fields has a fixed size
	}
	sum := sha256.Sum256(out)
	out = append(out, sum[:]...)
	return append(out, make([]byte, copySize-len(out))...)
}

// errNoHeader says that there is no header of this format at all.
var errNoHeader = errors.New("no header")

// parse reads one copy of the header.
func parse(b []byte) (*header, error) {
	switch {
	case len(b) < len(magic) || !bytes.Equal(b[:len(magic)-1], magic[:len(magic)-1]):
		return nil, errNoHeader
	case b[len(magic)-1] != magic[len(magic)-1]:
		return nil, fmt.Errorf("its format %d is not known; a newer Rapport may have written it", b[len(magic)-1])
	case len(b) < copySize:
		return nil, errors.New("it is cut short")
	}
	end := len(magic) + fieldsSize
	sum := sha256.Sum256(b[:end])
	if !bytes.Equal(sum[:], b[end:end+len(sum)]) {
		return nil, errors.New("its checksum is wrong")
	}
	for _, c := range b[end+len(sum) : copySize] {
		if c != 0 {
			return nil, errors.New("there is something behind it")
		}
	}
	var f fields
	if _, err := binary.Decode(b[len(magic):end], binary.BigEndian, &f); err != nil {
		return nil, err
	}
	h := &header{
		f.Generation, f.File, f.Key, time.Unix(f.Encrypted, 0).UTC(), time.Unix(f.Passphrase, 0).UTC(), time.Unix(f.Recovery, 0).UTC(),
		Cost{f.Time, f.Memory, f.Threads}, f.Salt, f.ByPassword, f.RecoverSalt, f.ByRecovery,
	}
	if !h.cost.ok() {
		return nil, fmt.Errorf("it asks for an impossible effort (%+v)", h.cost)
	}
	return h, nil
}

// HeaderError says that neither copy of the header can be used, whatever the passphrase.
type HeaderError struct{ First, Second error }

// Error says what is wrong with each copy.
func (e *HeaderError) Error() string {
	return fmt.Sprintf("the header with the keys is damaged (first copy: %v; second copy: %v); this is not about the passphrase", e.First, e.Second)
}

// choose returns the newest copy that is whole out of the first bytes of a file. It returns errNoHeader where the file is something
// else, a *HeaderError where both copies are damaged.
func choose(b []byte) (*header, error) {
	first, err1 := parse(b[:min(len(b), copySize)])
	second, err2 := parse(b[min(len(b), copySize):])
	switch {
	case first != nil && (second == nil || second.generation <= first.generation):
		return first, nil
	case second != nil:
		return second, nil
	case errors.Is(err1, errNoHeader) && errors.Is(err2, errNoHeader):
		return nil, errNoHeader
	}
	return nil, &HeaderError{err1, err2}
}
