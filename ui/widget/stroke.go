package widget

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"rapport/ui/theme"
)

// stroke is a small line through points, drawn as one picture: each piece of a line is a draw of its own to the toolkit, and a page with many
// small charts has dozens of them.
type stroke struct {
	*canvas.Raster
	points []fyne.Position
	width  float32
	color  fyne.ThemeColorName
	shown  color.Color
}

func newStroke() *stroke {
	s := &stroke{}
	s.Raster = canvas.NewRaster(s.picture)
	return s
}

// set gives it points inside a size, and a colour.
func (s *stroke) set(points []fyne.Position, size fyne.Size, width float32, col fyne.ThemeColorName) {
	s.points, s.width, s.color = points, width, col
	s.Resize(size)
	s.shown = theme.Color(col)
	s.Raster.Refresh()
}

// paint follows the theme.
func (s *stroke) paint() {
	if c := theme.Color(s.color); c != s.shown {
		s.shown = c
		s.Raster.Refresh()
	}
}

// picture draws it for so many pixels.
func (s *stroke) picture(w, h int) image.Image {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	size := s.Size()
	if size.Width <= 0 || size.Height <= 0 || len(s.points) == 0 {
		return img
	}
	sx, sy := float64(w)/float64(size.Width), float64(h)/float64(size.Height)
	half := float64(s.width) * sx / 2
	c := color.NRGBAModel.Convert(theme.Color(s.color)).(color.NRGBA)
	for i := 1; i < len(s.points); i++ {
		a, b := s.points[i-1], s.points[i]
		drawSegment(img, float64(a.X)*sx, float64(a.Y)*sy, float64(b.X)*sx, float64(b.Y)*sy, half, c)
	}
	return img
}

// drawSegment colours the pixels of a line with round ends, those at its edge in part.
func drawSegment(img *image.NRGBA, x1, y1, x2, y2, half float64, c color.NRGBA) {
	reach := half + 1
	left, right := int(math.Floor(min(x1, x2)-reach)), int(math.Ceil(max(x1, x2)+reach))
	top, bottom := int(math.Floor(min(y1, y2)-reach)), int(math.Ceil(max(y1, y2)+reach))
	area := image.Rect(left, top, right, bottom).Intersect(img.Rect)
	dx, dy := x2-x1, y2-y1
	long := dx*dx + dy*dy
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			px, py := float64(x)+0.5-x1, float64(y)+0.5-y1
			at := 0.0
			if long > 0 {
				at = min(max((px*dx+py*dy)/long, 0), 1)
			}
			cover := min(half+0.5-math.Hypot(px-at*dx, py-at*dy), 1)
			if cover <= 0 {
				continue
			}
			i := img.PixOffset(x, y)
			if alpha := uint8(cover * float64(c.A)); alpha > img.Pix[i+3] {
				img.Pix[i], img.Pix[i+1], img.Pix[i+2], img.Pix[i+3] = c.R, c.G, c.B, alpha
			}
		}
	}
}
