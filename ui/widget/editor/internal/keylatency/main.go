//go:build gallery && linux

// Command keylatency measures on X11 how long a key takes to changed pixels: it
// sends keys with XTest to the window that has the focus, waits for XDamage and
// looks whether more changed than a caret that blinks. It is no part of the product:
//
//	go run -tags gallery ./ui/widget/editor/internal/keylatency [-keys 300] [-pause 70ms]
package main

/*
#cgo LDFLAGS: -lX11 -lXtst -lXdamage
#include <stdlib.h>
#include <string.h>
#include <poll.h>
#include <time.h>
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/keysym.h>
#include <X11/extensions/XTest.h>
#include <X11/extensions/Xdamage.h>

static Display *display;
static int damaged;
static Damage damage;
static Window window;
static char *before;

enum { LEFT = 372, TOP = 118, WIDTH = 560, HEIGHT = 560, CARET = 48 };

static int begin(void) {
	int errors, revert;
	Window focus;
	if (!(display = XOpenDisplay(NULL)) || !XDamageQueryExtension(display, &damaged, &errors)) return 0;
	XGetInputFocus(display, &focus, &revert);
	if (focus <= PointerRoot) return 0;
	damage = XDamageCreate(display, focus, XDamageReportNonEmpty);
	window = focus;
	XSync(display, False);
	return 1;
}

// look takes a picture of where the text stands and tells whether more than a
// blinking caret is different from the picture before.
static int look(void) {
	XImage *image = XGetImage(display, window, LEFT, TOP, WIDTH, HEIGHT, AllPlanes, ZPixmap);
	int changed = 0, size;
	if (!image) return 0;
	size = image->bytes_per_line * HEIGHT;
	if (before && memcmp(before, image->data, size)) {
		unsigned *a = (unsigned *)before, *b = (unsigned *)image->data;
		for (int i = 0; i < size / 4; i++) changed += a[i] != b[i];
	}
	if (!before) before = malloc(size);
	memcpy(before, image->data, size);
	XDestroyImage(image);
	return changed > CARET;
}

static double now(void) {
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

static void drain(void) {
	XEvent event;
	XSync(display, False);
	while (XPending(display)) XNextEvent(display, &event);
	XDamageSubtract(display, damage, None, None);
	XSync(display, False);
	while (XPending(display)) XNextEvent(display, &event);
}

// How long this program was kept from running, at most, during the last press:
// with a look every 5 ms, more than that says that the machine was busy.
static double held;

static double heldUp(void) { return held; }

// press sends a key and gives the milliseconds to the next damage, or -1.
static double press(unsigned long symbol, int limit) {
	struct pollfd wait = {ConnectionNumber(display), POLLIN, 0};
	KeyCode code = XKeysymToKeycode(display, symbol);
	drain();
	look();
	double start = now(), end = -1;
	XTestFakeKeyEvent(display, code, True, CurrentTime);
	XTestFakeKeyEvent(display, code, False, CurrentTime); // else the server repeats it after 660 ms
	XFlush(display);
	double last = now();
	held = 0;
	while (end < 0 && now() - start < limit) {
		if (now() - last > held) held = now() - last;
		last = now();
		while (XPending(display)) {
			XEvent event;
			XNextEvent(display, &event);
			if (event.type == damaged + XDamageNotify) {
				double when = now() - start;
				XDamageSubtract(display, damage, None, None);
				if (look()) {
					end = when;
					break;
				}
			}
		}
		if (end < 0) poll(&wait, 1, 5);
	}
	return end;
}
*/
import "C"

import (
	"flag"
	"fmt"
	"math/rand"
	"os"
	"slices"
	"time"
)

func main() {
	keys := flag.Int("keys", 300, "how many keys")
	pause := flag.Duration("pause", 70*time.Millisecond, "between keys")
	flag.Parse()
	if C.begin() == 0 {
		fmt.Fprintln(os.Stderr, "No window has the keyboard, or the display knows no damage events.")
		os.Exit(1)
	}
	letters := "the alerts are noisy more than hard "
	var took []float64
	unseen := 0
	for i := range *keys {
		symbol := C.ulong(letters[i%len(letters)])
		ms := float64(C.press(symbol, 2000))
		if ms < 0 {
			unseen++ // a space that hangs over the end of its row
			continue
		}
		if i >= 10 { // the first few fill caches
			took = append(took, ms)
		}
		if ms > 50 {
			fmt.Printf("key %d took %.1f ms, %.1f s after the start; this program was held up for %.1f ms\n", i, ms, time.Since(start).Seconds(), float64(C.heldUp()))
		}
		time.Sleep(*pause + time.Duration(rand.Intn(16_000))*time.Microsecond) // off the beat of the window's frames
	}
	slices.Sort(took)
	fmt.Printf("keys %d (%d more changed nothing that shows) median %.1f ms 90th %.1f 99th %.1f longest %.1f\n", len(took), unseen,
		took[len(took)/2], took[len(took)*9/10], took[len(took)*99/100], took[len(took)-1])
}

var start = time.Now()
