package theme

import (
	"bytes"
	"embed"
	"fmt"
	"image/color"
	"io/fs"
	"path"
	"sort"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	ft "fyne.io/fyne/v2/theme"
)

//go:embed icons/*.svg
var iconFiles embed.FS

// What is written in the icon files, to be replaced.
var (
	drawnColour = []byte(`stroke="#1F2429"`)
	drawnFill   = []byte(`fill="#1F2429"`)
	drawnWidth  = []byte(`stroke-width="1.75"`)
)

const (
	drawnBox    = 24
	drawnStroke = 1.75
)

type iconKey struct {
	name   string
	col    color.NRGBA
	pixels float32
	fill   bool
}

// icons is touched from the main goroutine only, as everything that draws.
var icons = map[iconKey]fyne.Resource{}

// Icon is the icon of that name with its strokes in a named colour of the variant now in use, for the size that Fyne
// shows icons in. Ask again after a switch of the theme; resources are kept, so asking is cheap. A name that does not
// exist gives nil.
func Icon(name string, col fyne.ThemeColorName) fyne.Resource {
	return IconAt(name, col, sizes[ft.SizeNameInlineIcon])
}

// IconAt is Icon for a size in Fyne units. The renderer that Fyne uses does not scale the width of strokes, so that
// they are right in one size only; and Fyne keeps one picture per name of a resource.
func IconAt(name string, col fyne.ThemeColorName, size float32) fyne.Resource {
	return icon(name, col, size*PixelScale(), false)
}

// IconFilled is IconAt with the shape filled in the same colour, as the star of a favourite.
func IconFilled(name string, col fyne.ThemeColorName, size float32) fyne.Resource {
	return icon(name, col, size*PixelScale(), true)
}

// PixelScale is how many pixels a Fyne unit is wide on the screen of the first window, 1 without a window.
func PixelScale() float32 {
	app := fyne.CurrentApp()
	if app == nil {
		return 1
	}
	for _, w := range app.Driver().AllWindows() {
		if c := w.Canvas(); c != nil {
			if px, _ := c.PixelCoordinateForPosition(fyne.NewPos(1024, 0)); px > 0 {
				return float32(px) / 1024
			}
		}
	}
	return 1
}

func icon(name string, col fyne.ThemeColorName, pixels float32, fill bool) fyne.Resource {
	c := color.NRGBAModel.Convert(Color(col)).(color.NRGBA)
	key := iconKey{name, c, pixels, fill}
	if r, ok := icons[key]; ok {
		return r
	}
	text, err := iconFiles.ReadFile("icons/" + name + ".svg")
	if err != nil {
		return nil
	}
	hex := fmt.Sprintf("%02x%02x%02x", c.R, c.G, c.B)
	text = bytes.ReplaceAll(text, drawnColour, []byte(`stroke="#`+hex+`"`))
	text = bytes.ReplaceAll(text, drawnFill, []byte(`fill="#`+hex+`"`))
	width := strconv.FormatFloat(float64(pixels)*drawnStroke/drawnBox, 'f', 3, 32)
	text = bytes.ReplaceAll(text, drawnWidth, []byte(`stroke-width="`+width+`"`))
	full := name
	if fill {
		text = bytes.Replace(text, []byte(`fill="none"`), []byte(`fill="#`+hex+`"`), 1)
		full += "-filled"
	}
	r := fyne.NewStaticResource(fmt.Sprintf("rapport-%s-%s-%g.svg", full, hex, pixels), text)
	icons[key] = r
	return r
}

// IconNames lists the icons, sorted.
func IconNames() []string {
	entries, err := fs.ReadDir(iconFiles, "icons")
	if err != nil { // the directory is part of the program
		panic(err)
	}
	names := make([]string, 0, len(entries))
	for _, e := range entries {
		names = append(names, strings.TrimSuffix(path.Base(e.Name()), ".svg"))
	}
	sort.Strings(names)
	return names
}
