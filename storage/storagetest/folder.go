//go:build linux

package storagetest

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// Freeze makes a folder and every file in it impossible to change, also for files that are open and for root; thaw takes that back and
// may be called again. A test for which this machine cannot do that is skipped.
func Freeze(t testing.TB, folder string) (thaw func()) {
	t.Helper()
	set := func(flag string) error { return exec.Command("chattr", "-R", flag, folder).Run() }
	thaw = func() { set("-i") } //nolint:errcheck // the folder cannot be removed then, which the test says
	if err := set("+i"); err != nil {
		thaw()
		t.Skipf("this machine cannot freeze files: %v", err)
	}
	t.Cleanup(thaw)
	return thaw
}

// asAnybody is set in the process that Unprivileged starts.
const asAnybody = "RAPPORT_TEST_AS_ANYBODY"

// nobody is the user and group without rights.
const nobody = 65534

// Unprivileged reports whether the test runs as a user whom permissions hold back. For root it runs the test again, alone, as such a user,
// and reports false: there is nothing left to do. The folder is one of that user's.
func Unprivileged(t *testing.T) (folder string, yes bool) {
	t.Helper()
	if os.Getuid() != 0 {
		if folder = os.Getenv(asAnybody); folder == "" {
			folder = t.TempDir()
		}
		return folder, true
	}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	folder, err := os.MkdirTemp("", "rapport-anybody-")
	must(err)
	t.Cleanup(func() { os.RemoveAll(folder) })
	self, err := os.Executable()
	must(err)
	content, err := os.ReadFile(self) // where it is nobody else may look
	must(err)
	program := filepath.Join(folder, "program")
	must(os.WriteFile(program, content, 0o755))
	must(os.Chown(folder, nobody, nobody))
	c := exec.Command(program, "-test.run=^"+t.Name()+"$", "-test.count=1", "-test.v")
	c.Dir = folder
	c.Env = append(os.Environ(), asAnybody+"="+folder, "HOME="+folder, "TMPDIR="+folder)
	c.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	out, err := c.CombinedOutput()
	if err != nil || !strings.Contains(string(out), "--- PASS: "+t.Name()) {
		t.Errorf("as a user without rights: %v\n%s", err, out)
	}
	return "", false
}
