package storage

import (
	"context"
	"testing"

	"rapport/people"
)

func TestChangedElsewhere(t *testing.T) {
	db, _ := open(t)
	put(t, db, people.Person{Name: "Priya Raman"})
	changed := func() bool {
		t.Helper()
		c, err := db.ChangedElsewhere(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	changed()
	put(t, db, people.Person{Name: "Hana Sato"})
	if changed() {
		t.Error("an own change counts")
	}
	other, err := Open(context.Background(), db.Path(), Options{NewID: counter()})
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	changed()
	everything(t, other)
	if changed() {
		t.Error("reading counts")
	}
	write(t, other, func(tx *Tx) error { return tx.SetSetting("a", "b") })
	if !changed() {
		t.Error("a change of another program was not seen")
	}
	if changed() {
		t.Error("it was seen twice")
	}
}
