// Package cryptvfs keeps a SQLite database encrypted on the disk: a layer between SQLite and the operating system's files (a VFS, see
// https://sqlite.org/vfs.html) that encrypts what is written and checks and decrypts what is read. Each Key has a VFS of its own; a
// database is opened through it with vfs=NAME in the file name.
//
// # The file
//
// An encrypted database is one file that can be copied and opened on its own:
//
//	header, 4096 bytes   format, Argon2id parameters, data key wrapped by the passphrase and by the recovery key, checksum
//	header again, 4096   a second copy; the newest one whose checksum holds is used
//	pages, 4096 each     4056 bytes of XChaCha20-Poly1305, 16 of tag, 24 of nonce
//
// SQLite sees the pages only. Tag and nonce are in the bytes that it leaves free at the end of each page (its header's byte 20 says how
// many), so pages stay on the boundaries of the disk. The page's number is authenticated with it: a changed bit or a page in another's
// place is SQLITE_IOERR_DATA, never a wrong word. Each write takes a new random nonce of 192 bits. Each file has its own random id, from
// which, with the data key, the keys of its pages and of its log are derived: a page of one file (a backup) does not pass in another.
//
// # The write-ahead log
//
// It begins with a block of 4096 bytes that holds two sealed slots, each with SQLite's header of the log and a mark: how many frames
// were on the disk for certain. Then come the frames, header and page sealed together and bound to their place. After a crash the
// frames behind the mark may be torn and end the log, as SQLite means it; one before the mark that does not pass is damage. A new log
// starts in an empty file, so that no older frame can be taken for one of it.
//
// # Everything else
//
// Rollback journals and temporary files are kept in memory and never reach the disk. An encrypted database is therefore always in WAL
// mode (storage sees to that); a rollback journal is asked for only by a copy being written, which is thrown away if it is not finished.
// The shared memory file (-shm) is plain: it holds page numbers and checksums only.
//
// # What is not protected
//
// Whoever can write to the file can put an older state of it, or of a single page, in the place of a newer one, as long as the whole
// passes; and can see its size and which pages change. See docs/SECURITY.md.
package cryptvfs

const (
	pageSize  = 4096
	tagSize   = 16
	nonceSize = 24
	keySize   = 32

	// Reserve is how many bytes at the end of each page SQLite must leave free: reserve=40 in the name of the file that VACUUM INTO
	// writes when it comes from a plain database. A copy of an encrypted database has it by itself.
	Reserve = tagSize + nonceSize

	copySize   = 4096         // of one copy of the header
	headerSize = 2 * copySize // before the first page
)

// HeaderSize is what stands before the first page of an encrypted file, in bytes: a file that has no more has no page.
const HeaderSize = headerSize
