//go:build gallery && linux

// Command keylatency measures on X11 how long a key takes to changed pixels: it
// sends keys with XTest to the window that has the focus and waits for XDamage.
// It is no part of the product:
//
//	go run -tags gallery ./ui/widget/editor/internal/keylatency [-keys 300] [-pause 70ms]
package main

/*
#cgo LDFLAGS: -lX11 -lXtst -lXdamage
#include <stdlib.h>
#include <poll.h>
#include <time.h>
#include <X11/Xlib.h>
#include <X11/keysym.h>
#include <X11/extensions/XTest.h>
#include <X11/extensions/Xdamage.h>

static Display *display;
static int damaged;
static Damage damage;

static int begin(void) {
	int errors, revert;
	Window focus;
	if (!(display = XOpenDisplay(NULL)) || !XDamageQueryExtension(display, &damaged, &errors)) return 0;
	XGetInputFocus(display, &focus, &revert);
	if (focus <= PointerRoot) return 0;
	damage = XDamageCreate(display, focus, XDamageReportNonEmpty);
	XSync(display, False);
	return 1;
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

// press sends a key and gives the milliseconds to the next damage, or -1.
static double press(unsigned long symbol, int limit) {
	struct pollfd wait = {ConnectionNumber(display), POLLIN, 0};
	KeyCode code = XKeysymToKeycode(display, symbol);
	drain();
	double start = now(), end = -1;
	XTestFakeKeyEvent(display, code, True, CurrentTime);
	XFlush(display);
	while (end < 0 && now() - start < limit) {
		while (XPending(display)) {
			XEvent event;
			XNextEvent(display, &event);
			if (event.type == damaged + XDamageNotify) end = now() - start;
		}
		if (end < 0) poll(&wait, 1, 5);
	}
	XTestFakeKeyEvent(display, code, False, CurrentTime);
	XFlush(display);
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
	for i := range *keys {
		symbol := C.ulong(letters[i%len(letters)])
		ms := float64(C.press(symbol, 3000))
		if ms < 0 {
			fmt.Println("key", i, "changed nothing within 3 s")
			continue
		}
		if i >= 10 { // the first few fill caches
			took = append(took, ms)
		}
		if ms > 50 {
			fmt.Printf("key %d took %.1f ms, %.1f s after the start\n", i, ms, time.Since(start).Seconds())
		}
		time.Sleep(*pause + time.Duration(rand.Intn(16_000))*time.Microsecond) // off the beat of the window's frames
	}
	slices.Sort(took)
	fmt.Printf("keys %d median %.1f ms 90th %.1f 99th %.1f longest %.1f\n", len(took),
		took[len(took)/2], took[len(took)*9/10], took[len(took)*99/100], took[len(took)-1])
}

var start = time.Now()
