package ui

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/color"
	_ "image/gif"
	"image/jpeg"
	_ "image/png"
	"io"
	"strings"

	"rapport/people"
)

// Photos are kept small: a square of photoSide pixels.
const (
	photoSide   = 256
	mostPixels  = 80_000_000 // more would need too much memory to read
	mostInBytes = 64 << 20
)

// makePhoto reads a picture and returns it as Rapport keeps it: the middle square, upright, as a base64 JPEG of at most people.MaxPhoto
// bytes. It is slow for large pictures and not run on the main goroutine.
func makePhoto(r io.Reader) (string, error) {
	raw, err := io.ReadAll(io.LimitReader(r, mostInBytes+1))
	if err != nil {
		return "", fmt.Errorf("the picture could not be read: %w", err)
	}
	if len(raw) > mostInBytes {
		return "", errors.New("this file is too large for a photo; choose one of less than 64 MB")
	}
	config, _, err := image.DecodeConfig(bytes.NewReader(raw))
	if err != nil {
		return "", errors.New("this file is not a picture that Rapport can read; choose a JPEG, PNG or GIF")
	}
	if config.Width*config.Height > mostPixels {
		return "", fmt.Errorf("this picture has %d × %d pixels, too many; choose a smaller one", config.Width, config.Height)
	}
	picture, _, err := image.Decode(bytes.NewReader(raw))
	if err != nil {
		return "", errors.New("this picture is damaged; choose another one")
	}
	small := turned(square(picture, photoSide), orientation(raw))
	for quality := 88; quality > 20; quality -= 10 {
		var out bytes.Buffer
		if err := jpeg.Encode(&out, small, &jpeg.Options{Quality: quality}); err != nil {
			return "", fmt.Errorf("the photo could not be made: %w", err)
		}
		if out.Len() <= people.MaxPhoto {
			return base64.StdEncoding.EncodeToString(out.Bytes()), nil
		}
	}
	return "", errors.New("this picture cannot be made small enough; choose another one")
}

// square is the middle of a picture, scaled down (or up) by the mean of the pixels that fall on one, on white.
func square(src image.Image, side int) *image.NRGBA {
	b := src.Bounds()
	edge := min(b.Dx(), b.Dy())
	x0, y0 := b.Min.X+(b.Dx()-edge)/2, b.Min.Y+(b.Dy()-edge)/2
	side = min(side, max(edge, 1))
	out := image.NewNRGBA(image.Rect(0, 0, side, side))
	for y := range side {
		top, bottom := y0+y*edge/side, y0+max((y+1)*edge/side, y*edge/side+1)
		for x := range side {
			left, right := x0+x*edge/side, x0+max((x+1)*edge/side, x*edge/side+1)
			stepX, stepY := max((right-left)/4, 1), max((bottom-top)/4, 1) // sixteen of the pixels say enough
			var r, g, bl, n uint64
			for v := top; v < bottom; v += stepY {
				for u := left; u < right; u += stepX {
					cr, cg, cb, ca := src.At(u, v).RGBA()
					white := uint64(0xffff - ca)
					r, g, bl, n = r+uint64(cr)+white, g+uint64(cg)+white, bl+uint64(cb)+white, n+1
				}
			}
			out.SetNRGBA(x, y, color.NRGBA{R: uint8(r / n >> 8), G: uint8(g / n >> 8), B: uint8(bl / n >> 8), A: 255})
		}
	}
	return out
}

// orientation is how the camera was held, 1 to 8 as Exif says it; 1 where nothing is said.
func orientation(raw []byte) int {
	if len(raw) < 4 || raw[0] != 0xff || raw[1] != 0xd8 {
		return 1
	}
	for i := 2; i+4 <= len(raw) && raw[i] == 0xff; {
		size := int(binary.BigEndian.Uint16(raw[i+2:]))
		if raw[i+1] == 0xda || size < 2 || i+2+size > len(raw) {
			return 1
		}
		if part := raw[i+4 : i+2+size]; raw[i+1] == 0xe1 && bytes.HasPrefix(part, []byte("Exif\x00\x00")) {
			return tiffOrientation(part[6:])
		}
		i += 2 + size
	}
	return 1
}

func tiffOrientation(t []byte) int {
	if len(t) < 8 {
		return 1
	}
	var order binary.ByteOrder = binary.LittleEndian
	if t[0] == 'M' {
		order = binary.BigEndian
	}
	at := int(order.Uint32(t[4:]))
	if at < 8 || at+2 > len(t) {
		return 1
	}
	n := int(order.Uint16(t[at:]))
	for i := range n {
		e := at + 2 + 12*i
		if e+12 > len(t) {
			return 1
		}
		if order.Uint16(t[e:]) == 0x0112 {
			if v := int(order.Uint16(t[e+8:])); v >= 1 && v <= 8 {
				return v
			}
		}
	}
	return 1
}

// turned stands a square picture upright.
func turned(p *image.NRGBA, orientation int) *image.NRGBA {
	if orientation <= 1 {
		return p
	}
	n := p.Bounds().Dx()
	last := n - 1
	out := image.NewNRGBA(p.Bounds())
	for y := range n {
		for x := range n {
			u, v := x, y // where the pixel comes from
			switch orientation {
			case 2:
				u = last - x
			case 3:
				u, v = last-x, last-y
			case 4:
				v = last - y
			case 5:
				u, v = y, x
			case 6:
				u, v = y, last-x
			case 7:
				u, v = last-y, last-x
			case 8:
				u, v = last-y, x
			}
			out.SetNRGBA(x, y, p.NRGBAAt(u, v))
		}
	}
	return out
}

// readPhoto is a kept photo as a picture; nil where there is none or it cannot be read.
func readPhoto(photo string) image.Image {
	if photo == "" {
		return nil
	}
	p, err := jpeg.Decode(base64.NewDecoder(base64.StdEncoding, strings.NewReader(photo)))
	if err != nil {
		return nil
	}
	return p
}
