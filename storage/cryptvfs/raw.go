package cryptvfs

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// rawFile is a file that was opened through SQLite's own VFS: the header of a database that is in use is read and written through it, as
// closing a file of the os package would drop the locks that SQLite holds on it in this process.
type rawFile struct {
	tls    *libc.TLS
	name   uintptr
	file   baseFile
	buffer uintptr // of headerSize
}

func openRaw(path string, write bool) (*rawFile, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, &fs.PathError{Op: "open", Path: path, Err: errors.New("it is not a file")}
	}
	r := &rawFile{tls: libc.NewTLS()}
	r.name = libc.Xcalloc(r.tls, 1, libc.Tsize_t(len(path)+8)) // as SQLite passes names: zeros before and behind
	copy(memory(r.name+4, len(path)), path)
	r.file = baseFile(libc.Xcalloc(r.tls, 1, libc.Tsize_t(base().FszOsFile)))
	r.buffer = libc.Xcalloc(r.tls, 1, headerSize)
	flags := int32(sqlite3.SQLITE_OPEN_MAIN_DB | sqlite3.SQLITE_OPEN_READONLY)
	if write {
		flags = sqlite3.SQLITE_OPEN_MAIN_DB | sqlite3.SQLITE_OPEN_READWRITE
	}
	if rc := callable[openFunc](base().FxOpen)(r.tls, basePointer(), r.name+4, uintptr(r.file), flags, 0); rc != sqlite3.SQLITE_OK {
		r.free()
		reason := fs.ErrPermission
		if !write {
			if f, err := os.Open(path); err != nil {
				return nil, err
			} else { // cannot happen: what the os can read, SQLite can
				f.Close()
			}
		}
		return nil, &fs.PathError{Op: "open", Path: path, Err: reason}
	}
	return r, nil
}

func (r *rawFile) free() {
	libc.Xfree(r.tls, r.buffer)
	libc.Xfree(r.tls, uintptr(r.file))
	libc.Xfree(r.tls, r.name)
	r.tls.Close()
}

func (r *rawFile) close() {
	r.file.close(r.tls)
	r.free()
}

// head reads the first bytes of the file, up to the size of both copies of the header.
func (r *rawFile) head() ([]byte, error) {
	size, rc := r.file.size(r.tls)
	if rc != sqlite3.SQLITE_OK {
		return nil, ioError(rc)
	}
	n := int(min(size, headerSize))
	if n > 0 {
		if rc := r.file.read(r.tls, r.buffer, n, 0); rc != sqlite3.SQLITE_OK {
			return nil, ioError(rc)
		}
	}
	return append([]byte(nil), memory(r.buffer, n)...), nil
}

func ioError(rc int32) error {
	if rc&0xff == sqlite3.SQLITE_FULL {
		return errors.New("the disk is full")
	}
	return fmt.Errorf("the disk does not answer as it should (code %d)", rc)
}

// writeCopies writes both copies of a header, the second one first, each to the disk before the next: one is always whole.
func writeCopies(tls *libc.TLS, file baseFile, buffer uintptr, h *header) int32 {
	copy(memory(buffer, copySize), h.encode())
	for _, at := range []int64{copySize, 0} {
		if rc := file.write(tls, buffer, copySize, at); rc != sqlite3.SQLITE_OK {
			return rc
		}
		if rc := file.sync(tls, fullSync); rc != sqlite3.SQLITE_OK {
			return rc
		}
	}
	return sqlite3.SQLITE_OK
}

// readHeader returns the header of a file: ErrNotEncrypted, *HeaderError, or what the file system says.
func readHeader(path string) (*header, error) {
	r, err := openRaw(path, false)
	if err != nil {
		return nil, err
	}
	defer r.close()
	b, err := r.head()
	if err != nil {
		return nil, err
	}
	h, err := choose(b)
	if errors.Is(err, errNoHeader) {
		return nil, ErrNotEncrypted
	}
	return h, err
}

// writeHeader replaces the header of an encrypted file.
func writeHeader(path string, h *header) error {
	r, err := openRaw(path, true)
	if err != nil {
		return err
	}
	defer r.close()
	if rc := writeCopies(r.tls, r.file, r.buffer, h); rc != sqlite3.SQLITE_OK {
		return ioError(rc)
	}
	return nil
}

// Kind is what a file is.
type Kind int

// The kinds of files.
const (
	Other     Kind = iota // something else
	Empty                 // no byte in it
	Plain                 // a SQLite database as anybody can read it
	Encrypted             // one with a header of this package, damaged or not
)

// Detect says what a file is. It may be called while the file is in use.
func Detect(path string) (Kind, error) {
	r, err := openRaw(path, false)
	if err != nil {
		return Other, err
	}
	defer r.close()
	b, err := r.head()
	if err != nil {
		return Other, err
	}
	_, err = choose(b)
	switch {
	case len(b) == 0:
		return Empty, nil
	case len(b) >= len(plainMagic) && string(b[:len(plainMagic)]) == plainMagic:
		return Plain, nil
	case errors.Is(err, errNoHeader):
		return Other, nil
	}
	return Encrypted, nil
}

// BaseVFS is the name of SQLite's own VFS, for the file name of a plain copy of an encrypted database.
func BaseVFS() string { return libc.GoString(base().FzName) }

var basePointer = baseOnce()

// baseOnce finds the platform's VFS.
func baseOnce() func() uintptr {
	var p uintptr
	return func() uintptr {
		vfsMu.Lock()
		defer vfsMu.Unlock()
		if p == 0 {
			tls := libc.NewTLS()
			defer tls.Close()
			p = sqlite3.Xsqlite3_vfs_find(tls, 0)
		}
		return p
	}
}

func base() *sqlite3.Tsqlite3_vfs { return (*sqlite3.Tsqlite3_vfs)(at(basePointer())) }

// KeyID tells the data key of an encrypted file apart from others. Errors as from Unlock.
func KeyID(path string) ([16]byte, error) {
	h, err := readHeader(path)
	if err != nil {
		return [16]byte{}, err
	}
	return h.key, nil
}
