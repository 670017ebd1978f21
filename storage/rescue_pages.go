package storage

import (
	"bytes"
	"cmp"
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"math"
	"os"
	"slices"
	"unicode/utf8"
)

// What follows reads rows straight from the pages of a database that is not encrypted, where SQLite finds no way to them any more: every leaf
// page of a table that is not on the list of free pages. The format is that of https://sqlite.org/fileformat2.html.

// image is a database as its pages, those in its log included.
type image struct {
	file     []byte
	log      map[uint32][]byte // newest committed pages of the log
	size     int               // of a page
	usable   int               // of that, without the reserved end
	pages    uint32
	freePage map[uint32]bool
}

func readImage(path string) (*image, error) {
	file, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	if len(file) < 512 {
		return nil, errors.New("the file is too short to hold anything")
	}
	m := &image{file: file, log: map[uint32][]byte{}, size: 4096}
	m.readLog(path + "-wal")
	first := m.page(1)
	if size := int(binary.BigEndian.Uint16(first[16:])); bytes.HasPrefix(first, []byte("SQLite format 3\x00")) && size&(size-1) == 0 && (size >= 512 || size == 1) {
		if m.size = size; size == 1 {
			m.size = 65536
		}
		m.usable = m.size - int(first[20])
	}
	if m.usable < 480 {
		m.usable = m.size
	}
	m.pages = uint32((len(file) + m.size - 1) / m.size)
	for n := range m.log {
		m.pages = max(m.pages, n)
	}
	m.readFree()
	return m, nil
}

// page returns a page, filled up with zeros where the file was cut; pages count from 1.
func (m *image) page(n uint32) []byte {
	if p, ok := m.log[n]; ok {
		return p
	}
	from := (int(n) - 1) * m.size
	if n == 0 || from >= len(m.file) {
		return make([]byte, m.size)
	}
	p := m.file[from:min(from+m.size, len(m.file))]
	if len(p) < m.size {
		p = append(bytes.Clone(p), make([]byte, m.size-len(p))...)
	}
	return p
}

// readLog takes in the transactions of the log up to the last whole one.
func (m *image) readLog(path string) {
	b, err := os.ReadFile(path)
	if err != nil || len(b) < 32 || binary.BigEndian.Uint32(b)&^1 != 0x377f0682 {
		return
	}
	var order binary.ByteOrder = binary.LittleEndian
	if b[3]&1 == 1 {
		order = binary.BigEndian
	}
	size := int(binary.BigEndian.Uint32(b[8:]))
	if size < 512 || size > 65536 || size&(size-1) != 0 {
		return
	}
	var s0, s1 uint32
	sum := func(b []byte) {
		for i := 0; i+8 <= len(b); i += 8 {
			s0 += order.Uint32(b[i:]) + s1
			s1 += order.Uint32(b[i+4:]) + s0
		}
	}
	sum(b[:24])
	if s0 != binary.BigEndian.Uint32(b[24:]) || s1 != binary.BigEndian.Uint32(b[28:]) {
		return
	}
	pending := map[uint32][]byte{}
	for at := 32; at+24+size <= len(b); at += 24 + size {
		frame, page := b[at:at+24], b[at+24:at+24+size]
		sum(frame[:8])
		sum(page)
		if !bytes.Equal(frame[8:16], b[16:24]) || s0 != binary.BigEndian.Uint32(frame[16:]) || s1 != binary.BigEndian.Uint32(frame[20:]) {
			return
		}
		pending[binary.BigEndian.Uint32(frame)] = page
		if binary.BigEndian.Uint32(frame[4:]) != 0 { // a commit
			for n, p := range pending {
				m.log[n] = p
			}
			clear(pending)
			m.size = size
		}
	}
}

// readFree lists the free pages: what is on them was deleted.
func (m *image) readFree() {
	m.freePage = map[uint32]bool{}
	for n := binary.BigEndian.Uint32(m.page(1)[32:]); n != 0 && n <= m.pages && !m.freePage[n]; {
		m.freePage[n] = true
		p := m.page(n)
		for i := range min(int(binary.BigEndian.Uint32(p[4:])), m.usable/4-2) {
			m.freePage[binary.BigEndian.Uint32(p[8+4*i:])] = true
		}
		n = binary.BigEndian.Uint32(p)
	}
}

// varint reads a number of variable length.
func varint(b []byte) (v uint64, n int) {
	for n < 9 && n < len(b) {
		c := b[n]
		n++
		if n == 9 {
			return v<<8 | uint64(c), n
		}
		v = v<<7 | uint64(c&0x7f)
		if c < 0x80 {
			return v, n
		}
	}
	return 0, 0
}

// rows calls do with the values of every row on a leaf page of a table.
func (m *image) rows(n uint32, do func(values []any)) {
	p, at := m.page(n), 0
	if n == 1 {
		at = 100
	}
	if p[at] != 0x0d {
		return
	}
	for i := range min(int(binary.BigEndian.Uint16(p[at+3:])), m.usable/4) {
		if at+8+2*i+2 > len(p) {
			return
		}
		cell := int(binary.BigEndian.Uint16(p[at+8+2*i:]))
		if cell < at+8 || cell >= m.usable {
			continue
		}
		if payload, ok := m.payload(p[cell:m.usable]); ok {
			if values, ok := parseRow(payload); ok {
				do(values)
			}
		}
	}
}

// mostPayload bounds how long a row can be.
const mostPayload = 64 << 20

// payload is the content of a cell, with what stands on other pages.
func (m *image) payload(cell []byte) ([]byte, bool) {
	length, n := varint(cell)
	_, k := varint(cell[n:])
	if n == 0 || k == 0 || length > mostPayload {
		return nil, false
	}
	cell = cell[n+k:]
	total, local := int(length), int(length)
	if most := m.usable - 35; total > most {
		least := (m.usable-12)*32/255 - 23
		if local = least + (total-least)%(m.usable-4); local > most {
			local = least
		}
	}
	if local == total {
		if len(cell) < total {
			return nil, false
		}
		return cell[:total], true
	}
	if len(cell) < local+4 {
		return nil, false
	}
	out := append(make([]byte, 0, min(total, len(m.file)+1)), cell[:local]...)
	next := binary.BigEndian.Uint32(cell[local:])
	for len(out) < total {
		if next == 0 || next > m.pages || m.freePage[next] {
			return nil, false
		}
		p := m.page(next)
		out = append(out, p[4:min(m.usable, 4+total-len(out))]...)
		next = binary.BigEndian.Uint32(p)
	}
	return out, next == 0
}

// parseRow reads the values of a row.
func parseRow(b []byte) ([]any, bool) {
	head, n := varint(b)
	if n == 0 || head < uint64(n) || head > uint64(len(b)) || head > 1000 {
		return nil, false
	}
	types, body := b[n:head], b[head:]
	var out []any
	for len(types) > 0 {
		kind, k := varint(types)
		if k == 0 {
			return nil, false
		}
		types = types[k:]
		size := 0
		switch {
		case kind <= 4:
			size = int(kind)
		case kind == 5:
			size = 6
		case kind <= 7:
			size = 8
		case kind >= 12 && kind < mostPayload*2:
			size = int(kind-12) / 2
		case kind != 8 && kind != 9:
			return nil, false
		}
		if len(body) < size {
			return nil, false
		}
		cell := body[:size]
		body = body[size:]
		switch {
		case kind == 0:
			out = append(out, nil)
		case kind == 7:
			out = append(out, math.Float64frombits(binary.BigEndian.Uint64(cell)))
		case kind < 7:
			v := int64(int8(cell[0]))
			for _, c := range cell[1:] {
				v = v<<8 | int64(c)
			}
			out = append(out, v)
		case kind < 12:
			out = append(out, int64(kind-8))
		case kind%2 == 1 && utf8.Valid(cell):
			out = append(out, string(cell))
		default:
			return nil, false // no table of records has other bytes
		}
	}
	return out, len(body) == 0
}

// physical is the order in which the columns of a table stand in the file.
func physical() (map[string][]string, error) {
	db, err := sql.Open("sqlite", "file::memory:")
	if err != nil {
		return nil, err
	}
	defer db.Close()
	ctx := context.Background()
	c, err := db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	defer c.Close()
	for _, m := range migrations {
		if _, err := c.ExecContext(ctx, m); err != nil {
			return nil, err
		}
	}
	out := map[string][]string{}
	for _, t := range allTables() {
		if out[t.name], err = texts(ctx, c, "SELECT name FROM pragma_table_info('"+t.name+"') ORDER BY cid"); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// byPages keeps what stands on the pages of tables and was not found by SQLite. To which table a row belongs follows from the number and the
// kinds of its values; tables that take more kinds of text come last.
func (s *rescue) byPages(path string) error {
	m, err := readImage(path)
	if err != nil {
		return err
	}
	order, err := physical()
	if err != nil {
		return err
	}
	strict := func(t *table) (n int) {
		for _, c := range t.columns {
			if c.form != formText {
				n++
			}
		}
		if t.parent != "" {
			n += 2
		}
		return n
	}
	all := allTables()
	slices.SortStableFunc(all, func(a, b *table) int { return cmp.Compare(strict(b), strict(a)) })
	where := map[string][]int{} // of each column of a table, its place in the file
	for _, t := range all {
		names := []string{}
		for _, c := range t.columns {
			names = append(names, c.name)
		}
		if t.parent != "" {
			names = append(names, t.parent, "position")
		}
		for _, name := range names {
			where[t.name] = append(where[t.name], slices.Index(order[t.name], name))
		}
	}
	for n := uint32(1); n <= m.pages; n++ {
		if m.freePage[n] {
			continue
		}
		m.rows(n, func(values []any) {
			for _, t := range all {
				if len(values) != len(order[t.name]) {
					continue
				}
				cells := make([]any, len(where[t.name]))
				for i, place := range where[t.name] {
					cells[i] = values[place]
					if x, whole := cells[i].(int64); whole && i < len(t.columns) && t.columns[i].form == formFloat {
						cells[i] = float64(x) // a whole number is kept as one
					}
				}
				known := len(s.rows[t.name])
				if s.take(t, cells) {
					if len(s.rows[t.name]) > known && s.lost[t.name] > 0 { // it was missed above
						if s.lost[t.name]--; s.lost[t.name] == 0 {
							delete(s.lost, t.name)
						}
					}
					return
				}
			}
		})
	}
	return nil
}
