package cryptvfs

import (
	"fmt"
	"strings"
	"sync"
	"unsafe"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// vfs is the registration of a key's VFS with SQLite.
type vfs struct {
	name   string
	cname  uintptr
	struc  uintptr
	key    *Key
	handle uintptr
	tls    *libc.TLS
}

var (
	vfsMu   sync.Mutex
	counter uintptr

	// objects are what the handles stand for that SQLite's structures hold: *vfs and the open files.
	objects sync.Map // uintptr -> any
)

func addObject(o any) uintptr {
	vfsMu.Lock()
	defer vfsMu.Unlock()
	counter++
	objects.Store(counter, o)
	return counter
}

// register makes the VFS of a key known to SQLite.
func (k *Key) register() error {
	below := base()
	v := &vfs{key: k, tls: libc.NewTLS()}
	v.handle = addObject(v)
	v.name = fmt.Sprintf("rapport-%d", v.handle)
	var err error
	if v.cname, err = libc.CString(v.name); err != nil {
		return err
	}
	v.struc = libc.Xcalloc(v.tls, 1, libc.Tsize_t(unsafe.Sizeof(sqlite3.Tsqlite3_vfs{})))
	*(*sqlite3.Tsqlite3_vfs)(at(v.struc)) = sqlite3.Tsqlite3_vfs{
		FiVersion: 2, FszOsFile: fileHead + below.FszOsFile, FmxPathname: below.FmxPathname, FzName: v.cname, FpAppData: v.handle,
		FxOpen:         function[openFunc](vfsOpen),
		FxDelete:       function[deleteFunc](vfsDelete),
		FxAccess:       function[accessFunc](vfsAccess),
		FxFullPathname: below.FxFullPathname, FxDlOpen: below.FxDlOpen, FxDlError: below.FxDlError, FxDlSym: below.FxDlSym,
		FxDlClose: below.FxDlClose, FxRandomness: below.FxRandomness, FxSleep: below.FxSleep, FxCurrentTime: below.FxCurrentTime,
		FxGetLastError: below.FxGetLastError, FxCurrentTimeInt64: below.FxCurrentTimeInt64,
	}
	k.vfs = v
	if rc := sqlite3.Xsqlite3_vfs_register(v.tls, v.struc, 0); rc != sqlite3.SQLITE_OK {
		return fmt.Errorf("SQLite does not take the layer that encrypts (code %d)", rc)
	}
	return nil
}

func (v *vfs) unregister() {
	sqlite3.Xsqlite3_vfs_unregister(v.tls, v.struc)
	objects.Delete(v.handle)
	libc.Xfree(v.tls, v.struc)
	libc.Xfree(v.tls, v.cname)
	v.tls.Close()
}

func vfsOf(p uintptr) *vfs {
	o, _ := objects.Load((*sqlite3.Tsqlite3_vfs)(at(p)).FpAppData)
	return o.(*vfs)
}

// fileHead is what stands before the file of the VFS below in the memory that SQLite gives for a file: the methods and our handle.
const fileHead = 16

// cfile is the beginning of SQLite's file.
type cfile struct {
	methods uintptr
	handle  uintptr
}

func below(file uintptr) baseFile { return baseFile(file + fileHead) }

func objectOf[T any](file uintptr) T {
	o, _ := objects.Load((*cfile)(at(file)).handle)
	return o.(T)
}

func vfsOpen(tls *libc.TLS, pVfs, name, file uintptr, flags int32, out uintptr) int32 {
	f := (*cfile)(at(file))
	f.methods = 0 // nothing to close
	switch {
	case name != 0 && flags&sqlite3.SQLITE_OPEN_MAIN_DB != 0:
		return openPages(tls, vfsOf(pVfs).key, name, file, flags, out)
	case name != 0 && flags&sqlite3.SQLITE_OPEN_WAL != 0:
		return openLog(tls, name, file, flags, out)
	}
	f.methods, f.handle = uintptr(unsafe.Pointer(&memoryMethods)), addObject(&memoryFile{})
	if out != 0 {
		*(*int32)(at(out)) = flags
	}
	return sqlite3.SQLITE_OK
}

// openBelow opens the file of the VFS below.
func openBelow(tls *libc.TLS, name, file uintptr, flags int32, out uintptr) int32 {
	return callable[openFunc](base().FxOpen)(tls, basePointer(), name, uintptr(below(file)), flags, out)
}

// inMemory reports whether a file of the name is kept in memory: SQLite asks for rollback journals by name before it opens them.
func inMemory(name string) bool { return strings.HasSuffix(name, "-journal") }

func vfsDelete(tls *libc.TLS, _, name uintptr, sync int32) int32 {
	if strings.HasSuffix(libc.GoString(name), "-wal") {
		return callable[deleteFunc](base().FxDelete)(tls, basePointer(), name, sync)
	}
	return sqlite3.SQLITE_OK // kept in memory
}

func vfsAccess(tls *libc.TLS, _, name uintptr, flags int32, out uintptr) int32 {
	if flags == sqlite3.SQLITE_ACCESS_EXISTS && inMemory(libc.GoString(name)) {
		*(*int32)(at(out)) = 0 // one that lies there is not ours, and is not played back
		return sqlite3.SQLITE_OK
	}
	return callable[accessFunc](base().FxAccess)(tls, basePointer(), name, flags, out)
}
