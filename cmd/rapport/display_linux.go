package main

import (
	"errors"
	"os"
)

// hasDisplay says what to do where there is no screen to open a window on.
func hasDisplay() error {
	if os.Getenv("DISPLAY") == "" {
		return errors.New("there is no display to open the window on: start it from a desktop, or use a command such as rapport people (rapport --help lists them)")
	}
	return nil
}
