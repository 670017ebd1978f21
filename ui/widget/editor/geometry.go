package editor

// wrap works out what is kept of a paragraph.
func (e *Editor) wrap(p *para) {
	p.bold = headingLevel(p.text) > 0
	p.rtl = hasRTL(p.text)
	p.words = countWords(p.text)
	p.rows = wrapText(p.rows, p.text, e.ruler(p), tabWidth, e.width)
}

func (e *Editor) ruler(p *para) *ruler {
	if p.bold {
		return e.bold
	}
	return e.regular
}

// setWidth wraps everything for another width and keeps the first visible
// text where it is.
func (e *Editor) setWidth(width float32) {
	width = max(width, 1)
	if width == e.width {
		return
	}
	first := int(max(0, e.top-padEnd) / rowHeight)
	i, within := e.buf.findRow(first)
	offset := e.buf.at[i] + int(e.buf.paras[i].rows[within])
	into := e.top - float32(first)*rowHeight
	e.width = width
	e.buf.rewrap()
	if e.placeholder != nil {
		e.wrap(e.placeholder)
	}
	if first > 0 {
		row, _ := e.rowOf(offset, false)
		e.top = float32(row)*rowHeight + into
	}
}

// rowOf gives the row that shows offset, and the column in its paragraph.
// Upstream prefers the end of a row to the start of the next.
func (e *Editor) rowOf(offset int, upstream bool) (row, column int) {
	i, column := e.buf.find(offset)
	p := e.buf.paras[i]
	column = min(column, len(p.text))
	r := searchRow(p.rows, column)
	if upstream && r > 0 && int(p.rows[r]) == column {
		r--
	}
	return e.buf.rowAt[i] + r, column
}

// searchRow gives the last row that starts at or before column.
func searchRow(rows []int32, column int) int {
	low, high := 0, len(rows)-1
	for low < high {
		mid := (low + high + 1) / 2
		if int(rows[mid]) <= column {
			low = mid
		} else {
			high = mid - 1
		}
	}
	return low
}

// place gives the row of the caret and its x within the text's width.
func (e *Editor) place(offset int, upstream bool) (row int, x float32) {
	row, column := e.rowOf(offset, upstream)
	i, r := e.buf.findRow(row)
	p := e.buf.paras[i]
	from, to := p.row(r)
	return row, min(e.columnX(p, from, to, column), max(e.width, 0))
}

// columnX gives the x of a column in the row from..to of p.
func (e *Editor) columnX(p *para, from, to, column int) float32 {
	text, column := p.text[from:to], column-from
	m := e.ruler(p)
	if p.rtl && hasRTL(text) {
		return runsX(text, m, column)
	}
	var x float32
	for i := 0; i < column; {
		end, k := token(text, i)
		if k == tab {
			x = nextTab(x, tabWidth)
		} else {
			x += m.width(text[i:min(end, column)])
		}
		i = end
	}
	return x
}

// columnAt gives the column in the row from..to of p that stands nearest to x.
func (e *Editor) columnAt(p *para, from, to int, x float32) int {
	text := p.text[from:to]
	m := e.ruler(p)
	if p.rtl && hasRTL(text) {
		return from + runsAt(text, m, x)
	}
	var left float32
	for i := 0; i < len(text); {
		end, k := token(text, i)
		right := left + m.width(text[i:end])
		if k == tab {
			right = nextTab(left, tabWidth)
		}
		if x < right || end == len(text) {
			best, distance := i, abs(x-left)
			for j := i; j < end; {
				j = nextGrapheme(text, j)
				at := right
				if j < end && k != tab {
					at = left + m.width(text[i:j])
				}
				if d := abs(x - at); d < distance {
					best, distance = j, d
				} else if at > x {
					break
				}
			}
			return from + best
		}
		left, i = right, end
	}
	return from
}

// runsX is columnX for a row with right-to-left text.
func runsX(text []rune, m *ruler, column int) float32 {
	var x float32
	for _, r := range runs(text) {
		w := m.spread(text[r.from:r.to])
		if column < r.to || r.to == len(text) {
			inside := m.spread(text[r.from:max(r.from, column)])
			if r.rtl {
				return x + w - inside
			}
			return x + inside
		}
		x += w
	}
	return x
}

// runsAt is columnAt for a row with right-to-left text.
func runsAt(text []rune, m *ruler, x float32) int {
	best, distance := 0, float32(-1)
	for i := 0; ; i = nextGrapheme(text, i) {
		if d := abs(x - runsX(text, m, i)); distance < 0 || d < distance {
			best, distance = i, d
		}
		if i >= len(text) {
			return best
		}
	}
}

func abs(x float32) float32 {
	if x < 0 {
		return -x
	}
	return x
}

// offsetAt gives the offset nearest to a position in the widget, and whether
// it is meant as the end of its row.
func (e *Editor) offsetAt(x, y float32) (offset int, upstream bool) {
	row := int((y + e.top - padEnd) / rowHeight)
	if y+e.top < padEnd {
		row = 0
	}
	return e.offsetInRow(min(row, e.buf.rowCount()-1), x-padSide)
}

// offsetInRow gives the offset in a row nearest to x within the text's width.
func (e *Editor) offsetInRow(row int, x float32) (offset int, upstream bool) {
	i, r := e.buf.findRow(row)
	p := e.buf.paras[i]
	from, to := p.row(r)
	column, upstream := e.rowEnd(p, r, e.columnAt(p, from, to, x))
	return e.buf.at[i] + column, upstream
}

// rowEnd brings a column at the end of a wrapped row to where typing goes on
// in this row: before the space that the row ends with, or else upstream.
func (e *Editor) rowEnd(p *para, r, column int) (_ int, upstream bool) {
	from, to := p.row(r)
	if column < to || r+1 == len(p.rows) {
		return column, false
	}
	if to-1 > from && breakSpace(p.text[to-1]) {
		return to - 1, false
	}
	return to, true
}

// textHeight is the height of everything, the padding included.
func (e *Editor) textHeight() float32 {
	return float32(e.buf.rowCount())*rowHeight + 2*padEnd
}

// scrollTo scrolls, within what there is.
func (e *Editor) scrollTo(top float32) {
	e.top = max(0, min(top, e.textHeight()-e.Size().Height))
}

// reveal scrolls as little as shows the caret.
func (e *Editor) reveal() {
	height := e.Size().Height
	if height <= 0 {
		return
	}
	row, _ := e.rowOf(e.sel.caret, e.upstream)
	y := float32(row)*rowHeight + padEnd
	switch {
	case y-padEnd < e.top:
		e.scrollTo(y - padEnd)
	case y+rowHeight+padEnd > e.top+height:
		e.scrollTo(y + rowHeight + padEnd - height)
	default:
		e.scrollTo(e.top)
	}
}

// pageRows is how many whole rows are visible, at least one.
func (e *Editor) pageRows() int { return max(1, int(e.Size().Height/rowHeight)) }
