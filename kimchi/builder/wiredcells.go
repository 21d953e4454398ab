package builder

// PointCells holds a cell of each coordinate of a point.
type PointCells struct {
	X, Y Cell
}

// operands are those of a half that says l*r = out and no more.
type operands struct {
	left, right Cell
}

// PointCells returns the points that the circuit asserts on the curve by Generic rows, in
// their order: compilers write x*x = s, s*x = c, c + 5 = t, y*y = t. For circuits of
// [FromRows], whose inputs are known by such patterns.
func (c *Circuit) PointCells() (points []PointCells) {
	products := c.products()
	squareOf := func(class int32) (Cell, bool) {
		for _, p := range products[class] {
			if c.same(p.left, p.right) {
				return p.left, true
			}
		}
		return Cell{}, false
	}
	c.eachHalf(func(r, column int, h *Half) {
		if !isSmall(&h.Left, 1) || !isSmall(&h.Out, -1) || !isSmall(&h.Constant, 5) ||
			h.Right.IsZero() == 0 || h.Product.IsZero() == 0 {
			return
		}
		y, ok := squareOf(c.classAt(Cell{r, column + 2}))
		if !ok {
			return
		}
		for _, cube := range products[c.classAt(Cell{r, column})] {
			for _, pair := range []operands{cube, {cube.right, cube.left}} {
				if x, ok := squareOf(c.classAt(pair.left)); ok && c.same(x, pair.right) {
					points = append(points, PointCells{x, y})
					return
				}
			}
		}
	})
	return points
}

// ComparedLike returns the cells, without those of the public input, from which a half
// subtracts what one subtracts from the given cell too.
func (c *Circuit) ComparedLike(like Cell) (cells []Cell) {
	constants := make(map[[32]byte]bool)
	compared := func(h *Half) bool {
		return isSmall(&h.Left, 1) && isSmall(&h.Out, -1) && h.Right.IsZero() == 1 && h.Product.IsZero() == 1 && h.Constant.IsZero() == 0
	}
	c.eachHalf(func(r, column int, h *Half) {
		if compared(h) && c.same(like, Cell{r, column}) {
			constants[h.Constant.Bytes()] = true
		}
	})
	seen := make(map[int32]bool)
	for _, v := range c.public {
		seen[c.classes[v]] = true
	}
	c.eachHalf(func(r, column int, h *Half) {
		cell := Cell{r, column}
		if compared(h) && constants[h.Constant.Bytes()] && !seen[c.classAt(cell)] {
			seen[c.classAt(cell)] = true
			cells = append(cells, cell)
		}
	})
	return cells
}

func (c *Circuit) classAt(cell Cell) int32 { return c.classes[c.rows[cell.Row].cells[cell.Column]] }

func (c *Circuit) same(x, y Cell) bool { return c.classAt(x) == c.classAt(y) }

// eachHalf calls f for the halves of all Generic rows.
func (c *Circuit) eachHalf(f func(r, column int, h *Half)) {
	for r := range c.rows {
		if c.rows[r].gate != Generic {
			continue
		}
		for number := range 2 {
			k := c.rows[r].coefficients[5*number:]
			f(r, 3*number, &Half{Left: k[0], Right: k[1], Out: k[2], Product: k[3], Constant: k[4]})
		}
	}
}

// products returns the halves l*r = out by the class of out.
func (c *Circuit) products() map[int32][]operands {
	found := make(map[int32][]operands)
	c.eachHalf(func(r, column int, h *Half) {
		sum := h.Out
		sum.Add(&sum, &h.Product)
		if h.Out.IsZero() == 1 || sum.IsZero() == 0 || h.Left.IsZero() == 0 || h.Right.IsZero() == 0 || h.Constant.IsZero() == 0 {
			return
		}
		out := c.classAt(Cell{r, column + 2})
		found[out] = append(found[out], operands{Cell{r, column}, Cell{r, column + 1}})
	})
	return found
}
