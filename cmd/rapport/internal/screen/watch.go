package screen

import (
	"fmt"
	"strconv"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/damage"
	"github.com/jezek/xgb/xproto"
	"github.com/jezek/xgb/xtest"
)

// Watch presses keys and buttons, and hears from the X server when a window's pixels change. It takes no pictures, so that measuring
// costs the program nothing: the key goes in through XTEST, the changed pixels come as an XDamage event.
type Watch struct {
	screen *Screen
	conn   *xgb.Conn
	root   xproto.Window
	keys   map[xproto.Keysym]xproto.Keycode
	events chan time.Time
}

// Watch begins to watch the window of a program.
func (p *Program) Watch() (*Watch, error) {
	conn, err := xgb.NewConnDisplay(p.s.Display)
	if err != nil {
		return nil, err
	}
	fail := func(err error) (*Watch, error) {
		conn.Close()
		return nil, err
	}
	if err := xtest.Init(conn); err != nil {
		return fail(err)
	}
	if err := damage.Init(conn); err != nil {
		return fail(err)
	}
	if _, err := damage.QueryVersion(conn, 1, 1).Reply(); err != nil {
		return fail(err)
	}
	setup := xproto.Setup(conn)
	w := &Watch{screen: p.s, conn: conn, root: setup.DefaultScreen(conn).Root, keys: map[xproto.Keysym]xproto.Keycode{}, events: make(chan time.Time, 10_000)}
	low, n := setup.MinKeycode, int(setup.MaxKeycode-setup.MinKeycode)+1
	table, err := xproto.GetKeyboardMapping(conn, low, byte(n)).Reply()
	if err != nil {
		return fail(err)
	}
	for i := range n {
		sym := table.Keysyms[i*int(table.KeysymsPerKeycode)]
		if _, ok := w.keys[sym]; sym != 0 && !ok {
			w.keys[sym] = low + xproto.Keycode(i)
		}
	}
	window, err := strconv.ParseUint(p.window, 10, 32)
	if err != nil {
		return fail(err)
	}
	id, err := damage.NewDamageId(conn)
	if err != nil {
		return fail(err)
	}
	if err := damage.CreateChecked(conn, id, xproto.Drawable(window), damage.ReportLevelRawRectangles).Check(); err != nil {
		return fail(err)
	}
	go func() {
		defer close(w.events)
		for {
			event, err := conn.WaitForEvent()
			if event == nil && err == nil {
				return // closed
			}
			if _, ok := event.(damage.NotifyEvent); ok {
				select {
				case w.events <- time.Now():
				default: // nobody looks
				}
			}
		}
	}()
	return w, nil
}

// Close ends it.
func (w *Watch) Close() { w.conn.Close() }

// Key presses and lets go of a key that writes a small letter, a digit or a space.
func (w *Watch) Key(r rune) error {
	code, ok := w.keys[xproto.Keysym(r)]
	if !ok {
		return fmt.Errorf("the keyboard has no %q", r)
	}
	xtest.FakeInput(w.conn, xproto.KeyPress, byte(code), 0, w.root, 0, 0, 0)
	return xtest.FakeInputChecked(w.conn, xproto.KeyRelease, byte(code), 0, w.root, 0, 0, 0).Check()
}

// Point moves the pointer.
func (w *Watch) Point(x, y int) error {
	return xtest.FakeInputChecked(w.conn, xproto.MotionNotify, 0, 0, w.root, int16(x), int16(y), 0).Check()
}

// Click presses and lets go of the left button where the pointer is.
func (w *Watch) Click() error {
	xtest.FakeInput(w.conn, xproto.ButtonPress, 1, 0, w.root, 0, 0, 0)
	return xtest.FakeInputChecked(w.conn, xproto.ButtonRelease, 1, 0, w.root, 0, 0, 0).Check()
}

// Quiet waits until nothing has changed for the given time.
func (w *Watch) Quiet(quiet time.Duration) {
	for {
		select {
		case _, ok := <-w.events:
			if !ok {
				return
			}
		case <-time.After(quiet):
			return
		}
	}
}

// Changed does something and measures until the window's pixels change first, and until they changed last before nothing changed for the
// quiet time. Both are 0 where nothing changed within two seconds. The toolkit often draws the same once more: with look a picture is taken
// after each change, which costs a few milliseconds, and only what shows something else counts as the last.
func (w *Watch) Changed(quiet time.Duration, look bool, do func() error) (first, last time.Duration, err error) {
	before := uint64(0)
	if look {
		if before, err = w.screen.sum(); err != nil {
			return 0, 0, err
		}
	}
	for len(w.events) > 0 {
		<-w.events
	}
	start := time.Now()
	if err := do(); err != nil {
		return 0, 0, err
	}
	limit := 2 * time.Second
	for {
		select {
		case at, ok := <-w.events:
			if !ok {
				return 0, 0, fmt.Errorf("the X server closed the connection")
			}
			if first == 0 {
				first = at.Sub(start)
			}
			limit = quiet
			if look {
				now, err := w.screen.sum()
				if err != nil {
					return 0, 0, err
				}
				if now == before { // drawn again, the same
					continue
				}
				before = now
			}
			last = at.Sub(start)
		case <-time.After(limit):
			return first, last, nil
		}
	}
}
