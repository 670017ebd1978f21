package ui

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// printPrefix begins the name of every folder that holds a page to print. Only this person can read it.
const printPrefix = "rapport-print-"

// printKept is how long a page to print stays at most; it goes earlier when the window is closed or locked.
const printKept = time.Hour

// print writes a page to a temporary file and opens it in the system's browser, which prints it. make runs beside the window.
func (a *App) print(name string, makePage func() []byte) {
	a.outside("Printing opens a page in your browser.", func() { a.printNow(name, makePage) })
}

func (a *App) printNow(name string, makePage func() []byte) {
	go func() {
		removePrints(os.TempDir(), time.Now().Add(-printKept))
		folder, err := writePrint(name, makePage())
		a.do(func() {
			if err != nil {
				a.showError(fmt.Errorf("could not write the page to print: %w", err))
				return
			}
			if a.gone || a.hidden { // closed or locked meanwhile
				os.RemoveAll(folder)
				return
			}
			a.prints = append(a.prints, folder)
			time.AfterFunc(printKept, func() { os.RemoveAll(folder) })
			if err := a.openURL(fileURL(filepath.Join(folder, name))); err != nil {
				a.showError(&printError{err})
				return
			}
			a.say("Opened in your browser. Print it from there.")
		})
	}()
}

// writePrint writes a page to print into a folder of its own.
func writePrint(name string, text []byte) (folder string, err error) {
	if folder, err = os.MkdirTemp("", printPrefix); err != nil { // 0700
		return "", err
	}
	if err := os.WriteFile(filepath.Join(folder, name), text, 0o600); err != nil {
		os.RemoveAll(folder)
		return "", err
	}
	return folder, nil
}

// dropPrints removes the pages that were opened to print.
func (a *App) dropPrints() {
	for _, folder := range a.prints {
		if err := os.RemoveAll(folder); err != nil {
			a.o.Log.Error("a page to print was not removed", "kind", errorKind(err))
		}
	}
	a.prints = nil
}

// removePrints removes what a program that was killed left of pages to print, where it is older than a moment.
func removePrints(dir string, before time.Time) {
	left, err := filepath.Glob(filepath.Join(dir, printPrefix+"*"))
	if err != nil {
		return
	}
	for _, folder := range left {
		if info, err := os.Lstat(folder); err == nil && info.IsDir() && info.ModTime().Before(before) {
			os.RemoveAll(folder) // somebody else's stays, as it cannot be removed
		}
	}
}

// fileURL is the address of a file.
func fileURL(path string) *url.URL {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // a drive letter
	}
	return &url.URL{Scheme: "file", Path: path}
}

type printError struct{ cause error }

func (e *printError) Error() string {
	return "No browser opened. Export it instead, and open the file. (" + e.cause.Error() + ")"
}

func (e *printError) Unwrap() error { return e.cause }
