package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"rapport/ui/theme"
)

// Shaded says that the window is drawn by shaders, as every real one is: plain fills then have a shader of their own. Fyne's does for every pixel
// what edges and shadows need too, which is most of a frame where a processor has to draw it. What draws in tests knows no shaders.
var Shaded bool

// plainSource fills the bounds in one colour. What is outside them, as the margin that Fyne draws for soft edges, stays as it is.
const plainSource = `
uniform vec2 frame;
uniform vec4 bounds;
uniform float r;
uniform float g;
uniform float b;
uniform float a;

void main()
{
    vec2 low = step(vec2(bounds[0], frame.y - bounds[3]), gl_FragCoord.xy);
    vec2 high = step(gl_FragCoord.xy, vec2(bounds[2], frame.y - bounds[1]));
    gl_FragColor = vec4(r, g, b, a * low.x * low.y * high.x * high.y);
}
`

// plain is a rectangle without edge and round corners whose colour is kept by name. It draws what a canvas.Rectangle does, pixel by pixel.
type plain struct {
	*canvas.Shader
}

func newPlain() plain {
	s := canvas.NewShader("plain", []byte("#version 110\n"+plainSource), []byte("#version 100\nprecision highp float;\n"+plainSource))
	s.Uniforms = map[string]float32{}
	return plain{s}
}

// paint sets the colour, and redraws where it changed.
func (p plain) paint(col fyne.ThemeColorName) {
	r, g, b, a := theme.Color(col).RGBA()
	show(p.Shader, a > 0)
	if a == 0 {
		return
	}
	alpha := float32(a)
	changed := false
	set := func(name string, v float32) {
		if old, ok := p.Uniforms[name]; !ok || old != v {
			p.Uniforms[name] = v
			changed = true
		}
	}
	set("r", float32(r)/alpha)
	set("g", float32(g)/alpha)
	set("b", float32(b)/alpha)
	set("a", alpha/0xffff)
	if changed {
		p.Refresh()
	}
}
