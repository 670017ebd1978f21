package main

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

// TestSleepEndsBeforeABeat holds that a sleep takes about as long as it is to, and leaves the loop a little time before its next beat.
func TestSleepEndsBeforeABeat(t *testing.T) {
	origin := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	rapid.Check(t, func(t *rapid.T) {
		of := origin.Add(time.Duration(rapid.Int64Range(0, int64(time.Hour)).Draw(t, "beat")))
		start := of.Add(time.Duration(rapid.Int64Range(0, int64(time.Minute)).Draw(t, "after")))
		limit := rapid.SampledFrom([]time.Duration{0, shortSleep, longSleep}).Draw(t, "limit")
		end := sleepEnd(start, limit, of)
		if past := end.Add(spare).Sub(of) % beat; past != 0 {
			t.Fatalf("%v after a beat", past)
		}
		long := end.Sub(start)
		if long < spare || long > max(limit, beat+spare) {
			t.Fatalf("%v long, not about %v", long, limit)
		}
		if limit > 0 && long < limit-beat-spare {
			t.Fatalf("%v long, not nearly %v", long, limit)
		}
	})
}

// TestQueueKeepsOrder holds that what is handed over runs in order and once, also what is handed over by what runs, and nothing after the end.
func TestQueueKeepsOrder(t *testing.T) {
	var e events
	var ran []int
	note := func(n int) func() { return func() { ran = append(ran, n) } }
	if e.drain() {
		t.Error("there was nothing to run")
	}
	e.queue = []func(){note(1), func() { ran = append(ran, 2); e.queue = append(e.queue, note(4)) }, note(3)}
	if !e.drain() || e.drain() {
		t.Error("what was there runs once")
	}
	if len(ran) != 4 || ran[0] != 1 || ran[1] != 2 || ran[2] != 3 || ran[3] != 4 {
		t.Errorf("ran %v", ran)
	}
	e.queue = []func(){func() { e.over.Store(true) }, note(5)}
	e.drain()
	if len(ran) != 4 {
		t.Errorf("ran after the end: %v", ran)
	}
}
