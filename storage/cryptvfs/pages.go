package cryptvfs

import (
	"crypto/cipher"
	"encoding/binary"
	"unsafe"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// pageFile is an open database. SQLite uses a file from one goroutine at a time.
type pageFile struct {
	below baseFile
	pages cipher.AEAD
	log   cipher.AEAD // for the write-ahead log of this database
	raw   uintptr     // a page as it is on the disk
	plain []byte      // a page as SQLite reads a part of it
}

// openPages opens the database, and makes its header where the file is new.
func openPages(tls *libc.TLS, k *Key, name, file uintptr, flags int32, out uintptr) int32 {
	if rc := openBelow(tls, name, file, flags, out); rc != sqlite3.SQLITE_OK {
		return rc
	}
	f := &pageFile{below: below(file), raw: libc.Xmalloc(tls, headerSize), plain: make([]byte, pageSize)}
	if rc := f.start(tls, k, flags); rc != sqlite3.SQLITE_OK {
		f.free(tls)
		f.below.close(tls)
		return rc
	}
	c := (*cfile)(at(file))
	c.methods, c.handle = uintptr(unsafe.Pointer(&pageMethods)), addObject(f)
	return sqlite3.SQLITE_OK
}

// start reads the header and takes the keys.
func (f *pageFile) start(tls *libc.TLS, k *Key, flags int32) int32 {
	size, rc := f.below.size(tls)
	if rc != sqlite3.SQLITE_OK {
		return rc
	}
	var h *header
	if size == 0 && flags&sqlite3.SQLITE_OPEN_CREATE != 0 {
		made, err := k.newHeader()
		if err != nil {
			return sqlite3.SQLITE_CANTOPEN
		}
		h = &made
		if rc := writeCopies(tls, f.below, f.raw, h); rc != sqlite3.SQLITE_OK {
			return rc
		}
	} else {
		n := int(min(size, headerSize))
		if n > 0 {
			if rc := f.below.read(tls, f.raw, n, 0); rc != sqlite3.SQLITE_OK {
				return rc
			}
		}
		var err error
		if h, err = choose(memory(f.raw, n)); err == errNoHeader {
			return sqlite3.SQLITE_NOTADB
		} else if err != nil {
			return sqlite3.SQLITE_CORRUPT
		}
	}
	var ok bool
	if f.pages, f.log, ok = k.keysOf(h); !ok {
		return sqlite3.SQLITE_NOTADB // of another key
	}
	return sqlite3.SQLITE_OK
}

func (f *pageFile) free(tls *libc.TLS) {
	libc.Xfree(tls, f.raw)
	clear(f.plain)
	f.pages, f.log = nil, nil
}

// read gives SQLite a whole page, or a part of one.
func (f *pageFile) read(tls *libc.TLS, out []byte, off int64) int32 {
	for len(out) > 0 {
		page, from := off/pageSize, int(off%pageSize)
		if from == 0 && len(out) >= pageSize {
			if rc := f.load(tls, out[:pageSize], page); rc != sqlite3.SQLITE_OK {
				clear(out)
				return rc
			}
			out, off = out[pageSize:], off+pageSize
			continue
		}
		if rc := f.load(tls, f.plain, page); rc != sqlite3.SQLITE_OK {
			clear(out)
			if rc == sqlite3.SQLITE_IOERR_DATA && off == 0 {
				// SQLite looks at the beginning of the first page before it has the log open. Where a fold of the log into the database was cut
				// off in this page, the whole of it is in the log; where it is damaged otherwise, reading the whole page says so.
				return sqlite3.SQLITE_IOERR_SHORT_READ
			}
			return rc
		}
		n := copy(out, f.plain[from:])
		out, off = out[n:], off+int64(n)
	}
	return sqlite3.SQLITE_OK
}

// load reads, checks and decrypts a page, counted from 0. Behind the end of the file there is nothing (SQLITE_IOERR_SHORT_READ); a page
// that is cut short or does not pass is SQLITE_IOERR_DATA.
func (f *pageFile) load(tls *libc.TLS, to []byte, page int64) int32 {
	raw := memory(f.raw, pageSize)
	switch rc := f.below.read(tls, f.raw, pageSize, headerSize+page*pageSize); rc {
	case sqlite3.SQLITE_OK:
	case sqlite3.SQLITE_IOERR_SHORT_READ:
		size, rc := f.below.size(tls)
		if rc != sqlite3.SQLITE_OK {
			return rc
		}
		if size <= headerSize+page*pageSize {
			return sqlite3.SQLITE_IOERR_SHORT_READ
		}
		return sqlite3.SQLITE_IOERR_DATA
	default:
		return rc
	}
	const text = pageSize - Reserve
	var number [8]byte
	binary.BigEndian.PutUint64(number[:], uint64(page))
	if _, err := f.pages.Open(to[:0:text], raw[text+tagSize:], raw[:text+tagSize], number[:]); err != nil {
		return sqlite3.SQLITE_IOERR_DATA
	}
	clear(to[text:pageSize])
	return sqlite3.SQLITE_OK
}

// write encrypts whole pages. Anything else, or a database that does not leave the bytes for tag and nonce free, is refused.
func (f *pageFile) write(tls *libc.TLS, in []byte, off int64) int32 {
	const text = pageSize - Reserve
	if off%pageSize != 0 || len(in)%pageSize != 0 || off == 0 && (in[20] < Reserve || binary.BigEndian.Uint16(in[16:]) != pageSize) {
		return sqlite3.SQLITE_IOERR_WRITE
	}
	raw := memory(f.raw, pageSize)
	for ; len(in) > 0; in, off = in[pageSize:], off+pageSize {
		var number [8]byte
		binary.BigEndian.PutUint64(number[:], uint64(off/pageSize))
		nonce := raw[text+tagSize:]
		random(nonce)
		f.pages.Seal(raw[:0:text+tagSize], nonce, in[:text], number[:])
		if rc := f.below.write(tls, f.raw, pageSize, headerSize+off); rc != sqlite3.SQLITE_OK {
			return rc
		}
	}
	return sqlite3.SQLITE_OK
}
