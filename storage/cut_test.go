package storage

import (
	"context"
	"errors"
	"os"
	"testing"

	"rapport/people"
)

// A database that lost its end, even all of its pages, is damaged, and never an empty one that is begun anew.
func TestADatabaseThatWasCutIsNotAnEmptyOne(t *testing.T) {
	for _, encrypted := range []bool{true, false} {
		path, _, o := secret(t, "correct horse")
		o.Secret = SecretOf("correct horse")
		db, err := Open(context.Background(), path, o)
		if err != nil {
			t.Fatal(err)
		}
		put(t, db, people.Person{Name: "Leila"})
		if _, _, err := db.MakeBackup(context.Background(), ""); err != nil {
			t.Fatal(err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		if !encrypted {
			if err := Decrypt(context.Background(), path, o); err != nil {
				t.Fatal(err)
			}
		}
		whole, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, size := range []int{0, 1, 4096, 8191, 8192, 8193, 8192 + 4095, 8192 + 4096, 8192 + 2*4096, len(whole) - 4096} {
			if err := os.WriteFile(path, whole[:size], 0o600); err != nil {
				t.Fatal(err)
			}
			db, err := Open(context.Background(), path, o)
			if err == nil {
				r, checkErr := db.Check(context.Background())
				list := 0
				db.Read(context.Background(), func(tx *Tx) error { all, err := All[people.Person](tx); list = len(all); return err }) //nolint:errcheck
				if r.OK() && checkErr == nil {
					t.Errorf("encrypted %v, cut to %d of %d bytes: opened, with %d people, and the check finds nothing", encrypted, size, len(whole), list)
				}
				db.Close()
				continue
			}
			var damaged *DamagedError
			if !errors.As(err, &damaged) {
				t.Errorf("encrypted %v, cut to %d bytes: %v", encrypted, size, err)
			}
		}
	}
}
