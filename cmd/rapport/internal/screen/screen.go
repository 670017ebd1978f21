// Package screen runs a program on a virtual screen (Xvfb) and drives it like a person, for tests and benchmarks: keys and mouse
// through xdotool, pixels straight from the X server. It needs Xvfb, openbox and xdotool.
package screen

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"hash/crc64"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// titleBar is the height that the window manager takes at the top.
const titleBar = 20

// Screen is a virtual screen with a window manager.
type Screen struct {
	Display string
	Width   int
	Height  int
	// Programs are those that were run on it.
	Programs []*Program

	server  *exec.Cmd
	manager *exec.Cmd
	conn    *xgb.Conn
	root    xproto.Window
}

// Missing names the first program that a Screen needs and this machine lacks; empty where all are there.
func Missing() string {
	for _, tool := range []string{"Xvfb", "openbox", "xdotool"} {
		if _, err := exec.LookPath(tool); err != nil {
			return tool
		}
	}
	return ""
}

// Start opens a virtual screen of the given size.
func Start(width, height int) (*Screen, error) {
	read, write, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer read.Close()
	s := &Screen{Width: width, Height: height}
	s.server = exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", fmt.Sprintf("%dx%dx24", width, height), "-nolisten", "tcp")
	s.server.ExtraFiles = []*os.File{write}
	if err := s.server.Start(); err != nil {
		write.Close()
		return nil, err
	}
	write.Close()
	number := make([]byte, 16)
	n, err := read.Read(number)
	if err != nil {
		s.Close()
		return nil, fmt.Errorf("Xvfb did not start: %w", err)
	}
	s.Display = ":" + strings.TrimSpace(string(number[:n]))
	if s.conn, err = xgb.NewConnDisplay(s.Display); err != nil {
		s.Close()
		return nil, err
	}
	s.root = xproto.Setup(s.conn).DefaultScreen(s.conn).Root
	// Where xdotool has to wait for a processor between pressing a key and letting go of it, the server would repeat the key.
	if err := xproto.ChangeKeyboardControlChecked(s.conn, xproto.KbAutoRepeatMode, []uint32{xproto.AutoRepeatModeOff}).Check(); err != nil {
		s.Close()
		return nil, err
	}
	s.manager = exec.Command("openbox")
	s.manager.Env = append(os.Environ(), "DISPLAY="+s.Display)
	if err := s.manager.Start(); err != nil {
		s.Close()
		return nil, err
	}
	return s, s.Wait(Patience, func() bool {
		atom, err := xproto.InternAtom(s.conn, false, uint16(len("_NET_SUPPORTING_WM_CHECK")), "_NET_SUPPORTING_WM_CHECK").Reply()
		if err != nil {
			return false
		}
		p, err := xproto.GetProperty(s.conn, false, s.root, atom.Atom, xproto.AtomWindow, 0, 1).Reply()
		return err == nil && p.ValueLen == 1
	})
}

// Close ends the screen and everything on it.
func (s *Screen) Close() {
	if s.conn != nil {
		s.conn.Close()
	}
	for _, c := range []*exec.Cmd{s.manager, s.server} {
		if c != nil && c.Process != nil {
			c.Process.Kill()
			c.Wait()
		}
	}
}

// Wait polls until ok; an error after the time.
func (s *Screen) Wait(limit time.Duration, ok func() bool) error {
	for end := time.Now().Add(limit); time.Now().Before(end); time.Sleep(2 * time.Millisecond) {
		if ok() {
			return nil
		}
	}
	return errors.New("it did not happen in " + limit.String())
}

// Image is what the screen shows in a rectangle.
func (s *Screen) Image(r image.Rectangle) (*image.RGBA, error) {
	reply, err := xproto.GetImage(s.conn, xproto.ImageFormatZPixmap, xproto.Drawable(s.root),
		int16(r.Min.X), int16(r.Min.Y), uint16(r.Dx()), uint16(r.Dy()), 0xffffffff).Reply()
	if err != nil {
		return nil, err
	}
	img := image.NewRGBA(image.Rect(0, 0, r.Dx(), r.Dy()))
	for i := 0; i+3 < len(reply.Data) && i+3 < len(img.Pix); i += 4 {
		img.Pix[i], img.Pix[i+1], img.Pix[i+2], img.Pix[i+3] = reply.Data[i+2], reply.Data[i+1], reply.Data[i], 255
	}
	return img, nil
}

// Pixel is the colour of one point.
func (s *Screen) Pixel(x, y int) color.RGBA {
	img, err := s.Image(image.Rect(x, y, x+1, y+1))
	if err != nil {
		return color.RGBA{}
	}
	return img.RGBAAt(0, 0)
}

// Shot saves the whole screen as a PNG.
func (s *Screen) Shot(path string) error {
	img, err := s.Image(image.Rect(0, 0, s.Width, s.Height))
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		return err
	}
	return os.WriteFile(path, b.Bytes(), 0o644)
}

// AddKey gives the keyboard a key for a symbol that it lacks, as a dead accent. Without it xdotool changes the keyboard in the middle of typing,
// and the program may look the key up in the old one. It is to be called before the program starts.
func (s *Screen) AddKey(symbol xproto.Keysym) error {
	setup := xproto.Setup(s.conn)
	first, count := setup.MinKeycode, byte(setup.MaxKeycode-setup.MinKeycode+1)
	now, err := xproto.GetKeyboardMapping(s.conn, first, count).Reply()
	if err != nil {
		return err
	}
	per := int(now.KeysymsPerKeycode)
	for i := int(count) - 1; i >= 0; i-- {
		symbols := now.Keysyms[i*per : (i+1)*per]
		if slices.ContainsFunc(symbols, func(k xproto.Keysym) bool { return k != 0 }) {
			continue
		}
		for j := range symbols {
			symbols[j] = symbol
		}
		return xproto.ChangeKeyboardMappingChecked(s.conn, 1, first+xproto.Keycode(i), byte(per), symbols).Check()
	}
	return errors.New("every key of the keyboard is taken")
}

// Patience is how long the tests wait for what must happen before they say that it never will: long, as the machine may have much else to do.
const Patience = 2 * time.Minute

// Settled waits until, for the given time, the screen has not changed and nothing that runs on it had anything to do. A screen that stands still
// is not enough: on a machine with much else to do a program stands still in the middle of its work.
func (s *Screen) Settled(quiet time.Duration) error {
	var last []byte
	since := time.Now()
	for end := since.Add(Patience); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if s.busy() {
			if time.Sleep(5 * time.Millisecond); s.busy() { // not just the beat of an idle loop
				since = time.Now()
				continue
			}
		}
		img, err := s.Image(image.Rect(0, 0, s.Width, s.Height))
		if err != nil {
			return err
		}
		if !bytes.Equal(img.Pix, last) {
			last, since = img.Pix, time.Now()
		} else if time.Since(since) >= quiet {
			return nil
		}
	}
	return errors.New("the screen did not come to rest in " + Patience.String())
}

// Passed waits until what the program does after a pause of that length is done: the pause is counted from when nothing else is left to do.
func (s *Screen) Passed(pause, quiet time.Duration) error {
	if err := s.Settled(quiet); err != nil {
		return err
	}
	time.Sleep(pause)
	return s.Settled(quiet)
}

// busy reports whether a thread of the server, the window manager or a program runs, would if there were a free processor, waits for a disk, or
// stands in a system call that is traced.
func (s *Screen) busy() bool {
	running := []*exec.Cmd{s.server, s.manager}
	for _, p := range s.Programs {
		if p.cmd.ProcessState == nil { // it has not ended: another process may have its number then
			running = append(running, p.cmd)
		}
	}
	for _, c := range running {
		threads, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/stat", c.Process.Pid))
		if err != nil {
			return false
		}
		for _, path := range threads {
			text, err := os.ReadFile(path)
			if err != nil {
				continue // a thread that ended
			}
			// The name of the thread, in brackets, may hold anything.
			if at := bytes.LastIndexByte(text, ')'); at >= 0 && at+2 < len(text) && bytes.IndexByte([]byte("RDt"), text[at+2]) >= 0 {
				return true
			}
		}
	}
	return false
}

// Program is a running program with a window on the screen.
type Program struct {
	s      *Screen
	cmd    *exec.Cmd
	window string
	Output *bytes.Buffer
}

// Run starts a program and waits for its window, which then fills the screen, and until it has read everything: that begins a moment after the
// first page stands, and draws the page anew.
func (s *Screen) Run(env []string, command string, args ...string) (*Program, error) {
	p := &Program{s: s, cmd: exec.Command(command, args...), Output: &bytes.Buffer{}}
	p.cmd.Env = append(append(os.Environ(), env...), "DISPLAY="+s.Display)
	p.cmd.Stdout, p.cmd.Stderr = p.Output, p.Output
	s.Programs = append(s.Programs, p)
	if err := p.cmd.Start(); err != nil {
		return nil, err
	}
	if err := p.Attach(); err != nil {
		p.Kill()
		return nil, err
	}
	if _, err := s.xdotool("windowmove", p.window, "0", "0", "windowsize", p.window, strconv.Itoa(s.Width), strconv.Itoa(s.Height-titleBar), "windowfocus", "--sync", p.window); err != nil {
		return p, err
	}
	return p, s.Passed(600*time.Millisecond, 300*time.Millisecond)
}

// Attach finds the window of the program; Run has done it.
func (p *Program) Attach() error {
	err := p.s.Wait(Patience, func() bool {
		time.Sleep(20 * time.Millisecond) // xdotool takes a processor that the program needs
		out, err := p.s.xdotool("search", "--onlyvisible", "--pid", strconv.Itoa(p.cmd.Process.Pid))
		if ids := strings.Fields(out); err == nil && len(ids) > 0 {
			p.window = ids[len(ids)-1]
			return true
		}
		return p.cmd.Process.Signal(syscall.Signal(0)) != nil
	})
	if err == nil && p.window == "" {
		err = errors.New("the program ended before it showed a window")
	}
	if err != nil {
		return fmt.Errorf("%w: %s", err, p.Output)
	}
	return nil
}

// Changes does something and measures the time until the screen shows something else.
func (s *Screen) Changes(limit time.Duration, do func() error) (time.Duration, error) {
	before, err := s.sum()
	if err != nil {
		return 0, err
	}
	start := time.Now()
	if err := do(); err != nil {
		return 0, err
	}
	err = s.Wait(limit, func() bool {
		now, err := s.sum()
		return err == nil && now != before
	})
	return time.Since(start), err
}

// Kill ends the program at once, as kill -9 does.
func (p *Program) Kill() {
	p.cmd.Process.Kill()
	p.cmd.Wait()
}

// Quit asks the program to end and waits for it.
func (p *Program) Quit() error { return p.Stop(syscall.SIGTERM) }

// Stop sends a signal that ends the program, and waits for it. That it is the signal itself that ended it is no error.
func (p *Program) Stop(by syscall.Signal) error {
	p.cmd.Process.Signal(by)
	done := make(chan error, 1)
	go func() { done <- p.cmd.Wait() }()
	select {
	case err := <-done:
		var exit *exec.ExitError
		if errors.As(err, &exit) && exit.Sys().(syscall.WaitStatus).Signal() == by {
			return nil
		}
		return err
	case <-time.After(Patience):
		p.cmd.Process.Signal(syscall.SIGQUIT) // a Go program then says what each goroutine was doing
		select {
		case <-done:
		case <-time.After(5 * time.Second):
			p.Kill()
		}
		return fmt.Errorf("the program did not end: %s", p.Output)
	}
}

// Pid is the id of the process.
func (p *Program) Pid() int { return p.cmd.Process.Pid }

// Keys presses keys by their xdotool names, such as "ctrl+k" or "Return", one after another.
func (p *Program) Keys(keys ...string) error {
	for _, key := range keys {
		if _, err := p.s.xdotool("key", "--clearmodifiers", key); err != nil {
			return err
		}
		time.Sleep(40 * time.Millisecond)
	}
	return nil
}

// Type types a text.
func (p *Program) Type(text string) error {
	_, err := p.s.xdotool("type", "--delay", "12", "--", text)
	return err
}

// Click presses the left button at a point.
func (p *Program) Click(x, y int) error {
	_, err := p.s.xdotool("mousemove", strconv.Itoa(x), strconv.Itoa(y), "sleep", "0.1", "click", "1")
	return err
}

// Mouse moves the pointer to a point, presses or lets go of the left button, or turns the wheel down, by xdotool's commands, such as
// "mousemove", "400", "300" or "click", "5".
func (p *Program) Mouse(commands ...string) error {
	_, err := p.s.xdotool(commands...)
	return err
}

// Held does something while the program stands still, so that all of it waits for the program when it goes on: what is to come close together,
// such as a double click, then does on the slowest machine.
func (p *Program) Held(do func() error) error {
	if err := syscall.Kill(p.Pid(), syscall.SIGSTOP); err != nil {
		return err
	}
	err := do()
	return errors.Join(err, syscall.Kill(p.Pid(), syscall.SIGCONT))
}

// Busy is the time that the program has spent on a processor: its first thread, which is the one of the window, and all threads together.
func (p *Program) Busy() (main, all time.Duration, err error) {
	tasks, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/schedstat", p.Pid()))
	if err != nil {
		return 0, 0, err
	}
	first := strconv.Itoa(p.Pid())
	for _, path := range tasks {
		text, err := os.ReadFile(path)
		if err != nil {
			continue // a thread that ended
		}
		on, _, _ := strings.Cut(string(text), " ")
		ns, err := strconv.ParseInt(on, 10, 64)
		if err != nil {
			return 0, 0, fmt.Errorf("%s: %w", path, err)
		}
		all += time.Duration(ns)
		if filepath.Base(filepath.Dir(path)) == first {
			main = time.Duration(ns)
		}
	}
	if main == 0 {
		return 0, 0, errors.New("this system does not say how long a thread was busy")
	}
	return main, all, nil
}

func (s *Screen) xdotool(args ...string) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), Patience)
	defer cancel()
	c := exec.CommandContext(ctx, "xdotool", args...)
	c.Env = append(os.Environ(), "DISPLAY="+s.Display)
	out, err := c.Output()
	return string(out), err
}

// Drawn starts a program and measures how long it takes, from its start, until the whole screen shows what it shows in the end:
// the first picture that equals the one that then stands still for the quiet time. Pictures are taken every few milliseconds.
func (s *Screen) Drawn(quiet time.Duration, env []string, command string, args ...string) (time.Duration, *Program, error) {
	type frame struct {
		at  time.Duration
		sum uint64
	}
	p := &Program{s: s, cmd: exec.Command(command, args...), Output: &bytes.Buffer{}}
	p.cmd.Env = append(append(os.Environ(), env...), "DISPLAY="+s.Display)
	p.cmd.Stdout, p.cmd.Stderr = p.Output, p.Output
	s.Programs = append(s.Programs, p)
	blank, err := s.sum()
	if err != nil {
		return 0, nil, err
	}
	start := time.Now()
	if err := p.cmd.Start(); err != nil {
		return 0, nil, err
	}
	var frames []frame
	changed := start
	for {
		at := time.Since(start)
		sum, err := s.sum()
		if err != nil {
			p.Kill()
			return 0, nil, err
		}
		if n := len(frames); n == 0 || frames[n-1].sum != sum {
			frames = append(frames, frame{at, sum})
			changed = time.Now()
		}
		last := frames[len(frames)-1]
		if last.sum != blank && time.Since(changed) > quiet {
			for _, f := range frames {
				if f.sum == last.sum {
					return f.at, p, nil
				}
			}
		}
		if at > 60*time.Second {
			p.Kill()
			return 0, nil, fmt.Errorf("the program drew nothing that stood still in a minute: %s", p.Output)
		}
		time.Sleep(4 * time.Millisecond)
	}
}

// sum is a checksum of the screen, of the first 10 rows of every 50: it is taken every few milliseconds beside what is measured, so it
// must cost little.
func (s *Screen) sum() (uint64, error) {
	var cookies []xproto.GetImageCookie
	for y := 0; y < s.Height; y += 50 {
		cookies = append(cookies, xproto.GetImage(s.conn, xproto.ImageFormatZPixmap, xproto.Drawable(s.root), 0, int16(y), uint16(s.Width), uint16(min(10, s.Height-y)), 0xffffffff))
	}
	sum := uint64(0)
	for _, c := range cookies {
		reply, err := c.Reply()
		if err != nil {
			return 0, err
		}
		sum = crc64.Update(sum, sumTable, reply.Data)
	}
	return sum, nil
}

var sumTable = crc64.MakeTable(crc64.ECMA)
