// Package sample writes the sample data of Rapport: seven invented reports over eighteen months, ending on any given day.
// The stories stand in cast/*.txt, one file per person, with dates relative to that day; script.go says how they are written.
package sample

import (
	"crypto/sha256"
	"embed"
	"encoding/binary"
	"fmt"
	"time"
	_ "time/tzdata" // the same data on a machine without a time zone database

	"github.com/google/uuid"

	"rapport/civil"
	"rapport/people"
)

//go:embed cast/*.txt
var cast embed.FS

// files lists the scripts in the order in which they are read: the team first, because goals hang from its goals.
var files = []string{"team", "priya", "mateo", "amara", "noah", "hana", "leila", "tomasz"}

// Home is the time zone of the invented manager, in which every one-on-one of the sample data is planned.
const Home = "Europe/London"

// Records returns the sample data as it stands on the morning of today: the same records for the same day, always.
// Where today is a working day there is a one-on-one at 14:00. Nothing but what is planned, due or booked lies after today.
func Records(today civil.Date) people.Records {
	home, err := time.LoadLocation(Home)
	if err != nil {
		panic(err) // cannot happen: the time zones are compiled in
	}
	var r people.Records
	r.Absences = publicHolidays(today-600, today+120)
	keys := map[string]uuid.UUID{}
	for _, name := range files {
		text, err := cast.ReadFile("cast/" + name + ".txt")
		if err != nil {
			panic(err)
		}
		s := &script{name: name, records: &r, keys: keys, home: home, today: today, past: lastOpen(today - 1), anchor: nextOpen(today)}
		s.base = s.anchor
		s.read(string(text))
	}
	return r
}

// newID makes a UUID version 7 of a moment and a seed, so that ids sort by age and are the same on every run.
func newID(at time.Time, seed string, number int) uuid.UUID {
	sum := sha256.Sum256(fmt.Appendf(nil, "rapport sample/%s/%d", seed, number))
	var id uuid.UUID
	copy(id[:], sum[:16])
	var millis [8]byte
	binary.BigEndian.PutUint64(millis[:], uint64(at.UnixMilli()))
	copy(id[:6], millis[2:])
	id[6] = 0x70 | id[6]&0x0f
	id[8] = 0x80 | id[8]&0x3f
	return id
}
