package editor

// moveTo puts the caret at offset; extend keeps the other end of the selection.
func (e *Editor) moveTo(offset int, extend bool) {
	e.hist.closed = true
	s := at(offset)
	if extend {
		s.anchor = e.sel.anchor
	}
	e.setSelection(s)
}

// left gives the offset one grapheme before.
func (e *Editor) left(offset int) int {
	i, column := e.buf.find(offset)
	p := e.buf.paras[i]
	if column > len(p.text) { // between "\r" and "\n"
		return e.buf.at[i] + len(p.text)
	}
	if column == 0 {
		if i == 0 {
			return 0
		}
		return e.buf.at[i-1] + len(e.buf.paras[i-1].text)
	}
	return e.buf.at[i] + previousGrapheme(p.text, column)
}

// right gives the offset one grapheme after.
func (e *Editor) right(offset int) int {
	i, column := e.buf.find(offset)
	p := e.buf.paras[i]
	if column >= len(p.text) {
		return e.buf.at[i+1]
	}
	return e.buf.at[i] + nextGrapheme(p.text, column)
}

func (e *Editor) moveLeft(extend bool) {
	if from, to := e.sel.bounds(); from < to && !extend {
		e.moveTo(from, false)
		return
	}
	e.moveTo(e.left(e.sel.caret), extend)
}

func (e *Editor) moveRight(extend bool) {
	if from, to := e.sel.bounds(); from < to && !extend {
		e.moveTo(to, false)
		return
	}
	e.moveTo(e.right(e.sel.caret), extend)
}

// moveRows moves the caret by rows and keeps its x.
func (e *Editor) moveRows(by int, extend bool) {
	row, x := e.place(e.sel.caret, e.upstream)
	if e.goal >= 0 {
		x = e.goal
	}
	var offset int
	var upstream bool
	switch row += by; {
	case row < 0:
		offset = 0
	case row >= e.buf.rowCount():
		offset = e.Len()
	default:
		offset, upstream = e.offsetInRow(row, x)
	}
	e.moveTo(offset, extend)
	e.goal = x
	if upstream {
		e.upstream = true
		e.reveal()
		e.show()
	}
}

func (e *Editor) movePage(direction int, extend bool) {
	page := e.pageRows() - 1
	e.scrollTo(e.top + float32(direction*page)*rowHeight)
	e.moveRows(direction*max(1, page), extend)
}

// moveHome goes to the start of the row.
func (e *Editor) moveHome(extend bool) {
	row, _ := e.rowOf(e.sel.caret, e.upstream)
	i, r := e.buf.findRow(row)
	e.moveTo(e.buf.at[i]+int(e.buf.paras[i].rows[r]), extend)
}

// moveEnd goes to the end of the row.
func (e *Editor) moveEnd(extend bool) {
	row, _ := e.rowOf(e.sel.caret, e.upstream)
	i, r := e.buf.findRow(row)
	p := e.buf.paras[i]
	_, to := p.row(r)
	column, upstream := e.rowEnd(p, r, to)
	e.moveTo(e.buf.at[i]+column, extend)
	if upstream {
		e.upstream = true
		e.reveal()
		e.show()
	}
}

// lineStart and lineEnd give the bounds of the caret's line of source.
func (e *Editor) lineStart() int {
	i, _ := e.buf.find(e.sel.caret)
	return e.buf.at[i]
}

func (e *Editor) lineEnd() int {
	i, _ := e.buf.find(e.sel.caret)
	return e.buf.at[i] + len(e.buf.paras[i].text)
}

// paragraphUp gives the start of the caret's line, or of the one above.
func (e *Editor) paragraphUp() int {
	i, column := e.buf.find(e.sel.caret)
	if column == 0 && i > 0 {
		i--
	}
	return e.buf.at[i]
}

// paragraphDown gives the start of the line below, or the end of the text.
func (e *Editor) paragraphDown() int {
	i, _ := e.buf.find(e.sel.caret)
	return e.buf.at[i+1]
}

// wordLeft gives the start of the word before the caret; from the start of a
// line the end of the one above.
func (e *Editor) wordLeft() int {
	i, column := e.buf.find(e.sel.caret)
	if column == 0 {
		return e.left(e.sel.caret)
	}
	text := e.buf.paras[i].text
	return e.buf.at[i] + wordStart(text, min(column, len(text)))
}

// wordRight gives the end of the word after the caret; from the end of a line
// the start of the one below.
func (e *Editor) wordRight() int {
	i, column := e.buf.find(e.sel.caret)
	text := e.buf.paras[i].text
	if column >= len(text) {
		return e.right(e.sel.caret)
	}
	return e.buf.at[i] + wordEnd(text, column)
}
