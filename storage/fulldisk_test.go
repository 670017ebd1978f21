//go:build linux

package storage

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// smallDisk is a disk of its own with so many bytes; a test for which this machine cannot make one is skipped.
func smallDisk(t *testing.T, size string) string {
	t.Helper()
	dir := t.TempDir()
	if err := exec.Command("mount", "-t", "tmpfs", "-o", "size="+size, "tmpfs", dir).Run(); err != nil {
		t.Skipf("this machine cannot mount: %v", err)
	}
	t.Cleanup(func() { exec.Command("umount", "-l", dir).Run() }) //nolint:errcheck // the folder cannot be removed then, which the test says
	return dir
}

// fillUp leaves so many bytes free.
func fillUp(t *testing.T, dir string, free int) {
	t.Helper()
	f, err := os.Create(filepath.Join(dir, "filler"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	block, size := make([]byte, 4096), int64(0)
	for {
		n, err := f.Write(block)
		size += int64(n)
		if err != nil {
			break
		}
	}
	if err := f.Truncate(max(0, size-int64(free))); err != nil {
		t.Fatal(err)
	}
}

// The disk is full in the middle of whatever rewrites a whole file: it says so, everything is as it was before, and it can be done when
// there is room.
func TestFullDiskInTheMiddle(t *testing.T) {
	ctx := context.Background()
	for name, u := range upheavals() {
		t.Run(name, func(t *testing.T) {
			base := t.TempDir()
			u.make(t, base)
			step := 160 << 10
			if os.Getenv("RAPPORT_TORTURE") != "" {
				step = 12 << 10
			}
			refused := 0
			for free := 0; ; free += step {
				disk := smallDisk(t, "6m")
				dir := filepath.Join(disk, "notes")
				if err := os.CopyFS(dir, os.DirFS(base)); err != nil {
					t.Fatal(err)
				}
				fillUp(t, disk, free)
				err := u.do(ctx, dir)
				if rm := os.Remove(filepath.Join(disk, "filler")); rm != nil {
					t.Fatal(rm)
				}
				u.look(t, dir, err == nil)
				tidy(t, dir)
				if t.Failed() {
					t.Fatalf("the failure above: %d bytes free, %v", free, err)
				}
				if err == nil {
					break
				}
				refused++
				if !strings.Contains(err.Error(), "is full; free some space, then try again") {
					t.Errorf("%d bytes free: %v", free, err)
				}
				if err := u.do(ctx, dir); err != nil {
					t.Errorf("again, with room: %v", err)
				}
				u.look(t, dir, true)
			}
			if refused == 0 && name != "passphrase" { // which takes no room
				t.Error("the disk was never full")
			}
			t.Logf("refused %d times", refused)
		})
	}
}
