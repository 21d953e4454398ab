package testkit

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"strings"
)

// Needles are values of four words that are looked for in the memory of the process, to show
// that secrets are erased. They are kept under a mask, so that they do not find themselves.
type Needles struct {
	names map[[4]uint64]string
	first [1 << 16]bool // the low bits of the first words
	mask  uint64
}

// NewNeedles returns an empty set.
func NewNeedles() *Needles {
	return &Needles{names: make(map[[4]uint64]string), mask: 0x5a96c33ca5693cf1}
}

// Add adds a value with a name for it. What is 0 in one of its words is too common to be
// looked for, and left out.
func (n *Needles) Add(value *[4]uint64, name string) {
	var masked [4]uint64
	for i := range value {
		if value[i] == 0 {
			return
		}
		masked[i] = value[i] ^ n.mask
	}
	n.names[masked] = name
	n.first[uint16(masked[0])] = true
}

// Remove takes a value out of the set: one that is public.
func (n *Needles) Remove(value *[4]uint64) {
	masked := *value
	for i := range masked {
		masked[i] ^= n.mask
	}
	delete(n.names, masked)
}

// Len returns the number of values.
func (n *Needles) Len() int { return len(n.names) }

// InMemory returns the places in the process's writable memory in which values stand, as
// "name at address (mapping)".
func (n *Needles) InMemory() ([]string, error) {
	maps, err := os.ReadFile("/proc/self/maps")
	if err != nil {
		return nil, err
	}
	memory, err := os.Open("/proc/self/mem")
	if err != nil {
		return nil, err
	}
	defer memory.Close()
	var found []string
	lines := bufio.NewScanner(bytes.NewReader(maps))
	for lines.Scan() {
		var low, high uint64
		var permissions string
		if _, err := fmt.Sscanf(lines.Text(), "%x-%x %s", &low, &high, &permissions); err != nil {
			return nil, fmt.Errorf("/proc/self/maps: %w", err)
		}
		if !strings.HasPrefix(permissions, "rw") || strings.Contains(lines.Text(), "[v") {
			continue
		}
		for _, place := range n.inRange(memory, low, high) {
			found = append(found, fmt.Sprintf("%s (%s)", place, lines.Text()))
		}
	}
	return found, lines.Err()
}

// inRange reads memory piece by piece; a piece that cannot be read is not mapped.
func (n *Needles) inRange(memory io.ReaderAt, low, high uint64) (found []string) {
	const piece, size = 1 << 20, 32
	buffer := make([]byte, piece+size-8)
	defer clear(buffer)
	for at := low; at < high; at += piece {
		k, _ := memory.ReadAt(buffer[:min(uint64(len(buffer)), high-at)], int64(at))
		for i := 0; i+size <= k; i += 8 {
			if !n.first[binary.LittleEndian.Uint16(buffer[i:])^uint16(n.mask)] {
				continue
			}
			var masked [4]uint64
			for w := range masked {
				masked[w] = binary.LittleEndian.Uint64(buffer[i+8*w:]) ^ n.mask
			}
			if name, ok := n.names[masked]; ok {
				found = append(found, fmt.Sprintf("%s at %x", name, at+uint64(i)))
			}
		}
		clear(buffer) // what is read later may be this
	}
	return found
}
