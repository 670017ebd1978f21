package cryptvfs

import (
	"crypto/cipher"
	"encoding/binary"
	"unsafe"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// SQLite's write-ahead log (https://sqlite.org/fileformat2.html#walformat) and what stands for it on the disk.
const (
	walHeader   = 32
	frameHeader = 24
	frameSize   = frameHeader + pageSize

	slotSize  = 2048           // two of them are the first block
	slotText  = walHeader + 16 // SQLite's header, the mark, a number that grows
	blockSize = 2 * slotSize
	unitSize  = frameSize + tagSize + nonceSize // a frame on the disk
)

// logFile is an open write-ahead log. Only the connection that writes has something in pending, last and commit.
type logFile struct {
	below baseFile
	aead  cipher.AEAD
	raw   uintptr // a unit or the first block as it is on the disk
	frame []byte  // a frame in plain

	pending int64 // the frame whose header was written, and not yet its page; -1 for none
	head    [frameHeader]byte
	last    int64 // the highest frame that was written by this connection; -1 for none
	commit  int64 // how many frames the log has with the last transaction that was written; 0 for none since the last sync
}

func openLog(tls *libc.TLS, name, file uintptr, flags int32, out uintptr) int32 {
	database := sqlite3.Xsqlite3_database_file_object(tls, name)
	if database == 0 || (*cfile)(at(database)).methods != uintptr(unsafe.Pointer(&pageMethods)) {
		return sqlite3.SQLITE_CANTOPEN
	}
	key := objectOf[*pageFile](database).log
	if rc := openBelow(tls, name, file, flags, out); rc != sqlite3.SQLITE_OK {
		return rc
	}
	f := &logFile{below: below(file), aead: key, raw: libc.Xmalloc(tls, unitSize), frame: make([]byte, frameSize), pending: -1, last: -1}
	c := (*cfile)(at(file))
	c.methods, c.handle = uintptr(unsafe.Pointer(&logMethods)), addObject(f)
	return sqlite3.SQLITE_OK
}

func (f *logFile) free(tls *libc.TLS) {
	libc.Xfree(tls, f.raw)
	clear(f.frame)
	f.aead = nil
}

// slot is one of the two that the log begins with.
type slot struct {
	header [walHeader]byte
	mark   int64  // so many frames were on the disk when this was written
	number uint64 // the higher one is the newer
	place  int    // 0 or 1
}

func slotAAD(place int) []byte { return []byte{'s', 'l', 'o', 't', byte(place)} }

// newest reads the slots. It returns nil where the log has none: it is empty, or only begun. Where there is something that does not pass
// it is damaged.
func (f *logFile) newest(tls *libc.TLS) (*slot, int32) {
	block := memory(f.raw, blockSize)
	rc := f.below.read(tls, f.raw, blockSize, 0) // behind the end it reads zeros
	if rc != sqlite3.SQLITE_OK && rc != sqlite3.SQLITE_IOERR_SHORT_READ {
		return nil, rc
	}
	var best *slot
	for place := range 2 {
		b := block[place*slotSize:]
		text, err := f.aead.Open(nil, b[slotText+tagSize:slotText+tagSize+nonceSize], b[:slotText+tagSize], slotAAD(place))
		if err != nil {
			continue
		}
		s := &slot{mark: int64(binary.BigEndian.Uint64(text[walHeader:])), number: binary.BigEndian.Uint64(text[walHeader+8:]), place: place}
		copy(s.header[:], text)
		if best == nil || s.number > best.number {
			best = s
		}
	}
	if best != nil {
		return best, sqlite3.SQLITE_OK
	}
	for _, c := range block {
		if c != 0 {
			return nil, sqlite3.SQLITE_IOERR_DATA
		}
	}
	return nil, sqlite3.SQLITE_OK
}

// seal writes the slot into its place in the block.
func (s *slot) seal(a cipher.AEAD, block []byte) []byte {
	text := append(append([]byte(nil), s.header[:]...), make([]byte, 16)...)
	binary.BigEndian.PutUint64(text[walHeader:], uint64(s.mark))
	binary.BigEndian.PutUint64(text[walHeader+8:], s.number)
	b := block[s.place*slotSize:]
	nonce := b[slotText+tagSize : slotText+tagSize+nonceSize]
	random(nonce)
	a.Seal(b[:0:slotText+tagSize], nonce, text, slotAAD(s.place))
	return b[:slotText+tagSize+nonceSize]
}

// begin writes SQLite's header of a new log: into an empty file, as what an older log left behind is in the database by now.
func (f *logFile) begin(tls *libc.TLS, in []byte) int32 {
	f.pending, f.last, f.commit = -1, -1, 0
	if rc := f.below.truncate(tls, 0); rc != sqlite3.SQLITE_OK {
		return rc
	}
	block := memory(f.raw, blockSize)
	clear(block)
	s := slot{number: 1}
	copy(s.header[:], in)
	s.seal(f.aead, block)
	return f.below.write(tls, f.raw, blockSize, 0)
}

// setMark notes that the first frames are on the disk. That it fails does not matter: the mark is only a lower bound.
func (f *logFile) setMark(tls *libc.TLS, frames int64) {
	s, rc := f.newest(tls)
	if s == nil || rc != sqlite3.SQLITE_OK || s.mark >= frames {
		return
	}
	s.mark, s.number, s.place = frames, s.number+1, 1-s.place
	b := s.seal(f.aead, memory(f.raw, blockSize))
	f.below.write(tls, f.raw+uintptr(s.place*slotSize), len(b), int64(s.place*slotSize))
}

func unitAt(k int64) int64 { return blockSize + k*unitSize }

// load reads, checks and decrypts a frame: SQLITE_IOERR_SHORT_READ behind the end, SQLITE_IOERR_DATA where it does not pass.
func (f *logFile) load(tls *libc.TLS, k int64) int32 {
	if rc := f.below.read(tls, f.raw, unitSize, unitAt(k)); rc != sqlite3.SQLITE_OK {
		return rc
	}
	raw := memory(f.raw, unitSize)
	var number [8]byte
	binary.BigEndian.PutUint64(number[:], uint64(k))
	if _, err := f.aead.Open(f.frame[:0], raw[frameSize+tagSize:], raw[:frameSize+tagSize], number[:]); err != nil {
		return sqlite3.SQLITE_IOERR_DATA
	}
	return sqlite3.SQLITE_OK
}

// store encrypts and writes f.frame.
func (f *logFile) store(tls *libc.TLS, k int64) int32 {
	raw := memory(f.raw, unitSize)
	var number [8]byte
	binary.BigEndian.PutUint64(number[:], uint64(k))
	nonce := raw[frameSize+tagSize:]
	random(nonce)
	f.aead.Seal(raw[:0:frameSize+tagSize], nonce, f.frame, number[:])
	if rc := f.below.write(tls, f.raw, unitSize, unitAt(k)); rc != sqlite3.SQLITE_OK {
		return rc
	}
	f.last = max(f.last, k)
	return sqlite3.SQLITE_OK
}

// write takes what SQLite writes: the header of the log; the header of a frame and then, in a second write, its page; the header or the
// page of a frame once more, where a transaction did not fit into the cache.
func (f *logFile) write(tls *libc.TLS, in []byte, off int64) int32 {
	if off == 0 && len(in) == walHeader {
		return f.begin(tls, in)
	}
	k, from := (off-walHeader)/frameSize, (off-walHeader)%frameSize
	switch {
	case off < walHeader:
	case from == 0 && len(in) == frameHeader:
		if binary.BigEndian.Uint32(in[4:]) != 0 { // the size of the database after this transaction: its last frame
			f.commit = k + 1
		}
		if k <= f.last && f.load(tls, k) == sqlite3.SQLITE_OK {
			copy(f.frame, in)
			return f.store(tls, k)
		}
		f.pending = k
		copy(f.head[:], in)
		return sqlite3.SQLITE_OK
	case from == frameHeader && len(in) == pageSize:
		if f.pending == k {
			copy(f.frame, f.head[:])
		} else if rc := f.load(tls, k); rc != sqlite3.SQLITE_OK {
			return sqlite3.SQLITE_IOERR_WRITE
		}
		f.pending = -1
		copy(f.frame[frameHeader:], in)
		return f.store(tls, k)
	}
	return sqlite3.SQLITE_IOERR_WRITE // SQLite writes nothing else
}

// read gives SQLite the header, a frame, or a part of one.
func (f *logFile) read(tls *libc.TLS, out []byte, off int64) int32 {
	if off < walHeader {
		s, rc := f.newest(tls)
		if s == nil || int(off)+len(out) > walHeader {
			clear(out)
			if rc == sqlite3.SQLITE_OK {
				rc = sqlite3.SQLITE_IOERR_SHORT_READ
			}
			return rc
		}
		copy(out, s.header[off:])
		return sqlite3.SQLITE_OK
	}
	k, from := (off-walHeader)/frameSize, int((off-walHeader)%frameSize)
	if from+len(out) > frameSize {
		clear(out)
		return sqlite3.SQLITE_IOERR_READ // SQLite reads no more than a frame
	}
	rc := f.load(tls, k)
	switch {
	case rc == sqlite3.SQLITE_OK:
		copy(out, f.frame[from:])
		return rc
	case len(out) < frameSize || rc != sqlite3.SQLITE_IOERR_DATA && rc != sqlite3.SQLITE_IOERR_SHORT_READ:
		clear(out)
		return rc
	}
	// A whole frame is read when the log is played back after a crash: behind the mark it may be torn, which ends the log.
	clear(out)
	s, rc := f.newest(tls)
	switch {
	case rc != sqlite3.SQLITE_OK:
		return rc
	case s == nil || k < s.mark:
		return sqlite3.SQLITE_IOERR_DATA
	}
	return sqlite3.SQLITE_OK // zeros: the checksum of no frame
}

// size is how long the log is for SQLite, which asks when it plays it back. One that lost frames before the mark is damaged.
func (f *logFile) size(tls *libc.TLS) (int64, int32) {
	size, rc := f.below.size(tls)
	if rc != sqlite3.SQLITE_OK || size == 0 {
		return 0, rc
	}
	s, rc := f.newest(tls)
	if s == nil || rc != sqlite3.SQLITE_OK {
		return 0, rc
	}
	frames := (size - blockSize) / unitSize
	if size < blockSize || frames < s.mark {
		return 0, sqlite3.SQLITE_IOERR_DATA
	}
	return walHeader + frames*frameSize, sqlite3.SQLITE_OK
}

func (f *logFile) truncate(tls *libc.TLS, size int64) int32 {
	f.pending = -1
	if size < walHeader {
		f.last, f.commit = -1, 0
		return f.below.truncate(tls, 0)
	}
	return f.below.truncate(tls, unitAt((size-walHeader+frameSize-1)/frameSize))
}

// sync brings the log to the disk and then moves the mark.
func (f *logFile) sync(tls *libc.TLS, flags int32) int32 {
	if rc := f.below.sync(tls, flags); rc != sqlite3.SQLITE_OK {
		return rc
	}
	if f.commit > 0 {
		f.setMark(tls, f.commit)
		f.commit = 0
	}
	return sqlite3.SQLITE_OK
}
