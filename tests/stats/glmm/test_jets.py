"""Jets compute first and second derivatives as calculus has them."""

import math

import pytest

from drgs_cli.stats.glmm.jets import affine, composed, plus, product


def test_a_product_has_the_derivatives_of_the_product_rule() -> None:
    x, y = affine(0.0, [1.0, 0.0], [2.0, 3.0]), affine(0.0, [0.0, 1.0], [2.0, 3.0])
    cube = product(product(x, x), y)  # x^2 y
    assert (cube.value, cube.slope, cube.bend) == (12.0, [12.0, 4.0], [6.0, 4.0, 0.0])


def test_a_sum_adds_all_three() -> None:
    x, y = affine(0.0, [1.0, 0.0], [2.0, 3.0]), affine(1.0, [0.0, 1.0], [2.0, 3.0])
    total = plus(product(x, x), product(y, y), times=-2.0)  # x^2 - 2 (y + 1)^2
    assert (total.value, total.slope, total.bend) == (-28.0, [4.0, -16.0], [2.0, 0.0, -4.0])


def test_a_function_of_a_jet_obeys_the_chain_rule() -> None:
    exponent = affine(0.5, [2.0, -1.0], [0.25, 1.0])  # exp(2x - y + 1/2) at exponent 0
    value = math.exp(exponent.value)
    found = composed(exponent, value, value, value)
    assert [found.value, *found.slope, *found.bend] == pytest.approx([1.0, 2.0, -1.0, 4.0, -2.0, 1.0])
