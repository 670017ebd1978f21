//go:build unix

package storage

import (
	"io/fs"
	"os"
	"syscall"
)

// own reports whether a file is this user's, and nobody else's to change.
func own(info fs.FileInfo) bool {
	stat, ok := info.Sys().(*syscall.Stat_t)
	return ok && int(stat.Uid) == os.Getuid() && info.Mode()&0o022 == 0
}
