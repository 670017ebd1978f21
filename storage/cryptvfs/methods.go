package cryptvfs

import (
	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// The methods of files, as SQLite calls them. Those of a database that have to do with locks and shared memory go to the file below.

var (
	pageMethods = sqlite3.Tsqlite3_io_methods{
		FiVersion:               2, // no memory mapping: SQLite must not see what is on the disk
		FxClose:                 function[fileFunc](pagesClose),
		FxRead:                  function[rwFunc](pagesRead),
		FxWrite:                 function[rwFunc](pagesWrite),
		FxTruncate:              function[sizeFunc](pagesTruncate),
		FxSync:                  function[numberFunc](pagesSync),
		FxFileSize:              function[pointerFunc](pagesSize),
		FxLock:                  function[numberFunc](belowLock),
		FxUnlock:                function[numberFunc](belowUnlock),
		FxCheckReservedLock:     function[pointerFunc](belowReserved),
		FxFileControl:           function[controlFunc](pagesControl),
		FxSectorSize:            function[fileFunc](belowSector),
		FxDeviceCharacteristics: function[fileFunc](belowCharacteristics),
		FxShmMap:                function[shmMapFunc](belowShmMap),
		FxShmLock:               function[shmLockFunc](belowShmLock),
		FxShmBarrier:            function[barrierFunc](belowShmBarrier),
		FxShmUnmap:              function[numberFunc](belowShmUnmap),
	}
	logMethods = sqlite3.Tsqlite3_io_methods{
		FiVersion:               1,
		FxClose:                 function[fileFunc](logClose),
		FxRead:                  function[rwFunc](logRead),
		FxWrite:                 function[rwFunc](logWrite),
		FxTruncate:              function[sizeFunc](logTruncate),
		FxSync:                  function[numberFunc](logSync),
		FxFileSize:              function[pointerFunc](logSize),
		FxLock:                  function[numberFunc](belowLock),
		FxUnlock:                function[numberFunc](belowUnlock),
		FxCheckReservedLock:     function[pointerFunc](belowReserved),
		FxFileControl:           function[controlFunc](noControl),
		FxSectorSize:            function[fileFunc](belowSector),
		FxDeviceCharacteristics: function[fileFunc](belowCharacteristics),
	}
	memoryMethods = sqlite3.Tsqlite3_io_methods{
		FiVersion:               1,
		FxClose:                 function[fileFunc](memoryClose),
		FxRead:                  function[rwFunc](memoryRead),
		FxWrite:                 function[rwFunc](memoryWrite),
		FxTruncate:              function[sizeFunc](memoryTruncate),
		FxSync:                  function[numberFunc](memoryNumber),
		FxFileSize:              function[pointerFunc](memorySize),
		FxLock:                  function[numberFunc](memoryNumber),
		FxUnlock:                function[numberFunc](memoryNumber),
		FxCheckReservedLock:     function[pointerFunc](memoryReserved),
		FxFileControl:           function[controlFunc](noControl),
		FxSectorSize:            function[fileFunc](memorySector),
		FxDeviceCharacteristics: function[fileFunc](memoryCharacteristics),
	}
)

func pagesClose(tls *libc.TLS, file uintptr) int32 {
	objectOf[*pageFile](file).free(tls)
	return forget(tls, file)
}

func pagesRead(tls *libc.TLS, file, buf uintptr, n int32, off int64) int32 {
	return objectOf[*pageFile](file).read(tls, memory(buf, int(n)), off)
}

func pagesWrite(tls *libc.TLS, file, buf uintptr, n int32, off int64) int32 {
	return objectOf[*pageFile](file).write(tls, memory(buf, int(n)), off)
}

func pagesTruncate(tls *libc.TLS, file uintptr, size int64) int32 {
	return below(file).truncate(tls, headerSize+size)
}

func pagesSync(tls *libc.TLS, file uintptr, flags int32) int32 { return below(file).sync(tls, flags) }

func pagesSize(tls *libc.TLS, file, out uintptr) int32 {
	size, rc := below(file).size(tls)
	*(*int64)(at(out)) = max(0, size-headerSize)
	return rc
}

// pagesControl keeps from the file below what speaks of sizes: it does not know of the header.
func pagesControl(tls *libc.TLS, file uintptr, op int32, arg uintptr) int32 {
	switch op {
	case sqlite3.SQLITE_FCNTL_SIZE_HINT, sqlite3.SQLITE_FCNTL_CHUNK_SIZE, sqlite3.SQLITE_FCNTL_MMAP_SIZE:
		return sqlite3.SQLITE_NOTFOUND
	}
	return callable[controlFunc](below(file).methods().FxFileControl)(tls, uintptr(below(file)), op, arg)
}

func logClose(tls *libc.TLS, file uintptr) int32 {
	objectOf[*logFile](file).free(tls)
	return forget(tls, file)
}

func logRead(tls *libc.TLS, file, buf uintptr, n int32, off int64) int32 {
	return objectOf[*logFile](file).read(tls, memory(buf, int(n)), off)
}

func logWrite(tls *libc.TLS, file, buf uintptr, n int32, off int64) int32 {
	return objectOf[*logFile](file).write(tls, memory(buf, int(n)), off)
}

func logTruncate(tls *libc.TLS, file uintptr, size int64) int32 {
	return objectOf[*logFile](file).truncate(tls, size)
}

func logSync(tls *libc.TLS, file uintptr, flags int32) int32 {
	return objectOf[*logFile](file).sync(tls, flags)
}

func logSize(tls *libc.TLS, file, out uintptr) int32 {
	size, rc := objectOf[*logFile](file).size(tls)
	*(*int64)(at(out)) = size
	return rc
}

// forget closes the file below.
func forget(tls *libc.TLS, file uintptr) int32 {
	f := (*cfile)(at(file))
	objects.Delete(f.handle)
	f.methods = 0
	return below(file).close(tls)
}

func belowLock(tls *libc.TLS, file uintptr, n int32) int32 {
	return callable[numberFunc](below(file).methods().FxLock)(tls, uintptr(below(file)), n)
}

func belowUnlock(tls *libc.TLS, file uintptr, n int32) int32 {
	return callable[numberFunc](below(file).methods().FxUnlock)(tls, uintptr(below(file)), n)
}

func belowReserved(tls *libc.TLS, file, out uintptr) int32 {
	return callable[pointerFunc](below(file).methods().FxCheckReservedLock)(tls, uintptr(below(file)), out)
}

func belowSector(tls *libc.TLS, file uintptr) int32 {
	return callable[fileFunc](below(file).methods().FxSectorSize)(tls, uintptr(below(file)))
}

// belowCharacteristics leaves only what also holds for encrypted pages, which are read and written whole. That a write leaves the bytes
// around it alone is what SQLite assumes of every disk unless told otherwise.
func belowCharacteristics(tls *libc.TLS, file uintptr) int32 {
	c := callable[fileFunc](below(file).methods().FxDeviceCharacteristics)(tls, uintptr(below(file)))
	return c&sqlite3.SQLITE_IOCAP_UNDELETABLE_WHEN_OPEN | sqlite3.SQLITE_IOCAP_POWERSAFE_OVERWRITE
}

func belowShmMap(tls *libc.TLS, file uintptr, region, size, extend int32, out uintptr) int32 {
	return callable[shmMapFunc](below(file).methods().FxShmMap)(tls, uintptr(below(file)), region, size, extend, out)
}

func belowShmLock(tls *libc.TLS, file uintptr, offset, n, flags int32) int32 {
	return callable[shmLockFunc](below(file).methods().FxShmLock)(tls, uintptr(below(file)), offset, n, flags)
}

func belowShmBarrier(tls *libc.TLS, file uintptr) {
	callable[barrierFunc](below(file).methods().FxShmBarrier)(tls, uintptr(below(file)))
}

func belowShmUnmap(tls *libc.TLS, file uintptr, remove int32) int32 {
	return callable[numberFunc](below(file).methods().FxShmUnmap)(tls, uintptr(below(file)), remove)
}

func noControl(*libc.TLS, uintptr, int32, uintptr) int32 { return sqlite3.SQLITE_NOTFOUND }

// memoryFile is a rollback journal or a temporary file.
type memoryFile struct{ b []byte }

func memoryClose(_ *libc.TLS, file uintptr) int32 {
	f := (*cfile)(at(file))
	m := objectOf[*memoryFile](file)
	clear(m.b)
	objects.Delete(f.handle)
	f.methods = 0
	return sqlite3.SQLITE_OK
}

func memoryRead(_ *libc.TLS, file, buf uintptr, n int32, off int64) int32 {
	m, out := objectOf[*memoryFile](file), memory(buf, int(n))
	got := 0
	if off < int64(len(m.b)) {
		got = copy(out, m.b[off:])
	}
	if clear(out[got:]); got < len(out) {
		return sqlite3.SQLITE_IOERR_SHORT_READ
	}
	return sqlite3.SQLITE_OK
}

func memoryWrite(_ *libc.TLS, file, buf uintptr, n int32, off int64) int32 {
	m := objectOf[*memoryFile](file)
	if end := off + int64(n); end > int64(len(m.b)) {
		m.b = append(m.b, make([]byte, end-int64(len(m.b)))...)
	}
	copy(m.b[off:], memory(buf, int(n)))
	return sqlite3.SQLITE_OK
}

func memoryTruncate(_ *libc.TLS, file uintptr, size int64) int32 {
	m := objectOf[*memoryFile](file)
	if size < int64(len(m.b)) {
		clear(m.b[size:])
		m.b = m.b[:size]
	}
	return sqlite3.SQLITE_OK
}

func memorySize(_ *libc.TLS, file, out uintptr) int32 {
	*(*int64)(at(out)) = int64(len(objectOf[*memoryFile](file).b))
	return sqlite3.SQLITE_OK
}

func memoryNumber(*libc.TLS, uintptr, int32) int32 { return sqlite3.SQLITE_OK }

func memoryReserved(_ *libc.TLS, _, out uintptr) int32 {
	*(*int32)(at(out)) = 0
	return sqlite3.SQLITE_OK
}

func memorySector(*libc.TLS, uintptr) int32 { return pageSize }

func memoryCharacteristics(*libc.TLS, uintptr) int32 { return 0 }
