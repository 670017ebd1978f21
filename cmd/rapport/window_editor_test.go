//go:build linux

package main

import (
	"bytes"
	"image"
	"image/color"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"rapport/cmd/rapport/internal/screen"
	"rapport/ui/theme"
)

// TestEditorInAWindow does in the real window, where the loop waits for events, what a text field is used for besides typing: a composed letter,
// double and triple click, the clipboard, and the drag of the scroll bar; the caret comes to rest. The words on the disk tell.
func TestEditorInAWindow(t *testing.T) {
	program, s := realWindow(t, 1280, 800)
	dir, pictures := t.TempDir(), shots(t)
	db := filepath.Join(dir, "rapport.db")
	must := fatal(t)
	settle := func() { t.Helper(); must(s.Settled(400 * time.Millisecond)) }
	must(s.AddKey(0xfe51)) // dead_acute
	must(s.AddKey(0xff20)) // Multi_key, the compose key
	p, err := s.Run([]string{"HOME=" + dir, "RAPPORT_THEME=light", "LANG=C.UTF-8", "LC_ALL=C.UTF-8"}, program, "--db", db)
	must(err)
	defer p.Kill()
	settle()
	must(p.Keys("Return"))
	settle()
	must(p.Type("Priya Raman"))
	must(p.Keys("Return"))
	settle()
	must(p.Keys("ctrl+Return")) // start the one-on-one
	settle()
	for _, fill := range []struct {
		name fyne.ThemeColorName
		x, y int
	}{{theme.Side, 10, 500}, {theme.Side, 71, 640}, {theme.Sunken, 73, 640}, {theme.Sunken, 351, 640}, {theme.Surface, 353, 640}} { // a shader draws them: up to their edges, and no further
		r, g, b, _ := theme.New(theme.Light).Color(fill.name, 0).RGBA()
		if got, want := s.Pixel(fill.x, fill.y), (color.RGBA{R: uint8(r >> 8), G: uint8(g >> 8), B: uint8(b >> 8), A: 255}); got != want {
			t.Errorf("the page is %v at %d, %d, not %v as %s is", got, fill.x, fill.y, want, fill.name)
		}
	}
	notes := func() string {
		t.Helper()
		must(p.Keys("ctrl+s"))
		settle()
		return readAll(t, db).Meetings[0].Notes
	}
	wants := func(what, want string) {
		t.Helper()
		if got := notes(); got != want {
			must(s.Shot(filepath.Join(pictures, "editor-"+strings.ReplaceAll(what, " ", "-")+".png")))
			t.Fatalf("%s: %q, want %q", what, got, want)
		}
	}
	const x, first, bar = 385, 134, 946 // a place in the first row; where the scroll bar stands
	click := func(y, times int) {
		t.Helper()
		must(p.Mouse("mousemove", strconv.Itoa(x), strconv.Itoa(y), "sleep", "0.6")) // not one click with those before
		settle()
		must(p.Held(func() error { return p.Mouse("click", "--repeat", strconv.Itoa(times), "--delay", "10", "1") }))
		settle()
	}

	must(p.Type("alpha beta gamma"))
	must(p.Keys("Return"))
	must(p.Type("delta epsilon"))
	click(first, 2)
	must(p.Type("one"))
	wants("a double click takes a word", "one beta gamma\ndelta epsilon")
	click(first, 3)
	const once = "one beta gamma\ndelta epsilon\none beta gamma\n"
	must(p.Keys("ctrl+c", "ctrl+End", "Return", "ctrl+v"))
	wants("a triple click takes a line with its end", once)
	must(p.Keys("ctrl+a", "ctrl+x", "ctrl+v", "ctrl+v"))
	wants("cut and paste twice", once+once)
	must(p.Keys("ctrl+z", "ctrl+z"))
	must(p.Keys("ctrl+a", "Delete"))
	must(p.Keys("dead_acute", "e"))
	wants("a composed letter", "é")
	must(p.Keys("ctrl+a", "Delete", "a", "Multi_key", "o", "c", "b", "Multi_key", "1", "2", "Multi_key", "e", "equal", "z"))
	wants("composed signs once and in order", "a©b½€z")
	must(p.Mouse("mousemove", "210", "131", "sleep", "0.6", "click", "1")) // the field for a talking point
	settle()
	must(p.Keys("n", "dead_acute", "e", "Multi_key", "o", "c", "Return"))
	settle()
	notes()
	if topics := readAll(t, db).Meetings[0].Topics; len(topics) == 0 || topics[len(topics)-1].Text != "né©" {
		must(s.Shot(filepath.Join(pictures, "editor-field.png")))
		t.Errorf("composed in a field: %+v", topics)
	}
	click(first, 1)

	must(p.Keys("ctrl+a", "Delete"))
	must(p.Type("line"))
	must(p.Keys("Return"))
	for range 6 { // 64 lines
		must(p.Keys("ctrl+a", "ctrl+c", "ctrl+End", "ctrl+v"))
	}
	must(p.Type("end"))
	settle()
	must(p.Mouse("mousemove", "1", "1")) // the bar is narrow until the pointer is there
	settle()
	must(s.Shot(filepath.Join(pictures, "editor-scrolled.png")))
	must(p.Mouse("mousemove", strconv.Itoa(bar), "640", "sleep", "0.3", "mousedown", "1", "sleep", "0.1", "mousemove", strconv.Itoa(bar), "400", "sleep", "0.1", "mousemove", strconv.Itoa(bar), "130", "sleep", "0.1", "mouseup", "1"))
	settle()
	must(s.Shot(filepath.Join(pictures, "editor-dragged.png")))
	click(first, 2)
	must(p.Type("TOP"))
	if got := notes(); !strings.HasPrefix(got, "TOP\nline\n") || strings.Count(got, "TOP") != 1 {
		t.Errorf("after the drag of the scroll bar %.30q", got)
	}

	// The caret blinks, and then comes to rest.
	must(p.Type("x"))
	var last []byte
	blinks, changed := 0, time.Now()
	must(s.Wait(screen.Patience, func() bool {
		img, err := s.Image(image.Rect(370, first-14, 520, first+14))
		must(err)
		if !bytes.Equal(last, img.Pix) {
			last, changed = img.Pix, time.Now()
			blinks++
		}
		return time.Since(changed) > 3*time.Second
	}))
	if blinks < 8 {
		t.Errorf("the caret changed %d times", blinks)
	}
}
