package cryptvfs

import (
	"unsafe"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// SQLite is C that was translated to Go: its structures lie outside the Go heap, a pointer is a uintptr, a function pointer is the
// address of a Go function's value.

// at is the place that p points to.
func at(p uintptr) unsafe.Pointer { return *(*unsafe.Pointer)(unsafe.Pointer(&p)) }

// memory is n bytes at p.
func memory(p uintptr, n int) []byte { return unsafe.Slice((*byte)(at(p)), n) }

// function is the address that C calls f by. F must be a function declared at package level.
func function[F any](f F) uintptr { return *(*uintptr)(unsafe.Pointer(&f)) }

// callable is the function at the address p.
func callable[F any](p uintptr) F { return *(*F)(unsafe.Pointer(&p)) }

type (
	openFunc    = func(tls *libc.TLS, vfs, name, file uintptr, flags int32, out uintptr) int32
	deleteFunc  = func(tls *libc.TLS, vfs, name uintptr, sync int32) int32
	accessFunc  = func(tls *libc.TLS, vfs, name uintptr, flags int32, out uintptr) int32
	fileFunc    = func(tls *libc.TLS, file uintptr) int32
	rwFunc      = func(tls *libc.TLS, file, buf uintptr, n int32, off int64) int32
	sizeFunc    = func(tls *libc.TLS, file uintptr, size int64) int32
	numberFunc  = func(tls *libc.TLS, file uintptr, n int32) int32
	pointerFunc = func(tls *libc.TLS, file, out uintptr) int32
	controlFunc = func(tls *libc.TLS, file uintptr, op int32, arg uintptr) int32
	shmMapFunc  = func(tls *libc.TLS, file uintptr, region, size, extend int32, out uintptr) int32
	shmLockFunc = func(tls *libc.TLS, file uintptr, offset, n, flags int32) int32
	barrierFunc = func(tls *libc.TLS, file uintptr)
)

// baseFile is an open file of the VFS below.
type baseFile uintptr

func (f baseFile) methods() *sqlite3.Tsqlite3_io_methods {
	return (*sqlite3.Tsqlite3_io_methods)(at((*sqlite3.Tsqlite3_file)(at(uintptr(f))).FpMethods))
}

func (f baseFile) close(tls *libc.TLS) int32 {
	return callable[fileFunc](f.methods().FxClose)(tls, uintptr(f))
}

func (f baseFile) read(tls *libc.TLS, buf uintptr, n int, off int64) int32 {
	return callable[rwFunc](f.methods().FxRead)(tls, uintptr(f), buf, int32(n), off)
}

func (f baseFile) write(tls *libc.TLS, buf uintptr, n int, off int64) int32 {
	return callable[rwFunc](f.methods().FxWrite)(tls, uintptr(f), buf, int32(n), off)
}

func (f baseFile) truncate(tls *libc.TLS, size int64) int32 {
	return callable[sizeFunc](f.methods().FxTruncate)(tls, uintptr(f), size)
}

func (f baseFile) sync(tls *libc.TLS, flags int32) int32 {
	return callable[numberFunc](f.methods().FxSync)(tls, uintptr(f), flags)
}

func (f baseFile) size(tls *libc.TLS) (size int64, rc int32) {
	p := tls.Alloc(8)
	defer tls.Free(8)
	rc = callable[pointerFunc](f.methods().FxFileSize)(tls, uintptr(f), p)
	return *(*int64)(at(p)), rc
}

// fullSync is how a header is brought to the disk.
const fullSync = sqlite3.SQLITE_SYNC_FULL
