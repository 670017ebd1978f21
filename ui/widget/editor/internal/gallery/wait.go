//go:build gallery

package main

import (
	"time"

	"fyne.io/fyne/v2"
	"github.com/go-gl/glfw/v3.4/glfw"
)

// waitForEvents makes Fyne's loop sleep until something happens, or as long as
// limit, instead of looking 60 times a second.
func waitForEvents(limit time.Duration) {
	queued := false
	a := fyne.NewAnimation(time.Second, func(float32) {
		if queued {
			return
		}
		queued = true
		fyne.Do(func() {
			queued = false
			glfw.WaitEventsTimeout(limit.Seconds())
		})
	})
	a.RepeatCount = fyne.AnimationRepeatForever
	a.Start()
}
