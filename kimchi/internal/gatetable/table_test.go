package gatetable

import (
	"bytes"
	"compress/flate"
	"io"
	"os"
	"testing"

	"github.com/stretchr/testify/require"
)

func readTable(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile("../../pickles/" + name + ".gates")
	require.NoError(t, err)
	return data
}

func inflate(t testing.TB, data []byte) []byte {
	t.Helper()
	plain, err := io.ReadAll(flate.NewReader(bytes.NewReader(data)))
	require.NoError(t, err)
	return plain
}

func deflate(t testing.TB, plain []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := flate.NewWriter(&out, flate.BestSpeed)
	require.NoError(t, err)
	_, err = w.Write(plain)
	require.NoError(t, err)
	require.NoError(t, w.Close())
	return out.Bytes()
}

// covers: PIC-18
func TestRoundTrip(t *testing.T) {
	for _, name := range []string{"programs/range", "testdata/input-output", "testdata/foreign-field-mul", "testdata/xor"} {
		data := readTable(t, name)
		table, err := Decode(data)
		require.NoError(t, err)
		require.Equal(t, inflate(t, data), table.plain())
		again, err := table.Encode()
		require.NoError(t, err)
		decoded, err := Decode(again)
		require.NoError(t, err)
		require.Equal(t, table, decoded)
		require.Equal(t, 1, table.Step.Public)
		require.Equal(t, 40, table.Wrap.Public)
	}
}

// Whatever is cut off, added or not in its one form is refused.
//
// covers: PIC-18
func TestMalformed(t *testing.T) {
	plain := inflate(t, readTable(t, "programs/range"))
	for _, n := range []int{0, 1, 7, 8, 40, 43, 60, 5000, len(plain) / 2, len(plain) - 1} {
		_, err := Decode(deflate(t, plain[:n]))
		require.ErrorIs(t, err, ErrTable, n)
	}
	data := readTable(t, "programs/range")
	for _, bad := range [][]byte{nil, data[:len(data)-1], data[:100], append(bytes.Clone(data), 0), plain, deflate(t, append(bytes.Clone(plain), 0))} {
		_, err := Decode(bad)
		require.ErrorIs(t, err, ErrTable)
	}
	head := append([]byte(magic), make([]byte, 32)...)
	constant := append([]byte{1}, make([]byte, 31)...)
	row := func(more ...byte) []byte { return append([]byte{1, 0, 0, 0, 0, 0, 0, 0}, more...) }
	empty := []byte{0, 0, 0}
	circuit := func(parts ...[]byte) []byte {
		return bytes.Join(append(append([][]byte{head}, parts...), empty), nil)
	}
	_, err := Decode(deflate(t, circuit([]byte{1, 1, 1}, constant, row(1, 0))))
	require.NoError(t, err)
	for name, bad := range map[string][]byte{
		"magic":               append([]byte("gates\x00\x00\x02"), circuit([]byte{0, 0, 0})[8:]...),
		"longer number":       circuit([]byte{0x81, 0, 1, 1}, constant, row(1, 0)),
		"constant twice":      circuit([]byte{1, 1, 2}, constant, constant, row(2, 0, 1)),
		"constant unused":     circuit([]byte{1, 1, 1}, constant, row(0)),
		"constants' order":    circuit([]byte{1, 1, 1}, constant, row(1, 1)),
		"no such constant":    circuit([]byte{1, 1, 0}, row(1, 0)),
		"wire out of circuit": circuit([]byte{1, 1, 1}, constant, []byte{1, 1, 0, 0, 0, 0, 0, 0, 1, 0}),
		"many coefficients":   circuit([]byte{1, 1, 1}, constant, row(16, 0)),
		"many rows":           circuit([]byte{1, 0xff, 0xff, 0x7f, 0}),
		"rows that are cut":   circuit([]byte{1, 0xff, 0xff, 3, 0}),
	} {
		_, err := Decode(deflate(t, bad))
		require.ErrorIs(t, err, ErrTable, name)
	}
}

// A small text that inflates to much is refused, and read no further than the limit.
func TestInflatesToTooMuch(t *testing.T) {
	bomb := deflate(t, make([]byte, 2*maxSize))
	require.Less(t, len(bomb), 1<<18)
	_, err := Decode(bomb)
	require.ErrorIs(t, err, ErrTable)
}

// FuzzDecode works on what is inflated: what is read is written back the same.
//
// covers: PIC-18
func FuzzDecode(f *testing.F) {
	f.Add([]byte(magic))
	// A public input and two Generic rows that are wired to it.
	small := &Table{Wrap: Circuit{Constants: [][32]byte{{1}, {2}}, Rows: []Row{{Gate: 1, Coefficients: []int{0, 1}}}}}
	small.Step = Circuit{Public: 1, Constants: [][32]byte{{1}}, Rows: []Row{
		{Gate: 1, Coefficients: []int{0}}, {Gate: 1, Coefficients: []int{0, 0}, Back: [7]int{7}}, {Gate: 1, Back: [7]int{0, 8}},
	}}
	f.Add(small.plain())
	f.Fuzz(func(t *testing.T, plain []byte) {
		table, err := decodePlain(plain)
		if err != nil {
			require.ErrorIs(t, err, ErrTable)
			return
		}
		require.Equal(t, plain, table.plain())
	})
}
