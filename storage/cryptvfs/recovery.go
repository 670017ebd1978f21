package cryptvfs

import (
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"fmt"
	"strings"
)

// recoverySize is the secret of a recovery key: 160 bits, 32 characters.
const recoverySize = 20

// recoveryAlphabet is Crockford's: no I, L, O, U.
const recoveryAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

var recoveryEncoding = base32.NewEncoding(recoveryAlphabet).WithPadding(base32.NoPadding)

const (
	recoveryChars = 32
	checkChars    = 3
	groupChars    = 5
)

// formatRecovery writes a recovery key as it is printed: seven groups of five, the last three characters check the others.
func formatRecovery(secret [recoverySize]byte) string {
	text := recoveryEncoding.EncodeToString(secret[:])
	text += recoveryCheck(text)
	var groups []string
	for ; len(text) > 0; text = text[groupChars:] {
		groups = append(groups, text[:groupChars])
	}
	return strings.Join(groups, "-")
}

func recoveryCheck(text string) string {
	sum := sha256.Sum256([]byte("Rapport recovery key " + text))
	return recoveryEncoding.EncodeToString(sum[:])[:checkChars]
}

// ErrRecoveryTypo says that a recovery key was not typed as it was printed.
var ErrRecoveryTypo = errors.New("the recovery key has a typing mistake: its last characters do not fit to the others")

// parseRecovery reads a recovery key as a person types it: case, spaces and hyphens do not matter, O is 0, I and L are 1.
func parseRecovery(text string) (secret [recoverySize]byte, err error) {
	text = strings.Map(func(r rune) rune {
		switch r {
		case ' ', '-', '\t', '\u00a0', '\u2013', '\u2010', '\u2011':
			return -1
		case 'O', 'o':
			return '0'
		case 'I', 'i', 'L', 'l':
			return '1'
		}
		return r
	}, text)
	text = strings.ToUpper(text)
	if len(text) != recoveryChars+checkChars {
		return secret, fmt.Errorf("a recovery key has %d characters in %d groups, this one has %d", recoveryChars+checkChars, (recoveryChars+checkChars)/groupChars, len(text))
	}
	b, err := recoveryEncoding.DecodeString(text[:recoveryChars])
	if err != nil || recoveryCheck(text[:recoveryChars]) != text[recoveryChars:] {
		return secret, ErrRecoveryTypo
	}
	copy(secret[:], b)
	return secret, nil
}

// IsRecoveryKey reports whether the text is a recovery key, typed without a mistake.
func IsRecoveryKey(text string) bool {
	_, err := parseRecovery(text)
	return err == nil
}
