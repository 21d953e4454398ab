"""The curves Pallas and Vesta (SPEC 3.2, 4.3). A point is (x, y), the identity None."""

from .codes import require, Refused
from .fields import P, Q, inverse, number, sqrt


class Curve:
    """y^2 = x^3 + 5 over the field of a modulus, with a generator of a prime order."""

    def __init__(self, modulus, order, generator):
        self.modulus, self.order, self.generator = modulus, order, generator
        self._multiples = None  # of the generator: row i has j * 16^i * G for j = 1 .. 15

    def contains(self, x, y):
        return (y * y - x * x * x - 5) % self.modulus == 0

    def negate(self, point):
        return point and (point[0], -point[1] % self.modulus)

    def add(self, a, b):
        """The group law, for every pair of points [CRV-4]."""
        if a is None or b is None:
            return a or b
        p = self.modulus
        if a[0] != b[0]:
            slope = (b[1] - a[1]) * inverse(b[0] - a[0], p)
        elif a[1] == b[1]:
            slope = 3 * a[0] * a[0] * inverse(2 * a[1], p)
        else:
            return None
        x = (slope * slope - a[0] - b[0]) % p
        return x, (slope * (a[0] - x) - a[1]) % p

    def multiply(self, k, point):
        """k times a point: four bits a step."""
        if point is None:
            return None
        if point == self.generator:
            return self._base_multiple(k % self.order)
        row, k = self._row(point), k % self.order
        total = None
        for shift in range(252, -1, -4):
            for _ in range(4):
                total = self._double(total)
            digit = k >> shift & 15
            if digit:
                total = self._add_affine(total, row[digit])
        return self._affine(total)

    def with_parity(self, x, odd):
        """The point with an abscissa and a parity (SPEC 4.3)."""
        try:
            y = sqrt((x * x * x + 5) % self.modulus, self.modulus)
        except Refused:
            raise Refused("point_not_on_curve")
        return x, (self.modulus - y if odd else y)

    # Jacobian coordinates: (X, Y, Z) is (X/Z^2, Y/Z^3). One inversion for each product.

    def _row(self, point):
        row = [None, point]
        for _ in range(14):
            row.append(self.add(row[-1], point))
        return row

    def _base_multiple(self, k):
        if self._multiples is None:
            self._multiples, base = [], self.generator
            for _ in range(64):
                self._multiples.append(self._row(base))
                base = self.add(self._multiples[-1][15], base)
        total = None
        for i, row in enumerate(self._multiples):
            digit = k >> 4 * i & 15
            if digit:
                total = self._add_affine(total, row[digit])
        return self._affine(total)

    def _double(self, point):
        if point is None:
            return None
        x, y, z = point
        p = self.modulus
        b = y * y % p
        d = 4 * x * b % p
        e = 3 * x * x % p
        x3 = (e * e - 2 * d) % p
        return x3, (e * (d - x3) - 8 * b * b) % p, 2 * y * z % p

    def _add_affine(self, a, b):
        if a is None:
            return b[0], b[1], 1
        x, y, z = a
        p = self.modulus
        zz = z * z % p
        h, r = (b[0] * zz - x) % p, (b[1] * z * zz - y) % p
        if h == 0:
            return self._double(a) if r == 0 else None
        hh = h * h % p
        hhh, v = h * hh % p, x * hh % p
        x3 = (r * r - hhh - 2 * v) % p
        return x3, (r * (v - x3) - y * hhh) % p, z * h % p

    def _affine(self, point):
        if point is None:
            return None
        x, y, z = point
        p = self.modulus
        i = pow(z, -1, p)
        return x * i * i % p, y * i * i * i % p


PALLAS = Curve(P, Q, (1, 0x1B74B5A30A12937C53DFA9F06378EE548F655BD4333D477119CF7A23CAED2ABB))  # [CRV-1]
VESTA = Curve(Q, P, (1, 0x1943666EA922AE6B13B64E3AAE89754CACCE3A7F298BA20C4E4389B9B0276A62))  # [CRV-2]


def point_of(curve, x, y, identity=False):
    """The point of two decimal texts [CRV-8] [CRV-9]; the identity where it is allowed."""
    x, y = number(x, curve.modulus), number(y, curve.modulus)
    if (x, y) == (0, 0):
        require(identity, "identity_point")
        return None
    require(curve.contains(x, y), "point_not_on_curve")
    return x, y


def point_json(point):
    x, y = point or (0, 0)
    return {"x": str(x), "y": str(y)}
