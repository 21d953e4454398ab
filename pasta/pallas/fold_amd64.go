//go:build !purego

package pallas

import "github.com/minaseal/minaseal/pasta/fp"

func newFoldSpace(chunk int) (s pairSpace) {
	if useIFMA {
		s.lanes = make([]pairLanes, chunk/pairGroup+pairChains)
	}
	return s
}

// double doubles the points. An identity stays one.
func (f *folder) double(p *lanes) {
	if len(f.lanes) == 0 {
		f.doubleGeneric(p)
		return
	}
	loadDoublesIFMA(&f.lanes[0], &p.x[0], &p.y[0], len(p.x)/pairGroup)
	for i := range p.y {
		if p.y[i].IsZero() == 1 {
			f.avoidZero(i)
		}
	}
	f.storeSums(p)
}

// add adds the addends to the points.
func (f *folder) add(p, q *lanes) {
	if len(f.lanes) == 0 {
		f.addGeneric(p, q)
		return
	}
	f.findSpecial(p, q)
	loadLanesIFMA(&f.lanes[0], &p.x[0], &p.y[0], &q.x[0], &q.y[0], len(p.x)/pairGroup)
	for _, s := range f.special {
		f.avoidZero(s.index)
	}
	f.storeSums(p)
	f.setSpecial(p)
}

// avoidZero makes the product of the denominators one of numbers other than 0. What comes of
// this one does not count.
func (f *folder) avoidZero(i int) {
	var one fp.Element
	f.lanes[i/pairGroup].run.set(i%pairGroup, one.One())
}

// storeSums sets p to the sums of what was loaded.
func (f *folder) storeSums(p *lanes) {
	f.setSlopes(len(p.x)/pairGroup, func(first, n int) {
		storeSumsIFMA(&f.lanes[first], &p.x[pairGroup*first], &p.y[pairGroup*first], n)
	})
}
