package theme

import (
	"bytes"
	"embed"
	"fmt"
	"image/color"
	"io/fs"
	"path"
	"sort"
	"strings"

	"fyne.io/fyne/v2"
)

//go:embed icons/*.svg
var iconFiles embed.FS

// drawn is the stroke colour written in the icon files.
var drawn = []byte(`stroke="#1F2429"`)

type iconKey struct {
	name string
	col  color.NRGBA
	size int
	fill bool
}

// icons is touched from the main goroutine only, as everything that draws.
var icons = map[iconKey]fyne.Resource{}

// Icon is the icon of that name with its strokes in a named colour of the variant now in use. Ask again after a
// switch of the theme; resources are kept, so asking is cheap. A name that does not exist gives nil.
func Icon(name string, col fyne.ThemeColorName) fyne.Resource { return icon(name, col, 0, false) }

// IconAt is Icon for one size in Fyne units. Fyne keeps one picture per resource name, so an icon shown in two
// sizes is drawn once for each only when the sizes have names of their own.
func IconAt(name string, col fyne.ThemeColorName, size float32) fyne.Resource {
	return icon(name, col, int(size), false)
}

// IconFilled is IconAt with the shape filled in the same colour, as the star of a favourite.
func IconFilled(name string, col fyne.ThemeColorName, size float32) fyne.Resource {
	return icon(name, col, int(size), true)
}

func icon(name string, col fyne.ThemeColorName, size int, fill bool) fyne.Resource {
	c := color.NRGBAModel.Convert(Color(col)).(color.NRGBA)
	key := iconKey{name, c, size, fill}
	if r, ok := icons[key]; ok {
		return r
	}
	text, err := iconFiles.ReadFile("icons/" + name + ".svg")
	if err != nil {
		return nil
	}
	hex := fmt.Sprintf("%02x%02x%02x", c.R, c.G, c.B)
	text = bytes.ReplaceAll(text, drawn, []byte(`stroke="#`+hex+`"`))
	full := name
	if fill {
		text = bytes.Replace(text, []byte(`fill="none"`), []byte(`fill="#`+hex+`"`), 1)
		full += "-filled"
	}
	r := fyne.NewStaticResource(fmt.Sprintf("rapport-%s-%s-%d.svg", full, hex, size), text)
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
